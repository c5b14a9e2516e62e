import { describe, expect, test } from 'vitest'
import {
  characterOf,
  type Key,
  NOTHING,
  scanned,
  type Typed,
  typedOn,
} from '../../src-renderer/pages/venues/count/scan.ts'

const none = () => false
const key = (part: Partial<Key>): Key => ({ key: 'Process', code: '', shift: false, caps: false, at: 0, ...part })

/** The text as keys with so much time between them. */
const typed = (text: string, gap: number): Typed =>
  [...text].reduce((before, character, i) => typedOn(before, character, 1000 + i * gap), NOTHING)

describe('keys by their place', () => {
  test.each([
    [key({ code: 'KeyS' }), 's'],
    [key({ code: 'KeyS', shift: true }), 'S'],
    [key({ code: 'KeyS', caps: true }), 'S'],
    [key({ code: 'Digit7' }), '7'],
    [key({ code: 'Numpad7' }), '7'],
    [key({ code: 'Minus' }), '-'],
    [key({ code: 'Digit3', shift: true }), '#'],
    [key({ key: 'B', code: 'KeyB', shift: true }), 'B'],
    [key({ key: '。', code: 'Period' }), '.'],
  ])('%j is %s', (pressed, character) => expect(characterOf(pressed)).toBe(character))
  test.each(['Enter', 'F6', 'ArrowDown', 'ShiftLeft', 'Backspace'])('%s writes nothing', code =>
    expect(characterOf(key({ key: code, code }))).toBeUndefined(),
  )
})

describe('a scan', () => {
  test.each([1, 10, 30])('comes in a burst: %i ms a key', gap => {
    const code = typed('SB-017', gap)
    expect(scanned(code, code.last + gap, none)).toBe('SB-017')
  })
  test.each([60, 90])('hands are slower: %i ms a key', gap => {
    const code = typed('SB-017', gap)
    expect(scanned(code, code.last + gap, () => true)).toBeNull()
  })
  test('short ones only when they are on the list: 12 typed quickly is a number', () => {
    const code = typed('12', 10)
    expect(scanned(code, code.last + 10, none)).toBeNull()
    expect(scanned(code, code.last + 10, text => text === '12')).toBe('12')
  })
  test('a pause begins a new text, and Enter long after it ends nothing', () => {
    const before = typed('abc', 10)
    const code = [...'SB017'].reduce((so, c, i) => typedOn(so, c, before.last + 500 + i * 5), before)
    expect(code.text).toBe('SB017')
    expect(scanned(code, code.last + 2000, none)).toBeNull()
  })
})
