import { Button, Select } from 'antd'
import { useState } from 'react'
import type { FilingState, VenueFilter } from '../../../src-shared/contract/venue.ts'
import { FILING } from '../../../src-shared/labels.ts'
import { useCall } from '../../api.ts'
import { PageFrame } from '../../components/PageFrame.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { navigate } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'
import { NewVenue } from './NewVenue.tsx'
import { OccupationsDialog } from './OccupationsDialog.tsx'
import { VenuesTable } from './VenuesTable.tsx'

const STATES = Object.keys(FILING) as FilingState[]

/** 场地: every place where assessments are held, with how its 备案 stands (第二十三条). */
export default function VenuesPage() {
  const [search, setSearch] = useState('')
  const [filing, setFiling] = useState<FilingState>()
  const [trash, setTrash] = useState(false)
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [open, setOpen] = useState<'new' | 'occupations' | null>(null)
  const asked = useDebounced(search.trim(), 200)
  const filter: VenueFilter = {
    ...(asked ? { search: asked } : {}),
    ...(filing ? { filing: [filing] } : {}),
    ...(trash ? { trash: true } : {}),
  }
  const list = useCall('venue.list', { filter, page: { offset: (page.current - 1) * page.size, limit: page.size } }, [
    'venue',
  ])
  const back = () => setPage({ ...page, current: 1 })

  return (
    <PageFrame
      title={trash ? '场地　回收站' : '场地'}
      extra={
        <>
          <Button
            onClick={() => {
              setTrash(!trash)
              back()
            }}
          >
            {trash ? '返回场地' : '回收站'}
          </Button>
          <Button onClick={() => setOpen('occupations')}>职业（工种）词典</Button>
          <Button type="primary" onClick={() => setOpen('new')}>
            新增场地
          </Button>
        </>
      }
      filters={
        <>
          <SearchField
            label="搜索场地"
            placeholder="名称/地址/用途/职业"
            width={260}
            value={search}
            onChange={value => {
              setSearch(value)
              back()
            }}
          />
          <Select
            allowClear
            placeholder="备案"
            aria-label="备案状态"
            style={{ width: 130 }}
            value={filing}
            onChange={value => {
              setFiling(value)
              back()
            }}
            options={STATES.map(value => ({ value, label: FILING[value] }))}
          />
        </>
      }
    >
      {list.error && !list.data && <ErrorBlock error={list.error} />}
      <VenuesTable
        list={list}
        page={page}
        onPage={setPage}
        narrowed={Object.keys(filter).length > 0}
        onNew={() => setOpen('new')}
        onOpen={row => navigate('venue', { id: String(row.id) })}
      />
      {open === 'new' && <NewVenue onClose={() => setOpen(null)} />}
      {open === 'occupations' && <OccupationsDialog onClose={() => setOpen(null)} />}
    </PageFrame>
  )
}
