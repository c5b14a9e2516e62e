import { Button, type TableColumnsType, Tag, Typography } from 'antd'
import type { BatchRow } from '../../../src-shared/contract/batch.ts'
import { daysBetween } from '../../../src-shared/domain/dates.ts'
import { SOON_DAYS } from '../../../src-shared/domain/deadline.ts'
import { type CallState, call } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'
import { showError } from '../../showError.tsx'
import { FrozenTag } from './seal/tags.tsx'
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
  onOpen: (row: BatchRow) => void
}

const columnsOf = (today: string, trash: boolean): TableColumnsType<BatchRow> => [
  { key: 'planNo', title: '计划号', dataIndex: 'planNo', width: 124, fixed: 'start', sorter: true, ellipsis: true },
  {
    title: '批次名称',
    ellipsis: { showTitle: false },
    render: (_, row) => (
      <span title={row.name}>
        <FrozenTag frozen={row.frozen} short /> {row.name}
      </span>
    ),
  },
  { title: '阶段', width: 84, render: (_, row) => <PhaseTag phase={row.phase} /> },
  {
    key: 'examFrom',
    title: '考试',
    width: 168,
    sorter: true,
    ellipsis: true,
    className: 'num',
    render: (_, row) => spanText(row),
  },
  { title: '地点', dataIndex: 'venue', width: '9%', ellipsis: true },
  { title: '计划/实际', width: 84, align: 'end', className: 'num', render: (_, row) => <People row={row} /> },
  { title: '场次', dataIndex: 'sessions', width: 48, align: 'end', className: 'num' },
  {
    title: '内部督导',
    width: 174,
    render: (_, row) => <CoverageMarks covered={row.covered} phase={row.phase} />,
  },
  { title: '最近期限', width: 108, className: 'num', render: (_, row) => <NextDue due={row.nextDue} today={today} /> },
  {
    title: '整改',
    width: 58,
    align: 'center',
    render: (_, row) => (row.openRectifications > 0 ? <Tag color="error">{row.openRectifications}</Tag> : '—'),
  },
  {
    title: '提醒',
    width: 50,
    align: 'center',
    render: (_, row) => (row.findings > 0 ? <Tag color="warning">{row.findings}</Tag> : '—'),
  },
  ...(trash ? [{ title: '', width: 56, render: (_: unknown, row: BatchRow) => <Restore row={row} /> }] : []),
]

function Restore({ row: { id, seen } }: { row: BatchRow }) {
  return (
    <Button
      type="link"
      size="small"
      style={{ padding: 0 }}
      onClick={() => call('batch.restore', { id, seen }).then(() => done('已恢复'), showError)}
    >
      恢复
    </Button>
  )
}

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
  if (left > SOON_DAYS) return due
  return (
    <Typography.Text type={left < 0 ? 'danger' : 'warning'}>
      {due.slice(5)} {left < 0 ? '已逾期' : left === 0 ? '今天' : `剩 ${left} 天`}
    </Typography.Text>
  )
}

export function BatchTable({ list, page, onPage, sort, onSort, narrowed, trash, onNew, onOpen }: Props) {
  const { today } = useSession()
  return (
    <FillTable<BatchRow>
      rowKey="id"
      minWidth={1130}
      loading={list.loading && !list.data}
      dataSource={list.data?.rows ?? []}
      columns={columnsOf(today, trash).map(column => ({
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
