import { Button, Flex, Typography } from 'antd'
import type { Equipment, EquipmentFilter } from '../../../../src-shared/contract/equipment.ts'
import type { CallState } from '../../../api.ts'
import { Empty } from '../../../components/Empty.tsx'
import { FillTable } from '../../../components/FillTable.tsx'
import { Choice, OtherHandAlert } from '../../../components/useEdit.tsx'
import type { Marks } from '../../../components/useMarks.ts'
import { type EquipmentSort, equipmentColumns, FIELDS } from './columns.tsx'
import { NEW, type RowEdit } from './useRowEdit.ts'

interface Props {
  list: CallState<'equipment.list'>
  sort: EquipmentSort
  onSort: (sort: EquipmentSort) => void
  page: { current: number; size: number }
  onPage: (page: { current: number; size: number }) => void
  marks: Marks<EquipmentFilter>
  edit: RowEdit
  trash: boolean
  narrowed: boolean
  onImport: () => void
}

const WIDTH = FIELDS.reduce((sum, field) => sum + field.width, 40)
const SORTS = ['room', 'name', 'quantity'] as const

/** The equipment list, edited in place. Pages come from the database: a venue may have ten thousand lines. */
export function EquipmentTable(props: Props) {
  const { list, sort, onSort, page, onPage, marks, edit, trash, narrowed, onImport } = props
  const rows = list.data?.rows ?? []
  const shown = rows.map(row => row.id)
  const { draft } = edit
  return (
    <Flex vertical style={{ height: '100%' }}>
      {draft?.hand && (
        <OtherHandAlert key={draft.row.seen}>
          {draft.hand.fields.map(field => (
            <Choice
              key={field}
              label={FIELDS.find(({ key }) => key === field)?.title ?? '其他内容'}
              theirs={draft.hand?.theirs[field]}
              mine={draft.hand?.mine[field]}
              current={() => draft.row[field]}
              onChoose={value => edit.change({ [field]: value })}
            />
          ))}
        </OtherHandAlert>
      )}
      <div style={{ flex: 1, minHeight: 0 }}>
        <FillTable<Equipment>
          rowKey="id"
          minWidth={WIDTH}
          loading={list.loading && !list.data}
          dataSource={draft?.row.id === NEW ? [draft.row, ...rows] : rows}
          columns={equipmentColumns(sort, edit)}
          rowSelection={{
            columnWidth: 40,
            selectedRowKeys: marks.keysOf(shown),
            onChange: keys => marks.setKeys(shown, keys.map(Number)),
            getCheckboxProps: row => ({ disabled: row.id === NEW }),
          }}
          onOpen={trash ? undefined : row => void edit.open(row)}
          pagination={{ current: page.current, pageSize: page.size, total: list.data?.total ?? 0 }}
          onChange={(pager, _filters, sorter, { action }) => {
            if (action === 'paginate') return onPage({ current: pager.current ?? 1, size: pager.pageSize ?? page.size })
            if (Array.isArray(sorter)) return
            const by = SORTS.find(key => key === sorter.columnKey)
            onSort(by && sorter.order ? { by, desc: sorter.order === 'descend' } : { by: 'room', desc: false })
          }}
          locale={{
            emptyText: list.data ? <Nothing trash={trash} narrowed={narrowed} onImport={onImport} /> : ' ',
          }}
        />
      </div>
      {draft && (
        <Typography.Text type="secondary">
          正在编辑：<kbd>Enter</kbd> 保存{draft.row.id === NEW && '并继续新增'}，<kbd>Tab</kbd> 下一格，<kbd>Esc</kbd>{' '}
          放弃
        </Typography.Text>
      )}
    </Flex>
  )
}

function Nothing({ trash, narrowed, onImport }: { trash: boolean; narrowed: boolean; onImport: () => void }) {
  if (trash) return <Empty text="回收站是空的。" />
  if (narrowed) return <Empty text="没有符合条件的设备。可以清除搜索或换一个位置。" />
  return (
    <Empty
      text="还没有设备。可以导入 Excel 清单，也可以逐行新增。"
      action={
        <Button type="primary" onClick={onImport}>
          导入 Excel
        </Button>
      }
    />
  )
}
