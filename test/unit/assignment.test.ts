import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Assignable,
  checkAssigned,
  type RelationKind,
  rankAssignable,
  type SessionSlot,
  type StaffMember,
} from '../../src-shared/domain/assignment.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { proposeAll } from '../../src-shared/domain/propose.ts'
import { asksHead, overridable } from '../../src-shared/domain/rules.ts'
import { appointed, qualified } from './people.ts'
import { ALWAYS, busy, options, session, supervisor } from './supervisors.ts'

const one = (person: Assignable, staff: StaffMember[] = [], candidates: string[] = [], others: Assignable[] = []) => {
  const found = rankAssignable(session, staff, candidates, [person, ...others], options).find(r => r.id === person.id)
  if (!found) throw new Error('left out')
  return found
}
const words = (person: Assignable, ...rest: [StaffMember[]?, string[]?, Assignable[]?]) =>
  one(person, ...rest).findings.map(f => `${f.rule} ${f.severity}`)

const zhang = supervisor(1, '张三')

test('somebody in order is ranked, with card and nothing to say', () => {
  expect(one(zhang)).toEqual({
    id: 1,
    name: '张三',
    code: 'Y112001260001',
    rank: 1,
    findings: [],
    lastOn: null,
    runs: 0,
  })
})

describe('同场次考评 (A13): hard block, no override', () => {
  test.each([
    ['linked to the roster', { personId: 1, name: '另写的名字', role: 'examiner' }],
    ['by name', { name: ' 张 三', role: 'examiner' }],
    ['by name, link left empty', { personId: null, name: '张三', role: 'examiner' }],
  ] as [string, StaffMember][])('%s', (_, member) => {
    const { rank, findings } = one(zhang, [member])
    expect(rank).toBeNull()
    expect(findings).toMatchObject([{ rule: 'R-SAME-SESSION', severity: 'block' }])
    expect(overridable(findings)).toBe(false)
  })

  test('known from the person’s own work only', () => {
    expect(words({ ...zhang, busy: [busy({ sessionId: 100, batchId: 10, from: '09:00', to: '11:00' })] })).toEqual([
      'R-SAME-SESSION block',
    ])
  })

  test('in another room of the same batch at the same time is 同场次 too', () => {
    expect(words({ ...zhang, busy: [busy({ batchId: 10, from: '10:30', to: '12:00' })] })).toEqual([
      'R-SAME-SESSION block',
    ])
  })

  test('a namesake who is linked to somebody else is not meant', () => {
    expect(words(zhang, [{ personId: 7, name: '张三', role: 'examiner' }])).toEqual([])
  })

  test('another session on the same day is allowed, with a note', () => {
    const { rank, findings } = one({ ...zhang, busy: [busy({})] })
    expect(rank).toBe(1)
    expect(findings).toMatchObject([{ rule: 'R-SAME-SESSION', severity: 'info' }])
    expect(findings[0]?.message).toContain('不是同一场次，可以委派')
  })

  test('the day before says nothing', () => {
    expect(words({ ...zhang, busy: [busy({ date: '2027-03-09' })] })).toEqual([])
  })

  test('other work in the session is a warning', () => {
    expect(words(zhang, [{ name: '张三', role: 'invigilator' }])).toEqual(['R-AVOID warn'])
  })
})

describe('time clash', () => {
  test.each([
    ['考务 elsewhere', busy({ role: 'affairs', from: '10:59', to: '12:00' }), ['R-CLASH block']],
    ['考评 of another batch', busy({ from: '08:00', to: '09:01' }), ['R-CLASH block']],
    ['督导 of another batch', busy({ role: 'supervisor', from: '09:00', to: '11:00' }), ['R-CLASH block']],
    [
      '督导 next door in the same batch',
      busy({ role: 'supervisor', batchId: 10, from: '09:00', to: '11:00' }),
      ['R-CLASH warn'],
    ],
    ['ends as this begins', busy({ role: 'affairs', from: '08:00', to: '09:00' }), []],
    [
      'from the night before',
      busy({ role: 'affairs', date: '2027-03-09', from: '22:00', to: '09:30' }),
      ['R-CLASH block'],
    ],
    ['this very session', busy({ role: 'supervisor', sessionId: 100, batchId: 10, from: '09:00', to: '11:00' }), []],
  ])('%s', (_, work, expected) => expect(words({ ...zhang, busy: [work] })).toEqual(expected))

  test('a clash cannot be set aside', () => {
    const { findings } = one({ ...zhang, busy: [busy({ role: 'affairs', from: '09:00', to: '10:00' })] })
    expect(overridable(findings)).toBe(false)
  })
})

