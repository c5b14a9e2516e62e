import { Button, type TableColumnsType, Tag } from 'antd'
import type { ContestRow } from '../../../src-shared/contract/contest.ts'
import { type CallState, call } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { done } from '../../feedback.ts'
import { showError } from '../../showError.tsx'
import { ContestTag } from './tags.tsx'
import { daysText } from './words.ts'

interface Props {
  list: CallState<'contest.list'>
  page: { current: number; size: number }
  onPage: (page: { current: number; size: number }) => void
  narrowed: boolean
  trash: boolean
  onNew: () => void
  onOpen: (row: ContestRow) => void
}

const columnsOf = (trash: boolean): TableColumnsType<ContestRow> => [
  { title: '竞赛项目名称', dataIndex: 'name', ellipsis: true },
  { title: '状态', width: 96, render: (_, row) => <ContestTag state={row.state} /> },
  { title: '日期', width: 168, className: 'num', ellipsis: true, render: (_, row) => daysText(row) },
  { title: '主办单位', dataIndex: 'host', width: '15%', ellipsis: true },
  { title: '职业、等级', dataIndex: 'occupations', width: '13%', ellipsis: true },
  {
    title: '地点/人数',
    width: 96,
    align: 'end',
    className: 'num',
    render: (_, row) => `${row.places} / ${row.people}`,
  },
  {
    title: '有资质赛务',
    width: 88,
    align: 'center',
    render: (_, row) => (row.qualified > 0 ? `${row.qualified} 名` : <Tag color="error">没有</Tag>),
  },
  { title: '督导', dataIndex: 'visits', width: 48, align: 'end', className: 'num' },
  { title: '附件7 期限', width: 108, className: 'num', render: (_, row) => row.nextDue ?? '—' },
  {
    title: '提醒',
    width: 50,
    align: 'center',
    render: (_, row) => (row.findings > 0 ? <Tag color="warning">{row.findings}</Tag> : '—'),
  },
  ...(trash ? [{ title: '', width: 56, render: (_: unknown, row: ContestRow) => <Restore row={row} /> }] : []),
]

function Restore({ row: { id, seen } }: { row: ContestRow }) {
  return (
    <Button
      type="link"
      size="small"
      style={{ padding: 0 }}
      onClick={() => call('contest.restore', { id, seen }).then(() => done('已恢复'), showError)}
    >
      恢复
    </Button>
  )
}

export function ContestTable({ list, page, onPage, narrowed, trash, onNew, onOpen }: Props) {
  return (
    <FillTable<ContestRow>
      rowKey="id"
      minWidth={1130}
      loading={list.loading && !list.data}
      dataSource={list.data?.rows ?? []}
      columns={columnsOf(trash)}
      onOpen={trash ? undefined : onOpen}
      pagination={{
        current: page.current,
        pageSize: page.size,
        total: list.data?.total ?? 0,
        onChange: (current, size) => onPage({ current, size }),
      }}
      locale={{ emptyText: list.data ? <Nothing narrowed={narrowed} onNew={onNew} /> : ' ' }}
    />
  )
}

function Nothing({ narrowed, onNew }: { narrowed: boolean; onNew: () => void }) {
  if (narrowed) return <Empty text="没有符合条件的竞赛。可以清除搜索或筛选条件再看。" />
  return (
    <Empty
      text="还没有登记竞赛。登记竞赛、地点和赛务人员后，可打印附件6、附件7，并检查资质和晋升比例。"
      action={
        <Button type="primary" onClick={onNew}>
          新建竞赛
        </Button>
      }
    />
  )
}
