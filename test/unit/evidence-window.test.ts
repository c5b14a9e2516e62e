import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  marksOf,
  minuteOf,
  minutesOf,
  minutesText,
  offsetText,
  placed,
} from '../../src-renderer/pages/batches/archive/timeline.ts'
import { drawn, FIRST, MIN_SIDE, mergeBoxes, moved, stretched } from '../../src-renderer/pages/evidence/boxes.ts'
import { kindText, lengthText, lockText, viewOf, warningsOf } from '../../src-renderer/pages/evidence/words.ts'
import { box as boxOfContract, type Evidence } from '../../src-shared/contract/evidence.ts'

const part = fc.double({ min: 0, max: 1, noNaN: true })
const beyond = fc.double({ min: -3, max: 3, noNaN: true })
const anyBox = fc.tuple(part, part, part, part).map(([x, y, width, height]) => moved({ x, y, width, height }, 0, 0))

function inside({ x, y, width, height }: { x: number; y: number; width: number; height: number }): void {
  expect(x + width).toBeLessThanOrEqual(1 + 1e-9)
  expect(y + height).toBeLessThanOrEqual(1 + 1e-9)
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(MIN_SIDE)
  expect(boxOfContract.safeParse({ x, y, width, height }).success).toBe(true)
}

describe('boxes of 遮盖', () => {
  test('however they are drawn, moved and stretched, they stay inside the picture and within the contract', () => {
    fc.assert(
      fc.property(anyBox, beyond, beyond, (box, dx, dy) => {
        inside(moved(box, dx, dy))
        inside(stretched(box, dx, dy))
      }),
    )
    fc.assert(
      fc.property(beyond, beyond, beyond, beyond, (ax, ay, bx, by) => {
        const [one, other] = [drawn({ x: ax, y: ay }, { x: bx, y: by }), drawn({ x: bx, y: by }, { x: ax, y: ay })]
        expect(one).toEqual(other) // the direction of the hand does not matter
        if (one) inside(one)
      }),
    )
  })

  test('moving keeps the size, stretching keeps the corner, there and back is where it was', () => {
    const right = moved(FIRST, 0.1, -0.05)
    expect([right.width, right.height]).toEqual([FIRST.width, FIRST.height])
    expect(moved(right, -0.1, 0.05)).toEqual(FIRST)
    const wider = stretched(FIRST, 0.2, 0.1)
    expect([wider.x, wider.y]).toEqual([FIRST.x, FIRST.y])
    expect(wider.width).toBeCloseTo(0.5, 4)
  })

  test('a click draws nothing', () => {
    expect(drawn({ x: 0.5, y: 0.5 }, { x: 0.505, y: 0.9 })).toBeNull()
    expect(drawn({ x: 0.5, y: 0.5 }, { x: 0.52, y: 0.9 })).toEqual({ x: 0.5, y: 0.5, width: 0.02, height: 0.4 })
  })
})

const file = (change: Partial<Evidence>): Evidence => ({
  id: 1,
  seen: '',
  owner: { kind: 'batch', id: 1, slot: 'X6' },
  ownerName: '批次',
  code: 'X6_001',
  title: '全景',
  author: '',
  on: null,
  category: '',
  secrecy: '内部',
  recorder: '王小梅',
  place: '',
  subject: '',
  pageNo: null,
  pageCount: null,
  file: 'a'.repeat(64),
  fileName: 'IMG_1.jpg',
  bytes: 1,
  type: 'image/jpeg',
  width: null,
  height: null,
  seconds: null,
  takenAt: '2026-11-23T09:30:00',
  camera: '',
  thumbnail: null,
  boxes: [],
  addedAt: '2026-11-23T01:30:00.000Z',
  addedBy: '王小梅',
  frozen: null,
  destroyed: false,
  ...change,
})

