import type { EntityManager } from 'typeorm'
import type { Selection, SupervisorInput } from '../../../src-shared/contract/supervisor.ts'
import { parseIdNumber } from '../../../src-shared/domain/idNumber.ts'
import { cleanName, readPhone } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type SupervisorRecord, SupervisorTable } from '../../db/entities/supervisor.ts'
import { selected } from '../../db/queries/supervisors.ts'
import type { Vault } from '../../files/vault.ts'
import { record } from '../audit.ts'
import { paced, type Watch } from '../pace.ts'
import { personSound } from './name.ts'
import { requireSupervisor } from './supervisorRecord.ts'

/**
 * Adds or changes a person.
 * @returns the id
 * @throws AppError ID_INVALID, ID_CONFLICT (a question that blocks), ID_TAKEN, INPUT_INVALID
 */
export async function saveSupervisor(
  manager: EntityManager,
  input: SupervisorInput,
  vault: Vault,
  stamp: Stamp,
): Promise<number> {
  const before = input.id === undefined ? null : await requireSupervisor(manager, input.id)
  if (input.birth > stamp.today) {
    throw new AppError('INPUT_INVALID', { detail: '出生日期晚于今天' }, { fields: { birth: '出生日期晚于今天' } })
  }
  const phone = readPhone(input.phone)
  if (input.phone && phone?.beside !== '') {
    throw new AppError(
      'INPUT_INVALID',
      { detail: '手机号码的格式不对' },
      { fields: { phone: '请填写 11 位手机号，或带区号的固定电话' } },
    )
  }
  const name = cleanName(input.name)
  if (name === '') {
    // Invisible characters pass the schema and are gone now.
    throw new AppError('INPUT_INVALID', { detail: '姓名是空的' }, { fields: { name: '此项必填' } })
  }
  const { id: _, idNumber, ...plain } = input
  const fields = {
    ...plain,
    phone: phone?.phone ?? '',
    name,
    ...personSound(name),
    ...(await sealId(manager, idNumber, { ...input, name }, vault)),
    updatedAt: stamp.at,
  }
  if (before) {
    await manager.update(SupervisorTable, { id: before.id }, { ...fields, version: before.version + 1 })
    await record(manager, stamp, {
      action: 'supervisor.save',
      subject: `supervisor:${before.id}`,
      text: `修改「${name}」的资料：${changed(before, fields)}`,
    })
    return before.id
  }
  const { identifiers } = await manager.insert(SupervisorTable, {
    ...fields,
    version: 1,
    photoWarnings: [],
    photoName: '',
    createdAt: stamp.at,
  })
  const id = identifiers[0]?.id as number
  await record(manager, stamp, { action: 'supervisor.save', subject: `supervisor:${id}`, text: `登记「${name}」` })
  return id
}

type Sealed = Pick<SupervisorRecord, 'idCipher' | 'idDigest'>

async function sealId(
  manager: EntityManager,
  idNumber: string | null | undefined,
  person: { id?: number; name: string; sex: string; birth: string },
  vault: Vault,
): Promise<Sealed | Record<string, never>> {
  if (idNumber === undefined) return {}
  if (idNumber === null || idNumber === '') return { idCipher: null, idDigest: null }
  const parsed = parseIdNumber(idNumber)
  if (!parsed.ok) throw new AppError('ID_INVALID', { detail: parsed.message }, { fields: { idNumber: parsed.message } })
  const conflicts = [
    ...(parsed.sex === person.sex ? [] : [['sex', '性别', parsed.sex] as const]),
    ...(parsed.birth === person.birth ? [] : [['birth', '出生日期', parsed.birth] as const]),
  ]
  if (conflicts.length > 0) {
    throw new AppError(
      'ID_CONFLICT',
      { fields: conflicts.map(([, label]) => label).join('、') },
      { fields: Object.fromEntries(conflicts.map(([key, label, value]) => [key, `身份证上的${label}是 ${value}`])) },
    )
  }
  const { cipher, digest } = vault.seal(parsed.value)
  const holder = await manager
    .createQueryBuilder(SupervisorTable, 's')
    .where('s.id_digest = :digest AND s.deleted_at IS NULL AND s.id <> :id', { digest, id: person.id ?? 0 })
    .getOne()
  if (holder)
    throw new AppError('ID_TAKEN', { name: holder.name }, { fields: { idNumber: `已登记在「${holder.name}」名下` } })
  return { idCipher: cipher, idDigest: digest }
}

