import { Button, Flex, Typography } from 'antd'
import { useState } from 'react'
import type { Deadline } from '../../../src-shared/contract/supervision.ts'
import { type Calendar, calendarOf, isWorkday } from '../../../src-shared/domain/calendar.ts'
import { addDays, weekday } from '../../../src-shared/domain/dates.ts'
import { useCall } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { ErrorBlock } from '../../showError.tsx'
import { DeadlineTag } from '../batches/tags.tsx'
import { ownerOf } from './owner.ts'
import './month.css'

const WEEK = ['一', '二', '三', '四', '五', '六', '日']
const MOST = 500

/** A month on one sheet, Monday first, with 休 and 班 from the loaded years. */
export function MonthView({ states }: { states: Deadline['state'][] }) {
  const { today } = useSession()
  const [month, setMonth] = useState(today.slice(0, 7))
  const days = daysOf(month)
  const [first, last] = [days[0] ?? today, days.at(-1) ?? today]
  const list = useCall('deadline.list', { states, from: first, to: last, page: { offset: 0, limit: MOST } }, ['batch'])
  const years = useCall('calendar.years', {}, ['batch'])
  const calendar = calendarOf(years.data?.years ?? [])
  const [year, number] = month.split('-')
  if (list.error && !list.data) return <ErrorBlock error={list.error} />
  return (
    <Flex vertical gap={8} style={{ minHeight: '100%' }}>
      <Flex gap={8} align="center">
        <Button onClick={() => setMonth(shifted(month, -1))}>上月</Button>
        <Typography.Text strong style={{ fontSize: 16, width: 132, whiteSpace: 'nowrap', textAlign: 'center' }}>
          {year} 年 {Number(number)} 月
        </Typography.Text>
        <Button onClick={() => setMonth(shifted(month, 1))}>下月</Button>
        <Button onClick={() => setMonth(today.slice(0, 7))}>本月</Button>
      </Flex>
      <section className="month" aria-label={`${year} 年 ${Number(number)} 月的期限`}>
        {WEEK.map(name => (
          <div key={name} className="month-head">
            周{name}
          </div>
        ))}
        {days.map(date => (
          <Day
            key={date}
            date={date}
            outside={!date.startsWith(month)}
            today={date === today}
            calendar={calendar}
            deadlines={list.data?.rows.filter(row => row.due === date) ?? []}
          />
        ))}
      </section>
    </Flex>
  )
}

interface DayProps {
  date: string
  outside: boolean
  today: boolean
  calendar: Calendar
  deadlines: Deadline[]
}

function Day({ date, outside, today, calendar, deadlines }: DayProps) {
  const work = isWorkday(date, calendar)
  const weekend = [0, 6].includes(weekday(date))
  const mark = work === undefined ? '未装载' : work ? (weekend ? '班' : '') : '休'
  return (
    <div
      className={`month-day${outside ? ' month-outside' : ''}${today ? ' month-today' : ''}${work === false ? ' month-off' : ''}`}
    >
      <Flex justify="space-between">
        <span className="num">{Number(date.slice(8))}</span>
        <Typography.Text type={mark === '班' ? 'danger' : 'secondary'} style={{ fontSize: 12 }}>
          {mark}
        </Typography.Text>
      </Flex>
      {deadlines.map(one => (
        <button
          key={one.id}
          type="button"
          className="month-item"
          title={`${one.what}（${one.basis}）${ownerOf(one)?.name ?? ''}`}
          onClick={() => ownerOf(one)?.open()}
        >
          <DeadlineTag state={one.state} /> {one.what}
        </button>
      ))}
    </div>
  )
}

/** Whole weeks, Monday to Sunday, that the month touches. */
function daysOf(month: string): string[] {
  const first = `${month}-01`
  const start = addDays(first, -((weekday(first) + 6) % 7))
  const end = addDays(`${shifted(month, 1)}-01`, -1)
  const days: string[] = []
  for (let day = start; day <= end || days.length % 7 !== 0; day = addDays(day, 1)) days.push(day)
  return days
}

function shifted(month: string, by: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}
