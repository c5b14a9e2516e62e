import type { TableColumnsType } from 'antd'
import { FillTable } from '../../components/FillTable.tsx'
import { State } from '../../components/State.tsx'
import { type Row, STATE } from './words.ts'

interface Props {
  rows: Row[]
  shown: number | null
  onShow: (id: number) => void
}

const columns: TableColumnsType<Row> = [
  {
    title: '状态',
    width: 104,
    render: (_, row) => (
      <State s={STATE[row.state].s} title={row.why}>
        {STATE[row.state].word}
      </State>
    ),
  },
  { title: '表单', width: 180, ellipsis: true, render: (_, row) => row.paper?.title ?? row.why },
  {
    title: '页',
    width: 64,
    className: 'num',
    render: (_, row) => (row.paper ? `${row.paper.page} / ${row.paper.pages}` : ''),
  },
  { title: '事项', ellipsis: true, render: (_, row) => row.paper?.about ?? '' },
  { title: '归到', width: 200, ellipsis: true, dataIndex: 'place' },
  { title: '扫描件', width: 150, ellipsis: true, render: (_, row) => `${row.fileName} 第 ${row.page} 页` },
]

/** Page, code, place and reason of every page that waits. */
export function PageTable({ rows, shown, onShow }: Props) {
  return (
    <FillTable<Row>
      rowKey="id"
      dataSource={rows}
      columns={columns}
      minWidth={820}
      pagination={{ pageSize: 100 }}
      rowClassName={row => (row.id === shown ? 'ant-table-row-selected' : '')}
      onOpen={row => onShow(row.id)}
    />
  )
}
