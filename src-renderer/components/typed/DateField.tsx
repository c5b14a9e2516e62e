import { CalendarOutlined } from '@ant-design/icons'
import { Popover } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { addDays, addMonths, isDate } from '../../../src-shared/domain/dates.ts'
import { type Reading, readDate, weekdayText } from '../../../src-shared/domain/typedDate.ts'
import { useToday } from '../../session.tsx'
import { Month } from './Month.tsx'
import { TypedField, type TypedHandle, type TypedProps } from './TypedField.tsx'

export interface DateProps extends TypedProps {
  /** Latest day that may be said, YYYY-MM-DD. */
  max?: string
  /** Year of a day typed without one; today's when absent. */
  year?: number
  /** A birthday needs its four-digit year. */
  birth?: boolean
}

const STEPS: Record<string, (day: string) => string> = {
  ArrowLeft: day => addDays(day, -1),
  ArrowRight: day => addDays(day, 1),
  ArrowUp: day => addDays(day, -7),
  ArrowDown: day => addDays(day, 7),
  PageUp: day => addMonths(day, -1),
  PageDown: day => addMonths(day, 1),
}

/** A date field that speaks YYYY-MM-DD. Typed as offices write dates (readDate); ↓ opens the month, Ctrl+; is today. In a form: <DateItem>. */
export function DateField({ max, year, birth, placeholder = '例如 2026-11-23', ...props }: DateProps) {
  const today = useToday()
  const [marked, setMarked] = useState<string | null>(null) // the month is open
  const field = useRef<TypedHandle>(null)

  const read = (text: string, pasted: boolean): Reading => {
    const reading = readDate(text, {
      today,
      pasted,
      ...(year === undefined ? {} : { year }),
      ...(birth ? { birth } : {}),
    })
    if ('refused' in reading || reading.value === null || max === undefined || reading.value <= max) return reading
    return { refused: `${reading.value} 晚于${max === today ? '今天' : ` ${max}`}` }
  }
  const open = (typed: string) => {
    const reading = read(typed, false)
    setMarked(('value' in reading && reading.value) || props.value || (max !== undefined && max < today ? max : today))
  }
  const pick = (day: string) => {
    if (max !== undefined && day > max) return
    field.current?.choose(day)
    setMarked(null)
  }
  const mark = (day: string) => isDate(day) && setMarked(day)

  const key = (event: KeyboardEvent, typed: string): boolean => {
    if (event.ctrlKey && event.code === 'Semicolon') pick(today)
    else if (marked === null) {
      if (event.key !== 'ArrowDown') return false
      open(typed)
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      setMarked(null)
    } else if (event.key === 'Enter') pick(marked)
    else {
      const step = STEPS[event.key]
      if (step === undefined) {
        if (event.key.length === 1) setMarked(null) // typing goes on
        return false
      }
      mark(step(marked))
    }
    event.preventDefault()
    return true
  }

  return (
    <Popover
      open={marked !== null}
      placement="bottomLeft"
      arrow={false}
      trigger={[]}
      content={marked !== null && <Month marked={marked} today={today} max={max} onMark={mark} onPick={pick} />}
    >
      {/* Popover measures an element of its own. */}
      <div style={{ width: '100%' }}>
        <TypedField
          {...props}
          placeholder={placeholder}
          read={read}
          say={day => `${day} ${weekdayText(day)}`}
          handle={field}
          onKey={key}
          onLeave={() => setMarked(null)}
          suffix={value => (
            <>
              {value !== null && isDate(value) && <span className="typed-weekday">{weekdayText(value)}</span>}
              <button
                type="button"
                className="typed-open"
                tabIndex={-1}
                aria-label="打开月历"
                disabled={props.disabled}
                onMouseDown={event => {
                  event.preventDefault()
                  event.currentTarget.closest('.typed')?.querySelector('input')?.focus()
                  if (marked === null) open(field.current?.text() ?? '')
                  else setMarked(null)
                }}
              >
                <CalendarOutlined aria-hidden />
              </button>
            </>
          )}
        />
      </div>
    </Popover>
  )
}