describe('回避 (A12)', () => {
  const kinds: RelationKind[] = ['近亲属', '师生', '师徒', '同事', '培训授课', '利害关系']
  const examiner: StaffMember = { personId: 2, name: '李四', role: 'examiner' }

  const firm = (kind: RelationKind) => kind !== '同事' && kind !== '培训授课'
  const with4 = (kind: RelationKind, withId?: number): Assignable['relations'] => [
    { withName: '李四', withId, kind, declaredBy: 'self' },
  ]

  test.each(kinds)(
    '%s with an examiner, certain by number: only 同事 and 培训授课 may be set aside, by the 负责人',
    kind => {
      const { rank, findings } = one({ ...zhang, relations: with4(kind, 2) }, [examiner])
      expect(rank).toBeNull()
      expect(findings).toMatchObject([{ rule: firm(kind) ? 'R-AVOID' : 'R-AVOID-WORK', severity: 'block' }])
      expect(findings[0]?.message).toContain(`张三与李四（考评人员）有${kind}关系`)
      expect(overridable(findings)).toBe(!firm(kind))
      expect(asksHead(findings)).toBe(!firm(kind))
    },
  )

  test.each(kinds)('%s by the name alone is a question, which an answer settles', kind => {
    const { rank, findings } = one({ ...zhang, relations: with4(kind) }, [examiner])
    expect(rank).toBeNull()
    expect(findings).toMatchObject([{ rule: firm(kind) ? 'R-AVOID-NAME' : 'R-AVOID-WORK', severity: 'block' }])
    expect(overridable(findings)).toBe(true)
    expect(asksHead(findings)).toBe(!firm(kind))
  })

  const relation = (withName: string, withId?: number) =>
    [{ withName, withId, kind: '师徒', declaredBy: 'other' }] as const

  test.each([
    ['by number, whatever the name', relation('旧名', 2), [examiner], [], ['R-AVOID block']],
    ['a namesake with another number', relation('李四', 3), [examiner], [], []],
    ['with 考务', relation('王五'), [{ name: '王五', role: 'affairs' }], [], ['R-AVOID-NAME block']],
    ['with a candidate', relation('赵 六'), [], ['赵六'], ['R-AVOID-NAME block']],
    ['with nobody here', relation('赵六'), [examiner], ['钱七'], []],
    [
      'with one who is examiner and candidate',
      relation('李四'),
      [examiner],
      ['李四'],
      ['R-AVOID-NAME block', 'R-AVOID-NAME block'],
    ],
  ] as [string, Assignable['relations'], StaffMember[], string[], string[]][])(
    '%s',
    (_, relations, staff, names, expected) => expect(words({ ...zhang, relations }, staff, names)).toEqual(expected),
  )

  describe('declared by the other side', () => {
    const li = supervisor(2, '李四', {
      relations: [{ withName: '张三', withId: 1, kind: '近亲属', declaredBy: 'self' }],
    })
    test('an examiner of the roster named him', () => {
      const { findings } = one(zhang, [examiner], [], [li])
      expect(findings).toMatchObject([{ rule: 'R-AVOID', severity: 'block' }])
      expect(findings[0]?.message).toBe('张三与李四（考评人员）有近亲属关系，应当回避')
    })
    test('a candidate of the roster named him', () => {
      expect(words(zhang, [], ['李四'], [li])).toEqual(['R-AVOID-NAME block']) // a list of candidates has names alone
    })
    test('declared by both sides is said once', () => {
      const both = {
        ...zhang,
        relations: [{ withName: '李四', withId: 2, kind: '近亲属', declaredBy: 'self' } as const],
      }
      expect(words(both, [examiner], [], [li])).toEqual(['R-AVOID block'])
    })
    test('nothing when the other is not here', () => expect(words(zhang, [], [], [li])).toEqual([]))
  })

  test('a namesake among the candidates is a reminder: it may be himself', () => {
    expect(words(zhang, [], ['张三'])).toEqual(['R-AVOID warn'])
  })

  test('a Set of cleaned names is taken as it is', () => {
    const ranked = rankAssignable(session, [], new Set(['张三']), [zhang], options)
    expect(ranked[0]?.findings).toHaveLength(1)
  })
})

