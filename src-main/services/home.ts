import type { EntityManager } from 'typeorm'
import type { Todo } from '../../src-shared/contract/audit.ts'
import { lastAllowedDay } from '../../src-shared/domain/age.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { checkRoster } from '../../src-shared/domain/issue.ts'
import type { Stamp } from '../context.ts'
import { OWN_CARD, stateSql } from '../db/queries/supervisors.ts'
import { findOrg } from './org.ts'

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
  const running = `t.deleted = 0 AND t.term_end >= '${today}' AND ${stateSql(today)} IN ('appointed', 'suspended')`
  const within = (days: number) => `coalesce(sum(t.term_end <= '${addDays(today, days)}'), 0)`
  const [work] = (await manager.query(
    `SELECT ${within(30)} AS within30, ${within(60)} AS within60, ${within(90)} AS within90,
       coalesce(sum(t.has_photo = 0), 0) AS withoutPhoto,
       coalesce(sum(NOT (${OWN_CARD})), 0) AS withoutCard,
       coalesce(sum(t.card_id IS NOT NULL AND t.card_printed = 0), 0) AS unprinted,
       coalesce(sum(t.card_id IS NOT NULL AND t.card_filed_on IS NULL), 0) AS unfiled
     FROM standing t WHERE ${running}`,
  )) as Record<
    'within30' | 'within60' | 'within90' | 'withoutPhoto' | 'withoutCard' | 'unprinted' | 'unfiled',
    number
  >[]
  if (!work) throw new Error('an aggregate always answers one row')
  const { within30, within60, within90, ...rest } = work
  return {
    counts,
    expiring: { within30, within60, within90 },
    ...rest,
    overAgeInTerm: await countOverAge(manager, running),
    findings: checkRoster(counts.appointed),
  }
}

/** R-AGE-TERM: the limit falls before the end of the running term. Only the old need a look, so an index on nothing is fine. */
async function countOverAge(manager: EntityManager, running: string): Promise<number> {
  const reading = (await findOrg(manager))?.ageReading ?? 'A'
  const rows = (await manager.query(
    `SELECT t.birth, t.sex, t.term_end FROM standing t WHERE ${running} AND t.birth < date(t.term_end, '-60 years')`,
  )) as {
    birth: string
    sex: '男' | '女'
    term_end: string
  }[]
  return rows.filter(row => lastAllowedDay(row.birth, row.sex, reading) < row.term_end).length
}
