/** 保管期限 per slot, and the evidence of which it is over. */
import type { EntityManager } from 'typeorm'
import { RETENTION_YEARS } from '../../../src-shared/contract/archive.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { addYears, type IsoDate } from '../../../src-shared/domain/dates.ts'
import { isSlot, SLOTS, type Slot, slotFacts, slotName } from '../../../src-shared/domain/evidence.ts'
import type { BatchDates } from '../../../src-shared/domain/order.ts'
import * as rule from '../../../src-shared/domain/retention.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { record } from '../audit.ts'
import { requireSlot } from '../evidence/slotCode.ts'
import { getSetting, setSetting } from '../setting.ts'

const KEY = RETENTION_YEARS

const ownYears = async (manager: EntityManager) =>
  ((await getSetting(manager, KEY)) as Record<string, rule.Years> | null) ?? {}

export const yearsBySlot = async (manager: EntityManager): Promise<Map<Slot, rule.Years>> =>
  rule.yearsBySlot(await ownYears(manager))

export async function listRetention(manager: EntityManager) {
  const years = await yearsBySlot(manager)
  return SLOTS.map(({ slot, name, years: minimum }) => ({
    seen: UNSEEN,
    slot,
    name,
    minimum,
    years: years.get(slot) ?? null,
  }))
}

/** @throws AppError RULE_BLOCKED (R-KEEP) below the minimum */
export async function setRetention(
  manager: EntityManager,
  input: { slot: string; years: rule.Years },
  stamp: Stamp,
): Promise<void> {
  const slot = requireSlot(input.slot)
  if (!rule.isLongEnough(slot, input.years)) {
    const detail = `${slotName(slot)} 至少保管 ${rule.periodText(slot, slotFacts(slot).years)}`
    const found = rule.tooShort(slot, input.years)
    throw new AppError('RULE_BLOCKED', { action: '缩短保管期限', detail }, { findings: [found] })
  }
  await setSetting(manager, KEY, { ...(await ownYears(manager)), [slot]: input.years })
  await record(manager, stamp, {
    action: 'retention.set',
    text: `${slotName(slot)} 的保管期限改为${rule.periodText(slot, input.years)}`,
  })
}

/** A file of evidence with its 保管期满日. */
export interface KeptFile extends rule.Kept {
  id: number
  file: string
  bytes: number
}

interface Row extends Term {
  id: number
  code: string
  title: string
  file: string
  bytes: number
  ownerName: string
  held: number
}

/** What the period of a file follows from: the same for all files of one owner and slot. */
interface Term {
  slot: string
  dates: string | null
  validUntil: string | null
  hasVenue: number
  contestTo: string | null
  visitOn: string | null
  kind: 'batch' | 'venue' | 'contest' | 'visit' | 'supervisor'
}

// The venue of R5–R7 is the batch's; a venue's own papers follow the venue, a visit's its batch.
const TERM = `e.slot, CASE WHEN e.venue_id IS NOT NULL THEN 'venue' WHEN e.contest_id IS NOT NULL THEN 'contest'
      WHEN e.visit_id IS NOT NULL THEN 'visit' WHEN e.supervisor_id IS NOT NULL THEN 'supervisor' ELSE 'batch' END AS kind,
    b.dates, v.ended_on AS "visitOn", c.to_on AS "contestTo", w.id IS NOT NULL AS "hasVenue", w.valid_until AS "validUntil"`
const HELD = 'EXISTS (SELECT 1 FROM hold h WHERE h.batch_id = b.id AND h.lifted_at IS NULL)'
const FROM = `FROM evidence e LEFT JOIN visit v ON v.id = e.visit_id LEFT JOIN batch b ON b.id = coalesce(e.batch_id, v.batch_id)
    LEFT JOIN venue w ON w.id = coalesce(e.venue_id, b.venue_id) LEFT JOIN contest c ON c.id = e.contest_id
    LEFT JOIN supervisor s ON s.id = e.supervisor_id
  WHERE e.destruction_id IS NULL`

