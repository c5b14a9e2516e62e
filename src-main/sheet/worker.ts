/** Thread entry: checks one sheet and sends its rows in chunks, then what the sheet was; a refusal as code and parameters. */
import { parentPort, workerData } from 'node:worker_threads'
import { KINDS } from './kinds.ts'
import type { Message, Source } from './read.ts'
import { Refusal } from './refusal.ts'
import { type Kind, type Located, type ScanOptions, scanSheets } from './scan.ts'

const send = (message: Message) => parentPort?.postMessage(message)

async function run({
  kind,
  name,
  bytes,
  options,
}: Source & { kind: keyof typeof KINDS; options: ScanOptions }): Promise<void> {
  // Each kind reads its own layout only; what a row is, its caller knows (Sheets in read.ts).
  const batches = scanSheets(bytes, name, KINDS[kind] as unknown as Kind<Located, unknown>, options)
  for (;;) {
    const next = await batches.next()
    if (!next.done) {
      send({ type: 'rows', rows: next.value })
      continue
    }
    const { sheetName, notes, layout } = next.value
    const { headerRow, headers, columns, unknownHeaders, missing } = layout
    return send({ type: 'done', head: { sheetName, notes, headerRow, headers, columns, unknownHeaders, missing } })
  }
}

run(workerData).catch(error => {
  if (!(error instanceof Refusal)) throw error // a bug: the thread dies of it and the caller hears of it
  send({ type: 'refused', code: error.code, params: error.params })
})
