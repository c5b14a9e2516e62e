import { waitAfter } from '../../../src-shared/domain/role.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type AccountRow, AccountTable } from '../../db/entities/account.ts'
import type { OpenDatabase } from '../../db/open.ts'
import { record } from '../audit.ts'
import { accountOf } from './account.ts'
import { isPassword } from './password.ts'

/**
 * Whose password it is. A try is counted before it is looked at, so that tries at the same time wait like others; an unknown name takes as long and says the same.
 * @throws AppError LOGIN_WAIT, LOGIN_WRONG
 */
export async function proveAccount(
  db: OpenDatabase,
  { name, password }: { name: string; password: string },
  stamp: Stamp,
): Promise<AccountRow> {
  const row = await db.write(async manager => {
    const known = await accountOf(manager, name)
    if (!known) return null
    const since = known.failedAt === null ? 0 : Date.parse(stamp.at) - Date.parse(known.failedAt)
    const left = Math.ceil(waitAfter(known.failed) - Math.max(0, since) / 1000)
    if (known.failed > 0 && left > 0) throw new AppError('LOGIN_WAIT', { name: known.name, seconds: left })
    await manager.update(AccountTable, { id: known.id }, { failed: known.failed + 1, failedAt: stamp.at })
    return known
  })
  if (!(await isPassword(password, row?.password ?? '')) || !row) {
    if (row)
      await db.write(manager =>
        record(manager, stamp, { action: 'account.wrong', text: `账号「${row.name}」的密码输错` }),
      )
    throw new AppError('LOGIN_WRONG', {}, { fields: { password: '账号或密码不对' } })
  }
  return db.write(async manager => {
    const now = await manager.findOneByOrFail(AccountTable, { id: row.id })
    // Ended, or given another password, while it was looked at.
    if (now.endedAt !== null || now.password !== row.password) throw new AppError('LOGIN_WRONG')
    await manager.update(AccountTable, { id: row.id }, { failed: 0, failedAt: null })
    return now
  })
}
