import type { ContestState } from '../../../src-shared/domain/contest.ts'
import { CONTEST_STATE } from '../../../src-shared/labels.ts'
import { State } from '../../components/State.tsx'
import type { StateName } from '../../components/states.ts'

const SHOWN: Record<ContestState, StateName> = {
  preparing: 'todo',
  ready: 'next',
  running: 'doing',
  ended: 'off',
}

export const STATES = Object.keys(CONTEST_STATE) as ContestState[]

/** Where a contest stands, colour and word. */
export const ContestTag = ({ state }: { state: ContestState }) => <State s={SHOWN[state]}>{CONTEST_STATE[state]}</State>
