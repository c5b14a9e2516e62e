import type { CardRow } from '../../src-shared/contract/card.ts'
import type { State } from '../../src-shared/contract/supervisor.ts'
import { cardWord, STATE } from '../../src-shared/labels.ts'
import { State as Shown } from './State.tsx'
import type { StateName } from './states.ts'

const PERSON: Record<State, StateName> = {
  candidate: 'todo',
  trained: 'doing',
  qualified: 'next',
  appointed: 'done',
  suspended: 'pause',
  expired: 'off',
  dismissed: 'off',
}

/** A person's state, colour and word. */
export const StateTag = ({ state }: { state: State }) => <Shown s={PERSON[state]}>{STATE[state]}</Shown>

const CARD: Record<CardRow['state'], StateName> = {
  valid: 'done',
  ahead: 'next',
  suspended: 'pause',
  lost: 'pause',
  expired: 'off',
  dismissed: 'off',
  replaced: 'off',
  void: 'off',
}

export const CardStateTag = ({ card }: { card: Pick<CardRow, 'state' | 'returnedOn'> }) => (
  <Shown s={CARD[card.state]}>{cardWord(card)}</Shown>
)

/** What remains of a term: colour and words, 第十四条; `days` as of today, negative when over. */
export function DaysLeft({ days }: { days: number }) {
  if (days < 0) return <Shown s="off">已届满</Shown>
  if (days <= 30) return <Shown s="soon">剩 {days} 天</Shown>
  if (days <= 90) return <Shown s="later">剩 {days} 天</Shown>
  return <span style={{ color: 'var(--ink3)' }}>剩 {days} 天</span>
}

/** 备案 of a card, 第十三条. */
export const FilingTag = ({ filedOn }: { filedOn: string | null }) =>
  filedOn ? <Shown s="done">已备案</Shown> : <Shown s="lack">未备案</Shown>
