import { Select } from 'antd'
import { useState } from 'react'
import type { BatchRow } from '../../../src-shared/contract/batch.ts'
import { useCall } from '../../api.ts'
import { useDebounced } from '../../components/useDebounced.ts'

interface Props {
  /** From <Form.Item>. */
  id?: string
  value?: number | null
  onChange?: (id: number | null) => void
  onPick?: (name: string | null) => void
  /** Shown before the first search. */
  known?: Pick<BatchRow, 'id' | 'name'>
}

const SORT = { by: 'examFrom', desc: true } as const

/** A batch, found by 计划号, name, 职业 or place; the newest ones first. */
export function BatchSelect({ value, onChange, onPick, known, ...rest }: Props) {
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed.trim(), 150)
  const { data } = useCall('batch.list', {
    filter: search ? { search } : {},
    sort: SORT,
    page: { offset: 0, limit: 30 },
  })
  const options = (data?.rows ?? []).map(row => ({ value: row.id, label: row.name, detail: row.planNo }))
  const shown =
    known && !typed && !options.some(option => option.value === known.id)
      ? [{ value: known.id, label: known.name, detail: '' }, ...options]
      : options
  return (
    <Select
      {...rest}
      placeholder="计划号/名称/职业"
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
        onPick?.(shown.find(option => option.value === next)?.label ?? null)
      }}
    />
  )
}
