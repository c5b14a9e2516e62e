import { describe, expect, test } from 'vitest'
import { checkCall } from '../../src-main/ipc/limits.ts'

const input = (value: unknown) => checkCall('id', 'app.info', value)

describe('what one call of the window may carry', () => {
  test.each([{}, null, undefined, 7, 'text', { a: [1, { b: 'x' }] }, { bytes: new Uint8Array(1024) }])(
    'passes %j',
    value => {
      expect(input(value)).toBeNull()
    },
  )

  test('100,000 selected people and a scan of 100 MB pass', () => {
    expect(input({ ids: Array.from({ length: 100_000 }, (_, i) => i) })).toBeNull()
    expect(input({ name: 'a.pdf', bytes: new Uint8Array(100 * 1024 * 1024) })).toBeNull()
  })

  test('too many bytes, also in pieces, too much text, too many values, too deep', () => {
    expect(input(new Uint8Array(129 * 1024 * 1024))).toMatch('过大')
    expect(input(Array.from({ length: 3 }, () => new ArrayBuffer(50 * 1024 * 1024)))).toMatch('过大')
    expect(input({ a: 'x'.repeat(17 * 1024 * 1024) })).toMatch('过大')
    expect(input({ ['x'.repeat(17 * 1024 * 1024)]: 1 })).toMatch('过大')
    expect(input(new Array(1_000_001).fill(0))).toMatch('过大')
    let deep: unknown = 1
    for (let i = 0; i < 30; i++) deep = { deep }
    expect(input(deep)).toMatch('过大')
    const ring: unknown[] = []
    ring.push(ring)
    expect(input(ring)).toMatch('过大')
  })

  test.each([
    [undefined, 'app.info'],
    ['', 'app.info'],
    ['x'.repeat(65), 'app.info'],
    [7, 'app.info'],
    ['id', 7],
    ['id', 'x'.repeat(65)],
    ['id', { toString: () => 'app.info' }],
  ])('refuses id %j and route %j', (id, route) => {
    expect(checkCall(id, route, {})).not.toBeNull()
  })
})
