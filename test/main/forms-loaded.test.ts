/**
 * Every fact that a form draws is loaded by what it can be about, or stands in the list of what only the hand fills in. Asked of a folder that has
 * everything, as an office's has after a year (the fixture of 0.1.0), through the window's own routes.
 */
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FormSubject } from '../../src-shared/contract/form.ts'
import type { Subject } from '../../src-shared/forms/dossiers.ts'
import { FORM_KEYS, FORMS, type FormKey, subjectsOf } from '../../src-shared/forms/index.ts'
import { addVisit, candidateLines } from './batch-office.ts'
import { type Fixture, fixture } from './fixture.ts'
import { plant, text } from './planted.ts'
import { xlsx } from './sheets.ts'
import { createWorld, type World } from './world.ts'

/** Left blank on purpose, by form and subject: 'rows.column' for a column of a list. */
const BY_HAND: Partial<Record<FormKey, Partial<Record<Subject, string[]>>>> = {
  // What was found is the inspector's own (第二十二、二十六条).
  annex3Site: { batch: ['items', 'problems'] },
  annex3After: { batch: ['items', 'problems'] },
  annex7During: { contest: ['items', 'opinion', 'reply'] },
  annex7After: { contest: ['items', 'opinion', 'reply'] },
  // Before there is a record: a sheet to write on.
  internalSite: { batch: ['assignment', 'on', 'supervisors', 'badge', 'items', 'problems'] },
  internalAfter: { batch: ['assignment', 'on', 'supervisors', 'badge', 'items', 'problems'] },
  makingSheet: { printJob: ['done'] },
  venueDiff: { venue: ['countedOn'] },
  // The number that an office gives its boxes, the day on which a letter is signed.
  boxCover: { batch: ['box'] },
  boxSpine: { batch: ['box'] },
  volumeList: { batch: ['box'] },
  volumeCatalogue: { batch: ['box'] },
  appointmentLetter: { supervisor: ['on'] },
  dismissalNotice: { supervisor: ['on'] },
  // Who will ask to have scores looked at again.
  scoreRecheck: { batch: ['rows'] },
  courseCertificate: { course: ['on'] },
  yearReport: { year: ['opinion', 'on'] },
}

let past: Fixture
let world: World
const subjects = new Map<Subject, FormSubject[]>()

beforeAll(async () => {
  past = fixture()
  readSubjects(past.at('data/data.sqlite'))
  world = await createWorld({ dir: past.at('data'), today: '2026-09-02' })
  await addNotes()
  const { seen: own } = await world.call('paper.own', {})
  await world.call('paper.setOwn', { seen: own, head: '体系文件', note: '随批次归档', columns: COLUMNS })
  for (const kind of ['skill', 'review'] as const) await keepItems(kind)
  const job = await world.call('print.prepare', {
    selection: { filter: { states: ['valid'] }, except: [] },
    layout: 'a4-4',
    start: 0,
    leaveOut: 'withoutPhoto',
  })
  subjects.set('printJob', [{ kind: 'printJob', jobId: job.jobId }])
})
afterAll(async () => {
  await world.end()
  past.remove()
})

const COLUMNS = Object.fromEntries(Object.values(FORMS).map(({ code }) => [code, ['手机']]))

/** 考核项目 for every 职业等级 that a batch has. */
async function keepItems(kind: 'skill' | 'review'): Promise<void> {
  for (const subject of subjects.get('batch') ?? []) {
    if (subject.kind !== 'batch') continue
    for (const { occupation, level } of (await world.call('batch.get', { id: subject.id })).items) {
      const items = [{ name: '安装', points: '50', standard: '每处错误扣 5 分' }]
      const { seen } = await world.call('score.items', {})
      await world.call('score.setItems', { seen, occupation, level, kind, items })
    }
  }
}

