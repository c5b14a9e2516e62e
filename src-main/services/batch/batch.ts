import type { EntityManager } from 'typeorm'
import type { Batch, BatchInput, Session } from '../../../src-shared/contract/batch.ts'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { checkBatch } from '../../../src-shared/domain/batch.ts'
import { addDays, daysBetween, isDate } from '../../../src-shared/domain/dates.ts'
import { tidy } from '../../../src-shared/domain/equipment.ts'
import { phaseOf } from '../../../src-shared/domain/order.ts'
import { PACKS, packOn } from '../../../src-shared/domain/pack.ts'
import { diffSession } from '../../../src-shared/domain/plan.ts'
import { type Finding, finding } from '../../../src-shared/domain/rules.ts'
import { cleanCell } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type BatchRecord, BatchTable, SessionTable, StaffTable } from '../../db/entities/batch.ts'
import { cardOn } from '../../db/queries/cardState.ts'
import { record } from '../audit.ts'
import { findOrg, requireOrg } from '../org.ts'
import { originOf } from '../origin.ts'
import { invalid, requireVenue } from '../venue/venueRecord.ts'
import { requireBatch } from './batchRecord.ts'
import { asFindings, outdated } from './review.ts'
import { sessionsOf, staffOf, toInput, toStaff } from './session.ts'
import { venueFindings } from './venueOn.ts'

/**
 * Adds or changes a batch.
 * @returns the id
 * @throws AppError NOT_FOUND (batch, venue), INPUT_INVALID (plan number taken), RULE_BLOCKED (R-CARD-SCOPE: another organisation's batch, 第十三条)
 */
export async function saveBatch(manager: EntityManager, input: BatchInput, stamp: Stamp): Promise<number> {
  const own = await requireOrg(manager)
  if (input.org !== '' && cleanCell(input.org) !== cleanCell(own.name)) throw foreign(input.org, own.name)
  const plan = cleaned(input)
  const before = input.id === undefined ? null : await requireBatch(manager, input.id)
  const twin = await manager
    .createQueryBuilder(BatchTable, 'b')
    .where('b.plan_no = :planNo AND b.deleted_at IS NULL AND b.id <> :id', {
      planNo: plan.planNo,
      id: before?.id ?? 0,
    })
    .getOne()
  if (twin) {
    const detail = `计划号「${plan.planNo}」已用于「${twin.name}」`
    throw new AppError('INPUT_INVALID', { detail }, { fields: { planNo: detail } })
  }
  // A venue that went into the recycle bin later stays with the batches that it was used for.
  if (input.venueId !== null && input.venueId !== before?.venueId) await requireVenue(manager, input.venueId)
  const { id: _, org: __, ...fields } = plan
  if (before) {
    await manager.update(BatchTable, { id: before.id }, { ...fields, version: before.version + 1, updatedAt: stamp.at })
    await record(manager, stamp, {
      action: 'batch.save',
      subject: `batch:${before.id}`,
      text: `修改批次「${plan.name}」`,
      detail: { before, after: fields },
    })
    return before.id
  }
  const { identifiers } = await manager.insert(BatchTable, {
    ...fields,
    version: 1,
    createdAt: stamp.at,
    updatedAt: stamp.at,
    deletedAt: null,
  })
  const id = identifiers[0]?.id as number
  await record(manager, stamp, {
    action: 'batch.save',
    subject: `batch:${id}`,
    text: `登记批次「${plan.name}」（${plan.planNo}）`,
  })
  return id
}

/** Without what cannot be seen, so that two 计划号 that look the same are the same. */
function cleaned(input: BatchInput): BatchInput {
  const [planNo, name] = [tidy(input.planNo), tidy(input.name)]
  if (planNo === '') throw invalid('planNo', '此项必填')
  if (name === '') throw invalid('name', '此项必填')
  const items = input.items.map(item => ({
    ...item,
    occupation: tidy(item.occupation),
    trade: tidy(item.trade),
    level: tidy(item.level),
  }))
  return {
    ...input,
    planNo,
    name,
    items,
    place: tidy(input.place),
    contact: tidy(input.contact),
    phone: tidy(input.phone),
  }
}

