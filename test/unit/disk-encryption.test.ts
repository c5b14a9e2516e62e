import { expect, test } from 'vitest'
import { diskEncryption, meaningOf } from '../../src-main/diskEncryption.ts'

test.each([
  ['1\r\n', 'on'],
  ['3', 'on'],
  ['6', 'on'],
  ['2\r\n', 'off'],
  ['4', 'off'],
  ['5', 'off'],
  ['', 'unknown'],
  ['0', 'unknown'],
  ['New-Object : denied', 'unknown'],
] as const)('Explorer’s %j is %s', (answer, state) => expect(meaningOf(answer)).toBe(state))

test('a place that nobody knows is answered, not thrown', async () => {
  expect(['on', 'off', 'unknown']).toContain(await diskEncryption('/nowhere/at/all'))
})
