/** What waits: every scan with its pages, each judged by what the ledger and the archive say now. */
import type { EntityManager } from 'typeorm'
import type { Scan, ScanPage } from '../../../src-shared/contract/scan.ts'
import { CONTEST_SLOTS } from '../../../src-shared/domain/contest.ts'
import { isAfterSeal, slotName } from '../../../src-shared/domain/evidence.ts'
import { judgePages, type LedgerRow, type ReadPage, type Verdict } from '../../../src-shared/domain/scan.ts'
import { parseFormCode } from '../../../src-shared/forms/formCode.ts'
import { HOME, type Home } from '../../../src-shared/forms/home.ts'
import { FORMS, type FormKey } from '../../../src-shared/forms/index.ts'
import { paperMark } from './printed.ts'

interface ScanRow extends Omit<Scan, 'rows'> {}

interface PageRow extends Omit<ReadPage, 'codes' | 'filed' | 'returned'> {
  scanId: number
  page: number
  codes: string
  filedAs: string | null
  filedAt: string | null
  filedBy: string
  returnedAt: string | null
  reason: string
  picture: string | null
}

/** A row of the ledger with all that decides about its pages. */
export interface PaperRow extends LedgerRow {
  form: FormKey
  about: string
  home: Home
  batchId: number | null
  contestId: number | null
  venueId: number | null
  supervisorId: number | null
  visitId: number | null
  contestVisitId: number | null
}

const PAGE = `SELECT id, scan_id AS scanId, page, codes, typed, ink, problem, picture, printed_id AS printedId, printed_page AS printedPage,
  filed_as AS filedAs, filed_at AS filedAt, filed_by AS filedBy, returned_at AS returnedAt, reason FROM scan_page`

export interface Judged {
  page: PageRow
  verdict: Verdict
  paper: PaperRow | undefined
}

/** Every page that waits, of all scans together: pages of one paper may lie in two of them. */
export async function judgeOpen(manager: EntityManager): Promise<Judged[]> {
  return judge(
    manager,
    (await manager.query(`${PAGE} WHERE filed_at IS NULL AND returned_at IS NULL ORDER BY id`)) as PageRow[],
  )
}

async function judge(manager: EntityManager, rows: readonly PageRow[]): Promise<Judged[]> {
  const pages = rows.map(
    (row): ReadPage => ({
      ...row,
      codes: JSON.parse(row.codes) as string[],
      filed: row.filedAt !== null,
      returned: row.returnedAt !== null,
    }),
  )
  const mark = await paperMark(manager)
  const papers = await loadPapers(manager, namedRows(pages, mark))
  const verdicts = judgePages(pages, { mark, row: id => papers.get(id) })
  return rows.map((page, i) => {
    const verdict = verdicts[i] as Verdict // one a page
    return { page, verdict, paper: verdict.row === null ? undefined : papers.get(verdict.row) }
  })
}

function namedRows(pages: readonly ReadPage[], mark: string): number[] {
  const rows = new Set<number>()
  for (const page of pages) {
    if (page.printedId !== null) rows.add(page.printedId)
    for (const text of page.typed === '' ? page.codes : [page.typed]) {
      const parsed = parseFormCode(text)
      if (parsed.ok && parsed.code?.mark === mark) rows.add(parsed.code.row)
    }
  }
  return [...rows]
}

const PAPER = `SELECT p.id, p.form, p.about, p.pages, p.batch_id AS batchId, p.contest_id AS contestId, p.venue_id AS venueId,
    p.supervisor_id AS supervisorId, p.visit_id AS visitId, p.contest_visit_id AS contestVisitId,
    EXISTS (SELECT 1 FROM printed q WHERE q.form = p.form AND q.subject = p.subject AND q.id > p.id AND q.mode = p.mode
      AND q.digest <> p.digest) AS outdated,
    (SELECT json_group_array(DISTINCT g.printed_page) FROM scan_page g WHERE g.printed_id = p.id AND g.filed_at IS NOT NULL) AS filed,
    b.name AS batchName, b.deleted_at IS NOT NULL AS batchGone,
    EXISTS (SELECT 1 FROM seal s WHERE s.batch_id = p.batch_id AND s.opened_at IS NULL) AS sealed,
    EXISTS (SELECT 1 FROM hold h WHERE h.batch_id = p.batch_id AND h.lifted_at IS NULL) AS held,
    coalesce((SELECT name FROM supervisor WHERE id = p.supervisor_id AND deleted_at IS NOT NULL),
      (SELECT name FROM venue WHERE id = p.venue_id AND deleted_at IS NOT NULL),
      (SELECT name FROM contest WHERE id = p.contest_id AND deleted_at IS NOT NULL)) AS gone,
    CASE WHEN p.subject ->> '$.kind' = 'assignment' THEN (SELECT state FROM assignment WHERE id = p.subject ->> '$.id')
      WHEN p.subject ->> '$.kind' = 'record' THEN (SELECT state FROM supervision WHERE id = p.subject ->> '$.id') END AS state
  FROM printed p LEFT JOIN batch b ON b.id = p.batch_id WHERE p.id IN (SELECT value FROM json_each(?))`

