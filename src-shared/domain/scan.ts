/** What a scanned page is, and whether it may be filed: judged from what was read, the print ledger and what is filed already. Pure. */
import type { ScanState } from '../contract/scan.ts'
import { parseFormCode } from '../forms/formCode.ts'

/** A row of the ledger that a page names. */
export interface LedgerRow {
  id: number
  pages: number
  /** A later print of the same form about the same thing says something else. */
  outdated: boolean
  /** Why nothing can be filed there: sealed, held, in the recycle bin, voided, about nothing; '' where it can. */
  barred: string
  /** Page numbers that are filed already. */
  filed: ReadonlySet<number>
}

/** A page as it was read. */
export interface ReadPage {
  id: number
  /** As they were read; more than one where a page shows several symbols. */
  codes: readonly string[]
  typed: string
  /** Share of dark pixels; null where the page could not be looked at. */
  ink: number | null
  problem: string
  filed: boolean
  returned: boolean
  /** Where it was filed. */
  printedId: number | null
  printedPage: number | null
}

export interface Verdict {
  state: ScanState
  why: string
  code: string
  row: number | null
  page: number | null
  withReason: boolean
}

export interface Known {
  /** Of this organisation's papers. */
  mark: string
  row(id: number): LedgerRow | undefined
}

/** Below this share of dark pixels nothing is on a page: dust and the shadow of an edge stay under it, a line of writing does not. */
const BLANK = 0.0008

/**
 * Each page's verdict, in the order given. Nothing passes from one page to the next: what a page is, its own code says. Of several copies of a
 * page the one with the lower id is the page, so that the order of a pile decides nothing but which of two equal copies is asked about.
 */
export function judgePages(pages: readonly ReadPage[], known: Known): Verdict[] {
  const first = new Map<string, number>()
  const present = new Map<number, Set<number>>()
  const named = pages.map(page => (page.filed || page.returned ? null : nameOf(page, known)))
  for (const [i, name] of named.entries()) {
    if (!name || name.row === null || name.page === null || name.state !== 'proposed') continue
    const id = pages[i]?.id ?? 0
    const key = `${name.row}:${name.page}`
    first.set(key, Math.min(first.get(key) ?? id, id))
    const numbers = present.get(name.row) ?? new Set()
    present.set(name.row, numbers.add(name.page))
  }
  return pages.map((page, i) => {
    const name = named[i]
    if (!name) return done(page)
    if (name.state !== 'proposed' || name.row === null || name.page === null) return name
    const row = known.row(name.row)
    if (!row) return name
    if (row.filed.has(name.page)) {
      return { ...name, state: 'twice', why: `第 ${name.page} 页已经归档过一次`, withReason: true }
    }
    if ((first.get(`${name.row}:${name.page}`) ?? page.id) < page.id) {
      return { ...name, state: 'twice', why: `第 ${name.page} 页在待归档的扫描件中已有一张`, withReason: true }
    }
    if (row.outdated) {
      return { ...name, state: 'outdated', why: '这份表单后来又打印过，内容已有变化', withReason: true }
    }
    const missing = missingPages(row, present.get(name.row) ?? new Set())
    if (missing.length > 0) {
      return { ...name, state: 'lacking', why: `共 ${row.pages} 页，还缺第 ${missing.join('、')} 页`, withReason: true }
    }
    return name
  })
}

function done(page: ReadPage): Verdict {
  const where = { code: codeOf(page), row: page.printedId, page: page.printedPage, withReason: false }
  return page.filed ? { ...where, state: 'filed', why: '' } : { ...where, state: 'returned', why: '' }
}

const codeOf = ({ typed, codes }: ReadPage): string => typed || codes[0] || ''

/** What the page itself says. */
function nameOf(page: ReadPage, known: Known): Verdict {
  const code = codeOf(page)
  const base = { code, row: null, page: null, withReason: false }
  if (code === '') {
    if (page.problem !== '') return { ...base, state: 'unread', why: page.problem }
    if (page.ink !== null && page.ink < BLANK) return { ...base, state: 'blank', why: '没有字迹' }
    return { ...base, state: 'unread', why: '没有读到编号，可以照纸上的编号键入' }
  }
  const said = page.typed === '' ? readCodes(page.codes) : [page.typed]
  const parsed = said.map(text => parseFormCode(text))
  const [one, ...others] = parsed.flatMap(each => (each.ok ? [each] : []))
  if (!one) {
    const [wrong] = parsed
    return { ...base, state: 'unread', why: wrong && !wrong.ok ? wrong.message : '没有读到编号' }
  }
  // Two codes on one page that say different things: no guess (a page under another one, a copied corner).
  if (others.some(other => JSON.stringify(other) !== JSON.stringify(one))) {
    return { ...base, state: 'unread', why: `这一页上有两个不同的编号：${said.join('、')}` }
  }
  if (one.old) return { ...base, state: 'cannot', why: '旧版编号（2026 年以前的打印），没有台账可对，请按名称存入' }
  const { mark, row, page: number } = one.code
  if (mark !== known.mark) return { ...base, state: 'cannot', why: '不是本机构打印的表单' }
  const ledger = known.row(row)
  if (!ledger) return { ...base, state: 'cannot', why: `打印台账中没有第 ${row} 号` }
  const at = { ...base, row, page: number }
  if (number > ledger.pages) return { ...at, page: null, state: 'cannot', why: `这份表单只有 ${ledger.pages} 页` }
  if (ledger.barred !== '') return { ...at, state: 'cannot', why: ledger.barred }
  return { ...at, state: 'proposed', why: '' }
}

/** The same code stands in two corners. */
const readCodes = (codes: readonly string[]): string[] => [...new Set(codes)]

function missingPages({ pages, filed }: LedgerRow, here: ReadonlySet<number>): number[] {
  const missing: number[] = []
  for (let page = 1; page <= pages; page++) if (!here.has(page) && !filed.has(page)) missing.push(page)
  return missing
}
