/**
 * A slow second judge of cards: reads what happened (terms, 解聘, 暂停, the card's own ledger) row by row and says each card's word on a day.
 * It shares no line with domain/card.ts or the SQL, and looks at no derived table.
 */
import Database from 'better-sqlite3'

interface Term {
  id: number
  start_date: string
  end_date: string
  dismissed_on: string | null
}
interface Card {
  id: number
  supervisor_id: number
  appointment_id: number
  issued_on: string
}

export interface Verdict {
  word: string
  filed: boolean
}

export function secondJudge(path: string, day: string): Map<number, Verdict> {
  const file = new Database(path, { readonly: true })
  const all = <T>(sql: string, ...params: unknown[]) => file.prepare<unknown[], T>(sql).all(...params)
  const terms = new Map(all<Term>('SELECT * FROM appointment').map(term => [term.id, term]))
  const cards = all<Card>('SELECT id, supervisor_id, appointment_id, issued_on FROM card ORDER BY id')
  const told = (card: number) =>
    all<{ kind: string }>('SELECT kind FROM card_event WHERE card_id = ? ORDER BY id', card).map(event => event.kind)
  const verdicts = new Map<number, Verdict>()
  for (const card of cards) {
    const term = terms.get(card.appointment_id)
    if (!term) throw new Error('a card of no term')
    let [voided, lost, filed] = [false, false, false]
    for (const kind of told(card.id)) {
      if (kind === 'voided') voided = true
      if (kind === 'lost') lost = true
      if (kind === 'found' || kind === 'reissued') lost = false
      if (kind === 'filed') filed = true
      if (kind === 'unfiled') filed = false
    }
    let word = 'valid'
    const begins = begin(card, term)
    if (begins > day) word = 'ahead'
    for (const pause of all<{ from_date: string; until_date: string | null }>(
      'SELECT from_date, until_date FROM suspension WHERE supervisor_id = ? AND struck_at IS NULL',
      card.supervisor_id,
    ))
      if (pause.from_date <= day && !(pause.until_date !== null && pause.until_date < day)) word = 'suspended'
    if (lost) word = 'lost'
    if (day > term.end_date) word = 'expired'
    if (term.dismissed_on !== null && term.dismissed_on <= day && term.dismissed_on <= term.end_date) word = 'dismissed'
    for (const next of cards) {
      if (
        next.supervisor_id !== card.supervisor_id ||
        next.id <= card.id ||
        next.appointment_id === card.appointment_id
      )
        continue
      const its = terms.get(next.appointment_id)
      if (!its || told(next.id).includes('voided')) continue
      const first = begin(next, its)
      const came = its.dismissed_on === null || its.dismissed_on > first
      if (came && first <= day) word = 'replaced'
    }
    if (voided) word = 'void'
    verdicts.set(card.id, { word, filed })
  }
  file.close()
  return verdicts
}

const begin = (card: Card, term: Term): string => [card.issued_on, term.start_date].sort()[1] ?? ''
