import { Flex } from 'antd'
import type { BatchRow } from '../../../src-shared/contract/batch.ts'
import type {
  Assignment,
  Deadline,
  Rectification,
  SupervisionRecord,
} from '../../../src-shared/contract/supervision.ts'
import { isDue, RECORD_PHASES } from '../../../src-shared/domain/coverage.ts'
import type { Phase } from '../../../src-shared/domain/order.ts'
import { DEADLINE_STATE, PHASE, RECORD_PHASE, RECTIFICATION_STATE } from '../../../src-shared/labels.ts'
import { State } from '../../components/State.tsx'
import type { StateName } from '../../components/states.ts'

const PHASE_STATE: Record<Phase, StateName> = {
  filing: 'todo',
  plan: 'todo',
  signup: 'todo',
  before: 'next',
  during: 'doing',
  scoring: 'doing',
  public: 'doing',
  certified: 'done',
  archived: 'off',
}

export const PHASES = Object.keys(PHASE) as Phase[]

/** Where a batch stands, colour and word. */
export const PhaseTag = ({ phase }: { phase: Phase }) => <State s={PHASE_STATE[phase]}>{PHASE[phase]}</State>

/** 考前 考中 考后: how many sealed records, or that one is lacking, or (grey, the bare word) that it is not due yet. */
export function CoverageMarks({ covered, phase }: { covered: BatchRow['covered']; phase?: Phase }) {
  return (
    <Flex gap={4}>
      {RECORD_PHASES.map(one => {
        const count = covered[one]
        const lacking = count === 0 && isDue(one, phase)
        return (
          <State key={one} s={count > 0 ? 'done' : lacking ? 'lack' : 'later'}>
            {RECORD_PHASE[one]}
            {count > 0 ? ` ${count}` : lacking ? ' 缺' : ''}
          </State>
        )
      })}
    </Flex>
  )
}

const DEADLINE: Record<Deadline['state'], StateName> = {
  done: 'done',
  late: 'off',
  overdue: 'over',
  soon: 'soon',
  open: 'later',
  unknown: 'unk',
}

export const DeadlineTag = ({ state }: { state: Deadline['state'] }) => (
  <State s={DEADLINE[state]}>{DEADLINE_STATE[state]}</State>
)

const FIX: Record<Rectification['state'], StateName> = {
  open: 'todo',
  replied: 'next',
  closed: 'done',
  overdue: 'over',
}

export const FixTag = ({ state }: { state: Rectification['state'] }) => (
  <State s={FIX[state]}>{RECTIFICATION_STATE[state]}</State>
)

const RECORD_STATE: Record<SupervisionRecord['state'], [StateName, word: string]> = {
  draft: ['doing', '草稿'],
  sealed: ['seal', '已封存'],
  superseded: ['off', '已被更正'],
}

export function RecordTag({ state }: { state: SupervisionRecord['state'] }) {
  const [name, word] = RECORD_STATE[state]
  return <State s={name}>{word}</State>
}

export const AssignmentTag = ({ state }: { state: Assignment['state'] }) => (
  <State s={state === 'valid' ? 'done' : 'off'}>{state === 'valid' ? '有效' : '已作废'}</State>
)

/** 是 and 否 as they were ticked. */
export function AnswerTag({ answer }: { answer: 'yes' | 'no' | null }) {
  if (answer === null) return <State s="lack">未勾选</State>
  return <State s={answer === 'yes' ? 'done' : 'block'}>{answer === 'yes' ? '是' : '否'}</State>
}
