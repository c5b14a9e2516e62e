import { Button, Select } from 'antd'
import { useState } from 'react'
import type { ContestFilter } from '../../../src-shared/contract/contest.ts'
import type { ContestState } from '../../../src-shared/domain/contest.ts'
import { CONTEST_STATE } from '../../../src-shared/labels.ts'
import { useCall } from '../../api.ts'
import { PageFrame } from '../../components/PageFrame.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { navigate } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'
import { ContestTable } from './ContestTable.tsx'
import { EditContest } from './EditContest.tsx'
import { STATES } from './tags.tsx'

/** 竞赛: every contest, where it stands, and what it still lacks. */
export default function ContestsPage() {
  const [search, setSearch] = useState('')
  const [state, setState] = useState<ContestState>()
  const [trash, setTrash] = useState(false)
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [adding, setAdding] = useState(false)
  const asked = useDebounced(search.trim(), 200)
  const filter: ContestFilter = {
    ...(asked ? { search: asked } : {}),
    ...(state ? { states: [state] } : {}),
    ...(trash ? { trash: true } : {}),
  }
  const list = useCall('contest.list', { filter, page: { offset: (page.current - 1) * page.size, limit: page.size } }, [
    'contest',
    'batch',
  ])
  const first = () => setPage({ ...page, current: 1 })

  return (
    <PageFrame
      title={trash ? '竞赛　回收站' : '竞赛'}
      extra={
        <>
          <Button
            onClick={() => {
              setTrash(!trash)
              first()
            }}
          >
            {trash ? '返回竞赛' : '回收站'}
          </Button>
          {!trash && (
            <Button type="primary" onClick={() => setAdding(true)}>
              新建竞赛
            </Button>
          )}
        </>
      }
      filters={
        <>
          <SearchField
            label="搜索竞赛"
            placeholder="名称/主办单位/文号/职业/地点"
            width={260}
            value={search}
            onChange={value => {
              setSearch(value)
              first()
            }}
          />
          <Select
            allowClear
            placeholder="状态"
            aria-label="按状态筛选"
            style={{ width: 120 }}
            value={state}
            onChange={value => {
              setState(value)
              first()
            }}
            options={STATES.map(value => ({ value, label: CONTEST_STATE[value] }))}
          />
        </>
      }
    >
      {list.error && !list.data && <ErrorBlock error={list.error} />}
      <ContestTable
        list={list}
        page={page}
        onPage={setPage}
        narrowed={Object.keys(filter).length > 0}
        trash={trash}
        onNew={() => setAdding(true)}
        onOpen={row => navigate('contest', { id: String(row.id) })}
      />
      {adding && <EditContest onClose={() => setAdding(false)} />}
    </PageFrame>
  )
}
