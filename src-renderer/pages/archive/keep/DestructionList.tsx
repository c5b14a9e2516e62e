import { Button, Flex, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Destruction } from '../../../../src-shared/contract/archive.ts'
import type { CallState } from '../../../api.ts'
import { sizeText } from '../../../components/bytes.ts'
import { instantText } from '../../../components/DateText.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { FormsButton } from '../../forms/FormsButton.tsx'
import { CarryOutDialog } from './CarryOutDialog.tsx'

/** 销毁清册, proposed and carried out. */
export function DestructionList({ list: { data, error } }: { list: CallState<'destruction.list'> }) {
  const [open, setOpen] = useState<Destruction | null>(null)
  if (error && !data) return <ErrorBlock error={error} />
  return (
    <section aria-label="销毁清册">
      <Typography.Title level={5} style={{ margin: '0 0 8px' }}>
        销毁清册
      </Typography.Title>
      <Table<Destruction>
        size="small"
        rowKey="id"
        scroll={{ x: 1060, y: 220 }}
        pagination={{ pageSize: 20, size: 'small', hideOnSinglePage: true }}
        dataSource={data?.destructions ?? []}
        locale={{ emptyText: data ? '还没有销毁清册。在上面选中保管期满的资料拟定。' : ' ' }}
        columns={[
          { title: '清册编号', dataIndex: 'number', width: 140, className: 'num' },
          { title: '原因', dataIndex: 'reason', ellipsis: true },
          {
            title: '资料',
            width: 140,
            align: 'end',
            className: 'num',
            render: (_, row) =>
              `${row.items.length} 件　${sizeText(row.items.reduce((sum, item) => sum + item.bytes, 0))}`,
          },
          { title: '经办', dataIndex: 'proposedBy', width: 90, ellipsis: true },
          { title: '批准', dataIndex: 'approvedBy', width: 90, ellipsis: true },
          { title: '监销', dataIndex: 'witnessedBy', width: 90, ellipsis: true },
          {
            title: '状态',
            width: 190,
            render: (_, row) =>
              row.doneAt ? <Tag>已销毁 {instantText(row.doneAt)}</Tag> : <Tag color="warning">待签字执行</Tag>,
          },
          {
            title: '',
            width: 216,
            render: (_, row) => (
              <Flex gap={8} justify="end">
                <FormsButton size="small" subject={{ kind: 'destruction', id: row.id }} />
                {row.doneAt === null && (
                  <Button size="small" danger onClick={() => setOpen(row)}>
                    执行…
                  </Button>
                )}
              </Flex>
            ),
          },
        ]}
      />
      {open && <CarryOutDialog list={open} onClose={() => setOpen(null)} />}
    </section>
  )
}
