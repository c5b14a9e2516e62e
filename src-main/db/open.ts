import { access, copyFile, mkdir, open as openFile, readdir, rm, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import type { DataSource } from 'typeorm'
import { AppError } from '../../src-shared/errors.ts'
import { requireNotMoved, requireShort } from '../dataPlace.ts'
import { flushFolder } from '../files/flush.ts'
import { patiently, rename } from '../files/rename.ts'
import { backupTo } from './backup.ts'
import { APPLICATION_ID, brokenLinks, connect, type MigrationList, migrateUp, putBackParts } from './connect.ts'
import { readDigest } from './digest.ts'
import { examine, type Finding } from './examine.ts'
import { createGate, type Gate } from './gate.ts'
import { setAsideStale } from './journal.ts'
import { keepDigest } from './keepDigest.ts'
import { takeLease } from './lease.ts'
import { lockFolder } from './lock.ts'
import { mend, mendFirstPage, needsMending } from './mend.ts'
import { migrations } from './migrations/index.ts'
import { lookAtSchema, type Part } from './schema.ts'
import { damaged, trouble } from './trouble.ts'
import { dataVersion, versionOf } from './version.ts'

export interface OpenDatabase extends Omit<Gate, 'replace'> {
  /** A verified copy of the whole database at `target`; `finish` is the last thing done before it gets that name. */
  backup(target: string, finish?: (part: string) => Promise<void>): Promise<void>
  /**
   * Puts the database file `ready` in the place of the data and goes on with it; nobody reads or writes meanwhile. `ready` is whole and
   * on the same disk, so there is one whole file at every moment. On failure the former data stay open.
   */
  replace(ready: string): Promise<void>
  /**
   * When every page of the file was read: what was mended, in words for the log. Until then writes wait.
   * Rejects with DATA_DAMAGED where it cannot be mended without a question; nothing is written any more then.
   */
  sound: Promise<string[]>
}

const SPARE_BYTES = 32 * 1024 * 1024 // what a transaction and its journal may need before we would fail half way

/**
 * The opening ritual; each step has its own error, and none of them changes or hides data:
 * folder → space → lock → journal of this file? → there? ours? → as it was left? (digest; mended where that is sure) → newer? → the schema of its own
 * version, and nothing of anybody else? → verified backup → migrate → foreign keys → integrity. On a failed migration the backup is put back and the failed file kept beside it.
 * @param patience how long the file is read before the first screen may come (ms); what is not read by then is read behind it
 * @param rescue the data are damaged: an empty database beside them, under the same lock, in which a restore is prepared; gone at the close
 * @throws AppError DATA_*
 */
export async function openDatabase(
  dataDir: string,
  now: Date,
  steps: MigrationList = migrations,
  patience = Number.POSITIVE_INFINITY,
  { rescue = false } = {},
): Promise<OpenDatabase> {
  requireShort(resolve(dataDir))
  requireNotMoved(dataDir)
  await claimFolder(dataDir)
  const lock = lockFolder(dataDir)
  const lease = await takeLease(dataDir).catch((error: unknown) => {
    lock.release()
    throw trouble(error, dataDir) ?? error
  })
  const path = join(dataDir, rescue ? RESCUE : 'data.sqlite')
  try {
    if (rescue) await dropRescue(path)
    const aside = await setAsideStale(path, now)
    const look = !rescue && (await isOurs(path, dataDir)) ? await lookAt(path, { dataDir, steps, patience }) : null
    const pending = look ? look.pending : steps.map(step => step.name)
    const source = await connect(path, steps)
    const restored: string[] = []
    try {
      restored.push(...(await putBackParts(source, look?.missing ?? [])))
      if (pending.length > 0)
        await migrate(source, { dataDir, path, now, steps, fresh: pending.length === steps.length })
    } catch (error) {
      if (source.isInitialized) await source.destroy()
      throw error
    }
    const gate = createGate(source)
    const digests = keepDigest(dataDir, gate)
    const notes = [
      ...(aside ? [`数据文件旁有不属于它的「${basename(aside)}」，已移开，没有写入数据`] : []),
      ...(look?.notes ?? []),
      ...restored,
    ]
    let unread = look?.later !== undefined
    const sound = (async () => {
      const finding = await look?.later
      let more: string[] = []
      if (finding && needsMending(finding)) {
        await gate.replace(
          async () => {
            more = await mend(path, dataDir, finding)
          },
          () => connect(path, steps),
        )
      }
      unread = false
      digests.begin(pending.length === 0 && (finding ?? look?.early)?.kind === 'sound')
      return [...notes, ...more]
    })()
    sound.catch(() => {}) // whoever writes hears of it
    return {
      ...gate,
      sound,
      write(work) {
        if (lease.taken() !== '')
          return Promise.reject(new AppError('DATA_LEASED', { path: dataDir, pc: lease.taken() }))
        return unread ? sound.then(() => gate.write(work)) : gate.write(work)
      },
      backup: (target, finish) => sound.then(() => gate.read(manager => backupTo(manager, target, finish))),
      replace: ready =>
        gate.replace(
          () => putInPlace(ready, path),
          () => connect(path, steps),
        ),
      async close() {
        await sound.catch(() => {})
        if (rescue) await gate.close()
        else await digests.close(() => gate.close())
        if (rescue) await dropRescue(path)
        await lease.release()
        lock.release()
      },
    }
  } catch (error) {
    await lease.release()
    lock.release()
    throw trouble(error, path) ?? error
  }
}

const RESCUE = 'rescue.sqlite'

async function dropRescue(path: string): Promise<void> {
  for (const name of [path, `${path}-journal`]) await patiently(() => rm(name, { force: true }))
}

interface Look extends Inspected {
  notes: string[]
  early?: Finding
  /** What is found behind the first screen; undefined: everything was read. */
  later?: Promise<Finding>
}

/** Reads the file through, as long as there is patience, and mends what can be mended without a question. */
async function lookAt(
  path: string,
  { dataDir, steps, patience }: { dataDir: string; steps: MigrationList; patience: number },
): Promise<Look> {
  const known = await readDigest(dataDir)
  const notes = known ? await mendFirstPage(path, known) : []
  await requireOurs(path)
  settleJournal(path)
  // A large file is not even begun before the first screen: reading it would take the disk and the processor from that.
  const large = Number.isFinite(patience) && (await stat(path)).size > LARGE
  const finding = large ? after(LATER_MS).then(() => examine(path, known)) : examine(path, known)
  finding.catch(() => {}) // waited for below
  const waits = Number.isFinite(patience) ? [after(patience)] : []
  // No patience is no race: which of the two came first would be chance.
  const early = large || patience === 0 ? undefined : await Promise.race([finding, ...waits])
  if (early && needsMending(early)) notes.push(...(await mend(path, dataDir, early)))
  try {
    const found = await inspect(path, steps)
    if (early) return { ...found, notes, early }
    if (found.pending.length === 0 && found.missing.length === 0) return { ...found, notes, later: finding }
    return { ...found, notes: [...notes, ...(await mend(path, dataDir, await finding))] } // nothing is written into what is not yet read
  } catch (error) {
    // A flipped bit in a trigger's text is damage, and not somebody else's trigger.
    if (early || (error instanceof AppError && error.code !== 'DATA_FOREIGN')) throw error
    notes.push(...(await mend(path, dataDir, await finding)))
    return { ...(await inspect(path, steps)), notes }
  }
}

const LARGE = 48 << 20 // bytes
const LATER_MS = 1_500

const after = (ms: number) => new Promise<undefined>(resolve => setTimeout(resolve, ms, undefined))

async function claimFolder(dataDir: string): Promise<void> {
  const probe = join(dataDir, '.write-test')
  try {
    await make(dataDir)
    const handle = await openFile(probe, 'w')
    await handle.close()
    await rm(probe)
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') throw new AppError('DATA_DISK_FULL', { path: dataDir })
    throw new AppError('DATA_NOT_WRITABLE', { path: dataDir })
  }
  const { bavail, bsize } = await statfs(dataDir)
  if (bavail * bsize < SPARE_BYTES) throw new AppError('DATA_DISK_FULL', { path: dataDir })
}

/** mkdir with its parents. Node's own `recursive` never returns where the system answers ENOENT below an existing folder (/proc). */
async function make(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const parent = dirname(path)
    if (codeOf(error) === 'EEXIST') return
    if (codeOf(error) !== 'ENOENT' || parent === path) throw error
    await make(parent)
    await mkdir(path)
  }
}

