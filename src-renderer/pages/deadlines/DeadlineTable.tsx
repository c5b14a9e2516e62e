import { Button, Flex, type TableColumnsType, Typography } from 'antd'
import { useState } from 'react'
import type { Deadline } from '../../../src-shared/contract/supervision.ts'
import { daysBetween } from '../../../src-shared/domain/dates.ts'
import { call, useCall } from '../../api.ts'
import { dateText } from '../../components/DateText.tsx'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { Findings } from '../../components/Findings.tsx'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { done } from '../../feedback.ts'
import { navigate } from '../../location.ts'
import { useSession } from '../../session.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { DeadlineTag } from '../batches/tags.tsx'
import { ownerOf } from './owner.ts'
import { SubmitDialog } from './SubmitDialog.tsx'

/** All deadlines in the order of their days; 附件3 stands there twice, once by each basis (T1). */
export function DeadlineTable({ states }: { states: Deadline['state'][] }) {
  const { today } = useSession()
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [submitting, setSubmitting] = useState<Deadline | null>(null)
  const [reopening, setReopening] = useState<Deadline | null>(null)
  const list = useCall(
    'deadline.list',
    { states, page: { offset: (page.current - 1) * page.size, limit: page.size } },
    ['batch'],
  )
  const columns: TableColumnsType<Deadline> = [
    { title: '状态', width: 106, render: (_, row) => <DeadlineTag state={row.state} /> },
    { title: '期限', width: 196, className: 'num', render: (_, row) => <Due row={row} today={today} /> },
    { title: '事项', dataIndex: 'what', width: 210 },
    {
      title: '依据',
      render: (_, row) => (
        <>
          {/* Of a visit the basis says it all: the article, the day, 顺延 or 未装载. */}
          {row.basis}
          <Findings list={row.findings} compact />
          {row.source !== 'visit' && row.note && (
            <div>
              <Typography.Text type="secondary">{row.note}</Typography.Text>
            </div>
          )}
        </>
      ),
    },
    {
      title: '批次、竞赛',
      width: 150,
      ellipsis: true,
      render: (_, row) => {
        const owner = ownerOf(row)
        if (!owner) return '—'
        return (
          <Button type="link" size="small" style={{ padding: 0, maxWidth: '100%' }} onClick={owner.open}>
            <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{owner.name}</span>
          </Button>
        )
      },
    },
    {
      title: '提交',
      width: 120,
      render: (_, row) =>
        row.submittedOn ? (
          <>
            <span className="num">{row.submittedOn}</span>
            {row.receipt && <div>回执 {row.receipt}</div>}
          </>
        ) : (
          '—'
        ),
    },
    {
      title: '',
      width: 84,
      fixed: 'end',
      render: (_, row) => {
        if (row.source === 'rectification') {
          return <Small text="去整改" onClick={() => navigate('rectify', { state: '' })} />
        }
        return row.submittedOn ? (
          <Small text="撤销登记" onClick={() => setReopening(row)} />
        ) : (
          <Small text="登记提交" onClick={() => setSubmitting(row)} />
        )
      },
    },
  ]
  if (list.error && !list.data) return <ErrorBlock error={list.error} />
  return (
    <>
      <FillTable<Deadline>
        rowKey="id"
        minWidth={1100}
        loading={list.loading && !list.data}
        dataSource={list.data?.rows ?? []}
        columns={columns}
        pagination={{
          current: page.current,
          pageSize: page.size,
          total: list.data?.total ?? 0,
          onChange: (current, size) => setPage({ current, size }),
        }}
        locale={{
          emptyText: list.data ? (
            <Empty text="没有符合条件的期限。登记外督或竞赛督导后，附件3、附件4、附件7 的提交期限会自动出现在这里。" />
          ) : (
            ' '
          ),
        }}
      />
      {submitting && <SubmitDialog deadline={submitting} onClose={() => setSubmitting(null)} />}
      <ReasonModal
        open={reopening !== null}
        title="撤销提交登记"
        okText="撤销"
        onOk={async reason => {
          if (reopening) await call('deadline.reopen', { id: reopening.id, seen: reopening.seen, reason })
          done('已撤销')
        }}
        onClose={() => setReopening(null)}
      >
        <p>用于登记有误的情况；期限恢复为未提交。</p>
      </ReasonModal>
    </>
  )
}

const Small = ({ text, onClick }: { text: string; onClick: () => void }) => (
  <Button type="link" size="small" style={{ padding: 0 }} onClick={onClick}>
    {text}
  </Button>
)

function Due({ row, today }: { row: Deadline; today: string }) {
  if (!row.due) {
    return (
      <Button type="link" size="small" style={{ padding: 0 }} onClick={() => navigate('deadlines', { view: 'years' })}>
        该年年历未装载，去装载
      </Button>
    )
  }
  const left = daysBetween(today, row.due)
  return (
    <Flex gap={8}>
      {dateText(row.due)}
      {!row.submittedOn && (
        <Typography.Text type={left < 0 ? 'danger' : left <= 2 ? 'warning' : 'secondary'}>
          {left < 0 ? `过 ${-left} 天` : left === 0 ? '今天' : `剩 ${left} 天`}
        </Typography.Text>
      )}
    </Flex>
  )
}
