import { Flex, Table, Typography } from 'antd'
import type { Exported } from '../../../../src-shared/contract/package.ts'
import { useCall } from '../../../api.ts'
import { sizeText } from '../../../components/bytes.ts'
import { instantText } from '../../../components/DateText.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { exportText } from './exportWords.ts'
import { ReceiptButton, SlipButton } from './SlipButton.tsx'

/** Every package of the batch that left the house. */
export function ExportLog({ batchId }: { batchId: number }) {
  const { data, error } = useCall('package.list', { batchId }, ['archive'])
  if (error && !data) return <ErrorBlock error={error} />
  return (
    <Table<Exported>
      size="small"
      rowKey="id"
      pagination={false}
      scroll={{ x: 1100 }}
      dataSource={data?.packages ?? []}
      locale={{ emptyText: data ? '还没有导出过。点上面的「导出事后督导包」，写成文件夹或 ZIP 文件交给外督员。' : ' ' }}
      columns={[
        { title: '时间', width: 146, className: 'num', render: (_, row) => instantText(row.at) },
        { title: '名称', dataIndex: 'name', ellipsis: true },
        { title: '内容', width: 116, render: (_, row) => exportText(row) },
        {
          title: '封存',
          width: 72,
          render: (_, row) => (row.sealVersion === null ? '未封存' : `第 ${row.sealVersion} 版`),
        },
        {
          title: '大小',
          width: 130,
          align: 'end',
          className: 'num',
          render: (_, row) => `${row.files} 件　${sizeText(row.bytes)}`,
        },
        { title: '接收方', dataIndex: 'receiver', width: 130, ellipsis: true },
        {
          title: '锚定码',
          width: 216,
          render: (_, row) => <Typography.Text code>{row.anchor}</Typography.Text>,
        },
        {
          title: '',
          width: 196,
          render: (_, row) => (
            <Flex gap={6}>
              <ReceiptButton id={row.id} size="small" />
              <SlipButton of={{ of: 'export', id: row.id }} size="small" />
            </Flex>
          ),
        },
      ]}
    />
  )
}
