import { Button, Flex, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Destruction } from '../../../../src-shared/contract/archive.ts'
import { type CallState, call } from '../../../api.ts'
import { sizeText } from '../../../components/bytes.ts'
import { instantText } from '../../../components/DateText.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { FormsButton } from '../../forms/FormsButton.tsx'
import { CarryOutDialog } from './CarryOutDialog.tsx'

/** 销毁清册, proposed and carried out. */
export function DestructionList({ list: { data, error } }: { list: CallState<'destruction.list'> }) {
  const [open, setOpen] = useState<Destruction | null>(null)
  const [back, setBack] = useState<Destruction | null>(null)
  if (error && !data) return <ErrorBlock error={error} />
  return (
    <section aria-label="销毁清册">
      <Typography.Title level={5} style={{ margin: '0 0 8px' }}>
        销毁清册
      </Typography.Title>
      <Table<Destruction>
        size="small"
        rowKey="id"
        scroll={{ x: 1120, y: 220 }}
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
              row.doneAt ? (
                <Tag>已销毁 {instantText(row.doneAt)}</Tag>
              ) : row.withdrawnAt ? (
                <Tag title={row.withdrawReason}>已撤回 {instantText(row.withdrawnAt)}</Tag>
              ) : (
                <Tag color="warning">待签字执行</Tag>
              ),
          },
          {
            title: '',
            width: 280,
            render: (_, row) => (
              <Flex gap={8} justify="end">
                <FormsButton size="small" subject={{ kind: 'destruction', id: row.id }} />
                {row.doneAt === null && row.withdrawnAt === null && (
                  <>
                    <Button size="small" onClick={() => setBack(row)}>
                      撤回…
                    </Button>
                    <Button size="small" danger onClick={() => setOpen(row)}>
                      执行…
                    </Button>
                  </>
                )}
              </Flex>
            ),
          },
        ]}
      />
      <ReasonModal
        open={back !== null}
        title={`撤回销毁清册　${back?.number ?? ''}`}
        okText="撤回"
        onOk={async reason => {
          if (back) await call('destruction.withdraw', { id: back.id, reason })
          done('已撤回')
        }}
        onClose={() => setBack(null)}
      >
        <p>清册作废，编号不再使用；其中的资料可以另编清册。</p>
      </ReasonModal>
      {open && <CarryOutDialog list={open} onClose={() => setOpen(null)} />}
    </section>
  )
}
