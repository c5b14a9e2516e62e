import { Worker } from 'node:worker_threads'
import { AppError } from '../../src-shared/errors.ts'

/** A page of a kept scan. */
export interface Part {
  path: string
  /** From 1. */
  page: number
}

/** Binds pages into one PDF, in a thread. @throws AppError CANCELLED, FILE_UNREADABLE */
export async function joinPages(parts: readonly Part[], out: string, signal: AbortSignal): Promise<void> {
  const entry = import.meta.url.endsWith('.ts') ? './joinWorker.ts' : './join-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url), {
    workerData: { parts, out },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop)
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', () => resolve())
      worker.on('error', error =>
        reject(new AppError('FILE_UNREADABLE', { name: '扫描件', detail: `不能取出页面（${error.message}）` })),
      )
      worker.on('exit', () =>
        reject(
          signal.aborted
            ? new AppError('CANCELLED')
            : new AppError('FILE_UNREADABLE', { name: '扫描件', detail: '读取中断' }),
        ),
      )
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
