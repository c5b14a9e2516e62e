/** An act waits here, word for word as it was asked for, until each of its persons has signed: by account, or on the printed sheet. */
import type { EntityManager } from 'typeorm'
import type { Act } from '../../../src-shared/contract/account.ts'
import type { RouteName } from '../../../src-shared/contract/index.ts'
import { ROLE } from '../../../src-shared/domain/role.ts'
import { nameKey } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Person } from '../../caller.ts'
import type { Stamp } from '../../context.ts'
import { type ActRow, ActSignatureTable, ActTable, type Part } from '../../db/entities/account.ts'
import { registerFile, type StoredFile, shownName } from '../attachment.ts'
import { record } from '../audit.ts'
import { accountOf } from './account.ts'

/** By whom a part is signed: his account, or a scan of what he signed on paper. */
export type By = { account: Person } | { file: StoredFile }

/** Puts an act down to be signed; asked for again in the same words it is the same one. */
export async function propose(
  manager: EntityManager,
  asked: { route: RouteName; input: object; title: string; parts: Part[] },
  person: Person,
  stamp: Stamp,
): Promise<ActRow> {
  const text = JSON.stringify(asked.input)
  const waiting = await manager.findBy(ActTable, { state: 'pending', route: asked.route, accountId: person.id })
  const same = waiting.find(row => JSON.stringify(row.input) === text)
  if (same) return same
  for (const part of asked.parts) await requireSigner(manager, part)
  const { identifiers } = await manager.insert(ActTable, {
    ...asked,
    state: 'pending',
    endedAt: null,
    endedBy: '',
    endReason: '',
    accountId: person.id,
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  const names = asked.parts.map(({ part, name }) => `${part}「${name}」`).join('、')
  await record(manager, stamp, { action: 'act.propose', text: `提交${asked.title}，待${names}签署` })
  return requireAct(manager, identifiers[0]?.id as number)
}

/** 委派 is signed by a 负责人; in a small office the 管理员 may be he. */
async function requireSigner(manager: EntityManager, { part, name, role }: Part): Promise<void> {
  const account = await accountOf(manager, name)
  if (!account || !role || account.role === role || account.role === 'admin') return
  const detail = `${part}「${name}」的账号是${ROLE[account.role]}，应为${ROLE[role]}`
  throw new AppError('INPUT_INVALID', { detail })
}

export async function requireAct(manager: EntityManager, id: number): Promise<ActRow> {
  const row = await manager.findOneBy(ActTable, { id })
  if (!row) throw new AppError('NOT_FOUND', { what: '这项待签署的操作' })
  return row
}

/**
 * Who may sign that part now, and is it open.
 * @throws AppError NOT_FOUND, STATE_BLOCKED
 */
export async function requireOpenPart(
  manager: EntityManager,
  { id, part }: { id: number; part: string },
): Promise<{ act: ActRow; part: Part }> {
  const act = await requireAct(manager, id)
  const blocked = (detail: string) => new AppError('STATE_BLOCKED', { name: act.title, action: '签署', detail })
  if (act.state !== 'pending') throw blocked(act.state === 'done' ? '已经生效' : '已经撤回')
  const wanted = act.parts.find(each => each.part === part)
  if (!wanted) throw new AppError('NOT_FOUND', { what: `「${act.title}」的${part}` })
  if (await manager.findOneBy(ActSignatureTable, { actId: id, part })) throw blocked(`${part}已经签署`)
  return { act, part: wanted }
}

/**
 * Writes one signature.
 * @throws AppError STATE_BLOCKED: another person's part, or paper for somebody who has an account
 */
export async function sign(
  manager: EntityManager,
  asked: { id: number; part: string },
  by: By,
  stamp: Stamp,
): Promise<void> {
  const { act, part } = await requireOpenPart(manager, asked)
  const blocked = (detail: string) => new AppError('STATE_BLOCKED', { name: act.title, action: '签署', detail })
  const account = await accountOf(manager, part.name)
  await requireSigner(manager, part)
  const row = { actId: act.id, part: part.part, name: part.name, recordedBy: stamp.actor, recordedAt: stamp.at }
  if ('account' in by) {
    if (account?.id !== by.account.id) throw blocked(`${part.part}是「${part.name}」，请由本人签署`)
    await manager.insert(ActSignatureTable, { ...row, way: 'account', accountId: account.id, file: null, fileName: '' })
  } else {
    if (account) throw blocked(`「${part.name}」有账号，请由本人登录或输入密码签署`)
    await registerFile(manager, by.file, stamp)
    const scan = { file: by.file.sha256, fileName: shownName(by.file.name) }
    await manager.insert(ActSignatureTable, { ...row, way: 'paper', accountId: null, ...scan })
  }
  const how = 'account' in by ? '本人以账号签署' : `签署纸质单据，扫描件由「${stamp.actor}」录入`
  await record(manager, stamp, { action: 'act.sign', text: `${act.title}：${part.part}「${part.name}」${how}` })
}

export async function missing(manager: EntityManager, act: ActRow): Promise<Part[]> {
  const signed = await manager.findBy(ActSignatureTable, { actId: act.id })
  return act.parts.filter(part => signed.every(one => one.part !== part.part))
}

/** With the act itself, in its transaction. */
export async function finish(manager: EntityManager, id: number, stamp: Stamp): Promise<void> {
  const { affected } = await manager.update(ActTable, { id, state: 'pending' }, { state: 'done', endedAt: stamp.at })
  const act = await requireAct(manager, id)
  if (affected !== 1) throw new AppError('STATE_BLOCKED', { name: act.title, action: '签署', detail: '已经办结' })
  const names = act.parts.map(({ part, name }) => `${part}「${name}」`).join('、')
  await record(manager, stamp, { action: 'act.finish', text: `${act.title}，${names}均已签署，生效` })
}

export async function withdraw(
  manager: EntityManager,
  { id, reason }: { id: number; reason: string },
  stamp: Stamp,
): Promise<Act> {
  const act = await requireAct(manager, id)
  if (act.state !== 'pending')
    throw new AppError('STATE_BLOCKED', { name: act.title, action: '撤回', detail: '已经办结' })
  await manager.update(
    ActTable,
    { id },
    { state: 'withdrawn', endedAt: stamp.at, endedBy: stamp.actor, endReason: reason },
  )
  await record(manager, stamp, { action: 'act.withdraw', text: `撤回${act.title}：${reason}` })
  return showAct(manager, id)
}

export const showAct = async (manager: EntityManager, id: number): Promise<Act> =>
  toAct(manager, await requireAct(manager, id))

/** The newest first. */
export async function listActs(manager: EntityManager, ended: boolean): Promise<Act[]> {
  const rows = await manager.find(ActTable, {
    where: ended ? {} : { state: 'pending' },
    order: { id: 'DESC' },
    take: 500,
  })
  return Promise.all(rows.map(row => toAct(manager, row)))
}

async function toAct(manager: EntityManager, row: ActRow): Promise<Act> {
  const signed = new Map((await manager.findBy(ActSignatureTable, { actId: row.id })).map(one => [one.part, one]))
  const parts = await Promise.all(
    row.parts.map(async ({ part, name }) => ({
      part,
      name,
      way: signed.get(part)?.way ?? null,
      at: signed.get(part)?.recordedAt ?? null,
      hasAccount: (await accountOf(manager, name)) !== null,
    })),
  )
  const { id, title, state, recordedBy, recordedAt, endedAt, endReason } = row
  return { id, title, parts, state, by: recordedBy, at: recordedAt, endedAt, reason: endReason }
}

/** Whose part it is, of those that are open; for a signature without a password. */
export const isFor = (part: Part, person: Person | null): boolean =>
  person !== null && nameKey(part.name) === nameKey(person.name)
