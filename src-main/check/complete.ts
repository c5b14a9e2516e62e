/** 完整性, checks 9–16. */
import type { CheckInput } from '../../src-shared/contract/seal.ts'
import { notApplicable, type Verdict, verdict } from '../../src-shared/domain/fourChecks.ts'
import { checkOrder, checkPublic, MILESTONES } from '../../src-shared/domain/order.ts'
import { checkSeal } from '../../src-shared/domain/seal.ts'
import { itemNumbers } from '../../src-shared/forms/items.ts'
import type { Facts, Item } from './facts.ts'
import { gapNames } from './numbers.ts'

/** 9 必备槽位齐. What a seal was closed without, and why, is told and not failed again. */
export function checkSlots({ slots, sealed }: Facts, sealReason: string): Verdict {
  const missing = slots.missing.map(slot => `缺 ${slot}`)
  const na = slots.slots
    .filter(slot => slot.state === 'na')
    .map(slot => `${slot.slot} ${slot.name}不适用：${slot.reason}`)
  if (sealed && sealReason !== '' && missing.length > 0)
    return verdict({ warn: [`封存时的说明：${sealReason}`, ...missing] })
  return verdict({ fail: missing }, `完整率 ${slots.percent}%`, ...na)
}

const isMedia = (item: Item): boolean => /^(image|video|audio)\//.test(item.type)

/** 10 元数据必填齐; 摄录者, 地点 and 事由 of media. */
export function checkRequired({ items }: Facts): Verdict {
  const fail = items.flatMap(item => {
    const fields: [string, string | null][] = [
      ['题名', item.title],
      ['责任者', item.author],
      ['日期', item.onDate],
      ['密级', item.secrecy],
      ...(isMedia(item)
        ? ([
            ['摄录者', item.recorder],
            ['地点', item.place],
            ['事由', item.subject],
          ] as [string, string][])
        : []),
    ]
    const empty = fields.filter(([, value]) => value === null || value.trim() === '').map(([name]) => name)
    return empty.length === 0 ? [] : [`${item.code} ${item.title}：没有填写${empty.join('、')}`]
  })
  return verdict({ fail })
}

/** Numbers as people type them: width, case, spaces and the kind of dash do not matter. */
const typed = (what: string): string =>
  what
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[‐-―−~～至]/g, '-')
    .replace(/\s/g, '')

/** Gaps without a 漏号说明, and those with one. */
function explained(gaps: readonly string[], inputs: readonly CheckInput[]): { open: string[]; told: string[] } {
  const reasons = new Map(inputs.flatMap(i => (i.kind === 'gap' ? [[typed(i.what), i.explanation] as const] : [])))
  const open = gaps.filter(gap => !reasons.has(typed(gap)))
  const told = gaps.filter(gap => reasons.has(typed(gap))).map(gap => `${gap}：${reasons.get(typed(gap))}`)
  return { open, told }
}

/** 11 件号、页号漏号. A number that was struck out is not skipped: it says why. One whose file moved to another slot is. */
export function checkItems({ items, gone, lastNumbers, inputs }: Facts): Verdict {
  const used = [...items, ...gone].filter(item => item.batchId !== null)
  const numbers = [...lastNumbers].flatMap(([slot, last]) =>
    gapNames(
      [...used.filter(item => item.slot === slot).map(item => item.seq), last + 1],
      n => `${slot}_${String(n).padStart(3, '0')}`,
    ),
  )
  const pages = papers(items)
    .filter(paper => paper.count === null)
    .flatMap(paper => gapNames(paper.pages, n => `${paper.name} 第 ${n} 页`))
  const { open, told } = explained([...numbers, ...pages], inputs)
  const struck = used.filter(item => item.struckAt !== null).map(item => `${item.code} 已移除：${item.strikeReason}`)
  return verdict({ fail: open.map(gap => `漏号 ${gap}，没有说明`) }, ...told, ...struck)
}

/** 12 证卡、委派单、批次流水漏号说明. */
export function checkNumbers({ numbers, inputs }: Facts): Verdict {
  const { open, told } = explained([...numbers.cards, ...numbers.assignments, ...numbers.batches], inputs)
  return verdict({ todo: open.map(gap => `漏号 ${gap}，请说明原因`) }, ...told)
}

