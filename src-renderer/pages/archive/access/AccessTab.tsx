import { Button, Flex, type TableColumnsType, Typography } from 'antd'
import { useState } from 'react'
import type { AccessEntry } from '../../../../src-shared/contract/archive.ts'
import { useCall } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { FillTable } from '../../../components/FillTable.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { BatchLink } from '../BatchLink.tsx'
import { AccessDialog } from './AccessDialog.tsx'
import { ACCESS_COLUMNS } from './AccessTable.tsx'
import { useExport } from './useExport.ts'

const COLUMNS: TableColumnsType<AccessEntry> = [
  ...ACCESS_COLUMNS.slice(0, 1),
  {
    title: '批次',
    width: 190,
    ellipsis: true,
    render: (_, row) => <BatchLink id={row.batchId} name={row.batchName} />,
  },
  ...ACCESS_COLUMNS.slice(1),
]

/** 查阅登记 of all batches. */
export function AccessTab() {
  const [adding, setAdding] = useState(false)
  const { data, error, loading } = useCall('access.list', {}, ['archive'])
  const save = useExport()
  if (error && !data) return <ErrorBlock error={error} />
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      登记查阅
    </Button>
  )
  const entries = data?.entries ?? []
  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <Flex gap={8} wrap justify="space-between" align="center">
        <Typography.Text type="secondary">
          已封存的资料，查看或另存原件当天须有查阅登记：批准人和在场内督员各一人。
        </Typography.Text>
        {entries.length > 0 && (
          <Flex gap={8}>
            <Button onClick={save}>导出 Excel</Button>
            {add}
          </Flex>
        )}
      </Flex>
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<AccessEntry>
          rowKey="id"
          minWidth={1120}
          loading={loading && !data}
          dataSource={entries}
          columns={COLUMNS}
          pagination={{ defaultPageSize: 50 }}
          locale={{ emptyText: data ? <Empty text="还没有查阅登记。" action={add} /> : ' ' }}
        />
      </div>
      {adding && <AccessDialog onClose={() => setAdding(false)} />}
    </Flex>
  )
}
