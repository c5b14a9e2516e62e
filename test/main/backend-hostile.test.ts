/** The border: whatever comes in, call() answers, in Chinese, and never with an incident. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type RouteName, routes } from '../../src-shared/contract/index.ts'
import { ERRORS, type ErrorData } from '../../src-shared/errors.ts'
import { addScene, addVisit, EXAM, sealed, startRecord } from './batch-office.ts'
import { addCarded, addOrg, addPerson, addPhoto, personInput } from './people.ts'
import { lines, xlsx } from './sheets.ts'
import { at, createWorld, TODAY, type World } from './world.ts'

// Dialogs are cancelled here, printers do not exist; account.turnOn would have everybody log in from then on.
const names = (Object.keys(routes) as RouteName[]).filter(
  name => !['print.send', 'calibration.printTarget', 'account.turnOn'].includes(name),
)

describe('any input on any route', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
    await addOrg(world)
    for (const name of ['安一', '毕二']) await addPhoto(world, (await addCarded(world, { name })).person.id)
    await addPerson(world)
    const scene = await addScene(world)
    world.today = EXAM
    await sealed(world, scene, { 8: '标识被遮挡' })
    await startRecord(world, scene)
    await addVisit(world, scene.batch.id)
  })
  afterAll(() => world.end())

  /** Calls as a hostile window would; every dialog is cancelled. */
  async function send(route: string, input: unknown): Promise<ErrorData | null> {
    world.answers.open = Array(9).fill(null)
    world.answers.save = Array(9).fill(null)
    const result = await world.backend.call('hostile', route, input)
    if (result.ok) {
      routes[route as RouteName].output.parse(result.value)
      return null
    }
    const { code, message, remedy } = result.error
    if (code === 'INTERNAL') throw new Error(`${route} ${JSON.stringify(input)?.slice(0, 300)} broke: ${log()}`)
    expect(ERRORS).toHaveProperty(code)
    expect(message).toMatch(/\p{Script=Han}/u)
    expect(remedy).toMatch(/\p{Script=Han}/u)
    return result.error
  }
  const log = () => readFileSync(join(world.dir, 'logs/calls.log'), 'utf8').split('\n').slice(-14, -1).join('\n')

  test.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    'supervisor',
    'supervisor.list ',
    '路'.repeat(9999),
  ])('no route is named %.20s', async route => {
    const error = await send(route, {})
    expect(error?.code).toBe('ROUTE_UNKNOWN')
    expect(error?.message.length).toBeLessThan(200)
  })

  test.each(names)('%s with {}, null, text, numbers and lists', async route => {
    for (const input of [{}, null, undefined, 'x', 7, true, [], [[]], { __proto__: null }, new Uint8Array(3)])
      await send(route, input)
  })

  test.each(names)('%s with one key too many', async route => {
    const error = await send(route, { ...sample(route), surprise: 1 })
    expect(error?.code).toBe('INPUT_INVALID')
  })

  /** Something that the schema takes, where that is simple to say. */
  const sample = (route: string): Record<string, unknown> => (route === 'supervisor.save' ? { ...personInput } : {})

  // Values that schemas accept now and then, beside anything that JSON can say: most inputs get past the first check.
  const day = fc.constantFrom(
    '1900-01-01',
    '1926-02-29',
    '1999-12-31',
    '2000-01-01',
    TODAY,
    '2026-02-29',
    '2099-12-31',
    '2999-12-31',
  )
  const id = fc.oneof(fc.integer({ min: -1, max: 5 }), fc.constantFrom(2 ** 31, Number.MAX_SAFE_INTEGER, 1.5))
  const text = fc.oneof(
    fc.constantFrom('', '张三', 'zs', "'; DROP TABLE supervisor; --", '%', '\u0000', '\ud800', '😀', '‮'),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(xlsx(lines(2)).bytes, new Uint8Array(0)))
  const enumerated = (schema: unknown): string[] =>
    JSON.stringify(schema)
      .match(/"enum":\["[^\]]*\]/g)
      ?.flatMap(m => JSON.parse(m.slice(7))) ?? []

  /** Inputs in the shape of the route's own JSON schema, with hostile leaves. */
  function shaped(schema: JsonSchema): fc.Arbitrary<unknown> {
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map(shaped))
    if (schema.enum) return fc.constantFrom(...schema.enum)
    if (schema.const !== undefined) return fc.constant(schema.const)
    switch (schema.type) {
      case 'object': {
        const properties = Object.entries(schema.properties ?? {})
        const required = properties.map(([key]) => key).filter(key => schema.required?.includes(key))
        return fc.record(Object.fromEntries(properties.map(([key, value]) => [key, shaped(value)])), {
          requiredKeys: required,
        })
      }
      case 'array':
        return fc.array(shaped(schema.items ?? {}), { maxLength: 6 })
      case 'integer':
      case 'number':
        return fc.oneof(id, fc.double())
      case 'boolean':
        return fc.boolean()
      case 'null':
        return fc.constant(null)
      case 'string':
        return fc.oneof(text, day, fc.constantFrom(...known))
      default:
        return fc.oneof(bytes, day, text, fc.jsonValue({ maxDepth: 2 }))
    }
  }
  interface JsonSchema {
    type?: string
    properties?: Record<string, JsonSchema>
    required?: string[]
    items?: JsonSchema
    anyOf?: JsonSchema[]
    enum?: string[]
    const?: unknown
  }
  const known = [
    '09:00',
    '23:30',
    'S112001260001',
    '13900000000',
    '0'.repeat(64),
    '00000000-0000-4000-8000-000000000000',
  ]

  test.each(names)('%s with inputs of its own shape and hostile values', async route => {
    const { z } = await import('zod')
    const schema = z.toJSONSchema(routes[route].input, { unrepresentable: 'any', io: 'input' }) as JsonSchema
    expect(enumerated(schema).every(v => typeof v === 'string')).toBe(true)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(shaped(schema), fc.jsonValue({ maxDepth: 3 })),
        async input => void (await send(route, input)),
      ),
      { numRuns: 40 },
    )
  })

  test('after all that the data are whole', async () => {
    expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
    await world.reopen()
    expect(
      (await world.call('card.list', { filter: {}, sort: { by: 'code', desc: false }, page: { offset: 0, limit: 9 } }))
        .total,
    ).toBeGreaterThan(1)
  })

  test('huge and deep inputs', async () => {
    const many = Array.from({ length: 100_001 }, (_, i) => i + 1)
    expect((await send('supervisor.count', { selection: { ids: many } }))?.code).toBe('INPUT_INVALID')
    expect(await send('supervisor.count', { selection: { ids: many.slice(1) } })).toBeNull()
    const states = Array(50_000).fill('appointed')
    const list = { sort: { by: 'name', desc: false }, page: { offset: 0, limit: 9 } }
    expect(await send('supervisor.list', { ...list, filter: { states } })).toBeNull()
    expect(await send('card.list', { ...list, filter: { states: Array(50_000).fill('valid') } })).toBeNull()
    const clauses = Array(50_000).fill('c1')
    const attest = { selection: { ids: [1] }, clauses, by: '王主任', on: TODAY, attachment: null }
    expect(await send('attestation.add', attest)).toBeNull()
    expect((await world.call('supervisor.get', { id: 1 })).attestations.filter(a => a.on === TODAY).length).toBe(1)
    let deep: unknown = 1
    for (let i = 0; i < 20_000; i++) deep = [deep]
    expect((await send('setting.set', { key: 'deep', value: deep }))?.code).toBe('INPUT_INVALID')
    expect((await send('supervisor.save', { ...personInput, name: '长'.repeat(1_000_000) }))?.code).toBe(
      'INPUT_INVALID',
    )
    expect(
      await send('supervisor.list', { ...list, filter: {}, page: { offset: Number.MAX_SAFE_INTEGER, limit: 500 } }),
    ).toBeNull()
  })

  test('settings are kept under any key, by the window only', async () => {
    const { operator } = await world.call('app.info', {})
    for (const key of ['__proto__', 'operator', "a'b", '列宽']) {
      const value = { __proto__x: 1, list: [1, null, '二'] }
      await world.call('setting.set', { key, value })
      expect(await world.call('setting.get', { key })).toEqual({ value })
    }
    expect((await world.call('app.info', {})).operator).toBe(operator) // the program’s own keys are out of reach
  })
})

