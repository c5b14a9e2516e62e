import { type Merge, mergeFields } from './merge.ts'

/** What is filled in on an internal record. Two people may fill different items of one at the same time. */
export interface RecordDraft {
  badge: 'yes' | 'no' | null
  items: { number: string; answer: 'yes' | 'no' | null; remark: string }[]
  opinion: string
  phases: ('before' | 'during' | 'after')[]
  on: string
}

/** Each item is a field of its own, named by its printed number. */
const ITEM = 'item '
type Fields = Record<string, unknown>

const toFields = ({ items, ...head }: RecordDraft): Fields => ({
  ...head,
  ...Object.fromEntries(items.map(({ number, ...said }) => [`${ITEM}${number}`, said])),
})

function toDraft({ badge, opinion, phases, on, ...items }: Fields): RecordDraft {
  return {
    badge: badge as RecordDraft['badge'],
    opinion: String(opinion),
    phases: phases as RecordDraft['phases'],
    on: String(on),
    items: Object.entries(items).map(([name, said]) => ({
      number: name.slice(ITEM.length),
      ...(said as Omit<RecordDraft['items'][number], 'number'>),
    })),
  }
}

/** @returns the draft with the other's items beside mine; `conflicts` names the fields that both filled, see fieldName */
export function mergeDrafts(
  seen: RecordDraft,
  mine: RecordDraft,
  theirs: RecordDraft,
): { merged: RecordDraft; conflicts: string[]; taken: string[] } {
  // In the order of what is stored, with every item that the form prints: a caller may have sent some only.
  const stored = toFields(theirs)
  const { merged, conflicts, taken }: Merge<Fields> = mergeFields(
    { ...stored, ...toFields(seen) },
    { ...stored, ...toFields(mine) },
    stored,
  )
  return { merged: toDraft(merged), conflicts, taken }
}

/** The draft with one field as the other filled it. */
export const withField = (draft: RecordDraft, field: string, from: RecordDraft): RecordDraft =>
  toDraft({ ...toFields(draft), [field]: toFields(from)[field] })

/** The names of a draft's fields; each item is one. */
export const fieldsOf = (draft: RecordDraft): string[] => Object.keys(toFields(draft))
/** What stands in a field, as data. */
export const fieldOf = (draft: RecordDraft, field: string): unknown => toFields(draft)[field]

const HEAD: Record<string, string> = { badge: '佩证', opinion: '存在问题', phases: '覆盖阶段', on: '督导日期' }
/** A field as a reader knows it: 第 8 项. */
export const fieldName = (field: string): string => HEAD[field] ?? `第 ${field.slice(ITEM.length)} 项`

const ANSWER = { yes: '是', no: '否' } as const
const PHASE = { before: '考前', during: '考中', after: '考后' } as const
const answered = (answer: 'yes' | 'no' | null): string => (answer ? ANSWER[answer] : '未勾选')

/** What stands in a field, in words. */
export function fieldText(draft: RecordDraft, field: string): string {
  if (field === 'badge') return answered(draft.badge)
  if (field === 'phases') return draft.phases.map(phase => PHASE[phase]).join('、')
  if (field === 'opinion' || field === 'on') return draft[field] || '（空）'
  const item = draft.items.find(({ number }) => field === `${ITEM}${number}`)
  return item ? `${answered(item.answer)}${item.remark ? `，${item.remark}` : ''}` : ''
}

/** The stored draft with the blanks at the ends that storing cut off: that was nobody's change, and the text under the cursor stays as it is. */
export function asTyped(stored: RecordDraft, sent: RecordDraft): RecordDraft {
  const keep = (now: string, was: string | undefined): string => (was !== undefined && was.trim() === now ? was : now)
  return {
    ...stored,
    opinion: keep(stored.opinion, sent.opinion),
    items: stored.items.map(item => ({
      ...item,
      remark: keep(item.remark, sent.items.find(one => one.number === item.number)?.remark),
    })),
  }
}
