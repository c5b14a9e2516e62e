import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { partOf } from '../files/atomic.ts'
import { centralHeader, dosDate, endRecords, localHeader, type Stored } from './zip.ts'

/** Where a package is written: beside the target under a name of its own, and renamed when it is whole. */
export interface Sink {
  /** Begins a file; exactly `bytes` follow by write(). */
  begin(name: string, bytes: number): void
  write(chunk: Uint8Array): void
  end(crc: number): void
  /** Everything is on the disk and under its name. */
  finish(): Promise<void>
  /** Removes what was written; what stood under the target's name is as it was. */
  discard(): Promise<void>
}

const BUFFER = 1 << 20

/** A folder. One that exists is not written over: FILE_NOT_WRITTEN. */
export function folderSink(target: string): Sink {
  if (existsSync(target)) {
    throw new AppError('FILE_NOT_WRITTEN', { name: basename(target), detail: '同名的文件夹已存在，请换一个名称' })
  }
  const part = partOf(target)
  mkdirSync(part)
  const folders = new Set<string>([part])
  const files: string[] = []
  let file: number | undefined
  return {
    begin(name) {
      const path = join(part, name)
      const folder = dirname(path)
      if (!folders.has(folder)) {
        mkdirSync(folder, { recursive: true })
        folders.add(folder)
      }
      file = openSync(path, 'wx')
      files.push(path)
    },
    write(chunk) {
      if (file !== undefined) writeAll(file, chunk)
    },
    end() {
      if (file !== undefined) closeSync(file)
      file = undefined
    },
    async finish() {
      await flush(files)
      await rename(part, target)
    },
    async discard() {
      if (file !== undefined) closeSync(file)
      file = undefined
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
    async finish() {
      const start = flushed + used
      for (const header of directory) push(header)
      push(endRecords(directory.length, start, flushed + used - start))
      drain()
      closed = true
      closeSync(file)
      await flush([part])
      await rename(part, target)
    },
    async discard() {
      if (!closed) closeSync(file)
      closed = true
      await rm(part, { force: true })
    },
  }
}

/** Waits until the files are on the disk: a stick may be pulled out as soon as success is reported. */
async function flush(files: readonly string[]): Promise<void> {
  const rest = files.values()
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (const path of rest) {
        const handle = await open(path, 'r+')
        try {
          await handle.sync()
        } finally {
          await handle.close()
        }
      }
    }),
  )
}

/** One write may take less than it was given. `at` is a place in the file; without it, bytes are appended. */
function writeAll(file: number, bytes: Uint8Array, at?: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, at === undefined ? null : at + done)
  }
}
