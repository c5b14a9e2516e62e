import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Area, MIN, placeWindow } from '../../src-main/bounds.ts'

const OFFICE: Area = { x: 0, y: 0, width: 1366, height: 728 }
const WIDE: Area = { x: 1366, y: -200, width: 1920, height: 1040 }

describe('where the window opens', () => {
  test('the first time: in the middle of the main screen', () => {
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1920, height: 1040 }])).toEqual({
      x: 240,
      y: 70,
      width: 1440,
      height: 900,
    })
  })

  test('on 1366×768 it takes the work area and no more', () => {
    expect(placeWindow(undefined, [OFFICE])).toEqual({ x: 0, y: 0, width: 1366, height: 728 })
  })

  test('at 150 % the screen is smaller than the least size, and rules', () => {
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 911, height: 485 }])).toEqual({
      x: 0,
      y: 0,
      width: 911,
      height: 485,
    })
  })

  test('it comes back to the second screen while that is there, and to the main one when it was unplugged', () => {
    const remembered = { x: 1500, y: 0, width: 1200, height: 800 }
    expect(placeWindow(remembered, [OFFICE, WIDE])).toEqual(remembered)
    const moved = placeWindow(remembered, [OFFICE])
    expect(moved).toEqual({ x: 83, y: 0, width: 1200, height: 728 })
  })

  test('always wholly on one screen, whatever was remembered', () => {
    const area = fc.record({
      x: fc.integer({ min: -9999, max: 9999 }),
      y: fc.integer({ min: -9999, max: 9999 }),
      width: fc.integer({ min: 1, max: 9999 }),
      height: fc.integer({ min: 1, max: 9999 }),
    })
    fc.assert(
      fc.property(
        fc.option(area, { nil: undefined }),
        fc.array(area, { minLength: 1, maxLength: 3 }),
        (remembered, screens) => {
          const placed = placeWindow(remembered, screens)
          const home = screens.find(
            s =>
              placed.x >= s.x &&
              placed.y >= s.y &&
              placed.x + placed.width <= s.x + s.width &&
              placed.y + placed.height <= s.y + s.height,
          )
          expect(home).toBeDefined()
          expect(placed.width).toBeGreaterThanOrEqual(Math.min(MIN.width, home?.width ?? 0))
        },
      ),
    )
  })

  test('without any screen it still has a size', () => {
    expect(placeWindow(undefined, [])).toEqual({ x: 0, y: 0, ...MIN })
  })
})