/**
 * Reads the file's header, before SQLite may touch the file. False: there is none yet.
 * @throws AppError DATA_DAMAGED, also where data must have been: a new, empty file would hide the loss
 */
async function isOurs(path: string, dataDir: string): Promise<boolean> {
  const header = await readHeader(path)
  if (header.length > 0) return true
  if (await wasUsed(dataDir)) throw damaged(path, '数据文件不见了，或内容为空')
  return false
}

/** @throws AppError DATA_NOT_OURS, DATA_DAMAGED */
async function requireOurs(path: string): Promise<void> {
  const header = await readHeader(path)
  if (header.length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0')
    throw damaged(path, '文件开头不完整，或内容不是数据库')
  if (header.readUInt32BE(68) !== APPLICATION_ID) throw new AppError('DATA_NOT_OURS', { path })
}

async function readHeader(path: string): Promise<Buffer> {
  const file = await patiently(() => openFile(path)).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw trouble(error, path) ?? new AppError('DATA_NOT_WRITABLE', { path })
  })
  if (!file) return Buffer.alloc(0)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(100), 0, 100, 0)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    throw trouble(error, path) ?? new AppError('DATA_NOT_WRITABLE', { path }) // a folder of that name
  } finally {
    await file.close()
  }
}

/** The key, the files and the backups come after the first start: where one of them is, there were data. */
async function wasUsed(dataDir: string): Promise<boolean> {
  const key = await exists(join(dataDir, 'key.json'))
  const inside = async (folder: string) => (await readdir(join(dataDir, folder)).catch(() => [])).length > 0
  return key || (await inside('files')) || (await inside('backups'))
}

