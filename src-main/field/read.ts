/** Reads what came back from the exam room, in a thread of its own. */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../../src-shared/errors.ts'
import { FIELD_LIMITS, type FieldResult } from '../../src-shared/field.ts'
import { osReason } from '../files/reason.ts'

/** A result without its photos' text; `pictures` are whole JPEGs by their headers, none decoded yet. */
export interface FieldFile {
  result: Omit<FieldResult, 'photos'>
  pictures: { number: string; bytes: Uint8Array }[]
}

export type FieldMessage = FieldFile | { refused: ErrorCode; params: Record<string, string> }

const LONGEST = 60_000 // ms; 100 MB take two seconds

/** @throws AppError FILE_UNREADABLE, FILE_TOO_LARGE (100 MB), FILE_TYPE: no result at all, FIELD_BAD: one that was changed or damaged, CANCELLED */
export async function readField(path: string, signal: AbortSignal): Promise<FieldFile> {
  const name = basename(path)
  const bytes = await load(path, name)
  if (signal.aborted) throw new AppError('CANCELLED')
  // A name in a variable: bundlers rewrite `new URL('./worker.ts', import.meta.url)` into an asset of their own.
  const entry = import.meta.url.endsWith('.ts') ? './worker.ts' : './field-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url), {
    workerData: { name, bytes },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  const stop = () => void worker.terminate()
  const late = setTimeout(stop, LONGEST)
  signal.addEventListener('abort', stop)
  try {
    const message = await new Promise<FieldMessage>((resolve, reject) => {
      const bad = (detail: string) => new AppError('FIELD_BAD', { name, detail })
      worker.on('message', resolve)
      worker.on('error', error => {
        const exhausted = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        reject(exhausted ? bad('内容过大') : error)
      })
      worker.on('exit', () => reject(signal.aborted ? new AppError('CANCELLED') : bad('读取时间过长')))
    })
    if ('refused' in message) throw new AppError(message.refused, message.params)
    return message
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

async function load(path: string, name: string): Promise<Uint8Array> {
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      if (size > FIELD_LIMITS.bytes) {
        const mb = `${Math.ceil(size / 1024 ** 2)} MB`
        throw new AppError('FILE_TOO_LARGE', { name, size: mb, limit: `${FIELD_LIMITS.bytes / 1024 ** 2} MB` })
      }
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    const detail = osReason(error)
    throw detail ? new AppError('FILE_UNREADABLE', { name, detail }) : error
  }
}
