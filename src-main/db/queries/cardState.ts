/** cardState() and whyNotCard() of src-shared/domain/card.ts in SQL, over card_standing k and standing t; a test holds them together. */
import { CARD_ACTS, type CardAct, type CardTrait } from '../../../src-shared/domain/card.ts'
import type { IsoDate } from '../../../src-shared/domain/dates.ts'

/** `d` is checked text, so it may stand in the SQL. */
const TRAITS: Record<CardTrait, (d: string) => string> = {
  void: () => 'k.voided = 1',
  replaced: d => `k.replaced_from <= ${d}`,
  dismissed: d => `k.dismissed_on <= ${d}`,
  expired: d => `k.term_end < ${d}`,
  lost: () => 'k.lost = 1',
  suspended: d => `t.suspended_from <= ${d} AND (t.suspended_until IS NULL OR t.suspended_until >= ${d})`,
  ahead: d => `k.from_day > ${d}`,
  returned: () => 'k.returned_on IS NOT NULL',
}

const WORDS = ['void', 'replaced', 'dismissed', 'expired', 'lost', 'suspended', 'ahead'] as const

/** A null date is no trait, so each is asked for as a plain yes. */
const holds = (trait: CardTrait, day: IsoDate): string => `ifnull(${TRAITS[trait](`'${day}'`)}, 0)`

export const cardStateSql = (day: IsoDate): string =>
  `CASE ${WORDS.map(word => `WHEN ${holds(word, day)} THEN '${word}'`).join(' ')} ELSE 'valid' END`

/** May this be done with the card on that day? */
export function actSql(act: CardAct, day: IsoDate): string {
  const { not, only } = CARD_ACTS[act]
  const parts = not.map(trait => `NOT ${holds(trait, day)}`)
  if (only) parts.push(`(${only.map(trait => holds(trait, day)).join(' OR ')})`)
  return parts.length > 0 ? `(${parts.join(' AND ')})` : '1'
}

/** Duties still open for a card: to print it, to file it (第十三条), to collect it, to report its end. */
export type CardDuty = 'print' | 'file' | 'return' | 'change'

export function dutySql(duty: CardDuty, day: IsoDate): string {
  switch (duty) {
    case 'print':
      return `k.printed = 0 AND ${actSql('print', day)}`
    case 'file':
      return `k.filed_on IS NULL AND ${actSql('file', day)}`
    case 'return':
      // A replaced card is exchanged against the new one; who left or was not renewed has to be asked for it.
      return `${actSql('return', day)} AND NOT ${holds('replaced', day)}`
    case 'change':
      return `k.filed_on IS NOT NULL AND k.changed_on IS NULL AND k.voided = 0 AND (${[
        'replaced',
        'dismissed',
        'expired',
      ]
        .map(trait => holds(trait as CardTrait, day))
        .join(' OR ')})`
  }
}

/** The card whose number a paper of that day may carry: in force, 挂失 or not (inForce() of the domain). `person`: an SQL expression. */
export const cardOn = (person: string, day: string): string =>
  `(SELECT k.card_id FROM card_standing k WHERE k.supervisor_id = ${person} AND k.voided = 0 AND k.from_day <= ${day} AND k.term_end >= ${day}
     AND ifnull(k.dismissed_on > ${day}, 1) AND ifnull(k.replaced_from > ${day}, 1) ORDER BY k.card_id DESC LIMIT 1)`

/** The card that a list shows beside a person: in force that day, else the one to come, else the last one. */
export const cardShown = (person: string, day: string): string =>
  `(SELECT k.card_id FROM card_standing k WHERE k.supervisor_id = ${person} AND k.voided = 0
     ORDER BY k.from_day <= ${day} AND k.term_end >= ${day} AND ifnull(k.dismissed_on > ${day}, 1) AND ifnull(k.replaced_from > ${day}, 1) DESC,
       k.from_day > ${day} AND ifnull(k.dismissed_on > k.from_day, 1) DESC, k.card_id DESC LIMIT 1)`