describe('words of a file', () => {
  test('how it is shown follows its type by content, never its name', () => {
    expect(
      ['image/jpeg', 'image/heic', 'application/pdf', 'video/mp4', 'audio/mpeg', 'text/csv', 'application/zip'].map(
        viewOf,
      ),
    ).toEqual(['image', 'none', 'pdf', 'video', 'audio', 'text', 'none'])
    expect(kindText('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')).toBe('表格')
    expect(kindText('application/vnd.openxmlformats-officedocument.wordprocessingml.document')).toBe('文档')
    expect(kindText('model/gltf')).toBe('文件')
  })

  test('times of recordings', () => {
    expect([0, 59.6, 725, 3723].map(lengthText)).toEqual(['0:00', '1:00', '12:05', '1:02:03'])
  })

  test('what is worth a look, and why it cannot be changed', () => {
    expect(warningsOf(file({}))).toEqual([])
    expect(warningsOf(file({ takenAt: null, recorder: '', bytes: 0 }))).toEqual(['空文件', '无拍摄时间', '无摄录者'])
    expect(warningsOf(file({ type: 'application/pdf', takenAt: null, recorder: '' }))).toEqual([])
    expect(lockText(file({}))).toBeNull()
    expect(lockText(file({ frozen: 'sealed' }))).toContain('解除封存')
    const later = { kind: 'batch', id: 1, slot: 'D4' } as const // 附件4 is written after 封存
    expect(lockText(file({ frozen: 'sealed', owner: later }))).toBeNull()
    expect(lockText(file({ frozen: 'held', owner: later }))).toContain('调查冻结')
    expect(lockText(file({ frozen: 'held' }))).toContain('调查冻结')
    expect(lockText(file({ frozen: 'sealed', destroyed: true }))).toContain('销毁')
  })
})

const day = fc.integer({ min: 0, max: 20_000 }).map(n => new Date(n * 86_400_000).toISOString().slice(0, 10))
const clock = fc
  .tuple(day, fc.integer({ min: 0, max: 1439 }))
  .map(([date, m]) => `${date}T${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)

describe('the bar of a session', () => {
  const morning = { from: '2026-11-23T08:30', to: '2026-11-23T11:00' }
  const night = { from: '2026-11-23T22:00', to: '2026-11-24T01:00' }

  test('spans lie where their times are, also over midnight and with seconds', () => {
    expect(placed(morning, { from: '2026-11-23T08:30', to: '2026-11-23T09:45' })).toEqual({ left: 0, width: 50 })
    expect(placed(night, { from: '2026-11-23T23:30:00', to: '2026-11-24T00:15:00' })).toEqual({ left: 50, width: 25 })
    expect(minutesOf(night)).toBe(180)
    expect(minuteOf('2026-11-23T00:00:30') - minuteOf('2026-11-23T00:00')).toBe(0.5)
  })

  test('whatever the times, nothing leaves the bar', () => {
    fc.assert(
      fc.property(clock, clock, clock, clock, (a, b, c, d) => {
        const [from, to] = [a, b].sort()
        const [start, end] = [c, d].sort()
        const { left, width } = placed({ from: from ?? a, to: to ?? b }, { from: start ?? c, to: end ?? d })
        expect(left).toBeGreaterThanOrEqual(0)
        expect(width).toBeGreaterThanOrEqual(0)
        expect(left + width).toBeLessThanOrEqual(100 + 1e-9)
        const marks = marksOf({ from: from ?? a, to: to ?? b })
        if (minutesOf({ from: from ?? a, to: to ?? b }) <= 2880) expect(marks.length).toBeLessThanOrEqual(9)
      }),
    )
  })

  test('marks are round times', () => {
    expect(marksOf(morning).map(mark => mark.text)).toEqual(['08:30', '09:00', '09:30', '10:00', '10:30', '11:00'])
    expect(marksOf(night).map(mark => mark.text)).toEqual([
      '22:00',
      '22:30',
      '23:00',
      '23:30',
      '00:00',
      '00:30',
      '01:00',
    ])
    expect(marksOf({ from: morning.from, to: morning.from })).toEqual([])
  })

  test('minutes and clocks in words', () => {
    expect([5, 60, 125].map(minutesText)).toEqual(['5 分钟', '1 小时', '2 小时 5 分钟'])
    expect([0, -200, 3600, 86_465].map(offsetText)).toEqual([
      '未校正',
      '快 3 分 20 秒，已校正',
      '慢 1 小时，已校正',
      '慢 1 天 1 分 5 秒，已校正',
    ])
  })
})

test('two people masked one picture: what either covers is covered, once', () => {
  fc.assert(
    fc.property(fc.array(anyBox), fc.array(anyBox), fc.array(anyBox), (was, mine, theirs) => {
      const merged = mergeBoxes(was, [...was, ...mine], [...was, ...theirs])
      for (const box of [...was, ...mine, ...theirs]) expect(merged).toContainEqual(box)
      expect(merged.slice(0, was.length + theirs.length)).toEqual([...was, ...theirs])
      expect(mergeBoxes(was, was, theirs)).toEqual(theirs) // I changed nothing: theirs stands
    }),
  )
})
