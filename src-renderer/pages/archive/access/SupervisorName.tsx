import { AutoComplete } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../api.ts'
import { useDebounced } from '../../../components/useDebounced.ts'

interface Props {
  /** From <Form.Item>. */
  id?: string
  value?: string
  onChange?: (name: string) => void
}

const SORT = { by: 'name', desc: false } as const

/** The name of a 内督员 in office; the roster proposes. */
export function SupervisorName({ value = '', ...field }: Props) {
  const [asking, setAsking] = useState(false)
  const search = useDebounced(value.trim(), 150)
  const { data } = useCall(
    'supervisor.list',
    asking
      ? {
          filter: { states: ['appointed'], ...(search ? { search } : {}) },
          sort: SORT,
          page: { offset: 0, limit: 20 },
        }
      : null,
  )
  return (
    <AutoComplete
      {...field}
      value={value}
      maxLength={40}
      placeholder="姓名/拼音"
      onFocus={() => setAsking(true)}
      onBlur={() => setAsking(false)}
      options={[...new Set(data?.rows.map(row => row.name))].map(name => ({ value: name }))}
    />
  )
}