/** What the fixture's clerk left empty. */
async function addNotes(): Promise<void> {
  for (const subject of subjects.get('contest') ?? []) {
    if (subject.kind !== 'contest') continue
    const { places } = await world.call('contest.get', { id: subject.id })
    const { due: _, ...place } = places[0] ?? { due: '' }
    if ('id' in place) await world.call('contestPlace.save', { ...place, contestId: subject.id, note: '备用馆' })
  }
  for (const subject of subjects.get('venue') ?? []) {
    if (subject.kind !== 'venue') continue
    const { baseline, rows } = await world.call('venue.diff', { id: subject.id, page: { offset: 0, limit: 50 } })
    const keys = rows.map(row => row.key)
    if (baseline && keys.length > 0)
      await world.call('venue.explain', { id: subject.id, baselineId: baseline.id, keys, text: '更新设备' })
  }
  const young = await world.call('batch.get', { id: 7 })
  const sessionIds = young.sessions.map(({ id }) => id)
  const post = { batchId: young.id, sessionIds, supervisorId: null, phone: '', validTo: '2028-05-31' }
  for (const role of ['affairs', 'head'] as const) {
    const { staff } = await world.call('staff.save', { ...post, role, name: `周${role}`, certificate: 'KW-1' })
    const added = staff.at(-1)?.id ?? 0
    subjects.get('session')?.push(...sessionIds.map(id => ({ kind: 'session' as const, id, staff: added })))
  }
  await addScores(young.id)
  const made = await world.call('course.save', {
    ...{
      name: '培训班',
      subject: '政策',
      organizer: '本机构',
      teacher: '周玉梅',
      place: '三层',
      paper: '卷 A',
      hours: 16,
    },
    ...{ fromOn: '2026-08-01', toOn: '2026-08-02', passMark: 60, people: [{ supervisorId: 1, hours: 16, score: 90 }] },
  })
  subjects.set('course', [{ kind: 'course', id: made.id }])
  for (const subject of subjects.get('assignment') ?? []) {
    if (subject.kind !== 'assignment' || subject.person === undefined) continue
    await world.call('relation.add', {
      ...{ supervisorId: subject.person, withName: '孙立', withSupervisorId: null, kind: '同事' },
      ...{ declaredBy: 'self', on: '2026-09-01', note: '同一部门' },
    })
    return
  }
}

/** A 名册 with phones, its 成绩, the days of 公示, and a visit to it. */
async function addScores(batchId: number): Promise<void> {
  const file = xlsx(candidateLines(3).map(line => ({ ...line, 联系电话: '13800001234' })))
  await world.call('candidate.import', { batchId, file, confirm: true })
  const { seen: _, ...batch } = await world.call('batch.get', { id: batchId })
  const { id, planNo, name, forms, items, venueId, place, note, dates } = batch
  const on = { ...dates, publicFrom: '2026-09-20', publicTo: '2026-09-24' }
  await world.call('batch.save', {
    ...{ id, planNo, name, forms, items, venueId, place, note, org: '' },
    ...{ dates: on, contact: '李主任', phone: '010-67880000' },
  })
  const { rows } = await world.call('score.list', { batchId })
  const parts = Object.fromEntries(forms.map((form, i) => [form, { weight: i === 0 ? 100 : 0, pass: 60 }]))
  await world.call('score.save', {
    batchId,
    rule: { parts, pass: 60 },
    rows: rows.map(row => ({ id: row.id, scores: Object.fromEntries(forms.map(form => [form, 80])) })),
  })
  plant(world, batchId, 'Q4', text('名册'), { page_count: 3 })
  const visit = await addVisit(world, batchId)
  await world.call('visit.feedback', { id: visit.id, inspector: 0, text: '佩戴证卡，认真履职，廉洁自律。' })
  subjects.get('visit')?.push({ kind: 'visit', id: visit.id })
}

