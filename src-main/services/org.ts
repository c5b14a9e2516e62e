import type { EntityManager } from 'typeorm'
import type { Org, OrgInput } from '../../src-shared/contract/org.ts'
import { UNSEEN } from '../../src-shared/contract/route.ts'
import { orgDigits } from '../../src-shared/domain/code.ts'
import { AppError } from '../../src-shared/errors.ts'
import { CODE_MODE, ORG_KIND } from '../../src-shared/labels.ts'
import type { Stamp } from '../context.ts'
import { type OrgRow, OrgTable } from '../db/entities/org.ts'
import { record } from './audit.ts'

export async function findOrg(manager: EntityManager): Promise<OrgRow | null> {
  return manager.findOneBy(OrgTable, { id: 1 })
}

/** @throws AppError ORG_MISSING before the first-run wizard is done. */
export async function requireOrg(manager: EntityManager): Promise<OrgRow> {
  const org = await findOrg(manager)
  if (!org) throw new AppError('ORG_MISSING')
  return org
}

export async function saveOrg(manager: EntityManager, input: OrgInput, stamp: Stamp): Promise<Org> {
  const parsed = orgDigits(input.number)
  if (!parsed.ok) {
    throw new AppError(
      'ORG_NUMBER',
      { value: input.number, detail: parsed.message },
      { fields: { number: parsed.message } },
    )
  }
  const before = await findOrg(manager)
  const row: OrgRow = {
    ...input,
    id: 1,
    digits: parsed.digits,
    logo: before?.logo ?? null,
    updatedAt: stamp.at,
  }
  await manager.save(OrgTable, row)
  await record(manager, stamp, {
    action: 'org.save',
    text: before
      ? `修改机构信息：${changes(before, row)}`
      : `登记机构：${row.name}（${ORG_KIND[row.kind]}，编号末四位 ${row.digits}）`,
    detail: { before, after: row },
  })
  return toOrg(row)
}

export async function setLogo(manager: EntityManager, logo: string | null, stamp: Stamp): Promise<Org> {
  const org = await requireOrg(manager)
  const row: OrgRow = { ...org, logo, updatedAt: stamp.at }
  await manager.save(OrgTable, row)
  await record(manager, stamp, {
    action: 'org.setLogo',
    text: logo ? '更换机构标志' : '移除机构标志',
    detail: { logo },
  })
  return toOrg(row)
}

export function toOrg({ id: _, ...org }: OrgRow): Org {
  return { ...org, seen: UNSEEN }
}

const NAMES: Partial<Record<keyof OrgRow, string>> = {
  name: '名称',
  kind: '类别',
  number: '评价机构编号',
  printedBy: '印制单位',
  logoPlace: '标志位置',
  rulesFrom: '规则包生效日',
  ageReading: '年龄口径',
  codeMode: '赋码方式',
  filingContact: '接收单位',
}

function changes(before: OrgRow, after: OrgRow): string {
  const list = Object.entries(NAMES).flatMap(([key, name]) => {
    const [a, b] = [before[key as keyof OrgRow], after[key as keyof OrgRow]]
    return a === b ? [] : [`${name}「${show(key, a)}」→「${show(key, b)}」`]
  })
  return list.join('，') || '没有变化'
}

const show = (key: string, value: unknown): string => {
  if (key === 'kind') return ORG_KIND[value as OrgRow['kind']]
  if (key === 'codeMode') return CODE_MODE[value as OrgRow['codeMode']]
  return String(value ?? '')
}
