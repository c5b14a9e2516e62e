import { Button, Flex, Popconfirm, type TableColumnsType, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Session } from '../../../../src-shared/contract/batch.ts'
import { call } from '../../../api.ts'
import { dateText } from '../../../components/DateText.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { FillTable } from '../../../components/FillTable.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { showError } from '../../../showError.tsx'
import type { TabProps } from '../BatchPage.tsx'
import { SessionDialog } from '../sessions/SessionDialog.tsx'
import { SessionPapers } from '../sessions/SessionPapers.tsx'

/** 场次: what was planned, what happened, and every difference with its explanation (第二十条（三）). */
export function SessionsTab({ batch, closed }: TabProps) {
  const [open, setOpen] = useState<Session | 'new' | null>(null)
  const [removing, setRemoving] = useState<Session | null>(null)
  const [papers, setPapers] = useState<Session | null>(null)
  const asPlanned = ({ differences: _, assigned: __, ...session }: Session) => {
    const { date, from, to, room, count } = session
    call('session.save', { ...session, actual: { date, from, to, room, count } }).then(
      () => done('已登记：与计划一致'),
      showError,
    )
  }

  const columns: TableColumnsType<Session> = [
    { title: '场次', width: 48, render: (_, _row, i) => i + 1 },
    { title: '日期', width: 142, className: 'num', render: (_, row) => dateText(row.date) },
    { title: '时间', width: 108, className: 'num', render: (_, row) => timeOf(row) },
    { title: '考场', dataIndex: 'room', width: 110, ellipsis: true },
    { title: '科目', dataIndex: 'subject', width: 96, ellipsis: true },
    { title: '人数', dataIndex: 'count', width: 54, align: 'end', className: 'num' },
    {
      title: '内督员',
      width: 104,
      ellipsis: true,
      render: (_, row) => row.assigned.map(p => p.name).join('、') || '未委派',
    },
    { title: '实际情况', render: (_, row) => <Actual session={row} /> },
    {
      title: '',
      width: 208,
      fixed: 'end',
      render: (_, row) =>
        closed ? (
          <Link text="用表" onClick={() => setPapers(row)} />
        ) : (
          <Flex gap={8} justify="end">
            <Link text="用表" onClick={() => setPapers(row)} />
            {row.actual === null && (
              <Popconfirm
                title="实际情况与计划完全一致？"
                okText="一致"
                cancelText="取消"
                onConfirm={() => asPlanned(row)}
              >
                <Link text="与计划一致" />
              </Popconfirm>
            )}
            <Link text="修改" onClick={() => setOpen(row)} />
            <Link danger text="移除" onClick={() => setRemoving(row)} />
          </Flex>
        ),
    },
  ]

  const add = !closed && (
    <Button type="primary" onClick={() => setOpen('new')}>
      添加场次
    </Button>
  )
  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      {batch.sessions.length > 0 && <Flex justify="end">{add}</Flex>}
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<Session>
          rowKey="id"
          minWidth={1116}
          dataSource={batch.sessions}
          columns={columns}
          pagination={false}
          locale={{
            emptyText: <Empty text="还没有场次。按考试时间和考场逐场登记，委派和督导记录都以场次为准。" action={add} />,
          }}
        />
      </div>
      {open && <SessionDialog batch={batch} session={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {papers && <SessionPapers batch={batch} session={papers} onClose={() => setPapers(null)} />}
      <ReasonModal
        open={removing !== null}
        title="移除场次"
        okText="移除"
        onOk={async reason => {
          if (removing) await call('session.remove', { id: removing.id, seen: removing.seen, reason })
          done('已移除场次')
        }}
        onClose={() => setRemoving(null)}
      >
        <p>场次从批次中移除；操作日志保留原内容和原因。</p>
      </ReasonModal>
    </Flex>
  )
}

const timeOf = ({ from, to }: { from: string; to: string }) => `${from}–${to}${to <= from ? ' 次日' : ''}`

function Actual({ session }: { session: Session }) {
  if (session.actual === null) return <Typography.Text type="secondary">未登记</Typography.Text>
  if (session.differences.length === 0) return <Tag color="success">与计划一致</Tag>
  return (
    <Flex vertical gap={2}>
      {session.differences.map(d => (
        <span key={d.what}>
          <Tag color={d.explained ? 'gold' : 'error'}>{d.what}</Tag>
          计划 {d.planned}，实际 {d.actual}
        </span>
      ))}
      <Typography.Text type={session.explanation ? 'secondary' : 'danger'}>
        {session.explanation ? `说明：${session.explanation}` : '与计划不一致，请填写说明（第二十条（三））'}
      </Typography.Text>
    </Flex>
  )
}

interface LinkProps {
  text: string
  danger?: boolean
  onClick?: () => void
}

const Link = ({ text, ...props }: LinkProps) => (
  <Button type="link" size="small" style={{ padding: 0 }} {...props}>
    {text}
  </Button>
)
