/**
 * Ten years of an organisation's batches: 500 of 5,000 candidates each (2.5 million rows), with sessions, staff, 委派, sealed records,
 * visits, deadlines and 整改. What its pages ask for, through the backend's own call, against the very same statements on bare
 * better-sqlite3: they are listened to once and said again. Contestants alternate; medians.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Backend, createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import type { Input, RouteName } from '../../src-shared/contract/index.ts'
import { orgInput } from '../main/people.ts'
import { at, TODAY } from '../main/world.ts'
import { listen } from './listen.ts'
import type { Measurement } from './run.ts'

const YEARS = 10
const PER_YEAR = 50
const BATCHES = YEARS * PER_YEAR
const CANDIDATES = 5000
const RUNS = 15

/** Builds the data (less than a minute) and measures. */
export async function run(): Promise<Measurement[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'batch-bench-'))
  const seams = headless({ clock: () => at(TODAY), user: '量尺' })
  try {
    const open = () => createBackend({ dataDir, resourcesDir: '', version: 'bench', seams })
    const empty = await open()
    await call(empty, 'org.save', orgInput)
    await empty.close()
    fill(join(dataDir, 'data.sqlite'))
    const backend = await open()
    const bare = new Database(join(dataDir, 'data.sqlite'), { readonly: true })
    bare.pragma('cache_size = -65536') // as the program has it
    try {
      const rows: Measurement[] = []
      for (const { name, work } of PAGES) rows.push(await compare(name, () => work(backend), bare))
      return rows
    } finally {
      bare.close()
      await backend.close()
    }
  } finally {
    rmSync(dataDir, { recursive: true })
  }
}

const page = { offset: 0, limit: 50 }
const sort = { by: 'examFrom', desc: true } as const

const PAGES: { name: string; work(backend: Backend): Promise<unknown> }[] = [
  { name: '批次列表，第一页 50 批', work: b => call(b, 'batch.list', { filter: {}, sort, page }) },
  {
    name: '批次列表，最后一页',
    work: b => call(b, 'batch.list', { filter: {}, sort, page: { offset: BATCHES - 50, limit: 50 } }),
  },
  {
    name: '批次列表，按阶段和文字',
    work: b => call(b, 'batch.list', { filter: { phases: ['archived'], search: '（3' }, sort, page }),
  },
  {
    name: '期限页，待办',
    work: b => call(b, 'deadline.list', { states: ['open', 'soon', 'overdue', 'unknown'], page }),
  },
  { name: '期限页，全部，最后一页', work: b => call(b, 'deadline.list', { page: { offset: 2400, limit: 50 } }) },
  { name: '覆盖矩阵，十年', work: b => call(b, 'coverage.matrix', {}) },
  { name: '打开批次', work: b => call(b, 'batch.get', { id: 250 }) },
  { name: '批次的督导记录', work: b => call(b, 'supervision.list', { batchId: 250 }) },
  {
    name: '考生名册，第 90 页',
    work: b => call(b, 'candidate.list', { batchId: 250, page: { offset: 4450, limit: 50 } }),
  },
  { name: '考生名册，按姓名查', work: b => call(b, 'candidate.list', { batchId: 250, search: '王明12', page }) },
  { name: '整改，未关闭', work: b => call(b, 'rectification.list', { states: ['open', 'replied', 'overdue'], page }) },
]

async function call<R extends RouteName>(backend: Backend, route: R, input: Input<R>): Promise<unknown> {
  const result = await backend.call(route, route, input)
  if (!result.ok) throw new Error(`${route}: ${result.error.message}`)
  return result.value
}

async function compare(
  name: string,
  work: () => Promise<unknown>,
  bare: InstanceType<typeof Database>,
): Promise<Measurement> {
  const statements = (await listen(work, bare)).map(({ sql, params }) => ({ statement: bare.prepare(sql), params }))
  const ours: number[] = []
  const theirs: number[] = []
  for (let i = 0; i < RUNS; i++) {
    let began = performance.now()
    for (const { statement, params } of statements) statement.all(...params)
    theirs.push(performance.now() - began)
    began = performance.now()
    await work()
    ours.push(performance.now() - began)
  }
  const value = median(ours)
  const other = median(theirs)
  const against = `同样的 ${statements.length} 句 SQL，直接用 better-sqlite3 ${other.toFixed(2)} ms`
  return { name, value, unit: 'ms', against, ratio: value / other, target: '≤ 100 ms' }
}

