/** Pages come home: those of one paper become one file, in the order of their printed numbers, and are entered where their form belongs. */
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { EntityManager } from 'typeorm'
import type { EvidenceOwner } from '../../../src-shared/contract/evidence.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { FORMS } from '../../../src-shared/forms/index.ts'
import type { Context, Stamp } from '../../context.ts'
import { kindOf } from '../../files/kinds.ts'
import { NOTHING } from '../../media/facts.ts'
import { joinPages, type Part } from '../../scan/join.ts'
import { record } from '../audit.ts'
import { addContestScan } from '../contest/contestVisit.ts'
import { addEvidence } from '../evidence/evidenceAdd.ts'
import { addScan } from '../supervision/visit.ts'
import { type Judged, judgeOpen, type PaperRow, placeOf } from './judge.ts'

type FileContext = Pick<Context, 'db' | 'files' | 'dataDir' | 'stamp' | 'signal' | 'progress'>

interface Source {
  file: string
  name: string
}

/** Pages of one paper that are filed together. */
interface Bundle {
  paper: PaperRow
  pages: Judged[]
}

/**
 * Files what can be filed; what moved on meanwhile (filed by somebody else, the batch sealed) is left and named. A paper is entered with the
 * pages' rows in one transaction: nothing is filed twice, nothing half. Pages that need a reason are left where none is given.
 */
