import type { EntityManager } from 'typeorm'
import type { Refusal } from '../../../src-shared/contract/common.ts'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import type { Selection } from '../../../src-shared/contract/supervisor.ts'
import { DATE_RULES } from '../../../src-shared/domain/acts.ts'
import type { AgeReading } from '../../../src-shared/domain/age.ts'
import { addDays } from '../../../src-shared/domain/dates.ts'
import { type Candidate, checkAppointment } from '../../../src-shared/domain/eligibility.ts'
import { type Finding, finding } from '../../../src-shared/domain/rules.ts'
import { stateOf } from '../../../src-shared/domain/standing.ts'
import { termEnd } from '../../../src-shared/domain/term.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { STATE } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { AppointmentTable, SuspensionTable } from '../../db/entities/supervisor.ts'
import { loadCandidates } from '../../db/queries/candidates.ts'
import { selected } from '../../db/queries/supervisors.ts'
import { record } from '../audit.ts'
import { requireOrg } from '../org.ts'
import { paced, type Watch } from '../pace.ts'
import { type BatchResult, notStruck } from './qualification.ts'

export interface Judged {
  id: number
  candidate: Candidate
  latest: { id: number; start: string; end: string; dismissedOn: string | null } | null
  findings: Finding[]
}

/** Judges everybody selected for a term from `start` on, with each reason. Nothing is written. */
export async function judge(
  manager: EntityManager,
  selection: Selection,
  start: string,
  stamp: Stamp,
): Promise<Judged[]> {
  if (start < '2000-01-01' || start > '2099-12-31') {
    const detail = '聘任之日应在 2000 年至 2099 年之间' // as 核发 dates: a code holds two digits of the year
    throw new AppError('INPUT_INVALID', { detail }, { fields: { start: detail } })
  }
  const { ageReading } = await requireOrg(manager)
  const ids = await selected(manager, selection, stamp.today)
  return judgeIds(manager, ids, start, stamp, ageReading)
}

async function judgeIds(
  manager: EntityManager,
  ids: number[],
  start: string,
  stamp: Stamp,
  reading: AgeReading,
): Promise<Judged[]> {
  // Only what was on record by then can justify a term.
  const people = await loadCandidates(manager, ids, start < stamp.today ? start : stamp.today)
  const trained = await lastTrainings(manager, ids)
  return people.map(person => ({
    ...person,
    findings: [
      ...checkAppointment(person.candidate, start, stamp.today, { reading }),
      ...checkFollowing(person, start, trained.get(person.id) ?? null, stamp),
    ],
  }))
}

/** The term that goes before: whether another may follow it, and what a renewal then rests on. */
function checkFollowing(
  person: Pick<Judged, 'latest' | 'candidate'>,
  start: string,
  trainedOn: string | null,
  stamp: Stamp,
): Finding[] {
  const overlap = checkOverlap(person, start, stamp)
  return blocks(overlap) ? overlap : [...overlap, ...checkOld(person, trainedOn)]
}

/** The newest training of each of them. */
async function lastTrainings(manager: EntityManager, ids: number[]): Promise<Map<number, string>> {
  const rows = (await manager.query(
    `SELECT supervisor_id AS id, max(on_date) AS "on" FROM training
     WHERE struck_at IS NULL AND supervisor_id IN (SELECT value FROM json_each(?)) GROUP BY supervisor_id`,
    [JSON.stringify(ids)],
  )) as { id: number; on: string }[]
  return new Map(rows.map(({ id, on }) => [id, on]))
}

/** R-DT-OLD: a renewal may rest on what was recorded before the term that it follows, but somebody should look. */
function checkOld({ latest, candidate }: Pick<Judged, 'latest' | 'candidate'>, trainedOn: string | null): Finding[] {
  if (!latest || latest.dismissedOn !== null) return []
  const { standing, attestations, name } = candidate
  const old = Object.entries({
    培训: trainedOn,
    考核合格: standing.examPassedOn,
    身体健康确认: attestations.health?.on ?? null,
  }).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] < latest.start)
  if (old.length === 0) return []
  const dates = old.map(([what, on]) => `${what} ${on}`).join('、')
  const { remedy } = DATE_RULES['R-DT-OLD']
  return [
    finding(
      'R-DT-OLD',
      `${name}续聘所依据的${dates}，在现聘期（${latest.start} 起）之前`,
      remedy,
      Object.fromEntries(old),
    ),
  ]
}

/**
 * 第十四条: one term at a time. A renewal begins the day after the running term, never within it, and only one may be decided
 * ahead. Until the running term is over nothing may follow it at a distance: the later term would hide it, and the person seem unappointed.
 */
