import { Button, Flex, Table, type TableColumnsType, Typography } from 'antd'
import { useState } from 'react'
import type { Relation } from '../../../../src-shared/contract/supervision.ts'
import { call, useCall } from '../../../api.ts'
import { PersonName } from '../../../components/PersonName.tsx'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { AddRelation } from './AddRelation.tsx'

/** Declared relations, of one person or of all: whoever declared it, it counts for both (第九条). */
export function Relations({ person }: { person?: { id: number; name: string } }) {
  const list = useCall('relation.list', person ? { supervisorId: person.id } : {}, ['batch', 'supervisor'])
  const [adding, setAdding] = useState(false)
  const [striking, setStriking] = useState<Relation | null>(null)
  const columns: TableColumnsType<Relation> = [
    { title: '内督员', width: 100, render: (_, row) => <PersonName id={row.supervisorId} name={row.supervisorName} /> },
    {
      title: '关系人',
      width: 110,
      render: (_, row) =>
        row.withSupervisorId ? <PersonName id={row.withSupervisorId} name={row.withName} /> : row.withName,
    },
    { title: '关系', dataIndex: 'kind', width: 90 },
    { title: '申报', width: 100, render: (_, row) => (row.declaredBy === 'self' ? '本人申报' : '他人反映') },
    { title: '日期', dataIndex: 'on', width: 110, className: 'num' },
    { title: '说明', dataIndex: 'note', ellipsis: true },
    {
      title: '',
      width: 60,
      render: (_, row) => (
        <Button type="link" size="small" danger style={{ padding: 0 }} onClick={() => setStriking(row)}>
          撤销
        </Button>
      ),
    },
  ]
  if (list.error && !list.data) return <ErrorBlock error={list.error} />
  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <Typography.Text type="secondary">
          关系人是考评、考务、监考人员或考生时，该内督员不能委派到相应场次。
        </Typography.Text>
        <Button type="primary" onClick={() => setAdding(true)}>
          登记回避关系
        </Button>
      </Flex>
      <Table
        size="small"
        rowKey="id"
        loading={list.loading && !list.data}
        dataSource={list.data?.relations ?? []}
        columns={columns}
        scroll={{ x: 700 }}
        pagination={{ size: 'small', pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: list.data ? '没有登记回避关系。' : ' ' }}
      />
      {adding && <AddRelation person={person} onClose={() => setAdding(false)} />}
      <ReasonModal
        open={striking !== null}
        title="撤销回避关系"
        okText="撤销"
        onOk={async reason => {
          if (striking) await call('relation.strike', { id: striking.id, reason })
          done('已撤销')
        }}
        onClose={() => setStriking(null)}
      >
        <p>用于登记有误或关系已经解除的情况；操作日志保留原记录和原因。</p>
      </ReasonModal>
    </Flex>
  )
}
