/** A year of 50 batches: every number of the report is recomputed here by SQL of this file, from the tables; and is what its rows say. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read as readBook, utils } from '@e965/xlsx'
import type Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Input, Output } from '../../src-shared/contract/index.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import {
  addBatch,
  addSession,
  addStaff,
  addSupervisors,
  addVisit,
  candidateLines,
  NO_DATES,
  order,
  sealed,
} from './batch-office.ts'
import { addOrg } from './people.ts'
import { sql } from './planted.ts'
import { xlsx } from './sheets.ts'
import { createWorld, newFolder, type World } from './world.ts'

const FROM = '2026-01-01'
const TO = '2026-12-31'
const YEAR = { from: FROM, to: TO }
type Report = Output<'year.report'>

let world: World
let people: number[]
beforeAll(async () => {
  world = await createWorld({ today: '2026-11-23' })
  await addOrg(world)
  people = await addSupervisors(world, '王一', '李二', '赵三')
  const occupations = ['电工', '焊工', '钳工']
  for (let i = 0; i < 50; i++) {
    // 2025-12-12 … 2026-12-12: some before the year, some still to come; records can only be made of today's sessions
    const date = i % 5 === 0 ? world.today : addDays('2025-12-12', i * 7)
    const batch = await addBatch(world, {
      planNo: `Y-${i}`,
      name: `第${i}批`,
      dates: { ...NO_DATES, examFrom: date, examTo: date },
      items: [{ occupation: occupations[i % 3] ?? '电工', trade: '', level: '', planned: 10, actual: null }],
    })
    const session = await addSession(world, batch.id, {
      date,
      room: `考场${i}`,
      from: '09:00',
      to: i % 2 ? '11:30' : '10:00',
    })
    if (i % 3 === 0)
      await world.call('candidate.import', {
        batchId: batch.id,
        file: xlsx(candidateLines(1 + (i % 4))),
        confirm: true,
      })
    if (i % 4 === 0) await addStaff(world, batch.id, [session], { name: i % 8 === 0 ? '孙立' : '孙坚' })
    if (date !== world.today) continue
    // one after the other: nobody is in two rooms at once
    const hour = String(8 + i / 5).padStart(2, '0')
    await world.call('session.save', {
      ...{
        batchId: batch.id,
        id: session,
        date,
        room: `考场${i}`,
        subject: '理论',
        count: 10,
        actual: null,
        explanation: '',
      },
      ...{ from: `${hour}:00`, to: `${hour}:50` },
    })
    const person = people[(i / 5) % 3] ?? 0
    const assignment = await world.call('assign.issue', order(batch.id, [[person, [session]]]))
    const scene = { batch, sessions: [session, session] as [number, number], person, other: 0, assignment }
    if (i % 2 === 0)
      await sealed(world, scene, i % 4 === 0 ? { 3: '缺', 8: '挡' } : { 3: '缺' }, { sessionIds: [session] })
    if (i % 10 === 0) await addVisit(world, batch.id)
  }
}, 240_000)
afterAll(() => world.end())

/** From the tables, with nothing of the program's own. */
const tables = <T>(query: string, ...params: unknown[]): T[] =>
  sql(world, (db: Database.Database) => db.prepare(query).all(...params)) as T[]
const one = (query: string, ...params: unknown[]): number => tables<{ n: number }>(query, ...params)[0]?.n ?? Number.NaN
const inYear = `SELECT id FROM batch WHERE deleted_at IS NULL AND json_extract(dates, '$.examFrom') >= '${FROM}' AND json_extract(dates, '$.examFrom') <= '${TO}'`

const figure = (report: Report, key: string) => report.figures.find(figure => figure.key === key)