describe('standing on the day of the session', () => {
  const on = (date: string, person = zhang) =>
    rankAssignable({ ...session, date }, [], [], [person], options)[0]?.findings.map(f => `${f.rule} ${f.severity}`)

  test.each([
    ['2026-11-22', ['R-STANDING block']], // the day before the term
    ['2026-11-23', []],
    ['2029-11-22', []],
    ['2029-11-23', ['R-TERM-END block']],
  ])('on %s: %j', (date, expected) => expect(on(date)).toEqual(expected))

  test('a renewal recorded ahead carries on where the term ends', () => {
    const renewed = { ...zhang, nextTerm: { start: '2029-11-23', end: '2032-11-22' } }
    expect(on('2029-11-22', renewed)).toEqual([])
    expect(on('2029-11-23', renewed)).toEqual([])
    expect(on('2032-11-23', renewed)).toEqual(['R-TERM-END block'])
  })

  test.each([
    ['never appointed', qualified, '尚未聘任'],
    ['dismissed', { ...appointed, dismissedOn: '2027-03-10' }, '已于 2027-03-10 解聘'],
    [
      'suspended over the day',
      { ...appointed, suspendedFrom: '2027-03-01', suspendedUntil: '2027-03-10' },
      '暂停至 2027-03-10',
    ],
    ['suspended without end', { ...appointed, suspendedFrom: '2027-03-01' }, '暂停'],
  ])('%s', (_, standing, message) => {
    const { rank, findings } = one({ ...zhang, standing })
    expect(rank).toBeNull()
    expect(findings).toMatchObject([{ rule: 'R-STANDING', severity: 'block' }])
    expect(findings[0]?.message).toContain(message)
    expect(overridable(findings)).toBe(false)
  })

  test('suspended, but back by then', () => {
    expect(
      words({ ...zhang, standing: { ...appointed, suspendedFrom: '2027-03-01', suspendedUntil: '2027-03-09' } }),
    ).toEqual([])
  })

  // T5: at 委派 the age warns.
  test.each([
    ['A', '1961-03-11', []], // 66 the day after
    ['A', '1961-03-10', ['R-AGE warn']],
    ['B', '1962-03-10', []], // 65 that day
    ['B', '1962-03-09', ['R-AGE warn']],
  ] as const)('reading %s, born %s: %j', (reading, birth, expected) => {
    const [ranked] = rankAssignable(session, [], [], [{ ...zhang, birth }], { ...options, reading })
    expect(ranked?.findings.map(f => `${f.rule} ${f.severity}`)).toEqual(expected)
    expect(ranked?.rank).toBe(1)
  })
})

describe('card', () => {
  test('none: may not', () => {
    const { rank, code, findings } = one({ ...zhang, cards: [] })
    expect([rank, code]).toEqual([null, null])
    expect(findings).toMatchObject([{ rule: 'R-CARD-FILE', severity: 'block' }])
    expect(overridable(findings)).toBe(false)
  })
  test('not filed: a warning', () => {
    expect(words({ ...zhang, cards: [{ ...ALWAYS, code: 'Y112001260001', filedOn: null }] })).toEqual([
      'R-CARD-FILE warn',
    ])
  })
})

