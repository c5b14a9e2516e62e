/** 地点与安排: the rows of 附件6. */
import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { ContestPlaceTable } from '../../db/entities/contest.ts'
import { notStruck } from '../roster/qualification.ts'
import { given, invalid } from '../venue/venueRecord.ts'
import { contestVisitsOf, logContest, placesOf, requireContest, struck } from './contestRecord.ts'

/** @returns the contest's id. @throws AppError NOT_FOUND, INPUT_INVALID (ends before it begins) */
export async function savePlace(
  manager: EntityManager,
  input: Parsed<'contestPlace.save'>,
  stamp: Stamp,
): Promise<number> {
  const contest = await requireContest(manager, input.contestId)
  const { id, ...rest } = input
  const fields = { ...rest, place: given(rest.place, 'place') }
  const [from, to] = [`${fields.fromOn} ${fields.fromTime}`, `${fields.toOn} ${fields.toTime}`]
  if (to <= from) throw invalid('toTime', '结束时间应晚于开始时间')
  if (id === undefined) await manager.insert(ContestPlaceTable, { ...fields, ...notStruck })
  else {
    if (!(await placesOf(manager, contest.id)).some(place => place.id === id)) throw unknownPlace()
    await manager.update(ContestPlaceTable, { id }, fields)
  }
  const text = `${id === undefined ? '新增' : '修改'}「${contest.name}」的竞赛地点：${fields.place} ${from} 至 ${to}，${fields.people} 人`
  await logContest(manager, stamp, contest.id, 'contest.place', text)
  return contest.id
}

export async function removePlace(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<number> {
  const place = await manager.findOneBy(ContestPlaceTable, { id: input.id })
  if (!place || place.struckAt !== null) throw unknownPlace()
  await requireContest(manager, place.contestId)
  if ((await contestVisitsOf(manager, place.contestId)).some(visit => visit.placeId === place.id)) {
    const detail = '已有在该地点的督导登记，须留档备查'
    throw new AppError('STATE_BLOCKED', { name: place.place, action: '移除', detail })
  }
  await manager.update(ContestPlaceTable, { id: place.id }, struck(stamp, input.reason))
  await logContest(manager, stamp, place.contestId, 'contest.place', `移除竞赛地点「${place.place}」：${input.reason}`)
  return place.contestId
}

const unknownPlace = () => new AppError('NOT_FOUND', { what: '该竞赛地点' })