function checkOverlap(
  { latest, candidate }: Pick<Judged, 'latest' | 'candidate'>,
  start: string,
  stamp: Stamp,
): Finding[] {
  if (!latest) return []
  const { name } = candidate
  const { end, dismissedOn } = latest
  const facts = { 现有聘期: `${latest.start} 至 ${end}`, 聘任之日: start }
  const block = (message: string, remedy: string): Finding[] => [finding('R-TERM-END', message, remedy, facts)]
  if (dismissedOn !== null) {
    const remedy = `请把聘任之日改为 ${addDays(dismissedOn, 1)} 或以后。`
    if (start <= dismissedOn) return block(`${name}于 ${dismissedOn} 解聘，新聘期不能早于次日`, remedy)
    if (dismissedOn <= stamp.today) return []
    return block(`${name}自 ${dismissedOn} 起解聘，在此之前聘期仍在进行`, `请在 ${dismissedOn} 或以后办理新的聘任。`)
  }
  const follow = `续聘请从 ${addDays(end, 1)} 开始。`
  if (latest.start > stamp.today)
    return block(`${name}已有自 ${latest.start} 起的聘期`, '不需要重复聘任；再下一个聘期请在那时办理。')
  if (start <= latest.start) return block(`聘任之日不晚于现有聘期的开始 ${latest.start}`, follow)
  if (start <= end) return block(`${name}在聘，聘期至 ${end}，新聘期自 ${start} 起会与它重叠`, follow)
  if (end >= stamp.today && start > addDays(end, 1))
    return block(`${name}的聘期到 ${end} 才届满，与新聘期之间有空档`, `${follow}确需间隔的，请在届满以后办理。`)
  return []
}

export const blocks = (findings: Finding[]): boolean => findings.some(f => f.severity === 'block')

const refusalOf = ({ id, candidate, findings }: Judged): Refusal => ({ id, name: candidate.name, findings })

const SHOWN = 500

export async function checkAppointments(manager: EntityManager, input: Parsed<'appointment.check'>, stamp: Stamp) {
  const judged = await judge(manager, input.selection, input.start, stamp)
  const blocked = judged.filter(person => blocks(person.findings))
  const warned = judged.filter(person => !blocks(person.findings) && person.findings.length > 0)
  return {
    able: judged.length - blocked.length,
    blocked: blocked.slice(0, SHOWN).map(refusalOf),
    blockedTotal: blocked.length,
    warned: warned.slice(0, SHOWN).map(refusalOf),
  }
}

