import type { EntityManager } from 'typeorm'
import type { Contest, ContestInput, ContestStaff, ContestVisit } from '../../../src-shared/contract/contest.ts'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import {
  checkContestStaff,
  checkContestVisit,
  checkRatio,
  contestState,
  isQualified,
  parseRatio,
  peopleAt,
  quotaText,
  spanOf,
} from '../../../src-shared/domain/contest.ts'
import { tidy } from '../../../src-shared/domain/equipment.ts'
import { halfWidth } from '../../../src-shared/domain/text.ts'
import { contestInspectors } from '../../../src-shared/domain/visit.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { CONTEST_STATE } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { type ContestRecord, ContestTable, type ContestVisitRecord } from '../../db/entities/contest.ts'
import { given, invalid } from '../venue/venueRecord.ts'
import { contestStaffOf, contestVisitsOf, logContest, placesOf, requireContest } from './contestRecord.ts'

/**
 * Adds or changes a contest.
 * @returns the id
 * @throws AppError NOT_FOUND, INPUT_INVALID (ends before it begins)
 */
export async function saveContest(manager: EntityManager, input: ContestInput, stamp: Stamp): Promise<number> {
  const { id, from, to, ...rest } = input
  if (from !== null && to !== null && to < from) throw invalid('to', '不能早于开始日期')
  const fields = {
    ...rest,
    name: given(rest.name, 'name'),
    host: given(rest.host, 'host'),
    items: rest.items.map(item => ({ occupation: tidy(item.occupation), level: tidy(item.level) })),
    fromOn: from,
    toOn: to,
  }
  if (id !== undefined) {
    const before = await requireContest(manager, id)
    await update(manager, before, fields, stamp)
    const detail = { before, after: fields }
    await logContest(manager, stamp, id, 'contest.save', `修改竞赛「${fields.name}」`, detail)
    return id
  }
  const { identifiers } = await manager.insert(ContestTable, {
    ...fields,
    version: 1,
    ratio: '',
    ratioNo: '',
    entrants: null,
    applied: null,
    readyOn: null,
    readyBy: '',
    createdAt: stamp.at,
    updatedAt: stamp.at,
    deletedAt: null,
  })
  const created = identifiers[0]?.id as number
  await logContest(manager, stamp, created, 'contest.save', `登记竞赛「${fields.name}」（${fields.host}主办）`)
  return created
}

const update = (manager: EntityManager, before: ContestRecord, fields: Partial<ContestRecord>, stamp: Stamp) =>
  manager.update(ContestTable, { id: before.id }, { ...fields, version: before.version + 1, updatedAt: stamp.at })

/** @throws AppError RULE_BLOCKED (R-CMP-STAFF, 第八条), STATE_BLOCKED (it has begun or is over: the calendar says so) */
export async function declareReady(manager: EntityManager, id: number, stamp: Stamp): Promise<number> {
  const contest = await requireContest(manager, id)
  const { state, findings } = await loadContest(manager, id, stamp)
  if (state !== 'preparing') {
    const detail = `已经是「${CONTEST_STATE[state]}」`
    throw new AppError('STATE_BLOCKED', { name: contest.name, action: '确认就绪', detail })
  }
  const blocks = findings.filter(found => found.rule === 'R-CMP-STAFF' && found.severity === 'block')
  if (blocks[0]) {
    throw new AppError('RULE_BLOCKED', { action: '确认就绪', detail: blocks[0].message }, { findings: blocks })
  }
  await update(manager, contest, { readyOn: stamp.today, readyBy: stamp.actor }, stamp)
  await logContest(manager, stamp, id, 'contest.ready', `确认竞赛「${contest.name}」就绪`)
  return id
}

