/** 督导 of a contest, 事中 and 事后 (第二十五、二十六条): what 外督员 did, and when 附件7 is due because of it. */
import type { EntityManager } from 'typeorm'
import type { ContestVisitInput } from '../../../src-shared/contract/contest.ts'
import { spanOf } from '../../../src-shared/domain/contest.ts'
import { checkHappened } from '../../../src-shared/domain/visit.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { CONTEST_VISIT } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { ContestScanTable, type ContestVisitRecord, ContestVisitTable } from '../../db/entities/contest.ts'
import { DeadlineTable } from '../../db/entities/supervision.ts'
import { registerFile, type StoredFile, shownName } from '../attachment.ts'
import { notStruck } from '../roster/qualification.ts'
import { setContestDeadline } from '../supervision/dueDates.ts'
import { invalid } from '../venue/venueRecord.ts'
import { logContest, placesOf, requireContest, struck } from './contestRecord.ts'

/**
 * Records a visit; the deadline of 附件7 follows from the day on which the task was done.
 * @returns the contest's id
 * @throws AppError NOT_FOUND (contest, place, visit), INPUT_INVALID (no place for 事中, a day before the contest or after today, ends before it begins, day changed without a reason)
 */
export async function saveContestVisit(
  manager: EntityManager,
  input: ContestVisitInput,
  stamp: Stamp,
): Promise<number> {
  const contest = await requireContest(manager, input.contestId)
  const { id, on, ...rest } = input
  const before = id === undefined ? null : await requireContestVisit(manager, id)
  if (before && before.contestId !== contest.id) throw unknownVisit()
  const places = await placesOf(manager, contest.id)
  if (input.placeId !== null && !places.some(place => place.id === input.placeId)) {
    throw new AppError('NOT_FOUND', { what: '该竞赛地点' })
  }
  if (input.kind === 'during' && input.placeId === null) {
    throw invalid('placeId', '事中督导请选择竞赛地点；还没有的，请先在「地点与安排」中登记')
  }
  if (on > stamp.today) throw invalid('on', '不能晚于今天')
  const { from } = spanOf({ from: contest.fromOn, to: contest.toOn, places })
  if (from !== null && on < from) throw invalid('on', `不能早于竞赛开始日期 ${from}`)
  if (input.endedOn < on) throw invalid('endedOn', '不能早于督导日期')
  const [ahead] = checkHappened(input, stamp.today)
  if (ahead) throw invalid('endedOn', `${ahead.message}：还没有结束的督导，请不要填写离场时间和意见，结束以后再补充`)
  const moved = before !== null && before.endedOn !== input.endedOn
  if (moved && input.endReason === '') throw invalid('endReason', '期限从这一天起算，请写明原因')
  const fields = {
    ...rest,
    parts: input.kind === 'during' ? [...new Set(input.parts)] : [], // 事后 looks at 竞赛结果 alone
    endReason: input.endReason || (before?.endReason ?? ''), // the reason of an earlier change is not forgotten
    onDate: on,
  }
  let visitId = id
  if (before) await manager.update(ContestVisitTable, { id: before.id }, fields)
  else {
    const made = { ...fields, recordedBy: stamp.actor, recordedAt: stamp.at, ...notStruck }
    visitId = (await manager.insert(ContestVisitTable, made)).identifiers[0]?.id as number
  }
  await setContestDeadline(manager, await requireContestVisit(manager, visitId ?? 0), stamp)
  const change = moved ? `，任务完成日 ${before.endedOn} 改为 ${input.endedOn}：${input.endReason}` : ''
  const text = `${before ? '修改' : '登记'}「${contest.name}」的${CONTEST_VISIT[input.kind]}：${on}，督导员 ${input.inspectors.length} 名${change}`
  await logContest(manager, stamp, contest.id, 'contest.visit', text)
  return contest.id
}

/** @throws AppError NOT_FOUND, for one that was struck out too. */
export async function requireContestVisit(manager: EntityManager, id: number): Promise<ContestVisitRecord> {
  const row = await manager.findOneBy(ContestVisitTable, { id })
  if (!row || row.struckAt !== null) throw unknownVisit()
  return row
}

/** Made by mistake: struck out with its deadline. */
export async function removeContestVisit(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<number> {
  const visit = await requireContestVisit(manager, input.id)
  await requireContest(manager, visit.contestId)
  await manager.update(ContestVisitTable, { id: visit.id }, struck(stamp, input.reason))
  await manager.update(DeadlineTable, { contestVisitId: visit.id }, struck(stamp, input.reason))
  const text = `撤销 ${visit.onDate} 的${CONTEST_VISIT[visit.kind]}登记：${input.reason}`
  await logContest(manager, stamp, visit.contestId, 'contest.visit', text)
  return visit.contestId
}

/** A signed 附件6 or 附件7, scanned. */
export async function addContestScan(
  manager: EntityManager,
  input: { id: number; form: string },
  file: StoredFile,
  stamp: Stamp,
): Promise<number> {
  const visit = await requireContestVisit(manager, input.id)
  await requireContest(manager, visit.contestId)
  await registerFile(manager, file, stamp)
  await manager.insert(ContestScanTable, {
    visitId: visit.id,
    form: input.form,
    file: file.sha256,
    fileName: shownName(file.name),
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  await logContest(
    manager,
    stamp,
    visit.contestId,
    'contest.scan',
    `存入 ${visit.onDate} 竞赛督导的${input.form}扫描件`,
    {
      file: file.sha256,
    },
  )
  return visit.contestId
}

const unknownVisit = () => new AppError('NOT_FOUND', { what: '这次竞赛督导' })
