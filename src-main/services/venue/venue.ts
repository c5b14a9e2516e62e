import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import type { ScopeEntry, VenueInput } from '../../../src-shared/contract/venue.ts'
import { tidy } from '../../../src-shared/domain/equipment.ts'
import { isPhone } from '../../../src-shared/domain/text.ts'
import { scopeText } from '../../../src-shared/domain/venue.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { FILING } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { type VenueRecord, VenueTable } from '../../db/entities/venue.ts'
import type { StoredFile } from '../attachment.ts'
import { takeBaseline } from './venueBaseline.ts'
import { requireQuiet } from './venueCheck.ts'
import { insertFile } from './venueFile.ts'
import { given, invalid, log, requireVenue } from './venueRecord.ts'

/**
 * Adds or changes a venue.
 * @returns the id
 * @throws AppError VENUE_TAKEN (same name and address), INPUT_INVALID
 */
export async function saveVenue(manager: EntityManager, input: VenueInput, stamp: Stamp): Promise<number> {
  const before = input.id === undefined ? null : await requireVenue(manager, input.id)
  if (input.phone && !isPhone(input.phone)) throw invalid('phone', '请填写 11 位手机号，或带区号的固定电话')
  const fields = {
    name: given(input.name, 'name'),
    address: given(input.address, 'address'),
    purpose: tidy(input.purpose),
    contact: tidy(input.contact),
    phone: input.phone,
    note: input.note,
    scope: cleanScope(input.scope),
  }
  await refuseTwin(manager, fields, input.id ?? 0)
  if (before) {
    await manager.update(VenueTable, { id: before.id }, { ...fields, version: before.version + 1, updatedAt: stamp.at })
    await log(manager, stamp, before.id, 'venue.save', `修改场地「${fields.name}」：${changes(before, fields)}`)
    return before.id
  }
  const { identifiers } = await manager.insert(VenueTable, {
    ...fields,
    version: 1,
    filingStatus: 'none',
    filedOn: null,
    validUntil: null,
    receipt: '',
    createdAt: stamp.at,
    updatedAt: stamp.at,
    deletedAt: null,
  })
  const id = identifiers[0]?.id as number
  await log(manager, stamp, id, 'venue.save', `登记场地「${fields.name}」（${fields.address}）`)
  return id
}

/** Into the recycle bin, with all that belongs to it. */
export async function removeVenue(manager: EntityManager, id: number, reason: string, stamp: Stamp): Promise<void> {
  const venue = await requireVenue(manager, id)
  await requireQuiet(manager, id, null)
  await manager.update(VenueTable, { id }, { deletedAt: stamp.at, version: venue.version + 1 })
  await log(manager, stamp, id, 'venue.remove', `场地「${venue.name}」移入回收站：${reason}`)
}

/** @throws AppError VENUE_TAKEN when the place has been entered again meanwhile. */
export async function restoreVenue(manager: EntityManager, id: number, stamp: Stamp): Promise<void> {
  const venue = await requireVenue(manager, id, true)
  if (venue.deletedAt === null) return
  await refuseTwin(manager, venue, id)
  await manager.update(VenueTable, { id }, { deletedAt: null, version: venue.version + 1 })
  await log(manager, stamp, id, 'venue.restore', `场地「${venue.name}」移出回收站`)
}

/** 第二十三条: how the 备案 stands; with `baseline` today's equipment becomes the filed list in the same step. */
export async function setFiling(
  manager: EntityManager,
  { id, status, filedOn, validUntil, receipt, baseline }: Omit<Parsed<'venue.setFiling'>, 'attachment'>,
  attachment: StoredFile | null,
  stamp: Stamp,
): Promise<void> {
  const venue = await requireVenue(manager, id)
  if (status === 'filed') {
    if (filedOn === null) throw invalid('filedOn', '请填写备案日期')
    if (filedOn > stamp.today) throw invalid('filedOn', `不能晚于今天（${stamp.today}）`)
    if (validUntil !== null && validUntil < filedOn) throw invalid('validUntil', '有效期不能早于备案日期')
  } else {
    if (filedOn !== null) throw invalid('filedOn', '还没有备案，不填备案日期')
    if (validUntil !== null) throw invalid('validUntil', '还没有备案，不填有效期')
    if (baseline) throw invalid('baseline', '还没有备案，不能留存备案清单')
  }
  await manager.update(
    VenueTable,
    { id },
    {
      filingStatus: status,
      filedOn,
      validUntil,
      receipt: tidy(receipt),
      version: venue.version + 1,
      updatedAt: stamp.at,
    },
  )
  const dates = filedOn ? `，${filedOn}${validUntil ? ` 至 ${validUntil}` : ''}` : ''
  await log(
    manager,
    stamp,
    id,
    'venue.setFiling',
    `场地「${venue.name}」备案状态：${FILING[venue.filingStatus]} → ${FILING[status]}${dates}${receipt ? `，回执 ${receipt}` : ''}`,
  )
  if (attachment) await insertFile(manager, { venueId: id, kind: 'receipt', file: attachment }, stamp)
  if (baseline && filedOn) await takeBaseline(manager, { id, on: filedOn, receipt, note: '' }, attachment, stamp)
}

async function refuseTwin(manager: EntityManager, place: { name: string; address: string }, id: number): Promise<void> {
  const [twin] = (await manager.query(
    'SELECT id FROM venue WHERE name = ? AND address = ? AND deleted_at IS NULL AND id <> ?',
    [place.name, place.address, id],
  )) as unknown[]
  if (twin) throw new AppError('VENUE_TAKEN', { name: place.name }, { fields: { name: '同名同地址的场地已经登记' } })
}

function cleanScope(scope: ScopeEntry[]): ScopeEntry[] {
  const seen = new Map<string, number>()
  return scope.map((entry, i) => {
    const clean = {
      code: tidy(entry.code),
      occupation: given(entry.occupation, `scope.${i}.occupation`),
      trade: tidy(entry.trade),
      levels: [...new Set(entry.levels.map(tidy).filter(level => level !== ''))],
    }
    const key = JSON.stringify([clean.occupation, clean.trade])
    const first = seen.get(key)
    if (first !== undefined) throw invalid(`scope.${i}.occupation`, `与第 ${first + 1} 项重复，请把等级合并到一项里`)
    seen.set(key, i)
    return clean
  })
}

const LABELS = {
  name: '名称',
  address: '地址',
  purpose: '用途',
  contact: '联系人',
  phone: '联系电话',
  note: '备注',
} as const

function changes(before: VenueRecord, after: Pick<VenueRecord, keyof typeof LABELS | 'scope'>): string {
  const keys = (Object.keys(LABELS) as (keyof typeof LABELS)[]).filter(key => after[key] !== before[key])
  const scope = JSON.stringify(before.scope) === JSON.stringify(after.scope)
  const list = keys.map(key =>
    key === 'contact' || key === 'phone' || key === 'note'
      ? LABELS[key]
      : `${LABELS[key]}「${before[key]}」→「${after[key]}」`,
  )
  if (!scope) list.push(`职业（工种）「${after.scope.map(scopeText).join('、') || '无'}」`)
  return list.join('，') || '没有变化'
}
