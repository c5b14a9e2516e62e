import { Button, Flex, type TableColumnsType, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { useCall } from '../../../api.ts'
import { FillTable } from '../../../components/FillTable.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { RetentionDialog } from './RetentionDialog.tsx'
import { yearsText } from './years.ts'

export type RetentionRow = Output<'retention.list'>['rows'][number]

/** 保管期限: the minimum of each class, and what this organisation keeps it for; it may only be lengthened. */
export function RetentionTab() {
  const { data, error, loading } = useCall('retention.list', {}, ['archive', 'setting'])
  const [open, setOpen] = useState<RetentionRow | null>(null)
  if (error && !data) return <ErrorBlock error={error} />
  const columns: TableColumnsType<RetentionRow> = [
    { title: '槽位', dataIndex: 'slot', width: 72 },
    { title: '资料', dataIndex: 'name' },
    { title: '最低期限', width: 110, className: 'num', render: (_, row) => yearsText(row.minimum) },
    {
      title: '本机构',
      width: 150,
      className: 'num',
      render: (_, row) => (
        <>
          {yearsText(row.years)} {row.years !== row.minimum && <Tag color="processing">已延长</Tag>}
        </>
      ),
    },
    {
      title: '',
      width: 90,
      render: (_, row) =>
        row.minimum === null ? null : (
          <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(row)}>
            延长…
          </Button>
        ),
    },
  ]
  return (
    <Flex vertical gap={8} style={{ height: '100%', maxWidth: 980 }}>
      <Typography.Text type="secondary">
        从批次发证（无发证日期的，从归档或考试结束）之日起算。所列最低期限只能延长，不能缩短；调查冻结期间不计到期。
      </Typography.Text>
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<RetentionRow>
          rowKey="slot"
          minWidth={700}
          loading={loading && !data}
          dataSource={data?.rows ?? []}
          columns={columns}
          pagination={false}
        />
      </div>
      {open && <RetentionDialog row={open} onClose={() => setOpen(null)} />}
    </Flex>
  )
}
