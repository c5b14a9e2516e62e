/** Pictures of a 脱敏 package: parts that somebody marked are painted over, for good. */
import { Worker } from 'node:worker_threads'
import type { Box } from '../../src-shared/contract/evidence.ts'

export interface CoverJob {
  id: number
  path: string
  boxes: readonly Box[]
}

/** Both JPEG without EXIF, or neither. */
export interface Covered {
  jpeg?: Uint8Array
  thumbnail?: Uint8Array
}

export type CoverAnswer = Covered & { id: number }

// One thread, started with the first picture; it keeps no program alive.
let thread: { worker: Worker; waiting: Map<number, (answer: Covered) => void> } | undefined
let lastId = 0

/** Without `jpeg`: the picture cannot be decoded, and must not be handed out. Decoding takes a third of a second, which no other call waits for. */
export function coverPicture(path: string, boxes: readonly Box[]): Promise<Covered> {
  thread ??= start()
  const { worker, waiting } = thread
  const id = ++lastId
  return new Promise(resolve => {
    waiting.set(id, resolve)
    worker.ref() // until the answer is here
    worker.postMessage({ id, path, boxes } satisfies CoverJob)
  })
}

function start(): NonNullable<typeof thread> {
  // A name in a variable: bundlers rewrite `new URL('./x.ts', import.meta.url)` into an asset of their own.
  const entry = import.meta.url.endsWith('.ts') ? './coverWorker.ts' : './cover-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url))
  const waiting = new Map<number, (answer: Covered) => void>()
  worker.on('message', ({ id, ...answer }: CoverAnswer) => {
    waiting.get(id)?.(answer)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
  })
  // A picture that kills its thread cannot be covered; the next one gets a new thread.
  const fail = () => {
    thread = undefined
    for (const resolve of waiting.values()) resolve({})
    waiting.clear()
  }
  worker.on('error', fail)
  worker.on('exit', fail)
  return { worker, waiting }
}