test('every reason is given, not only the first', () => {
  const person: Assignable = {
    ...zhang,
    standing: qualified,
    cards: [],
    relations: [{ withName: '李四', kind: '同事', declaredBy: 'self' }],
  }
  expect(
    words(person, [
      { name: '李四', role: 'head' },
      { name: '张三', role: 'examiner' },
    ]),
  ).toEqual(['R-SAME-SESSION block', 'R-AVOID-WORK block', 'R-STANDING block', 'R-CARD-FILE block'])
})

describe('rotation', () => {
  const past = (...entries: [batchId: number, sessionDate: string][]) =>
    entries.map(([batchId, sessionDate]) => ({ batchId, sessionDate }))

  test('least recently used first, then fewer runs, then name; those who may not come last', () => {
    const people = [
      supervisor(1, '丁', { history: past([1, '2027-02-01']) }),
      supervisor(2, '丙', { history: past([2, '2027-01-01'], [1, '2026-12-01']) }),
      supervisor(3, '乙', { history: past([2, '2027-01-01']) }),
      supervisor(4, '甲', { history: past([2, '2027-01-01']) }),
      supervisor(5, '戊'),
      supervisor(6, '己', { cards: [] }),
      supervisor(7, '丁', { history: past([1, '2027-02-01']) }),
    ]
    const ranked = rankAssignable(session, [], [], people, options)
    expect(ranked.map(r => [r.rank, r.id])).toEqual([
      [1, 5],
      [2, 3], // 乙 U+4E59 stands before 甲 U+7532
      [3, 4],
      [4, 2],
      [5, 1],
      [6, 7],
      [null, 6],
    ])
  })

  test('runs are those of twelve months, the session’s day included', () => {
    const history = past([1, '2027-03-10'], [2, '2026-03-11'], [3, '2026-03-10'], [4, '2027-03-11'])
    expect(one({ ...zhang, history })).toMatchObject({ runs: 2, lastOn: '2027-03-11' })
  })

  const all = (limit: number | null, people: Assignable[]) =>
    rankAssignable(session, [], [], people, { ...options, rotateLimit: limit })
  const rotates = (limit: number | null, people: Assignable[]) =>
    all(limit, people).flatMap(r => (r.findings.some(f => f.rule === 'R-ROTATE') ? [r.id] : []))

  // The organisation's batches before this one: 4 (latest), 3, 2.
  const always = supervisor(1, '张三', { history: past([4, '2027-03-01'], [3, '2027-02-01'], [2, '2027-01-01']) })
  const often = supervisor(2, '李四', { history: past([4, '2027-03-01'], [3, '2027-02-01']) })
  const skipped = supervisor(3, '王五', { history: past([3, '2027-02-01'], [2, '2027-01-01']) })

  test.each([
    [null, []],
    [4, []],
    [3, [1]],
    [2, [1, 2]],
    [1, [1, 2]],
  ])('with the limit %s these go beyond it: %j', (limit, ids) =>
    expect(rotates(limit, [always, often, skipped]).sort()).toEqual(ids),
  )

  test('it warns and does not block, and says the numbers', () => {
    const found = all(3, [always, often, skipped]).find(r => r.id === 1)
    expect(found?.rank).not.toBeNull()
    expect(found?.findings).toMatchObject([{ rule: 'R-ROTATE', severity: 'warn' }])
    expect(found?.findings[0]?.message).toContain('再委派为连续第 4 次，本机构规定不超过 3 次')
  })

  test('other sessions of this batch are no further run, nor are later batches', () => {
    const history = past([9, '2027-06-01'], [10, '2027-03-09'], [4, '2027-03-01'])
    expect(rotates(2, [supervisor(1, '张三', { history })])).toEqual([])
    expect(rotates(1, [supervisor(1, '张三', { history })])).toEqual([1])
  })
})

