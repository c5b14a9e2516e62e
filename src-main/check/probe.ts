/** Looks into files for 四性检测, each read once, in a thread: a hostile file costs its own result and nothing else. */
import { lstat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../src-shared/errors.ts'
import type { PdfFacts } from './pdf.ts'

/** What the bytes of a file say. */
export interface Content {
  /** null: could not be read. */
  sha256: string | null
  bytes: number
  /** By content; null: not one of ours, `refused` says what it is. */
  type: string | null
  refused: string
  /** Why it cannot be opened as what it is; '' where it can, or was not tried. */
  damaged: string
  locked: boolean
  /** null: no PDF, or too large to be taken apart. */
  pdf: PdfFacts | null
  pixels: { width: number; height: number } | null
  seconds: number | null
  /** Names of programs and macros inside. */
  programs: string[]
  /** Larger than what is taken apart: only its digest and its type are known. */
  large: boolean
}

export type Probe = { place: 'missing' } | { place: 'there'; content: Content }

export interface Ask {
  path: string
  /** false: digest and type only. */
  deep: boolean
}

export interface ProbeOptions {
  signal: AbortSignal
  progress(bytes: number, total: number): void
  /** MB that the whole process may grow by while one file is looked into. */
  growth?: number
}

const HEAP = 512 // MB of the thread
const GROWTH = 1024 // what libraries inflate and decode lies outside the heap, where no limit of V8 holds
const LOOK_MS = 50
const PATIENCE = { ms: 60_000, bytesPerMs: 5_000 } // a disk of 5 MB/s

/** By path, one after another, so that what goes wrong is known to be this file's fault. @throws AppError CANCELLED */
export async function probeAll(paths: readonly string[], options: ProbeOptions): Promise<Map<string, Probe>> {
  const { signal, progress } = options
  const found = new Map<string, Probe>()
  const there: { path: string; bytes: number }[] = []
  for (const path of new Set(paths)) {
    const stat = await lstat(path).catch(() => undefined)
    if (stat?.isFile()) there.push({ path, bytes: stat.size })
    else found.set(path, { place: 'missing' })
  }
  const total = there.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  const thread = openThread(options)
  try {
    for (const { path, bytes } of there) {
      if (signal.aborted) throw new AppError('CANCELLED')
      // What hangs or kills its thread twice is damaged (once may be another's fault); its digest can still be had.
      const content =
        (await thread.ask({ path, deep: true }, bytes)) ??
        (await thread.ask({ path, deep: true }, bytes)) ??
        damaged(await thread.ask({ path, deep: false }, bytes), bytes)
      if (signal.aborted) throw new AppError('CANCELLED')
      found.set(path, { place: 'there', content })
      done += bytes
      progress(done, total)
    }
  } finally {
    await thread.close()
  }
  return found
}

const damaged = (content: Content | undefined, bytes: number): Content => ({
  ...(content ?? { ...NOTHING, bytes }),
  damaged: '内容异常，检测程序无法处理',
})

export const NOTHING: Content = {
  sha256: null,
  bytes: 0,
  type: null,
  refused: '',
  damaged: '',
  locked: false,
  pdf: null,
  pixels: null,
  seconds: null,
  programs: [],
  large: false,
}

/** A thread that is started when it is asked, and anew after it was lost. */
function openThread({ signal, growth = GROWTH }: ProbeOptions) {
  let worker: Worker | undefined
  return {
    /** Undefined where the thread died, took too long or too much memory, and after 取消. */
    async ask(ask: Ask, bytes: number): Promise<Content | undefined> {
      if (signal.aborted) return undefined
      worker ??= start()
      const asked = worker
      const answer = await new Promise<Content | undefined>(resolve => {
        const settle = (content?: Content) => {
          clearTimeout(late)
          clearInterval(watch)
          signal.removeEventListener('abort', lost)
          asked.off('message', settle).off('error', lost).off('exit', lost)
          resolve(content)
        }
        const lost = () => settle()
        const limit = process.memoryUsage.rss() + growth * 1024 ** 2
        const watch = setInterval(() => process.memoryUsage.rss() > limit && lost(), LOOK_MS)
        const late = setTimeout(lost, PATIENCE.ms + bytes / PATIENCE.bytesPerMs)
        asked.on('message', settle).on('error', lost).on('exit', lost)
        signal.addEventListener('abort', lost)
        asked.postMessage(ask)
      })
      if (answer === undefined) {
        worker = undefined
        await asked.terminate()
      }
      return answer
    },
    async close() {
      await worker?.terminate()
    },
  }
}

function start(): Worker {
  // A name in a variable: bundlers rewrite `new URL('./worker.ts', import.meta.url)` into an asset of their own.
  const entry = import.meta.url.endsWith('.ts') ? './worker.ts' : './check-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: HEAP } })
  return worker.on('error', () => {}) // also one that comes after the answer costs only the thread
}
