import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crewOf } from '../../src-shared/domain/crew.ts'
import { cleanName, nameKey, readPhone } from '../../src-shared/domain/text.ts'

const POINTS = ['·', '•', '●', '˙', '▪', '丶', '-', '．', '・', '‧', '.', ' ', '　', '']

describe('one key for a person’s name', () => {
  it.each(POINTS)('买买提%s艾力', point => expect(nameKey(`买买提${point}艾力`)).toBe('买买提艾力'))

  it('radicals, compatibility ideographs, width, case and accents', () => {
    expect(nameKey('⾼⽂')).toBe('高文')
    expect(nameKey('⽅⽴春')).toBe('方立春')
    expect(nameKey('⻢⻋')).toBe('马车') // the supplement, which NFKC leaves alone
    expect(nameKey('\u{f9e1}明')).toBe(nameKey('李明'))
    expect(nameKey('Ｊｏｈｎ Smith')).toBe(nameKey('JOHN SMITH'))
    expect(nameKey('葛\u{e0100}明')).toBe('葛明')
  })

  it('different names have different keys', () => {
    expect(new Set(['王小明', '王晓明', '王小', '李明', '高文', '髙文'].map(nameKey)).size).toBe(6)
  })

  it('is the key of the cleaned name, and its own', () => {
    const name = fc.string({
      unit: fc.constantFrom('王', '⾼', '買', '·', ' ', '-', 'A', 'é', '•', '㐀', '𠮷', '⻢', '\u200b', 'ｂ'),
    })
    fc.assert(
      fc.property(name, raw => {
        expect(nameKey(cleanName(raw))).toBe(nameKey(raw))
        expect(nameKey(nameKey(raw))).toBe(nameKey(raw))
        expect(cleanName(cleanName(raw))).toBe(cleanName(raw))
      }),
    )
  })

  it('第九条: an examiner in radicals is the supervisor himself', () => {
    const crew = crewOf([{ personId: null, name: '⾼⽂', role: 'examiner' }])
    expect(crew.of({ id: 1, name: '高文' })).toHaveLength(1)
    expect(crew.of({ id: 1, name: '高 文' })).toHaveLength(1)
  })
})

describe('phones in every usual spelling', () => {
  it.each([
    ['139 0000 0001', '13900000001'],
    ['139-0000-0002', '13900000002'],
    ['+86 139 0000 0003', '13900000003'],
    ['0086-13900000004', '13900000004'],
    ['（010）12345678', '010-12345678'],
    ['010 1234 5678 转 801', '010-12345678-801'],
    ['0312-1234567', '0312-1234567'],
  ])('%s', (typed, phone) => expect(readPhone(typed)).toEqual({ phone, beside: '' }))

  it('what stands beside is told; what is none is none', () => {
    expect(readPhone('13900000006（微信同号）')).toEqual({ phone: '13900000006', beside: '微信同号' })
    for (const none of ['4008001234', '1390000000', '139000000001', '没有', '']) expect(readPhone(none)).toBeUndefined()
  })
})
