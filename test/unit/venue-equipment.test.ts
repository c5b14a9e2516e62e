import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readQuantity } from '../../src-main/sheet/equipment.ts'
import { splitLevels } from '../../src-main/sheet/occupation.ts'
import {
  changeKey,
  compare,
  describeChange,
  identity,
  isBelow,
  kindKey,
  type Listed,
  tidy,
} from '../../src-shared/domain/equipment.ts'

let nextId = 0
const device = (change: Partial<Listed> = {}): Listed => ({
  equipmentId: ++nextId,
  name: '数控车床',
  model: 'CK6140',
  spec: '',
  quantity: 10,
  unit: '台',
  room: '101',
  note: '',
  ...change,
})
const say = (before: Listed[], after: Listed[]) =>
  compare(before, after).map(change => `${change.kind} ${describeChange(change)}`)

describe('compare', () => {
  it('sees nothing in what the 场地基本信息表 does not show: room, unit, note, spelling', () => {
    const old = device()
    expect(say([old], [{ ...old, room: '102', unit: '部', note: '新' }])).toEqual([])
    expect(say([old], [{ ...old, model: 'ｃｋ 6140'.replace(' ', '') }])).toEqual([])
    expect(say([old], [device({ room: '102' })])).toEqual([]) // entered anew in another room
  })

  it('follows a record through its edits, whatever they are', () => {
    const old = device()
    expect(say([old], [{ ...old, quantity: 8 }])).toEqual(['quantity 数量 10 台 → 8 台'])
    expect(say([old], [{ ...old, model: 'CK6150' }])).toEqual(['model 型号「CK6140」→「CK6150」'])
    expect(say([old], [{ ...old, name: '铣床', spec: '甲', quantity: 9 }])).toEqual([
      'model 名称「数控车床」→「铣床」，规格「无」→「甲」，数量 10 台 → 9 台',
    ])
  })

  it('knows a device again that was entered anew, and a changed model only where there is no doubt', () => {
    expect(say([device()], [device({ quantity: 12 })])).toEqual(['quantity 数量 10 台 → 12 台'])
    expect(say([device()], [device({ model: 'CK6150' })])).toEqual(['model 型号「CK6140」→「CK6150」'])
    expect(say([device(), device({ model: 'B' })], [device({ model: 'C' })])).toEqual([
      'removed 减少 10 台',
      'removed 减少 10 台',
      'added 新增 10 台',
    ])
    expect(say([device()], [device({ model: 'X', room: '102' })])).toEqual(['removed 减少 10 台', 'added 新增 10 台'])
  })

  const small = fc.array(
    fc.record({
      name: fc.constantFrom('车床', '铣床'),
      model: fc.constantFrom('', 'A', 'B'),
      room: fc.constantFrom('', '101'),
      quantity: fc.nat(3),
    }),
    { maxLength: 8 },
  )

  it('puts every line into at most one pair, and leaves none out that has no equal', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const before = a.map(d => device(d))
        const after = b.map(d => device(d))
        const changes = compare(before, after)
        const olds = changes.flatMap(c => (c.before ? [c.before] : []))
        const news = changes.flatMap(c => (c.after ? [c.after] : []))
        expect(new Set(olds).size).toBe(olds.length)
        expect(new Set(news).size).toBe(news.length)
        // What is in no change was paired with an equal: both sides leave out the same devices in the same numbers.
        const rest = (all: Listed[], told: Listed[]) =>
          all
            .filter(d => !told.includes(d))
            .map(d => `${kindKey(d)} ${d.quantity}`)
            .sort()
        expect(rest(before, olds)).toEqual(rest(after, news))
      }),
    )
  })

  it('a list has no difference from itself, in any order, as records or entered anew', () => {
    fc.assert(
      fc.property(small, list => {
        const before = list.map(d => device(d))
        expect(compare(before, [...before].reverse())).toEqual([])
        const twins = new Set(list.map(d => identity({ spec: '', ...d })))
        if (twins.size === list.length) {
          expect(
            compare(
              before,
              [...list].reverse().map(d => device(d)),
            ).filter(c => c.kind !== 'quantity'),
          ).toEqual([])
        }
      }),
    )
  })

  it('a difference is named by its facts', () => {
    const old = device()
    const [eight] = compare([old], [{ ...old, quantity: 8 }])
    const [seven] = compare([old], [{ ...old, quantity: 7 }])
    const [again] = compare([old], [{ ...old, quantity: 8, note: '送修' }])
    const [moved] = compare([old], [{ ...old, quantity: 8, room: '102' }])
    const [elsewhere] = compare([device({ room: '103' })], [device({ room: '103', quantity: 8 })])
    if (!eight || !seven || !again || !moved || !elsewhere) throw new Error('each is a difference')
    expect(changeKey(eight)).toBe(changeKey(moved))
    expect(changeKey(eight)).not.toBe(changeKey(elsewhere))
    expect(changeKey(eight)).not.toBe(changeKey(seven))
    expect(changeKey(eight)).toBe(changeKey(again))
  })

  it('isBelow: removed or in a smaller number, but not what was filed as none', () => {
    const below = (before: Listed[], after: Listed[]) => compare(before, after).map(isBelow)
    const [old, none] = [device(), device({ quantity: 0 })]
    expect(below([old], [])).toEqual([true])
    expect(below([old], [{ ...old, quantity: 9 }])).toEqual([true])
    expect(below([old], [{ ...old, quantity: 11 }])).toEqual([false])
    expect(below([old], [{ ...old, model: 'B' }])).toEqual([false])
    expect(below([], [old])).toEqual([false])
    expect(below([none], [])).toEqual([false])
  })
})

describe('identity', () => {
  it('parts cannot flow into each other', () => {
    const base = { name: '甲', model: '', spec: '', room: '' }
    const all = [
      base,
      { ...base, name: '', model: '甲' },
      { ...base, name: '甲","' },
      { ...base, room: '甲', name: '' },
    ]
    expect(new Set(all.map(identity)).size).toBe(all.length)
  })

  it('and tidy are at rest after the first time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), s => {
        expect(tidy(tidy(s))).toBe(tidy(s))
        const d = { name: s, model: '', spec: '', room: '' }
        expect(identity({ ...d, name: tidy(s) })).toBe(identity(d))
      }),
    )
  })
})

describe('readQuantity', () => {
  it('reads every whole number from 0 to a million as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), n => {
        expect(readQuantity(String(n))).toBe(n)
        expect(readQuantity(n.toLocaleString('en-US'))).toBe(n)
        expect(
          readQuantity(` ${[...String(n)].map(d => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join('')} `),
        ).toBe(n)
      }),
    )
  })

  it.each(['-1', '-0.5', '1.5', '10.0', '10台', '1e3', '0x10', '', '十', '1,00', '1 000', '1000001', '９９９９９９９'])(
    'says what is wrong with %j',
    text => expect(readQuantity(text)).toEqual(expect.any(String)),
  )
})

it('splitLevels: separators part levels, a slash does not', () => {
  expect(splitLevels('五级/初级工、四级/中级工，三级/高级工;二级/技师 二级/技师')).toEqual([
    '五级/初级工',
    '四级/中级工',
    '三级/高级工',
    '二级/技师',
  ])
  expect(splitLevels(' 、')).toEqual([])
})
