/** 期限 through routes: requirements §0's worked examples, the years that are loaded, receipts, the calendar file. */
import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input, Output } from '../../src-shared/contract/index.ts'
import { ARTICLES } from '../../src-shared/domain/articles.ts'
import { addDays, type IsoDate } from '../../src-shared/domain/dates.ts'
import { deadlineState } from '../../src-shared/domain/deadline.ts'
import { DEADLINE_STATE } from '../../src-shared/labels.ts'
import { noticeOf } from '../unit/notices.ts'
import { addBatch, addVisit, deadlines, page } from './batch-office.ts'
import { behindTheBack } from './files.ts'
import { addOrg } from './people.ts'
import { createWorld, newFolder, TODAY, type World } from './world.ts'

let world: World
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  batchId = (await addBatch(world)).id
})
afterEach(() => world.end())

type Deadline = Output<'deadline.list'>['rows'][number]

/** 2027 in the words of 国办's notices; an invention, but a consistent one. */
const NOTICE_2027 = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2027年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。1月31日（周日）、2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
国务院办公厅
2026年11月3日`

const ended = (endedOn: string, over: Partial<Input<'visit.save'>> = {}) =>
  addVisit(world, batchId, { on: endedOn, endedOn, ...over })
/** 附件3 by days and by working days, 附件4 by days: the three that one visit makes. */
const dues = (rows: Deadline[]) => {
  const of = (what: string, article: string) => rows.find(d => d.what.startsWith(what) && d.articleId === article)
  return [of('附件3', '22')?.due, of('附件3', 'A3(2)')?.due, of('附件4', '22')?.due]
}
const list = (over: Partial<Input<'deadline.list'>> = {}) => world.call('deadline.list', { page, ...over })
const submit = (id: number, submittedOn: string, receipt = '') =>
  world.call('deadline.submit', { id, submittedOn, receipt })
const one = async (what: string, article = '22') => {
  const row = (await deadlines(world)).find(d => d.what.startsWith(what) && d.articleId === article)
  if (!row) throw new Error(`no deadline ${what}`)
  return row
}

describe('5天 and 5个工作日 (T1, T20): both shown, with their articles', () => {
  test.each([
    ['2026-09-24', '2026-09-29', '2026-10-09'], // 中秋 and 国庆 between
    ['2026-09-28', '2026-10-03', '2026-10-10'], // a working Saturday is the fifth
    ['2026-05-08', '2026-05-13', '2026-05-14'], // 2026-05-09 is a working Saturday
    ['2026-02-12', '2026-02-17', '2026-02-26'], // 02-13, 02-14 调休, 春节 to the 23rd, 24, 25, 26
    ['2025-12-29', '2026-01-03', '2026-01-06'], // the year changes, 2026 is loaded: 30, 31, 01-04 调休, 05, 06
    ['2024-12-30', '2025-01-04', null], // 2024 is not: 12-31 cannot be told
  ])('督导 ended on %s', async (on, days, workdays) => {
    await ended(on)
    expect(dues(await deadlines(world))).toEqual([days, workdays, days])
  })

  test('what each says: event, basis, article, the day after a rest day as a note and never as the alarm', async () => {
    await ended('2026-09-28')
    const rows = await deadlines(world)
    expect(rows).toHaveLength(3)
    expect(rows.every(d => d.event === '督导工作结束' && d.eventOn === '2026-09-28' && d.batchId === batchId)).toBe(
      true,
    )
    const days = await one('附件4')
    expect(days).toMatchObject({ source: 'visit', due: '2026-10-03', state: 'overdue' })
    expect(days.note).toContain('2026-10-08')
    expect(days.basis).toContain('5天内')
    expect(ARTICLES['22'].text).toContain('5天内')
    expect(await one('附件3', 'A3(2)')).toMatchObject({ due: '2026-10-10', note: '' })
    expect((await one('附件3', 'A3(2)')).basis).toContain('5个工作日')
  })
})

describe('a year that is not loaded (T19)', () => {
  test('未装载 until the notice is pasted: then the dates appear, and nothing else changes', async () => {
    world.today = '2026-12-29'
    await ended('2026-12-29')
    const before = await deadlines(world)
    expect(dues(before)).toEqual(['2027-01-03', null, '2027-01-03'])
    expect(await one('附件3', 'A3(2)')).toMatchObject({ state: 'unknown', due: null, note: '2027 年的放假安排未装载' })
    expect((await one('附件4')).note).toContain('2027 年的放假安排未装载') // the day after is not known either
    await submit((await one('附件4')).id, '2026-12-29', '收 12')

    const look = await world.call('calendar.load', { text: NOTICE_2027, confirm: false })
    expect(look).toMatchObject({ year: 2027, doubts: [], workdays: expect.arrayContaining(['2027-05-08']) })
    expect(look.holidays).toHaveLength(7)
    expect(dues(await deadlines(world))).toEqual(['2027-01-03', null, '2027-01-03'])
    expect((await world.call('calendar.years', {})).years.map(y => y.year)).toEqual([2025, 2026])

    await world.call('calendar.load', { text: NOTICE_2027, confirm: true })
    expect(dues(await deadlines(world))).toEqual(['2027-01-03', '2027-01-06', '2027-01-03'])
    expect((await one('附件4')).note).toContain('2027-01-04')
    expect(await one('附件4')).toMatchObject({ submittedOn: '2026-12-29', receipt: '收 12', state: 'done' })
    expect((await deadlines(world)).map(d => d.id).sort()).toEqual(before.map(d => d.id).sort())
    const { years } = await world.call('calendar.years', {})
    expect(years.map(y => [y.year, y.shipped, y.source])).toEqual([
      [2025, true, '国办发明电〔2024〕12号'],
      [2026, true, '国办发明电〔2025〕7号'],
      [2027, false, '国办发明电〔2026〕9号'],
    ])
    await world.reopen()
    expect(dues(await deadlines(world))).toEqual(['2027-01-03', '2027-01-06', '2027-01-03'])
    world.today = '2026-12-30'
    await ended('2026-12-30')
    expect((await deadlines(world)).find(d => d.eventOn === '2026-12-30' && d.articleId === 'A3(2)')?.due).toBe(
      '2027-01-07',
    )
    expect((await world.call('audit.list', { search: '装载 2027', page })).total).toBe(1)
  })

  test.each([
    ['a wrong weekday', '1月31日（周日）', '1月31日（周六）', '1月31日（周六）、2月14日（周日）上班'],
    ['a wrong count of days', '共8天', '共7天', '2月5日（周五）至12日（周五）放假调休，共7天'],
    ['a working day on a weekday', '5月8日（周六）上班', '5月10日（周一）上班', '5月10日（周一）上班'],
    ['a sentence that says something else', '6月9日（周三）放假，共1天', '6月9日（周三）视情况放假', '视情况放假'],
    ['a holiday that is missing', '六、中秋节：9月15日（周三）放假，共1天。', '', '中秋节'],
  ])('a tampered notice is refused with the sentence at fault: %s', async (_, from, to, sentence) => {
    expect(NOTICE_2027).toContain(from)
    const text = NOTICE_2027.replace(from, to)
    for (const confirm of [false, true]) {
      const refused = await world.refuse('calendar.load', { text, confirm })
      expect(refused).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining(sentence) })
      expect(refused.fields?.text).toContain(sentence)
    }
    expect((await world.call('calendar.years', {})).years).toHaveLength(2)
  })

  test('what is no notice; a notice whose 上班 were not pasted is doubted', async () => {
    for (const text of ['今天放假', '2027', 'x'.repeat(20_000)])
      expect((await world.refuse('calendar.load', { text, confirm: true })).code).toBe('INPUT_INVALID')
    const text = NOTICE_2027.replace('1月31日（周日）、2月14日（周日）上班。', '')
    expect((await world.call('calendar.load', { text, confirm: false })).doubts[0]).toContain('上班')
  })

  test('a shipped year that is pasted again gives the same dates', async () => {
    await ended('2026-09-24')
    const before = await deadlines(world)
    await world.call('calendar.load', { text: noticeOf(2026), confirm: true })
    expect(await deadlines(world)).toEqual(before)
  })
})

describe('the day of the event', () => {
  test('moves all of a visit’s deadlines, with a reason; they stay the same objects', async () => {
    const visit = await ended('2026-09-24')
    const before = await deadlines(world)
    await world.call('visit.save', {
      id: visit.id,
      batchId,
      kind: visit.kind,
      on: visit.on,
      endedOn: '2026-09-28',
      endReason: '28 日补查资料',
      inspectors: visit.inspectors,
      opinion: '',
    })
    const after = await deadlines(world)
    expect(dues(after)).toEqual(['2026-10-03', '2026-10-10', '2026-10-03'])
    expect(after.every(d => d.eventOn === '2026-09-28')).toBe(true)
    expect(after.map(d => d.id).sort()).toEqual(before.map(d => d.id).sort())
  })
})

describe('submission', () => {
  test('of 附件3 meets both bases, and not 附件4; late by one is late by one', async () => {
    await ended('2026-09-24')
    world.today = '2026-10-20'
    const first = await one('附件3', 'A3(2)')
    expect(await submit(first.id, '2026-10-05', '收 77')).toMatchObject({ state: 'done', receipt: '收 77' })
    expect(await one('附件3')).toMatchObject({ submittedOn: '2026-10-05', receipt: '收 77', state: 'late' })
    expect(await one('附件4')).toMatchObject({ submittedOn: null, state: 'overdue' })
  })

  test('is a day from the end of the visit to today, and can be taken back with a reason', async () => {
    world.today = '2026-09-30'
    await ended('2026-09-24')
    const { id } = await one('附件3')
    const bad = async (submittedOn: string) =>
      (await world.refuse('deadline.submit', { id, submittedOn, receipt: '' })).fields
    expect(await bad('2026-09-23')).toHaveProperty('submittedOn')
    expect(await bad('2026-10-01')).toHaveProperty('submittedOn')
    expect((await world.refuse('deadline.reopen', { id, reason: 'x' })).code).toBe('STATE_BLOCKED')
    await submit(id, '2026-09-24')
    const open = await world.call('deadline.reopen', { id, reason: '退回补正' })
    expect(open).toMatchObject({ submittedOn: null, receipt: '', state: 'overdue' })
    expect((await deadlines(world)).every(d => d.submittedOn === null)).toBe(true)
    expect((await world.call('audit.list', { search: '退回补正', page })).total).toBe(1)
    expect((await world.refuse('deadline.submit', { id: 99, submittedOn: TODAY, receipt: '' })).code).toBe('NOT_FOUND')
    expect((await world.refuse('deadline.reopen', { id: 99, reason: 'x' })).code).toBe('NOT_FOUND')
  })
})

describe('deadlines of one’s own', () => {
  test('are listed beside the others; what was done before it was noted counts', async () => {
    const { id } = await world.call('deadline.add', { what: '年度总结', basis: '', due: '2026-11-30', batchId: null })
    expect(await one('年度总结', '')).toMatchObject({
      source: 'manual',
      basis: '本机构自定',
      state: 'open',
      batchName: '',
    })
    expect(await submit(id, '2026-11-20')).toMatchObject({ state: 'done' })
    const bad = { what: '年度总结', basis: '', due: '2026-11-30', batchId: 99 }
    expect((await world.refuse('deadline.add', bad)).code).toBe('NOT_FOUND')
    expect((await world.refuse('deadline.add', { ...bad, batchId: null, due: '2026-11-31' })).fields).toHaveProperty(
      'due',
    )
  })
})

describe('the list', () => {
  test('states in SQL are deadlineState, whatever the dates', async () => {
    const day = fc.integer({ min: -10, max: 10 }).map(n => addDays(TODAY, n))
    const rows = fc.sample(fc.tuple(fc.option(day), fc.option(day)), { numRuns: 300, seed: 7 })
    await world.close()
    behindTheBack(world.dir, file => {
      const insert =
        file.prepare(`INSERT INTO deadline (source, what, rule, basis, article, event, event_on, due, note, submitted_on,
        recorded_by, recorded_at) VALUES ('manual', ?, '', '', '', '', '2026-01-01', ?, '', ?, '', '')`)
      for (const [due, submitted] of rows) insert.run(`${due}/${submitted}`, due, submitted)
    })
    await world.reopen()
    const states = Object.keys(DEADLINE_STATE) as Deadline['state'][]
    let found = 0
    for (const state of states) {
      const { rows: listed, total } = await list({ states: [state], page: { offset: 0, limit: 500 } })
      expect(listed).toHaveLength(total)
      found += total
      for (const row of listed) {
        expect(row.state).toBe(state)
        expect(deadlineState(row.due, row.submittedOn, TODAY)).toBe(state)
      }
    }
    expect(found).toBe(300)
    for (const pair of [
      ['open', 'soon', 'overdue'],
      ['done', 'unknown'],
    ] as Deadline['state'][][]) {
      const { total } = await list({ states: pair })
      const parts = await Promise.all(pair.map(state => list({ states: [state] })))
      expect(total).toBe(parts.reduce((sum, part) => sum + part.total, 0))
    }
  })

  test('states move with the clock: two days before is amber, the day after is red', async () => {
    await ended('2026-11-23') // 5 days: 11-28
    const states: [IsoDate, string][] = []
    for (const today of ['2026-11-23', '2026-11-25', '2026-11-26', '2026-11-28', '2026-11-29']) {
      world.today = today
      states.push([today, (await one('附件4')).state])
    }
    expect(states.map(([, state]) => state)).toEqual(['open', 'open', 'soon', 'soon', 'overdue'])
  })

  test('is cut by batch, by dates and in pages: what is open first, by date', async () => {
    const other = await addBatch(world, { planNo: 'B', name: '别的批次' })
    await ended('2026-09-24')
    await addVisit(world, other.id, { on: '2026-11-23', endedOn: '2026-11-23' })
    await submit((await one('附件3')).id, '2026-09-25')
    expect((await list({ batchId: other.id })).rows.every(d => d.batchName === '别的批次')).toBe(true)
    const all = (await list()).rows
    expect(all.map(d => d.submittedOn !== null)).toEqual([false, false, false, false, true, true])
    const open = all.filter(d => d.submittedOn === null).map(d => d.due ?? '')
    expect(open).toEqual(open.toSorted())
    const between = await list({ from: '2026-11-28', to: '2026-11-30' })
    expect(between.rows.every(d => d.due === '2026-11-28' || d.due === '2026-11-30')).toBe(true)
    expect(between.total).toBe(3)
    const pages = [
      ...(await list({ page: { offset: 0, limit: 4 } })).rows,
      ...(await list({ page: { offset: 4, limit: 4 } })).rows,
    ]
    expect(pages).toEqual(all)
  })
})

/** A small reader of RFC 5545: unfolds, splits into events, takes the escapes back. */
function readIcs(text: string): Record<string, string>[] {
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const lines = text.replaceAll('\r\n ', '').split('\r\n')
  const events: Record<string, string>[] = []
  for (const line of lines) {
    const at = line.indexOf(':')
    const [name = '', value = ''] = [line.slice(0, at), line.slice(at + 1)]
    if (line === 'BEGIN:VEVENT') events.push({})
    const event = events.at(-1)
    if (event && !['BEGIN', 'END'].includes(name))
      event[name] = value.replace(/\\([\\;,nN])/g, (_, c: string) => (c.toLowerCase() === 'n' ? '\n' : c))
  }
  return events
}

test('each names its rule while it is near, over, or cannot be told', async () => {
  const rules = async () =>
    (await deadlines(world)).map(d => [d.state, ...d.findings.map(found => `${found.rule} ${found.severity}`)])
  world.today = '2026-12-29'
  await ended('2026-12-29')
  expect(await rules()).toEqual([['unknown', 'R-DL-YEAR todo'], ['open'], ['open']])
  const unknown = (await deadlines(world)).find(d => d.due === null)
  expect(unknown?.findings[0]?.message).toContain('落在2027年')
  world.today = '2027-01-02'
  expect((await rules())[1]).toEqual(['soon', 'R-DL5 todo'])
  world.today = '2027-01-04'
  expect((await rules())[1]).toEqual(['overdue', 'R-DL5 warn'])
  await submit((await one('附件4')).id, '2027-01-04')
  expect((await one('附件4')).findings).toEqual([])
})

test('.ics: every open deadline with its day, basis and article, and no other', async () => {
  const hostile = '批次;一,二\\三\n四'
  const { id } = await addBatch(world, { planNo: 'B', name: hostile })
  await addVisit(world, id, { on: '2026-11-23', endedOn: '2026-11-23' })
  await ended('2026-09-24')
  await submit((await deadlines(world, batchId))[0]?.id ?? 0, '2026-09-25')
  world.today = '2026-12-30'
  await ended('2026-12-30')
  world.answers.save = [null]
  expect(await world.call('deadline.ics', {})).toBeNull()
  const path = join(newFolder('ics'), '期限.ics')
  world.answers.save = [path]
  expect(await world.call('deadline.ics', {})).toEqual({ path })
  const events = readIcs(readFileSync(path, 'utf8'))
  const open = (await list()).rows.filter(d => d.submittedOn === null && d.due !== null)
  expect(open.some(d => d.state === 'overdue')).toBe(true)
  expect(events.map(e => [e['DTSTART;VALUE=DATE'], e.SUMMARY]).sort()).toEqual(
    open.map(d => [d.due?.replaceAll('-', ''), `${d.what}（${d.batchName}）`]).sort(),
  )
  expect(new Set(events.map(e => e.UID)).size).toBe(events.length)
  const [event] = events.filter(e => e.SUMMARY?.includes('附件4') && e.SUMMARY.includes('三'))
  expect(event?.SUMMARY).toContain('批次;一,二\\三 四') // a name is one line, as it is kept
  expect(event?.['DTEND;VALUE=DATE']).toBe('20261129')
  expect(event?.DESCRIPTION).toContain(ARTICLES['22'].text)
  expect(event?.DESCRIPTION).toContain('状态：已逾期')
  rmSync(dirname(path), { recursive: true })
})
