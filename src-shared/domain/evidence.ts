/** The papers of a batch that 附件3's items rest on (requirements §3, §4, §7), as far as 模拟督导 asks for them. */

/** 认定形式. */
export type AssessmentForm = 'theory' | 'skill' | 'review' | 'process' | 'performance' | 'direct'

export type SlotState = 'archived' | 'na' | 'missing'

// Columns of requirements §7: 理论+技能考试, 综合评审, 过程化考核, 业绩评价/直接认定. R required, o optional, - not used.
const SLOTS = {
  P1: ['备案回执、职业范围', 'RRRR'],
  P2: ['计划申报表和回执', 'RRRR'],
  P3: ['实施方案（备案方案）', 'RRRR'],
  Q2: ['资格佐证材料', 'RRRR'],
  Q4: ['考生名册', 'RRRR'],
  Q5: ['资格复核抽查记录', 'RRRR'],
  R1: ['考评委派和证号', 'RRRR'],
  R2: ['考务监考分工', 'RRRR'],
  R3: ['内督员委派单', 'RRRR'],
  R6: ['考前设备核查', 'RoR-'],
  R7: ['考场布置和张贴照片', 'RoR-'],
  R8: ['机构负责人履职记录', 'RRRR'],
  T1: ['抽题记录', 'Roo-'],
  X3: ['考生签到', 'RRoo'],
  X4: ['考场情况记录单', 'RRoo'],
  X6: ['影像资料', 'RRRo'],
  X7: ['各岗位工作记录表', 'RRRR'],
  G2: ['实操评分表（考评人员签名）', 'RoR-'],
  G3: ['评审材料和认定标准', '-RoR'],
  G5: ['成绩汇总', 'RRRR'],
  G7: ['公示文本和照片', 'RRRR'],
} satisfies Record<string, [name: string, need: string]>

export type Slot = keyof typeof SLOTS

const COLUMN: Record<AssessmentForm, number> = { theory: 0, skill: 0, review: 1, process: 2, performance: 3, direct: 3 }

/** `P3 实施方案（备案方案）`. */
export const slotName = (slot: Slot): string => `${slot} ${SLOTS[slot][0]}`

/** Does one of the batch's 认定形式 require the paper? Without any form every paper is asked for. */
export function isRequired(slot: Slot, forms: readonly AssessmentForm[]): boolean {
  const [, need] = SLOTS[slot]
  return forms.length === 0 || forms.some(form => need[COLUMN[form]] === 'R')
}
