/**
 * What lies in each slot of a batch: files of evidence, and what the program itself keeps. Only papers and sealed or issued data count:
 * a typed list of 考评人员 is no 考评委派 (R1), 分工 (R2) or 签到 (X1), and 证号 typed into a visit no 证卡核验 (D6).
 */
import { type EntityManager, IsNull } from 'typeorm'
import type { RecordPhase } from '../../../src-shared/domain/coverage.ts'
import { addDays, type IsoDate } from '../../../src-shared/domain/dates.ts'
import { isSlot, NOT_VISITED, type Slot, type Visited } from '../../../src-shared/domain/evidence.ts'
import { type Holding, isThroughout, NOTHING, slotOfVisitPaper, visitForm } from '../../../src-shared/domain/slot.ts'
import type { BatchRecord } from '../../db/entities/batch.ts'
import { type VisitRow, VisitTable } from '../../db/entities/supervision.ts'
import { sessionsOf } from '../batch/session.ts'

/** A 考前核查 or a photo of the rooms belongs to a batch within so many days before its first day. 本机构口径: the regulation has no figure. */
const BEFORE_EXAM_DAYS = 30

export async function holdingsOf(
  manager: EntityManager,
  batch: BatchRecord,
): Promise<{ holdings: Map<Slot, Holding>; visited: Visited }> {
  const holdings = new Map<Slot, Holding>()
  const add = (slot: Slot, more: Partial<Holding>) => {
    const known = holdings.get(slot) ?? NOTHING
    holdings.set(slot, {
      files: known.files + (more.files ?? 0),
      records: known.records + (more.records ?? 0),
      whole: known.whole || (more.whole ?? false),
    })
  }
  for (const { slot, files } of await ownEvidence(manager, batch.id)) if (isSlot(slot)) add(slot, { files })
  await addRecords(manager, batch.id, add)
  await addVenue(manager, batch, add)
  return { holdings, visited: await addVisits(manager, batch.id, add) }
}

type Add = (slot: Slot, more: Partial<Holding>) => void

/** Struck out and 已销毁 files are no longer there to be shown. */
const THERE = 'e.struck_at IS NULL AND e.destruction_id IS NULL'

const ownEvidence = (manager: EntityManager, batchId: number) =>
  manager.query(`SELECT slot, count(*) AS files FROM evidence e WHERE batch_id = ? AND ${THERE} GROUP BY slot`, [
    batchId,
  ]) as Promise<{ slot: string; files: number }[]>

async function addRecords(manager: EntityManager, batchId: number, add: Add): Promise<void> {
  const [counts] = (await manager.query(
    `WITH own AS (SELECT ? AS id)
     SELECT (SELECT count(*) FROM assignment, own WHERE batch_id = own.id AND state = 'valid') AS "R3",
       (SELECT count(*) FROM (SELECT 1 FROM batch_candidate, own WHERE batch_id = own.id AND replaced_at IS NULL LIMIT 1)) AS "Q4",
       (SELECT count(*) FROM batch_sample, own WHERE batch_id = own.id) AS "Q5"`,
    [batchId],
  )) as Record<'R3' | 'Q4' | 'Q5', number>[]
  for (const slot of ['R3', 'Q4', 'Q5'] as const) {
    const records = counts?.[slot] ?? 0
    add(slot, { records, whole: records > 0 })
  }
  const sealed = (await manager.query(`SELECT phases FROM supervision WHERE batch_id = ? AND state = 'sealed'`, [
    batchId,
  ])) as { phases: string }[]
  const phases = sealed.map(row => ({ phases: JSON.parse(row.phases) as RecordPhase[] }))
  add('D1', { records: sealed.length, whole: isThroughout(phases) }) // R-COVER
}