/** May it be written, and by us alone? What a killed program left half done is undone by this. */
function settleJournal(path: string): void {
  const file = new Database(path, { timeout: 0 })
  try {
    file.exec('BEGIN IMMEDIATE; ROLLBACK')
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error))) throw error // damage is found by who looks for it
  } finally {
    file.close()
  }
}

interface Inspected {
  /** Names of the migrations that the file still needs. */
  pending: string[]
  /** Triggers and indexes that the file should have. */
  missing: Part[]
}

/** Looks at our file without changing it. @throws AppError DATA_NEWER, DATA_FOREIGN */
async function inspect(path: string, steps: MigrationList): Promise<Inspected> {
  const known = steps.map(step => step.name)
  const file = new Database(path, { timeout: 0, readonly: true, fileMustExist: true })
  try {
    const look = await lookAtSchema(file, steps)
    if (!look) return { pending: known, missing: [] } // the first start was cut off
    const { done, foreign, missing } = look
    if (done.some(name => !known.includes(name)))
      throw new AppError('DATA_NEWER', { found: versionOf(done), known: dataVersion(steps) })
    if (foreign !== '') throw new AppError('DATA_FOREIGN', { path, detail: foreign })
    return { pending: known.filter(name => !done.includes(name)), missing }
  } finally {
    file.close()
  }
}

interface MigrationRun {
  dataDir: string
  path: string
  now: Date
  steps: MigrationList
  fresh: boolean
}

async function migrate(source: DataSource, { dataDir, path, now, steps, fresh }: MigrationRun): Promise<void> {
  const stamp = now.toISOString().replace(/[:.]/g, '-')
  const backup = join(dataDir, 'backups', `before-upgrade-${stamp}.sqlite`)
  if (fresh)
    await source.query(`PRAGMA application_id = ${APPLICATION_ID}`) // first of all: a start that is cut off stays ours
  else await backupTo(source.manager, backup)
  try {
    await migrateUp(source, steps)
    await verifyForeignKeys(source, path)
  } catch (error) {
    await source.destroy()
    if (fresh)
      await rm(path, { force: true }) // nothing was in it yet
    else await putBack(backup, path, join(dataDir, 'backups', `failed-upgrade-${stamp}.sqlite`))
    throw new AppError('DATA_MIGRATION_FAILED', { detail: messageOf(error) })
  }
}

async function putInPlace(ready: string, path: string): Promise<void> {
  if (await exists(`${path}-journal`)) throw new Error('a journal of the former data is left') // SQLite would play it into the new ones
  await rename(ready, path)
  await flushFolder(dirname(path))
}

/** The failed file is kept beside the backups; at `path` there is one whole file at every moment. */
async function putBack(backup: string, path: string, failed: string): Promise<void> {
  await copyFile(path, failed)
  await copyFile(backup, `${path}.part`)
  if ((await stat(`${path}.part`)).size !== (await stat(backup)).size)
    throw new Error('the backup could not be put back whole')
  await rm(`${path}-journal`, { force: true })
  await rename(`${path}.part`, path)
}

async function verifyForeignKeys(source: DataSource, path: string): Promise<void> {
  const { rows, tables } = await brokenLinks(source)
  if (rows === 0) return
  throw new AppError('DATA_DAMAGED', { path, detail: `${rows} 条记录的关联不完整：${tables.join('、')}` })
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
