import { Flex, Tag } from 'antd'
import type { BatchFilter } from '../../../src-shared/contract/batch.ts'
import type { Phase } from '../../../src-shared/domain/order.ts'
import { PHASE } from '../../../src-shared/labels.ts'
import { useCall } from '../../api.ts'
import { PHASES } from './tags.tsx'

interface Props {
  /** All but the phase. */
  filter: BatchFilter
  value: Phase | undefined
  onChange: (phase: Phase | undefined) => void
}

/** One tag for each phase, with how many batches stand there; a second click takes the choice back. */
export function PhaseFilter({ filter, value, onChange }: Props) {
  return (
    <Flex gap={2} wrap role="group" aria-label="按阶段筛选">
      {PHASES.map(phase => (
        <One
          key={phase}
          phase={phase}
          filter={filter}
          checked={value === phase}
          onChange={checked => onChange(checked ? phase : undefined)}
        />
      ))}
    </Flex>
  )
}

interface OneProps {
  phase: Phase
  filter: BatchFilter
  checked: boolean
  onChange: (checked: boolean) => void
}

const SORT = { by: 'examFrom', desc: true } as const

function One({ phase, filter, checked, onChange }: OneProps) {
  const { data } = useCall(
    'batch.list',
    { filter: { ...filter, phases: [phase] }, sort: SORT, page: { offset: 0, limit: 1 } },
    ['batch'],
  )
  const count = data?.total ?? 0
  return (
    <Tag.CheckableTag
      checked={checked}
      onChange={onChange}
      style={{ padding: '4px 9px', fontSize: 13, opacity: count > 0 || checked ? 1 : 0.55 }}
    >
      {PHASE[phase]} <span className="num">{data ? count : ''}</span>
    </Tag.CheckableTag>
  )
}
