import { Button, Flex } from 'antd'
import { useState } from 'react'
import type { ContestVisit } from '../../../../src-shared/contract/contest.ts'
import { call, useCall } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import type { TabProps } from '../ContestPage.tsx'
import { ScanDialog } from '../ScanDialog.tsx'
import { VisitCard } from '../VisitCard.tsx'
import { VisitDialog } from '../VisitDialog.tsx'

type Open = { what: 'new' } | { what: 'edit' | 'scan' | 'remove'; visit: ContestVisit } | null

/** 督导: what 外督员 did here, 事中 and 事后, and when 附件7 is due because of it (第二十五、二十六条). */
export function VisitsTab({ contest, closed }: TabProps) {
  const deadlines = useCall('deadline.list', { contestId: contest.id, page: { offset: 0, limit: 500 } }, ['batch'])
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const add = !closed && (
    <Button type="primary" onClick={() => setOpen({ what: 'new' })}>
      登记督导
    </Button>
  )
  return (
    <Flex vertical gap={12}>
      {contest.visits.length === 0 ? (
        <Empty text="还没有竞赛督导的登记。登记后自动算出附件7 的报送期限（任务完成后5个工作日内）。" action={add} />
      ) : (
        <Flex justify="end">{add}</Flex>
      )}
      {contest.visits.map(visit => (
        <VisitCard
          key={visit.id}
          visit={visit}
          deadlines={deadlines.data?.rows.filter(row => row.contestVisitId === visit.id) ?? []}
          closed={closed}
          onAction={what => setOpen({ what, visit })}
        />
      ))}
      {(open?.what === 'new' || open?.what === 'edit') && (
        <VisitDialog contest={contest} visit={open.what === 'edit' ? open.visit : null} onClose={close} />
      )}
      {open?.what === 'scan' && <ScanDialog visit={open.visit} onClose={close} />}
      <ReasonModal
        open={open?.what === 'remove'}
        title="撤销督导登记"
        okText="撤销"
        onOk={async reason => {
          if (open?.what === 'remove')
            await call('contestVisit.remove', { id: open.visit.id, seen: open.visit.seen, reason })
          done('已撤销')
        }}
        onClose={close}
      >
        <p>用于登记有误的情况。它的附件7 期限一并撤销，操作日志保留原记录和原因。</p>
      </ReasonModal>
    </Flex>
  )
}
