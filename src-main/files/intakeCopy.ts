/** A file into the store in one pass: read once, hashed and written meanwhile, looked at by content. */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  fsync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { inFile } from '../media/bytes.ts'
import { type MediaFacts, mediaFacts } from '../media/facts.ts'
import { notWritten } from './atomic.ts'
import { holds } from './digest.ts'
import { LACKS_END, lacksEnd } from './ending.ts'
import { flushFolder } from './flush.ts'
import type { Hasher } from './hasher.ts'
import type { Source } from './intakeWalk.ts'
import { judge } from './judge.ts'
import type { Kind } from './kinds.ts'
import { HEAD, identify, refusedByHead } from './magic.ts'
import { osReason } from './reason.ts'
import { renameSync } from './rename.ts'
import type { FileStore } from './store.ts'

/** A copy that is complete but not yet in its place: `keepCopies` or `dropCopy` ends it. */
export interface Copy {
  source: Source
  sha256: string
  bytes: number
  modifiedAt: string // ISO instant
  kind: Kind
  media: MediaFacts
  warnings: string[]
  part: string
  file: number
}

/** Why a single file was not taken; the others are. */
export class NotTaken extends Error {}

export interface CopyOptions {
  folder: string // for unfinished copies
  /** For all files of an intake: small ones are hashed at once, of larger ones a piece is hashed while it is written. */
  small: Hasher
  large: Hasher
  /** Each file's beginning; as long as a piece. */
  head: Buffer
  /** After each piece: reports, lets others run, throws when cancelled. */
  pause(bytes: number): Promise<void>
}

// A pipe or a link in the place of the file that was seen a moment ago must not hold us up or lead away. Windows has neither flag.
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Copies one file.
 * @throws NotTaken for what is wrong with the source; AppError FILE_NOT_WRITTEN for what is wrong with our disk
 */
export async function copyIn(source: Source, options: CopyOptions): Promise<Copy> {
  const part = join(options.folder, `${randomUUID()}.part`)
  const from = reading(() => openSync(source.path, READ))
  try {
    const before = reading(() => fstatSync(from))
    if (!before.isFile()) throw new NotTaken('这不是普通文件')
    const file = writing(part, () => openSync(part, 'wx+'))
    try {
      const { sha256, head } = await stream(source.name, { from, to: file, size: before.size, part }, options)
      const after = reading(() => fstatSync(from))
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw new NotTaken(CHANGED)
      const bytes = inFile(file, before.size, head) // our own copy: nobody changes it while it is looked at
      const judged = judge(source.name, identify(bytes))
      if ('refused' in judged) throw new NotTaken(judged.refused)
      if (judged.kind.type === 'application/pdf' && lacksEnd(bytes)) judged.warnings.push(LACKS_END)
      const media = mediaFacts(judged.kind.type, bytes)
      const modifiedAt = new Date(before.mtimeMs).toISOString()
      return { source, sha256, bytes: before.size, modifiedAt, ...judged, media, part, file }
    } catch (error) {
      closeSync(file)
      rmSync(part, { force: true })
      throw error
    }
  } finally {
    closeSync(from)
  }
}

const CHANGED = '文件正在被写入或刚刚改动，请等它写完后再存入'

const SMALL = 128 << 10 // bytes: below, waking the thread takes longer than hashing

async function stream(
  name: string,
  { from, to, size, part }: { from: number; to: number; size: number; part: string },
  { small, large, head, pause }: CopyOptions,
): Promise<{ sha256: string; head: Buffer }> {
  const hash = size <= SMALL ? small : large
  hash.begin()
  let first = 0
  for (let done = 0; ; ) {
    const buffer = hash.next()
    const read = reading(() => readSync(from, buffer, 0, buffer.length, null))
    if (read === 0) {
      if (done < size) throw new NotTaken(CHANGED)
      return { sha256: hash.digest(), head: head.subarray(0, first) }
    }
    const chunk = buffer.subarray(0, read)
    const refused = done === 0 ? refusedByHead(chunk.subarray(0, HEAD)) : undefined
    if (refused) throw new NotTaken(`「${name}」其实是${refused}，没有存入`)
    if (done === 0) first = chunk.copy(head)
    done += read
    if (done > size) throw new NotTaken(CHANGED)
    hash.add(read)
    for (let at = 0; at < read; ) at += writing(part, () => writeSync(to, chunk, at, read - at))
    await pause(read)
  }
}

/** The copies on the disk and under their digests, in a few steps for many; after that rows may refer to them. */
export async function keepCopies(copies: readonly Copy[], files: FileStore): Promise<void> {
  // All at once: the system writes them side by side, and a journal takes many files in one turn.
  await Promise.all(
    copies.map(copy =>
      promisify(fsync)(copy.file).catch((error: unknown) => {
        throw notWritten(copy.part, error)
      }),
    ),
  )
  const known = new Set<Copy>()
  for (const copy of copies) {
    const target = files.path(copy.sha256)
    const there = statSync(target, { throwIfNoEntry: false })?.size === copy.bytes
    if (there && (await holds(target, copy.sha256))) known.add(copy) // else its own original heals it
  }
  // A few microseconds each: going through the thread pool four times takes ten times as long.
  const folders = new Set<string>()
  for (const copy of copies) {
    closeSync(copy.file)
    copy.file = -1
    const target = files.path(copy.sha256)
    writing(target, () => {
      if (known.has(copy)) return rmSync(copy.part)
      mkdirSync(dirname(target), { recursive: true })
      renameSync(copy.part, target)
      folders.add(dirname(target))
    })
  }
  await Promise.all([...folders].map(flushFolder))
}

/** A copy that will not be needed. */
export function dropCopy(copy: Copy): void {
  if (copy.file >= 0) closeSync(copy.file)
  copy.file = -1
  rmSync(copy.part, { force: true })
}

function reading<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    const detail = osReason(error)
    throw detail ? new NotTaken(detail) : error
  }
}

function writing<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw notWritten(path, error)
  }
}