describe('the whole year', () => {
  let report: Report
  beforeAll(async () => {
    report = await world.call('year.report', YEAR)
  })
  const value = (key: string) => figure(report, key)?.value

  test('batches, sessions, candidates, records, people, visits', () => {
    expect(value('batches')).toBe(one(`SELECT count(*) n FROM (${inYear})`))
    expect(value('batches')).toBeLessThan(50)
    expect(value('sessions')).toBe(
      one(`SELECT count(*) n FROM batch_session WHERE struck_at IS NULL AND batch_id IN (${inYear})`),
    )
    expect(value('candidates')).toBe(
      one(`SELECT count(*) n FROM batch_candidate WHERE replaced_at IS NULL AND batch_id IN (${inYear})`),
    )
    expect(value('records')).toBe(
      one(`SELECT count(*) n FROM supervision WHERE state = 'sealed' AND batch_id IN (${inYear})`),
    )
    expect(value('records')).toBeGreaterThan(3)
    expect(value('supervisors')).toBe(
      one(`SELECT count(DISTINCT supervisor_id) n FROM supervision WHERE state = 'sealed' AND batch_id IN (${inYear})`),
    )
    expect(value('visits')).toBe(one(`SELECT count(*) n FROM visit WHERE batch_id IN (${inYear})`))
    expect(value('contests')).toBe(one('SELECT count(*) n FROM contest'))
    expect(value('venueChecks')).toBe(one('SELECT count(*) n FROM venue_check'))
  })

  test('否 by item, problems and what became of them', () => {
    const items = tables<{ kind: string; items: string }>(
      `SELECT kind, items FROM supervision WHERE state = 'sealed' AND batch_id IN (${inYear})`,
    ).flatMap(row =>
      (JSON.parse(row.items) as { number: string | number; answer: string }[])
        .filter(item => item.answer === 'no')
        .map(item => `${row.kind} ${item.number}`),
    )
    expect(value('noes')).toBe(items.length)
    for (const no of report.noes) expect(no.count).toBe(items.filter(item => item === `${no.kind} ${no.number}`).length)
    expect(report.noes.map(({ count }) => count)).toEqual(
      report.noes.map(({ count }) => count).toSorted((a, b) => b - a),
    )
    expect(report.noes[0]?.text).toMatch(/^3[.、]/)
    const problems = one(`SELECT count(*) n FROM rectification WHERE batch_id IN (${inYear})`)
    expect(value('problems')).toBe(problems)
    expect(problems).toBeGreaterThan(0)
    const closed = one(`SELECT count(*) n FROM rectification WHERE closed_on IS NOT NULL AND batch_id IN (${inYear})`)
    expect(value('closed')).toBe(Math.floor((closed * 1000) / problems) / 10)
    expect(value('fixDays')).toBe(null)
  })

  test('coverage: of the batches whose phase is due, those with a sealed record of it', () => {
    // 考中 is due once the examination is over: before today, in this office without dates of later phases
    const over = tables<{ id: number }>(
      `SELECT id FROM batch WHERE id IN (${inYear}) AND json_extract(dates, '$.examTo') < ?`,
      world.today,
    )
    const seen = new Set(
      tables<{ id: number }>(
        `SELECT DISTINCT batch_id id FROM supervision, json_each(phases) WHERE state = 'sealed' AND json_each.value = 'during'`,
      ).map(({ id }) => id),
    )
    const during = figure(report, 'during')
    expect(during?.rows).toBe(over.length)
    expect(during?.value).toBe(Math.floor((over.filter(({ id }) => seen.has(id)).length * 1000) / over.length) / 10)
  })

  test('deadlines kept: of those handed in or over', () => {
    const due = tables<{ due: string; submitted_on: string | null }>(
      `SELECT due, submitted_on FROM deadline d WHERE struck_at IS NULL AND due IS NOT NULL AND (submitted_on IS NOT NULL OR due < '${world.today}')`,
    )
    const kept = due.filter(row => row.submitted_on !== null && row.submitted_on <= row.due).length
    expect(figure(report, 'deadlines')?.rows).toBe(due.length)
    expect(value('deadlines')).toBe(due.length === 0 ? null : Math.floor((kept * 1000) / due.length) / 10)
  })

  test('every number is what its rows say, page by page', async () => {
    for (const { key, rows, how, value } of report.figures) {
      const found: Output<'year.rows'>['rows'] = []
      for (let offset = 0; offset < rows; offset += 20)
        found.push(...(await world.call('year.rows', { scope: YEAR, key, page: { offset, limit: 20 } })).rows)
      expect(found.length, key).toBe(rows)
      const sum = found.reduce((all, { n }) => all + n, 0)
      if (how === 'count') expect(value, key).toBe(found.length)
      if (how === 'sum') expect(value, key).toBe(sum)
      if (how === 'percent') expect(value, key).toBe(rows === 0 ? null : Math.floor((sum * 1000) / rows) / 10)
    }
  })

  test('the text says the numbers, and nothing that is not known', () => {
    expect(report.summary).toContain(`组织认定批次 ${value('batches')} 个`)
    expect(report.summary).toContain(`封存内部督导记录 ${value('records')} 份`)
    expect(report.summary).not.toContain('null')
    expect(report.summary).not.toContain('平均用时')
  })
})

