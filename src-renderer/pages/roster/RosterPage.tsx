import { Button } from 'antd'
import { useState } from 'react'
import type { SupervisorFilter } from '../../../src-shared/contract/supervisor.ts'
import { call, useCall } from '../../api.ts'
import { PageFrame } from '../../components/PageFrame.tsx'
import { useMarks } from '../../components/useMarks.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { navigate, openPerson, useLocation } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'
import { Batch } from './Batch.tsx'
import { CoursesDrawer } from './courses/CoursesDrawer.tsx'
import { filterOf, type SortKey, sortOf } from './filters.ts'
import { NewPerson } from './NewPerson.tsx'
import { RosterFilters } from './RosterFilters.tsx'
import { RosterTable } from './RosterTable.tsx'
import { TrashBar } from './TrashBar.tsx'

/** 内督员: the roster, found, sorted, and worked upon. Another page's request (its parameters) starts it anew. */
export default function RosterPage() {
  const { params } = useLocation()
  return <Roster key={JSON.stringify(params)} params={params} />
}

function Roster({ params }: { params: Record<string, string> }) {
  const [filter, setFilter] = useState<SupervisorFilter>(() => filterOf(params))
  const [sort, setSort] = useState<{ by: SortKey; desc: boolean }>(() => ({ by: sortOf(params), desc: false }))
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [adding, setAdding] = useState(params.new === '1')
  const [classes, setClasses] = useState(false)
  const { run } = useTask()
  const list = useCall(
    'supervisor.list',
    { filter, sort, page: { offset: (page.current - 1) * page.size, limit: page.size } },
    ['supervisor', 'card'],
  )
  const total = list.data?.total ?? 0
  const shown = (list.data?.rows ?? []).map(row => row.id)
  const marks = useMarks({ filter, total, shown, scope: String(filter.trash ?? false) })

  const narrow = (next: SupervisorFilter) => {
    setFilter(next)
    setPage({ ...page, current: 1 })
  }
  const save = async () => {
    const file = await run('正在导出名册', options =>
      call('roster.export', { selection: { filter, except: [] } }, options),
    )
    if (file) done(`已保存：${file.path}`)
  }
  const closeNew = () => (params.new ? navigate('roster') : setAdding(false))

  return (
    <PageFrame
      title={filter.trash ? '内督员　回收站' : '内督员'}
      extra={
        <>
          <Button onClick={() => narrow(filter.trash ? {} : { trash: true })}>
            {filter.trash ? '返回名册' : '回收站'}
          </Button>
          {!filter.trash && (
            <>
              <Button onClick={save} disabled={total === 0}>
                导出筛选结果
              </Button>
              <Button onClick={() => setClasses(true)}>培训班</Button>
              <Button onClick={() => navigate('import')}>导入名册</Button>
              <Button type="primary" onClick={() => setAdding(true)}>
                新增内督员
              </Button>
            </>
          )}
        </>
      }
      filters={<RosterFilters filter={filter} onChange={narrow} />}
    >
      {list.error && !list.data && <ErrorBlock error={list.error} />}
      <RosterTable
        list={list}
        page={page}
        onPage={setPage}
        sort={sort}
        onSort={setSort}
        marks={marks}
        filtered={Object.keys(filter).length > 0}
        bar={
          filter.trash ? (
            <TrashBar marks={marks} total={total} shown={shown.length} />
          ) : (
            <Batch marks={marks} total={total} shown={shown.length} />
          )
        }
        onOpen={row => openPerson(row.id)}
      />
      <NewPerson open={adding} onClose={closeNew} />
      {classes && <CoursesDrawer onClose={() => setClasses(false)} />}
    </PageFrame>
  )
}
