import type { RouteName } from '../../src-shared/contract/index.ts'
import type { OpenDatabase } from '../db/open.ts'
import { claimOf, fillSeen, refuseStale, showsSeen } from './seen.ts'

/** Where what was seen and what is stored meet: around every call, so that no service can forget it. */
export interface Sees {
  /** The database for whoever is no call: backups, the daily work. */
  db: OpenDatabase
  /** Runs a handler: its first write refuses what moved on, its answer says the states of the rows that it shows. */
  call<T>(name: RouteName, input: unknown, handler: (db: OpenDatabase, input: unknown) => Promise<T>): Promise<T>
}

const AGAIN = 3 // times that a question is asked anew because somebody wrote while it was answered

export function createSees(db: OpenDatabase): Sees {
  let writes = 0
  /** Counted inside the transaction: nobody's turn comes between a write and its count. */
  const counting = (first: OpenDatabase['write'], also: () => void): OpenDatabase => ({
    ...db,
    write: work =>
      first(async manager => {
        const result = await work(manager)
        writes += 1
        also()
        return result
      }),
    async replace(ready) {
      writes += 1
      await db.replace(ready)
    },
  })

  async function call<T>(name: RouteName, input: unknown, handler: (db: OpenDatabase, input: unknown) => Promise<T>) {
    const claim = claimOf(name, input)
    const told = claim || showsSeen(name) ? withoutSeen(input) : input
    let checked = claim === null
    const write: OpenDatabase['write'] = work =>
      db.write(async manager => {
        if (claim && !checked) await refuseStale(manager, claim)
        checked = true
        return work(manager)
      })
    for (let turn = 1; ; turn++) {
      const before = writes
      let own = 0
      const answer = await handler(
        counting(write, () => {
          own += 1
        }),
        told,
      )
      if (!showsSeen(name) || answer === null) return answer
      const whole = await db.read(async manager => {
        if (writes - before !== own) return false // another's write came between: the states would be of what the answer does not show
        await fillSeen(manager, name, input, answer)
        return true
      })
      if (whole || own > 0 || turn === AGAIN) return answer // UNSEEN stays: an edit that builds on it is refused
    }
  }

  return { db: counting(db.write, () => undefined), call }
}

function withoutSeen(input: unknown): unknown {
  const { seen: _, ...rest } = input as Record<string, unknown>
  return rest
}