/** 聘任 or 续聘 of all who may be; the others come back with their reasons. */
export async function appoint(
  manager: EntityManager,
  input: Parsed<'appointment.appoint'>,
  stamp: Stamp,
  watch: Watch,
): Promise<BatchResult> {
  const judged = await judge(manager, input.selection, input.start, stamp)
  const end = termEnd(input.start)
  let done = 0
  for await (const person of paced(judged, watch)) {
    if (blocks(person.findings)) continue
    const renewal = person.latest !== null && person.latest.dismissedOn === null
    await manager.insert(AppointmentTable, {
      supervisorId: person.id,
      startDate: input.start,
      endDate: end,
      document: input.document,
      previousId: person.latest?.id ?? null,
      facts: { ...person.candidate, warnings: person.findings.map(f => f.message) },
      dismissedOn: null,
      dismissReason: '',
      dismissedBy: '',
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
    await record(manager, stamp, {
      action: 'appointment.appoint',
      subject: `supervisor:${person.id}`,
      text: `${renewal ? '续聘' : '聘任'}「${person.candidate.name}」，聘期 ${input.start} 至 ${end}`,
      detail: { document: input.document, warnings: person.findings.map(f => f.rule) },
    })
    done++
  }
  return { done, refused: judged.filter(person => blocks(person.findings)).map(refusalOf) }
}

/** People whose latest term is running (or begins later): the only ones who can be dismissed or suspended. */
async function inTerm(manager: EntityManager, selection: Selection, stamp: Stamp) {
  const ids = await selected(manager, selection, stamp.today)
  return loadCandidates(manager, ids, stamp.today)
}

function refuse(name: string, action: string, detail: string, facts: Record<string, string>): Finding {
  return finding('R-TERM-END', `「${name}」不能${action}：${detail}`, '请查看该人员的聘任记录。', facts)
}

/** 解聘 falls into the term that runs, or before one that is only decided; null when it does. */
async function whyNotDismiss(manager: EntityManager, id: number, on: string, stamp: Stamp): Promise<string | null> {
  const [live] = (await manager.query(
    `SELECT min(start_date) AS start, max(end_date) AS end FROM appointment
     WHERE supervisor_id = ? AND dismissed_on IS NULL AND end_date >= ?`,
    [id, stamp.today],
  )) as { start: string | null; end: string | null }[]
  if (!live?.start || !live.end) return '没有在效的聘期'
  if (on > live.end) return `解聘日期晚于聘期结束 ${live.end}`
  if (live.start > stamp.today) return on < stamp.today ? '解聘日期早于今天，而聘期还没有开始' : null
  return on < live.start ? `解聘日期早于聘期开始 ${live.start}` : null
}

export async function dismiss(
  manager: EntityManager,
  input: Parsed<'appointment.dismiss'>,
  stamp: Stamp,
  watch: Watch,
): Promise<BatchResult> {
  const result: BatchResult = { done: 0, refused: [] }
  for await (const { id, candidate } of paced(await inTerm(manager, input.selection, stamp), watch)) {
    const state = stateOf(candidate.standing, stamp.today)
    const detail = await whyNotDismiss(manager, id, input.on, stamp)
    if (detail !== null) {
      result.refused.push({
        id,
        name: candidate.name,
        findings: [refuse(candidate.name, '解聘', detail, { 状态: STATE[state] })],
      })
      continue
    }
    await manager
      .createQueryBuilder()
      .update(AppointmentTable)
      .set({ dismissedOn: input.on, dismissReason: input.reason, dismissedBy: stamp.actor })
      // The running term and one decided ahead end together.
      .where('supervisor_id = :id AND dismissed_on IS NULL AND end_date >= :today', { id, today: stamp.today })
      .execute()
    await record(manager, stamp, {
      action: 'appointment.dismiss',
      subject: `supervisor:${id}`,
      text: `解聘「${candidate.name}」，自 ${input.on} 起：${input.reason}`,
    })
    result.done++
  }
  return result
}

export async function suspend(
  manager: EntityManager,
  input: Parsed<'appointment.suspend'>,
  stamp: Stamp,
  watch: Watch,
): Promise<BatchResult> {
  if (input.until !== null && input.until < input.from) {
    throw new AppError('INPUT_INVALID', { detail: '暂停的结束早于开始' }, { fields: { until: '不能早于开始日期' } })
  }
  const result: BatchResult = { done: 0, refused: [] }
  for await (const { id, candidate } of paced(await inTerm(manager, input.selection, stamp), watch)) {
    const state = stateOf(candidate.standing, stamp.today)
    const { suspendedFrom, suspendedUntil } = candidate.standing
    const already = suspendedFrom !== null && (suspendedUntil === null || suspendedUntil >= input.from)
    if (state !== 'appointed' || already) {
      const detail = already
        ? `已自 ${suspendedFrom} 起暂停${suspendedUntil ? `至 ${suspendedUntil}` : ''}`
        : `当前状态是${STATE[state]}`
      result.refused.push({
        id,
        name: candidate.name,
        findings: [refuse(candidate.name, '暂停', detail, { 状态: STATE[state] })],
      })
      continue
    }
    await manager.insert(SuspensionTable, {
      supervisorId: id,
      fromDate: input.from,
      untilDate: input.until,
      reason: input.reason,
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
      ...notStruck,
    })
    await record(manager, stamp, {
      action: 'appointment.suspend',
      subject: `supervisor:${id}`,
      text: `暂停「${candidate.name}」，${input.from} 起${input.until ? `至 ${input.until}` : ''}：${input.reason}`,
    })
    result.done++
  }
  return result
}

/** `on` is the last day of the suspension; a suspension that would end before it began is struck out instead. */
export async function resume(
  manager: EntityManager,
  input: Parsed<'appointment.resume'>,
  stamp: Stamp,
  watch: Watch,
): Promise<BatchResult> {
  const result: BatchResult = { done: 0, refused: [] }
  for await (const { id, candidate } of paced(await inTerm(manager, input.selection, stamp), watch)) {
    const row = await manager
      .createQueryBuilder(SuspensionTable, 'x')
      .where('x.supervisor_id = :id AND x.struck_at IS NULL AND (x.until_date IS NULL OR x.until_date >= :on)', {
        id,
        on: input.on,
      })
      .orderBy('x.from_date', 'DESC')
      .getOne()
    if (!row) {
      const state = stateOf(candidate.standing, stamp.today)
      result.refused.push({
        id,
        name: candidate.name,
        findings: [refuse(candidate.name, '恢复', '没有在效的暂停', { 状态: STATE[state] })],
      })
      continue
    }
    const change =
      row.fromDate > input.on
        ? { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: input.reason }
        : { untilDate: input.on }
    await manager.update(SuspensionTable, { id: row.id }, change)
    await record(manager, stamp, {
      action: 'appointment.resume',
      subject: `supervisor:${id}`,
      text: `恢复「${candidate.name}」的任职，暂停到 ${input.on} 为止：${input.reason}`,
    })
    result.done++
  }
  return result
}