/** 13 名册人数 = 签到 + 缺考 = 成绩人数. Score lists with and without the absent are both in use; which one it is, is told. */
export function checkCounts({ candidates, inputs }: Facts): Verdict {
  const counts = inputs.find(input => input.kind === 'counts')
  if (candidates === 0) return verdict({ todo: ['还没有导入考生名册'] })
  if (!counts) return verdict({ todo: [`名册 ${candidates} 人，请登记签到、缺考和成绩人数`] })
  const { signed, absent, scored } = counts
  const fail = [
    ...(signed + absent === candidates
      ? []
      : [`名册 ${candidates} 人，签到 ${signed} 人加缺考 ${absent} 人为 ${signed + absent} 人`]),
    ...(scored === candidates || scored === signed
      ? []
      : [`成绩 ${scored} 人，与名册 ${candidates} 人、签到 ${signed} 人都不同`]),
  ]
  const told = `名册 ${candidates}＝签到 ${signed}＋缺考 ${absent}；成绩 ${scored} 人${scored === candidates ? '' : '（不含缺考）'}`
  return verdict({ fail }, told)
}

/** 14 表单逐项已勾选, 否有说明 (附件3 注1). */
export function checkTicks({ records }: Facts): Verdict {
  if (records.length === 0) return notApplicable('没有内部督导记录（见第 9 项）')
  const fail = records.flatMap(record => {
    const name = `${record.supervisorName} ${record.on} 的内部督导记录`
    if (record.state === 'draft') return [`${name}还是草稿`]
    return checkSeal(itemNumbers(record.kind), record)
      .filter(f => f.severity === 'block')
      .map(f => `${name}：${f.message}`)
  })
  return verdict({ fail }, `${records.length} 份`)
}

/** 15 多页表缺页: of papers that say how many pages they have. */
export function checkPages({ items }: Facts): Verdict {
  const counted = papers(items).filter(paper => paper.count !== null)
  if (counted.length === 0) return notApplicable('没有登记总页数的表格')
  const fail = counted.flatMap(({ name, pages, count }) => {
    const missing = Array.from({ length: Math.min(count ?? 0, 9999) }, (_, i) => i + 1).filter(n => !pages.has(n))
    return missing.length === 0
      ? []
      : [`${name}共 ${count} 页，缺第 ${missing.slice(0, 20).join('、')}${missing.length > 20 ? '…' : ''} 页`]
  })
  return verdict({ fail }, `${counted.length} 份`)
}

/** Sheets of one paper: equal slot and 题名, each with its page number. */
function papers(items: readonly Item[]): { name: string; pages: Set<number>; count: number | null }[] {
  const found = new Map<string, { name: string; pages: Set<number>; count: number | null }>()
  for (const { batchId, visitId, slot, title, pageNo, pageCount } of items) {
    if (pageNo === null) continue
    const key = JSON.stringify([batchId, visitId, slot, title])
    const paper = found.get(key) ?? { name: `${slot} ${title}`.trim(), pages: new Set<number>(), count: null }
    paper.pages.add(pageNo)
    if (pageCount !== null) paper.count = Math.max(paper.count ?? 0, pageCount)
    found.set(key, paper)
  }
  return [...found.values()]
}

// Those that every batch has; 方案备案, 资格审核 and the rest are papers of their own (check 9).
const NEEDED = ['announcedOn', 'signupFrom', 'examFrom', 'publicFrom', 'publicTo', 'certifiedOn']

/** 16 公示/发证日期链完整: missing dates fail, inverted ones are to be explained (R-ORDER, R-PUB). */
export function checkDates({ batch: { dates } }: Facts): Verdict {
  const fail = MILESTONES.filter(([key]) => NEEDED.includes(key) && dates[key] === null).map(
    ([, label]) => `没有登记${label}的日期`,
  )
  const warn = [...checkOrder(dates), ...(dates.publicTo === null ? [] : checkPublic(dates))].map(f => f.message)
  return verdict({ fail, warn })
}
