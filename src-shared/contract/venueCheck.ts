import { z } from 'zod'
import { id, instant, isoDate, page, required, text, upload } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'
import { attachment } from './supervisor.ts'

/** 一致, 缺, 多, 重复, 型号变 */
export const checkResult = z.enum(['match', 'short', 'over', 'duplicate', 'model'])
export const checkState = z.enum(['open', 'finished', 'abandoned'])

/** One device to be counted, or one that was found beyond the list (extra). Every step is saved at once. */
export const checkLine = z.object({
  seen: seenOf('venue_check_line', ['checkId', 'no']),
  no: z.int(), // 行号, as it is typed and printed
  equipmentId: id.nullable(),
  name: z.string(),
  model: z.string(),
  spec: z.string(),
  unit: z.string(),
  room: z.string(),
  assetNo: z.string(),
  expected: z.int(), // 0 for an extra
  extra: z.boolean(),
  result: checkResult.nullable(), // null: not counted yet
  counted: z.int().nullable(),
  foundModel: z.string(), // the model that stands there, for 型号变
  note: z.string(),
  countedBy: z.string(),
  countedAt: instant.nullable(),
})

export const checkSummary = z.object({
  lines: z.int(), // listed, without extras
  done: z.int(), // of them counted
  match: z.int(),
  short: z.int(),
  over: z.int(), // with extras
  duplicate: z.int(),
  model: z.int(),
  extra: z.int(),
  expected: z.int(), // pieces
  counted: z.int(), // pieces
})

/** What the inspector decided (第二十三条（二）), entered afterwards from the signed sheet. */
export const checkOutcome = z.object({
  id,
  conforms: z.boolean(), // 是 / 否
  persons: z.string(), // 核查人员
  agency: z.string(), // 核查机构
  on: isoDate, // 核查日期
  note: z.string(),
  attachment: attachment.nullable(), // scan of the signed sheet
  recordedBy: z.string(),
  recordedAt: instant,
})

export const venueCheck = z.object({
  id,
  seen: seenOf('venue_check'),
  venueId: id,
  room: z.string().nullable(), // null: all rooms
  source: z.enum(['current', 'baseline']),
  baselineOn: isoDate.nullable(),
  state: checkState,
  startedOn: isoDate,
  startedBy: z.string(),
  finishedOn: isoDate.nullable(), // or abandoned
  finishedBy: z.string(),
  note: z.string(),
  summary: checkSummary,
  outcome: checkOutcome.nullable(),
})

const checkId = id
const counted = z.int('数量应为整数').min(0, '数量不能是负数').max(1_000_000, '数量最多 1000000')
const no = z.int().positive()
/** The line as saved, the next one that is not counted yet (from the top again when there is none below), and how far it is. */
const step = z.object({ line: checkLine, next: checkLine.nullable(), summary: checkSummary })

const LINE = { key: ['checkId', 'no'] }
const CHECK = { key: ['checkId'] }

export const venueCheckRoutes = {
  /** From today's list or a baseline (without baselineId the newest); room null = all rooms, '' = devices without a room. */
  'venueCheck.start': route(
    z.strictObject({
      venueId: id,
      room: text(40).nullable(),
      source: z.enum(['current', 'baseline']),
      baselineId: id.optional(),
    }),
    venueCheck,
  ),
  'venueCheck.get': route(z.strictObject({ checkId }), venueCheck),
  /** History of a venue, newest first. */
  'venueCheck.list': route(
    z.strictObject({ venueId: id, states: z.array(checkState).optional(), page }),
    z.object({ rows: z.array(venueCheck), total: z.int() }),
  ),
  'venueCheck.lines': route(
    z.strictObject({
      checkId,
      pending: z.boolean().optional(), // only what is not counted yet
      results: z.array(checkResult).optional(),
      room: text(40).optional(),
      search: text(80).optional(), // part of 名称, 型号, 规格, 资产编号
      page,
    }),
    z.object({ rows: z.array(checkLine), total: z.int() }),
  ),
  /**
   * Typed or scanned text → lines: exact 资产编号 first, then 行号, then exact 名称 or 型号. `confirm`: a single line that is
   * not counted yet is counted 一致 at once. counted: done; found: one line, to be judged; again: one line that was counted
   * before (a 重复?); choose: several; unknown: none, to be entered with venueCheck.addExtra as 多.
   */
  'venueCheck.scan': route(
    z.strictObject({ checkId, text: required(120), confirm: z.boolean() }),
    z.object({
      outcome: z.enum(['counted', 'found', 'again', 'choose', 'unknown']),
      lines: z.array(checkLine), // at most 50
      next: checkLine.nullable(),
      summary: checkSummary,
    }),
  ),
  /**
   * Judges one line. Without `counted`: 一致 is the listed quantity, 缺 is 0, 重复 is 0, 型号变 is the listed quantity; 多 needs it.
   * 缺 is fewer, 多 is more than listed; 型号变 needs foundModel or a note.
   */
  'venueCheck.set': edit(
    'venue_check_line',
    z.strictObject({
      checkId,
      no,
      seen,
      result: checkResult,
      counted: counted.optional(),
      foundModel: text(80).optional(),
      note: text(200).optional(),
    }),
    step,
    LINE,
  ),
  /** Takes a judgement back; an extra line is struck out by it. */
  'venueCheck.clear': edit(
    'venue_check_line',
    z.strictObject({ checkId, no, seen }),
    z.object({ line: checkLine.nullable(), summary: checkSummary }), // null: the line is struck out
    LINE,
  ),
  /** 多: something that stands there and is not on the list. */
  'venueCheck.addExtra': route(
    z.strictObject({
      checkId,
      name: required(80),
      model: text(80),
      spec: text(120),
      unit: text(10),
      room: text(40),
      assetNo: text(60),
      counted: counted.min(1, '至少 1'),
      note: text(200),
    }),
    step,
  ),
  /** Makes the result final: never reopened, a correction is a new count. `rest`: lines not counted yet refuse it, or are 缺. */
  'venueCheck.finish': edit(
    'venue_check',
    z.strictObject({ checkId, seen, rest: z.enum(['refuse', 'short']), note: text(500) }),
    venueCheck,
    CHECK,
  ),
  'venueCheck.abandon': edit(
    'venue_check',
    z.strictObject({ checkId, seen, reason: required(200) }),
    venueCheck,
    CHECK,
  ),
  'venueCheck.recordOutcome': edit(
    'venue_check',
    z.strictObject({
      checkId,
      seen,
      conforms: z.boolean(),
      persons: required(100),
      agency: text(80),
      on: isoDate,
      note: text(500),
      attachment: upload.nullable(),
    }),
    venueCheck,
    CHECK,
  ),
  /** An outcome entered by mistake: struck out with a reason, then entered anew. */
  'venueCheck.strikeOutcome': edit(
    'venue_check',
    z.strictObject({ checkId, seen, reason: required(200) }),
    venueCheck,
    CHECK,
  ),
}

export type CheckResult = z.infer<typeof checkResult>
export type CheckState = z.infer<typeof checkState>
export type CheckLine = z.infer<typeof checkLine>
export type CheckSummary = z.infer<typeof checkSummary>
export type CheckOutcome = z.infer<typeof checkOutcome>
export type VenueCheck = z.infer<typeof venueCheck>
