/** Thread entry: checks one roster and sends its rows in chunks, then what the sheet was; a refusal as code and parameters. */
import { parentPort, workerData } from 'node:worker_threads'
import type { RosterRow } from './check.ts'
import type { Message, Source } from './read.ts'
import { Refusal } from './refusal.ts'
import { scanRoster } from './scan.ts'

const CHUNK = 1000

const send = (message: Message) => parentPort?.postMessage(message)

async function run({ name, bytes }: Source): Promise<void> {
  const rows = scanRoster(bytes, name)
  let chunk: RosterRow[] = []
  for (;;) {
    const next = await rows.next()
    if (!next.done) chunk.push(next.value)
    if (next.done || chunk.length === CHUNK) {
      send({ type: 'rows', rows: chunk })
      chunk = []
    }
    if (next.done) return send({ type: 'done', found: next.value })
  }
}

run(workerData).catch(error => {
  if (!(error instanceof Refusal)) throw error // a bug: the thread dies of it and the caller hears of it
  send({ type: 'refused', code: error.code, params: error.params })
})
