import type { EntityManager } from 'typeorm'
import type { Todo } from '../../src-shared/contract/audit.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { checkRoster } from '../../src-shared/domain/issue.ts'
import type { Stamp } from '../context.ts'
import { dutySql } from '../db/queries/cardState.ts'
import { OVER_AGE, OWN_CARD, stateSql } from '../db/queries/supervisors.ts'

/** 工作台: how many stand where, and what is to be done. */
export async function loadTodo(manager: EntityManager, stamp: Stamp): Promise<Todo> {
  const { today } = stamp
  const counts = {
    total: 0,
    candidate: 0,
    trained: 0,
    qualified: 0,
    appointed: 0,
    suspended: 0,
    expired: 0,
    dismissed: 0,
  }
  const states = (await manager.query(
    `SELECT ${stateSql(today)} AS state, count(*) AS n FROM standing t WHERE t.deleted = 0 GROUP BY 1`,
  )) as { state: Exclude<keyof typeof counts, 'total'>; n: number }[]
  for (const { state, n } of states) {
    counts[state] = n
    counts.total += n
  }
  // Each number is that of the list it opens (Todos.tsx): the same people, the same cards.
  const state = stateSql(today)
  const running = `${state} IN ('appointed', 'suspended')`
  const within = (days: number) => count(`${running} AND t.term_end BETWEEN '${today}' AND '${addDays(today, days)}'`)
  const [work] = (await manager.query(
    `SELECT ${within(30)} AS within30, ${within(60)} AS within60, ${within(90)} AS within90,
       ${count(`${running} AND ${OVER_AGE}`)} AS overAgeInTerm,
       ${count(`${state} = 'appointed' AND t.has_photo = 0`)} AS withoutPhoto,
       ${count(`${state} = 'appointed' AND NOT (${OWN_CARD})`)} AS withoutCard
     FROM standing t WHERE t.deleted = 0 AND t.term_end IS NOT NULL`,
  )) as Record<'within30' | 'within60' | 'within90' | Work, number>[]
  if (!work) throw new Error('an aggregate always answers one row')
  const [cards] = (await manager.query(
    `SELECT ${count(dutySql('print', today))} AS unprinted, ${count(dutySql('file', today))} AS unfiled,
       ${count(dutySql('return', today))} AS toReturn, ${count(dutySql('change', today))} AS toReport
     FROM card_standing k JOIN standing t ON t.supervisor_id = k.supervisor_id`,
  )) as Record<'unprinted' | 'unfiled' | 'toReturn' | 'toReport', number>[]
  if (!cards) throw new Error('an aggregate always answers one row')
  const { within30, within60, within90, ...rest } = work
  return {
    counts,
    expiring: { within30, within60, within90 },
    ...rest,
    ...cards,
    findings: checkRoster(counts.appointed),
  }
}

type Work = 'overAgeInTerm' | 'withoutPhoto' | 'withoutCard'

const count = (condition: string) => `count(CASE WHEN ${condition} THEN 1 END)`
