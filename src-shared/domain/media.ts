/**
 * 影像覆盖 (第二十条（五）, 附件3 现场17 and 事后11): which minutes of a session its photos and videos show. Times are local, as the camera's clock
 * and the plan have them; inside they are seconds since 1970-01-01T00:00 of the office, so that midnight is nothing special.
 */
import { lastDay, minuteOf, minutesOf, type Span, spanText } from './clock.ts'
import { addDays, daysBetween, type IsoDate, isDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'
import { cleanCell } from './text.ts'

/** A photo shows so many minutes before and after itself. 本机构口径: the regulation asks for 全过程 and names no interval. */
export const PHOTO_MINUTES = 5

/** Between two clips a camera needs a moment: a gap shorter than this, seconds, is none. */
export const GAP_SECONDS = 60

/** Seconds `from` ≤ t < `to`. */
export interface Stretch {
  from: number
  to: number
}

const EPOCH = '1970-01-01'
const DAY = 86_400

const LOCAL = /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d))?$/

/** A real date and time of day: cameras without a battery write 0000-00-00. */
export const isLocalTime = (time: string): boolean => LOCAL.test(time) && isDate(time.slice(0, 10))

/** Seconds of a local time `2026-11-23T09:30` or `2026-11-23T09:30:15`. @throws RangeError for text that is no time. */
export function secondsOf(time: string): number {
  const match = LOCAL.exec(time)
  if (!match) throw new RangeError(`not a local time: ${JSON.stringify(time)}`)
  return daysBetween(EPOCH, match[1] ?? '') * DAY + minuteOf(match[2] ?? '') * 60 + Number(match[3] ?? 0)
}

/** `2026-11-23T09:30`, to the minute that has begun. */
export function timeOf(seconds: number): string {
  const day = Math.floor(seconds / DAY)
  const minute = Math.floor((seconds - day * DAY) / 60)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${addDays(EPOCH, day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** A session as a stretch; it may end on the next day. */
export function stretchOf(span: Span): Stretch {
  const from = secondsOf(`${span.date}T${span.from}`)
  return { from, to: from + minutesOf(span) * 60 }
}

/** The stretches as few, in order, none touching another. Empty ones are left out. `gap`: shorter distances between two are closed. */
export function union(stretches: readonly Stretch[], gap = 0): Stretch[] {
  const merged: Stretch[] = []
  for (const { from, to } of [...stretches].filter(s => s.to > s.from).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && from - last.to <= gap) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

const clip = (stretches: readonly Stretch[], { from, to }: Stretch): Stretch[] =>
  stretches.map(s => ({ from: Math.max(s.from, from), to: Math.min(s.to, to) })).filter(s => s.to > s.from)

/** Which parts of `whole` the stretches cover, and which not; together they are `whole`. A gap below GAP_SECONDS is covered. */
export function cover(whole: Stretch, stretches: readonly Stretch[]): { covered: Stretch[]; uncovered: Stretch[] } {
  const inside = clip(stretches, whole)
  // Its two ends close short gaps as a neighbour would, but cover nothing themselves.
  const ends = inside.length === 0 ? [] : [-1, 1].map(end => edge(whole, end))
  const covered = clip(union([...inside, ...ends], GAP_SECONDS - 1), whole)
  const uncovered: Stretch[] = []
  let at = whole.from
  for (const { from, to } of covered) {
    if (from > at) uncovered.push({ from: at, to: from })
    at = to
  }
  if (at < whole.to) uncovered.push({ from: at, to: whole.to })
  return { covered, uncovered }
}

/** The second before (-1) or after (1) a stretch. */
const edge = ({ from, to }: Stretch, end: number): Stretch =>
  end < 0 ? { from: from - 1, to: from } : { from: to, to: to + 1 }

export const lengthOf = (stretches: readonly Stretch[]): number => stretches.reduce((sum, s) => sum + s.to - s.from, 0)

/** A photo or video as it was taken in. */
export interface Medium {
  type: string // image/jpeg, video/mp4
  /** By the camera's own clock; null: the file does not say. */
  takenAt: string | null
  /** Of a video; null: not known. */
  seconds: number | null
  /** When the file was last written, by the office's clock, to the second; null: not known. */
  modifiedAt: string | null
}

/** Writing a container out takes a moment. */
const WRITTEN_WITHIN = 10

/**
 * What it shows, by its camera's clock plus `offset` seconds. A video's time is taken as its beginning, as ISO 14496-12 has it; but cameras that
 * stamp a file when they close it give themselves away, for then its time is that of its last writing, and it is taken as the end. Of a
 * copied file the time of writing says nothing, and the rule is the standard's.
 */
export function shownBy(medium: Medium, offset: number): Stretch | null {
  if (medium.takenAt === null || !isLocalTime(medium.takenAt)) return null
  const at = secondsOf(medium.takenAt) + offset
  if (!medium.type.startsWith('video/')) return { from: at - PHOTO_MINUTES * 60, to: at + PHOTO_MINUTES * 60 }
  const length = Math.max(1, Math.round(medium.seconds ?? 0))
  return isStampedAtEnd(medium, length) ? { from: at - length, to: at } : { from: at, to: at + length }
}

function isStampedAtEnd({ takenAt, modifiedAt }: Medium, length: number): boolean {
  if (takenAt === null || modifiedAt === null || !isLocalTime(modifiedAt) || length <= 2 * WRITTEN_WITHIN) return false
  return Math.abs(secondsOf(modifiedAt) - secondsOf(takenAt)) <= WRITTEN_WITHIN
}

/** The room among `rooms` that a 地点 names, the longest where several do; undefined: none, and the medium may show any. */
export function roomNamed(place: string, rooms: readonly string[]): string | undefined {
  const words = cleanCell(place)
  return rooms
    .map(room => cleanCell(room))
    .filter(room => room !== '' && words.includes(room))
    .sort((a, b) => b.length - a.length)[0]
}

/** A session is judged when it is over: today may still bring its photos in. */
export const isJudged = (session: Span, today: IsoDate): boolean => lastDay(session) < today

/** R-MEDIA for one session; none where every minute is shown. `uncovered`: of `cover`. */
export function checkMedia(session: Span & { room: string }, uncovered: readonly Stretch[]): Finding[] {
  const minutes = minutesUncovered(uncovered)
  if (minutes === 0) return []
  const name = `场次 ${spanText(session)} ${session.room}`.trim()
  const listed = uncovered.map(s => `${timeOf(s.from).slice(11)}–${timeOf(s.to).slice(11)}`)
  const shown = listed.length > 5 ? `${listed.slice(0, 5).join('、')} 等 ${listed.length} 段` : listed.join('、')
  return [
    finding(
      'R-MEDIA',
      `${name}：${minutes} 分钟没有影像（${shown}）`,
      '请补充该时段的录像或照片；相机时间不准的，请用一张参照照片校正。',
      {
        场次: name,
        未覆盖: `${minutes} 分钟`,
      },
    ),
  ]
}

/** Whole minutes; a part of one counts. */
export const minutesUncovered = (uncovered: readonly Stretch[]): number => Math.ceil(lengthOf(uncovered) / 60)
