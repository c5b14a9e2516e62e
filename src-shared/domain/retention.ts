/** 保管期限: how long each paper is kept at least, when that is over, and what keeps it from being destroyed (第二十一条（四）（九）). */
import { addYears, type IsoDate } from './dates.ts'
import { SLOTS, type Slot, slotFacts, slotName } from './evidence.ts'
import type { BatchDates } from './order.ts'
import { type Finding, finding } from './rules.ts'

/** Years; null is 永久. */
export type Years = number | null

/** 电子档案 at least 5 years (requirements §5): of what has no slot of its own, as papers of venues, visits and contests. */
export const GENERAL_YEARS = 5

/** 场地有效期 + 5年 (§7): the venue's last valid day begins the count. */
const VENUE_SLOTS: readonly Slot[] = ['R5', 'R6', 'R7']
export const isVenueSlot = (slot: string): boolean => VENUE_SLOTS.some(code => code === slot)

/** As it is printed: 5年, 永久, 场地有效期后5年. */
export function periodText(slot: Slot, years: Years): string {
  if (years === null) return '永久'
  return isVenueSlot(slot) ? `场地有效期后${years}年` : `${years}年`
}

/** 规定期限为最低期限 (国家档案局令第10号): the organisation's own may only be longer. */
export const isLongEnough = (slot: Slot, years: Years): boolean => years === null || years >= slotFacts(slot).years

/** R-KEEP for a period that is shorter than the minimum. */
export function tooShort(slot: Slot, years: Years): Finding {
  const facts = { 最低期限: periodText(slot, slotFacts(slot).years), 填写: periodText(slot, years) }
  return finding('R-KEEP', `${slotName(slot)} 不能少于${facts.最低期限}`, '保管期限是最低期限，只能延长。', facts)
}

/** What the organisation set, or the minimum where it set nothing or less (a minimum that was raised later). */
export function yearsBySlot(own: Readonly<Record<string, Years>>): Map<Slot, Years> {
  return new Map(
    SLOTS.map(({ slot, years }) => {
      const set = Object.hasOwn(own, slot) ? own[slot] : undefined
      return [slot, set === undefined || !isLongEnough(slot, set) ? years : set]
    }),
  )
}

/** The day from which a batch's papers are counted: 发证 ends it; where none is recorded 归档, else the last day of the examination. */
export const endOf = ({ certifiedOn, archivedOn, examTo }: BatchDates): IsoDate | null =>
  certifiedOn ?? archivedOn ?? examTo

/** 保管期满日, the last day on which it must be there; null: for ever, or nobody knows from when. */
export const keptUntil = (from: IsoDate | null, years: Years): IsoDate | null =>
  from === null || years === null ? null : addYears(from, years)

export interface Kept {
  code: string
  title: string
  batchName: string
  until: IsoDate | null
  /** 调查冻结 of its batch. */
  held: boolean
}

export const isOver = (until: IsoDate | null, today: IsoDate): boolean => until !== null && until < today

/** R-HOLD and R-KEEP: why a file may not be destroyed on a day; none when it may. Hold beats the end of retention. */
export function checkDestruction(file: Kept, today: IsoDate): Finding[] {
  const { code, title, batchName, until, held } = file
  const what = `「${batchName}」的 ${code} ${title}`
  const found: Finding[] = []
  if (held) {
    const message = `${what}：批次正在调查冻结`
    found.push(finding('R-HOLD', message, '请等调查结束、解除冻结后再办理。', { 批次: batchName, 件号: code }))
  }
  if (!isOver(until, today)) {
    const end = until === null ? '永久保管，或起算日期没有登记' : `保管到 ${until}`
    found.push(
      finding('R-KEEP', `${what}：${end}`, '保管期限只能延长；请在期满后再办理。', {
        保管期满日: until ?? '无',
        今天: today,
      }),
    )
  }
  return found
}
