import { TimePicker } from 'antd'
import dayjs from 'dayjs'

interface Props {
  value?: string | null
  onChange?: (value: string | null) => void
  id?: string
  allowClear?: boolean
  placeholder?: string
  'aria-label'?: string
}

/** A time of the day, 09:00; made for <Form.Item>. */
export function ClockField({ value, onChange, allowClear = false, placeholder = '09:00', ...rest }: Props) {
  return (
    <TimePicker
      {...rest}
      style={{ width: '100%' }}
      format="HH:mm"
      minuteStep={5}
      needConfirm={false}
      allowClear={allowClear}
      placeholder={placeholder}
      value={value ? dayjs(`2000-01-01T${value}`) : null}
      onChange={time => onChange?.(time ? time.format('HH:mm') : null)}
    />
  )
}
