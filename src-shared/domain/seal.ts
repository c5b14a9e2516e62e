/** May an internal record be sealed: 附件3 注1, 所有项目均为勾选项, 问题按序号在备注栏说明. */
import { RECORD_KIND } from '../labels.ts'
import { type Finding, finding } from './rules.ts'
import { cleanCell } from './text.ts'

/** Which items a record has: 附件3 现场 or 附件3 事后. */
export type RecordKind = 'onsite' | 'afterwards'
export type Answer = 'yes' | 'no'

export interface ItemAnswer {
  /** The printed number, never an index (T10). */
  number: string
  answer: Answer | null
  remark: string
}

/** A remark that says something beyond its own prefix 序号4:. */
export const isRemark = (remark: string): boolean =>
  cleanCell(remark)
    .replace(/^序号 *\d+ *:/, '')
    .trim() !== ''

/**
 * R-UNTICK, R-NOTE: what keeps a record from being sealed; and R-BADGE as a reminder. `numbers`: the items of the form, as printed.
 * An item answered twice or that the form does not print is refused like one that is not ticked.
 */
export function checkSeal(
  numbers: readonly (string | number)[],
  record: { kind: RecordKind; items: readonly ItemAnswer[]; badge: Answer | null },
): Finding[] {
  const printed = numbers.map(String)
  const { kind, items, badge } = record
  const open = printed.filter(n => !items.some(item => item.number === n && item.answer !== null))
  const doubled = printed.filter(n => items.filter(item => item.number === n).length > 1)
  const foreign = items.map(item => item.number).filter(n => !printed.includes(n))
  const bare = items.filter(item => item.answer === 'no' && !isRemark(item.remark)).map(item => item.number)
  const found: Finding[] = []
  const add = (rule: 'R-UNTICK' | 'R-NOTE', list: readonly string[], what: string, remedy: string): void => {
    if (list.length > 0) found.push(finding(rule, `${what}：${list.join('、')}`, remedy, { 项目: list.join('、') }))
  }
  add('R-UNTICK', open, '没有勾选的项目', '请逐项勾选「是」或「否」。')
  add('R-UNTICK', doubled, '重复填写的项目', '每一项只能勾选一次，「是」「否」只选其一。')
  add('R-UNTICK', foreign, `${RECORD_KIND[kind]}没有的序号`, '请按本表印出的序号填写。')
  if (badge === null) {
    found.push(finding('R-UNTICK', '没有填写督导时是否佩戴证卡', '请勾选「是」或「否」（第十七条）。'))
  }
  add('R-NOTE', bare, '勾选「否」而没有说明的项目', '请在备注中按序号写明发现的问题。')
  if (badge === 'no') {
    found.push(finding('R-BADGE', '督导时没有佩戴证卡', '请如实封存；以后执行督导任务时佩戴证卡。'))
  }
  return found
}
