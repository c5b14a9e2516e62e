/** What the enumerations are called, on screens, in PDFs and in exports alike. */
import type { AgeReading } from './domain/age.ts'
import type { OrgKind } from './domain/code.ts'
import type { AttestationKey } from './domain/eligibility.ts'
import type { Severity } from './domain/rules.ts'
import type { State } from './domain/standing.ts'

export type CardState = 'valid' | 'void' | 'lost' | 'replaced'
export type CardPrintKind = 'first' | 'reissue' | 'reprint'
export type CodeMode = 'auto' | 'manual'

export const STATE: Record<State, string> = {
  candidate: '候选',
  trained: '培训',
  qualified: '考核合格',
  appointed: '聘任',
  suspended: '暂停',
  expired: '届满',
  dismissed: '解聘',
}

export const SEVERITY: Record<Severity, string> = { block: '不允许', warn: '提醒', todo: '待办', info: '说明' }

export const ORG_KIND: Record<OrgKind, string> = { Y: '用人单位', S: '社会培训评价组织' }

export const CARD_STATE: Record<CardState, string> = { valid: '有效', void: '作废', lost: '挂失', replaced: '已换发' }

export const CARD_PRINT_KIND: Record<CardPrintKind, string> = { first: '首次打印', reissue: '补发', reprint: '重印' }

export const CODE_MODE: Record<CodeMode, string> = { auto: '依次顺序取值', manual: '统筹赋码' }

export const AGE_READING: Record<AgeReading, string> = {
  A: '按周岁数：男至 66 周岁、女至 61 周岁生日的前一天',
  B: '从严：男至 65 周岁、女至 60 周岁生日当天',
}

/** 第十条（一）–（四） and the 身体健康 of （五）; the wording in short, the full text is in ARTICLES. */
export const ATTESTATION: Record<AttestationKey, string> = {
  c1: '（一）路线与相关工作',
  c2: '（二）政策与理论技术',
  c3: '（三）职业道德',
  c4: '（四）组织与表达能力',
  health: '（五）身体健康',
}

export const EDUCATION = ['初中', '高中', '中专', '技校', '大专', '本科', '硕士', '博士', '其他']

export const SOURCE = ['本机构选聘', '部门推荐', '本人申请', '外聘', '其他']

export const SIDE: Record<'front' | 'back', string> = { front: '正面', back: '反面' }
