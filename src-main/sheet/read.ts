/** Reads a sheet in a thread of its own: a hostile or huge file can neither freeze the window nor exhaust its memory. */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../../src-shared/errors.ts'
import { osReason } from '../files/reason.ts'
import type { CandidateKey } from './candidate.ts'
import type { RosterRow } from './check.ts'
import type { ColumnKey } from './columns.ts'
import type { EquipmentKey } from './equipment.ts'
import type { ListSheet } from './list.ts'
import type { OccupationKey } from './occupation.ts'
import { LIMITS } from './open.ts'
import type { Found, Head, ScanOptions } from './scan.ts'
import type { ScoreKey } from './score.ts'
import type { StaffKey } from './staff.ts'

export type { Problem, RosterRow } from './check.ts'

export interface RosterSheet {
  sheetName: string
  headerRow: number // Excel's row number
  headers: string[] // of every column, unique, in the file's order: the keys of each row's `raw`
  columns: { key: ColumnKey; header: string }[]
  unknownHeaders: string[]
  /** 姓名 is not among the headers: nothing is read before the user says which one it is. */
  missing: boolean
  /** What was left out or stands out, in words. */
  notes: string[]
  rows: RosterRow[]
}

/** What is read of each kind of sheet. */
export interface Sheets {
  roster: RosterSheet
  equipment: ListSheet<EquipmentKey>
  occupation: ListSheet<OccupationKey>
  candidate: ListSheet<CandidateKey>
  score: ListSheet<ScoreKey>
  staff: ListSheet<StaffKey>
}

/** What the thread is given: a name for messages and the bytes. */
export interface Source {
  name: string
  bytes: Uint8Array
}

export type Message =
  | { type: 'rows'; rows: unknown[] }
  | { type: 'done'; head: Head & Found }
  | { type: 'refused'; code: ErrorCode; params: Record<string, string | number> }

/** What a dialog offers to choose from. */
export const TABLE_FILES = [{ name: '表格', extensions: ['xlsx', 'xls', 'et', 'csv'] }]

const LONGEST = 120_000 // ms; a file of 50 MB takes seconds

interface Options<R> extends ScanOptions {
  signal?: AbortSignal
  progress?: (rowsRead: number) => void
  /** Rows as they come, while the thread reads on. */
  onRows?: (rows: readonly R[]) => void
}

export const readRoster = (file: string | Source, options?: Options<RosterRow>): Promise<RosterSheet> =>
  readSheet('roster', file, options)

/**
 * Reads the sheets that have the first header that is found. `file` is a path, or a dropped file's name and bytes. Refuses with FILE_UNREADABLE,
 * FILE_TOO_LARGE (50 MB), FILE_TYPE, SHEET_DAMAGED (also: password), SHEET_BOMB (2 GB unpacked, or 1 GB of heap),
 * SHEET_EMPTY, SHEET_NO_HEADER or SHEET_NO_COLUMN, SHEET_TOO_MANY_ROWS (60,000), and CANCELLED when `signal` aborts. Faulty
 * rows do not refuse the file: they carry their problems.
 */
export async function readSheet<K extends keyof Sheets>(
  kind: K,
  file: string | Source,
  { signal, progress, onRows, ...options }: Options<Sheets[K]['rows'][number]> = {},
): Promise<Sheets[K]> {
  const source = typeof file === 'string' ? await load(file) : { name: basename(file.name), bytes: file.bytes }
  if (source.bytes.length > LIMITS.file) throw tooLarge(source.name, source.bytes.length)
  if (signal?.aborted) throw new AppError('CANCELLED')
  // A name in a variable: bundlers rewrite `new URL('./worker.ts', import.meta.url)` into an asset of their own.
  const entry = import.meta.url.endsWith('.ts') ? './worker.ts' : './sheet-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url), {
    workerData: { kind, ...source, options },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  let count = 0
  const stop = () => void worker.terminate()
  const late = setTimeout(stop, LONGEST)
  signal?.addEventListener('abort', stop)
  try {
    return (await collect(
      worker,
      source.name,
      () => signal?.aborted === true,
      rows => {
        count += rows.length
        onRows?.(rows as Sheets[K]['rows'])
        progress?.(count)
      },
    )) as Sheets[K]
  } finally {
    clearTimeout(late)
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

function collect(
  worker: Worker,
  name: string,
  cancelled: () => boolean,
  heard: (rows: unknown[]) => void,
): Promise<object> {
  const rows: unknown[] = []
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if (message.type === 'rows') {
        for (const row of message.rows) rows.push(row)
        heard(message.rows)
      } else if (message.type === 'refused') {
        reject(new AppError(message.code, message.params))
      } else {
        resolve({ ...message.head, rows })
      }
    })
    worker.on('error', error => {
      const exhausted = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      reject(exhausted ? new AppError('SHEET_BOMB', { name }) : error)
    })
    // Stopped by the user or by the clock; after any other end this changes nothing.
    worker.on('exit', () =>
      reject(cancelled() ? new AppError('CANCELLED') : new AppError('SHEET_DAMAGED', { name, detail: '读取时间过长' })),
    )
  })
}

async function load(path: string): Promise<Source> {
  const name = basename(path)
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      if (size > LIMITS.file) throw tooLarge(name, size) // before its bytes are in memory
      return { name, bytes: await file.readFile() }
    } finally {
      await file.close()
    }
  } catch (error) {
    const detail = osReason(error)
    throw detail ? new AppError('FILE_UNREADABLE', { name, detail }) : error
  }
}

const mb = (bytes: number) => `${Math.ceil(bytes / 1024 ** 2)} MB`

const tooLarge = (name: string, size: number) =>
  new AppError('FILE_TOO_LARGE', { name, size: mb(size), limit: mb(LIMITS.file) })
