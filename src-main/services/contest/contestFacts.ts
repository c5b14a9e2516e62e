import type { EntityManager } from 'typeorm'
import { AppError } from '../../../src-shared/errors.ts'
import type { ContestPlaceRecord, ContestVisitRecord } from '../../db/entities/contest.ts'
import { contestVisitsOf, placesOf, requireContest } from './contestRecord.ts'

/** What 附件6 and 附件7 print of a contest. `visit`: whose 附件7; its answers and opinions are written by hand, by others. */
export async function contestFacts(
  manager: EntityManager,
  { id, visit }: { id: number; visit?: number },
): Promise<Record<string, unknown>> {
  const contest = await requireContest(manager, id)
  const [places, visits] = [await placesOf(manager, id), await contestVisitsOf(manager, id)]
  const one = visits.find(known => known.id === visit)
  if (visit !== undefined && !one) throw new AppError('NOT_FOUND', { what: '这次竞赛督导' })
  return {
    org: contest.host, // 被督导单位 is who holds the contest
    contest: contest.name,
    parts: one?.parts,
    entries: entriesOf(contest.name, places, visits),
  }
}

/** 附件6: a row for each visit of a place, one without 督导类型 where none is recorded; visits of no place come last. */
function entriesOf(contest: string, places: ContestPlaceRecord[], visits: ContestVisitRecord[]) {
  const oldestFirst = visits.toReversed()
  const people = (visit: ContestVisitRecord) => visit.inspectors.map(inspector => inspector.name).join('、')
  return [
    ...places.flatMap(place => {
      const row = {
        contest,
        place: place.place,
        occupation: place.occupation,
        people: place.people,
        from: `${place.fromOn} ${place.fromTime}`,
        to: `${place.toOn} ${place.toTime}`,
        note: place.note,
      }
      const there = oldestFirst.filter(visit => visit.placeId === place.id)
      return there.length === 0 ? [row] : there.map(visit => ({ ...row, kind: visit.kind, inspectors: people(visit) }))
    }),
    ...oldestFirst
      .filter(visit => visit.placeId === null)
      .map(visit => ({
        kind: visit.kind,
        contest,
        from: visit.onDate,
        to: visit.endedOn,
        inspectors: people(visit),
      })),
  ]
}
