/** The 24 checks as data, how results are put together, and the report as a form. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHECKS, verdict } from '../../src-shared/domain/fourChecks.ts'
import { FORMS } from '../../src-shared/forms/index.ts'
import { textOf } from './formText.ts'

test('24 checks in four groups, numbered as requirements §8 numbers them', () => {
  expect(CHECKS.map(check => check.no)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1))
  const last = new Map(CHECKS.map(check => [check.group, check.no]))
  expect([...last]).toEqual([
    ['真实性', 8],
    ['完整性', 16],
    ['可用性', 22],
    ['安全性', 24],
  ])
  expect(new Set(CHECKS.map(check => check.item)).size).toBe(24)
})

describe('verdict', () => {
  const notes = fc.array(fc.string(), { maxLength: 50 })

  test('is the worst that has a note, the worst notes first', () => {
    expect(verdict({}, '齐')).toEqual({ result: 'pass', notes: ['齐'] })
    expect(verdict({ warn: ['w'], fail: ['f'], todo: ['t'] }, '齐')).toEqual({ result: 'fail', notes: ['f', 't', 'w'] })
    expect(verdict({ warn: ['w'], fail: [] })).toEqual({ result: 'warn', notes: ['w'] })
  })

  test('passes only where nothing was found, and says how much it leaves out', () => {
    fc.assert(
      fc.property(notes, notes, notes, (fail, todo, warn) => {
        const found = [...fail, ...todo, ...warn]
        const { result, notes } = verdict({ fail, todo, warn })
        expect(result === 'pass').toBe(found.length === 0)
        expect(notes.slice(0, 30)).toEqual(found.slice(0, 30))
        expect(notes[30]).toBe(found.length > 30 ? `另有 ${found.length - 30} 项` : undefined)
      }),
    )
  })
})

describe('the report', () => {
  const form = FORMS.fourChecks

  test('blank, has every item and basis to be filled by hand', () => {
    const words = textOf(form.build({}, 'blank'))
    for (const { item, basis } of CHECKS) {
      expect(words).toContain(item)
      expect(words).toContain(basis)
    }
    expect(words).not.toContain('通过')
  })

  test('prints results in words, and of long notes as much as a row holds', () => {
    const notes = Array.from({ length: 12 }, (_, i) => `${i}${'长'.repeat(200)}`)
    const words = textOf(form.build({ checks: [{ no: 4, result: 'fail', notes }] }, 'filled')).join('\n')
    expect(words).toContain('不通过')
    expect(words).toContain('不通过 1 项')
    expect(words).toContain(`0${'长'.repeat(79)}…`)
    expect(words).toContain('另有 4 项')
    expect(words).not.toContain('长'.repeat(81))
  })

  const NONE = [{ no: 0 }, { no: 25 }, { no: 1, result: 'ok' }]
  test.each(NONE)('refuses %j', check => {
    expect(() => form.build({ checks: [check] }, 'filled')).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }))
  })
})
