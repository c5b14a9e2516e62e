import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRequired } from '../../src-shared/domain/evidence.ts'
import { type BatchFacts, mockSupervision } from '../../src-shared/domain/mock.ts'
import type { RecordKind } from '../../src-shared/domain/seal.ts'
import { AFTER_ITEMS, itemsOf, numberOf, SITE_ITEMS } from '../../src-shared/forms/items.ts'

const planned = { date: '2026-05-20', from: '09:00', to: '11:00', room: '一考场', count: 30 }
const numbers = { onsite: itemsOf(SITE_ITEMS).map(numberOf), afterwards: itemsOf(AFTER_ITEMS).map(numberOf) }
const record = (kind: RecordKind, no: number[] = []) => ({
  kind,
  phases: ['before', 'during', 'after'] as const,
  supervisor: '张三',
  badge: 'yes' as const,
  items: numbers[kind].map(n => ({ number: String(n), answer: no.includes(n) ? ('no' as const) : ('yes' as const) })),
})

/** A batch in order, so that each test breaks one thing. */
const good: BatchFacts = {
  dates: {
    filedOn: '2026-03-01',
    plannedOn: '2026-04-01',
    announcedOn: '2026-04-10',
    signupFrom: '2026-04-20',
    signupTo: '2026-04-30',
    reviewedOn: '2026-05-08',
    examFrom: '2026-05-20',
    examTo: '2026-05-20',
    scoredOn: '2026-05-25',
    publicFrom: '2026-06-01',
    publicTo: '2026-06-07',
    certifiedOn: '2026-06-10',
    archivedOn: '2026-06-30',
  },
  forms: ['theory', 'skill'],
  planned: 30,
  candidates: 30,
  samples: 1,
  sessions: [{ id: 1, ...planned, actual: { ...planned }, explanation: '' }],
  staff: [
    { role: 'examiner', name: '李四', certificate: 'K1', validTo: '2027-01-01', sessionIds: [1] },
    { role: 'invigilator', name: '王五', certificate: '', validTo: null, sessionIds: [1] },
    { role: 'head', name: '赵六', certificate: '', validTo: null, sessionIds: [1] },
  ],
  supervisors: [{ name: '张三', code: 'Y112001260001', sessionIds: [1] }],
  venue: { name: '实训楼', filing: 'filed', checkedOn: '2026-05-19', photos: 3 },
  records: [record('onsite'), record('afterwards')],
  rectifications: [],
  slots: undefined,
  today: '2026-07-01',
}

const item = (kind: RecordKind, number: number, facts: Partial<BatchFacts>) => {
  const found = mockSupervision(kind, { ...good, ...facts }).find(i => i.number === String(number))
  if (!found) throw new Error(`no item ${number}`)
  return found
}
const onsite = (number: number, facts: Partial<BatchFacts>) => item('onsite', number, facts)
const afterwards = (number: number, facts: Partial<BatchFacts>) => item('afterwards', number, facts)
const [session] = good.sessions
if (!session) throw new Error('no session')
const [examiner] = good.staff
if (!examiner) throw new Error('no examiner')

test('the items are those of the forms, with their printed numbers (T10)', () => {
  expect(mockSupervision('onsite', good).map(i => i.number)).toEqual(numbers.onsite.map(String))
  expect(numbers.onsite).not.toContain(15)
  expect(mockSupervision('afterwards', good).map(i => i.number)).toEqual(numbers.afterwards.map(String))
  expect(mockSupervision('afterwards', good)[3]?.text).toBe('评价时间、评价人数及评价内容与评价计划一致')
})

test('a batch in order is 是 throughout, and 未登记 says what nobody knows', () => {
  for (const kind of ['onsite', 'afterwards'] as const) {
    const items = mockSupervision(kind, good)
    expect(items.filter(i => i.answer === 'no')).toEqual([])
    for (const lack of items.flatMap(i => i.lacks)) expect(lack).toMatch(/未登记$/)
  }
  expect(onsite(3, {}).lacks).toEqual(['P3 实施方案（备案方案）：未登记'])
})

test('an empty batch is 否 throughout where proof is asked, each with what it lacks', () => {
  const dates = Object.fromEntries(Object.keys(good.dates).map(key => [key, null])) as unknown as BatchFacts['dates']
  const empty: BatchFacts = {
    ...good,
    dates,
    candidates: 0,
    samples: 0,
    sessions: [],
    staff: [],
    supervisors: [],
    venue: null,
    records: [],
  }
  for (const kind of ['onsite', 'afterwards'] as const) {
    for (const i of mockSupervision(kind, empty)) {
      // Nobody can have failed to cooperate where nothing was found yet.
      expect(`${kind} ${i.number} ${i.answer}`).toBe(
        `${kind} ${i.number} ${kind === 'afterwards' && i.number === '12' ? 'yes' : 'no'}`,
      )
      if (i.answer === 'no') expect(i.lacks).not.toEqual([])
    }
  }
})

