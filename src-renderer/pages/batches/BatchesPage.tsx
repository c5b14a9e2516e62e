import { Button, Select } from 'antd'
import { useState } from 'react'
import type { BatchFilter } from '../../../src-shared/contract/batch.ts'
import type { Phase } from '../../../src-shared/domain/order.ts'
import { useCall } from '../../api.ts'
import { PageFrame } from '../../components/PageFrame.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { navigate, useLocation } from '../../location.ts'
import { useSession } from '../../session.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { BatchTable } from './BatchTable.tsx'
import { CopyBatch } from './CopyBatch.tsx'
import { EditBatch } from './EditBatch.tsx'
import { PhaseFilter } from './PhaseFilter.tsx'
import { PHASES } from './tags.tsx'

const YEARS_BACK = 10

/** 批次: every 认定批次 (评价计划), where it stands, and what it still lacks. */
export default function BatchesPage() {
  const { params } = useLocation()
  const { today } = useSession()
  const [search, setSearch] = useState('')
  const [phase, setPhase] = useState<Phase | undefined>(PHASES.find(one => one === params.phase))
  const [year, setYear] = useState<number>()
  const [trash, setTrash] = useState(false)
  const [sort, setSort] = useState<{ by: 'examFrom' | 'planNo' | 'updatedAt'; desc: boolean }>({
    by: 'examFrom',
    desc: true,
  })
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [open, setOpen] = useState<'new' | 'copy' | null>(null)
  const asked = useDebounced(search.trim(), 200)
  const wide: BatchFilter = {
    ...(asked ? { search: asked } : {}),
    ...(year ? { year } : {}),
    ...(trash ? { trash: true } : {}),
  }
  const filter: BatchFilter = { ...wide, ...(phase ? { phases: [phase] } : {}) }
  const list = useCall(
    'batch.list',
    { filter, sort, page: { offset: (page.current - 1) * page.size, limit: page.size } },
    ['batch', 'venue', 'archive'],
  )
  const first = () => setPage({ ...page, current: 1 })
  const thisYear = Number(today.slice(0, 4))

  return (
    <PageFrame
      title={trash ? '批次　回收站' : '批次'}
      extra={
        <>
          <Button
            onClick={() => {
              setTrash(!trash)
              setPhase(undefined)
              first()
            }}
          >
            {trash ? '返回批次' : '回收站'}
          </Button>
          {!trash && (
            <>
              <Button onClick={() => setOpen('copy')}>复制已有批次</Button>
              <Button type="primary" onClick={() => setOpen('new')}>
                新建批次
              </Button>
            </>
          )}
        </>
      }
      filters={
        <>
          <SearchField
            label="搜索批次"
            placeholder="计划号/名称/职业/地点"
            width={220}
            value={search}
            onChange={value => {
              setSearch(value)
              first()
            }}
          />
          <Select
            allowClear
            placeholder="年度"
            aria-label="考试年度"
            style={{ width: 104 }}
            value={year}
            onChange={value => {
              setYear(value)
              first()
            }}
            options={Array.from({ length: YEARS_BACK + 1 }, (_, i) => thisYear + 1 - i).map(value => ({
              value,
              label: `${value} 年`,
            }))}
          />
          {!trash && (
            <PhaseFilter
              filter={wide}
              value={phase}
              onChange={value => {
                setPhase(value)
                first()
              }}
            />
          )}
        </>
      }
    >
      {list.error && !list.data && <ErrorBlock error={list.error} />}
      <BatchTable
        list={list}
        page={page}
        onPage={setPage}
        sort={sort}
        onSort={setSort}
        narrowed={Object.keys(filter).length > 0}
        trash={trash}
        onNew={() => setOpen('new')}
        onOpen={row => navigate('batch', { id: String(row.id) })}
      />
      {open === 'new' && <EditBatch onClose={() => setOpen(null)} />}
      {open === 'copy' && <CopyBatch onClose={() => setOpen(null)} />}
    </PageFrame>
  )
}
