/** SHA-256 beside the copying: a thread hashes what was just read, while the caller writes it to the disk. */
import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'

export interface Hasher {
  /** A new file: what was given before is forgotten. */
  begin(): void
  /** Where the next piece is to be read into. */
  next(): Buffer
  /** So many bytes of it belong to the file. They may be read, not changed, until `next`. */
  add(bytes: number): void
  /** Of all pieces since `begin`, hexadecimal. */
  digest(): string
  close(): Promise<void>
}

export const PIECE = 1 << 20
export const SLOTS = 4

/** What both threads see: the number of pieces given and done, each slot's length or command, the slots, and the digest. */
export interface Shared {
  control: Int32Array<SharedArrayBuffer>
  slots: Uint8Array<SharedArrayBuffer>
  digest: Uint8Array<SharedArrayBuffer>
}

export const GIVEN = 0
export const DONE = 1
export const LENGTHS = 2
export const FINISH = -1
export const END = -2

const PATIENCE = 30_000 // ms: a machine that is busy, not a thread that is gone

/** For files of one piece, and where threads may not be waited for. */
export function plainHasher(): Hasher {
  const buffer = Buffer.allocUnsafe(PIECE)
  let hash = createHash('sha256')
  return {
    begin() {
      hash = createHash('sha256')
    },
    next: () => buffer,
    add: bytes => void hash.update(buffer.subarray(0, bytes)),
    digest: () => hash.digest('hex'),
    close: async () => {},
  }
}

/** With a thread of its own, until `close`. */
export function threadHasher(): Hasher {
  if (!mayWait()) return plainHasher()
  const shared: Shared = {
    control: new Int32Array(new SharedArrayBuffer((LENGTHS + SLOTS) * 4)),
    slots: new Uint8Array(new SharedArrayBuffer(SLOTS * PIECE)),
    digest: new Uint8Array(new SharedArrayBuffer(32)),
  }
  // A name in a variable: bundlers rewrite `new URL('./hashWorker.ts', import.meta.url)` into an asset of their own.
  const entry = import.meta.url.endsWith('.ts') ? './hashWorker.ts' : './hash-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url), { workerData: shared })
  const ended = new Promise<void>(resolve => worker.on('exit', () => resolve()))
  worker.on('error', () => {}) // it cannot answer then, and `waitFor` below says so
  const { control, slots, digest } = shared
  const buffers = Array.from({ length: SLOTS }, (_, i) => Buffer.from(slots.buffer, i * PIECE, PIECE))
  let given = 0
  let open = false // pieces that no digest was asked for

  /** Until at most `pending` pieces are not done. */
  function waitFor(pending: number): void {
    for (let done = Atomics.load(control, DONE); given - done > pending; done = Atomics.load(control, DONE)) {
      if (Atomics.wait(control, DONE, done, PATIENCE) === 'timed-out')
        throw new Error('the hashing thread does not answer')
    }
  }
  function give(length: number): void {
    waitFor(SLOTS - 1)
    Atomics.store(control, LENGTHS + (given % SLOTS), length)
    given += 1
    Atomics.store(control, GIVEN, given)
    Atomics.notify(control, GIVEN)
  }
  function finish(): string {
    give(FINISH)
    waitFor(0)
    open = false
    return Buffer.from(digest).toString('hex')
  }

  return {
    begin() {
      if (open) finish()
    },
    next() {
      waitFor(SLOTS - 1)
      return buffers[given % SLOTS] as Buffer
    },
    add(bytes) {
      open = true
      give(bytes)
    },
    digest: finish,
    async close() {
      give(END)
      await ended
    },
  }
}

/** Some environments forbid their main thread to wait. */
function mayWait(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1) // another value: answers at once
    return true
  } catch {
    return false
  }
}
