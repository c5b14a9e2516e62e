/** Acts that the regulation or the archive's rules want of two or three persons: who signs each, as what. Only while accounts are on. */
import type { EntityManager } from 'typeorm'
import type { Parsed, RouteName } from '../../../src-shared/contract/index.ts'
import { nameKey } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Part } from '../../db/entities/account.ts'
import { DestructionTable } from '../../db/entities/archive.ts'
import { BatchTable } from '../../db/entities/batch.ts'

interface Signed<R extends RouteName> {
  title(manager: EntityManager, input: Parsed<R>): Promise<string>
  /** @param by whoever asks for it */
  parts(manager: EntityManager, input: Parsed<R>, by: string): Promise<Part[]>
}

const nameOf = async (manager: EntityManager, id: number): Promise<string> =>
  (await manager.findOneBy(BatchTable, { id }))?.name ?? ''

const close: Signed<'rectification.close'> = {
  title: async (_, { id }) => `关闭问题 ZG-${id}`,
  parts: async (_, { reviewer }, by) => [
    { part: '经办人', name: by },
    { part: '复核人', name: reviewer },
  ],
}
const destroy: Signed<'destruction.carryOut'> = {
  title: async (manager, { id }) => `执行销毁清册 ${(await manager.findOneBy(DestructionTable, { id }))?.number ?? ''}`,
  async parts(manager, { id }) {
    const list = await manager.findOneBy(DestructionTable, { id })
    if (!list) throw new AppError('NOT_FOUND', { what: '该销毁清册' })
    return [
      { part: '经办人', name: list.recordedBy },
      { part: '批准人', name: list.approvedBy },
      { part: '监销人', name: list.witnessedBy },
    ]
  },
}
const look: Signed<'access.add'> = {
  title: async (manager, { batchId, visitor }) => `「${visitor}」查阅「${await nameOf(manager, batchId)}」`,
  parts: async (_, { approvedBy, attendedBy }) => [
    { part: '批准人', name: approvedBy },
    { part: '在场内督', name: attendedBy },
  ],
}
const open: Signed<'seal.open'> = {
  title: async (manager, { batchId }) => `解除「${await nameOf(manager, batchId)}」的封存`,
  parts: async (_, { who }, by) => [
    { part: '经办人', name: by },
    { part: '批准人', name: who },
  ],
}
const assign: Signed<'assign.issue'> = {
  title: async (manager, { batchId }) => `签发「${await nameOf(manager, batchId)}」的委派单`,
  parts: async (_, { issuer }) => [{ part: '签发人', name: issuer, role: 'head' }],
}

const SIGNED: { readonly [R in RouteName]?: Signed<R> } = {
  'rectification.close': close,
  'destruction.carryOut': destroy,
  'access.add': look,
  'seal.open': open,
  'assign.issue': assign,
}

export const isSigned = (route: RouteName): boolean => SIGNED[route] !== undefined

/**
 * What is to be signed, and by whom.
 * @throws AppError INPUT_INVALID where one person would sign as two, NOT_FOUND
 */
export async function askedOf(
  manager: EntityManager,
  route: RouteName,
  input: unknown,
  by: string,
): Promise<{ title: string; parts: Part[] }> {
  const signed = SIGNED[route] as Signed<RouteName> | undefined
  if (!signed) throw new Error(`${route} is not signed`)
  const parts = await signed.parts(manager, input as never, by)
  for (const [i, one] of parts.entries()) {
    const same = parts.slice(0, i).find(other => nameKey(other.name) === nameKey(one.name))
    if (same)
      throw new AppError('INPUT_INVALID', { detail: `${one.part}与${same.part}应为两人，不能都是「${one.name}」` })
  }
  return { title: await signed.title(manager, input as never), parts }
}
