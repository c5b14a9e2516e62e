/** Thread entry: takes the next member of the list until none is left, and reports its SHA-256. */
import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../src-shared/errors.ts'
import { osReason } from '../files/reason.ts'
import { chunksOf, type Member } from './archive.ts'

export interface Work {
  members: Member[]
  /** [0] the next member, [1] not zero to stop. Shared by all workers. */
  control: Int32Array<SharedArrayBuffer>
}

/** Since the last report. `digest` is null where the member could not be read. */
export interface Report {
  bytes: number
  results: { index: number; digest: string | null }[]
}

const REPORT_BYTES = 8 << 20
const { members, control }: Work = workerData
const buffer = Buffer.allocUnsafe(1 << 20)
let report: Report = { bytes: 0, results: [] }

for (;;) {
  const index = Atomics.add(control, 0, 1)
  const member = members[index]
  if (!member || stopped()) break
  try {
    const digest = await digestOf(member) // before `report` is looked at: it is a new one after each send()
    report.results.push({ index, digest })
  } catch (error) {
    if (!(error instanceof AppError) && osReason(error) === undefined) throw error
    report.results.push({ index, digest: null }) // cannot be read: as good as changed
  }
}
send()

async function digestOf(member: Member): Promise<string> {
  const hash = createHash('sha256')
  if (member.deflated) {
    for await (const chunk of chunksOf(member)) {
      if (stopped()) break
      take(hash, chunk)
    }
  } else readRange(hash, member)
  return hash.digest('hex')
}

function readRange(hash: Hash, { file, at, bytes }: Member): void {
  const handle = openSync(file, 'r')
  try {
    for (let done = 0; done < bytes && !stopped(); ) {
      const read = readSync(handle, buffer, 0, Math.min(buffer.length, bytes - done), at + done)
      if (read === 0) return // shorter than a moment ago: the digest will tell
      take(hash, buffer.subarray(0, read))
      done += read
    }
  } finally {
    closeSync(handle)
  }
}

function take(hash: Hash, chunk: Uint8Array): void {
  hash.update(chunk)
  report.bytes += chunk.length
  if (report.bytes >= REPORT_BYTES) send()
}

function send(): void {
  parentPort?.postMessage(report)
  report = { bytes: 0, results: [] }
}

function stopped(): boolean {
  return Atomics.load(control, 1) !== 0
}