test('R-ASSIGN: a record needs a 委派单 that names its supervisor (第十五条)', () => {
  expect(checkAssigned(zhang, [2, 1])).toEqual([])
  expect(checkAssigned(zhang, [2])).toMatchObject([
    { rule: 'R-ASSIGN', severity: 'block', message: '委派单上没有张三' },
  ])
  expect(checkAssigned(zhang, null)[0]?.message).toBe('张三没有有效的委派单')
})

describe('a proposal for a whole batch', () => {
  const people = Array.from({ length: 4 }, (_, i) => supervisor(i + 1, `内督${i + 1}`))
  const slots = (n: number): { slot: SessionSlot; staff: StaffMember[] }[] =>
    Array.from({ length: n }, (_, i) => ({
      slot: { ...session, id: 101 + i, date: addDays(session.date, i) },
      staff: [],
    }))

  test('spreads the work, and answers in the order that it was asked', () => {
    const asked = slots(4).reverse()
    const proposal = proposeAll(asked, [], people, options, 1)
    expect(proposal.map(p => p.sessionId)).toEqual([104, 103, 102, 101])
    expect(proposal.map(p => p.people.map(r => r.id))).toEqual([[4], [3], [2], [1]])
  })

  test('gives at most as many as may, and nobody who may not', () => {
    const [first] = slots(1)
    if (!first) throw new Error('no session')
    const proposal = proposeAll([{ ...first, staff: [{ name: '内督2', role: 'examiner' }] }], [], people, options, 5)
    expect(proposal[0]?.people.map(r => r.id)).toEqual([1, 3, 4])
  })

  test('never puts one person into two batches at once, and loads differ by at most one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 3 }), (n, per) => {
        const load = new Map(people.map(p => [p.id, 0]))
        for (const { people: chosen } of proposeAll(slots(n), [], people, options, per)) {
          expect(chosen).toHaveLength(per)
          for (const { id } of chosen) load.set(id, (load.get(id) ?? 0) + 1)
        }
        const counts = [...load.values()]
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('whatever the facts: ranks run 1, 2, … without a gap, and exactly those without a block have one', () => {
  const name = fc.constantFrom('张三', '李四', '王五', '赵六')
  const kind = fc.constantFrom<RelationKind>('近亲属', '同事')
  const person = fc.record({
    name,
    cards: fc.constantFrom<Assignable['cards']>(
      [],
      [{ ...ALWAYS, code: 'x', filedOn: null }],
      [{ ...ALWAYS, code: 'y', filedOn: '2026-12-01' }],
    ),
    standing: fc.constantFrom(appointed, qualified),
    relations: fc.array(fc.record({ withName: name, kind, declaredBy: fc.constant('self' as const) }), {
      maxLength: 2,
    }),
    history: fc.array(
      fc.record({ batchId: fc.integer({ min: 1, max: 4 }), sessionDate: fc.constantFrom('2027-01-01', '2027-02-01') }),
      { maxLength: 3 },
    ),
  })
  const member = fc.record({ name, role: fc.constantFrom('examiner' as const, 'head' as const) })
  fc.assert(
    fc.property(fc.array(person, { maxLength: 6 }), fc.array(member, { maxLength: 3 }), (list, staff) => {
      const people = list.map((p, i) => supervisor(i + 1, p.name, p))
      const ranked = rankAssignable(session, staff, [], people, { ...options, rotateLimit: 2 })
      expect(ranked.map(r => r.id).sort()).toEqual(people.map(p => p.id))
      const free = ranked.filter(r => r.findings.every(f => f.severity !== 'block'))
      expect(ranked.slice(0, free.length).map(r => r.rank)).toEqual(free.map((_, i) => i + 1))
      for (const r of ranked.slice(free.length)) expect(r.rank).toBeNull()
      for (const r of ranked) {
        const examines = staff.some(m => m.role === 'examiner' && m.name === r.name)
        expect(r.findings.some(f => f.rule === 'R-SAME-SESSION')).toBe(examines)
      }
    }),
  )
})
