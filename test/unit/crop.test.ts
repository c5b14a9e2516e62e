import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Box,
  firstBox,
  heightOf,
  isSharp,
  move,
  rounded,
  type Size,
  scale,
  stretch,
  widest,
} from '../../src-renderer/pages/roster/photo/crop.ts'

const size: fc.Arbitrary<Size> = fc.record({
  width: fc.integer({ min: 1, max: 9000 }),
  height: fc.integer({ min: 1, max: 9000 }),
})
const by = fc.double({ min: -20_000, max: 20_000, noNaN: true })

function expectInside(image: Size, box: Box) {
  const slack = 1e-6
  expect(box.x).toBeGreaterThanOrEqual(-slack)
  expect(box.y).toBeGreaterThanOrEqual(-slack)
  expect(box.x + box.width).toBeLessThanOrEqual(image.width + slack)
  expect(box.y + box.height).toBeLessThanOrEqual(image.height + slack)
}

test('the frame stays inside the picture and stays 5:7, whatever is dragged', () => {
  const action = fc.oneof(
    fc.tuple(by, by).map(
      ([dx, dy]) =>
        (image: Size, box: Box) =>
          move(image, box, dx, dy),
    ),
    fc.double({ min: 0.01, max: 50, noNaN: true }).map(factor => (image: Size, box: Box) => scale(image, box, factor)),
    by.map(dx => (image: Size, box: Box) => stretch(image, box, dx)),
  )
  fc.assert(
    fc.property(size, fc.array(action, { maxLength: 12 }), (image, actions) => {
      let box = firstBox(image)
      expectInside(image, box)
      for (const act of actions) {
        box = act(image, box)
        expectInside(image, box)
        expect(box.height).toBe(heightOf(box.width))
        expect(box.width).toBeGreaterThan(0)
      }
      expectInside(image, rounded(image, box))
    }),
  )
})

describe('what is cut', () => {
  test('the first frame of a 1-inch photo is the whole photo', () => {
    expect(firstBox({ width: 295, height: 413 })).toEqual({ x: 0, y: 0, width: 295, height: 413 })
  })

  test('of a landscape picture it is as high as the picture and in its middle', () => {
    const box = firstBox({ width: 1400, height: 700 })
    expect(box).toEqual({ x: 450, y: 0, width: 500, height: 700 })
  })

  test('enlarging about the centre keeps the centre while there is room', () => {
    const image = { width: 2000, height: 2000 }
    const box = move(image, scale(image, firstBox(image), 0.5), -100, 50)
    const larger = scale(image, box, 1.1)
    expect(larger.x + larger.width / 2).toBeCloseTo(box.x + box.width / 2, 6)
    expect(larger.y + larger.height / 2).toBeCloseTo(box.y + box.height / 2, 6)
  })

  test('the corner moves, the opposite corner does not', () => {
    const image = { width: 2000, height: 2000 }
    const box = { x: 100, y: 100, width: 500, height: 700 }
    expect(stretch(image, box, 100)).toEqual({ x: 100, y: 100, width: 600, height: 840 })
    const largest = stretch(image, box, 9000)
    expect(largest.x).toBe(100)
    expect(largest.y).toBeCloseTo(100, 6)
    expect(largest.y + largest.height).toBeCloseTo(2000, 6)
  })

  test('the widest frame is bounded by the shorter side', () => {
    expect(widest({ width: 500, height: 7000 })).toBe(500)
    expect(widest({ width: 5000, height: 700 })).toBe(500)
  })
})

describe('300 dpi of 25 × 35 mm', () => {
  test.each([
    [295, 413, true],
    [294, 411.6, false],
    [413, 578.2, true],
    [100, 140, false],
  ])('%d × %d', (width, height, sharp) => {
    expect(isSharp({ x: 0, y: 0, width, height })).toBe(sharp)
  })
})