describe('calls and their backend', () => {
  let world: World
  afterEach(() => world.end())

  test('close lets what runs finish, and what comes after is told so', async () => {
    world = await createWorld()
    const importing = world
      .call('roster.preview', { file: xlsx(lines(300)), duplicates: 'skip' })
      .then(summary => world.backend.call('late', 'roster.commit', { importId: summary?.importId }))
    const previewing = world.call('roster.preview', { file: xlsx(lines(300)), duplicates: 'skip' })
    const closing = world.backend.close()
    expect((await previewing)?.counts.new).toBe(300) // read in a thread, then compared with the roster: two steps
    await closing
    expect(await importing).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
    await world.backend.close()
  })

  test('a new day is told without anybody asking', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      world = await createWorld()
      vi.advanceTimersByTime(120_000)
      expect(world.events).toEqual([])
      world.today = '2026-11-24'
      vi.advanceTimersByTime(60_000)
      expect(world.events).toEqual([{ type: 'day', today: '2026-11-24' }])
    } finally {
      vi.useRealTimers()
    }
  })

  test('lists hear what changed, progress names its call, and a listener can leave', async () => {
    world = await createWorld()
    const heard: unknown[] = []
    const leave = world.backend.on(event => heard.push(event))
    await addPerson(world)
    expect(heard).toEqual([{ type: 'changed', areas: ['supervisor', 'audit'] }])
    leave()
    const summary = await world.call('roster.preview', { file: xlsx(lines(10)), duplicates: 'skip' })
    await world.call('roster.commit', { importId: summary?.importId ?? '' }, 'my-import')
    expect(heard.length).toBe(1)
    expect(world.events).toContainEqual({ type: 'progress', call: 'my-import', done: 10, total: 10, label: '写入名册' })
  })

  test('the office’s day is the local one, whatever the hour', async () => {
    const { localDate } = await import('../../src-main/backend.ts')
    expect(localDate(new Date(2026, 10, 23, 0, 0, 0))).toBe('2026-11-23')
    expect(localDate(new Date(2026, 10, 23, 23, 59, 59))).toBe('2026-11-23')
    expect(localDate(at('2027-01-01'))).toBe('2027-01-01')
    world = await createWorld()
  })
})
