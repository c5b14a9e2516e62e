/** States are derived twice, in TypeScript and in SQL, and cached in `standing` by triggers: the three must never disagree. */
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { stateSql } from '../../src-main/db/queries/supervisors.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { type Standing, stateOf } from '../../src-shared/domain/standing.ts'
import { portrait } from '../print/pictures.ts'
import { behindTheBack } from './files.ts'
import { addOrg, addPerson, qualify } from './people.ts'
import { createWorld, TODAY, type World } from './world.ts'

// Few days, so that dates meet, cross and fall on today.
const day = fc.integer({ min: -4, max: 4 }).map(n => addDays(TODAY, n))
const dayOrNull = fc.option(day)
const standing: fc.Arbitrary<Standing> = fc.record({
  trainedOn: dayOrNull,
  examPassedOn: dayOrNull,
  termStart: dayOrNull,
  termEnd: dayOrNull,
  dismissedOn: dayOrNull,
  suspendedFrom: dayOrNull,
  suspendedUntil: dayOrNull,
})

describe('stateSql ≡ stateOf', () => {
  let file: InstanceType<typeof Database>
  beforeAll(() => {
    file = new Database(':memory:')
  })
  afterAll(() => file.close())

  test('for any dates on any day', () => {
    fc.assert(
      fc.property(standing, day, (s, today) => {
        // A term has both its ends, or neither: the table knows no other.
        const facts: Standing =
          s.termStart === null || s.termEnd === null ? { ...s, termStart: null, termEnd: null } : s
        const row = file
          .prepare<Standing, { state: string }>(
            `SELECT ${stateSql(today)} AS state FROM (SELECT @trainedOn AS trained_on, @examPassedOn AS exam_passed_on,
              @termStart AS term_start, @termEnd AS term_end, @dismissedOn AS dismissed_on,
              @suspendedFrom AS suspended_from, @suspendedUntil AS suspended_until) t`,
          )
          .get(facts)
        expect(row?.state).toBe(stateOf(facts, today))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the standing table', () => {
  let world: World
  let ids: number[]
  const start = async () => {
    world = await createWorld()
    await addOrg(world)
    ids = []
    for (const name of ['安一', '毕二', '蔡三']) ids.push((await addPerson(world, { name })).id)
    await qualify(world, ids, '2026-01-01')
  }
  beforeEach(start)
  afterEach(() => world.end())

  const image = { name: '1.jpg', bytes: new Uint8Array(portrait(1)) }

  /** One call of a clerk, whatever comes of it: refusals are part of the sequence. */
  const steps: Record<string, (person: number, n: number) => Promise<unknown>> = {
    wait: async (_, n) => {
      world.today = addDays(world.today, n * 90)
    },
    train: id =>
      send('training.add', {
        selection: { ids: [id] },
        on: world.today,
        hours: 1,
        subject: '',
        organizer: '',
        attachment: null,
      }),
    exam: (id, n) =>
      send('exam.add', { selection: { ids: [id] }, on: world.today, score: null, passed: n % 3 > 0, attachment: null }),
    appoint: (id, n) =>
      send('appointment.appoint', {
        selection: { ids: [id] },
        start: addDays(world.today, (n - 3) * 20),
        document: '',
      }),
    renew: async id => {
      const last = (await world.call('supervisor.get', { id })).appointments[0]
      const start = last ? addDays(last.end, 1) : world.today
      return send('appointment.appoint', { selection: { ids: [id] }, start, document: '' })
    },
    dismiss: (id, n) =>
      send('appointment.dismiss', { selection: { ids: [id] }, on: addDays(world.today, n - 3), reason: '调离' }),
    suspend: (id, n) =>
      send('appointment.suspend', {
        selection: { ids: [id] },
        from: addDays(world.today, n - 3),
        until: n % 2 ? addDays(world.today, n + 5) : null,
        reason: '调查',
      }),
    resume: (id, n) =>
      send('appointment.resume', { selection: { ids: [id] }, on: addDays(world.today, n - 2), reason: '查清' }),
    issue: id => send('card.issue', { selection: { ids: [id] }, issuedOn: world.today }),
    void: (_, n) => send('card.void', { id: n + 1, reason: '写错' }),
    lost: (_, n) => send('card.lost', { id: n + 1, on: world.today, reason: '遗失' }),
    found: (_, n) => send('card.found', { id: n + 1, reason: '找到' }),
    file: (_, n) => send('filing.record', { selection: { ids: [n + 1] }, filedOn: world.today, receipt: '' }),
    unfile: (_, n) => send('filing.clear', { id: n + 1, reason: '误' }),
    strike: (_, n) => send('record.strike', { kind: n % 2 ? 'exam' : 'suspension', id: n + 1, reason: '误' }),
    remove: id => send('supervisor.remove', { selection: { ids: [id] }, reason: '误录' }),
    restore: id => send('supervisor.restore', { selection: { ids: [id] } }),
    photo: id => send('supervisor.setPhoto', { id, image }),
    print: async () => {
      const prepared = await world.backend.call('p', 'print.prepare', {
        selection: { filter: {}, except: [] },
        layout: 'a4-4',
        start: 0,
      })
      if (prepared.ok)
        await send('print.record', { jobId: (prepared.value as { jobId: string }).jobId, printer: '', spoiled: [] })
    },
    spoil: (_, n) => send('print.spoil', { id: n + 1, reason: '起泡' }),
  }
  async function send(route: string, input: unknown): Promise<void> {
    const result = await world.backend.call('s', route, input)
    if (!result.ok && result.error.code === 'INTERNAL') throw new Error(`${route} ${JSON.stringify(input)} broke`)
  }

  const command = fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.nat(2), fc.nat(6))

  test('says what the records say, after any sequence of calls; the dossier agrees with the list', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 40 }), async commands => {
        await world.end()
        await start()
        for (const [name, person, n] of commands) await steps[name]?.(ids[person] ?? 0, n)
        const page = { offset: 0, limit: 9 }
        const { rows } = await world.call('supervisor.list', { filter: {}, sort: { by: 'name', desc: false }, page })
        for (const row of rows) {
          const dossier = await world.call('supervisor.get', { id: row.id })
          expect(row.state).toBe(dossier.state)
          // No lapse while a term runs: whoever is in a term that nobody ended is 聘任 or 暂停.
          const inTerm = dossier.appointments.some(
            a =>
              a.start <= world.today && world.today <= a.end && (a.dismissedOn === null || a.dismissedOn > world.today),
          )
          expect(['appointed', 'suspended'].includes(row.state), JSON.stringify(dossier.appointments)).toBe(inTerm)
          seen.add(row.state)
        }
        const todo = await world.call('home.todo', {})
        expect(todo.counts.total).toBe(rows.length)
        expect(todo.counts.appointed).toBe(rows.filter(row => row.state === 'appointed').length)
        const path = `${world.dir}/data.sqlite`
        const file = new Database(path, { readonly: true })
        const all = (table: string) => file.prepare(`SELECT * FROM ${table} ORDER BY supervisor_id`).all()
        expect(all('standing')).toEqual(all('standing_line'))
        file.close()
        expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
      }),
      { numRuns: 25, endOnFailure: true },
    )
    expect(seen.size).toBeGreaterThan(3) // the sequences led somewhere
  })

  test('would not say it without its triggers', async () => {
    await world.close()
    behindTheBack(world.dir, file => {
      file.exec('DROP TRIGGER standing_exam_update')
      file.exec(`UPDATE exam SET struck_at = 'x' WHERE id = 1`)
      const count = (table: string) => file.prepare(`SELECT count(exam_passed_on) AS n FROM ${table}`).get()
      expect(count('standing')).not.toEqual(count('standing_line'))
    })
  })
})
