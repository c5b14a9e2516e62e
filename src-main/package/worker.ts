/** Thread entry: takes the next member of the list until none is left, and reports its SHA-256. */
import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../src-shared/errors.ts'
import { osReason } from '../files/reason.ts'
import { patientlySync } from '../files/rename.ts'
import { chunksOf, type Member } from './archive.ts'

export interface Work {
  members: Member[]
  /** [0] the next member, [1] not zero to stop. Shared by all workers. */
  control: Int32Array<SharedArrayBuffer>
}

/** Since the last report. `digest` is null where the member could not be read; `why` not, in Chinese. */
export interface Report {
  bytes: number
  results: { index: number; digest: string | null; why?: string }[]
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
    const why = error instanceof AppError ? error.message : osReason(error)
    if (why === undefined) throw error
    report.results.push({ index, digest: null, why })
  }
}
send()

async function digestOf(member: Member): Promise<string> {
  if (!member.deflated) return patientlySync(() => rangeDigest(member)) // another program may hold it for a moment
  const hash = createHash('sha256')
  for await (const chunk of chunksOf(member)) {
    if (stopped()) break
    take(hash, chunk)
  }
  return hash.digest('hex')
}

function rangeDigest({ file, at, bytes }: Member): string {
  const hash = createHash('sha256')
  const handle = openSync(file, 'r')
  try {
    for (let done = 0; done < bytes && !stopped(); ) {
      const read = readSync(handle, buffer, 0, Math.min(buffer.length, bytes - done), at + done)
      if (read === 0) break // shorter than a moment ago: the digest will tell
      take(hash, buffer.subarray(0, read))
      done += read
    }
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
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