describe('现场: what turns an item to 否', () => {
  const cases: [number, string, Partial<BatchFacts>, string][] = [
    [3, '方案备案', { dates: { ...good.dates, filedOn: null } }, '没有登记方案备案日期'],
    [4, '计划', { dates: { ...good.dates, plannedOn: null } }, '没有登记计划申报日期'],
    [4, '名册', { candidates: 0 }, '没有导入考生名册'],
    [4, '人数', { candidates: 29 }, '考生名册 29 人，计划 30 人'],
    [4, '未说明的差异', { sessions: [{ ...session, actual: { ...planned, count: 28 } }] }, '没有说明'],
    [5, '审核', { dates: { ...good.dates, reviewedOn: null } }, '没有登记资格审核日期'],
    [5, '抽查', { samples: 0 }, '没有抽查记录'],
    [6, '没有证号', { staff: [{ ...examiner, certificate: ' ' }, ...good.staff.slice(1)] }, '考评人员李四没有证号'],
    [6, '过期', { staff: [{ ...examiner, validTo: '2026-05-19' }, ...good.staff.slice(1)] }, '2026-05-19 到期'],
    [6, '兼任', { supervisors: [{ name: '李 四', code: 'x', sessionIds: [1] }] }, '李四既考评又督导'],
    [7, '没有内督员', { supervisors: [] }, '没有内督员'],
    [7, '没有考评', { staff: good.staff.slice(1) }, '没有考评人员'],
    [7, '没有监考', { staff: [examiner] }, '没有考务或监考人员'],
    [8, '没有场地', { venue: null }, '没有关联已登记的场地'],
    [8, '备案过期', { venue: { name: '实训楼', filing: 'expired', checkedOn: null, photos: 1 } }, '未备案或备案已过期'],
    [9, '没有核查', { venue: { name: '实训楼', filing: 'filed', checkedOn: null, photos: 1 } }, '没有考前设备核查记录'],
    [11, '没有考中记录', { records: [{ ...record('onsite'), phases: ['before'] }] }, '没有考中的内部督导记录'],
    [12, '未佩证', { records: [{ ...record('onsite'), badge: 'no' }] }, '没有佩戴证卡'],
    [12, '没有证卡', { supervisors: [{ name: '张三', code: null, sessionIds: [1] }] }, '内督员张三没有证卡'],
    [13, '没有实际时间', { sessions: [{ ...session, actual: null }] }, '没有登记实际时间'],
    [13, '时间不符', { sessions: [{ ...session, actual: { ...planned, from: '09:30' } }] }, '时间计划'],
  ]
  test.each(cases)('item %i, %s', (number, _, facts, lack) => {
    expect(onsite(number, {}).answer).toBe('yes')
    const found = onsite(number, facts)
    expect(found.answer).toBe('no')
    expect(found.lacks.join('\n')).toContain(lack)
  })

  test('an explained difference is no lack', () => {
    const explained = { ...session, actual: { ...planned, from: '09:30', count: 29 }, explanation: '设备故障' }
    expect(onsite(13, { sessions: [explained] }).answer).toBe('yes')
    expect(onsite(4, { sessions: [explained] }).answer).toBe('yes')
  })

  test('a certificate must hold on the last day: a session past midnight ends on the next', () => {
    const night = { ...session, from: '22:00', to: '02:00', actual: null }
    const staff = [{ ...examiner, validTo: '2026-05-20' }, ...good.staff.slice(1)]
    expect(onsite(6, { staff }).answer).toBe('yes')
    expect(onsite(6, { staff, sessions: [night] }).answer).toBe('no')
  })

  test('an unknown validity is said, not held against it', () => {
    const found = onsite(6, { staff: [{ ...examiner, validTo: null }, ...good.staff.slice(1)] })
    expect(found.answer).toBe('yes')
    expect(found.lacks).toContain('考评人员李四的证书有效期未登记')
  })
})

