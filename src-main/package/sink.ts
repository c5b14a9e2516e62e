import { close, closeSync, existsSync, fsync, mkdirSync, openSync, writeSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { partOf } from '../files/atomic.ts'
import { flushFile, flushFolder } from '../files/flush.ts'
import { rename } from '../files/rename.ts'
import { centralHeader, dosDate, endRecords, localHeader, type Stored } from './zip.ts'

/** Where a package is written: beside the target under a name of its own, and renamed when it is whole. */
export interface Sink {
  /** Begins a file; exactly `bytes` follow by write(). */
  begin(name: string, bytes: number): void
  write(chunk: Uint8Array): void
  end(crc: number): void
  /** To be waited for after each file where it is given: more are on their way to the disk than may be. */
  ready(): Promise<void> | undefined
  /** Everything is on the disk and under its name. */
  finish(): Promise<void>
  /** Removes what was written; what stood under the target's name is as it was. */
  discard(): Promise<void>
}

const BUFFER = 1 << 20

const WAITING = 32 // files that are written and not yet on the disk: their handles are open

/**
 * A folder. One that exists is not written over: FILE_NOT_WRITTEN. Each file goes to the disk while the next ones are written: 20,000 small
 * ones flushed one after another at the end took as long as all the rest.
 */
export function folderSink(target: string): Sink {
  if (existsSync(target)) {
    throw new AppError('FILE_NOT_WRITTEN', { name: basename(target), detail: '同名的文件夹已存在，请换一个名称' })
  }
  const part = partOf(target)
  mkdirSync(part)
  const folders = new Set<string>([part])
  let file: number | undefined
  let waiting = 0
  let failure: unknown
  let wake: (() => void) | undefined

  const flushed = (error: unknown): void => {
    waiting -= 1
    failure ??= error ?? undefined
    wake?.()
  }
  const until = async (most: number): Promise<void> => {
    while (waiting > most) {
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
  }
  return {
    begin(name) {
      const path = join(part, name)
      const folder = dirname(path)
      if (!folders.has(folder)) {
        mkdirSync(folder, { recursive: true })
        folders.add(folder)
      }
      file = openSync(path, 'wx')
    },
    write(chunk) {
      if (file !== undefined) writeAll(file, chunk)
    },
    end() {
      if (file === undefined) return
      const done = file
      file = undefined
      waiting += 1
      fsync(done, error => close(done, other => flushed(error ?? other)))
    },
    ready() {
      if (failure !== undefined) throw failure
      return waiting > WAITING ? until(WAITING / 2) : undefined
    },
    async finish() {
      await until(0)
      if (failure !== undefined) throw failure
      for (const folder of folders) await flushFolder(folder)
      await rename(part, target)
      await flushFolder(dirname(target))
    },
    async discard() {
      if (file !== undefined) closeSync(file)
      file = undefined
      await until(0)
      await rm(part, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** A zip file whose entries lie in the folder `base`. `date` (ISO) is the time of all of them, so that equal content makes equal files. */
export function zipSink(target: string, base: string, date: string): Sink {
  const part = partOf(target)
  const file = openSync(part, 'wx')
  const at = dosDate(date)
  const buffer = Buffer.allocUnsafe(BUFFER)
  const directory: Buffer[] = []
  let used = 0 // bytes in the buffer
  let flushed = 0 // bytes in the file
  let closed = false
  let current: Stored | undefined

  const drain = (): void => {
    writeAll(file, buffer.subarray(0, used), flushed)
    flushed += used
    used = 0
  }
  const push = (bytes: Uint8Array): void => {
    const large = bytes.length > BUFFER / 2 // not worth a copy
    if (large || used + bytes.length > BUFFER) drain()
    if (large) {
      writeAll(file, bytes, flushed)
      flushed += bytes.length
    } else {
      buffer.set(bytes, used)
      used += bytes.length
    }
  }
  return {
    begin(name, bytes) {
      current = { name: Buffer.from(`${base}/${name}`), bytes, crc: 0, offset: flushed + used, at }
      push(localHeader(current))
    },
    write: push,
    end(crc) {
      if (current === undefined) return
      current.crc = crc
      const header = localHeader(current)
      if (current.offset >= flushed) buffer.set(header, current.offset - flushed)
      else writeAll(file, header, current.offset)
      directory.push(centralHeader(current))
      current = undefined
    },
    ready: () => undefined,
    async finish() {
      const start = flushed + used
      for (const header of directory) push(header)
      push(endRecords(directory.length, start, flushed + used - start))
      drain()
      closed = true
      closeSync(file)
      await flushFile(part)
      await rename(part, target)
      await flushFolder(dirname(target))
    },
    async discard() {
      if (!closed) closeSync(file)
      closed = true
      await rm(part, { force: true })
    },
  }
}

const DAY_MS = 86_400_000

/**
 * Removes what killed exports left beside `target`: half packages of its own name at once, others after a day (another PC may be writing to
 * the same drive). Whoever exports next needs the room.
 */
export async function sweepParts(target: string): Promise<void> {
  const folder = dirname(target)
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/\.[0-9a-f]{8}\.part$/.test(name)) continue
    const path = join(folder, name)
    const own = name.startsWith(`${basename(target)}.`)
    if (own || (await isOldPackage(path))) await rm(path, { recursive: true, force: true }).catch(() => {}) // locked: next time
  }
}

async function isOldPackage(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (!found || Date.now() - found.mtimeMs < DAY_MS) return false
  return found.isDirectory() ? existsSync(join(path, 'data')) : path.includes('.zip.')
}

/** One write may take less than it was given. `at` is a place in the file; without it, bytes are appended. */
function writeAll(file: number, bytes: Uint8Array, at?: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, at === undefined ? null : at + done)
  }
}
