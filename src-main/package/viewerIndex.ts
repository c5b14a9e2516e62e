/** What 打开.html shows, as data: the 16 items of 附件3 事后, and under each the evidence that it rests on. */
import { EVERYTHING, slotsOfItem } from '../../src-shared/domain/slotItem.ts'
import { AFTER_ITEMS, numberOf } from '../../src-shared/forms/items.ts'
import type { PackageIndex } from '../../src-shared/package.ts'

export interface ViewerSlot {
  name: string // G2 实操评分表（考评员签名）
  state: 'archived' | 'na' | 'missing'
  required: boolean
  reason: string
}

export interface ViewerEvidence {
  path: string // from 打开.html: data/evidence/G2_001.jpg
  thumbnail: string | null
  code: string
  title: string
  type: string
  bytes: number
  sha256: string
}

export interface ViewerItem {
  no: number
  group: string
  part: string // '' where the form has none
  text: string // as 附件3 prints it, with its number
  slots: ViewerSlot[]
  evidence: number[] // places in the list of all evidence
}

export interface ViewerIndex {
  title: string
  org: string
  madeOn: string
  masked: boolean
  /** Labels and values for the head: 职业, 等级, 人数, 日期. */
  facts: [label: string, value: string][]
  /** Files for people beside 打开.html. */
  papers: { name: string; title: string }[]
  items: ViewerItem[]
  evidence: ViewerEvidence[]
}

/** The viewer's index of a package. */
export function viewerIndex(
  index: PackageIndex,
  { facts, papers }: Pick<ViewerIndex, 'facts' | 'papers'>,
): ViewerIndex {
  const places = new Map<string, number[]>()
  for (const [i, { slot }] of index.evidence.entries()) places.set(slot, [...(places.get(slot) ?? []), i])
  const item = (text: string, group: string, part: string): ViewerItem => {
    const slots: readonly string[] = slotsOfItem('afterwards', numberOf(text))
    const all = numberOf(text) === EVERYTHING // of a newer program's slots, too
    return {
      no: numberOf(text),
      group,
      part,
      text,
      slots: index.slots
        .filter(({ slot }) => all || slots.includes(slot))
        .map(({ slot, name, state, required, reason }) => ({ name: `${slot} ${name}`, state, required, reason })),
      evidence: all ? index.evidence.map((_, i) => i) : slots.flatMap(slot => places.get(slot) ?? []),
    }
  }
  return {
    title: index.title,
    org: index.org,
    madeOn: index.madeAt.slice(0, 10),
    masked: index.kind === 'masked',
    facts,
    papers,
    items: AFTER_ITEMS.flatMap(({ label, parts }) =>
      parts.flatMap(part => part.items.map(text => item(text, label, part.label ?? ''))),
    ),
    evidence: index.evidence.map(({ name, thumbnail, code, title, type, bytes, sha256 }) => ({
      path: `data/${name}`,
      thumbnail: thumbnail === null ? null : `data/${thumbnail}`,
      code,
      title,
      type,
      bytes,
      sha256,
    })),
  }
}