describe('事后: what turns an item to 否', () => {
  const { dates } = good
  const overdue = { number: '3', kind: 'onsite', closedOn: null, due: '2026-06-30' } as const
  const cases: [number, string, Partial<BatchFacts>, string][] = [
    [5, '没有负责人', { staff: good.staff.slice(0, 2) }, '没有登记负责人'],
    [12, '整改逾期', { rectifications: [overdue] }, '1 个问题整改逾期'],
    [13, '没有评分', { dates: { ...dates, scoredOn: null } }, '没有登记评分日期'],
    [15, '没有公示', { dates: { ...dates, publicTo: null } }, '没有登记公示的起止日期'],
    [15, '公示前发证', { dates: { ...dates, certifiedOn: '2026-06-07' } }, '公示到 2026-06-07 才结束'],
    [16, '没有归档', { dates: { ...dates, archivedOn: null } }, '尚未归档'],
    [16, '缺材料', { slots: { G7: 'missing', P1: 'archived' } }, '缺失的档案材料：G7'],
  ]
  test.each(cases)('item %i, %s', (number, _, facts, lack) => {
    expect(afterwards(number, {}).answer).toBe('yes')
    const found = afterwards(number, facts)
    expect(found.answer).toBe('no')
    expect(found.lacks.join('\n')).toContain(lack)
  })

  test('due today is not overdue', () => {
    expect(afterwards(12, { rectifications: [{ ...overdue, due: good.today }] }).answer).toBe('yes')
  })
})

describe('evidence by slot', () => {
  test('a missing paper is 否, an archived one a ground', () => {
    const bare = { records: [] }
    expect(onsite(17, { ...bare, slots: { X6: 'missing' } })).toMatchObject({
      answer: 'no',
      lacks: ['X6 影像资料：缺失'],
    })
    expect(onsite(17, { ...bare, slots: { X6: 'archived' } })).toMatchObject({ answer: 'yes', lacks: [] })
    expect(onsite(17, { ...bare, slots: { X6: 'na' } })).toMatchObject({ answer: 'yes', lacks: [] })
    expect(onsite(17, { ...bare, slots: {} })).toMatchObject({ answer: 'no', lacks: ['X6 影像资料：未登记'] })
    expect(onsite(17, bare)).toMatchObject({ answer: 'no', lacks: ['X6 影像资料：未登记'] })
  })

  test('only what the 认定形式 requires is asked for (requirements §7)', () => {
    expect(isRequired('X6', ['direct'])).toBe(false)
    expect(isRequired('X6', ['direct', 'skill'])).toBe(true)
    expect(isRequired('G3', ['skill'])).toBe(false)
    expect(isRequired('G3', ['performance'])).toBe(true)
    expect(isRequired('G2', [])).toBe(true)
    expect(onsite(17, { forms: ['direct'], slots: { X6: 'missing' } }).lacks).toEqual([])
  })

  test('an item with nothing to go by says so', () => {
    expect(onsite(17, { forms: ['direct'], records: [] })).toMatchObject({
      answer: 'no',
      lacks: ['没有任何登记可以证明'],
    })
  })
})

describe('what our own record said', () => {
  const said = { records: [record('onsite', [10])] }
  const fix = (closedOn: string | null) => ({
    rectifications: [{ number: '10', kind: 'onsite' as const, closedOn, due: null }],
  })
  test.each([
    ['否, nothing done', said, 'no', '内部督导记录为「否」，没有整改'],
    ['否, being mended', { ...said, ...fix(null) }, 'no', '内部督导记录为「否」，整改未关闭'],
    ['否, mended', { ...said, ...fix('2026-06-01') }, 'yes', ''],
  ])('%s', (_, facts, answer, lack) => {
    const found = onsite(10, facts)
    expect(found.answer).toBe(answer)
    expect(found.lacks.join()).toContain(lack)
  })
  test('the other form’s item of the same number is another item', () => {
    expect(afterwards(10, said).answer).toBe('no') // nothing of 事后 is recorded
    expect(afterwards(10, { records: [...said.records, record('afterwards')] }).answer).toBe('yes')
  })
})

test('否 always says what is lacking; more missing papers never turn 否 into 是', () => {
  const slot = fc.constantFrom('P1', 'P2', 'P3', 'Q4', 'R1', 'X6', 'X7', 'G7')
  const state = fc.constantFrom('archived' as const, 'na' as const, 'missing' as const)
  fc.assert(
    fc.property(
      fc.dictionary(slot, state),
      slot,
      fc.constantFrom('onsite' as const, 'afterwards' as const),
      (slots, lost, kind) => {
        const before = mockSupervision(kind, { ...good, slots })
        const after = mockSupervision(kind, { ...good, slots: { ...slots, [lost]: 'missing' } })
        for (const i of before) if (i.answer === 'no') expect(i.lacks.length).toBeGreaterThan(0)
        after.forEach((i, n) => {
          if (before[n]?.answer === 'no') expect(i.answer).toBe('no')
        })
      },
    ),
  )
})
