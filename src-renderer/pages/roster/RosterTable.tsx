import { Button, Flex, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import type { SupervisorFilter, SupervisorRow } from '../../../src-shared/contract/supervisor.ts'
import { daysBetween } from '../../../src-shared/domain/dates.ts'
import type { CallState } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { Photo } from '../../components/Photo.tsx'
import { DaysLeft, FilingTag, StateTag } from '../../components/tags.tsx'
import type { Marks } from '../../components/useMarks.ts'
import { navigate } from '../../location.ts'
import { useSession } from '../../session.tsx'
import type { SortKey } from './filters.ts'

interface Props {
  list: CallState<'supervisor.list'>
  page: { current: number; size: number }
  onPage: (page: { current: number; size: number }) => void
  sort: { by: SortKey; desc: boolean }
  onSort: (sort: { by: SortKey; desc: boolean }) => void
  marks: Marks<SupervisorFilter>
  filtered: boolean
  bar: ReactNode
  onOpen: (row: SupervisorRow) => void
}

const SORT_KEYS: readonly SortKey[] = ['name', 'termEnd', 'birth', 'code', 'updatedAt']

function columnsOf(today: string): TableColumnsType<SupervisorRow> {
  return [
    {
      key: 'photo',
      title: '照片',
      width: 46,
      fixed: 'start',
      render: (_, row) => <Photo sha={row.photo} width={22} />,
    },
    { key: 'name', title: '姓名', dataIndex: 'name', width: 112, fixed: 'start', sorter: true, ellipsis: true },
    { key: 'sex', title: '性别', dataIndex: 'sex', width: 56 },
    { key: 'birth', title: '出生日期', dataIndex: 'birth', width: 110, sorter: true, className: 'num' },
    { key: 'department', title: '部门', dataIndex: 'department', width: 140, ellipsis: true },
    { key: 'position', title: '职务', dataIndex: 'position', width: 110, ellipsis: true },
    { key: 'state', title: '状态', width: 106, render: (_, row) => <StateTag state={row.state} /> },
    {
      key: 'termEnd',
      title: '聘期止',
      width: 176,
      sorter: true,
      className: 'num',
      render: (_, row) => <Term row={row} today={today} />,
    },
    { key: 'code', title: '证卡编号', dataIndex: 'code', width: 134, sorter: true, className: 'num' },
    { key: 'filed', title: '备案', width: 96, render: (_, row) => row.code && <FilingTag filedOn={row.filedOn} /> },
  ]
}

function Term({ row, today }: { row: SupervisorRow; today: string }) {
  if (!row.termEnd) return '—'
  const running = row.state === 'appointed' || row.state === 'suspended'
  return (
    <Flex gap={8} align="center" style={{ whiteSpace: 'nowrap' }}>
      {row.termEnd}
      {running && <DaysLeft days={daysBetween(today, row.termEnd)} />}
    </Flex>
  )
}

export function RosterTable({ list, page, onPage, sort, onSort, marks, filtered, bar, onOpen }: Props) {
  const { today } = useSession()
  const rows = list.data?.rows ?? []
  const shown = rows.map(row => row.id)
  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      {bar}
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<SupervisorRow>
          rowKey="id"
          minWidth={1096}
          loading={list.loading && !list.data}
          dataSource={rows}
          columns={columnsOf(today).map(column => ({
            ...column,
            ...(column.key === sort.by ? { sortOrder: sort.desc ? 'descend' : 'ascend' } : { sortOrder: null }),
          }))}
          rowSelection={{
            fixed: true,
            columnWidth: 40,
            getTitleCheckboxProps: () => ({ 'aria-label': '选择本页' }),
            getCheckboxProps: row => ({ 'aria-label': `选择${row.name}` }),
            onCell: () => ({ onClick: event => event.stopPropagation() }), // a near miss must not open the dossier
            selectedRowKeys: marks.keysOf(shown),
            onChange: keys => marks.setKeys(shown, keys.map(Number)),
          }}
          onOpen={onOpen}
          pagination={{ current: page.current, pageSize: page.size, total: list.data?.total ?? 0 }}
          onChange={(pager, _filters, sorter) => {
            onPage({ current: pager.current ?? 1, size: pager.pageSize ?? page.size })
            if (Array.isArray(sorter)) return
            const by = SORT_KEYS.find(key => key === sorter.columnKey)
            onSort(by && sorter.order ? { by, desc: sorter.order === 'descend' } : { by: 'name', desc: false })
          }}
          locale={{ emptyText: list.data ? <Nothing filtered={filtered} /> : ' ' }}
        />
      </div>
    </Flex>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) return <Empty text="没有符合条件的人。可以清除搜索或筛选条件再看。" />
  return (
    <Empty
      text="名册里还没有人。"
      action={
        <Button type="primary" onClick={() => navigate('import')}>
          导入 Excel 名册
        </Button>
      }
    />
  )
}
