import { Button, Checkbox, Flex, type TableColumnsType, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Rectification } from '../../../src-shared/contract/supervision.ts'
import { RECTIFICATION_STATE } from '../../../src-shared/labels.ts'
import { useCall } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { FixTag } from '../batches/tags.tsx'
import { FixDialog } from './FixDialog.tsx'
import { FixDrawer } from './FixDrawer.tsx'

type State = Rectification['state']
const STATES = Object.keys(RECTIFICATION_STATE) as State[]
const OPEN: State[] = ['overdue', 'open', 'replied']

interface Props {
  batchId?: number
  closed?: boolean
  /** States to begin with, joined by commas. */
  asked?: string
}

const columnsOf = (withBatch: boolean): TableColumnsType<Rectification> => [
  { title: '状态', width: 96, render: (_, row) => <FixTag state={row.state} /> },
  { title: '问题', ellipsis: true, render: (_, row) => <Problem row={row} /> },
  ...(withBatch ? [{ title: '批次', dataIndex: 'batchName', width: 180, ellipsis: true }] : []),
  { title: '来源', width: 110, render: (_, row) => sourceOf(row) },
  { title: '责任人', width: 90, ellipsis: true, render: (_, row) => row.responsible || '未定' },
  { title: '期限', width: 110, className: 'num', render: (_, row) => row.due ?? '未定' },
  { title: '已开', width: 76, align: 'end', className: 'num', render: (_, row) => `${row.days} 天` },
  { title: '回复', width: 110, className: 'num', render: (_, row) => row.repliedOn ?? '—' },
  {
    title: '关闭',
    width: 170,
    className: 'num',
    render: (_, row) => (row.closedOn ? `${row.closedOn} ${row.reviewer}` : '—'),
  },
]

/** Where a problem comes from. */
export const sourceOf = (row: Rectification): string =>
  row.recordId ? `内督 ${row.number ? `第 ${row.number} 项` : ''}` : row.visitId ? '外督意见' : '自行登记'

function Problem({ row }: { row: Rectification }) {
  return <Typography.Text type={row.state === 'overdue' ? 'danger' : undefined}>{row.problem}</Typography.Text>
}

/** 问题 by state, with how long they have been open; of one batch or of all. */
export function FixTable({ batchId, closed, asked }: Props) {
  const begin = STATES.filter(state => (asked ?? '').split(',').includes(state))
  const [states, setStates] = useState(begin.length > 0 ? begin : batchId ? STATES : OPEN)
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [open, setOpen] = useState<number | 'new' | null>(null)
  const list = useCall(
    'rectification.list',
    {
      ...(batchId ? { batchId } : {}),
      states,
      page: { offset: (page.current - 1) * page.size, limit: page.size },
    },
    ['batch'],
  )
  const rows = list.data?.rows ?? []
  const shown = rows.find(row => row.id === open)
  if (list.error && !list.data) return <ErrorBlock error={list.error} />
  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <Flex gap={16} wrap align="center" justify="space-between">
        <Checkbox.Group
          aria-label="状态"
          value={states}
          onChange={next => {
            setStates(STATES.filter(state => next.includes(state)))
            setPage({ ...page, current: 1 })
          }}
          options={STATES.map(value => ({ value, label: RECTIFICATION_STATE[value] }))}
        />
        {batchId ? (
          !closed && (
            <Button type="primary" onClick={() => setOpen('new')}>
              登记问题
            </Button>
          )
        ) : (
          <Flex gap={4} align="center" wrap>
            <Typography.Text type="secondary">未关闭问题的账龄：</Typography.Text>
            {!!list.data?.overdue && <Tag color="error">已逾期 {list.data.overdue} 项</Tag>}
            {list.data?.ageing.map((bucket, i) => (
              <Tag
                key={bucket.label}
                color={bucket.count === 0 ? 'default' : i >= 2 ? 'error' : i === 1 ? 'warning' : 'processing'}
              >
                {bucket.label} {bucket.count} 项
              </Tag>
            ))}
          </Flex>
        )}
      </Flex>
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<Rectification>
          rowKey="id"
          minWidth={batchId ? 1000 : 1160}
          loading={list.loading && !list.data}
          dataSource={rows}
          columns={columnsOf(batchId === undefined)}
          onOpen={row => setOpen(row.id)}
          pagination={{
            current: page.current,
            pageSize: page.size,
            total: list.data?.total ?? 0,
            onChange: (current, size) => setPage({ current, size }),
          }}
          locale={{
            emptyText: list.data ? (
              <Empty text="没有这些状态的问题。督导记录封存时，每个「否」会自动登记到这里。" />
            ) : (
              ' '
            ),
          }}
        />
      </div>
      {shown && <FixDrawer item={shown} onClose={() => setOpen(null)} />}
      {open === 'new' && batchId && <FixDialog batchId={batchId} onClose={() => setOpen(null)} />}
    </Flex>
  )
}
