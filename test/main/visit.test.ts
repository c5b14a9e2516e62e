/** 外督员 visits through routes (第十八、十九、二十二、二十七、二十九条): what others did, and what we owe for it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { addBatch, addVisit, deadlines, JPG, NO_DATES, PLAN, page } from './batch-office.ts'
import { addOrg } from './people.ts'
import { at, createWorld, TODAY, type World } from './world.ts'

let world: World
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  batchId = (await addBatch(world)).id
})
afterEach(() => world.end())

const visits = async () => (await world.call('visit.list', { batchId })).visits
const inspector = (from: string | null, to: string | null, name = '周玉梅') => ({
  name,
  number: '',
  unit: '',
  from,
  to,
})
const hours = async (from: string | null, to: string | null, over: Partial<Input<'visit.save'>> = {}) =>
  (await addVisit(world, batchId, { inspectors: [inspector(from, to)], ...over })).hours[0]
const planned = async (count: number) => {
  const items = [100, count - 100].map(n => ({ occupation: '电工', trade: '', level: '', planned: n, actual: null }))
  const { id } = await addBatch(world, { planNo: `P${count}`, items, dates: NO_DATES })
  return id
}

describe('how many (第十九条): information, never a hindrance', () => {
  test.each([
    [199, 2, []],
    [200, 2, []],
    [201, 2, ['R-EXT-200']],
    [200, 1, ['R-EXT-2']],
    [201, 1, ['R-EXT-2', 'R-EXT-200']],
  ])('a plan of %i people, %i 外督员', async (people, count, expected) => {
    const inspectors = Array.from({ length: count }, (_, i) => inspector('09:00', '11:00', `外督${i}`))
    const visit = await addVisit(world, await planned(people), { inspectors })
    const info = visit.findings.filter(f => f.rule !== 'R-SIGN')
    expect(info.map(f => f.rule)).toEqual(expected)
    expect(info.every(f => f.severity === 'info')).toBe(true)
  })

  test('nobody is no visit', async () => {
    const input = { batchId, kind: '现场督导', on: TODAY, endedOn: TODAY, endReason: '', inspectors: [], opinion: '' }
    expect((await world.refuse('visit.save', input)).fields).toHaveProperty('inspectors')
  })
})

describe('hours (第二十七条): the bureau pays, we know', () => {
  test.each([
    ['08:30', '12:30', 240, '4 小时，按半天计（400 元'],
    ['08:30', '12:31', 241, '4 小时 1 分，按一天计（800 元'],
    ['22:00', '02:00', 240, '按半天计'],
    ['22:00', '02:01', 241, '按一天计'],
    ['00:00', '23:59', 1439, '按一天计'],
    ['09:00', '09:00', 0, '请核对'],
    [null, '12:00', null, '未登记'],
  ])('%s to %s', async (from, to, minutes, words) => {
    expect(await hours(from, to)).toMatchObject({ minutes, reference: expect.stringContaining(words) })
  })

  test('a visit of several days is not counted from two times of day', async () => {
    world.today = '2026-11-24'
    const over = { on: TODAY, endedOn: world.today }
    expect(await hours('22:00', '02:00', over)).toMatchObject({ minutes: 240 })
    expect(await hours('09:00', '11:00', over)).toMatchObject({ minutes: null })
  })
})

describe('dates (nothing that happened lies ahead)', () => {
  const AHEAD = '2026-11-25'
  const empty = { on: AHEAD, endedOn: AHEAD, inspectors: [inspector('09:00', null)] }

  test('an announced visit is kept; a time of leaving, an opinion and a signed scan wait for its day', async () => {
    const visit = await addVisit(world, batchId, empty)
    const known: Input<'visit.save'> = {
      id: visit.id,
      batchId,
      kind: visit.kind,
      endReason: '',
      opinion: '',
      ...empty,
    }
    const save = (over: Partial<Input<'visit.save'>>): Input<'visit.save'> => ({ ...known, ...over })
    for (const over of [{ inspectors: [inspector('09:00', '11:00')] }, { opinion: '资料齐全' }]) {
      const refused = await world.refuse('visit.save', save(over))
      expect(refused.findings).toMatchObject([{ rule: 'R-DT-FUTURE' }])
      expect(refused.fields).toHaveProperty('endedOn')
    }
    const scan = { id: visit.id, form: '附件3', file: JPG }
    expect((await world.refuse('visit.scan', scan)).findings).toMatchObject([{ rule: 'R-DT-FUTURE' }])
    expect(await visits()).toMatchObject([{ scans: [], opinion: '' }])
    world.today = AHEAD
    await world.call('visit.save', save({ inspectors: [inspector('09:00', '24:00')], opinion: '资料齐全' }))
    expect((await world.call('visit.scan', scan)).scans).toHaveLength(1)
  })

  test.each([
    ['24:00', '2026-11-23', '2026-11-28'],
    ['00:00', '2026-11-24', '2026-11-28'], // 00:00 of the next day is the end of this one
    ['00:01', '2026-11-24', '2026-11-29'],
  ])('a visit until %s of %s: 5天 is %s', async (to, endedOn, due) => {
    world.today = '2026-11-24'
    await addVisit(world, batchId, { on: TODAY, endedOn, inspectors: [inspector('14:00', to)] })
    const rows = (await deadlines(world, batchId)).filter(row => row.source === 'visit')
    expect(JSON.stringify(rows)).toContain(due)
    const other = due === '2026-11-28' ? '2026-11-29' : '2026-11-28'
    expect(rows.filter(row => JSON.stringify(row).includes(other))).toEqual([])
  })
})

describe('the record', () => {
  test('is changed in its batch; the day on which it ended only with a reason, which is kept', async () => {
    const visit = await addVisit(world, batchId, { opinion: '资料齐全' })
    const input: Input<'visit.save'> = {
      id: visit.id,
      batchId,
      kind: visit.kind,
      on: visit.on,
      endedOn: visit.endedOn,
      endReason: '',
      inspectors: visit.inspectors,
      opinion: '补充意见',
    }
    expect(await world.call('visit.save', input)).toEqual({
      ...visit,
      seen: expect.any(String),
      opinion: '补充意见',
    })
    const moved = { ...input, endedOn: '2026-11-24' }
    expect((await world.refuse('visit.save', { ...moved, endReason: '次日' })).findings).toMatchObject([
      { rule: 'R-DT-FUTURE' },
    ])
    world.today = '2026-11-24'
    expect((await world.refuse('visit.save', moved)).fields).toHaveProperty('endReason')
    expect((await world.refuse('visit.save', { ...moved, endReason: '  ' })).fields).toHaveProperty('endReason')
    expect((await world.refuse('visit.save', { ...moved, endedOn: '2026-11-22' })).fields).toHaveProperty('endedOn')
    const reason = '次日继续查阅'
    expect((await world.call('visit.save', { ...moved, endReason: reason })).endReason).toBe(reason)
    expect((await world.call('visit.save', moved)).endReason).toBe(reason) // saved again without another change
    const [log] = (await world.call('audit.list', { search: reason, page })).rows
    expect(log?.text).toContain('结束日期 2026-11-23 改为 2026-11-24')
    const other = await addBatch(world, { planNo: 'B' })
    expect((await world.refuse('visit.save', { ...moved, batchId: other.id })).code).toBe('NOT_FOUND')
    expect((await world.refuse('visit.save', { ...moved, id: 99 })).code).toBe('NOT_FOUND')
    expect((await deadlines(world, other.id)).length).toBe(0)
    expect(await visits()).toHaveLength(1)
  })

  test('its kind is of a list that is data (第十八条「等」); a kind taken off stays where it is', async () => {
    const { kinds } = await world.call('visit.kinds', {})
    expect(kinds).toEqual(['现场督导', '事后认定资料督导', '其他'])
    const save = { batchId, on: TODAY, endedOn: TODAY, endReason: '', inspectors: [inspector(null, null)], opinion: '' }
    expect((await world.refuse('visit.save', { ...save, kind: '视频督导' })).fields).toHaveProperty('kind')
    await world.call('visit.setKinds', { kinds: ['视频督导', '视频督导', ...kinds] })
    expect((await world.call('visit.kinds', {})).kinds).toEqual(['视频督导', ...kinds])
    const visit = await world.call('visit.save', { ...save, kind: '视频督导' })
    await world.call('visit.setKinds', { kinds })
    expect((await world.call('visit.save', { ...save, id: visit.id, kind: '视频督导' })).kind).toBe('视频督导')
    expect((await world.refuse('visit.save', { ...save, kind: '视频督导' })).code).toBe('INPUT_INVALID')
    expect((await world.refuse('visit.setKinds', { kinds: [] })).code).toBe('INPUT_INVALID')
  })

  test('R-SIGN until the signed 附件3 and one 附件4 for each 外督员 are scanned', async () => {
    const visit = await addVisit(world, batchId)
    const missing = async () => (await visits())[0]?.findings.find(f => f.rule === 'R-SIGN')?.message
    expect(await missing()).toContain('附件3、附件4（0 份，外督员 2 名）')
    await world.call('visit.scan', { id: visit.id, form: '附件3', file: JPG })
    await world.call('visit.scan', { id: visit.id, form: '附件4', file: { ...JPG, name: 'C:\\扫描\\一.jpg' } })
    expect(await missing()).toContain('附件4（1 份，外督员 2 名）')
    const done = await world.call('visit.scan', { id: visit.id, form: '附件4', file: JPG })
    expect(await missing()).toBeUndefined()
    expect(done.scans.map(s => [s.form, s.file.name])).toEqual([
      ['附件3', '整改后.jpg'],
      ['附件4', '一.jpg'],
      ['附件4', '整改后.jpg'],
    ])
    const bad = { id: visit.id, form: '附件3', file: { name: 'x.pdf', bytes: new Uint8Array([1, 2, 3]) } }
    expect((await world.refuse('visit.scan', bad)).code).toBe('FILE_TYPE')
    expect(
      (
        await world.refuse('visit.scan', {
          ...bad,
          id: 99,
          file: { name: 'x', bytes: new TextEncoder().encode('%PDF-1.7 其他') },
        })
      ).code,
    ).toBe('NOT_FOUND')
    const all = done.scans.map(s => s.file.sha256)
    expect(new Set(all).size).toBe(1)
    expect(existsSync(join(world.dir, 'files', all[0]?.slice(0, 2) ?? '', all[0] ?? ''))).toBe(true)
  })

  test('资料提供登记 (第二十九条) says what, how, by whom, to whom and when', async () => {
    const visit = await addVisit(world, batchId)
    await world.call('visit.hand', {
      id: visit.id,
      what: '考场情况记录单 3 页',
      way: '复印',
      by: '李主任',
      to: '周玉梅',
    })
    world.today = '2026-11-24'
    const { handed } = await world.call('visit.hand', {
      id: visit.id,
      what: '录像',
      way: '查阅',
      by: '李主任',
      to: '郑红霞',
    })
    expect(handed).toMatchObject([
      { what: '录像', way: '查阅', at: at('2026-11-24').toISOString() },
      { what: '考场情况记录单 3 页', way: '复印', by: '李主任', to: '周玉梅', at: at(TODAY).toISOString() },
    ])
    const hand = { id: visit.id, what: 'x', way: '复印', by: 'x', to: 'x' } as const
    expect((await world.refuse('visit.hand', { ...hand, id: 99 })).code).toBe('NOT_FOUND')
    expect((await world.refuse('visit.hand', { ...hand, what: ' ' })).code).toBe('INPUT_INVALID')
    expect((await world.call('audit.list', { search: '提供资料', page })).total).toBe(2)
  })

  test('all visits, or those of one batch, newest first', async () => {
    const other = await addBatch(world, { ...PLAN, planNo: 'B' })
    const [a, b, c] = [
      await addVisit(world, batchId, { on: '2026-11-01', endedOn: '2026-11-01' }),
      await addVisit(world, other.id),
      await addVisit(world, batchId),
    ]
    expect((await visits()).map(v => v.id)).toEqual([c.id, a.id])
    expect((await world.call('visit.list', {})).visits.map(v => v.id)).toEqual([c.id, b.id, a.id])
  })
})

describe('工作反馈情况 of 附件4 (第二十二条): what we have to write', () => {
  const sheet = async (id: number, feedback?: number, which = 0) =>
    (
      await world.call('form.facts', {
        form: 'annex4',
        subject: { kind: 'visit', id, inspector: which, ...(feedback === undefined ? {} : { feedback }) },
      })
    ).facts as Record<string, string>

  test('about each 外督员, a version each time; an earlier one is printed as it was, whatever came after', async () => {
    const inspectors = [inspector('09:00', '11:00'), inspector('09:00', '12:00', '郑红霞')]
    const visit = await addVisit(world, batchId, { inspectors })
    expect(await sheet(visit.id)).not.toHaveProperty('feedback')
    const first = await world.call('visit.feedback', { id: visit.id, inspector: 0, text: '佩戴证卡，认真履职。' })
    const firstId = first.feedback[0]?.id ?? 0
    world.today = '2026-11-25'
    await world.call('visit.feedback', { id: visit.id, inspector: 0, text: '佩戴证卡，认真履职，廉洁自律。' })
    await world.call('visit.feedback', { id: visit.id, inspector: 1, text: '未佩戴证卡。' })
    expect((await sheet(visit.id)).feedback).toBe('佩戴证卡，认真履职，廉洁自律。')
    expect((await sheet(visit.id, undefined, 1)).feedback).toBe('未佩戴证卡。')
    const [now] = await visits()
    if (!now) throw new Error('no visit')
    const { id, seen, kind, on, endedOn, endReason, opinion } = now
    const changed = [inspector('10:00', '11:30'), inspector('09:00', '12:00', '郑红霞')]
    await world.call('visit.save', { id, seen, batchId, kind, on, endedOn, endReason, opinion, inspectors: changed })
    expect(await sheet(id, firstId)).toMatchObject({
      feedback: '佩戴证卡，认真履职。',
      arrived: `${on} 09:00`,
      left: `${on} 11:00`,
    })
    expect((await sheet(id)).arrived).toBe(`${on} 10:00`)
    expect((await visits())[0]?.feedback.map(one => [one.inspector, one.version])).toEqual([
      ['郑红霞', 1],
      ['周玉梅', 2],
      ['周玉梅', 1],
    ])
    expect((await world.call('audit.list', { search: '工作反馈情况', page })).total).toBe(3)
  })

  test('refused without text, about nobody, or for another visit; one made by mistake is struck, its sheet stays readable', async () => {
    const visit = await addVisit(world, batchId)
    const input = { id: visit.id, inspector: 0, text: '认真履职' }
    expect((await world.refuse('visit.feedback', { ...input, text: ' ' })).fields).toHaveProperty('text')
    expect((await world.refuse('visit.feedback', { ...input, inspector: 9 })).code).toBe('NOT_FOUND')
    expect((await world.refuse('visit.feedback', { ...input, id: 99 })).code).toBe('NOT_FOUND')
    const id = (await world.call('visit.feedback', input)).feedback[0]?.id ?? 0
    const strike = { of: 'feedback', id, reason: '写错了人' } as const
    expect((await world.call('visit.strikeEntry', strike)).feedback).toEqual([])
    expect((await world.refuse('visit.strikeEntry', strike)).code).toBe('NOT_FOUND')
    expect((await sheet(visit.id, id)).feedback).toBe('认真履职')
    const other = await addVisit(world, batchId)
    const subject = { kind: 'visit', id: other.id, feedback: id } as const
    expect((await world.refuse('form.facts', { form: 'annex4', subject })).code).toBe('NOT_FOUND')
    // The next one is a new version, not the struck one's number again.
    expect((await world.call('visit.feedback', input)).feedback[0]?.version).toBe(2)
  })
})

describe('the way back', () => {
  const handed = { what: '录像', way: '查阅', by: '李主任', to: '郑红霞' } as const

  test('a visit that was none is struck with its deadlines, once nothing rests on it', async () => {
    const visit = await addVisit(world, batchId)
    const scanned = await world.call('visit.scan', { id: visit.id, form: '附件3', file: JPG })
    const shown = await world.call('visit.hand', { id: visit.id, ...handed })
    const refused = await world.refuse('visit.strike', { id: visit.id, reason: '登记重复' })
    expect(refused.code).toBe('STATE_BLOCKED')
    for (const what of ['扫描件 1 项', '资料提供登记 1 项']) expect(refused.message).toContain(what)
    const scan = { of: 'scan', id: scanned.scans[0]?.id ?? 0, reason: '不是这次的' } as const
    expect((await world.call('visit.strikeEntry', scan)).scans).toEqual([])
    await world.call('visit.strikeEntry', { of: 'handed', id: shown.handed[0]?.id ?? 0, reason: '没有提供' })
    expect(await deadlines(world)).not.toEqual([])
    await world.call('visit.strike', { id: visit.id, reason: '登记重复' })
    expect(await visits()).toEqual([])
    expect(await deadlines(world)).toEqual([])
    for (const again of [
      await world.refuse('visit.hand', { id: visit.id, ...handed }),
      await world.refuse('visit.feedback', { id: visit.id, inspector: 0, text: 'x' }),
      await world.refuse('form.facts', { form: 'annex4', subject: { kind: 'visit', id: visit.id } }),
    ])
      expect(again.code).toBe('NOT_FOUND')
  })

  test('a visit under the wrong batch moves with its deadlines; a scan moves within the batch', async () => {
    const other = await addBatch(world, { planNo: 'B' })
    const wrong = await addVisit(world, other.id)
    await world.call('visit.scan', { id: wrong.id, form: '附件3', file: JPG })
    const moved = await world.call('visit.move', { id: wrong.id, batchId, reason: '选错批次' })
    expect(moved).toMatchObject({ batchId, scans: [{ form: '附件3' }] })
    expect((await world.call('visit.list', { batchId: other.id })).visits).toEqual([])
    expect((await deadlines(world)).every(d => d.batchId === batchId)).toBe(true)
    expect((await world.refuse('visit.move', { id: wrong.id, batchId, reason: 'x' })).fields).toHaveProperty('batchId')
    const second = await addVisit(world, batchId)
    const scan = { id: moved.scans[0]?.id ?? 0, visitId: second.id, form: '附件4', reason: '放错' }
    expect((await world.call('visit.moveScan', scan)).scans).toMatchObject([{ form: '附件4' }])
    expect((await visits()).find(v => v.id === wrong.id)?.scans).toEqual([])
    const far = await addVisit(world, other.id)
    expect((await world.refuse('visit.moveScan', { ...scan, visitId: far.id })).code).toBe('NOT_FOUND')
  })
})
