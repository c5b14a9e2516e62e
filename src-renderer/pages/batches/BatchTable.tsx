import { Button, Flex, type TableColumnsType, Tag, Typography } from 'antd'
import type { BatchRow } from '../../../src-shared/contract/batch.ts'
import { daysBetween } from '../../../src-shared/domain/dates.ts'
import { SOON_DAYS } from '../../../src-shared/domain/deadline.ts'
import { type CallState, call } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'
import { showError } from '../../showError.tsx'
import { CoverageMarks, PhaseTag } from './tags.tsx'
import { spanText } from './words.ts'

type Sort = { by: 'examFrom' | 'planNo' | 'updatedAt'; desc: boolean }

interface Props {
  list: CallState<'batch.list'>
  page: { current: number; size: number }
  onPage: (page: { current: number; size: number }) => void
  sort: Sort
  onSort: (sort: Sort) => void
  narrowed: boolean
  trash: boolean
  onNew: () => void
  onCopy: (row: BatchRow) => void
  onOpen: (row: BatchRow) => void
}

const columnsOf = (today: string, trash: boolean, onCopy: (row: BatchRow) => void): TableColumnsType<BatchRow> => [
  { key: 'planNo', title: '计划号', dataIndex: 'planNo', width: 150, fixed: 'start', sorter: true, ellipsis: true },
  { title: '批次名称', dataIndex: 'name', width: 230, ellipsis: true },
  { title: '阶段', width: 72, render: (_, row) => <PhaseTag phase={row.phase} /> },
  { key: 'examFrom', title: '考试', width: 172, sorter: true, className: 'num', render: (_, row) => spanText(row) },
  { title: '地点', dataIndex: 'venue', width: 130, ellipsis: true },
  { title: '计划/实际', width: 92, align: 'end', className: 'num', render: (_, row) => <People row={row} /> },
  { title: '场次', dataIndex: 'sessions', width: 56, align: 'end', className: 'num' },
  {
    title: '内部督导',
    width: 206,
    render: (_, row) => <CoverageMarks covered={row.covered} phase={row.phase} />,
  },
  { title: '最近期限', width: 150, className: 'num', render: (_, row) => <NextDue due={row.nextDue} today={today} /> },
  {
    title: '未关闭整改',
    width: 94,
    align: 'center',
    render: (_, row) => (row.openRectifications > 0 ? <Tag color="error">{row.openRectifications} 项</Tag> : '—'),
  },
  {
    title: '提醒',
    width: 64,
    align: 'center',
    render: (_, row) => (row.findings > 0 ? <Tag color="warning">{row.findings}</Tag> : '—'),
  },
  {
    title: '',
    width: 64,
    render: (_, row) => (
      <Button
        type="link"
        size="small"
        style={{ padding: 0 }}
        onClick={event => {
          event.stopPropagation()
          if (trash) call('batch.restore', { id: row.id }).then(() => done('已恢复'), showError)
          else onCopy(row)
        }}
      >
        {trash ? '恢复' : '复制'}
      </Button>
    ),
  },
]

function People({ row }: { row: BatchRow }) {
  const differs = row.actual !== null && row.actual !== row.planned
  return (
    <Typography.Text type={differs ? 'warning' : undefined}>
      {row.planned} / {row.actual ?? '—'}
    </Typography.Text>
  )
}

function NextDue({ due, today }: { due: string | null; today: string }) {
  if (!due) return '—'
  const left = daysBetween(today, due)
  return (
    <Flex gap={6} align="center">
      {due}
      {left < 0 ? <Tag color="error">逾期</Tag> : left <= SOON_DAYS ? <Tag color="warning">剩 {left} 天</Tag> : null}
    </Flex>
  )
}

export function BatchTable({ list, page, onPage, sort, onSort, narrowed, trash, onNew, onCopy, onOpen }: Props) {
  const { today } = useSession()
  return (
    <FillTable<BatchRow>
      rowKey="id"
      minWidth={1480}
      loading={list.loading && !list.data}
      dataSource={list.data?.rows ?? []}
      columns={columnsOf(today, trash, onCopy).map(column => ({
        ...column,
        ...(column.key === sort.by ? { sortOrder: sort.desc ? 'descend' : 'ascend' } : {}),
      }))}
      onOpen={trash ? undefined : onOpen}
      pagination={{ current: page.current, pageSize: page.size, total: list.data?.total ?? 0 }}
      onChange={(pager, _filters, sorter) => {
        onPage({ current: pager.current ?? 1, size: pager.pageSize ?? page.size })
        if (Array.isArray(sorter)) return
        const by = sorter.columnKey === 'planNo' ? 'planNo' : 'examFrom'
        onSort(sorter.order ? { by, desc: sorter.order === 'descend' } : { by: 'examFrom', desc: true })
      }}
      locale={{ emptyText: list.data ? <Nothing narrowed={narrowed} onNew={onNew} /> : ' ' }}
    />
  )
}

function Nothing({ narrowed, onNew }: { narrowed: boolean; onNew: () => void }) {
  if (narrowed) return <Empty text="没有符合条件的批次。可以清除搜索或筛选条件再看。" />
  return (
    <Empty
      text="还没有登记批次。登记评价计划和场次后，即可委派内督员、填写督导记录。"
      action={
        <Button type="primary" onClick={onNew}>
          新建批次
        </Button>
      }
    />
  )
}
