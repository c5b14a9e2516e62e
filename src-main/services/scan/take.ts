/** Scans come in: each original is kept once, byte for byte, before a page of it is read. A reading that was cut off goes on where it stood. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { EntityManager } from 'typeorm'
import { AppError } from '../../../src-shared/errors.ts'
import type { Context, Stamp } from '../../context.ts'
import { osReason } from '../../files/reason.ts'
import { shownName } from '../../files/shownName.ts'
import { look } from '../../scan/look.ts'
import { type PageRead, readScan } from '../../scan/read.ts'
import { registerFile } from '../attachment.ts'
import { record } from '../audit.ts'

const MAX_BYTES = 500 << 20

type ScanContext = Pick<Context, 'db' | 'files' | 'stamp' | 'signal' | 'progress' | 'changed'>

export interface TakenScans {
  scans: { id: number; fileName: string; pages: number }[]
  refused: { fileName: string; reason: string }[]
}

/** Takes scans in and reads them, one after the other. A file that cannot be taken is named, the others go on; 取消 keeps what is read. */
export async function takeScans(ctx: ScanContext, paths: readonly string[]): Promise<TakenScans> {
  const taken: TakenScans = { scans: [], refused: [] }
  for (const path of paths) {
    if (ctx.signal.aborted) break
    const fileName = shownName(basename(path))
    try {
      const id = await keepScan(ctx, path, fileName)
      taken.scans.push({ id, fileName, pages: await readOn(ctx, id) })
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error
      taken.refused.push({ fileName, reason: error.message })
    }
  }
  return taken
}

class NotTaken extends Error {}

/** The original into the store, and its row. Its pages are read from the store's copy: what is filed is what was kept. */
async function keepScan(ctx: ScanContext, path: string, fileName: string): Promise<number> {
  const bytes = await load(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const known = await ctx.db.read(manager => findScan(manager, sha256))
  if (known) throw new NotTaken(`同样的内容在 ${known.recordedAt.slice(0, 10)} 已经读过（${known.fileName}）`)
  await ctx.files.put(bytes)
  const file = { sha256, bytes: bytes.length, fileName }
  const id = await ctx.db.write(manager => enterScan(manager, file, ctx.stamp()))
  ctx.changed('archive', 'audit')
  return id
}

/** The whole file, if it is a scan at all: looked at before it is read. */
async function load(path: string): Promise<Uint8Array> {
  try {
    const { size, kind } = await look(path)
    if (kind === null) throw new NotTaken('不是扫描件：可以是 PDF、TIFF、JPG、PNG、HEIC')
    if (size > MAX_BYTES) throw new NotTaken(`文件超过 ${MAX_BYTES >> 20} MB，请分开扫描`)
    return new Uint8Array(await readFile(path))
  } catch (error) {
    if (error instanceof NotTaken) throw error
    const reason = osReason(error)
    if (!reason) throw error
    throw new NotTaken(reason)
  }
}

interface ScanRow {
  id: number
  file: string
  fileName: string
  pages: number | null
  recordedAt: string
}

const ROW = 'SELECT id, file, file_name AS fileName, pages, recorded_at AS recordedAt FROM scan'

async function findScan(manager: EntityManager, file: string): Promise<ScanRow | undefined> {
  return ((await manager.query(`${ROW} WHERE file = ?`, [file])) as ScanRow[])[0]
}

export async function requireScan(manager: EntityManager, id: number): Promise<ScanRow> {
  const [row] = (await manager.query(`${ROW} WHERE id = ?`, [id])) as ScanRow[]
  if (!row) throw new AppError('NOT_FOUND', { what: '这份扫描件' })
  return row
}

async function enterScan(
  manager: EntityManager,
  { sha256, bytes, fileName }: { sha256: string; bytes: number; fileName: string },
  stamp: Stamp,
): Promise<number> {
  const known = await findScan(manager, sha256) // another caller was quicker
  if (known) throw new NotTaken('同样的内容刚刚已经读入')
  await registerFile(manager, { sha256, bytes }, stamp)
  const [row] = (await manager.query(
    'INSERT INTO scan (file, file_name, bytes, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?) RETURNING id',
    [sha256, fileName, bytes, stamp.actor, stamp.at],
  )) as { id: number }[]
  await record(manager, stamp, {
    action: 'scan.take',
    text: `读入扫描件 ${sha256.slice(0, 12)}`,
    detail: { file: sha256 },
  })
  return row?.id ?? 0
}

/** Reads the pages that are not read yet. Answers how many pages the scan has; each is entered as soon as it is read. */
export async function readOn(ctx: ScanContext, id: number): Promise<number> {
  const { scan, known } = await ctx.db.read(async manager => ({
    scan: await requireScan(manager, id),
    known: (await manager.query('SELECT page FROM scan_page WHERE scan_id = ?', [id])) as { page: number }[],
  }))
  if (scan.pages !== null) return scan.pages
  let count = 0
  const ending = await readScan(
    { path: ctx.files.path(scan.file), known: known.map(row => row.page) },
    {
      signal: ctx.signal,
      onCount(pages) {
        count = pages
        ctx.progress(known.length, pages, `正在识别「${scan.fileName}」`)
      },
      async onPage(page) {
        await enterPage(ctx, id, page)
        ctx.progress(page.page, count, `正在识别「${scan.fileName}」`)
        ctx.changed('archive')
      },
    },
  )
  if (ending === 'cancelled') throw new AppError('CANCELLED')
  await ctx.db.write(manager =>
    manager.query('UPDATE scan SET pages = ?, problem = ? WHERE id = ? AND pages IS NULL', [
      ending === 'done' ? count : 0,
      ending === 'done' ? '' : ending.refused,
      id,
    ]),
  )
  ctx.changed('archive')
  return count
}

async function enterPage({ db, files, stamp }: ScanContext, scanId: number, page: PageRead): Promise<void> {
  const picture = page.picture && { sha256: await files.put(page.picture), bytes: page.picture.length }
  await db.write(async manager => {
    if (picture) await registerFile(manager, picture, stamp())
    await manager.query(
      'INSERT OR IGNORE INTO scan_page (scan_id, page, codes, ink, problem, picture) VALUES (?, ?, ?, ?, ?, ?)',
      [scanId, page.page, JSON.stringify(page.codes), page.ink, page.problem, picture?.sha256 ?? null],
    )
  })
}