const median = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

/** Straight into the file, batch by batch in SQL: 2.5 million candidates through the sheet reader would take an hour. */
function fill(path: string): void {
  const db = new Database(path)
  db.pragma('synchronous = OFF')
  db.transaction(() => {
    for (const sql of SQL) db.exec(sql)
  })()
  const { n } = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM batch_candidate').get() ?? { n: 0 }
  if (n !== BATCHES * CANDIDATES) throw new Error(`${n} candidates`)
  db.close()
}

const series = (count: number) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`
const recorded = `'量尺', '2026-01-01T00:00:00.000Z'`
// batch i: year 2017 + (i - 1) / 50, one a week
const day = (plus: number) =>
  `date('2017-01-02', printf('%+d years', (i - 1) / ${PER_YEAR}), printf('%+d days', (i - 1) % ${PER_YEAR} * 7 + ${plus}))`
const answers = JSON.stringify(
  Array.from({ length: 16 }, (_, i) => ({
    number: String(i < 14 ? i + 1 : i + 2),
    answer: i === 7 ? 'no' : 'yes',
    remark: i === 7 ? '标识被遮挡' : '',
  })),
)
const inspectors = JSON.stringify([
  { name: '周玉梅', number: 'R11000021', unit: '', from: '08:30', to: '12:30' },
  { name: '郑红霞', number: 'R11000037', unit: '', from: '08:30', to: '12:30' },
])

const SQL = [
  `${series(20)} INSERT INTO supervisor (version, name, sex, birth, phone, department, position, education, source, note, photo_warnings,
     photo_name, pinyin, initials, created_at, updated_at)
   SELECT 1, '内督' || i, '男', '1985-03-12', '', '', '', '', '', '', '[]', '', 'neidu', 'nd', '2017-01-01T00:00:00.000Z', '2017-01-01T00:00:00.000Z' FROM n`,
  `${series(BATCHES)} INSERT INTO batch (version, plan_no, name, forms, items, place, contact, phone, note, dates, created_at, updated_at)
   SELECT 1, 'BDA-' || i, '第' || i || '批（' || (i % 7) || '）', '["theory","skill"]',
     '[{"occupation":"电工","trade":"维修电工","level":"四级/中级工","planned":${CANDIDATES},"actual":null}]', '亦新校区', '', '', '',
     json_object('filedOn', ${day(-90)}, 'plannedOn', ${day(-80)}, 'announcedOn', ${day(-70)}, 'signupFrom', ${day(-60)}, 'signupTo', ${day(-30)},
       'reviewedOn', ${day(-20)}, 'examFrom', ${day(0)}, 'examTo', ${day(1)}, 'scoredOn', ${day(5)}, 'publicFrom', ${day(6)},
       'publicTo', ${day(12)}, 'certifiedOn', ${day(20)}, 'archivedOn', ${day(60)}),
     '2017-01-01T00:00:00.000Z', ${day(60)} || 'T00:00:00.000Z' FROM n`,
  `${series(BATCHES * 4)} INSERT INTO batch_session (batch_id, date, from_time, to_time, room, subject, count, actual, explanation)
   SELECT (i + 3) / 4, b.exam_from, '09:00', '11:00', (i % 4) || ' 考场', '理论', 1250,
     json_object('date', b.exam_from, 'from', '09:05', 'to', '11:00', 'room', (i % 4) || ' 考场', 'count', 1248), '2 人缺考'
   FROM n JOIN batch b ON b.id = (i + 3) / 4`,
  `${series(BATCHES * 6)} INSERT INTO batch_staff (batch_id, role, name, supervisor_id, certificate, valid_to, phone, session_ids, recorded_by, recorded_at)
   SELECT (i + 5) / 6, 'examiner', '考评' || i, CASE WHEN i % 6 = 0 THEN i % 20 + 1 END, 'KP' || i, '2027-12-31', '',
     json_array((i + 5) / 6 * 4 - 3, (i + 5) / 6 * 4), ${recorded} FROM n`,
  `${series(CANDIDATES)} INSERT INTO batch_candidate (batch_id, number, name, sex, occupation, level, unit)
   SELECT b.id, printf('%04d%05d', b.id, i), '王明' || (i % 1000), '男', '电工', '四级/中级工', '亦新（第' || (i % 7) || '）公司'
   FROM batch b CROSS JOIN n`,
  `${series(BATCHES)} INSERT INTO assignment (batch_id, number, year, seq, content, issued_on, issuer, state, recorded_by, recorded_at)
   SELECT i, 'WP-' || (2017 + (i - 1) / ${PER_YEAR}) || '-' || i, 2017 + (i - 1) / ${PER_YEAR}, i, '巡视', ${day(-5)}, '张宏', 'valid', ${recorded} FROM n`,
  `${series(BATCHES * 4)} INSERT INTO assignment_person (assignment_id, supervisor_id, session_id) SELECT (i + 3) / 4, i % 20 + 1, i FROM n`,
  `${series(BATCHES * 3)} INSERT INTO supervision (version, batch_id, assignment_id, supervisor_id, kind, phases, session_ids, on_date, badge, items,
     opinion, state, sealed_at, recorded_by, recorded_at)
   SELECT 1, (i + 2) / 3, (i + 2) / 3, i % 20 + 1, 'onsite', CASE i % 3 WHEN 0 THEN '["before"]' WHEN 1 THEN '["during"]' ELSE '["after"]' END,
     json_array((i + 2) / 3 * 4), b.exam_from, 'yes', '${answers}', '', 'sealed', b.exam_from || 'T09:30:00.000Z', ${recorded}
   FROM n JOIN batch b ON b.id = (i + 2) / 3`,
  `${series(BATCHES)} INSERT INTO visit (batch_id, kind, on_date, ended_on, end_reason, inspectors, opinion, recorded_by, recorded_at)
   SELECT i, '现场督导', ${day(0)}, ${day(0)}, '', '${inspectors}', '', ${recorded} FROM n`,
  `${series(BATCHES * 3)} INSERT INTO deadline (source, batch_id, visit_id, what, rule, basis, article, event, event_on, due, note, submitted_on,
     recorded_by, recorded_at)
   SELECT 'visit', (i + 2) / 3, (i + 2) / 3, '附件' || (i % 3), 'D5', '5天内（第二十二条）', '22', '督导工作结束', b.exam_from, date(b.exam_from, '+5 days'), '',
     CASE WHEN i % 10 > 0 THEN date(b.exam_from, '+4 days') END, ${recorded} FROM n JOIN batch b ON b.id = (i + 2) / 3`,
  `${series(BATCHES * 2)} INSERT INTO rectification (batch_id, supervision_id, number, problem, measure, responsible, due, opened_on, reply, replied_on,
     reviewer, closed_on, recorded_by, recorded_at)
   SELECT (i + 1) / 2, (i + 1) / 2 * 3, '8', '标识被遮挡', '移开', '刘志强', date(b.exam_from, '+10 days'), b.exam_from, '已移开', date(b.exam_from, '+8 days'),
     '张宏', CASE WHEN i % 10 > 0 THEN date(b.exam_from, '+9 days') END, ${recorded} FROM n JOIN batch b ON b.id = (i + 1) / 2`,
  `INSERT INTO deadline (source, batch_id, rectification_id, what, rule, basis, article, event, event_on, due, note, submitted_on, recorded_by, recorded_at)
   SELECT 'rectification', batch_id, id, '整改：' || problem, '', '本机构确定的整改期限', '30(3)', '发现问题', opened_on, due, '', replied_on, ${recorded}
   FROM rectification`,
]
