/** Who is logged in at which caller. What the accounts say stands in the database; who sits where is nowhere but here. */
import type { EntityManager } from 'typeorm'
import { ROLE, type Role } from '../../../src-shared/domain/role.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Caller, Person } from '../../caller.ts'
import { type AccountRow, AccountTable } from '../../db/entities/account.ts'
import type { Access } from '../../handlers/access.ts'
import { getSetting, setSetting } from '../setting.ts'

export const ACCOUNTS_KEY = 'accounts'
/** idle: minutes without a call after which a log-in is over. */
export interface AccountsSetting {
  on: boolean
  idle: number
}
export const OFF: AccountsSetting = { on: false, idle: 15 }

export const accountsSetting = async (manager: EntityManager): Promise<AccountsSetting> => ({
  ...OFF,
  ...((await getSetting(manager, ACCOUNTS_KEY)) as Partial<AccountsSetting> | null),
})

export const setAccounts = (manager: EntityManager, value: AccountsSetting): Promise<void> =>
  setSetting(manager, ACCOUNTS_KEY, value)

/** No password of these data counts any more; those who brought them name a new 管理员. */
export const lockAll = async (manager: EntityManager): Promise<void> =>
  void (await manager.query(`UPDATE account SET password = '', failed = 0, failed_at = NULL`))

export interface Persons {
  setting(): AccountsSetting
  /** After accounts were written, or other data came: who is logged in goes on as what he is now, or not at all. */
  refresh(manager: EntityManager): Promise<void>
  enter(caller: Caller, row: AccountRow): void
  leave(caller: Caller): void
  /**
   * Lets a call in, or throws. Before its input is looked at: what is not for him tells a caller nothing.
   * @returns what has still to be asked of the input: whether it is his own
   * @throws AppError LOGIN_NEEDED, NOT_ALLOWED
   */
  admit(caller: Caller, access: Access): ((manager: EntityManager, input: unknown) => Promise<void>) | null
}

const MINUTE = 60_000

export function createPersons(callers: ReadonlySet<Caller>, clock: () => Date): Persons {
  let setting = OFF
  const persons: Persons = {
    setting: () => setting,

    async refresh(manager) {
      setting = await accountsSetting(manager)
      const rows = new Map((await manager.find(AccountTable)).map(row => [row.id, row]))
      for (const caller of callers) {
        if (!caller.account) continue
        const row = rows.get(caller.account.id)
        // Another password or another office's row under the same number is not who logged in.
        if (!setting.on || !row || row.endedAt !== null || row.password === '' || row.name !== caller.account.name)
          persons.leave(caller)
        else caller.account = personOf(row)
      }
    },

    enter(caller, row) {
      caller.account = personOf(row)
      caller.actor = row.name
      caller.lastAt = clock().getTime()
    },

    leave(caller) {
      if (caller.account) caller.actor = caller.seams.user
      caller.account = null
    },

    admit(caller, access) {
      if (!setting.on || access === 'open' || caller.daily) return null
      const now = clock().getTime()
      const idle = now - caller.lastAt
      if (caller.account && (idle < 0 || idle > setting.idle * MINUTE)) persons.leave(caller)
      if (!caller.account) throw new AppError('LOGIN_NEEDED')
      caller.lastAt = now
      if (access === 'any') return null
      const { role, name, supervisorId } = caller.account
      const office: readonly Role[] = 'office' in access ? access.office : access
      if (office.includes(role)) return null
      const who = office.map(each => ROLE[each]).join('、') || '没有启用账号时的经办人'
      const refused = () => new AppError('NOT_ALLOWED', { name, role: ROLE[role], who })
      if (role !== 'supervisor' || supervisorId === null || !('own' in access)) throw refused()
      return async (manager, input) => {
        if (!(await access.own(manager, input, supervisorId))) throw refused()
      }
    },
  }
  return persons
}

const personOf = ({ id, name, role, supervisorId }: AccountRow): Person => ({ id, name, role, supervisorId })
