import { DatePicker, Flex } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useState } from 'react'

dayjs.locale('zh-cn')

// The first is shown (with its weekday), all are understood when typed.
const FORMATS = ['YYYY-MM-DD ddd', 'YYYY-MM-DD', 'YYYY-M-D', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日']

interface Props {
  value?: string | null
  onChange?: (value: string | null) => void
  id?: string
  placeholder?: string
  allowClear?: boolean
  autoFocus?: boolean
  disabled?: boolean
  /** Latest day that may be chosen, YYYY-MM-DD. */
  max?: string
  'aria-label'?: string
}

/** A date field that speaks YYYY-MM-DD; made for <Form.Item>. */
export function DateField({ value, onChange, max, placeholder = '例如 2026-11-23', ...rest }: Props) {
  const [open, setOpen] = useState(false)
  // Enter takes the day that is typed or marked; only the next one submits the form around.
  return (
    <Flex onKeyDown={event => event.key === 'Enter' && open && event.preventDefault()}>
      <DatePicker
        {...rest}
        open={open}
        onOpenChange={setOpen}
        style={{ width: '100%' }}
        format={FORMATS}
        placeholder={placeholder}
        value={value ? dayjs(value) : null}
        maxDate={max ? dayjs(max) : undefined}
        onChange={day => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
      />
    </Flex>
  )
}