/** Evidence that is not destroyed yet, struck out or not, for its content is kept all the same. */
export const keptFiles = (manager: EntityManager, ids: readonly number[]): Promise<KeptFile[]> =>
  load(manager, 'e.id IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)])

// Whose owners ended before a day: each term has an index, so that a million files of younger batches are not read.
const ENDED = `coalesce(dates ->> '$.certifiedOn', dates ->> '$.archivedOn', dates ->> '$.examTo') < ?`
const OLD = `(e.batch_id IN (SELECT id FROM batch WHERE ${ENDED})
  OR e.visit_id IN (SELECT v.id FROM visit v JOIN batch ON batch.id = v.batch_id WHERE ${ENDED})
  OR e.venue_id IN (SELECT id FROM venue WHERE valid_until < ?)
  OR e.contest_id IN (SELECT id FROM contest WHERE to_on < ?))`

async function load(manager: EntityManager, which: string, params: string[]): Promise<KeptFile[]> {
  const years = await yearsBySlot(manager)
  const rows = (await manager.query(
    `SELECT e.id, e.code, e.title, e.file, e.bytes, coalesce(b.name, w.name, c.name, s.name, '') AS "ownerName", ${HELD} AS held, ${TERM}
     ${FROM} AND ${which} ORDER BY e.id`,
    params,
  )) as Row[]
  return rows.map(row => ({
    id: row.id,
    code: row.code,
    title: row.title,
    batchName: row.ownerName,
    until: untilOf(row, years),
    held: row.held === 1,
    file: row.file,
    bytes: row.bytes,
  }))
}

function untilOf(row: Term, years: ReadonlyMap<Slot, rule.Years>): IsoDate | null {
  if (row.kind === 'supervisor') return null // 人员档案 has no period in the regulation: never on this list
  if (row.kind === 'contest') return rule.keptUntil(row.contestTo, rule.GENERAL_YEARS)
  if (row.kind === 'venue') return rule.keptUntil(row.validUntil, rule.GENERAL_YEARS)
  const ended = row.dates === null ? null : rule.endOf(JSON.parse(row.dates) as BatchDates)
  const period = isSlot(row.slot) ? (years.get(row.slot) ?? null) : rule.GENERAL_YEARS
  const from = row.visitOn !== null && ended !== null && row.visitOn > ended ? row.visitOn : ended
  if (!rule.isVenueSlot(row.slot) || row.hasVenue === 0) return rule.keptUntil(from, period)
  // Both must be over: the batch, and the venue's 备案, of which no end may be known.
  if (from === null || row.validUntil === null) return null
  return rule.keptUntil(from > row.validUntil ? from : row.validUntil, period)
}

/** How many files could be put on a 销毁清册 today. Counted by owner and slot: 工作台 asks for it at every start. */
export async function countExpired(manager: EntityManager, today: IsoDate): Promise<number> {
  const years = await yearsBySlot(manager)
  const before = addYears(today, -rule.GENERAL_YEARS)
  const groups = (await manager.query(
    `SELECT count(*) AS n, ${TERM} ${FROM} AND NOT ${HELD} AND ${OLD} GROUP BY e.batch_id, e.visit_id, e.venue_id, e.contest_id, e.slot`,
    [before, before, before, before],
  )) as (Term & { n: number })[]
  return groups.filter(group => rule.isOver(untilOf(group, years), today)).reduce((sum, { n }) => sum + n, 0)
}

const LIST = 10_000 // what one 销毁清册 takes; the rest is listed when that is done

/** Evidence whose 保管期 is over, the first to come in first; what is held is listed with R-HOLD. */
export async function expiredFiles(manager: EntityManager, today: IsoDate) {
  const before = addYears(today, -rule.GENERAL_YEARS) // nothing is kept for less
  const files = (await load(manager, OLD, [before, before, before, before])).filter(f => rule.isOver(f.until, today))
  return files.slice(0, LIST).map(file => ({
    id: file.id,
    code: file.code,
    title: file.title,
    batchName: file.batchName,
    until: file.until,
    findings: rule.checkDestruction(file, today),
  }))
}
