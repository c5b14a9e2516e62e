/** Local times of the contract (2026-11-23T09:30, with or without seconds) on a bar of a session. */
interface Span {
  from: string
  to: string
}

/** Minutes since an arbitrary day; both ends of a session are of the same office, so no time zone is in it. */
export function minuteOf(clock: string): number {
  const [date = '', time = ''] = clock.split('T')
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second) / 60_000
}

export const minutesOf = ({ from, to }: Span): number => minuteOf(to) - minuteOf(from)

/** Where a span lies on the bar, per cent of its width, cut off at both ends. */
export function placed(bar: Span, span: Span): { left: number; width: number } {
  const length = minutesOf(bar)
  if (length <= 0) return { left: 0, width: 0 }
  const at = (clock: string) => Math.min(100, Math.max(0, ((minuteOf(clock) - minuteOf(bar.from)) / length) * 100))
  const left = at(span.from)
  return { left, width: at(span.to) - left }
}

const STEPS = [10, 15, 30, 60, 120, 180, 360, 720] // minutes between two marks
const MOST_MARKS = 9

/** Round times below the bar, at most nine. */
export function marksOf(bar: Span): { left: number; text: string }[] {
  const length = minutesOf(bar)
  const step = STEPS.find(minutes => length / minutes < MOST_MARKS) ?? 1440
  const start = minuteOf(bar.from)
  const first = Math.ceil(start / step) * step
  const marks: { left: number; text: string }[] = []
  for (let at = first; at <= start + length && length > 0; at += step) {
    const minute = ((at % 1440) + 1440) % 1440
    const text = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    marks.push({ left: ((at - start) / length) * 100, text })
  }
  return marks
}

/** 45 分钟, 2 小时 5 分钟 */
export function minutesText(minutes: number): string {
  const whole = Math.round(minutes)
  if (whole < 60) return `${whole} 分钟`
  return whole % 60 === 0 ? `${whole / 60} 小时` : `${Math.floor(whole / 60)} 小时 ${whole % 60} 分钟`
}

/** 快 3 分 20 秒, 慢 1 小时 0 分: how a camera's clock stands, from what is added to it (seconds). */
export function offsetText(seconds: number): string {
  if (seconds === 0) return '未校正'
  const amount = Math.abs(seconds)
  const [days, rest] = [Math.floor(amount / 86_400), amount % 86_400]
  const [hours, minutes] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60]
  const parts = [
    days > 0 ? `${days} 天` : '',
    hours > 0 ? `${hours} 小时` : '',
    minutes > 0 ? `${minutes} 分` : '',
    rest % 60 > 0 ? `${rest % 60} 秒` : '',
  ].filter(Boolean)
  return `${seconds < 0 ? '快' : '慢'} ${parts.join(' ')}，已校正`
}
