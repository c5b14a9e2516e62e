import { Button, Flex, type TableColumnsType, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { useCall } from '../../../api.ts'
import { DateText } from '../../../components/DateText.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { FillTable } from '../../../components/FillTable.tsx'
import { Findings } from '../../../components/Findings.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { DestructionList } from './DestructionList.tsx'
import { ProposeDialog } from './ProposeDialog.tsx'

export type ExpiredRow = Output<'retention.expired'>['rows'][number]

const isFree = ({ findings }: ExpiredRow): boolean => !findings.some(one => one.severity === 'block')

/** `listed`: numbers of the lists that are not carried out yet, by what stands in them. */
const columnsOf = (listed: ReadonlyMap<number, string>): TableColumnsType<ExpiredRow> => [
  { title: '件号', dataIndex: 'code', width: 90 },
  { title: '题名', dataIndex: 'title', ellipsis: true },
  { title: '所属', dataIndex: 'batchName', width: 200, ellipsis: true },
  { title: '保管期满', width: 140, render: (_, row) => (row.until ? <DateText value={row.until} /> : '永久') },
  {
    title: '能否销毁',
    width: '34%',
    render: (_, row) => {
      const number = listed.get(row.id)
      if (number !== undefined) return <Tag color="warning">已列入 {number}，待执行</Tag>
      if (row.findings.length > 0) return <Findings list={row.findings} compact />
      return <Tag color="success">可以拟定销毁</Tag>
    },
  },
]

/** 到期与销毁: what is over its time, and the lists by which it is destroyed with two persons' names. */
export function ExpiredTab() {
  const { data, error, loading } = useCall('retention.expired', {}, ['archive', 'batch', 'setting'])
  const lists = useCall('destruction.list', {}, ['archive'])
  const [chosen, setChosen] = useState<number[]>([])
  const [proposing, setProposing] = useState(false)
  const waiting = (lists.data?.destructions ?? []).filter(one => one.doneAt === null && one.withdrawnAt === null)
  const listed = new Map(waiting.flatMap(list => list.items.map(item => [item.id, list.number] as const)))
  const free = (row: ExpiredRow) => isFree(row) && !listed.has(row.id)
  if (error && !data) return <ErrorBlock error={error} />
  const rows = data?.rows ?? []
  const picked = rows.filter(row => chosen.includes(row.id) && free(row))
  return (
    <Flex vertical gap={12} style={{ height: '100%' }}>
      <Flex gap={8} wrap justify="space-between" align="center">
        <Typography.Text type="secondary">
          保管期满的资料先鉴定，再列入销毁清册，由批准人、监销人签字后执行。冻结中的和未满期的不能列入。
        </Typography.Text>
        {rows.length > 0 && (
          <Button type="primary" disabled={picked.length === 0} onClick={() => setProposing(true)}>
            拟定销毁清册{picked.length > 0 ? ` ${picked.length} 件` : ''}
          </Button>
        )}
      </Flex>
      <div style={{ flex: '1 1 260px', minHeight: 200 }}>
        <FillTable<ExpiredRow>
          rowKey="id"
          minWidth={1000}
          loading={loading && !data}
          dataSource={rows}
          columns={columnsOf(listed)}
          pagination={{ defaultPageSize: 50 }}
          rowSelection={{
            columnWidth: 40,
            preserveSelectedRowKeys: true,
            selectedRowKeys: picked.map(row => row.id),
            onChange: keys => setChosen(keys.map(Number)),
            getCheckboxProps: row => ({ disabled: !free(row), 'aria-label': `选择${row.code}` }),
          }}
          locale={{ emptyText: data ? <Empty text="没有保管期满的资料。" /> : ' ' }}
        />
      </div>
      <DestructionList list={lists} />
      {proposing && <ProposeDialog rows={picked} onDone={() => setChosen([])} onClose={() => setProposing(false)} />}
    </Flex>
  )
}
