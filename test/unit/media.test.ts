import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkMedia,
  cover,
  GAP_SECONDS,
  isJudged,
  isLocalTime,
  lengthOf,
  type Medium,
  minutesUncovered,
  PHOTO_MINUTES,
  roomNamed,
  type Stretch,
  secondsOf,
  shownBy,
  stretchOf,
  timeOf,
  union,
} from '../../src-shared/domain/media.ts'

const at = (clock: string, day = '2026-11-28') => secondsOf(`${day}T${clock}`)
const span = (from: string, to: string): Stretch => ({ from: at(from), to: at(to) })
const SESSION = { date: '2026-11-28', from: '09:00', to: '11:00', room: '一考场' }
const photo = (clock: string): Medium => ({
  type: 'image/jpeg',
  takenAt: `2026-11-28T${clock}`,
  seconds: null,
  modifiedAt: null,
})
const video = (clock: string, seconds: number, modifiedAt: string | null = null): Medium => ({
  type: 'video/mp4',
  takenAt: `2026-11-28T${clock}`,
  seconds,
  modifiedAt: modifiedAt && `2026-11-28T${modifiedAt}`,
})
const clocks = (stretches: readonly Stretch[]) => stretches.map(s => [s.from, s.to].map(t => timeOf(t).slice(11)))

describe('local times', () => {
  test.each([
    ['1970-01-01T00:00', 0],
    ['1970-01-02T00:00:01', 86_401],
    ['2026-11-28T09:30:15', at('09:30') + 15],
  ])('%s', (time, seconds) => expect(secondsOf(time)).toBe(seconds))

  test.each([
    '',
    '0000-00-00T00:00:00',
    '2026-02-29T09:00:00',
    '2026-11-28T24:00:00',
    '2026-11-28T09:60:00',
    '2026-11-28 09:00',
    '2026-11-28T9:00',
  ])('%j is none', time => {
    expect(isLocalTime(time)).toBe(false)
    expect(() => secondsOf(time)).toThrow(RangeError)
    expect(shownBy({ type: 'image/jpeg', takenAt: time, seconds: null, modifiedAt: null }, 0)).toBeNull()
  })

  test('there and back, to the minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000, max: 20_000_000_000 }), seconds => {
        const time = timeOf(seconds)
        expect(isLocalTime(time)).toBe(true)
        expect(secondsOf(time)).toBe(Math.floor(seconds / 60) * 60)
      }),
    )
  })
})

describe('what a medium shows', () => {
  test('a photo: the minutes around it', () => {
    expect(shownBy(photo('09:30:00'), 0)).toEqual(span('09:25', '09:35'))
    expect(PHOTO_MINUTES).toBe(5)
  })

  test('a clock that is an hour slow is corrected', () => {
    expect(shownBy(photo('08:30:00'), 3600)).toEqual(span('09:25', '09:35'))
  })

  test('a video: from its time on', () => {
    expect(shownBy(video('09:00:00', 1800), 0)).toEqual(span('09:00', '09:30'))
    expect(shownBy(video('09:00:00', 1800, '09:30:04'), 0)).toEqual(span('09:00', '09:30'))
  })

  test('a camera that stamps when it closes the file: up to its time', () => {
    expect(shownBy(video('09:30:00', 1800, '09:30:03'), 0)).toEqual(span('09:00', '09:30'))
    expect(shownBy(video('09:30:00', 1800, '09:29:51'), 0)).toEqual(span('09:00', '09:30'))
    // corrected too: the correction moves both
    expect(shownBy(video('08:30:00', 1800, '08:30:03'), 3600)).toEqual(span('09:00', '09:30'))
  })

  test('copied later, or too short to tell: the standard holds', () => {
    expect(shownBy(video('09:30:00', 1800, '18:00:00'), 0)).toEqual(span('09:30', '10:00'))
    expect(shownBy(video('09:30:00', 15, '09:30:05'), 0)).toEqual({ from: at('09:30'), to: at('09:30') + 15 })
  })

  test('without a time nothing; without a length a second', () => {
    expect(shownBy({ ...photo('09:00:00'), takenAt: null }, 0)).toBeNull()
    expect(shownBy({ ...video('09:00:00', 0), seconds: null }, 0)).toEqual({ from: at('09:00'), to: at('09:00') + 1 })
  })
})

