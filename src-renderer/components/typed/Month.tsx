import { Button } from 'antd'
import { addDays, addMonths, type IsoDate, weekday } from '../../../src-shared/domain/dates.ts'

interface Props {
  marked: IsoDate
  today: IsoDate
  max: IsoDate | undefined
  onMark: (day: IsoDate) => void
  onPick: (day: IsoDate) => void
}

const WEEK = ['一', '二', '三', '四', '五', '六', '日']

/** Six weeks around the marked day. The focus stays in the field that opened it: keys are the field's, only the mouse is ours. */
export function Month({ marked, today, max, onMark, onPick }: Props) {
  const first = `${marked.slice(0, 8)}01`
  const start = addDays(first, -((weekday(first) + 6) % 7))
  return (
    <section className="typed-month" aria-label="月历" onMouseDown={event => event.preventDefault()}>
      <div className="typed-month-head">
        <Step word="上一年" sign="«" to={addMonths(marked, -12)} onMark={onMark} />
        <Step word="上个月" sign="‹" to={addMonths(marked, -1)} onMark={onMark} />
        <strong className="num" aria-live="polite">
          {marked.slice(0, 4)} 年 {Number(marked.slice(5, 7))} 月
        </strong>
        <Step word="下个月" sign="›" to={addMonths(marked, 1)} onMark={onMark} />
        <Step word="下一年" sign="»" to={addMonths(marked, 12)} onMark={onMark} />
      </div>
      <table>
        <thead>
          <tr>
            {WEEK.map(day => (
              <th key={day} scope="col" abbr={`星期${day}`}>
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[0, 1, 2, 3, 4, 5].map(week => (
            <tr key={week}>
              {WEEK.map((_, i) => {
                const day = addDays(start, week * 7 + i)
                return <Day key={day} day={day} marked={marked} today={today} max={max} onPick={onPick} />
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Step({ word, sign, to, onMark }: { word: string; sign: string; to: IsoDate; onMark: Props['onMark'] }) {
  return (
    <Button type="text" size="small" aria-label={word} tabIndex={-1} onClick={() => onMark(to)}>
      {sign}
    </Button>
  )
}

function Day({ day, marked, today, max, onPick }: Omit<Props, 'onMark'> & { day: IsoDate }) {
  const classes = [
    'typed-day num',
    day.slice(0, 7) === marked.slice(0, 7) ? '' : 'typed-other',
    day === today ? 'typed-today' : '',
    day === marked ? 'typed-marked' : '',
  ]
  return (
    <td>
      <button
        type="button"
        tabIndex={-1}
        className={classes.join(' ').trim()}
        aria-label={day}
        aria-pressed={day === marked}
        disabled={max !== undefined && day > max}
        onClick={() => onPick(day)}
      >
        {Number(day.slice(8))}
      </button>
    </td>
  )
}
