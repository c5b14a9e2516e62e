/** Packages that verify and yet are not what this program writes: whoever makes one can make it say anything. */
import { readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeBag } from '../../src-main/package/bag.ts'
import { verify } from '../../src-main/package/verify.ts'
import { page } from './batch-office.ts'
import { bring as bringIn, refuseBring, tryBring } from './bring.ts'
import { jpeg } from './evidence-files.ts'
import { fullBatch, take as takeIn } from './package-office.ts'
import { addAppointed, addOrg } from './people.ts'
import { sql } from './planted.ts'
import { createWorld, newFolder, type World } from './world.ts'

type Json = { [key: string]: unknown }
type Rows = Record<string, Json[]>
interface Index extends Json {
  facts: Rows
}

let out = ''
let index: Index
let there: World
beforeAll(async () => {
  out = newFolder('strange')
  const world = await createWorld()
  const { batchId } = await fullBatch(world)
  await takeIn(world, { kind: 'batch', id: batchId, slot: 'G4' }, 'x.jpg', jpeg(88))
  await world.call('seal.close', { batchId, reason: '试验' })
  world.answers.save.push(join(out, 'good'))
  await world.call('package.export', { batchId, kind: 'full', form: 'folder', receiver: '社会事业局' })
  await world.end()
  index = JSON.parse(readFileSync(join(out, 'good/data/index.json'), 'utf8'))
  there = await createWorld()
})
afterAll(async () => {
  await there.end()
  rmSync(out, { recursive: true, force: true })
})

let count = 0
/** The good package with another index, whole and valid as a bag. */
async function forge(change: (index: Index) => unknown): Promise<string> {
  const copy: Index = structuredClone(index)
  const made = change(copy) ?? copy
  const good = join(out, 'good')
  const { digests, info } = await verify(good)
  const names = [...digests.keys()].filter(name => name.startsWith('data/') && name !== 'data/index.json')
  const path = join(out, `forged-${++count}.zip`)
  await writeBag({
    entries: [
      ...names.map(name => ({ name: name.slice(5), source: readFileSync(join(good, name)) })),
      { name: 'index.json', source: Buffer.from(JSON.stringify(made)) },
    ],
    info: { 'Bagging-Date': '2026-11-23', 'Log-Head': info['Log-Head'] ?? '' },
    target: { kind: 'zip', path },
  })
  return path
}

const batches = async () =>
  (await there.call('batch.list', { filter: {}, sort: { by: 'planNo', desc: false }, page })).total
const tables = ['batch', 'supervisor', 'evidence', 'assignment', 'seal', 'rectification', 'batch_session'] as const

