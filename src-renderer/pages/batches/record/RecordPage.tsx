import { Button, Flex, Spin, Typography } from 'antd'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { SupervisionRecord } from '../../../../src-shared/contract/supervision.ts'
import { RECORD_KIND } from '../../../../src-shared/labels.ts'
import { useCall } from '../../../api.ts'
import { PageFrame } from '../../../components/PageFrame.tsx'
import { navigate, useLocation } from '../../../location.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { openTab } from '../BatchPage.tsx'
import { sessionNumbers } from '../words.ts'
import './record.css'
import { FillRecord } from './FillRecord.tsx'
import { SealedRecord } from './SealedRecord.tsx'

/** One 内部质量督导记录: filled while it is a draft, read once it is sealed. */
export default function RecordPage() {
  const { params } = useLocation()
  const id = Number(params.id)
  return <OneRecord key={id} id={id} />
}

export interface RecordProps {
  record: SupervisionRecord
  batch: Batch
  back: () => void
}

function OneRecord({ id }: { id: number }) {
  const { data: record, error } = useCall('supervision.get', { id }, ['batch'])
  const batch = useCall('batch.get', record ? { id: record.batchId } : null)
  const failed = error ?? batch.error
  if (!record || !batch.data) {
    return (
      <PageFrame title="内部质量督导记录" extra={<Button onClick={() => navigate('batches')}>返回批次</Button>}>
        {failed ? <ErrorBlock error={failed} /> : <Spin />}
      </PageFrame>
    )
  }
  const props = { record, batch: batch.data, back: () => void openTab(record.batchId, 'records') }
  return record.state === 'draft' ? <FillRecord {...props} /> : <SealedRecord {...props} />
}

export const recordTitle = (record: SupervisionRecord): string => `内部质量督导记录　${RECORD_KIND[record.kind]}`

/** What the record is about, on one line. */
export function About({ record, batch }: Pick<RecordProps, 'record' | 'batch'>) {
  return (
    <Flex gap="2px 20px" wrap>
      <Fact label="批次" value={batch.name} />
      <Fact label="内督员" value={record.supervisorName} />
      <Fact label="场次" value={sessionNumbers(batch, record.sessionIds)} />
      {record.correctionReason && <Fact label={`第 ${record.version} 版，更正原因`} value={record.correctionReason} />}
    </Flex>
  )
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <span>
      <Typography.Text type="secondary">{label}：</Typography.Text>
      {value}
    </span>
  )
}
