/** 设备: when two lines mean the same device, and what changed since the 备案 (第二十三条（一）：名称、型号、规格、数量). */
import { cleanCell } from './text.ts'

export interface Device {
  name: string
  model: string
  spec: string
  quantity: number
  unit: string
  room: string
  note: string
}

export type DifferenceKind = 'added' | 'removed' | 'quantity' | 'model'

/** A line of a list and the record that it is (today's) or was made of (filed): rows keep their id when they are edited. */
export interface Listed extends Device {
  equipmentId: number | null
}

export interface Change {
  kind: DifferenceKind
  before: Listed | null
  after: Listed | null
}

/** What people type and paste, as it is kept: spaces single, no controls, no direction marks; full-width brackets stay. */
export function tidy(s: string): string {
  return s
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/ +/g, ' ') // what stood between two blanks may have gone
    .normalize('NFC') // or between a letter and its mark
    .trim()
}

/** Text as it is compared and searched: without regard to case, width and spaces. */
export const plain = (s: string): string => cleanCell(s).normalize('NFC').replace(/ +/g, ' ').toLowerCase()

/** What is looked for with SQL's instr(lower(…)), which lowers A–Z alone. */
export const searchText = (s: string): string => cleanCell(s).replace(/[A-Z]/g, letter => letter.toLowerCase())

/** 名称 + 型号 + 规格, compared without regard to case, width and spaces. */
export const kindKey = (d: Pick<Device, 'name' | 'model' | 'spec'>): string =>
  JSON.stringify([plain(d.name), plain(d.model), plain(d.spec)])

/** 名称 + 型号 + 规格 + 位置: stands once in a venue's list. */
export const identity = (d: Pick<Device, 'name' | 'model' | 'spec' | 'room'>): string =>
  JSON.stringify([plain(d.room), plain(d.name), plain(d.model), plain(d.spec)])

/**
 * What differs between the filed list and today's. Lines belong together when they are the same record, else when
 * name, model, spec and room agree, else name, model and spec, else (one against one) name and room: then the model changed.
 * A device that only moved, or whose unit or note changed, is no difference: the 场地基本信息表 does not show it.
 * Order: the filed list's, then what was added.
 */
export function compare(before: readonly Listed[], after: readonly Listed[]): Change[] {
  const partner = new Map<Listed, Listed>()
  const taken = new Set<Listed>()
  const pair = (key: (d: Listed) => string | null, onlyAlone = false) => {
    const open = group(
      after.filter(d => !taken.has(d)),
      key,
    )
    const waiting = group(
      before.filter(d => !partner.has(d)),
      key,
    )
    for (const [k, olds] of waiting) {
      const news = open.get(k) ?? []
      if (onlyAlone && (olds.length !== 1 || news.length !== 1)) continue
      for (const [i, old] of olds.entries()) {
        const now = news[i]
        if (!now) break
        partner.set(old, now)
        taken.add(now)
      }
    }
  }
  pair(d => (d.equipmentId === null ? null : String(d.equipmentId)))
  pair(identity)
  pair(kindKey)
  pair(d => JSON.stringify([plain(d.name), plain(d.room)]), true)

  const changes = before.flatMap((old): Change[] => {
    const now = partner.get(old)
    if (!now) return [{ kind: 'removed', before: old, after: null }]
    if (!sameKind(old, now)) return [{ kind: 'model', before: old, after: now }]
    return old.quantity === now.quantity ? [] : [{ kind: 'quantity', before: old, after: now }]
  })
  const added = after.filter(d => !taken.has(d)).map((now): Change => ({ kind: 'added', before: null, after: now }))
  return [...changes, ...added]
}

// Most lines are untouched: cleaning both sides of each is what would take the time.
const sameKind = (a: Device, b: Device) =>
  (a.name === b.name && a.model === b.model && a.spec === b.spec) || kindKey(a) === kindKey(b)

function group(list: Listed[], key: (d: Listed) => string | null): Map<string, Listed[]> {
  const groups = new Map<string, Listed[]>()
  for (const d of list) {
    const k = key(d)
    if (k === null) continue
    const known = groups.get(k)
    if (known) known.push(d)
    else groups.set(k, [d])
  }
  return groups
}

const essentials = (d: Device) => [d.name, d.model, d.spec, d.quantity]

/**
 * Names one difference by its facts: a 变更说明 covers these and no later ones. The room tells equal devices apart, as it was
 * filed: a device that moves afterwards keeps its 变更说明.
 */
export const changeKey = ({ before, after }: Change): string =>
  JSON.stringify([before && essentials(before), after && essentials(after), (before ?? after)?.room])

const amount = (d: Device) => `${d.quantity}${d.unit && ` ${d.unit}`}`

/** 数量 10 台 → 8 台 */
export function describeChange({ kind, before, after }: Change): string {
  if (!before || !after) return kind === 'added' ? `新增 ${after && amount(after)}` : `减少 ${before && amount(before)}`
  const part = (label: string, a: string, b: string) =>
    plain(a) === plain(b) ? [] : [`${label}「${a || '无'}」→「${b || '无'}」`]
  return [
    ...part('名称', before.name, after.name),
    ...part('型号', before.model, after.model),
    ...part('规格', before.spec, after.spec),
    ...(before.quantity === after.quantity ? [] : [`数量 ${amount(before)} → ${amount(after)}`]),
  ].join('，')
}

/** Fewer than filed: removed, or the same device in a smaller number. */
export const isBelow = ({ before, after }: Change): boolean =>
  before !== null && before.quantity > 0 && (after === null || after.quantity < before.quantity)
