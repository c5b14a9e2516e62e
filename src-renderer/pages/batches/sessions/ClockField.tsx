import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { clockOf } from './clock.ts'

interface Props {
  value?: string | null
  onChange?: (value: string | null) => void
  id?: string
  placeholder?: string
  'aria-label'?: string
}

/** A time of the day, typed: 9, 900, 9:00 and 9点 are all 09:00. Made for <Form.Item>. */
export function ClockField({ value = null, onChange, placeholder = '09:00', ...rest }: Props) {
  const [text, setText] = useState(value ?? '')
  const wrong = text.trim() !== '' && clockOf(text) === null

  // Set from outside; what is being typed stays as it is.
  useEffect(() => {
    setText(old => (clockOf(old) === value ? old : (value ?? '')))
  }, [value])

  return (
    <Input
      {...rest}
      className="num"
      maxLength={8}
      placeholder={placeholder}
      status={wrong ? 'error' : undefined}
      title={wrong ? '时间写成 09:00' : undefined}
      value={text}
      onFocus={event => event.target.select()}
      onChange={event => {
        setText(event.target.value)
        onChange?.(clockOf(event.target.value))
      }}
      onBlur={() => setText(old => clockOf(old) ?? old)}
    />
  )
}