interface Raw extends Omit<PaperRow, 'outdated' | 'filed' | 'barred' | 'home'> {
  outdated: number
  filed: string
  batchName: string | null
  batchGone: number
  sealed: number
  held: number
  gone: string | null
  state: string | null
}

async function loadPapers(manager: EntityManager, ids: readonly number[]): Promise<Map<number, PaperRow>> {
  const rows = (await manager.query(PAPER, [JSON.stringify(ids)])) as Raw[]
  return new Map(
    rows.map(row => {
      const home = HOME[row.form] ?? null
      const outdated = row.outdated === 1 || row.state === 'superseded'
      return [
        row.id,
        { ...row, home, outdated, filed: new Set(JSON.parse(row.filed) as number[]), barred: barred(row, home) },
      ]
    }),
  )
}

/** Why nothing of a paper can be filed; '' where it can. */
function barred(row: Raw, home: Home): string {
  if (home === null || home === 'hand') return '这种表单没有固定的归处，请在相应的页面存入'
  if (placeOf({ ...row, home }) === '') return '打印时没有注明批次、场地或人员，请在相应的页面存入'
  if (row.gone !== null) return `「${row.gone}」在回收站里，恢复后再归档`
  if (row.batchGone) return `批次「${row.batchName}」在回收站里，恢复后再归档`
  if (row.state === 'void') return '委派单已经作废'
  if (row.state === 'discarded') return '这份督导记录已经作废'
  if (row.held) return `批次「${row.batchName}」已冻结，解除冻结后再归档`
  if (row.sealed && 'slot' in home && !isAfterSeal(home.slot)) {
    return `批次「${row.batchName}」已封存：解封后归档，再重新封存`
  }
  return ''
}

/** Where a paper goes, in words; '' where its row does not name whose it is. */
export function placeOf(
  row: Pick<
    PaperRow,
    'home' | 'about' | 'batchId' | 'contestId' | 'venueId' | 'supervisorId' | 'visitId' | 'contestVisitId'
  >,
): string {
  const { home } = row
  if (home === null || home === 'hand') return ''
  if ('slot' in home) return row.batchId === null ? '' : `批次资料 ${slotName(home.slot)}`
  if ('contestSlot' in home)
    return row.contestId === null ? '' : `竞赛资料 ${home.contestSlot} ${CONTEST_SLOTS[home.contestSlot]}`
  if ('signed' in home) return row.visitId === null ? '' : `外督员督导 ${home.signed} 签字扫描件`
  if ('contestSigned' in home) return row.contestVisitId === null ? '' : `竞赛督导 ${home.contestSigned} 签字扫描件`
  const owner = { supervisor: row.supervisorId, venue: row.venueId, visit: row.visitId }[home.file]
  return owner === null ? '' : { supervisor: '内督员资料', venue: '场地资料', visit: '外督员督导资料' }[home.file]
}

/** Scans for the window, newest first. */
export async function listScans(manager: EntityManager, done: boolean): Promise<Scan[]> {
  const open = `pages IS NULL OR problem <> '' OR EXISTS (SELECT 1 FROM scan_page p WHERE p.scan_id = scan.id AND p.filed_at IS NULL AND p.returned_at IS NULL)`
  const scans = (await manager.query(
    `SELECT id, file_name AS fileName, bytes, pages, problem, recorded_by AS recordedBy, recorded_at AS recordedAt FROM scan
     ${done ? '' : `WHERE ${open}`} ORDER BY id DESC LIMIT 200`,
  )) as ScanRow[]
  const rows = (await manager.query(
    `${PAGE} WHERE scan_id IN (SELECT value FROM json_each(?)) OR (filed_at IS NULL AND returned_at IS NULL) ORDER BY id`,
    [JSON.stringify(scans.map(scan => scan.id))],
  )) as PageRow[]
  const pages = new Map<number, Judged[]>(scans.map(scan => [scan.id, []]))
  for (const one of await judge(manager, rows)) pages.get(one.page.scanId)?.push(one)
  return scans.map(scan => ({
    ...scan,
    rows: (pages.get(scan.id) ?? []).sort((a, b) => a.page.page - b.page.page).map(shown),
  }))
}

export function shown({ page, verdict, paper }: Judged): ScanPage {
  return {
    id: page.id,
    page: page.page,
    state: verdict.state,
    code: verdict.code,
    typed: page.typed !== '',
    why: verdict.state === 'returned' ? page.reason : verdict.why || page.reason,
    paper:
      paper && verdict.page !== null
        ? { id: paper.id, title: FORMS[paper.form].title, about: paper.about, page: verdict.page, pages: paper.pages }
        : null,
    place: paper ? placeOf(paper) : '',
    withReason: verdict.withReason,
    picture: page.picture !== null,
    filedAt: page.filedAt,
    filedBy: page.filedBy,
  }
}
