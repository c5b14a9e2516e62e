import { Flex, Spin, Typography } from 'antd'
import type { ReactNode } from 'react'
import { ErrorBlock } from '../../../showError.tsx'
import { AccessTable } from '../../archive/access/AccessTable.tsx'
import { BatchFixity } from '../../archive/fixity/BatchFixity.tsx'
import type { TabProps } from '../BatchPage.tsx'
import { ExportLog } from './ExportLog.tsx'
import { History } from './History.tsx'
import { SealState } from './SealState.tsx'
import { useSeals } from './useSeals.ts'

/** 封存与导出: the state of the batch and what may be done about it, what was handed out, who looked at it. */
export function SealTab({ batch, closed }: TabProps) {
  const seals = useSeals(batch.id)
  if (seals.error && !seals.data) return <ErrorBlock error={seals.error} />
  if (!seals.data) return <Spin />
  return (
    <Flex vertical gap={20} style={{ maxWidth: 1280 }}>
      <SealState batch={batch} closed={closed} {...seals.data} />
      <Section title="导出记录">
        <ExportLog batchId={batch.id} />
      </Section>
      <Section title="查阅登记">
        <AccessTable batch={batch} />
      </Section>
      <Section title="完好性检查">
        <BatchFixity batchId={batch.id} />
      </Section>
      <Section title="封存与冻结经过">
        <History seals={seals.data.seals} holds={seals.data.holds} />
      </Section>
    </Flex>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Typography.Title level={5} style={{ margin: '0 0 8px' }}>
        {title}
      </Typography.Title>
      {children}
    </section>
  )
}