/** 场地备案 with its 附件5, 考前核查 and photos, from the venue's own register; each paper counts where it is a scan. */
async function addVenue(manager: EntityManager, batch: BatchRecord, add: Add): Promise<void> {
  if (batch.venueId === null) return
  const days = await examDays(manager, batch)
  // Without a day of examination nothing is 考前: an impossible span.
  const span = days === null ? ['9999-12-31', '0000-01-01'] : [addDays(days.first, -BEFORE_EXAM_DAYS), days.last]
  const [counts] = (await manager.query(
    `WITH own AS (SELECT ? AS id, ? AS since, ? AS last, ? AS first)
     SELECT (SELECT count(*) FROM venue_file, own WHERE venue_id = own.id AND kind IN ('receipt', 'paper') AND struck_at IS NULL)
         + (SELECT count(*) FROM own, venue_check_outcome o JOIN venue_check c ON c.id = o.check_id
              WHERE c.venue_id = own.id AND o.file IS NOT NULL AND o.struck_at IS NULL)
         + (SELECT count(*) FROM evidence e, own WHERE e.venue_id = own.id AND e.type NOT LIKE 'image/%' AND ${THERE}) AS "R5",
       (SELECT count(*) FROM venue_check, own WHERE venue_id = own.id AND state = 'finished' AND finished_on BETWEEN own.since AND own.first) AS "R6",
       (SELECT count(*) FROM venue_file, own WHERE venue_id = own.id AND kind = 'photo' AND struck_at IS NULL
              AND coalesce(exif_on, typed_on) BETWEEN own.since AND own.last)
         + (SELECT count(*) FROM evidence e, own WHERE e.venue_id = own.id AND e.type LIKE 'image/%' AND ${THERE}
              AND coalesce(substr(e.taken_at, 1, 10), e.on_date) BETWEEN own.since AND own.last) AS "R7"`,
    [batch.venueId, span[0], span[1], days?.first ?? '0000-01-01'],
  )) as Record<'R5' | 'R6' | 'R7', number>[]
  for (const slot of ['R5', 'R6', 'R7'] as const) {
    const records = counts?.[slot] ?? 0
    add(slot, { records, whole: records > 0 })
  }
}

/** First and last day of the examination: of the sessions, planned or as they were, else of the batch. */
export async function examDays(
  manager: EntityManager,
  batch: BatchRecord,
): Promise<{ first: IsoDate; last: IsoDate } | null> {
  const sessions = (await sessionsOf(manager, batch.id)).map(session => session.actual?.date ?? session.date)
  const { examFrom, examTo } = batch.dates
  const days = (sessions.length > 0 ? sessions : [examFrom, examTo].filter(day => day !== null)).sort()
  const [first] = days
  const last = days.at(-1)
  return first === undefined || last === undefined ? null : { first, last }
}

/** 附件3 and 附件4: all that are due, one per visit and one per 外督员 (T13); 整改 papers of what visitors found, once each was answered. */
async function addVisits(manager: EntityManager, batchId: number, add: Add): Promise<Visited> {
  const visits = await manager.findBy(VisitTable, { batchId, struckAt: IsNull() })
  if (visits.length === 0) return NOT_VISITED
  const scans = (await manager.query(
    'SELECT s.visit_id AS visit, s.form FROM visit_scan s JOIN visit v ON v.id = s.visit_id WHERE v.batch_id = ? AND s.struck_at IS NULL',
    [batchId],
  )) as { visit: number; form: string }[]
  const signed = (visit: VisitRow, form: string) => scans.filter(s => s.visit === visit.id && s.form === form).length
  for (const [slot, kind] of [
    ['D2', 'onsite'],
    ['D3', 'afterwards'],
  ] as const) {
    const mine = visits.filter(visit => visitForm(visit.kind) === kind)
    const counts = mine.map(visit => signed(visit, '附件3'))
    add(slot, { records: sum(counts), whole: mine.length > 0 && counts.every(count => count > 0) })
  }
  const feedback = visits.map(visit => ({ due: visit.inspectors.length, here: signed(visit, '附件4') }))
  add('D4', { records: sum(feedback.map(f => f.here)), whole: feedback.every(f => f.here >= f.due) })

  const [mending] = (await manager.query(
    `SELECT count(*) AS problems, coalesce(sum(replied_on IS NULL), 0) AS open,
       coalesce(sum((SELECT count(*) FROM rectification_evidence e WHERE e.rectification_id = r.id)), 0) AS papers
     FROM rectification r WHERE batch_id = ? AND visit_id IS NOT NULL`,
    [batchId],
  )) as { problems: number; open: number; papers: number }[]
  const { problems = 0, open = 0, papers = 0 } = mending ?? {}
  add('D5', { records: papers, whole: open === 0 })

  const own = (await manager.query(
    `SELECT v.kind, e.title || ' ' || e.category AS words FROM evidence e JOIN visit v ON v.id = e.visit_id WHERE v.batch_id = ? AND ${THERE}`,
    [batchId],
  )) as { kind: string; words: string }[]
  for (const { kind, words } of own) {
    const slot = slotOfVisitPaper(kind, words)
    if (slot) add(slot, { files: 1 })
  }
  const kinds = visits.map(visit => visitForm(visit.kind))
  return {
    came: true,
    onsite: kinds.includes('onsite'),
    afterwards: kinds.includes('afterwards'),
    problems: problems > 0,
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)
