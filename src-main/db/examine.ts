/** Is the database file still what was written? Asked at every opening, of the file alone: no connection, nothing changed. */
import { open, stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { badPages, type Digest, HEADER, sameState, stateOf, takeDigest } from './digest.ts'
import { flippedBit } from './flippedBit.ts'
import { type Checked, fullCheck } from './fullCheck.ts'

export type Finding =
  /** Every page is as the digest says. */
  | { kind: 'sound' }
  /** The digest is of this very state, and these pages are not as it says. */
  | { kind: 'pages'; bad: number[]; pageSize: number }
  /** A state that no digest knows (no clean end, a copy put there by hand, an older version); SQLite's own check. */
  | { kind: 'checked'; checked: Checked; found: Digest }

export async function examine(path: string, known: Digest | null): Promise<Finding> {
  if (known && sameState(known.state, await currentState(path))) {
    const found = await takeDigest(path, { pageSize: known.state.pageSize })
    const bad = badPages(found, known)
    return bad.length === 0 ? { kind: 'sound' } : { kind: 'pages', bad, pageSize: known.state.pageSize }
  }
  const found = await takeDigest(path)
  return { kind: 'checked', checked: await check(path), found }
}

const SMALL = 16 << 20 // bytes: checked sooner than a thread starts

async function check(path: string): Promise<Checked> {
  if ((await stat(path)).size < SMALL) return fullCheck(path)
  // A name in a variable: bundlers rewrite `new URL('./fullCheckWorker.ts', import.meta.url)` into an asset of their own.
  const entry = import.meta.url.endsWith('.ts') ? './fullCheckWorker.ts' : './full-check-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url), { workerData: path })
  return new Promise((resolve, reject) => {
    worker.once('message', (checked: Checked) => resolve(checked))
    worker.once('error', reject)
    worker.once('exit', code => reject(new Error(`the checking thread ended with ${code}`)))
  })
}

async function currentState(path: string) {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER), 0, HEADER, 0)
    return stateOf(bytesRead === HEADER ? buffer : Buffer.alloc(HEADER))
  } finally {
    await file.close()
  }
}

/**
 * Turns back single bits that flipped in these pages, on the disk. Nobody has the file open.
 * @returns the pages that are as they were again, and those that are not
 */
export async function turnBack(path: string, known: Digest, pages: readonly number[]) {
  const mended: number[] = []
  const rest: number[] = []
  const { pageSize } = known.state
  const file = await open(path, 'r+')
  try {
    for (const page of pages) {
      const at = (page - 1) * pageSize
      const { buffer, bytesRead } = await file.read(Buffer.alloc(pageSize), 0, pageSize, at)
      const bit = bytesRead === pageSize ? flippedBit(buffer, known.sums[page - 1] ?? 0) : null
      if (bit) await file.write(Buffer.of((buffer[bit.byte] ?? 0) ^ bit.mask), 0, 1, at + bit.byte)
      ;(bit ? mended : rest).push(page)
    }
    if (mended.length > 0) await file.sync()
  } finally {
    await file.close()
  }
  return { mended, rest }
}
