import { Tag } from 'antd'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { RecordPhase } from '../../../src-shared/domain/coverage.ts'
import { RECORD_PHASE } from '../../../src-shared/labels.ts'

type Row = Output<'coverage.matrix'>['rows'][number]

/** How many sealed records, or that one is lacking, or that the phase is not due yet. */
export function CoverageCell({ row, phase }: { row: Row; phase: RecordPhase }) {
  if (row[phase] > 0) return <Tag color="success">{row[phase]} 份</Tag>
  const lacks = row.findings.some(finding =>
    finding.facts.some(fact => fact.label === '缺少' && fact.value.split('、').includes(RECORD_PHASE[phase])),
  )
  return lacks ? <Tag color="error">缺</Tag> : <Tag>未到</Tag>
}