const LABELS = {
  name: '姓名',
  sex: '性别',
  birth: '出生日期',
  phone: '手机',
  department: '部门',
  position: '职务职称',
  education: '学历',
  source: '选聘来源',
  note: '备注',
  idDigest: '身份证号',
} as const

/** Names what changed, without the values of fields that are personal. */
function changed(before: SupervisorRecord, after: Partial<SupervisorRecord>): string {
  const keys = (Object.keys(LABELS) as (keyof typeof LABELS)[]).filter(
    key => after[key] !== undefined && after[key] !== before[key],
  )
  return keys.map(key => LABELS[key]).join('、') || '没有变化'
}

export interface Removal {
  removed: number
  kept: { id: number; name: string; reason: string }[]
}

/** Into the recycle bin. Whoever has been appointed or carded stays: those records are for inspectors (终止任用 is 解聘). */
export async function removeSupervisors(
  manager: EntityManager,
  selection: Selection,
  reason: string,
  stamp: Stamp,
  watch: Watch,
): Promise<Removal> {
  const result: Removal = { removed: 0, kept: [] }
  for await (const id of paced(await selected(manager, selection, stamp.today), watch)) {
    const person = await requireSupervisor(manager, id)
    const [used] = (await manager.query('SELECT 1 AS n FROM appointment WHERE supervisor_id = ? LIMIT 1', [
      id,
    ])) as unknown[]
    if (used) {
      result.kept.push({ id, name: person.name, reason: '有聘任记录，须留档备查；不再任用请办理解聘。' })
      continue
    }
    await manager.update(SupervisorTable, { id }, { deletedAt: stamp.at, version: person.version + 1 })
    await record(manager, stamp, {
      action: 'supervisor.remove',
      subject: `supervisor:${id}`,
      text: `「${person.name}」移入回收站：${reason}`,
    })
    result.removed++
  }
  return result
}

/** Out of the recycle bin. @throws AppError ID_TAKEN where somebody else has that 身份证 number by now; then all stay there. */
export async function restoreSupervisors(
  manager: EntityManager,
  selection: Selection,
  stamp: Stamp,
  watch: Watch,
): Promise<number> {
  let restored = 0
  for await (const id of paced(await selected(manager, selection, stamp.today, true), watch)) {
    const person = await requireSupervisor(manager, id, true)
    const holder = person.idDigest
      ? await manager
          .createQueryBuilder(SupervisorTable, 's')
          .where('s.id_digest = :digest AND s.deleted_at IS NULL', { digest: person.idDigest })
          .getOne()
      : null
    if (holder) throw new AppError('ID_TAKEN', { name: holder.name })
    await manager.update(SupervisorTable, { id }, { deletedAt: null, version: person.version + 1 })
    await record(manager, stamp, {
      action: 'supervisor.restore',
      subject: `supervisor:${id}`,
      text: `「${person.name}」移出回收站`,
    })
    restored++
  }
  return restored
}

/** The full number, for a reason that goes into the log. */
export async function revealId(
  manager: EntityManager,
  id: number,
  reason: string,
  vault: Vault,
  stamp: Stamp,
): Promise<string> {
  const person = await requireSupervisor(manager, id)
  if (!person.idCipher) throw new AppError('NOT_FOUND', { what: '身份证号码' })
  const idNumber = vault.open(person.idCipher)
  await record(manager, stamp, {
    action: 'supervisor.revealId',
    subject: `supervisor:${id}`,
    text: `查看「${person.name}」的完整身份证号：${reason}`,
  })
  return idNumber
}

export async function setPhoto(
  manager: EntityManager,
  id: number,
  photo: { sha256: string; warnings: string[] } | null,
  stamp: Stamp,
): Promise<void> {
  const person = await requireSupervisor(manager, id)
  await manager.update(
    SupervisorTable,
    { id },
    {
      photo: photo?.sha256 ?? null,
      photoWarnings: photo?.warnings ?? [],
      version: person.version + 1,
      updatedAt: stamp.at,
    },
  )
  await record(manager, stamp, {
    action: photo ? 'supervisor.setPhoto' : 'supervisor.removePhoto',
    subject: `supervisor:${id}`,
    text: `${photo ? '更换' : '移除'}「${person.name}」的照片`,
    detail: { photo: photo?.sha256 ?? null },
  })
}
