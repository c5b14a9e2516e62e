/**
 * Migrations as they are run. What keeps rows from being changed (the freeze of a seal, of a record) stands in the way of a new column that is
 * filled from old ones, and a rebuilt table drops its triggers without a word: so all of them are taken off before a step and stand again
 * after it, in the same transaction.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

/** `drops`: triggers that a step takes away for good. One that it makes anew needs `DROP TRIGGER IF EXISTS` before. */
export interface Step extends MigrationInterface {
  drops?: readonly string[]
}
export type MigrationList = (new () => Step)[]

interface Trigger {
  name: string
  tbl_name: string
  sql: string
}

/** What refuses a change. Those against deleting stay on, and those of the log. */
export const isGuard = ({ sql, tbl_name }: Trigger): boolean =>
  sql.includes('RAISE(ABORT') && !/\bBEFORE DELETE ON\b/i.test(sql) && tbl_name !== 'audit_event'

/** @param empty there are no rows that could be refused: nothing has to be taken off */
export const guarded = (steps: MigrationList, empty = false): (new () => MigrationInterface)[] =>
  steps.map(Step => wrap(Step, empty))

function wrap(Step: new () => Step, empty: boolean): new () => MigrationInterface {
  const step = new Step()
  const Guarded = class implements MigrationInterface {
    name = Step.name
    up = (runner: QueryRunner) => run(runner, step, empty)
    down = (runner: QueryRunner) => step.down(runner)
  }
  Object.defineProperty(Guarded, 'name', { value: Step.name })
  return Guarded
}

async function run(runner: QueryRunner, step: Step, empty: boolean): Promise<void> {
  const before = await triggersOf(runner)
  for (const { name } of empty ? [] : before.filter(isGuard)) await runner.query(`DROP TRIGGER "${name}"`)
  await step.up(runner)
  const after = new Set((await triggersOf(runner)).map(({ name }) => name))
  const tables = (await runner.query(`SELECT name FROM sqlite_master WHERE type IN ('table', 'view')`)) as {
    name: string
  }[]
  for (const { name, tbl_name, sql } of before) {
    if (after.has(name) || step.drops?.includes(name)) continue
    if (!tables.some(table => table.name === tbl_name)) throw new Error(`${tbl_name} is gone, and its trigger ${name}`)
    await runner.query(sql)
  }
}

const triggersOf = (runner: QueryRunner): Promise<Trigger[]> =>
  runner.query(`SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid`) as Promise<
    Trigger[]
  >