describe('the same of less', () => {
  const report = (scope: Partial<Input<'year.report'>>) => world.call('year.report', { ...YEAR, ...scope })
  test('a month, an occupation, a person', async () => {
    const month = await report({ from: '2026-03-01', to: '2026-03-31' })
    expect(figure(month, 'batches')?.value).toBe(
      one(`SELECT count(*) n FROM batch WHERE substr(json_extract(dates, '$.examFrom'), 1, 7) = '2026-03'`),
    )
    const welders = await report({ occupation: '焊工' })
    expect(figure(welders, 'batches')?.value).toBe(
      one(`SELECT count(*) n FROM batch WHERE items LIKE '%"焊工"%' AND id IN (${inYear})`),
    )
    const person = people[1] ?? 0
    const hers = await report({ supervisorId: person })
    expect(figure(hers, 'records')?.value).toBe(
      one(`SELECT count(*) n FROM supervision WHERE state = 'sealed' AND supervisor_id = ?`, person),
    )
    expect(figure(hers, 'batches')?.value).toBe(
      one(
        `SELECT count(DISTINCT a.batch_id) n FROM assignment a JOIN assignment_person p ON p.assignment_id = a.id WHERE p.supervisor_id = ?`,
        person,
      ),
    )
    const all = [
      ...welders.figures,
      ...(await report({ occupation: '电工' })).figures,
      ...(await report({ occupation: '钳工' })).figures,
    ]
    const sum = all.filter(({ key }) => key === 'batches').reduce((n, { value }) => n + Number(value), 0)
    expect(sum).toBe(figure(await report({}), 'batches')?.value)
  })

  test('an empty period has no shares, and a period that ends before it begins is refused', async () => {
    const empty = await report({ from: '2030-01-01', to: '2030-12-31' })
    for (const { how, value } of empty.figures) expect(value).toBe(how === 'percent' || how === 'mean' ? null : 0)
    expect((await world.refuse('year.report', { from: TO, to: FROM })).code).toBe('INPUT_INVALID')
    expect(
      (await world.refuse('year.rows', { scope: { from: TO, to: FROM }, key: 'late', page: { offset: 0, limit: 1 } }))
        .code,
    ).toBe('INPUT_INVALID')
    expect(
      (await world.refuse('form.facts', { form: 'yearReport', subject: { kind: 'year', ...YEAR, venueId: 99 } })).code,
    ).toBe('NOT_FOUND')
  })
})

test('workload: sessions once, hours, 否, sessions without a record, the examiner met most', async () => {
  const { people: load } = await world.call('year.workload', YEAR)
  expect(load.map(({ name }) => name).toSorted()).toEqual(['李二', '王一', '赵三'])
  for (const person of load) {
    const turns = tables<{ id: number; from_time: string; to_time: string; date: string }>(
      `SELECT DISTINCT s.id, s.from_time, s.to_time, s.date FROM batch_session s JOIN assignment_person p ON p.session_id = s.id
       JOIN assignment a ON a.id = p.assignment_id WHERE a.state = 'valid' AND p.supervisor_id = ? AND s.date BETWEEN ? AND ?`,
      person.supervisorId,
      FROM,
      TO,
    )
    const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
    expect(person.sessions).toBe(turns.length)
    expect(person.minutes).toBe(turns.reduce((sum, turn) => sum + clock(turn.to_time) - clock(turn.from_time), 0))
    expect(person.records).toBe(
      one(`SELECT count(*) n FROM supervision WHERE state = 'sealed' AND supervisor_id = ?`, person.supervisorId),
    )
    expect(person.late).toBe(0) // all are today's: nobody is late yet
  }
})

test('xlsx: the figures, and a sheet of rows for each', async () => {
  const path = join(newFolder('year'), '数据.xlsx')
  world.answers.save = [path]
  await world.call('year.saveXlsx', YEAR)
  const book = readBook(readFileSync(path))
  const report = await world.call('year.report', YEAR)
  const rows = utils.sheet_to_json<string[]>(book.Sheets.数据 ?? {}, { header: 1 })
  for (const { label, value } of report.figures)
    expect(rows.find(row => row[0] === label)?.[1], label).toBe(value ?? '—')
  const batches = utils.sheet_to_json<string[]>(book.Sheets.认定批次 ?? {}, { header: 1 })
  expect(batches).toHaveLength(Number(figure(report, 'batches')?.value) + 1)
  world.answers.save = [join(newFolder('year'), '工作量.xlsx')]
  expect(await world.call('year.saveWorkload', YEAR)).not.toBeNull()
})
