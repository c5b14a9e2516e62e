/** Accounts: given by a 管理员, ended but never deleted. */
import { type EntityManager, IsNull } from 'typeorm'
import type { Account } from '../../../src-shared/contract/account.ts'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { ROLE, type Role } from '../../../src-shared/domain/role.ts'
import { cleanName, nameKey } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type AccountRow, AccountTable } from '../../db/entities/account.ts'
import { record } from '../audit.ts'
import { requireSupervisor } from '../roster/supervisorRecord.ts'

/** The account that a name means now; null: none. */
export const accountOf = (manager: EntityManager, name: string): Promise<AccountRow | null> =>
  manager.findOneBy(AccountTable, { nameKey: nameKey(name), endedAt: IsNull() })

export async function requireAccount(manager: EntityManager, id: number): Promise<AccountRow> {
  const row = await manager.findOneBy(AccountTable, { id })
  if (!row) throw new AppError('NOT_FOUND', { what: '这个账号' })
  if (row.endedAt !== null)
    throw new AppError('ACCOUNT_STATE', { action: `修改账号「${row.name}」`, detail: '已经停用' })
  return row
}

/** 管理员 who can log in. */
export const admins = async (manager: EntityManager): Promise<AccountRow[]> =>
  (await manager.findBy(AccountTable, { role: 'admin', endedAt: IsNull() })).filter(row => row.password !== '')

/** Who can log in, for the log-in's list. */
export const loginNames = async (manager: EntityManager): Promise<string[]> =>
  (await manager.find(AccountTable, { where: { endedAt: IsNull() }, order: { id: 'ASC' } }))
    .filter(row => row.password !== '')
    .map(row => row.name)

export async function listAccounts(manager: EntityManager): Promise<Account[]> {
  return (await manager.find(AccountTable, { order: { id: 'ASC' } })).map(toAccount)
}

/**
 * @param password as hashPassword made it
 * @throws AppError ACCOUNT_STATE (the name is taken), INPUT_INVALID, NOT_FOUND (内督员)
 */
export async function addAccount(
  manager: EntityManager,
  input: { name: string; role: Role; supervisorId: number | null; password: string },
  stamp: Stamp,
): Promise<AccountRow> {
  const name = cleanName(input.name)
  const supervisorId = await supervisorFor(manager, input)
  if (nameKey(name) === '') throw new AppError('INPUT_INVALID', { detail: '姓名' }, { fields: { name: '此项必填' } })
  if (await accountOf(manager, name)) {
    const fields = { name: '已有同名账号；同名的两人请加以区分，如「张三（教务）」' }
    throw new AppError('INPUT_INVALID', { detail: `「${name}」已有账号` }, { fields })
  }
  const { identifiers } = await manager.insert(AccountTable, {
    name,
    nameKey: nameKey(name),
    role: input.role,
    supervisorId,
    password: input.password,
    failed: 0,
    failedAt: null,
    endedAt: null,
    endReason: '',
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  await record(manager, stamp, { action: 'account.add', text: `开设账号「${name}」，角色：${ROLE[input.role]}` })
  return requireAccount(manager, identifiers[0]?.id as number)
}

async function supervisorFor(
  manager: EntityManager,
  { role, supervisorId }: { role: Role; supervisorId: number | null },
): Promise<number | null> {
  if (supervisorId !== null) await requireSupervisor(manager, supervisorId)
  else if (role === 'supervisor')
    throw new AppError('INPUT_INVALID', { detail: '内督员账号' }, { fields: { supervisorId: '请选择名册中的本人' } })
  return supervisorId
}

/** There is always a 管理员 who can log in. */
async function requireOtherAdmin(manager: EntityManager, row: AccountRow, action: string): Promise<void> {
  if (row.role !== 'admin') return
  if ((await admins(manager)).every(other => other.id === row.id))
    throw new AppError('ACCOUNT_STATE', { action, detail: '他是唯一的管理员，请先指定另一位' })
}

export async function setRole(
  manager: EntityManager,
  input: Parsed<'account.setRole'>,
  stamp: Stamp,
): Promise<Account> {
  const row = await requireAccount(manager, input.id)
  if (input.role !== 'admin') await requireOtherAdmin(manager, row, `更改「${row.name}」的角色`)
  const supervisorId = await supervisorFor(manager, input)
  await manager.update(AccountTable, { id: row.id }, { role: input.role, supervisorId })
  const text = `账号「${row.name}」的角色由${ROLE[row.role]}改为${ROLE[input.role]}`
  await record(manager, stamp, { action: 'account.setRole', text })
  return toAccount({ ...row, role: input.role, supervisorId })
}

/** @param password as hashPassword made it */
export async function givePassword(
  manager: EntityManager,
  { id, password }: { id: number; password: string },
  stamp: Stamp,
  text = (name: string) => `重设账号「${name}」的密码`,
): Promise<Account> {
  const row = await requireAccount(manager, id)
  await manager.update(AccountTable, { id }, { password, failed: 0, failedAt: null })
  await record(manager, stamp, { action: 'account.setPassword', text: text(row.name) })
  return toAccount({ ...row, password })
}

export async function endAccount(
  manager: EntityManager,
  { id, reason }: { id: number; reason: string },
  stamp: Stamp,
): Promise<Account> {
  const row = await requireAccount(manager, id)
  await requireOtherAdmin(manager, row, `停用「${row.name}」`)
  return ended(manager, row, reason, stamp)
}

async function ended(manager: EntityManager, row: AccountRow, reason: string, stamp: Stamp): Promise<Account> {
  const end = { endedAt: stamp.at, endReason: reason, password: '' }
  await manager.update(AccountTable, { id: row.id }, end)
  await record(manager, stamp, { action: 'account.end', text: `停用账号「${row.name}」：${reason}` })
  return toAccount({ ...row, ...end })
}

/** Accounts are switched off: all end, and one operator goes on. */
export async function endAll(manager: EntityManager, reason: string, stamp: Stamp): Promise<void> {
  for (const row of await manager.findBy(AccountTable, { endedAt: IsNull() })) await ended(manager, row, reason, stamp)
}

/** In the folder that was handed over: the 移交人's account ends there as soon as somebody else can log in as 管理员. @returns whether it did */
export async function endIfOthers(
  manager: EntityManager,
  name: string,
  reason: string,
  stamp: Stamp,
): Promise<boolean> {
  const row = await accountOf(manager, name)
  if (!row || (await admins(manager)).every(other => other.id === row.id)) return false
  await ended(manager, row, reason, stamp)
  return true
}

/** A handover ends the 移交人's account; of a name without one nothing happens. */
export async function endOf(manager: EntityManager, name: string, reason: string, stamp: Stamp): Promise<void> {
  const row = await accountOf(manager, name)
  if (row) await ended(manager, row, reason, stamp)
}

/** A new 管理员, or this one's new password; whoever had another role becomes one. @param password as hashPassword made it */
export async function nameAdmin(
  manager: EntityManager,
  { name, password }: { name: string; password: string },
  stamp: Stamp,
): Promise<AccountRow> {
  const row = await accountOf(manager, name)
  if (!row) return addAccount(manager, { name, role: 'admin', supervisorId: null, password }, stamp)
  await manager.update(AccountTable, { id: row.id }, { role: 'admin', password, failed: 0, failedAt: null })
  return { ...row, role: 'admin', password, failed: 0, failedAt: null }
}

export const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  name: row.name,
  role: row.role,
  supervisorId: row.supervisorId,
  locked: row.password === '',
  endedAt: row.endedAt,
  endReason: row.endReason,
})
