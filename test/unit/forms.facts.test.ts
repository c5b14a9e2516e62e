import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SAMPLES } from '../../src-main/forms/samples.ts'
import { cleanLine, cleanText } from '../../src-shared/forms/facts.ts'
import { FORM_KEYS, FORMS, type FormKey } from '../../src-shared/forms/index.ts'
import { materials } from '../../src-shared/forms/makingSheet.ts'
import { textOf } from './formText.ts'

const text = (key: FormKey, facts: unknown, mode: 'blank' | 'prefilled' | 'filled' = 'filled'): string[] =>
  textOf(FORMS[key].build(facts, mode))

/** What a document says beyond the blank form, as a multiset of paragraphs. */
function added(key: FormKey, mode: 'prefilled' | 'filled'): string[] {
  const blank = text(key, {}, 'blank')
  const rest = text(key, SAMPLES[key], mode)
  for (const words of blank) {
    const at = rest.indexOf(words)
    if (at >= 0) rest.splice(at, 1)
  }
  return rest
}

describe.each(FORM_KEYS)('%s', key => {
  test('blank ignores what is known', () => {
    expect(text(key, SAMPLES[key], 'blank')).toEqual(text(key, {}, 'filled'))
  })

  test('its sample fills it; prefilled says part of it', () => {
    const all = added(key, 'filled')
    const head = added(key, 'prefilled')
    expect(all.length).toBeGreaterThan(0)
    expect(head.length).toBeGreaterThan(0)
    for (const words of head) expect(all).toContain(words)
  })

  test.each(['signature', 'seal', '签名', 'match', 'conform', 'inspectorSignature'])('knows no fact %s', name => {
    expect(() => FORMS[key].build({ [name]: '是' }, 'filled')).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID' }),
    )
  })

  test.each([null, 'text', 7, [], { org: 7 }, { org: { a: 1 } }])('refuses %j', facts => {
    expect(() => FORMS[key].build(facts, 'filled')).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }))
  })
})

test('form codes are unique and short', () => {
  const codes = FORM_KEYS.map(key => FORMS[key].code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) expect(code).toMatch(/^[A-Z0-9]{1,4}$/)
})

describe('what is never prefilled', () => {
  test.each(['prefilled', 'filled'] as const)(
    '附件5 %s: both boxes stay empty, the rest of the sentence is its own',
    mode => {
      const words = text('annex5', SAMPLES.annex5, mode).join('')
      expect(words).toContain('（是□、否□）相符。')
      expect(words).not.toContain('☑')
      expect(words).not.toContain('√')
    },
  )

  test.each(['annex3Site', 'annex3After', 'annex7During', 'annex7After', 'internalSite', 'internalAfter'] as const)(
    '%s: prefilled ticks nothing; filled leaves signatures and dates as they are',
    key => {
      expect(text(key, SAMPLES[key], 'prefilled').filter(t => /^(☑|是.*√)/.test(t))).toEqual([])
      const signing = (words: string[]): string[] =>
        words.filter(t => /^\s*\S*(签名|签字|盖章)\S*[:：]|年\s+月\s+日/.test(t))
      expect(signing(text(key, SAMPLES[key]))).toEqual(signing(text(key, {}, 'blank')))
    },
  )
})

describe('answers', () => {
  const row = (answer: object): string[] => {
    const words = text('annex3Site', { items: [{ no: 3, ...answer }] })
    const at = words.findIndex(t => t.startsWith('3.'))
    return words.slice(at + 1, at + 4)
  }

  test('是 and 否 exclude each other (F02)', () => {
    expect(row({ result: 'yes' })).toEqual(['☑是', '□否', ''])
    expect(row({ result: 'no' })).toEqual(['□是', '☑否', ''])
    expect(row({})).toEqual(['□是', '□否', ''])
  })

  test('a finding begins with its number, once (F03)', () => {
    expect(row({ result: 'no', remark: '方案未备案' })[2]).toBe('序号3:方案未备案')
    expect(row({ result: 'no', remark: '序号3:方案未备案' })[2]).toBe('序号3:方案未备案')
    expect(row({ result: 'no', remark: '序号3：方案未备案' })[2]).toBe('序号3：方案未备案')
    expect(row({ result: 'no', remark: '序号31:方案' })[2]).toBe('序号3:序号31:方案')
    expect(row({ result: 'yes', remark: '有补充说明' })[2]).toBe('有补充说明')
  })

  test('附件7 ticks behind the option, in its one cell', () => {
    const words = text('annex7During', {
      items: [
        { no: 1, result: 'yes' },
        { no: 2, result: 'no' },
      ],
    })
    const at = words.findIndex(t => t.startsWith('1.'))
    expect(words.slice(at + 1, at + 5)).toEqual(['是√/否', '', expect.stringMatching(/^2\./), '是/否√'])
  })

  test.each([
    [{ no: 15, result: 'yes' }],
    [{ no: 0 }],
    [{ no: 1.5 }],
    [{ no: 1, result: 'both' }],
    [{ no: 1, result: true }],
    [{ no: 1 }, { no: 1 }],
  ])('refuses %j', (...items) => {
    expect(() => text('annex3Site', { items })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }))
  })
})

describe('text as it can be printed', () => {
  test('is clean, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), raw => {
        const clean = cleanText(raw)
        expect(clean.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(cleanText(clean)).toBe(clean)
        expect(cleanLine(cleanLine(raw))).toBe(cleanLine(raw))
        expect(cleanLine(raw)).not.toContain('\n')
      }),
    )
  })

  test('keeps every visible character in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'汉（）／Ａa1<&>"\'𠮷·　'), { maxLength: 30 }), chars => {
        const raw = chars.join('\u200b')
        expect(cleanLine(raw)).toBe(
          chars
            .join('')
            .replace(/[^\S\u3000]+/g, ' ')
            .trim(),
        )
      }),
    )
  })

  test.each([
    ['张\u200b三\u202e', '张三'],
    ['a\tb\r\nc', 'a b c'],
    ['（全角）保留', '（全角）保留'],
    ['\ud842 半个字', '半个字'],
  ])('%j → %j', (raw, clean) => {
    expect(cleanLine(raw)).toBe(clean)
  })

  test('too long a value is refused before it is set', () => {
    const org = 'x'.repeat(20_001)
    expect(() => text('annex4', { org })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }))
  })
})

test('dates are printed in Chinese, and only real ones', () => {
  expect(text('internalSite', { on: '2026-02-28' })).toContain('2026年2月28日')
  expect(() => text('internalSite', { on: '2026-02-29' })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }))
})

test('附件6: seven rows a page, each page with its title', () => {
  const titles = (count: number): number =>
    text('annex6', { entries: Array.from({ length: count }, () => ({})) }).filter(t => t.includes('安排表')).length
  expect([0, 1, 7, 8, 14, 15].map(titles)).toEqual([1, 1, 1, 2, 2, 3])
})

test('materials for 9 cards: 3 sheets a side with 4 on a sheet, 2 with 5 (C19)', () => {
  expect(materials(9, 4).map(m => m[1])).toEqual(['6 张（正、反面各 3 张）', '3 张', '6 张', '9 个', '9 条'])
  expect(materials(9, 5)[0]?.[1]).toBe('4 张（正、反面各 2 张）')
})
