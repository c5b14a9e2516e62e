/**
 * What a card is on a day, and what may be done with it (第十三、十四条, 附件1–2). Nothing of it is stored: 解聘, 届满, 暂停 and 换发 come by
 * date, without anyone touching the card. A *word* goes by precedence; an *act* is judged on all facts.
 */
import type { IsoDate } from './dates.ts'
import { type Finding, finding, type RuleId } from './rules.ts'

/** The facts about one card. `voided` and `lost` are on record from the moment they are entered. */
export interface CardFacts {
  code: string
  voided: boolean
  lost: boolean
  /** 生效日: the later of the term's first day and the 核发日期. */
  from: IsoDate
  /** Last day of its term, 解聘 aside. */
  termEnd: IsoDate
  /** 解聘 of its term; null where there is none, or only after the term's end. */
  dismissedOn: IsoDate | null
  /** 生效日 of the card that replaces it, if that card's term comes to begin. */
  replacedFrom: IsoDate | null
  suspendedFrom: IsoDate | null
  suspendedUntil: IsoDate | null
  returnedOn: IsoDate | null
}

export type CardState = 'void' | 'replaced' | 'dismissed' | 'expired' | 'lost' | 'suspended' | 'ahead' | 'valid'

/** One thing that is true of a card on a day. */
export type CardTrait = Exclude<CardState, 'valid'> | 'returned'

const reached = (date: IsoDate | null, day: IsoDate): boolean => date !== null && date <= day

const HOLDS: Record<CardTrait, (c: CardFacts, day: IsoDate) => boolean> = {
  void: c => c.voided,
  replaced: (c, day) => reached(c.replacedFrom, day),
  dismissed: (c, day) => reached(c.dismissedOn, day),
  expired: (c, day) => c.termEnd < day,
  lost: c => c.lost,
  suspended: (c, day) => reached(c.suspendedFrom, day) && (c.suspendedUntil === null || day <= c.suspendedUntil),
  ahead: (c, day) => c.from > day,
  returned: c => c.returnedOn !== null,
}

/** 作废 > 已换发 > 已解聘 > 已届满 > 挂失 > 暂停 > 未到生效日 > 有效. */
const PRECEDENCE = ['void', 'replaced', 'dismissed', 'expired', 'lost', 'suspended', 'ahead'] as const

/** The word shown for a card on a day. */
export const cardState = (card: CardFacts, day: IsoDate): CardState =>
  PRECEDENCE.find(trait => HOLDS[trait](card, day)) ?? 'valid'

/** In force on the day: the number that papers of that day may carry. 挂失 and 暂停 do not change whose number it is. */
export const inForce = (card: CardFacts, day: IsoDate): boolean =>
  !(['void', 'replaced', 'dismissed', 'expired', 'ahead'] as const).some(trait => HOLDS[trait](card, day))

/**
 * print: the card itself. archive: its face for the archive, marked as a copy. file: the first 备案. return: 收回证卡, unreturn: taking that
 * entry back.
 */
export type CardAct = 'print' | 'archive' | 'reissue' | 'lost' | 'found' | 'void' | 'file' | 'return' | 'unreturn'

/** Over and done with: 换发, 解聘, 届满. */
export const ENDED = ['replaced', 'dismissed', 'expired'] as const

interface Act {
  word: string
  /** Any of these stands in the way. */
  not: readonly CardTrait[]
  /** One of these must hold. */
  only?: readonly CardTrait[]
}

/**
 * What may be done in which state. 第十三条 asks for 备案 of every card that was issued, so 挂失, 暂停 and a term that has not begun do not
 * put it off; a card that is over goes into the 变更备案 list instead. 收回 is 本机构制度: the regulation knows none.
 */
export const CARD_ACTS: Record<CardAct, Act> = {
  print: { word: '打印', not: ['void', ...ENDED, 'lost', 'suspended', 'returned'] },
  archive: { word: '打印存档样', not: [] },
  reissue: { word: '补发', not: ['void', ...ENDED, 'suspended', 'ahead', 'returned'] },
  lost: { word: '挂失', not: ['void', 'lost', 'returned'] },
  found: { word: '解除挂失', not: ['void'], only: ['lost'] },
  void: { word: '作废', not: ['void', ...ENDED] },
  file: { word: '登记备案', not: ['void', ...ENDED] },
  return: { word: '登记收回', not: ['void', 'lost', 'returned'], only: ENDED },
  unreturn: { word: '撤销收回登记', not: [], only: ['returned'] },
}

const says: Record<CardTrait, (c: CardFacts) => { rule: RuleId; why: string; remedy: string }> = {
  void: () => ({ rule: 'R-CARD-STATE', why: '已经作废', remedy: '请改用该人员现在的证卡。' }),
  replaced: c => ({
    rule: 'R-CARD-STATE',
    why: `自 ${c.replacedFrom} 起已换发新证卡`,
    remedy: '请改用换发后的证卡；旧证卡请收回。',
  }),
  dismissed: c => ({
    rule: 'R-CARD-SCOPE',
    why: `持卡人已于 ${c.dismissedOn} 解聘`,
    remedy: '请收回证卡并列入变更备案；再次任职的，请重新聘任、另发新编号。',
  }),
  expired: c => ({
    rule: 'R-TERM-END',
    why: `聘期已于 ${c.termEnd} 届满，自动解聘`,
    remedy: '请办理续聘并发新编号的证卡；不续聘的，请收回证卡并列入变更备案。',
  }),
  lost: () => ({ rule: 'R-CARD-STATE', why: '已经挂失', remedy: '找到的请先解除挂失；没有找到的请办理补发。' }),
  suspended: c => ({
    rule: 'R-CARD-SCOPE',
    why: `持卡人自 ${c.suspendedFrom} 起暂停${c.suspendedUntil ? `至 ${c.suspendedUntil}` : ''}`,
    remedy: '请在恢复任职后再办理。',
  }),
  ahead: c => ({ rule: 'R-TERM-END', why: `${c.from} 才生效`, remedy: '请在生效以后办理。' }),
  returned: c => ({
    rule: 'R-CARD-STATE',
    why: `已于 ${c.returnedOn} 收回`,
    remedy: '收回登记有误的，请先撤销收回登记。',
  }),
}

/** What is missing where an act needs one of `only`. */
const NEEDS: Partial<Record<CardAct, string>> = {
  found: '没有挂失',
  return: '还没有解聘、届满或换发',
  unreturn: '没有登记过收回',
}

/** Why the act may not be done on that day, with the article; null when it may. */
export function whyNotCard(act: CardAct, card: CardFacts, day: IsoDate): Finding | null {
  const { word, not, only } = CARD_ACTS[act]
  const holds = (trait: CardTrait) => HOLDS[trait](card, day)
  const trait = not.find(holds)
  const facts = { 证卡编号: card.code, 日期: day }
  if (trait) {
    const { rule, why, remedy } = says[trait](card)
    return { ...finding(rule, `证卡 ${card.code} 不能${word}：${why}`, remedy, facts), severity: 'block' }
  }
  if (only && !only.some(holds)) {
    const why = `证卡 ${card.code} 不能${word}：${NEEDS[act]}`
    return { ...finding('R-CARD-STATE', why, '请核对证卡的状态。', facts), severity: 'block' }
  }
  return null
}

/** The acts that the day allows, in the order of the table. */
export const cardActs = (card: CardFacts, day: IsoDate): CardAct[] =>
  (Object.keys(CARD_ACTS) as CardAct[]).filter(act => whyNotCard(act, card, day) === null)