function foreign(named: string, own: string): AppError {
  const why: Finding = {
    ...finding(
      'R-CARD-SCOPE',
      `被督导机构「${named}」不是本机构`,
      '内督员证卡仅限本机构内部使用；请登记本机构的批次。',
      { 被督导机构: named, 本机构: own },
    ),
    severity: 'block',
  }
  return new AppError('RULE_BLOCKED', { action: '登记其他机构的批次', detail: why.message }, { findings: [why] })
}

export async function removeBatch(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<void> {
  const batch = await requireBatch(manager, input.id)
  const [used] = (await manager.query(
    `SELECT 1 AS n FROM assignment WHERE batch_id = ? AND state = 'valid' UNION SELECT 1 FROM visit WHERE batch_id = ? AND struck_at IS NULL
     UNION SELECT 1 FROM rectification WHERE batch_id = ? LIMIT 1`,
    [batch.id, batch.id, batch.id],
  )) as unknown[]
  if (used) {
    throw new AppError('STATE_BLOCKED', {
      name: batch.name,
      action: '移入回收站',
      detail: '已有委派单、外督记录或问题整改，须留档备查',
    })
  }
  await manager.update(BatchTable, { id: batch.id }, { deletedAt: stamp.at, version: batch.version + 1 })
  await record(manager, stamp, {
    action: 'batch.remove',
    subject: `batch:${batch.id}`,
    text: `批次「${batch.name}」移入回收站：${input.reason}`,
  })
}

export async function restoreBatch(manager: EntityManager, id: number, stamp: Stamp): Promise<void> {
  const batch = await requireBatch(manager, id, true)
  if (batch.deletedAt === null)
    throw new AppError('STATE_BLOCKED', { name: batch.name, action: '移出回收站', detail: '不在回收站中' })
  const twin = await manager
    .createQueryBuilder(BatchTable, 'b')
    .where('b.plan_no = :planNo AND b.deleted_at IS NULL', { planNo: batch.planNo })
    .getOne()
  if (twin && twin.id !== id)
    throw new AppError('INPUT_INVALID', { detail: `计划号「${batch.planNo}」已用于「${twin.name}」` })
  await manager.update(BatchTable, { id }, { deletedAt: null, version: batch.version + 1 })
  await record(manager, stamp, {
    action: 'batch.restore',
    subject: `batch:${id}`,
    text: `批次「${batch.name}」移出回收站`,
  })
}

/** Forms, items, sessions and staff of an earlier batch, moved so that the examination begins on `examFrom`; nothing that happened. */
export async function copyBatch(manager: EntityManager, input: Parsed<'batch.copy'>, stamp: Stamp): Promise<number> {
  const from = await requireBatch(manager, input.id)
  const old = from.dates.examFrom ?? (await sessionsOf(manager, from.id))[0]?.date ?? input.examFrom
  const shift = daysBetween(old, input.examFrom)
  const move = (date: string): string => {
    const to = addDays(date, shift)
    if (!isDate(to)) throw invalid('examFrom', `按这一天平移，${date} 会落在可用的年份之外，请改考试日期`)
    return to
  }
  const moved = (date: string | null) => (date === null ? null : move(date))
  const dates = Object.fromEntries(
    Object.entries(from.dates).map(([key, date]) => [key, moved(date)]),
  ) as BatchRecord['dates']
  const id = await saveBatch(
    manager,
    {
      planNo: input.planNo,
      name: input.name,
      org: '',
      forms: from.forms,
      items: from.items.map(item => ({ ...item, actual: null })),
      venueId: await usable(manager, from.venueId),
      place: from.place,
      contact: from.contact,
      phone: from.phone,
      note: '',
      // What has happened there has not happened here.
      dates: { ...dates, scoredOn: null, publicFrom: null, publicTo: null, certifiedOn: null, archivedOn: null },
    },
    stamp,
  )
  const sessions = new Map<number, number>()
  for (const { id: oldId, ...session } of await sessionsOf(manager, from.id)) {
    const { identifiers } = await manager.insert(SessionTable, {
      ...session,
      batchId: id,
      date: move(session.date),
      actual: null,
      explanation: '',
    })
    sessions.set(oldId, identifiers[0]?.id as number)
  }
  for (const { id: _, ...member } of await staffOf(manager, from.id)) {
    const sessionIds = member.sessionIds.flatMap(old => sessions.get(old) ?? [])
    if (sessionIds.length === 0) continue // all their sessions were cancelled
    await manager.insert(StaffTable, {
      ...member,
      batchId: id,
      sessionIds,
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
  }
  await record(manager, stamp, { action: 'batch.copy', subject: `batch:${id}`, text: `从批次「${from.name}」复制` })
  return id
}

/** The venue, unless it has been put into the recycle bin. */
async function usable(manager: EntityManager, venueId: number | null): Promise<number | null> {
  const [venue] = (await manager.query('SELECT id FROM venue WHERE id = ? AND deleted_at IS NULL', [venueId])) as {
    id: number
  }[]
  return venue?.id ?? null
}

/** One batch with all that its page shows at first. */
export async function loadBatch(manager: EntityManager, id: number, stamp: Stamp): Promise<Batch> {
  const batch = await requireBatch(manager, id, true)
  const sessions = await sessionsOf(manager, id)
  const staff = await staffOf(manager, id)
  const assigned = (await manager.query(
    `SELECT p.session_id, a.id AS assignment_id, s.id AS supervisor_id, s.name,
       (SELECT code FROM card WHERE id = ${cardOn('s.id', 'b.date')}) AS card_code
     FROM assignment a JOIN assignment_person p ON p.assignment_id = a.id JOIN supervisor s ON s.id = p.supervisor_id
     JOIN batch_session b ON b.id = p.session_id WHERE a.batch_id = ? AND a.state = 'valid' ORDER BY a.id, p.id`,
    [id],
  )) as { session_id: number; assignment_id: number; supervisor_id: number; name: string; card_code: string | null }[]
  const [count] = (await manager.query(
    'SELECT count(*) AS n FROM batch_candidate WHERE batch_id = ? AND replaced_at IS NULL',
    [id],
  )) as { n: number }[]
  const { version: _, createdAt: __, updatedAt: ___, ...fields } = batch
  const shown = sessions.map(
    (session): Session => ({
      ...toInput(session),
      seen: UNSEEN,
      differences: diffSession(toInput(session)),
      assigned: assigned
        .filter(person => person.session_id === session.id)
        .map(p => ({ assignmentId: p.assignment_id, supervisorId: p.supervisor_id, name: p.name, code: p.card_code })),
    }),
  )
  return {
    ...fields,
    seen: UNSEEN,
    origin: await originOf(manager, 'batch', id),
    org: '',
    phase: phaseOf(batch.dates, stamp.today),
    venue: await placeOf(manager, batch),
    sessions: shown,
    staff: staff.map(member => toStaff(member, shown)),
    candidates: count?.n ?? 0,
    pack: packOn(batch.dates.examFrom ?? batch.dates.plannedOn, {
      [PACKS[0].id]: (await findOrg(manager))?.rulesFrom ?? null,
    }),
    findings: [
      ...asFindings(await outdated(manager, stamp, id)),
      ...(await venueFindings(manager, batch, sessions, stamp)),
      ...checkBatch({ dates: batch.dates, sessions: shown, staff }),
    ],
  }
}

async function placeOf(manager: EntityManager, batch: BatchRecord): Promise<string> {
  if (batch.venueId === null) return batch.place
  const [venue] = (await manager.query('SELECT name FROM venue WHERE id = ?', [batch.venueId])) as { name: string }[]
  return venue?.name ?? batch.place
}
