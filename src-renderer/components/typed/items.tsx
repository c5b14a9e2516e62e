import { Form, type FormItemProps } from 'antd'
import { type ComponentType, useCallback, useRef } from 'react'
import { ClockField, SecondField } from './ClockField.tsx'
import { DateField, type DateProps } from './DateField.tsx'
import type { TypedProps } from './TypedField.tsx'

type ItemProps<Field> = Omit<FormItemProps, 'children' | 'validateFirst'> &
  Pick<Field, Extract<keyof Field, keyof DateProps>>

/** Text that cannot be read fails the form: it is neither the old date nor no date. */
function useRefusal(rules: FormItemProps['rules'] = []) {
  const why = useRef<string | null>(null)
  const onRefused = useCallback((reason: string | null) => {
    why.current = reason
  }, [])
  const readable = {
    validator: async () => {
      if (why.current !== null) throw new Error(why.current)
    },
  }
  return { rules: [readable, ...rules], onRefused }
}

/** A date in a form: <Form.Item> and <DateField> in one. */
export function DateItem({ rules, ...props }: ItemProps<DateProps>) {
  const { max, year, birth, onChange, placeholder, autoFocus, disabled, 'aria-label': label, ...item } = props
  const refusal = useRefusal(rules)
  return (
    <Form.Item {...item} rules={refusal.rules} validateFirst>
      <DateField
        max={max}
        year={year}
        birth={birth}
        onChange={onChange}
        placeholder={placeholder}
        autoFocus={autoFocus}
        disabled={disabled}
        aria-label={label}
        onRefused={refusal.onRefused}
        quiet
      />
    </Form.Item>
  )
}

function itemOf(Field: ComponentType<TypedProps>) {
  return ({ rules, ...props }: ItemProps<TypedProps>) => {
    const { onChange, placeholder, autoFocus, disabled, 'aria-label': label, ...item } = props
    const { rules: all, onRefused } = useRefusal(rules)
    const field = { onChange, placeholder, autoFocus, disabled, 'aria-label': label, onRefused }
    return (
      <Form.Item {...item} rules={all} validateFirst>
        <Field {...field} quiet />
      </Form.Item>
    )
  }
}

/** A time of the day in a form: <Form.Item> and <ClockField> in one. */
export const ClockItem = itemOf(ClockField)

/** A time to the second in a form. */
export const SecondItem = itemOf(SecondField)
