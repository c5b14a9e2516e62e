import { Button, Flex, type TableColumnsType, Tag } from 'antd'
import type { VenueRow } from '../../../src-shared/contract/venue.ts'
import { daysBetween } from '../../../src-shared/domain/dates.ts'
import type { CallState } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { DaysLeft } from '../../components/tags.tsx'
import { useSession } from '../../session.tsx'
import { VenueFilingTag } from './tags.tsx'

interface Props {
  list: CallState<'venue.list'>
  page: { current: number; size: number }
  onPage: (page: { current: number; size: number }) => void
  narrowed: boolean
  onNew: () => void
  onOpen: (row: VenueRow) => void
}

const columnsOf = (today: string): TableColumnsType<VenueRow> => [
  { title: '场地名称', dataIndex: 'name', width: 170, fixed: 'start', ellipsis: true },
  { title: '地址', dataIndex: 'address', width: 196, ellipsis: true },
  { title: '用途', dataIndex: 'purpose', width: 106, ellipsis: true },
  { title: '备案', width: 110, render: (_, row) => <VenueFilingTag state={row.filing} /> },
  { title: '有效期至', width: 172, className: 'num', render: (_, row) => <Valid row={row} today={today} /> },
  { title: '职业', dataIndex: 'occupations', width: 56, align: 'end', className: 'num' },
  {
    title: '设备',
    width: 118,
    align: 'end',
    className: 'num',
    render: (_, row) => (row.devices > 0 ? `${row.devices} 项 ${row.pieces} 件` : '—'),
  },
  { title: '照片', dataIndex: 'photos', width: 56, align: 'end', className: 'num' },
  {
    title: '最近核查',
    width: 166,
    className: 'num',
    render: (_, row) => (
      <Flex gap={8} align="center" style={{ whiteSpace: 'nowrap' }}>
        {row.lastCheckOn ?? '—'}
        {row.openChecks > 0 && <Tag color="processing">核查中</Tag>}
      </Flex>
    ),
  },
]

function Valid({ row, today }: { row: VenueRow; today: string }) {
  if (!row.validUntil) return '—'
  return (
    <Flex gap={8} align="center" style={{ whiteSpace: 'nowrap' }}>
      {row.validUntil}
      <DaysLeft days={daysBetween(today, row.validUntil)} />
    </Flex>
  )
}

export function VenuesTable({ list, page, onPage, narrowed, onNew, onOpen }: Props) {
  const { today } = useSession()
  return (
    <FillTable<VenueRow>
      rowKey="id"
      minWidth={1140}
      loading={list.loading && !list.data}
      dataSource={list.data?.rows ?? []}
      columns={columnsOf(today)}
      onOpen={onOpen}
      pagination={{ current: page.current, pageSize: page.size, total: list.data?.total ?? 0 }}
      onChange={pager => onPage({ current: pager.current ?? 1, size: pager.pageSize ?? page.size })}
      locale={{ emptyText: list.data ? <Nothing narrowed={narrowed} onNew={onNew} /> : ' ' }}
    />
  )
}

function Nothing({ narrowed, onNew }: { narrowed: boolean; onNew: () => void }) {
  if (narrowed) return <Empty text="没有符合条件的场地。可以清除搜索或筛选条件再看。" />
  return (
    <Empty
      text="还没有登记场地。登记后录入设备清单，即可核查和打印场地核查单（附件5）。"
      action={
        <Button type="primary" onClick={onNew}>
          新增场地
        </Button>
      }
    />
  )
}
