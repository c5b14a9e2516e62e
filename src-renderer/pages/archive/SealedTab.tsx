import { Flex, Segmented, type TableColumnsType, Typography } from 'antd'
import { useState } from 'react'
import type { BatchFilter, BatchRow } from '../../../src-shared/contract/batch.ts'
import { useCall } from '../../api.ts'
import { sizeText } from '../../components/bytes.ts'
import { instantText } from '../../components/DateText.tsx'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { navigate, useLocation } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'
import { FrozenMarks } from '../batches/seal/Frozen.tsx'
import { useSeals } from '../batches/seal/useSeals.ts'
import { PhaseTag } from '../batches/tags.tsx'
import { spanText } from '../batches/words.ts'

type Shown = 'sealed' | 'held' | 'due'

const FILTER: Record<Shown, BatchFilter> = {
  sealed: { frozen: 'sealed' },
  held: { frozen: 'held' },
  due: { frozen: 'none', phases: ['certified', 'archived'] },
}

const NOTHING: Record<Shown, string> = {
  sealed: '还没有封存的批次。打开批次，在「封存与导出」中封存。',
  held: '没有正在调查冻结的批次。',
  due: '已发证、归档的批次都已封存。',
}

const COLUMNS: TableColumnsType<BatchRow> = [
  { title: '计划号', dataIndex: 'planNo', width: 130, ellipsis: true },
  { title: '批次', dataIndex: 'name', ellipsis: true },
  { title: '阶段', width: 84, render: (_, row) => <PhaseTag phase={row.phase} /> },
  { title: '考试', width: 164, className: 'num', ellipsis: true, render: (_, row) => spanText(row) },
  {
    title: '状态',
    width: 116,
    render: (_, row) => (
      <Flex gap={4}>
        <FrozenMarks batchId={row.id} />
      </Flex>
    ),
  },
  { title: '封存', width: 276, render: (_, row) => <Sealed batchId={row.id} /> },
  { title: '锚定码', width: 206, render: (_, row) => <Code batchId={row.id} /> },
]

function Sealed({ batchId }: { batchId: number }) {
  const { data } = useSeals(batchId)
  if (!data) return null
  const { sealed } = data
  if (!sealed) return <Typography.Text type="secondary">未封存</Typography.Text>
  return (
    <span className="num">
      第 {sealed.version} 版　{instantText(sealed.sealedAt)}　{sizeText(sealed.bytes)}
    </span>
  )
}

function Code({ batchId }: { batchId: number }) {
  const { data } = useSeals(batchId)
  return data?.sealed ? <Typography.Text code>{data.sealed.anchor}</Typography.Text> : '—'
}

/** 封存一览: what is sealed, what is held, and what ought to be sealed by now. */
export function SealedTab() {
  const { params } = useLocation()
  const [shown, setShown] = useState<Shown>(params.show === 'due' ? 'due' : 'sealed')
  const [page, setPage] = useState({ current: 1, size: 20 })
  const { data, error, loading } = useCall(
    'batch.list',
    {
      filter: FILTER[shown],
      sort: { by: 'examFrom', desc: true },
      page: { offset: (page.current - 1) * page.size, limit: page.size },
    },
    ['batch', 'archive'],
  )
  if (error && !data) return <ErrorBlock error={error} />
  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <div>
        <Segmented<Shown>
          aria-label="状态"
          value={shown}
          onChange={next => {
            setShown(next)
            setPage({ ...page, current: 1 })
          }}
          options={[
            { value: 'sealed', label: '已封存' },
            { value: 'held', label: '调查冻结' },
            { value: 'due', label: '待封存' },
          ]}
        />
      </div>
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<BatchRow>
          rowKey="id"
          minWidth={1120}
          loading={loading && !data}
          dataSource={data?.rows ?? []}
          columns={COLUMNS}
          onOpen={row => navigate('batch', { id: String(row.id), tab: 'seal' })}
          pagination={{
            current: page.current,
            pageSize: page.size,
            total: data?.total ?? 0,
            onChange: (current, size) => setPage({ current, size }),
          }}
          locale={{ emptyText: data ? <Empty text={NOTHING[shown]} /> : ' ' }}
        />
      </div>
    </Flex>
  )
}
