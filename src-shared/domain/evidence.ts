/** The papers of a batch and which of them each 认定形式 needs (requirements §4, §7). Those of a contest are in contest.ts. */

/** 认定形式. */
export type AssessmentForm = 'theory' | 'skill' | 'review' | 'process' | 'performance' | 'direct'

/** none: optional, and empty. */
export type SlotState = 'archived' | 'na' | 'missing' | 'none'

/** 长期 of the older 考核站 rules: 30年, the longest fixed period of 国家档案局令第10号 (requirements §5). */
export const LONG_TERM = 30

/**
 * In the order of §4, by phase. Each: name; need per column of §7 (理论+技能考试, 综合评审, 过程化考核, 业绩评价/直接认定): R required,
 * o optional, - not used, V required once 外督员 came (see `isRequired`); years that it is kept at least.
 */
const PHASES = {
  备案: {
    P1: ['备案回执、职业范围', 'RRRR', LONG_TERM],
    R5: ['场地备案（基本信息表、附件5）', 'RoR-', 5],
  },
  计划: {
    P2: ['计划申报表和回执', 'RRRR', 5],
    P3: ['实施方案（备案方案）', 'RRRR', 5],
    P4: ['认定公告', 'RRoo', 5],
    P5: ['应急预案', 'oooo', 5],
  },
  报名资格: {
    Q1: ['认定申报表', 'RRRR', 5],
    Q2: ['资格佐证材料', 'RRRR', 5],
    Q3: ['资格审核汇总表', 'RRRR', LONG_TERM],
    Q4: ['考生名册', 'RRRR', LONG_TERM],
    Q5: ['资格复核抽查记录', 'RRRR', 5],
  },
  人员: {
    R1: ['考评委派和证号', 'RRRR', 5],
    R2: ['考务监考分工', 'RRRR', 5],
    R3: ['内督员委派单', 'RRRR', 5],
    R4: ['回避声明、诚信承诺书', 'RRRR', 5],
    R8: ['机构负责人履职记录', 'RRRR', 5],
  },
  场地: {
    R6: ['考前设备核查', 'RoR-', 5],
    R7: ['考场布置和张贴照片', 'RoR-', 5],
  },
  试卷: {
    T1: ['抽题记录', 'Roo-', 5],
    T2: ['试卷印制、保管记录', 'Roo-', 5],
    T3: ['试卷交接记录', 'Roo-', 5],
    T4: ['试卷启封确认表', 'Roo-', 5],
    T5: ['试卷回收密封记录', 'Roo-', 5],
  },
  考试: {
    X1: ['考评人员签到', 'RRo-', 5],
    X2: ['监考人员签到', 'RRo-', 5],
    X3: ['考生签到', 'RRo-', 5],
    X4: ['考场情况记录单', 'RRo-', 5],
    X5: ['异常和违纪记录', 'RRo-', 5],
    X6: ['影像资料', 'RRRo', 5],
    X7: ['各岗位工作记录表', 'RRRR', 5],
  },
  评分: {
    G1: ['理论答卷或机考记录', 'RoR-', 5],
    G2: ['实操评分表（考评人员签名）', 'RoR-', 5],
    G3: ['评审材料和认定标准', '-RoR', 5],
    G4: ['工件照片', 'o-o-', 5],
    G5: ['成绩汇总', 'RRRR', LONG_TERM],
    G6: ['成绩复核记录', 'RRRR', 5],
  },
  结果: {
    G7: ['公示文本和照片', 'RRRR', LONG_TERM],
    G8: ['异议处理记录', 'oooo', LONG_TERM],
    C1: ['证书数据审核确认', 'RRRR', LONG_TERM],
    C2: ['证书签领表', 'RRRR', LONG_TERM],
    C3: ['结果上报回执', 'RRRR', LONG_TERM],
  },
  督导: {
    D1: ['内部质量督导记录', 'RRRR', 5],
    D2: ['附件3 现场督导记录表', 'VVVV', 5],
    D3: ['附件3 事后督导记录表', 'VVVV', 5],
    D4: ['附件4 外督员情况反馈表', 'VVVV', 5],
    D5: ['整改通知和回复', 'VVVV', 5],
    D6: ['外督员证卡核验', 'VVVV', 5],
  },
} satisfies Record<string, Record<string, [name: string, need: string, years: number]>>

type Phases = typeof PHASES
export type SlotPhase = keyof Phases
export type Slot = { [P in SlotPhase]: keyof Phases[P] }[SlotPhase]

export interface SlotFacts {
  slot: Slot
  name: string
  phase: SlotPhase
  need: string
  /** 保管期限 in years, the minimum of §7. R5–R7: years after the venue's 有效期 (see retention.ts). */
  years: number
}

/** All slots, in their order. */
export const SLOTS: readonly SlotFacts[] = Object.entries(PHASES).flatMap(([phase, slots]) =>
  Object.entries(slots).map(([slot, [name, need, years]]) => ({
    slot: slot as Slot,
    name,
    phase: phase as SlotPhase,
    need,
    years,
  })),
)

const BY_CODE = new Map<string, SlotFacts>(SLOTS.map(facts => [facts.slot, facts]))

export const isSlot = (code: string): code is Slot => BY_CODE.has(code)

export function slotFacts(slot: Slot): SlotFacts {
  const facts = BY_CODE.get(slot)
  if (!facts) throw new Error(`no such slot: ${slot}`)
  return facts
}

/** What comes after 封存: papers of inspectors' visits and of mending, D2–D6 (the same in migrations/0005-archive.ts). */
export const AFTER_SEAL: readonly string[] = SLOTS.filter(({ need }) => need.startsWith('V')).map(({ slot }) => slot)

export const isAfterSeal = (slot: string): boolean => AFTER_SEAL.includes(slot)

/** `P3 实施方案（备案方案）`. */
export const slotName = (slot: Slot): string => `${slot} ${slotFacts(slot).name}`

/** What 外督员 did about the batch: whether they came, on which kinds of visit, and whether they left a problem to be mended. */
export interface Visited {
  came: boolean
  onsite: boolean
  afterwards: boolean
  problems: boolean
}

export const NOT_VISITED: Visited = { came: false, onsite: false, afterwards: false, problems: false }

const COLUMN: Record<AssessmentForm, number> = { theory: 0, skill: 0, review: 1, process: 2, performance: 3, direct: 3 }

/**
 * Does one of the batch's 认定形式 require the paper? Without any form every paper is asked for. D2–D6 depend on the visits alone: 附件3 by
 * its kind, 附件4 and 证卡核验 after any, 整改 only where something was to be mended.
 */
export function isRequired(slot: Slot, forms: readonly AssessmentForm[], visited: Visited = NOT_VISITED): boolean {
  const { need } = slotFacts(slot)
  if (need.startsWith('V')) return isDue(slot, visited)
  return forms.length === 0 ? need.includes('R') : forms.some(form => need[COLUMN[form]] === 'R')
}

function isDue(slot: Slot, { came, onsite, afterwards, problems }: Visited): boolean {
  if (slot === 'D2') return onsite
  if (slot === 'D3') return afterwards
  return slot === 'D5' ? problems : came
}

/** Is the paper foreseen (R or o) for one of the forms? What is not may still be kept. */
export const isUsed = (slot: Slot, forms: readonly AssessmentForm[]): boolean =>
  forms.length === 0 || forms.some(form => slotFacts(slot).need[COLUMN[form]] !== '-')
