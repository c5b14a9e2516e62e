import { Tag } from 'antd'
import type { CardRow } from '../../src-shared/contract/card.ts'
import type { State } from '../../src-shared/contract/supervisor.ts'
import { CARD_STATE, STATE } from '../../src-shared/labels.ts'

export const STATE_COLOR: Record<State, string> = {
  candidate: 'default',
  trained: 'cyan',
  qualified: 'blue',
  appointed: 'success',
  suspended: 'warning',
  expired: 'error',
  dismissed: 'default',
}

/** A person's state, colour and word. */
export const StateTag = ({ state }: { state: State }) => <Tag color={STATE_COLOR[state]}>{STATE[state]}</Tag>

const CARD_COLOR: Record<CardRow['state'], string> = {
  valid: 'success',
  void: 'default',
  lost: 'warning',
  replaced: 'default',
}

export const CardStateTag = ({ state }: { state: CardRow['state'] }) => (
  <Tag color={CARD_COLOR[state]}>{CARD_STATE[state]}</Tag>
)

/** What remains of a term: colour and words, 第十四条; `days` as of today, negative when over. */
export function DaysLeft({ days }: { days: number }) {
  if (days < 0) return <Tag color="error">已届满</Tag>
  if (days <= 30) return <Tag color="error">剩 {days} 天</Tag>
  if (days <= 90) return <Tag color="warning">剩 {days} 天</Tag>
  return <span style={{ color: '#667085' }}>剩 {days} 天</span>
}

/** 备案 of a card, 第十三条. */
export const FilingTag = ({ filedOn }: { filedOn: string | null }) =>
  filedOn ? <Tag color="success">已备案</Tag> : <Tag color="warning">未备案</Tag>
