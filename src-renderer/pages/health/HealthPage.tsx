import { Button, type TableColumnsType, Typography } from 'antd'
import type { Symptom } from '../../../src-shared/contract/health.ts'
import { useCall } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { navigate, openPerson } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'

const KIND: Record<Symptom['kind'], string> = {
  record: '督导记录',
  filed: '备案',
  closed: '整改',
  twice: '编号',
  aside: '回避',
  terms: '聘期',
}

const open = ({ page, subject }: Symptom): Promise<void> => {
  if (subject === null) return navigate('cards')
  return page === 'person' ? openPerson(subject) : navigate('batch', { id: String(subject) })
}

/** 体检: what the data already say that cannot be true, with what to do. Nothing is changed here. */
export default function HealthPage() {
  const { data, error, loading } = useCall('health.list', {}, ['supervisor', 'card', 'batch'])
  const rows = (data?.rows ?? []).map((row, index) => ({ ...row, index }))
  const columns: TableColumnsType<Symptom & { index: number }> = [
    { title: '类别', width: 90, render: (_, row) => KIND[row.kind] },
    {
      title: '对象',
      width: 220,
      ellipsis: true,
      render: (_, row) => (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => void open(row)}>
          {row.name}
        </Button>
      ),
    },
    { title: '不符之处', width: 420, render: (_, row) => row.finding.message },
    { title: '怎么办', render: (_, row) => row.finding.remedy },
  ]
  return (
    <PageFrame
      title="体检"
      filters={
        <Typography.Text type="secondary">
          早先版本或导入的登记中，与日期先后或条款不符的地方。程序不改动任何登记；改正以后自动离开这里。
        </Typography.Text>
      }
    >
      {error && <ErrorBlock error={error} />}
      <FillTable<Symptom & { index: number }>
        minWidth={1100}
        rowKey="index"
        dataSource={rows}
        columns={columns}
        loading={loading && !data}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty text="没有与日期或条款不符的登记。" /> }}
      />
    </PageFrame>
  )
}