/** All that is there, of every kind. */
function readSubjects(path: string): void {
  const db = new Database(path, { readonly: true })
  const ids = (sql: string) => (db.prepare(sql).all() as { id: number }[]).map(({ id }) => id)
  const put = <K extends Subject>(kind: K, sql: string) =>
    subjects.set(
      kind,
      ids(sql).map(id => ({ kind, id }) as FormSubject),
    )
  put('supervisor', 'SELECT id FROM supervisor WHERE deleted_at IS NULL')
  put('venue', 'SELECT id FROM venue WHERE deleted_at IS NULL')
  put('check', `SELECT id FROM venue_check WHERE state = 'finished'`)
  put('batch', 'SELECT id FROM batch WHERE deleted_at IS NULL')
  put('record', `SELECT id FROM supervision WHERE state <> 'discarded'`)
  put('visit', 'SELECT id FROM visit')
  put('rectification', 'SELECT id FROM rectification')
  put('sample', 'SELECT id FROM batch_sample')
  put('destruction', 'SELECT id FROM destruction')
  subjects.set('year', [{ kind: 'year', from: '2026-01-01', to: '2026-12-31', occupation: '电工' }])
  const seating = { columns: 5, order: 'drawn' as const, seed: '7' }
  const staff = db
    .prepare(
      'SELECT j.value AS id, s.id AS staff FROM batch_staff s, json_each(s.session_ids) j WHERE s.struck_at IS NULL',
    )
    .all() as {
    id: number
    staff: number
  }[]
  const candidates = db
    .prepare(
      `SELECT s.id, min(c.id) AS candidate FROM batch_session s JOIN batch_candidate c ON c.batch_id = s.batch_id
       WHERE s.struck_at IS NULL AND c.replaced_at IS NULL GROUP BY s.batch_id`,
    )
    .all() as { id: number; candidate: number }[]
  subjects.set('session', [
    ...ids('SELECT id FROM batch_session WHERE struck_at IS NULL').map(id => ({
      kind: 'session' as const,
      id,
      seating,
    })),
    ...staff.map(of => ({ kind: 'session' as const, ...of })),
    ...candidates.map(of => ({ kind: 'session' as const, ...of })),
  ])
  const people = db.prepare('SELECT DISTINCT assignment_id AS id, supervisor_id AS person FROM assignment_person').all()
  subjects.set('assignment', [
    ...ids('SELECT id FROM assignment').map(id => ({ kind: 'assignment' as const, id })),
    ...(people as { id: number; person: number }[]).map(of => ({ kind: 'assignment' as const, ...of })),
  ])
  const visits = db.prepare('SELECT contest_id AS id, id AS visit FROM contest_visit WHERE struck_at IS NULL').all()
  subjects.set('contest', [
    ...ids('SELECT id FROM contest WHERE deleted_at IS NULL').map(id => ({ kind: 'contest' as const, id })),
    ...(visits as { id: number; visit: number }[]).map(of => ({ kind: 'contest' as const, ...of })),
  ])
  db.close()
}

/** Names of facts, with those of rows: `people.name`. */
function namesIn(facts: object): string[] {
  return Object.entries(facts).flatMap(([key, value]) => {
    const rows = Array.isArray(value) ? value.filter(row => typeof row === 'object' && row !== null) : []
    return [key, ...rows.flatMap(row => Object.keys(row).map(column => `${key}.${column}`))]
  })
}

interface Schema {
  properties?: Record<string, Schema>
  items?: Schema
}
const namesOf = ({ properties = {} }: Schema): string[] =>
  Object.entries(properties).flatMap(([key, part]) => [
    key,
    ...Object.keys(part.items?.properties ?? {}).map(column => `${key}.${column}`),
  ])

const CASES = FORM_KEYS.flatMap(form => subjectsOf(form).map(subject => ({ form, subject })))

describe('every fact is loaded from somewhere, or left to the hand', () => {
  test.each(CASES)('$form of $subject', async ({ form, subject }) => {
    const filled = new Set<string>()
    let names: string[] = []
    for (const about of subjects.get(subject) ?? []) {
      const { facts, fields } = await world.call('form.facts', { form, subject: about })
      names = namesOf(fields as Schema).filter(name => name !== 'photo') // a picture is not typed; the next test asks for it
      for (const name of namesIn(facts as object)) filled.add(name)
    }
    expect(names.length).toBeGreaterThan(0)
    const byHand = BY_HAND[form]?.[subject] ?? []
    const blank = names.filter(name => !filled.has(name))
    expect(blank.filter(name => !byHand.includes(name.split('.')[0] ?? ''))).toEqual([])
    for (const name of byHand) expect(filled.has(name), `${name} is left to the hand`).toBe(false)
  })
})

test('a form about what it cannot be about is refused, not printed half blank', async () => {
  const refused = await world.refuse('form.facts', { form: 'annex5', subject: { kind: 'supervisor', id: 1 } })
  expect(refused.code).toBe('INPUT_INVALID')
})

test('the words of the regulation name no fact that is not the form’s', () => {
  for (const [form, kinds] of Object.entries(BY_HAND)) {
    const known = Object.keys(FORMS[form as FormKey].factsSchema.shape)
    for (const name of Object.values(kinds).flat()) expect(known).toContain(name)
  }
})