describe('covering a session', () => {
  const whole = stretchOf(SESSION)

  test('nothing covers nothing', () => {
    expect(cover(whole, [])).toEqual({ covered: [], uncovered: [whole] })
    expect(cover(whole, [span('07:00', '08:00'), span('11:00', '12:00')]).covered).toEqual([])
  })

  test('parts, and what they leave', () => {
    const { covered, uncovered } = cover(whole, [
      span('10:30', '12:00'),
      span('08:00', '09:20'),
      span('09:10', '09:30'),
    ])
    expect(clocks(covered)).toEqual([
      ['09:00', '09:30'],
      ['10:30', '11:00'],
    ])
    expect(clocks(uncovered)).toEqual([['09:30', '10:30']])
    expect(minutesUncovered(uncovered)).toBe(60)
  })

  test('a change of clips is no gap, a minute is one; at both ends too', () => {
    const clip = (pause: number) =>
      cover(whole, [
        { from: whole.from, to: at('10:00') },
        { from: at('10:00') + pause, to: whole.to },
      ]).uncovered
    expect(clip(GAP_SECONDS - 1)).toEqual([])
    expect(clip(GAP_SECONDS)).toEqual([{ from: at('10:00'), to: at('10:01') }])
    const late = (seconds: number) => cover(whole, [{ from: whole.from + seconds, to: whole.to }]).uncovered
    expect(late(GAP_SECONDS - 1)).toEqual([])
    expect(late(GAP_SECONDS)).toHaveLength(1)
    const early = (seconds: number) => cover(whole, [{ from: whole.from, to: whole.to - seconds }]).uncovered
    expect(early(GAP_SECONDS - 1)).toEqual([])
    expect(early(GAP_SECONDS)).toHaveLength(1)
  })

  test('past midnight', () => {
    const night = stretchOf({ date: '2026-11-28', from: '22:00', to: '02:00' })
    expect(night).toEqual({ from: at('22:00'), to: at('02:00', '2026-11-29') })
    const { covered, uncovered } = cover(night, [{ from: at('23:30'), to: at('01:00', '2026-11-29') }])
    expect(covered.map(s => [timeOf(s.from), timeOf(s.to)])).toEqual([['2026-11-28T23:30', '2026-11-29T01:00']])
    expect(minutesUncovered(uncovered)).toBe(150)
  })
})

const stretch = fc
  .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: -50, max: 9000 }))
  .map(([from, length]): Stretch => ({ from, to: from + length }))
const session = fc
  .tuple(fc.integer({ min: 0, max: 15_000 }), fc.integer({ min: 1, max: 200 }))
  .map(([from, minutes]): Stretch => ({ from, to: from + minutes * 60 }))

test('union: ordered, apart, and the same seconds', () => {
  fc.assert(
    fc.property(fc.array(stretch), stretches => {
      const merged = union(stretches)
      for (const [i, s] of merged.entries()) {
        expect(s.to).toBeGreaterThan(s.from)
        expect(s.from).toBeGreaterThan(merged[i - 1]?.to ?? -1)
      }
      const isIn = (list: readonly Stretch[], t: number) => list.some(s => s.from <= t && t < s.to)
      for (const t of [...stretches.flatMap(s => [s.from - 1, s.from, s.to - 1, s.to]), 100])
        expect(isIn(merged, t)).toBe(isIn(stretches, t))
      expect(union(merged)).toEqual(merged)
    }),
  )
})

test('covered and uncovered make up the session, never overlap, and more media never cover less', () => {
  fc.assert(
    fc.property(session, fc.array(stretch), stretch, (whole, stretches, one) => {
      const { covered, uncovered } = cover(whole, stretches)
      expect(lengthOf(covered) + lengthOf(uncovered)).toBe(whole.to - whole.from)
      expect(union([...covered, ...uncovered])).toEqual([whole])
      for (const s of [...covered, ...uncovered]) expect(s.to).toBeGreaterThan(s.from)
      for (const gap of uncovered) expect(gap.to - gap.from).toBeGreaterThanOrEqual(GAP_SECONDS)
      expect(minutesUncovered(uncovered)).toBeGreaterThanOrEqual(0)
      expect(lengthOf(cover(whole, [...stretches, one]).uncovered)).toBeLessThanOrEqual(lengthOf(uncovered))
    }),
  )
})

describe('rooms', () => {
  const rooms = ['一考场', '实操室', '实操室2', '']
  test.each([
    ['一考场', '一考场'],
    ['亦新校区 一考场 后门', '一考场'],
    ['实操室２', '实操室2'],
    ['实操室', '实操室'],
    ['走廊', undefined],
    ['', undefined],
  ])('%s is %s', (place, room) => expect(roomNamed(place, rooms)).toBe(room))
})

describe('R-MEDIA', () => {
  test('names the session, the minutes and the spans; cites 第二十条（五）', () => {
    const { uncovered } = cover(stretchOf(SESSION), [span('09:00', '09:20'), span('09:45', '10:30')])
    const [found, ...rest] = checkMedia(SESSION, uncovered)
    expect(rest).toEqual([])
    expect(found).toMatchObject({ rule: 'R-MEDIA', severity: 'warn' })
    expect(found?.message).toBe('场次 2026-11-28 09:00–11:00 一考场：55 分钟没有影像（09:20–09:45、10:30–11:00）')
  })

  test('many spans are counted, none is no finding', () => {
    const photos = ['09:15:00', '09:30:00', '09:45:00', '10:00:00', '10:15:00', '10:30:00', '10:45:00']
    const shown = photos.flatMap(clock => shownBy(photo(clock), 0) ?? [])
    const { uncovered } = cover(stretchOf(SESSION), shown)
    expect(checkMedia(SESSION, uncovered)[0]?.message).toContain('等 8 段')
    expect(checkMedia(SESSION, [])).toEqual([])
  })

  test('judged once its last day is over', () => {
    expect(isJudged(SESSION, '2026-11-28')).toBe(false)
    expect(isJudged(SESSION, '2026-11-29')).toBe(true)
    const night = { ...SESSION, from: '22:00', to: '02:00' }
    expect(isJudged(night, '2026-11-29')).toBe(false)
    expect(isJudged(night, '2026-11-30')).toBe(true)
  })
})
