import { AppstoreOutlined, BarsOutlined } from '@ant-design/icons'
import { Alert, Button, Flex, Pagination, Segmented, Spin } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Evidence, EvidenceFilter } from '../../../src-shared/contract/evidence.ts'
import { useCall } from '../../api.ts'
import { FillTable } from '../../components/FillTable.tsx'
import { SelectionBar } from '../../components/SelectionBar.tsx'
import { useMarks } from '../../components/useMarks.ts'
import { ErrorBlock } from '../../showError.tsx'
import { evidenceColumns, SORT_KEYS, type Sort } from './columns.tsx'
import { type Many, ManyDialogs } from './ManyDialogs.tsx'
import { Preview } from './Preview.tsx'
import { Tiles } from './Tiles.tsx'
import { useThumbnails } from './useThumbnails.ts'
import './evidence.css'

interface Props {
  filter: EvidenceFilter
  /** Files of several owners meet here. */
  owners: boolean
  /** Why nothing here may be changed. */
  locked: string | null
  /** Shown where the filter finds nothing. */
  empty: ReactNode
  /** Beside the switch of table and thumbnails. */
  bar?: ReactNode
}

const NONE: Evidence[] = []

type Shape = 'table' | 'tiles'
let lastShape: Shape = 'table' // kept from slot to slot, until the program ends

/**
 * The files that a filter finds, as a dense table or as thumbnails. Enter or Space opens the preview of the row that has the focus, Delete strikes it out
 * (with the other marked ones, when it is marked itself).
 */
export function EvidenceList({ filter, owners, locked, empty, bar }: Props) {
  const [shape, setShape] = useState(lastShape)
  const [sort, setSort] = useState<Sort>(owners ? { by: 'addedAt', desc: true } : { by: 'code', desc: false })
  const [page, setPage] = useState({ of: '', current: 1, size: 50 })
  const [open, setOpen] = useState<number | null>(null)
  const [many, setMany] = useState<Many | null>(null)
  const of = JSON.stringify(filter)
  const current = page.of === of ? page.current : 1 // another filter starts at its first page
  const list = useCall(
    'evidence.list',
    { filter, sort, page: { offset: (current - 1) * page.size, limit: page.size } },
    ['archive'],
  )
  const rows = useThumbnails(list.data?.rows ?? NONE)
  const total = list.data?.total ?? 0
  const shown = rows.map(row => row.id)
  const { search: _search, ...place } = filter
  const marks = useMarks({ filter, total, shown, scope: JSON.stringify(place) })
  const marked = marks.keysOf(shown)

  // Back to the row of the file that was looked at last: the next key goes on from there.
  const box = useRef<HTMLElement>(null)
  const looked = useRef<number>(null)
  useEffect(() => {
    if (open === null) box.current?.querySelector<HTMLElement>(`[data-row-key="${looked.current}"]`)?.focus()
    looked.current = open
  }, [open])

  const pagination = {
    current,
    pageSize: page.size,
    total,
    onChange: (next: number, size: number) => setPage({ of, current: next, size }),
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const id = rowAt(event.target)
    if (id === null) return
    if (event.key === ' ') setOpen(id)
    else if (event.key === 'Delete' && !locked) setMany(marked.includes(id) ? 'strike' : { strike: id })
    else return
    event.preventDefault()
  }

  if (list.error && !list.data) return <ErrorBlock error={list.error} />
  return (
    <Flex vertical gap={8} style={{ height: '100%', minHeight: 0 }}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <Flex gap={8} wrap align="center">
          {bar}
        </Flex>
        <Segmented<Shape>
          style={{ marginInlineStart: 'auto' }}
          size="small"
          aria-label="显示方式"
          value={shape}
          onChange={next => {
            lastShape = next
            setShape(next)
          }}
          options={[
            { value: 'table', icon: <BarsOutlined />, label: '列表' },
            { value: 'tiles', icon: <AppstoreOutlined />, label: '缩略图' },
          ]}
        />
      </Flex>
      {list.data?.more && (
        <Alert type="info" title={`符合的资料很多，只列出最近收入的 ${total} 件。请输入更长的词再找。`} />
      )}
      <SelectionBar marks={marks} total={total} shown={shown.length} unit="件">
        {(['edit', 'move', 'strike'] as const).map(what => (
          <Button
            key={what}
            size="small"
            danger={what === 'strike'}
            disabled={locked !== null}
            title={locked ?? undefined}
            onClick={() => setMany(what)}
          >
            {WORD[what]}
          </Button>
        ))}
      </SelectionBar>
      <section ref={box} aria-label="资料清单" style={{ flex: 1, minHeight: 0 }} onKeyDown={onKeyDown}>
        {shape === 'table' ? (
          <FillTable<Evidence>
            rowKey="id"
            minWidth={owners ? 1020 : 806}
            loading={list.loading && !list.data}
            dataSource={rows}
            columns={evidenceColumns(sort, owners)}
            onOpen={row => setOpen(row.id)}
            rowSelection={{
              columnWidth: 36,
              getTitleCheckboxProps: () => ({ 'aria-label': '选择本页' }),
              getCheckboxProps: row => ({ 'aria-label': `选择${row.code}` }),
              onCell: () => ({ onClick: event => event.stopPropagation() }), // a near miss must not open the preview
              selectedRowKeys: marked,
              onChange: keys => marks.setKeys(shown, keys.map(Number)),
            }}
            pagination={{ current, pageSize: page.size, total }}
            onChange={(pager, _filters, sorter) => {
              setPage({ of, current: pager.current ?? 1, size: pager.pageSize ?? page.size })
              const by = Array.isArray(sorter) ? undefined : SORT_KEYS.find(key => key === sorter.columnKey)
              if (!Array.isArray(sorter)) {
                setSort(by && sorter.order ? { by, desc: sorter.order === 'descend' } : { by: 'code', desc: false })
              }
            }}
            locale={{ emptyText: list.data ? empty : ' ' }}
          />
        ) : rows.length === 0 ? (
          list.data ? (
            empty
          ) : (
            <Spin />
          )
        ) : (
          <Flex vertical gap={8} style={{ height: '100%' }}>
            <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
              <Tiles
                rows={rows}
                marked={marked}
                onMark={keys => marks.setKeys(shown, keys)}
                onOpen={row => setOpen(row.id)}
              />
            </div>
            <Pagination
              size="small"
              align="end"
              showSizeChanger
              pageSizeOptions={[50, 100, 200]}
              showTotal={count => `共 ${count} 条`}
              {...pagination}
            />
          </Flex>
        )}
      </section>
      {open !== null && <Preview rows={rows} id={open} onOpen={setOpen} onClose={() => setOpen(null)} />}
      {many !== null && (
        <ManyDialogs
          what={many}
          filter={filter}
          batchName={filter.batchId === undefined ? undefined : rows[0]?.ownerName}
          selection={marks.selection}
          onDone={marks.clear}
          onClose={() => setMany(null)}
        />
      )}
    </Flex>
  )
}

const WORD = { edit: '修改题名等', move: '移到其他槽位', strike: '剔除' }

/** The file whose row (or tile) has the focus itself; null inside a button or box of it. */
function rowAt(target: EventTarget): number | null {
  const key = target instanceof HTMLElement ? target.dataset.rowKey : undefined
  return key === undefined ? null : Number(key)
}
