import { Button, type TableColumnsType, Typography } from 'antd'
import { useState } from 'react'
import type { Doubt } from '../../../src-shared/contract/doubt.ts'
import { call, useCall } from '../../api.ts'
import { dateText, InstantText } from '../../components/DateText.tsx'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { done } from '../../feedback.ts'
import { navigate, openPerson } from '../../location.ts'
import { ErrorBlock, showError } from '../../showError.tsx'

const KIND: Record<Doubt['kind'], string> = {
  supervisor: '内督员',
  card: '证卡',
  batch: '批次',
  venue: '场地',
  contest: '竞赛',
  deadline: '期限',
  evidence: '资料',
}

/** Where the date is seen and changed. */
const OPEN: Record<Doubt['kind'], (id: number) => Promise<void>> = {
  supervisor: openPerson,
  card: () => navigate('cards'),
  batch: id => navigate('batch', { id: String(id) }),
  venue: id => navigate('venue', { id: String(id) }),
  contest: id => navigate('contest', { id: String(id) }),
  deadline: () => navigate('deadlines'),
  evidence: () => navigate('evidence'),
}

/** 请核对的日期: what 0.1.0 may have stored wrong, row by row until each is corrected or 已核对. */
export default function DoubtsPage() {
  const [chosen, setChosen] = useState<number[]>([])
  const { data, error, loading } = useCall('doubt.list', {}, [
    'audit',
    'supervisor',
    'card',
    'batch',
    'venue',
    'contest',
    'archive',
  ])
  const rows = data?.rows ?? []
  const check = (ids: number[]) =>
    call('doubt.check', { ids }).then(({ checked }) => {
      setChosen([])
      done(`已核对 ${checked} 个日期`)
    }, showError)
  const columns: TableColumnsType<Doubt> = [
    {
      title: '对象',
      width: 240,
      ellipsis: true,
      render: (_, row) => (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => void OPEN[row.kind](row.subject)}>
          {KIND[row.kind]}　{row.name}
        </Button>
      ),
    },
    { title: '日期', width: 150, dataIndex: 'label' },
    { title: '现在登记的是', width: 150, className: 'num', render: (_, row) => dateText(row.value) },
    { title: '登记人', width: 110, ellipsis: true, render: (_, row) => row.by || '—' },
    { title: '登记时间', width: 150, render: (_, row) => (row.at ? <InstantText value={row.at} /> : '—') },
    {
      title: '核对',
      width: 110,
      render: (_, row) => (
        <Button size="small" aria-label={`已核对　${row.name}　${row.label}`} onClick={() => void check([row.id])}>
          已核对
        </Button>
      ),
    },
  ]
  return (
    <PageFrame
      title="请核对的日期"
      extra={
        <Button disabled={chosen.length === 0} onClick={() => void check(chosen)}>
          所选 {chosen.length} 个已核对
        </Button>
      }
      filters={
        <Typography.Text type="secondary">
          0.1.0 的日期框会漏记日期的第二位数字：键入 10 至 31 日可能存成 1、2、3
          日。请对照原件；不对的点开修改，改过的自动离开这里。
        </Typography.Text>
      }
    >
      {error && <ErrorBlock error={error} />}
      <FillTable<Doubt>
        minWidth={950}
        rowKey="id"
        dataSource={rows}
        columns={columns}
        loading={loading && !data}
        rowSelection={{
          columnWidth: 40,
          selectedRowKeys: chosen,
          onChange: keys => setChosen(keys.map(Number)),
          getCheckboxProps: row => ({ 'aria-label': `选中 ${row.name} ${row.label}` }),
        }}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty text="没有需要核对的日期。" /> }}
      />
    </PageFrame>
  )
}
