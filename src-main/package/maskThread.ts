/** What a 脱敏 package asks of every file, in a thread of its own: decoding a picture or unpacking a PDF takes long, and no other call waits for it. */
import { Worker } from 'node:worker_threads'
import type { Box } from '../../src-shared/contract/evidence.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Phones } from './personal.ts'
import type { Findings } from './search.ts'

/** Both JPEG without EXIF, or neither: then the picture cannot be decoded, and must not be handed out. */
export interface Covered {
  jpeg?: Uint8Array
  thumbnail?: Uint8Array
}

/** `stop`: not zero once the answer is no longer wanted. */
export type MaskJob = { id: number } & (
  | { kind: 'phones'; phones: Phones }
  | { kind: 'cover'; path: string; boxes: readonly Box[] }
  | { kind: 'search'; path: string; work: string; stop: Int32Array<SharedArrayBuffer> }
)

/** `bytes` is progress, more follows. `found` is missing where the file could not be read to its end. */
export type MaskAnswer = { id: number; bytes?: number; covered?: Covered; found?: Findings }

type Asked = MaskJob extends infer J ? (J extends MaskJob ? Omit<J, 'id'> : never) : never

// One thread, started with the first file; it keeps no program alive.
let thread: { worker: Worker; waiting: Map<number, (answer: MaskAnswer) => void> } | undefined
let lastId = 0

function ask(job: Asked, progress?: (bytes: number) => void): Promise<MaskAnswer> {
  thread ??= start()
  const { worker, waiting } = thread
  const id = ++lastId
  return new Promise(resolve => {
    waiting.set(id, answer => {
      if (answer.bytes !== undefined) return progress?.(answer.bytes)
      waiting.delete(id)
      if (waiting.size === 0) worker.unref()
      resolve(answer)
    })
    worker.ref() // until the answer is here
    worker.postMessage({ ...job, id } as MaskJob)
  })
}

function start(): NonNullable<typeof thread> {
  // A name in a variable: bundlers rewrite `new URL('./x.ts', import.meta.url)` into an asset of their own.
  const entry = import.meta.url.endsWith('.ts') ? './maskWorker.ts' : './mask-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url))
  const waiting = new Map<number, (answer: MaskAnswer) => void>()
  worker.on('message', (answer: MaskAnswer) => waiting.get(answer.id)?.(answer))
  // A file that kills its thread can be neither covered nor looked through; the next one gets a new thread.
  const fail = () => {
    thread = undefined
    for (const [id, resolve] of waiting) resolve({ id })
  }
  worker.on('error', fail)
  worker.on('exit', fail)
  return { worker, waiting }
}

export async function coverPicture(path: string, boxes: readonly Box[]): Promise<Covered> {
  return (await ask({ kind: 'cover', path, boxes })).covered ?? {}
}

export interface LookOptions {
  phones: Phones
  /** A folder for what has to be taken out of an archive to be looked through. */
  work: string
  signal: AbortSignal
  /** Bytes read since the last call. */
  progress: (bytes: number) => void
}

/** searchFile for one file after another. Undefined where one cannot be read. @throws AppError CANCELLED */
export async function openLook({ phones, work, signal, progress }: LookOptions) {
  await ask({ kind: 'phones', phones })
  const stop = new Int32Array(new SharedArrayBuffer(4))
  signal.addEventListener('abort', () => Atomics.store(stop, 0, 1), { once: true })
  return async (path: string): Promise<Findings | undefined> => {
    if (signal.aborted) throw new AppError('CANCELLED')
    const { found } = await ask({ kind: 'search', path, work, stop }, progress)
    if (signal.aborted) throw new AppError('CANCELLED')
    return found
  }
}
