import { Input, InputNumber, type TableColumnsType, Tooltip } from 'antd'
import type { KeyboardEvent } from 'react'
import type { Equipment } from '../../../../src-shared/contract/equipment.ts'
import type { Input as CallInput } from '../../../../src-shared/contract/index.ts'
import { NEW, type RowEdit } from './useRowEdit.ts'

export type EquipmentSort = CallInput<'equipment.list'>['sort']

/** The columns of the list, of the sheet, and of a row's fields; `max` characters. */
export const FIELDS = [
  { key: 'name', title: '名称', width: 170, max: 80 },
  { key: 'model', title: '型号', width: 130, max: 80 },
  { key: 'spec', title: '规格', width: 150, max: 120 },
  { key: 'quantity', title: '数量', width: 84, max: 0 },
  { key: 'unit', title: '单位', width: 64, max: 10 },
  { key: 'room', title: '位置（室）', width: 120, max: 40 },
  { key: 'assetNo', title: '资产编号', width: 130, max: 60 },
  { key: 'note', title: '备注', width: 160, max: 200 },
] as const

type Field = (typeof FIELDS)[number]

const SORTED: Partial<Record<Field['key'], EquipmentSort['by']>> = { name: 'name', quantity: 'quantity', room: 'room' }

export function equipmentColumns(sort: EquipmentSort, edit: RowEdit): TableColumnsType<Equipment> {
  return FIELDS.map(field => {
    const by = SORTED[field.key]
    return {
      key: field.key,
      title: field.title,
      dataIndex: field.key,
      width: field.width,
      ellipsis: true,
      ...(field.key === 'quantity' ? { align: 'end' as const, className: 'num' } : {}),
      ...(by
        ? { sorter: true, sortOrder: sort.by === by ? (sort.desc ? ('descend' as const) : ('ascend' as const)) : null }
        : {}),
      render: (_: unknown, row: Equipment) =>
        edit.draft?.row.id === row.id ? <Cell key={edit.draft.turn} field={field} edit={edit} /> : row[field.key],
    }
  })
}

function Cell({ field: { key, title, max }, edit }: { field: Field; edit: RowEdit }) {
  const { draft, busy } = edit
  if (!draft) return null
  const error = draft.errors[key]
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void edit.save()
    else if (event.key === 'Escape') edit.cancel()
    else return
    event.stopPropagation()
  }
  const common = {
    size: 'small' as const,
    'aria-label': title,
    'aria-invalid': error !== undefined,
    status: error ? ('error' as const) : undefined,
    autoFocus: key === 'name',
    readOnly: busy,
    onKeyDown: keys,
  }
  return (
    <Tooltip title={error} open={error !== undefined} placement="topLeft">
      {key === 'quantity' ? (
        <InputNumber
          {...common}
          min={0}
          max={1_000_000}
          precision={0}
          controls={false}
          style={{ width: '100%' }}
          value={draft.row.quantity}
          onChange={value => edit.change({ quantity: value ?? 0 })}
        />
      ) : (
        <Input
          {...common}
          maxLength={max}
          placeholder={draft.row.id === NEW && key === 'name' ? '名称（必填）' : undefined}
          value={draft.row[key]}
          onChange={event => edit.change({ [key]: event.target.value })}
        />
      )}
    </Tooltip>
  )
}
