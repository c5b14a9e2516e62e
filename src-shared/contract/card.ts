import { z } from 'zod'
import { cardAct, cardState } from './cardState.ts'
import { finding, id, instant, isoDate, page, refusal, required, savedFile, sex, sha256, text } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'
import { selection } from './supervisor.ts'

export const cardFilter = z.strictObject({
  search: text(60).optional(), // code or name
  year: z.int().min(2000).max(2099).optional(),
  states: z.array(cardState).optional(),
  filing: z.enum(['filed', 'unfiled']).optional(),
  duty: z.enum(['print', 'file', 'return', 'change']).optional(), // 待打印 待备案 待收回 待变更备案, as 工作台 counts them
  printed: z.enum(['yes', 'no']).optional(),
  changed: z.boolean().optional(), // 变更备案 on record
})

/** Selected cards, or the whole filter but for some. */
export const cardSelection = z.union([
  z.strictObject({ ids: z.array(id).max(100_000) }),
  z.strictObject({ filter: cardFilter, except: z.array(id).max(100_000) }),
])

/** 台账: everything ever issued. What is printed on a card is kept with it. */
export const cardRow = z.object({
  id,
  seen: seenOf('card'),
  supervisorId: id,
  code: z.string(),
  name: z.string(),
  sex,
  department: z.string(),
  orgName: z.string(),
  period: z.string(), // 2026.11-2029.11, as printed (T6)
  termStart: isoDate,
  termEnd: isoDate, // the stored term, which governs
  issuedOn: isoDate,
  mode: z.enum(['auto', 'manual']),
  state: cardState,
  acts: z.array(cardAct), // what the day allows
  effectiveOn: isoDate, // 生效日
  endedOn: isoDate.nullable(), // 换发, 解聘 or 届满, once it has come
  returnedOn: isoDate.nullable(), // 收回
  changedOn: isoDate.nullable(), // 变更备案
  stateReason: z.string(),
  previousCode: z.string().nullable(),
  nextCode: z.string().nullable(),
  reissues: z.int(), // 补发 of the same code
  prints: z.int(), // good front sides printed
  photo: sha256.nullable(),
  filedOn: isoDate.nullable(),
  filingReceipt: z.string(),
  origin: z.string(), // 来源: the package that it came with; '' where it was recorded here
})

/** One line of the ledger of a card: issue, 补发, 挂失, 作废, prints, 备案. */
export const cardEvent = z.object({
  at: instant,
  actor: z.string(),
  kind: z.enum([
    'issued',
    'reissued',
    'lost',
    'found',
    'voided',
    'printed',
    'spoiled',
    'filed',
    'unfiled',
    'replaced',
    'returned',
    'unreturned',
    'changed',
    'unchanged',
  ]),
  text: z.string(),
})

export const filingColumn = z.strictObject({
  key: z.enum([
    'index',
    'name',
    'sex',
    'birth',
    'idNumber',
    'phone',
    'department',
    'position',
    'education',
    'source',
    'code',
    'period',
    'termStart',
    'termEnd',
    'issuedOn',
    'orgName',
    'trainedOn',
    'examOn',
    'note',
  ]),
  header: required(40),
  width: z.int().min(4).max(60),
})

export const FILING_COLUMNS = 'filing.columns' // where the columns are stored