export async function filePages(
  ctx: FileContext,
  { ids, reason }: { ids: readonly number[]; reason: string },
): Promise<Output<'scan.file'>> {
  const wanted = new Set(ids)
  const judged = (await ctx.db.read(judgeOpen)).filter(({ page }) => wanted.has(page.id))
  const left: { id: number; why: string }[] = ids
    .filter(id => !judged.some(({ page }) => page.id === id))
    .map(id => ({ id, why: '已经归档或退回' }))
  const ready: Judged[] = []
  for (const one of judged) {
    const why = whyNot(one, reason)
    if (why === '') ready.push(one)
    else left.push({ id: one.page.id, why })
  }
  const bundles = bundlesOf(ready)
  const folder = join(ctx.dataDir, 'work', `scan-${randomUUID()}`)
  await mkdir(folder, { recursive: true })
  let filed = 0
  try {
    for (const [i, bundle] of bundles.entries()) {
      if (ctx.signal.aborted) break // what is filed stays filed
      ctx.progress(i, bundles.length, '正在归档')
      const sources = await ctx.db.read(manager => sourcesOf(manager, bundle.pages))
      const made = join(folder, `${i}.pdf`)
      await joinPages(
        bundle.pages.map(({ page }): Part => {
          const source = sources.get(page.scanId)
          return { path: ctx.files.path(source?.file ?? ''), page: page.page }
        }),
        made,
        ctx.signal,
      )
      const bytes = new Uint8Array(await readFile(made))
      const sha256 = await ctx.files.put(bytes)
      const why = await ctx.db.write(manager =>
        enter(manager, bundle, { sha256, bytes: bytes.length, sources, reason }, ctx.stamp()),
      )
      if (why === '') filed += bundle.pages.length
      else left.push(...bundle.pages.map(({ page }) => ({ id: page.id, why })))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return { filed, papers: bundles.length, left }
}

function whyNot({ verdict, paper }: Judged, reason: string): string {
  if (!paper || verdict.page === null || placeOf(paper) === '') return verdict.why || '没有可以归档的地方'
  if (verdict.state === 'proposed') return ''
  if (!verdict.withReason) return verdict.why
  return reason === '' ? `${verdict.why}：要归档，请写明原因` : ''
}

/** By paper; a second copy of a page begins a bundle of its own. */
function bundlesOf(judged: readonly Judged[]): Bundle[] {
  const bundles: Bundle[] = []
  for (const one of judged) {
    const { paper } = one
    if (!paper) continue
    const free = bundles.find(
      bundle => bundle.paper.id === paper.id && bundle.pages.every(({ verdict }) => verdict.page !== one.verdict.page),
    )
    if (free) free.pages.push(one)
    else bundles.push({ paper, pages: [one] })
  }
  for (const { pages } of bundles) pages.sort((a, b) => (a.verdict.page ?? 0) - (b.verdict.page ?? 0))
  return bundles
}

async function sourcesOf(manager: EntityManager, pages: readonly Judged[]): Promise<Map<number, Source>> {
  const rows = (await manager.query(
    'SELECT id, file, file_name AS name FROM scan WHERE id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(pages.map(({ page }) => page.scanId))],
  )) as (Source & { id: number })[]
  return new Map(rows.map(row => [row.id, row]))
}

interface Made {
  sha256: string
  bytes: number
  sources: ReadonlyMap<number, Source>
  reason: string
}

/** @returns why not; '' when it is entered */
async function enter(manager: EntityManager, { paper, pages }: Bundle, made: Made, stamp: Stamp): Promise<string> {
  // Judged again: two people may have pressed, a seal may have come.
  const now = new Map((await judgeOpen(manager)).map(one => [one.page.id, one]))
  for (const { page } of pages) {
    const again = now.get(page.id)
    if (!again) return '刚刚已由他人处理'
    const why = whyNot(again, made.reason)
    if (why !== '') return why
  }
  const filedAs = await enterPaper(manager, { paper, pages }, made, stamp)
  if (filedAs.why !== '') return filedAs.why
  for (const { page, verdict } of pages) {
    await manager.query(
      `UPDATE scan_page SET printed_id = ?, printed_page = ?, filed_as = ?, filed_file = ?, filed_by = ?, filed_at = ?, reason = ?
       WHERE id = ? AND filed_at IS NULL AND returned_at IS NULL`,
      [
        paper.id,
        verdict.page,
        filedAs.place,
        made.sha256,
        stamp.actor,
        stamp.at,
        verdict.state === 'proposed' ? '' : made.reason,
        page.id,
      ],
    )
  }
  await record(manager, stamp, {
    action: 'scan.file',
    text: `扫描件归档：${FORMS[paper.form].title} 第 ${pages.map(({ verdict }) => verdict.page).join('、')} 页，共 ${paper.pages} 页，打印台账第 ${paper.id} 号${made.reason && pages.some(one => one.verdict.state !== 'proposed') ? `；原因：${made.reason}` : ''}`,
    detail: {
      file: made.sha256,
      pages: pages.map(({ page }) => [made.sources.get(page.scanId)?.file, page.page]),
    },
  })
  return ''
}

async function enterPaper(
  manager: EntityManager,
  { paper, pages }: Bundle,
  { sha256, bytes, sources }: Made,
  stamp: Stamp,
): Promise<{ place: string; why: string }> {
  const { title } = FORMS[paper.form]
  const some = pages.length < paper.pages ? `（第 ${pages.map(one => one.verdict.page).join('、')} 页）` : ''
  const name = `${title}${some}.pdf`
  const file = { sha256, bytes, name }
  const { home } = paper
  if (home === null || home === 'hand') throw new Error('a paper without a home')
  if ('signed' in home) {
    await addScan(manager, { id: paper.visitId ?? 0, form: home.signed }, file, stamp)
    return { place: `visit:${paper.visitId}`, why: '' }
  }
  if ('contestSigned' in home) {
    await addContestScan(manager, { id: paper.contestVisitId ?? 0, form: home.contestSigned }, file, stamp)
    return { place: `contestVisit:${paper.contestVisitId}`, why: '' }
  }
  const added = await addEvidence(
    manager,
    [
      {
        sha256,
        bytes,
        modifiedAt: stamp.at,
        kind: kindOf('application/pdf'),
        media: NOTHING,
        warnings: [],
        source: { name },
      },
    ],
    {
      owner: ownerOf(paper),
      facts: {
        title: [...`${title}${some} ${paper.about}`].slice(0, 120).join(''),
        pageCount: pages.length,
        subject: [
          ...new Set(pages.map(({ page }) => `扫描件「${sources.get(page.scanId)?.name ?? ''}」第 ${page.page} 页`)),
        ]
          .join('；')
          .slice(0, 100),
      },
    },
    stamp,
  )
  const [refused] = added.refused
  if (refused) return { place: '', why: refused.reason }
  return { place: `evidence:${added.taken[0]?.id ?? 0}`, why: '' }
}

function ownerOf(paper: PaperRow): EvidenceOwner {
  const { home } = paper
  if (home !== null && home !== 'hand') {
    if ('slot' in home) return { kind: 'batch', id: paper.batchId ?? 0, slot: home.slot }
    if ('contestSlot' in home) return { kind: 'contest', id: paper.contestId ?? 0, slot: home.contestSlot }
    if ('file' in home) {
      const id = { supervisor: paper.supervisorId, venue: paper.venueId, visit: paper.visitId }[home.file]
      return { kind: home.file, id: id ?? 0 }
    }
  }
  throw new Error('a paper without an owner')
}

/** A code typed by a person goes the same way as one that was read. @throws AppError INPUT_INVALID, STALE */
export async function typeCode(
  manager: EntityManager,
  { id, code, was }: { id: number; code: string; was: string },
  stamp: Stamp,
): Promise<void> {
  const [row] = (await manager.query(
    'SELECT typed FROM scan_page WHERE id = ? AND filed_at IS NULL AND returned_at IS NULL',
    [id],
  )) as { typed: string }[]
  if (!row) throw new AppError('NOT_FOUND', { what: '待归档的这一页' })
  if (row.typed !== was) throw new AppError('STALE', { what: '这一页的编号' })
  await manager.query('UPDATE scan_page SET typed = ? WHERE id = ?', [code, id])
  await record(manager, stamp, { action: 'scan.type', text: `扫描件第 ${id} 号页键入编号 ${code || '（清除）'}` })
}

export async function returnPages(
  manager: EntityManager,
  { ids, reason }: { ids: readonly number[]; reason: string },
  stamp: Stamp,
): Promise<number> {
  const rows = (await manager.query(
    `UPDATE scan_page SET returned_at = ?, returned_by = ?, reason = ? WHERE id IN (SELECT value FROM json_each(?))
       AND filed_at IS NULL AND returned_at IS NULL RETURNING id`,
    [stamp.at, stamp.actor, reason, JSON.stringify(ids)],
  )) as { id: number }[]
  if (rows.length > 0) {
    await record(manager, stamp, { action: 'scan.return', text: `退回扫描件 ${rows.length} 页：${reason}` })
  }
  return rows.length
}

/** 退回 taken back: the pages wait again. */
export async function takeBackPages(manager: EntityManager, ids: readonly number[], stamp: Stamp): Promise<number> {
  const rows = (await manager.query(
    `UPDATE scan_page SET returned_at = NULL, returned_by = '', reason = '' WHERE id IN (SELECT value FROM json_each(?))
       AND returned_at IS NOT NULL RETURNING id`,
    [JSON.stringify(ids)],
  )) as { id: number }[]
  if (rows.length > 0)
    await record(manager, stamp, { action: 'scan.takeBack', text: `取回退回的扫描件 ${rows.length} 页` })
  return rows.length
}