describe('refused by name, with nothing taken in', () => {
  beforeEach(async () => expect(await batches()).toBe(0))

  test.each<[string, (index: Index) => unknown, string]>([
    ['no facts', i => ({ ...i, facts: {} }), 'org'],
    ['a table more', i => ({ ...i, facts: { ...i.facts, calibration: [] } }), 'calibration'],
    ['a column more', i => void Object.assign(i.facts.batch?.[0] ?? {}, { evil: 1 }), 'batch.0'],
    ['a column less', i => void delete i.facts.batch?.[0]?.planNo, 'batch.0.planNo'],
    ['a text for a number', i => void Object.assign(i.facts.evidence?.[0] ?? {}, { bytes: '7' }), 'evidence.0.bytes'],
    ['two batches', i => void i.facts.batch?.push({ ...i.facts.batch[0], id: 99, planNo: 'X' }), 'batch'],
    ['an id twice', i => void i.facts.visit?.push({ ...i.facts.visit[0] }), 'visit.id'],
    ['a row of nobody', i => void Object.assign(i.facts.supervision?.[0] ?? {}, { supervisorId: 999 }), '不在包内'],
    ['a session of nobody', i => void Object.assign(i.facts.batch_staff?.[0] ?? {}, { sessionIds: [999] }), '不在包内'],
    [
      'a file that is not there',
      i => void Object.assign(i.facts.visit_scan?.[0] ?? {}, { file: 'a'.repeat(64) }),
      '不在包内',
    ],
    [
      'no digest at all',
      i => void Object.assign(i.facts.visit_scan?.[0] ?? {}, { file: '../../etc/passwd' }),
      'visit_scan.0.file',
    ],
    [
      'dates that are none',
      i => void Object.assign(i.facts.batch?.[0] ?? {}, { dates: { examFrom: 'x' } }),
      'batch.0.dates',
    ],
    [
      'items that are none',
      i => void Object.assign(i.facts.supervision?.[0] ?? {}, { items: 'x' }),
      'supervision.0.items',
    ],
    [
      'a birth that is no day',
      i => void Object.assign(i.facts.supervisor?.[0] ?? {}, { birth: '2026-13-45' }),
      'supervisor.0.birth',
    ],
    [
      'an instant that is none',
      i => void Object.assign(i.facts.card?.[0] ?? {}, { recordedAt: '昨天' }),
      'card.0.recordedAt',
    ],
    [
      'arrays in arrays',
      i => ({ ...i, facts: { ...i.facts, batch: JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`) } }),
      '层次太多',
    ],
    ['a card whose code says another number', i => void Object.assign(i.facts.card?.[0] ?? {}, { seq: 77 }), '编号'],
    ['a 委派单 numbered otherwise', i => void Object.assign(i.facts.assignment?.[0] ?? {}, { number: 'WP-1' }), '编号'],
    [
      'a way of 查阅 that is none',
      i => void Object.assign(i.facts.access_entry?.[0] ?? {}, { way: '偷' }),
      'access.list',
    ],
    ['a device that is less than none', i => void Object.assign(i.facts.equipment?.[0] ?? {}, { quantity: -3 }), ''],
    [
      'a card’s event that is none',
      i => void Object.assign(i.facts.card_event?.[0] ?? {}, { kind: 'x' }),
      'card.history',
    ],
    ['a way of handing over that is none', i => void Object.assign(i.facts.visit_handed?.[0] ?? {}, { way: '飞' }), ''],
    ['a camera’s time that is none', i => void Object.assign(i.facts.evidence?.[0] ?? {}, { takenAt: '昨天' }), ''],
    [
      'a file name that goes on for ever',
      i => void Object.assign(i.facts.evidence?.[0] ?? {}, { title: 'x'.repeat(200_000) }),
      '',
    ],
    ['a role that is none', i => void Object.assign(i.facts.batch_staff?.[0] ?? {}, { role: 'king' }), '互相矛盾'],
    ['evidence of a contest', i => void Object.assign(i.facts.evidence?.[0] ?? {}, { contestId: 1 }), '不在包内'],
  ])('%s', async (_, change, why) => {
    there.answers.open.push(await forge(change))
    expect(await refuseBring(there, 'zip')).toMatchObject({
      code: 'PACKAGE_DAMAGED',
      message: expect.stringContaining(why),
    })
  })

  test('a newer program’s', async () => {
    there.answers.open.push(await forge(i => ({ ...i, version: 3 })))
    expect((await refuseBring(there, 'zip')).code).toBe('PACKAGE_NEWER')
  })
})

test('any value changed: taken in or refused in words, never a fault of the program, never half', async () => {
  const values = fc.oneof(
    fc.constant(null),
    fc.integer({ min: -1, max: 9 }),
    fc.string({ maxLength: 5 }),
    fc.constantFrom([], {}, [1], '9999-99-99', true, 1e300, ''),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...tables), fc.nat(), fc.nat(), values, async (table, row, column, value) => {
      const world = await createWorld()
      try {
        world.answers.open.push(
          await forge(i => {
            const rows = i.facts[table] ?? []
            const at = rows[row % Math.max(1, rows.length)] ?? {}
            const names = Object.keys(at)
            at[names[column % names.length] ?? ''] = value
          }),
        )
        const result = await tryBring(world.backend, 'zip')
        const list = await world.call('batch.list', { filter: {}, sort: { by: 'planNo', desc: false }, page })
        if (result.ok) expect(list.total + (table === 'batch' ? 1 : 0)).toBeGreaterThanOrEqual(1)
        else {
          expect(result.error.code).toMatch(/^PACKAGE_/)
          expect(list.total).toBe(0)
        }
      } finally {
        await world.end()
      }
    }),
    { numRuns: 15 },
  )
})

test('取消 while it is verified', async () => {
  there.answers.open.push(join(out, 'good'))
  const call = refuseBring(there, 'folder', {}, 'import')
  await there.call('job.cancel', { call: 'import' })
  expect((await call).code).toBe('CANCELLED')
  expect(await batches()).toBe(0)
})

describe('numbers and names of somebody else', () => {
  let office: World
  beforeEach(async () => {
    office = await createWorld()
    return () => office.end()
  })
  const bring = async (path: string) => {
    office.answers.open.push(path)
    return bringIn(office, 'zip')
  }
  const last = (i: Index) => {
    const card = i.facts.card?.[0]
    if (card) Object.assign(card, { seq: 9999, code: `${String(card.code).slice(0, -4)}9999` })
  }

  test('a card 9999 does not end the year’s numbers of an office that has issued one; what came says from where, for ever', async () => {
    await addOrg(office)
    const person = await addAppointed(office)
    const { code } = await office.call('card.next', { issuedOn: office.today })
    const input = { supervisorId: person.id, issuedOn: office.today, reason: '统筹' }
    await office.call('card.issueManual', { ...input, code: `${code?.slice(0, -4)}0500` })
    const path = await forge(last)
    await bring(path)
    const next = await office.call('card.next', { issuedOn: office.today })
    expect(next.code?.slice(-4)).toBe('0001')
    const said = sql(office, db => db.prepare('SELECT DISTINCT origin FROM card ORDER BY origin').pluck().all())
    expect(said).toEqual(['', expect.stringContaining(basename(path))])
  })

  test('an office’s own package in an empty folder goes on with its next number', async () => {
    await bring(await forge(i => i))
    const cards = index.facts.card as { seq: number }[]
    const next = await office.call('card.next', { issuedOn: office.today })
    expect(Number(next.code?.slice(-4))).toBe(Math.max(...cards.map(card => card.seq)) + 1)
  })

  test.each([
    ['the same name, another number', { number: 'S000011009999' }],
    ['the same number, another name', { name: '北京别的评价中心' }],
  ])('%s: another organisation’s', async (_, over) => {
    await addOrg(office, over)
    office.answers.open.push(await forge(i => i))
    expect((await refuseBring(office, 'zip')).code).toBe('PACKAGE_FOREIGN')
  })
})