export const cardRoutes = {
  /** What the next automatic code of that issue date would be. */
  'card.next': route(
    z.strictObject({ issuedOn: isoDate }),
    z.object({
      code: z.string().nullable(),
      left: z.int(),
      ask: z.boolean(), // nothing is known of that year: ask for 本年度已用到的序号
    }),
  ),
  /** 本年度已用到的序号, once a year and only while nothing is known of it: numbers of before this program are never given again. */
  'card.usedUpTo': route(
    z.strictObject({ year: z.int().min(2000).max(2099), seq: z.int().min(0).max(9999) }),
    z.object({ next: z.string().nullable() }), // the first automatic code of that year
  ),
  /** Numbers and issues cards to all selected people who may have one; 附件1. Order: name by pinyin, then id. */
  'card.issue': route(
    z.strictObject({ selection, issuedOn: isoDate, usedUpTo: z.int().min(0).max(9999).optional() }),
    z.object({ issued: z.array(z.object({ id, name: z.string(), code: z.string() })), refused: z.array(refusal) }),
  ),
  /** 统筹赋码 */
  'card.issueManual': route(
    z.strictObject({ supervisorId: id, code: required(20), issuedOn: isoDate, reason: required(200) }),
    cardRow,
  ),
  'card.list': route(
    z.strictObject({
      filter: cardFilter,
      sort: z.strictObject({ by: z.enum(['code', 'issuedOn', 'name', 'termEnd']), desc: z.boolean() }),
      page,
    }),
    z.object({ rows: z.array(cardRow), total: z.int() }),
  ),
  'card.history': route(z.strictObject({ id }), z.object({ card: cardRow, events: z.array(cardEvent) })),
  'card.void': edit('card', z.strictObject({ id, seen, reason: required(200) }), cardRow),
  'card.lost': edit('card', z.strictObject({ id, seen, on: isoDate, reason: required(200) }), cardRow),
  'card.found': edit('card', z.strictObject({ id, seen, reason: required(200) }), cardRow),
  /** 补发: same code, marked in the ledger; the next print of it is a 补发 print. */
  'card.reissue': edit('card', z.strictObject({ id, seen, on: isoDate, reason: required(200) }), cardRow),
  /** 收回证卡 (本机构制度), and taking that entry back. */
  'card.return': edit('card', z.strictObject({ id, seen, on: isoDate, reason: text(200) }), cardRow),
  'card.unreturn': edit('card', z.strictObject({ id, seen, reason: required(200) }), cardRow),
  'card.gaps': route(
    z.strictObject({ year: z.int().min(2000).max(2099) }),
    z.object({
      used: z.int(),
      max: z.int(),
      gaps: z.array(z.object({ from: z.int(), to: z.int(), count: z.int() })),
      voided: z.array(z.string()),
      findings: z.array(finding), // R-CODE-SEQ
    }),
  ),
  'card.exportLedger': route(z.strictObject({ selection: cardSelection }), savedFile),

  // 第十三条: 报市鉴定管理中心备案
  'filing.columns': route(
    z.strictObject({}),
    z.object({ columns: z.array(filingColumn), seen: seenOf('setting', [], FILING_COLUMNS) }),
  ),
  'filing.setColumns': edit('setting', z.strictObject({ columns: z.array(filingColumn).min(1), seen }), z.object({}), {
    key: [],
    fixed: FILING_COLUMNS,
  }),
  /** Saves the 备案名册 of the selected people's valid cards. A column of 身份证 needs a reason, which is logged. */
  'filing.export': route(z.strictObject({ selection, reason: text(200) }), savedFile),
  'filing.record': route(
    z.strictObject({ selection: cardSelection, filedOn: isoDate, receipt: text(120) }),
    z.object({ done: z.int(), refused: z.array(refusal) }),
  ),
  'filing.clear': edit('card', z.strictObject({ id, seen, reason: required(200) }), cardRow),
  /** 变更备案: cards that were filed and are over since (解聘, 届满, 换发), for the list that takes them out of the 内督员库. */
  'filing.exportChanges': route(z.strictObject({ selection: cardSelection }), savedFile),
  'filing.recordChange': route(
    z.strictObject({ selection: cardSelection, on: isoDate, receipt: text(120) }),
    z.object({ done: z.int(), refused: z.array(refusal) }),
  ),
  'filing.clearChange': edit('card', z.strictObject({ id, seen, reason: required(200) }), cardRow),
}

export type CardFilter = z.infer<typeof cardFilter>
export type CardSelection = z.infer<typeof cardSelection>
export type CardRow = z.infer<typeof cardRow>
export type CardEvent = z.infer<typeof cardEvent>
export type FilingColumn = z.infer<typeof filingColumn>
