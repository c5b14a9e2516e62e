import type { TableColumnsType } from 'antd'
import { useState } from 'react'
import type { Printed } from '../../../src-shared/contract/scan.ts'
import { useCall } from '../../api.ts'
import { InstantText } from '../../components/DateText.tsx'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { ErrorBlock } from '../../showError.tsx'

const WAY: Record<Printed['way'], string> = { print: '打印', save: '另存 PDF', package: '随督导包' }
const MODE: Record<Printed['mode'], string> = { blank: '空白', prefilled: '填表头', filled: '填全部' }

const columns: TableColumnsType<Printed> = [
  { title: '号', width: 72, className: 'num', dataIndex: 'id' },
  { title: '表单', width: 220, ellipsis: true, dataIndex: 'title' },
  { title: '事项', ellipsis: true, dataIndex: 'about' },
  { title: '内容', width: 90, render: (_, row) => MODE[row.mode] },
  { title: '页数', width: 72, className: 'num', dataIndex: 'pages' },
  {
    title: '归档',
    width: 96,
    className: 'num',
    render: (_, row) => (row.home === 0 ? '—' : `${row.home} / ${row.pages}`),
  },
  { title: '去向', width: 100, render: (_, row) => WAY[row.way] },
  { title: '时间', width: 150, render: (_, row) => <InstantText value={row.recordedAt} /> },
  { title: '经办人', width: 100, ellipsis: true, dataIndex: 'recordedBy' },
]

/** Every set of pages that left the program, and how many of its pages have come home. */
export function Ledger() {
  const [search, setSearch] = useState('')
  const [page, setPage] = useState({ offset: 0, limit: 50 })
  const asked = useDebounced(search, 200)
  const { data, error } = useCall('printed.list', { search: asked, page }, ['print', 'archive'])
  if (error) return <ErrorBlock error={error} />
  return (
    <div className="scan-ledger">
      <SearchField
        label="查找表单台账"
        width={260}
        placeholder="表单、批次、人员"
        value={search}
        onChange={value => {
          setSearch(value)
          setPage({ ...page, offset: 0 })
        }}
      />
      <div style={{ flex: 1, minHeight: 0 }}>
        {data?.total === 0 ? (
          <Empty text="没有打印过带编号的表单。打印或另存一次，这里就有一行" />
        ) : (
          <FillTable<Printed>
            rowKey="id"
            dataSource={data?.rows ?? []}
            columns={columns}
            minWidth={1000}
            pagination={{
              total: data?.total ?? 0,
              pageSize: page.limit,
              current: page.offset / page.limit + 1,
              onChange: (current, limit) => setPage({ offset: (current - 1) * limit, limit }),
            }}
          />
        )}
      </div>
    </div>
  )
}
