/** 四性检测 (requirements §8, after DA/T 70—2018): the 24 checks as data, and how a result is put together. */
import type { CheckRow } from '../contract/seal.ts'

export type CheckResult = CheckRow['result']
export type CheckGroup = CheckRow['group']

export interface Check {
  no: number
  group: CheckGroup
  /** 检测项目 */
  item: string
  /** 依据 */
  basis: string
}

const TRACE = '第二十一条（四）全程留痕，可追溯'
const WHOLE = '附件3 事后第16项：档案完整规范'

const GROUPS: Record<CheckGroup, [item: string, basis: string][]> = {
  真实性: [
    ['元数据的类型、长度、格式和值域', 'DA/T 70 真实性'],
    ['文件摘要与入库时一致', TRACE],
    ['文件大小与登记一致', TRACE],
    ['文件内容与扩展名一致', 'DA/T 70 真实性'],
    ['文件在登记的位置', 'DA/T 70 真实性'],
    ['拍摄和修改时间不早于批次、不晚于封存', 'DA/T 70 真实性'],
    ['操作日志的校验链连续', TRACE],
    ['档案与封存清单一致', TRACE],
  ],
  完整性: [
    ['必备材料齐全', WHOLE],
    ['元数据必填项齐全', 'DA/T 70 完整性'],
    ['件号、页号没有漏号', 'DA/T 70 完整性'],
    ['证卡、委派单、批次流水号没有漏号', '附件1 第10–13位；第十五条'],
    ['名册人数与签到、缺考、成绩人数一致', '第二十条（三）（四）'],
    ['督导记录逐项勾选，「否」有说明', '附件3 注1'],
    ['多页表格没有缺页', WHOLE],
    ['公告、报名、考试、公示、发证的日期完整、有序', '第二十一条（六）（七）'],
  ],
  可用性: [
    ['PDF 可以解析、有页、字体已嵌入', 'DA/T 70 可用性'],
    ['图片可以解码、尺寸够用', 'DA/T 70 可用性'],
    ['视频和录音可以读取、有时长', '第二十条（五）；附件3 事后第11项'],
    ['文件格式在允许的范围内', 'DA/T 70 可用性'],
    ['文件没有口令或加密', 'DA/T 70 可用性'],
    ['文件名在 Windows 中可以使用', 'DA/T 70 可用性'],
  ],
  安全性: [
    ['没有可执行文件、脚本和宏', 'DA/T 70 安全性'],
    ['病毒查杀', 'DA/T 70 安全性（人工确认）'],
  ],
}

/** In their numbers' order: 1–8, 9–16, 17–22, 23–24. */
export const CHECKS: readonly Check[] = Object.entries(GROUPS)
  .flatMap(([group, items]) => items.map(([item, basis]) => ({ group: group as CheckGroup, item, basis })))
  .map((check, i) => ({ no: i + 1, ...check }))

export interface Verdict {
  result: CheckResult
  /** What is at fault, by name. */
  notes: string[]
}

const WORST: readonly CheckResult[] = ['fail', 'todo', 'warn']
const SHOWN = 30

/** The worst result that has a note; the notes of all, the worst first, and at most thirty of them. `pass`: said where nothing is at fault. */
export function verdict(
  found: Partial<Record<'fail' | 'todo' | 'warn', readonly string[]>>,
  ...pass: string[]
): Verdict {
  const notes = WORST.flatMap(result => found[result as 'fail'] ?? [])
  const result = WORST.find(result => (found[result as 'fail'] ?? []).length > 0) ?? 'pass'
  if (notes.length === 0) return { result, notes: pass }
  const rest = notes.length - SHOWN
  return { result, notes: rest > 0 ? [...notes.slice(0, SHOWN), `另有 ${rest} 项`] : notes }
}

/** Not applicable, and why. */
export const notApplicable = (why: string): Verdict => ({ result: 'na', notes: [why] })
