/** What 打开.html shows, as data: the 16 items of 附件3 事后, and under each the evidence that it rests on. */
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

// Requirements §3 and §7: what each item of 附件3 事后 is judged by. 16 is about all of them.
const ITEM_SLOTS: Record<number, string[]> = {
  1: ['P1'],
  2: ['T1'],
  3: ['P3', 'G3'],
  4: ['P2', 'Q3', 'Q4'],
  5: ['R8'],
  6: ['R1', 'R2', 'R3', 'R4'],
  7: ['X7'],
  8: ['Q1', 'Q2', 'Q5'],
  9: ['P2', 'X4'],
  10: ['X1', 'X2', 'X3', 'X4', 'X5'],
  11: ['X6'],
  12: ['D4', 'D6'],
  13: ['G1', 'G2', 'G3'],
  14: ['G2'],
  15: ['G7', 'G8'],
}

/** The viewer's index of a package. */
export function viewerIndex(
  index: PackageIndex,
  { facts, papers }: Pick<ViewerIndex, 'facts' | 'papers'>,
): ViewerIndex {
  const places = new Map<string, number[]>()
  for (const [i, { slot }] of index.evidence.entries()) places.set(slot, [...(places.get(slot) ?? []), i])
  const item = (text: string, group: string, part: string): ViewerItem => {
    const slots = ITEM_SLOTS[numberOf(text)] ?? index.slots.map(({ slot }) => slot)
    return {
      no: numberOf(text),
      group,
      part,
      text,
      slots: index.slots
        .filter(({ slot }) => slots.includes(slot))
        .map(({ slot, name, state, required, reason }) => ({ name: `${slot} ${name}`, state, required, reason })),
      evidence:
        numberOf(text) in ITEM_SLOTS ? slots.flatMap(slot => places.get(slot) ?? []) : index.evidence.map((_, i) => i),
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
