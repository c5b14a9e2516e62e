import { Button, Flex, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { useCall } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { FillTable } from '../../../components/FillTable.tsx'
import { SearchField } from '../../../components/SearchField.tsx'
import { useDebounced } from '../../../components/useDebounced.ts'
import { ErrorBlock } from '../../../showError.tsx'
import type { TabProps } from '../BatchPage.tsx'
import { ImportCandidates } from '../candidates/ImportCandidates.tsx'
import { SampleDrawer } from '../candidates/SampleDrawer.tsx'
import { ScoresDialog } from '../scores/ScoresDialog.tsx'

export type Candidate = Output<'candidate.list'>['rows'][number]

export const CANDIDATE_COLUMNS: TableColumnsType<Candidate> = [
  { title: '准考证号/序号', dataIndex: 'number', width: 150, className: 'num', ellipsis: true },
  { title: '姓名', dataIndex: 'name', width: 110, ellipsis: true },
  { title: '性别', dataIndex: 'sex', width: 56 },
  { title: '身份证号', width: 180, className: 'num', render: (_, row) => row.idMasked ?? '—' },
  { title: '职业', dataIndex: 'occupation', width: 150, ellipsis: true },
  { title: '等级', dataIndex: 'level', width: 120, ellipsis: true },
  { title: '单位', dataIndex: 'unit', ellipsis: true },
  { title: '联系电话', dataIndex: 'phone', width: 130, className: 'num', ellipsis: true },
]

/** 考生: the 考生名册 of the batch, and the samples that were drawn from it (第二十条（四）). */
export function CandidatesTab({ batch, closed }: TabProps) {
  const [search, setSearch] = useState('')
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [open, setOpen] = useState<'import' | 'sample' | 'scores' | null>(null)
  const asked = useDebounced(search.trim(), 200)
  const list = useCall(
    'candidate.list',
    {
      batchId: batch.id,
      ...(asked ? { search: asked } : {}),
      page: { offset: (page.current - 1) * page.size, limit: page.size },
    },
    ['batch'],
  )
  const samples = useCall('sample.list', { batchId: batch.id }, ['batch'])
  if (list.error && !list.data) return <ErrorBlock error={list.error} />
  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <Flex gap={8} wrap justify="space-between">
        <SearchField
          label="搜索考生"
          placeholder="姓名/准考证号/单位"
          width={240}
          value={search}
          onChange={value => {
            setSearch(value)
            setPage({ ...page, current: 1 })
          }}
        />
        <Flex gap={8}>
          <Button disabled={batch.candidates === 0} onClick={() => setOpen('sample')}>
            抽查{samples.data?.samples.length ? ` ${samples.data.samples.length} 次` : ''}
          </Button>
          {!closed && (
            <Button disabled={batch.candidates === 0} onClick={() => setOpen('scores')}>
              成绩
            </Button>
          )}
          {!closed && (
            <Button type="primary" onClick={() => setOpen('import')}>
              {batch.candidates > 0 ? '重新导入名册' : '导入考生名册'}
            </Button>
          )}
        </Flex>
      </Flex>
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<Candidate>
          rowKey="id"
          minWidth={960}
          loading={list.loading && !list.data}
          dataSource={list.data?.rows ?? []}
          columns={CANDIDATE_COLUMNS}
          pagination={{
            current: page.current,
            pageSize: page.size,
            total: list.data?.total ?? 0,
            onChange: (current, size) => setPage({ current, size }),
          }}
          locale={{
            emptyText: list.data ? (
              <Empty
                text={asked ? '没有符合条件的考生。' : '还没有导入考生名册。导入后可以按名册抽查，并检查回避关系。'}
              />
            ) : (
              ' '
            ),
          }}
        />
      </div>
      {open === 'import' && (
        <ImportCandidates batch={batch} seen={list.data?.seen ?? ''} onClose={() => setOpen(null)} />
      )}
      {open === 'scores' && <ScoresDialog batch={batch} onClose={() => setOpen(null)} />}
      {open === 'sample' && (
        <SampleDrawer
          batch={batch}
          samples={samples.data?.samples ?? []}
          closed={closed}
          onClose={() => setOpen(null)}
        />
      )}
    </Flex>
  )
}
