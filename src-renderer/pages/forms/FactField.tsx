import { Checkbox, Input, InputNumber, Select, Switch } from 'antd'
import { DateField } from '../../components/typed/DateField.tsx'
import { Answers } from './Answers.tsx'
import type { Field } from './fields.ts'
import { RowsField } from './RowsField.tsx'

interface Props {
  id?: string
  field: Field
  value: unknown
  /** null: leave it blank. */
  onChange: (value: unknown) => void
  /** Why what was typed cannot be read: it stays, and the paper has to wait for it. null once it can. */
  onRefused: (why: string | null) => void
  label?: string
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** One fact, typed as its kind asks for. */
export function FactField({ id, field, value, onChange, onRefused, label }: Props) {
  const common = { id, 'aria-label': label ?? field.label }
  switch (field.kind) {
    case 'line':
      return <Input {...common} value={textOf(value)} onChange={event => onChange(event.target.value)} />
    case 'text':
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={textOf(value)}
          onChange={event => onChange(event.target.value)}
        />
      )
    case 'date':
      return (
        <DateField
          {...common}
          birth={field.key === 'birth'}
          value={textOf(value) || null}
          onChange={onChange}
          onRefused={onRefused}
        />
      )
    case 'number':
      return (
        <InputNumber
          {...common}
          min={0}
          precision={0}
          style={{ width: '100%' }}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
        />
      )
    case 'boolean':
      return <Switch {...common} size="small" checked={value === true} onChange={onChange} />
    case 'choice':
      return (
        <Select
          {...common}
          allowClear
          style={{ width: '100%' }}
          options={field.options}
          value={typeof value === 'string' || typeof value === 'number' ? value : undefined}
          onChange={next => onChange(next ?? null)}
        />
      )
    case 'choices':
      return (
        <Checkbox.Group
          options={field.options}
          value={listOf(value) as (string | number)[]}
          onChange={next => onChange(next)}
        />
      )
    case 'rows':
      return <RowsField field={field} rows={listOf(value) as Record<string, unknown>[]} onChange={onChange} />
    case 'answers':
      return <Answers items={field.asked ?? []} answers={listOf(value)} onChange={onChange} />
  }
}
