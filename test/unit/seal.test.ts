import { describe, expect, test } from 'vitest'
import { type Answer, checkSeal, type ItemAnswer, isRemark } from '../../src-shared/domain/seal.ts'
import { itemsOf, numberOf, SITE_ITEMS } from '../../src-shared/forms/items.ts'

const numbers = itemsOf(SITE_ITEMS).map(numberOf)
const yes = (n: number): ItemAnswer => ({ number: String(n), answer: 'yes', remark: '' })
const all = numbers.map(yes)
const seal = (items: ItemAnswer[], badge: Answer | null = 'yes') => checkSeal(numbers, { kind: 'onsite', items, badge })
const change = (n: number, answer: Answer | null, remark = '') =>
  all.map(item => (item.number === String(n) ? { number: String(n), answer, remark } : item))

test('a complete record seals', () => {
  expect(numbers).not.toContain(15) // T10
  expect(seal(all)).toEqual([])
})

describe('R-UNTICK', () => {
  test.each([
    ['an open item', change(14, null), '没有勾选的项目：14'],
    ['a missing item', all.filter(i => i.number !== '16'), '没有勾选的项目：16'],
    ['an item twice', [...all, { ...yes(3), answer: 'no' as const, remark: '有问题' }], '重复填写的项目：3'],
    ['the item that is not printed', [...all, yes(15)], '现场督导没有的序号：15'],
  ])('%s', (_, items, message) => {
    expect(seal(items)).toMatchObject([{ rule: 'R-UNTICK', severity: 'block', message }])
  })

  test('an empty record names every number as printed', () => {
    expect(seal([])[0]?.message).toBe('没有勾选的项目：1、2、3、4、5、6、7、8、9、10、11、12、13、14、16、17')
  })

  test('佩证 is asked too', () => {
    expect(seal(all, null)).toMatchObject([{ rule: 'R-UNTICK', severity: 'block' }])
  })
})

describe('R-NOTE', () => {
  test.each(['', '   ', '\u3000', '\u200b', '序号4:', '序号4： ', '序号 4 :'])(
    '否 with the remark %j is refused',
    remark => {
      expect(isRemark(remark)).toBe(false)
      expect(seal(change(4, 'no', remark))).toMatchObject([
        { rule: 'R-NOTE', severity: 'block', message: '勾选「否」而没有说明的项目：4' },
      ])
    },
  )

  test.each(['人数不符', '序号4:人数不符'])('否 with %j seals', remark =>
    expect(seal(change(4, 'no', remark))).toEqual([]),
  )

  test('是 needs no remark', () => expect(seal(change(4, 'yes', '序号4:'))).toEqual([]))
})

test('R-BADGE is recorded, not refused (第十七条)', () => {
  expect(seal(all, 'no')).toMatchObject([{ rule: 'R-BADGE', severity: 'warn' }])
})
