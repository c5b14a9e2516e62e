import { Tag } from 'antd'
import type { ContestState } from '../../../src-shared/domain/contest.ts'
import { CONTEST_STATE } from '../../../src-shared/labels.ts'

const COLOR: Record<ContestState, string> = {
  preparing: 'default',
  ready: 'success',
  running: 'processing',
  ended: 'purple',
}

export const STATES = Object.keys(CONTEST_STATE) as ContestState[]

/** Where a contest stands, colour and word. */
export const ContestTag = ({ state }: { state: ContestState }) => (
  <Tag color={COLOR[state]} style={{ margin: 0 }}>
    {CONTEST_STATE[state]}
  </Tag>
)
