import { Table, Typography } from 'antd'
import type { Hold, Seal } from '../../../../src-shared/contract/seal.ts'
import { instantText } from '../../../components/DateText.tsx'
import { eventsOf, type FrozenEvent } from './events.ts'

/** Every 封存, 解除封存, 冻结 and 解除冻结 with who and why. */
export function History({ seals, holds }: { seals: Seal[]; holds: Hold[] }) {
  return (
    <Table<FrozenEvent>
      size="small"
      rowKey="key"
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={eventsOf(seals, holds)}
      locale={{ emptyText: '还没有封存或冻结过。' }}
      columns={[
        { title: '时间', width: 150, className: 'num', render: (_, event) => instantText(event.at) },
        { title: '事项', dataIndex: 'text', width: 160 },
        { title: '经办', dataIndex: 'by', width: 120, ellipsis: true },
        { title: '原因', dataIndex: 'reason' },
        {
          title: '锚定码',
          width: 260,
          render: (_, event) => (event.anchor ? <Typography.Text code>{event.anchor}</Typography.Text> : '—'),
        },
      ]}
    />
  )
}
