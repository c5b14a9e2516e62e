import { Button, Flex } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { CardFilter, CardRow, CardSelection } from '../../../src-shared/contract/card.ts'
import type { Input as CallInput } from '../../../src-shared/contract/index.ts'
import { cardWord } from '../../../src-shared/labels.ts'
import { call, useCall } from '../../api.ts'
import { Empty } from '../../components/Empty.tsx'
import { FillTable } from '../../components/FillTable.tsx'
import { PageFrame } from '../../components/PageFrame.tsx'
import { SelectionBar } from '../../components/SelectionBar.tsx'
import { useDebounced } from '../../components/useDebounced.ts'
import { useMarks } from '../../components/useMarks.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { navigate, useLocation } from '../../location.ts'
import { ErrorBlock } from '../../showError.tsx'
import { CardDrawer } from './CardDrawer.tsx'
import { CardFilters } from './CardFilters.tsx'
import { cardColumns } from './columns.tsx'
import { GapReport } from './GapReport.tsx'

const PrintDialog = lazy(() => import('../print/PrintDialog.tsx'))

type Sort = CallInput<'card.list'>['sort']

/** What a link from another page may preset. */
function presets(params: Record<string, string>): CardFilter {
  return {
    search: params.search,
    filing: params.filing === 'filed' || params.filing === 'unfiled' ? params.filing : undefined,
    printed: params.printed === 'yes' || params.printed === 'no' ? params.printed : undefined,
    duty: (['print', 'file', 'return', 'change'] as const).find(duty => duty === params.duty),
  }
}

/** Cards in force or ahead can be printed: the others are left out of "all that the filter finds". */
function printable(chosen: CardSelection): CardSelection {
  if ('ids' in chosen) return chosen
  const all = chosen.filter.states ?? []
  const states = (['valid', 'ahead'] as const).filter(state => all.length === 0 || all.includes(state))
  return states.length === 0 ? { ids: [] } : { ...chosen, filter: { ...chosen.filter, states } }
}

/** 证卡台账: every card ever issued, with its whole history behind it. */
export default function CardsPage() {
  const { params } = useLocation()
  const [filter, setFilter] = useState<CardFilter>(() => presets(params))
  const [sort, setSort] = useState<Sort>({ by: 'code', desc: true })
  const [page, setPage] = useState({ current: 1, size: 50 })
  const [open, setOpen] = useState<number | null>(null)
  const [gaps, setGaps] = useState(false)
  const [printing, setPrinting] = useState(false)
  const asked = useDebounced(filter, 200)
  const { run } = useTask()

  const list = useCall(
    'card.list',
    { filter: asked, sort, page: { offset: (page.current - 1) * page.size, limit: page.size } },
    ['card', 'supervisor', 'print'],
  )
  const rows = list.data?.rows ?? []
  const total = list.data?.total ?? 0
  const shown = rows.map(row => row.id)
  const marks = useMarks({ filter: asked, total, shown })
  const narrowed = Object.values(filter).some(value => value !== undefined && value !== '')

  const exportLedger = async (selection: CardSelection) => {
    const saved = await run('正在导出台账', options => call('card.exportLedger', { selection }, options))
    if (saved) done(`台账已保存：${saved.path}`)
  }

  return (
    <PageFrame
      title="证卡"
      extra={
        <>
          <Button onClick={() => setGaps(true)}>跳号报告</Button>
          <Button disabled={total === 0} onClick={() => exportLedger({ filter: asked, except: [] })}>
            导出台账
          </Button>
          <Button type="primary" onClick={() => void navigate('roster', { card: 'without', state: 'appointed' })}>
            发卡
          </Button>
        </>
      }
      filters={
        <CardFilters
          filter={filter}
          onChange={next => {
            setFilter(next)
            setPage({ ...page, current: 1 })
          }}
        />
      }
    >
      <Flex vertical gap={8} style={{ height: '100%' }}>
        <SelectionBar marks={marks} total={total} shown={shown.length} unit="张">
          <Button type="primary" size="small" onClick={() => setPrinting(true)}>
            打印证卡
          </Button>
          <Button size="small" onClick={() => exportLedger(marks.selection)}>
            导出所选
          </Button>
        </SelectionBar>
        {list.error && <ErrorBlock error={list.error} />}
        <div style={{ flex: 1, minHeight: 0 }}>
          <FillTable<CardRow>
            minWidth={1120}
            onOpen={row => setOpen(row.id)}
            rowKey="id"
            dataSource={rows}
            columns={cardColumns(sort)}
            loading={list.loading && !list.data}
            rowSelection={{
              columnWidth: 40,
              selectedRowKeys: marks.keysOf(shown),
              onChange: keys => marks.setKeys(shown, keys.map(Number)),
              getCheckboxProps: card => ({
                disabled: !card.acts.includes('print'),
                title: card.acts.includes('print') ? '' : `「${cardWord(card)}」的证卡不能打印`,
              }),
            }}
            onChange={(_, __, sorter, { action }) => {
              if (action !== 'sort') return
              const by = Array.isArray(sorter) ? sorter[0] : sorter
              const key = (['code', 'issuedOn', 'name', 'termEnd'] as const).find(k => k === by?.columnKey)
              setSort(key && by?.order ? { by: key, desc: by.order === 'descend' } : { by: 'code', desc: true })
            }}
            pagination={{
              current: page.current,
              pageSize: page.size,
              total,
              onChange: (current, size) => setPage({ current, size }),
            }}
            locale={{
              emptyText: narrowed ? (
                <Empty text="没有符合条件的证卡" action={<Button onClick={() => setFilter({})}>清除筛选</Button>} />
              ) : (
                <Empty
                  text="还没有发过证卡。聘任后，在内督员名册中选择人员发卡。"
                  action={<Button onClick={() => void navigate('roster')}>去内督员名册</Button>}
                />
              ),
            }}
          />
        </div>
      </Flex>
      <CardDrawer id={open} onClose={() => setOpen(null)} />
      <GapReport open={gaps} onClose={() => setGaps(false)} />
      {printing && (
        <Suspense>
          <PrintDialog selection={printable(marks.selection)} open onClose={() => setPrinting(false)} />
        </Suspense>
      )}
    </PageFrame>
  )
}
