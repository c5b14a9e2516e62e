/** SHA-256 of many files at once: two threads read them, so that disk and processor are both busy. */
import { Worker } from 'node:worker_threads'
import { AppError } from '../../src-shared/errors.ts'
import type { Member } from './archive.ts'
import type { Amount } from './bag.ts'
import type { Report, Work } from './worker.ts'

export interface DigestOptions {
  progress?: (done: Amount, total: Amount) => void
  signal?: AbortSignal
}

const THREADS = 2

/**
 * Tells `heard` the SHA-256 of each member by its index, in any order; null and why where it could not be read, also after a second or two. Large ones come first, so that no
 * thread is left with one at the end. @throws AppError CANCELLED; what was heard until then stands
 */
export async function digestAll(
  members: readonly Member[],
  heard: (index: number, digest: string | null, why?: string) => void,
  { progress, signal }: DigestOptions = {},
): Promise<void> {
  if (signal?.aborted) throw new AppError('CANCELLED')
  const order = members.map((_, i) => i).sort((a, b) => (members[b]?.bytes ?? 0) - (members[a]?.bytes ?? 0))
  const sorted = order.flatMap(i => members[i] ?? [])
  const total = { files: members.length, bytes: members.reduce((sum, { bytes }) => sum + bytes, 0) }
  const done = { files: 0, bytes: 0 }
  const work: Work = { members: sorted, control: new Int32Array(new SharedArrayBuffer(8)) }
  const stop = () => Atomics.store(work.control, 1, 1)
  signal?.addEventListener('abort', stop)
  try {
    await Promise.all(
      Array.from({ length: Math.min(THREADS, members.length) }, () =>
        runThread(work, report => {
          if (signal?.aborted) return // a file that was being read has half a digest
          for (const { index, digest, why } of report.results) heard(order[index] ?? -1, digest, why)
          done.files += report.results.length
          done.bytes += report.bytes
          progress?.({ ...done }, total)
        }),
      ),
    )
  } finally {
    stop() // also when one thread failed: the other need not go on
    signal?.removeEventListener('abort', stop)
  }
  if (signal?.aborted) throw new AppError('CANCELLED')
  if (done.files !== members.length) throw new Error('a result was lost') // never accuse a file for a fault of ours
}

function runThread(work: Work, heard: (report: Report) => void): Promise<void> {
  // A name in a variable: bundlers rewrite `new URL('./worker.ts', import.meta.url)` into an asset of their own.
  const entry = import.meta.url.endsWith('.ts') ? './worker.ts' : './package-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url), { workerData: work })
  return new Promise((resolve, reject) => {
    worker.on('message', heard)
    worker.once('error', reject)
    worker.once('exit', code => (code === 0 ? resolve() : reject(new Error(`package worker ended with ${code}`))))
  })
}
