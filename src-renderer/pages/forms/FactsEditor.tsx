import { Form, Spin, Typography } from 'antd'
import { useMemo } from 'react'
import type { FormItem } from '../../../src-shared/contract/form.ts'
import { useCall } from '../../api.ts'
import { ErrorBlock } from '../../showError.tsx'
import { FactField } from './FactField.tsx'
import { type Facts, fieldsOf, type Schema } from './fields.ts'

interface Props {
  item: FormItem
  /** What was typed over the stored facts. */
  typed: Facts
  onChange: (typed: Facts) => void
  /** A fact that cannot be read, by its name. */
  onRefused: (field: string, why: string | null) => void
}

/** The facts of one form beside its preview: stored ones are there already, typed ones count for this print only. */
export function FactsEditor({ item: { form, subject }, typed, onChange, onRefused }: Props) {
  const { data, error } = useCall('form.facts', { form, subject })
  const fields = useMemo(() => (data ? fieldsOf(data.fields as Schema) : []), [data])
  if (error) return <ErrorBlock error={error} />
  if (!data) return <Spin />
  const stored = data.facts as Facts // an object, as each form's facts are
  return (
    <Form layout="vertical" size="small" component="div">
      {fields.map(field => (
        <Form.Item
          key={field.key}
          label={field.label}
          htmlFor={`fact-${field.key}`}
          layout={field.kind === 'boolean' ? 'horizontal' : 'vertical'}
          style={{ marginBottom: 8 }}
        >
          <FactField
            id={`fact-${field.key}`}
            field={field}
            value={field.key in typed ? typed[field.key] : stored[field.key]}
            onChange={value => onChange({ ...typed, [field.key]: value })}
            onRefused={why => onRefused(field.label, why)}
          />
        </Form.Item>
      ))}
      <Typography.Text type="secondary">这里的修改只用于本次打印，不改动已登记的资料。</Typography.Text>
    </Form>
  )
}
