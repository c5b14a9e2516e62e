/** Reads a scan in a thread of its own: a hostile or huge file can neither freeze the window nor exhaust its memory. */
import { Worker } from 'node:worker_threads'

export interface Task {
  path: string
  /** Pages that are read already. */
  known: number[]
}

export interface PageRead {
  /** From 1. */
  page: number
  codes: string[]
  /** Share of dark pixels; null where the page could not be looked at. */
  ink: number | null
  picture: Uint8Array | null
  /** Why it could not be looked at. */
  problem: string
}

export type Message =
  | { type: 'count'; pages: number }
  | ({ type: 'page' } & PageRead)
  | { type: 'done' }
  | { type: 'refused'; detail: string }

export type Ending = 'done' | 'cancelled' | { refused: string }

interface Options {
  signal: AbortSignal
  onCount(pages: number): void
  /** One after the other: the next page is handed over when this one's promise is kept. */
  onPage(page: PageRead): Promise<void>
}

/** A page that takes longer than this has brought its reader to a stand: it is ended, and what came before stays. */
const SILENT = 30_000 // ms

export async function readScan(task: Task, { signal, onCount, onPage }: Options): Promise<Ending> {
  // A name in a variable: bundlers rewrite `new URL('./worker.ts', import.meta.url)` into an asset of their own.
  const entry = import.meta.url.endsWith('.ts') ? './worker.ts' : './scan-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  let written = Promise.resolve()
  try {
    return await new Promise<Ending>((resolve, reject) => {
      let silent = setTimeout(() => resolve({ refused: '读取时间过长' }), SILENT)
      const finish = (ending: Ending) => {
        clearTimeout(silent)
        written.then(() => resolve(ending), reject)
      }
      signal.addEventListener('abort', () => finish('cancelled'))
      if (signal.aborted) finish('cancelled')
      worker.on('message', (message: Message) => {
        clearTimeout(silent)
        silent = setTimeout(() => resolve({ refused: '读取时间过长' }), SILENT)
        if (message.type === 'count') onCount(message.pages)
        else if (message.type === 'page') written = written.then(() => onPage(message))
        else if (message.type === 'done') finish('done')
        else finish({ refused: message.detail })
      })
      worker.on('error', error => {
        const exhausted = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        if (exhausted) finish({ refused: '文件过大，内存不够' })
        else reject(error)
      })
      worker.on('exit', () => finish({ refused: '读取中断' }))
    })
  } finally {
    await worker.terminate()
  }
}
