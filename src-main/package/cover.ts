/** Pictures of a 脱敏 package: parts that somebody marked are painted over, for good. */
import { Worker } from 'node:worker_threads'
import type { Box } from '../../src-shared/contract/evidence.ts'

export interface CoverJob {
  path: string
  boxes: readonly Box[]
}

/** Both JPEG without EXIF, or neither. */
export interface CoverAnswer {
  jpeg?: Uint8Array
  thumbnail?: Uint8Array
}

export interface Painter {
  /** In the order asked for. Without `jpeg`: the picture cannot be decoded, and must not be handed out. */
  cover(job: CoverJob): Promise<CoverAnswer>
  close(): Promise<void>
}

/** A thread that paints, one picture after another: decoding takes a third of a second, which no other call should wait for. */
export function openPainter(): Painter {
  // A name in a variable: bundlers rewrite `new URL('./x.ts', import.meta.url)` into an asset of their own.
  const entry = import.meta.url.endsWith('.ts') ? './coverWorker.ts' : './cover-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url))
  let last: Promise<unknown> = Promise.resolve()
  let dead = false
  worker.once('exit', () => {
    dead = true
  })
  const ask = (job: CoverJob): Promise<CoverAnswer> =>
    new Promise(resolve => {
      if (dead) return resolve({})
      const fail = () => resolve({}) // a picture that kills its thread
      worker.once('error', fail)
      worker.once('message', (answer: CoverAnswer) => {
        worker.off('error', fail)
        resolve(answer)
      })
      worker.postMessage(job)
    })
  return {
    cover(job) {
      const turn = last.then(() => ask(job))
      last = turn
      return turn
    },
    async close() {
      await worker.terminate()
    },
  }
}