export async function undoReady(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<number> {
  const contest = await requireContest(manager, input.id)
  if (contest.readyOn === null) {
    throw new AppError('STATE_BLOCKED', { name: contest.name, action: '撤回就绪', detail: '还没有确认就绪' })
  }
  await update(manager, contest, { readyOn: null, readyBy: '' }, stamp)
  await logContest(manager, stamp, contest.id, 'contest.unready', `撤回「${contest.name}」的就绪：${input.reason}`)
  return contest.id
}

/** 参赛人数, 晋升比例, 申请核发人数. @throws AppError INPUT_INVALID, RULE_BLOCKED (R-CMP-RATIO, 附件7 事后第12项) */
export async function saveResult(
  manager: EntityManager,
  input: Parsed<'contest.result'>,
  stamp: Stamp,
): Promise<number> {
  const before = await requireContest(manager, input.id)
  const { ratioNo, entrants, applied } = input
  const ratio = halfWidth(input.ratio).replace(/\s/g, '')
  if (ratio !== '' && !parseRatio(ratio)) throw invalid('ratio', '写成 1/3 或 30%，大于 0，不超过 100%')
  // Without its document a ratio is hearsay, and without both an application cannot be judged.
  if (ratio !== '' && tidy(ratioNo) === '') throw invalid('ratioNo', '请填写规定该比例的文号')
  if (applied !== null && ratio === '') throw invalid('ratio', '登记申请核发人数前，请填写晋升比例')
  if (applied !== null && entrants === null) throw invalid('entrants', '登记申请核发人数前，请填写参赛人数')
  const fields = { ratio, ratioNo: tidy(ratioNo), entrants, applied }
  const over = checkRatio(fields)
  if (over[0])
    throw new AppError('RULE_BLOCKED', { action: '登记申请核发人数', detail: over[0].message }, { findings: over })
  await update(manager, before, fields, stamp)
  const text = `「${before.name}」参赛 ${entrants ?? '未填'} 人，晋升比例 ${ratio || '未填'}${fields.ratioNo ? `（${fields.ratioNo}）` : ''}，申请核发 ${applied ?? '未填'} 人`
  await logContest(manager, stamp, before.id, 'contest.result', text)
  return before.id
}

export async function removeContest(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<void> {
  const contest = await requireContest(manager, input.id)
  if ((await contestVisitsOf(manager, contest.id)).length > 0) {
    const detail = '已有督导登记，须留档备查'
    throw new AppError('STATE_BLOCKED', { name: contest.name, action: '移入回收站', detail })
  }
  await update(manager, contest, { deletedAt: stamp.at }, stamp)
  await logContest(manager, stamp, contest.id, 'contest.remove', `竞赛「${contest.name}」移入回收站：${input.reason}`)
}

export async function restoreContest(manager: EntityManager, id: number, stamp: Stamp): Promise<void> {
  const contest = await requireContest(manager, id, true)
  if (contest.deletedAt === null) {
    throw new AppError('STATE_BLOCKED', { name: contest.name, action: '移出回收站', detail: '不在回收站中' })
  }
  await update(manager, contest, { deletedAt: null }, stamp)
  await logContest(manager, stamp, id, 'contest.restore', `竞赛「${contest.name}」移出回收站`)
}

/** One contest with all that its page shows. */
export async function loadContest(manager: EntityManager, id: number, stamp: Stamp): Promise<Contest> {
  const contest = await requireContest(manager, id, true)
  const { version: _, createdAt: __, updatedAt: ___, fromOn, toOn, ...fields } = contest
  const places = (await placesOf(manager, id)).map(({ struckAt: _, struckBy: __, strikeReason: ___, ...p }) => p)
  const rows = await contestStaffOf(manager, id)
  const lastDay = spanOf({ from: fromOn, to: toOn, places }).to ?? stamp.today
  const plan = { from: fromOn, to: toOn, places, staff: rows, readyOn: contest.readyOn }
  const files = await filesOf(manager, id)
  const staff = rows.map((member): ContestStaff => {
    const { id, contestId, name, duty, certificate, validTo, phone } = member
    const file = files.find(f => f.sha256 === member.file)
    const scan = file ? { sha256: file.sha256, name: member.fileName, bytes: file.bytes } : null
    return {
      id,
      seen: UNSEEN,
      contestId,
      name,
      duty,
      certificate,
      validTo,
      phone,
      qualified: isQualified(member, lastDay),
      file: scan,
    }
  })
  const visits = await contestVisitsOf(manager, id)
  return {
    ...fields,
    seen: UNSEEN,
    from: fromOn,
    to: toOn,
    state: contestState(plan, stamp.today),
    quota: quotaText(contest),
    places: places.map(place => ({ ...place, seen: UNSEEN, due: contestInspectors(peopleAt(places, place.place)) })),
    staff,
    visits: await Promise.all(visits.map(visit => toVisit(manager, visit, places))),
    findings: [...checkContestStaff(rows, lastDay), ...checkRatio(contest)],
  }
}

async function toVisit(
  manager: EntityManager,
  visit: ContestVisitRecord,
  places: { id: number; place: string; people: number }[],
): Promise<ContestVisit> {
  const { id, contestId, kind, placeId, parts, onDate, endedOn, endReason, inspectors, opinion } = visit
  const place = places.find(known => known.id === placeId)?.place ?? ''
  const scans = (await manager.query(
    `SELECT v.form, v.file AS sha256, v.file_name AS name, f.bytes FROM contest_visit_scan v JOIN file f ON f.sha256 = v.file
     WHERE v.visit_id = ? ORDER BY v.id`,
    [id],
  )) as { form: string; sha256: string; name: string; bytes: number }[]
  return {
    ...{ id, contestId, kind, placeId, parts, on: onDate, endedOn, endReason, inspectors, opinion, place },
    seen: UNSEEN,
    scans: scans.map(({ form, ...file }) => ({ form, file })),
    findings: checkContestVisit({ kind, place, inspectors }, places),
  }
}

const filesOf = (manager: EntityManager, contestId: number): Promise<{ sha256: string; bytes: number }[]> =>
  manager.query(
    `SELECT DISTINCT f.sha256, f.bytes FROM contest_staff s JOIN file f ON f.sha256 = s.file WHERE s.contest_id = ?`,
    [contestId],
  )
