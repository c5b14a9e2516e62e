import { Button, Flex, Spin } from 'antd'
import { useState } from 'react'
import type { Visit } from '../../../../src-shared/contract/supervision.ts'
import { useCall } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { FixDialog } from '../../rectify/FixDialog.tsx'
import type { TabProps } from '../BatchPage.tsx'
import { FeedbackDialog } from '../visits/FeedbackDialog.tsx'
import { HandDialog } from '../visits/HandDialog.tsx'
import { ScanDialog } from '../visits/ScanDialog.tsx'
import { VisitCard } from '../visits/VisitCard.tsx'
import { VisitDialog } from '../visits/VisitDialog.tsx'

type Open = { what: 'new' } | { what: 'edit' | 'hand' | 'scan' | 'fix' | 'feedback'; visit: Visit } | null

/** 外督: what inspectors of the 社会事业局 did here, what they were given, and what is due because of it. */
export function VisitsTab({ batch, closed }: TabProps) {
  const list = useCall('visit.list', { batchId: batch.id }, ['batch'])
  const deadlines = useCall('deadline.list', { batchId: batch.id, page: { offset: 0, limit: 500 } }, ['batch'])
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const visits = list.data?.visits ?? []
  const add = !closed && (
    <Button type="primary" onClick={() => setOpen({ what: 'new' })}>
      登记外督
    </Button>
  )
  if (list.error && !list.data) return <ErrorBlock error={list.error} />
  if (!list.data) return <Spin />
  return (
    <Flex vertical gap={12}>
      {visits.length === 0 ? (
        <Empty text="还没有外督员来督导的登记。登记后自动算出附件3、附件4 的提交期限。" action={add} />
      ) : (
        <Flex justify="end">{add}</Flex>
      )}
      {visits.map(visit => (
        <VisitCard
          key={visit.id}
          visit={visit}
          deadlines={deadlines.data?.rows.filter(row => row.visitId === visit.id) ?? []}
          visits={visits}
          closed={closed}
          onAction={what => setOpen({ what, visit })}
        />
      ))}
      {(open?.what === 'new' || open?.what === 'edit') && (
        <VisitDialog batch={batch} visit={open.what === 'edit' ? open.visit : null} onClose={close} />
      )}
      {open?.what === 'hand' && <HandDialog visit={open.visit} onClose={close} />}
      {open?.what === 'feedback' && (
        <FeedbackDialog visit={visits.find(one => one.id === open.visit.id) ?? open.visit} onClose={close} />
      )}
      {open?.what === 'scan' && <ScanDialog visit={open.visit} onClose={close} />}
      {open?.what === 'fix' && (
        <FixDialog batchId={batch.id} visitId={open.visit.id} problem={open.visit.opinion} onClose={close} />
      )}
    </Flex>
  )
}
