/** Thread entry: checks one sheet and sends its rows in chunks, then what the sheet was; a refusal as code and parameters. */
import { parentPort, workerData } from 'node:worker_threads'
import { KINDS } from './kinds.ts'
import type { Message, Source } from './read.ts'
import { Refusal } from './refusal.ts'
import { type Head, scanSheet } from './scan.ts'

const send = (message: Message) => parentPort?.postMessage(message)

async function run({ kind, name, bytes }: Source & { kind: keyof typeof KINDS }): Promise<void> {
  const batches = scanSheet<Head, unknown>(bytes, name, KINDS[kind])
  for (;;) {
    const next = await batches.next()
    if (!next.done) {
      send({ type: 'rows', rows: next.value })
      continue
    }
    const { sheetName, layout } = next.value
    const { headerRow, headers, columns, unknownHeaders } = layout
    return send({ type: 'done', head: { sheetName, headerRow, headers, columns, unknownHeaders } })
  }
}

run(workerData).catch(error => {
  if (!(error instanceof Refusal)) throw error // a bug: the thread dies of it and the caller hears of it
  send({ type: 'refused', code: error.code, params: error.params })
})
