import { Button, Flex, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { AccessEntry } from '../../../../src-shared/contract/archive.ts'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import { useCall } from '../../../api.ts'
import { instantText } from '../../../components/DateText.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { AccessDialog } from './AccessDialog.tsx'
import { AccessEnd } from './AccessEnd.tsx'
import { useExport } from './useExport.ts'

export const ACCESS_COLUMNS: TableColumnsType<AccessEntry> = [
  { title: '时间', width: 146, className: 'num', render: (_, row) => instantText(row.at) },
  {
    title: '查阅人',
    width: 180,
    ellipsis: true,
    render: (_, row) => [row.visitor, row.unit].filter(Boolean).join('　'),
  },
  { title: '方式', dataIndex: 'way', width: 64 },
  { title: '资料', dataIndex: 'what', ellipsis: true },
  { title: '事由', dataIndex: 'purpose', ellipsis: true },
  { title: '批准人', dataIndex: 'approvedBy', width: 90, ellipsis: true },
  { title: '在场内督', dataIndex: 'attendedBy', width: 90, ellipsis: true },
  { title: '经办', dataIndex: 'by', width: 90, ellipsis: true },
  { title: '开放', width: 190, ellipsis: true, render: (_, row) => <AccessEnd entry={row} /> },
]

/** 查阅登记 of one batch. */
export function AccessTable({ batch }: { batch: Batch }) {
  const [adding, setAdding] = useState(false)
  const { data, error } = useCall('access.list', { batchId: batch.id }, ['archive'])
  const save = useExport(batch.id)
  if (error && !data) return <ErrorBlock error={error} />
  return (
    <Flex vertical gap={8}>
      <Table<AccessEntry>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 20, size: 'small', hideOnSinglePage: true }}
        scroll={{ x: 1000 }}
        dataSource={data?.entries ?? []}
        columns={ACCESS_COLUMNS}
        locale={{ emptyText: data ? '还没有查阅登记。封存后查看、另存原件，须先登记批准人和在场内督员。' : ' ' }}
      />
      <Flex gap={8}>
        <Button onClick={() => setAdding(true)}>登记查阅…</Button>
        {(data?.entries.length ?? 0) > 0 && <Button onClick={save}>导出 Excel</Button>}
      </Flex>
      {adding && <AccessDialog known={batch} onClose={() => setAdding(false)} />}
    </Flex>
  )
}
