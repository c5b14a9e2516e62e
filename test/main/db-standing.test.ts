/** States are derived twice, in TypeScript and in SQL, and cached in `standing` by triggers: the three must never disagree. */
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actSql, cardStateSql } from '../../src-main/db/queries/cardState.ts'
import { stateSql } from '../../src-main/db/queries/supervisors.ts'
import type { CardFilter } from '../../src-shared/contract/card.ts'
import type { RouteName } from '../../src-shared/contract/index.ts'
import { CARD_ACTS, type CardAct, type CardFacts, cardActs, cardState } from '../../src-shared/domain/card.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { type Standing, stateOf } from '../../src-shared/domain/standing.ts'
import { portrait } from '../print/pictures.ts'
import { behindTheBack } from './files.ts'
import { addOrg, addPerson, qualify, saveJob } from './people.ts'
import { secondJudge, type Verdict } from './second-judge.ts'
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

describe('SQL ≡ the domain, of cards', () => {
  const facts: fc.Arbitrary<CardFacts> = fc.record({
    code: fc.constant('x'),
    voided: fc.boolean(),
    lost: fc.boolean(),
    from: day,
    termEnd: day,
    dismissedOn: dayOrNull,
    replacedFrom: dayOrNull,
    suspendedFrom: dayOrNull,
    suspendedUntil: dayOrNull,
    returnedOn: dayOrNull,
  })

  test('word and acts, for any dates on any day', () => {
    const file = new Database(':memory:')
    fc.assert(
      fc.property(facts, day, (card, today) => {
        const columns = [...Object.keys(CARD_ACTS)].map(act => `${actSql(act as CardAct, today)} AS "${act}"`)
        const { word, ...acts } = file
          .prepare<unknown[], Record<string, unknown>>(
            `SELECT ${cardStateSql(today)} AS word, ${columns} FROM
              (SELECT ? AS voided, ? AS lost, ? AS from_day, ? AS term_end, ? AS dismissed_on, ? AS replaced_from, ? AS returned_on) k,
              (SELECT ? AS suspended_from, ? AS suspended_until) t`,
          )
          .get(
            Number(card.voided),
            Number(card.lost),
            card.from,
            card.termEnd,
            card.dismissedOn,
            card.replacedFrom,
            card.returnedOn,
            card.suspendedFrom,
            card.suspendedUntil,
          ) as Record<string, unknown>
        expect(word).toBe(cardState(card, today))
        expect(Object.keys(acts).filter(act => acts[act] === 1)).toEqual(cardActs(card, today))
      }),
      { numRuns: 1000 },
    )
    file.close()
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
    return: (_, n) => send('card.return', { id: n + 1, on: world.today, reason: '' }),
    unreturn: (_, n) => send('card.unreturn', { id: n + 1, reason: '误' }),
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
      if (!prepared.ok) return
      const { jobId } = prepared.value as { jobId: string }
      await saveJob(world, jobId, 'front')
      await send('print.record', { jobId, printer: '', spoiled: [] })
    },
    spoil: (_, n) => send('print.spoil', { id: n + 1, reason: '起泡' }),
  }
  async function send(route: RouteName, input: unknown): Promise<void> {
    // through the world's own call, which says what state of the row was seen
    await world.call(route, input as never).catch((error: Error) => {
      if (/"INTERNAL"|unrecognized|Invalid input/.test(error.message)) throw error
    })
  }

  const often = ['wait', 'renew', 'issue', 'issue', 'lost', 'void', 'dismiss', 'file']
  const command = fc.tuple(fc.constantFrom(...Object.keys(steps), ...often), fc.nat(2), fc.nat(6))

  test('says what the records say, after any sequence of calls; the dossier agrees with the list', async () => {
    const seen = new Set<string>()
    const words = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 40 }), async commands => {
        await world.end()
        await start()
        // Most offices begin so; without it few random histories come to have a card.
        for (const person of [0, 1, 2])
          for (const name of ['appoint', 'issue']) await steps[name]?.(ids[person] ?? 0, 3)
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
        const all = (table: string) => file.prepare(`SELECT * FROM ${table} ORDER BY 1`).all()
        expect(all('standing')).toEqual(all('standing_line'))
        expect(all('card_standing')).toEqual(all('card_line'))
        file.close()
        expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
        for (const later of [0, 3, 40, 1095, 1200]) await compareCards(addDays(world.today, later), words)
      }),
      { numRuns: 20, endOnFailure: true },
    )
    expect(seen.size).toBeGreaterThan(3) // the sequences led somewhere
    expect([...words].sort()).toEqual([
      'ahead',
      'dismissed',
      'expired',
      'lost',
      'replaced',
      'suspended',
      'valid',
      'void',
    ])
  }, 240_000)

  /** Every list, filter and count of cards on a day against the second judge. */
  async function compareCards(day: string, words: Set<string>): Promise<void> {
    const now = world.today
    world.today = day
    const judged = secondJudge(`${world.dir}/data.sqlite`, day)
    const ask = async (filter: CardFilter) =>
      (await world.call('card.list', { filter, sort: { by: 'code', desc: false }, page: { offset: 0, limit: 99 } }))
        .rows
    const rows = await ask({})
    expect(Object.fromEntries(rows.map(row => [row.id, row.state]))).toEqual(
      Object.fromEntries([...judged].map(([id, { word }]) => [id, word])),
    )
    for (const { word } of judged.values()) words.add(word)
    const named = (wanted: (v: Verdict) => boolean) => [...judged].flatMap(([id, v]) => (wanted(v) ? [id] : []))
    const ids = async (filter: CardFilter) => (await ask(filter)).map(row => row.id).sort((a, b) => a - b)
    for (const word of ['valid', 'ahead', 'suspended', 'lost', 'expired', 'dismissed', 'replaced', 'void'] as const)
      expect(await ids({ states: [word] })).toEqual(named(v => v.word === word))
    const due = named(v => !v.filed && ['valid', 'ahead', 'suspended', 'lost'].includes(v.word))
    expect(await ids({ duty: 'file' })).toEqual(due)
    expect((await world.call('home.todo', {})).unfiled).toBe(due.length)
    const over = named(v => v.filed && ['expired', 'dismissed', 'replaced'].includes(v.word))
    expect(await ids({ duty: 'change' })).toEqual(over)
    world.today = now
  }

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
