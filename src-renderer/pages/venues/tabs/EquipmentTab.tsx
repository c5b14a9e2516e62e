import { Button, Flex, Input, Select, Typography } from 'antd'
import { useState } from 'react'
import type { EquipmentFilter } from '../../../../src-shared/contract/equipment.ts'
import { call, useCall } from '../../../api.ts'
import { useDebounced } from '../../../components/useDebounced.ts'
import { useMarks } from '../../../components/useMarks.ts'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'
import { ErrorBlock } from '../../../showError.tsx'
import type { EquipmentSort } from '../equipment/columns.tsx'
import { EquipmentBar } from '../equipment/EquipmentBar.tsx'
import { EquipmentTable } from '../equipment/EquipmentTable.tsx'
import { ImportDialog } from '../equipment/ImportDialog.tsx'
import { newRow, useRowEdit } from '../equipment/useRowEdit.ts'
import { roomName } from '../tags.tsx'
import type { TabProps } from '../VenuePage.tsx'

/** 设备名称、型号、规格、数量 (第二十三条（一）): found, edited in place, imported, exported. */
export function EquipmentTab({ venue }: TabProps) {
  const [search, setSearch] = useState('')
  const [room, setRoom] = useState<string>()
  const [trash, setTrash] = useState(false)
  const [sort, setSort] = useState<EquipmentSort>({ by: 'room', desc: false })
  const [page, setPage] = useState({ current: 1, size: 100 })
  const [importing, setImporting] = useState(false)
  const asked = useDebounced(search.trim(), 150)
  const { run } = useTask()

  const filter: EquipmentFilter = {
    venueId: venue.id,
    ...(asked ? { search: asked } : {}),
    ...(room === undefined ? {} : { room }),
    ...(trash ? { trash: true } : {}),
  }
  const list = useCall(
    'equipment.list',
    { filter, sort, page: { offset: (page.current - 1) * page.size, limit: page.size } },
    ['venue'],
  )
  const total = list.data?.total ?? 0
  const shown = (list.data?.rows ?? []).map(row => row.id)
  const marks = useMarks({ filter, total, shown, scope: String(trash) })
  const edit = useRowEdit(list.reload)
  const back = () => setPage({ ...page, current: 1 })

  const save = async () => {
    const saved = await run('正在导出设备清单', options => call('equipment.export', { filter }, options))
    if (saved) done(`已保存：${saved.path}`)
  }

  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <Flex gap={8} wrap align="center">
        <Input.Search
          allowClear
          style={{ flex: '1 1 170px', maxWidth: 280 }}
          placeholder="名称/拼音/型号/规格/资产编号"
          aria-label="搜索设备"
          maxLength={80}
          value={search}
          onChange={event => {
            setSearch(event.target.value)
            back()
          }}
        />
        <Select
          allowClear
          showSearch
          placeholder="位置（室）"
          aria-label="位置"
          style={{ width: 150 }}
          value={room}
          onChange={value => {
            setRoom(value)
            back()
          }}
          options={venue.rooms.map(one => ({ value: one.room, label: `${roomName(one.room)}　${one.devices} 项` }))}
        />
        <Typography.Text type="secondary" className="num">
          {list.data && `${total} 项 ${list.data.pieces} 件`}
        </Typography.Text>
        <div style={{ flex: 1 }} />
        <Button
          onClick={() => {
            setTrash(!trash)
            back()
          }}
        >
          {trash ? '返回清单' : '回收站'}
        </Button>
        {!trash && (
          <>
            <Button onClick={save} disabled={total === 0}>
              导出
            </Button>
            <Button onClick={() => setImporting(true)}>导入 Excel</Button>
            <Button type="primary" onClick={() => void edit.open(newRow(venue.id, room ?? ''))}>
              新增设备
            </Button>
          </>
        )}
      </Flex>
      <EquipmentBar venueId={venue.id} trash={trash} filter={filter} marks={marks} total={total} shown={shown.length} />
      {list.error && <ErrorBlock error={list.error} />}
      <div style={{ flex: 1, minHeight: 0 }}>
        <EquipmentTable
          list={list}
          sort={sort}
          onSort={setSort}
          page={page}
          onPage={setPage}
          marks={marks}
          edit={edit}
          trash={trash}
          narrowed={asked !== '' || room !== undefined}
          onImport={() => setImporting(true)}
        />
      </div>
      {importing && <ImportDialog venue={venue} onClose={() => setImporting(false)} />}
    </Flex>
  )
}
