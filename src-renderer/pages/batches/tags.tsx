import { Flex, Tag } from 'antd'
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

const PHASE_COLOR: Record<Phase, string> = {
  filing: 'default',
  plan: 'default',
  signup: 'cyan',
  before: 'blue',
  during: 'processing',
  scoring: 'purple',
  public: 'gold',
  certified: 'success',
  archived: 'default',
}

export const PHASES = Object.keys(PHASE) as Phase[]

/** Where a batch stands, colour and word. */
export const PhaseTag = ({ phase }: { phase: Phase }) => <Tag color={PHASE_COLOR[phase]}>{PHASE[phase]}</Tag>

/** 考前 考中 考后: how many sealed records, or that one is lacking, or (grey, the bare word) that it is not due yet. */
export function CoverageMarks({ covered, phase }: { covered: BatchRow['covered']; phase?: Phase }) {
  return (
    <Flex gap={4}>
      {RECORD_PHASES.map(one => {
        const count = covered[one]
        const lacking = count === 0 && isDue(one, phase)
        return (
          <Tag
            key={one}
            color={count > 0 ? 'success' : lacking ? 'error' : 'default'}
            style={{ margin: 0, paddingInline: 5 }}
          >
            {RECORD_PHASE[one]}
            {count > 0 ? ` ${count}` : lacking ? ' 缺' : ''}
          </Tag>
        )
      })}
    </Flex>
  )
}

export const DEADLINE_COLOR: Record<Deadline['state'], string> = {
  done: 'success',
  late: 'orange',
  overdue: 'error',
  soon: 'warning',
  open: 'processing',
  unknown: 'default',
}

export const DeadlineTag = ({ state }: { state: Deadline['state'] }) => (
  <Tag color={DEADLINE_COLOR[state]} style={{ margin: 0 }}>
    {DEADLINE_STATE[state]}
  </Tag>
)

export const FIX_COLOR: Record<Rectification['state'], string> = {
  open: 'processing',
  replied: 'warning',
  closed: 'success',
  overdue: 'error',
}

export const FixTag = ({ state }: { state: Rectification['state'] }) => (
  <Tag color={FIX_COLOR[state]} style={{ margin: 0 }}>
    {RECTIFICATION_STATE[state]}
  </Tag>
)

const RECORD_STATE: Record<SupervisionRecord['state'], [color: string, word: string]> = {
  draft: ['processing', '草稿'],
  sealed: ['success', '已封存'],
  superseded: ['default', '已被更正'],
}

export function RecordTag({ state }: { state: SupervisionRecord['state'] }) {
  const [color, word] = RECORD_STATE[state]
  return <Tag color={color}>{word}</Tag>
}

export const AssignmentTag = ({ state }: { state: Assignment['state'] }) => (
  <Tag color={state === 'valid' ? 'success' : 'default'}>{state === 'valid' ? '有效' : '已作废'}</Tag>
)

/** 是 and 否 as they were ticked. */
export function AnswerTag({ answer }: { answer: 'yes' | 'no' | null }) {
  if (answer === null) return <Tag>未勾选</Tag>
  return <Tag color={answer === 'yes' ? 'success' : 'error'}>{answer === 'yes' ? '是' : '否'}</Tag>
}
