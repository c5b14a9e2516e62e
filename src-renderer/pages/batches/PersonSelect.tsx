import { Select } from 'antd'
import { useState } from 'react'
import { useCall } from '../../api.ts'
import { useDebounced } from '../../components/useDebounced.ts'

export interface Picked {
  id: number
  name: string
}

interface Props {
  /** From <Form.Item>. */
  id?: string
  value?: number | null
  onChange?: (id: number | null) => void
  onPick?: (person: Picked | null) => void
  /** Shown before the first search. */
  known?: Picked
  autoFocus?: boolean
  placeholder?: string
}

const SORT = { by: 'name', desc: false } as const

/** Someone of the roster, found by 汉字, 全拼, 首字母 or card code. */
export function PersonSelect({ value, onChange, onPick, known, placeholder = '姓名/拼音/证卡编号', ...rest }: Props) {
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed.trim(), 150)
  const { data } = useCall('supervisor.list', {
    filter: search ? { search } : {},
    sort: SORT,
    page: { offset: 0, limit: 30 },
  })
  const rows = data?.rows ?? []
  const options = rows.map(row => ({ value: row.id, label: row.name, detail: row.code ?? row.department }))
  const shown =
    known && value === known.id && !typed && !options.some(option => option.value === known.id)
      ? [{ value: known.id, label: known.name, detail: '' }, ...options]
      : options
  return (
    <Select
      {...rest}
      allowClear
      placeholder={placeholder}
      value={value ?? undefined}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={shown}
      optionRender={option => (
        <>
          {option.data.label}
          <span style={{ color: 'var(--ink3)' }}>　{option.data.detail}</span>
        </>
      )}
      onChange={next => {
        onChange?.(next ?? null)
        const row = shown.find(option => option.value === next)
        onPick?.(row ? { id: row.value, name: row.label } : null)
      }}
    />
  )
}
