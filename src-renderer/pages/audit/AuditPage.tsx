import { Button, Flex, Input, type TableColumnsType, Typography } from 'antd'
import { useState } from 'react'
import type { AuditRow } from '../../../src-shared/contract/audit.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { call, useCall } from '../../api.ts'
import { InstantText } from '../../components/DateText.tsx'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { ErrorBlock } from '../../showError.tsx'
import { Last, Verdict } from './Verdict.tsx'

const COLUMNS: TableColumnsType<AuditRow> = [
  { title: '序号', dataIndex: 'id', width: 80, className: 'num' },
  { title: '时间', width: 150, render: (_, row) => <InstantText value={row.at} /> },
  { title: '经办人', dataIndex: 'actor', width: 110, ellipsis: true },
  { title: '事项', dataIndex: 'text' },
  {
    title: '校验值',
    width: 120,
    render: (_, row) => (
      <Typography.Text code copyable={{ text: row.hash }}>
        {row.hash.slice(0, 8)}
      </Typography.Text>
    ),
  },
]

/** 操作日志: what was done, by whom; each entry carries the hash of the one before, so that tampering is discovered. */
export default function AuditPage() {
  const [search, setSearch] = useState('')
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [verdict, setVerdict] = useState<Output<'audit.verify'> | null>(null)
  const asked = useDebounced(search.trim(), 200)
  const last = useCall('audit.last', {}, ['audit'])
  const { run } = useTask()
  const { data, error, loading } = useCall(
    'audit.list',
    { ...(asked ? { search: asked } : {}), page: { offset: (page.current - 1) * page.size, limit: page.size } },
    ['audit'],
  )

  const verify = async () => {
    const answer = await run('正在校验操作日志', options => call('audit.verify', {}, options))
    if (answer) setVerdict(answer)
  }
  const save = async () => {
    const saved = await run('正在导出操作日志', options => call('audit.export', {}, options))
    if (saved) done(`操作日志已保存：${saved.path}`)
  }

  return (
    <PageFrame
      title="操作日志"
      extra={
        <>
          <Button onClick={verify}>校验</Button>
          <Button onClick={save}>导出</Button>
        </>
      }
      filters={
        <Input.Search
          allowClear
          placeholder="经办人 / 事项"
          aria-label="搜索操作日志"
          value={search}
          maxLength={60}
          onChange={event => {
            setSearch(event.target.value)
            setPage({ ...page, current: 1 })
          }}
          style={{ width: 260 }}
        />
      }
    >
      <Flex vertical style={{ height: '100%' }}>
        {verdict ? <Verdict verdict={verdict} onClose={() => setVerdict(null)} /> : <Last said={last.data} />}
        {error && <ErrorBlock error={error} />}
        <div style={{ flex: 1, minHeight: 0 }}>
          <FillTable<AuditRow>
            minWidth={760}
            rowKey="id"
            dataSource={data?.rows}
            columns={COLUMNS}
            loading={loading && !data}
            pagination={{
              current: page.current,
              pageSize: page.size,
              total: data?.total ?? 0,
              onChange: (current, size) => setPage({ current, size }),
            }}
            locale={{ emptyText: <Empty text={asked ? '没有符合条件的记录' : '还没有操作记录'} /> }}
          />
        </div>
      </Flex>
    </PageFrame>
  )
}
