/** 考场填写页: what goes out, what comes back, and that nothing hostile, foreign or old is taken. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bundleField } from '../../src-field/build.ts'
import { FIELD_LIMITS, type FieldResult, type FieldSheet } from '../../src-shared/field.ts'
import { plain } from '../print/pictures.ts'
import { addScene, answers, EXAM, fill, type Scene, startRecord } from './batch-office.ts'
import { addOrg } from './people.ts'
import { createWorld, newFolder, root, type World } from './world.ts'

let world: World
let scene: Scene
let outside: string
beforeEach(async () => {
  outside = newFolder('field')
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
})
afterEach(async () => {
  await world.end()
  rmSync(outside, { recursive: true, force: true })
})

const page = async (): Promise<string> => {
  const path = join(outside, 'page.html')
  world.answers.save.push(path)
  await world.call('assign.exportField', { id: scene.assignment.id, supervisorId: scene.person, kind: 'onsite' })
  return readFileSync(path, 'utf8')
}
const sheetIn = (html: string): FieldSheet =>
  JSON.parse(/<script type="application\/json" id="index">(.*?)<\/script>/s.exec(html)?.[1] ?? '')

const photo = () => Buffer.from(plain('#a08060', 300, 200)).toString('base64')

/** What the page would bring: everything 是 but `no`. */
async function result(over: Partial<FieldResult> = {}, no: { [number: string]: string } = {}): Promise<FieldResult> {
  const sheet = sheetIn(await page())
  const numbers = [...Array.from({ length: 14 }, (_, i) => String(i + 1)), '16', '17']
  return {
    format: sheet.resultFormat,
    version: 1,
    ref: sheet.ref,
    number: sheet.number,
    person: sheet.person,
    kind: 'onsite',
    sessionIds: [scene.sessions[0]],
    savedAt: '2026-11-23T03:00:00.000Z',
    draft: {
      badge: 'yes',
      items: numbers.map(number => ({
        number,
        answer: no[number] === undefined ? ('yes' as const) : ('no' as const),
        remark: no[number] ?? '',
      })),
      opinion: '',
      phases: ['during'],
      on: world.today,
    },
    photos: [],
    ...over,
  }
}
const put = (content: unknown): string => {
  const path = join(outside, '结果.json')
  writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content))
  return path
}
const open = async (content: unknown) => {
  world.answers.open.push(put(content))
  const found = await world.call('supervision.openField', {})
  if (!found) throw new Error('cancelled')
  return found
}
const refused = (content: unknown) => {
  world.answers.open.push(put(content))
  return world.refuse('supervision.openField', {})
}
const all = (target: Awaited<ReturnType<typeof open>>['targets'][number]) => ({
  into: target.recordId,
  fields: target.fields.map(({ field }) => field),
  photos: target.photos.map(({ index }) => index),
})
const one = <T>(list: T[]): T => {
  const [first] = list
  if (list.length !== 1 || first === undefined) throw new Error(`${list.length} instead of one`)
  return first
}

describe('the page', () => {
  test('what the program ships is what its sources make', async () => {
    expect(readFileSync(join(root, 'src-main/field/fieldParts.json'), 'utf8')).toBe(await bundleField())
  })

  test('has the items of the form by their printed numbers, and no number of anybody', async () => {
    const html = await page()
    const sheet = sheetIn(html)
    expect(sheet).toMatchObject({ number: scene.assignment.number, person: '王一', kind: 'onsite' })
    expect(sheet.sessions.map(({ id }) => id)).toEqual(scene.sessions)
    const items = sheet.groups.flatMap(group => group.parts.flatMap(part => part.items))
    expect(items.map(item => /^\d+/.exec(item)?.[0])).not.toContain('15')
    expect(items).toHaveLength(16)
    const code = scene.assignment.people[0]?.code ?? ''
    expect(code).not.toBe('')
    expect(html).not.toContain(code)
    expect(html).not.toMatch(/\d{17}[\dX]/)
  })

  test('is made only under a valid 委派单, and only for whom it names', async () => {
    const { id } = scene.assignment
    const ask = (supervisorId: number) => world.refuse('assign.exportField', { id, supervisorId, kind: 'onsite' })
    expect((await ask(scene.other)).code).toBe('RULE_BLOCKED')
    await world.call('assign.void', { id, reason: '改期' })
    expect((await ask(scene.person)).code).toBe('RULE_BLOCKED')
  })
})

describe('what comes back', () => {
  test('becomes a draft with its photos; replayed it changes nothing, sealed it is refused', async () => {
    const brought = await result({ photos: [{ number: '8', name: 'a.jpg', data: photo() }] }, { '8': '序号8: 灯坏' })
    const first = await open(brought)
    const target = one(first.targets)
    expect(target).toMatchObject({ recordId: null, state: 'new' })
    const record = await world.call('supervision.take', { token: first.token, ...all(target) })
    expect(record).toMatchObject({ state: 'draft', badge: 'yes', supervisorName: '王一' })
    expect(record.items.find(item => item.number === '8')).toEqual({ number: '8', answer: 'no', remark: '序号8: 灯坏' })
    expect(record.evidence.map(({ number }) => number)).toEqual(['8'])

    const again = one((await open(brought)).targets)
    expect(again).toMatchObject({ recordId: record.id, state: 'draft' })
    expect(again.fields.every(field => field.state === 'same')).toBe(true)
    expect(again.photos.every(one => one.have)).toBe(true)
    const replay = await open(brought)
    await world.call('supervision.take', { token: replay.token, ...all(again) })
    const { seen: _, ...after } = await world.call('supervision.get', { id: record.id })
    const { seen: __, ...before } = record
    expect(after).toEqual(before)

    const late = await open(brought)
    await world.call('supervision.seal', { id: record.id })
    const error = await world.refuse('supervision.take', { token: late.token, ...all(again) })
    expect(error.code).toBe('STATE_BLOCKED')
    expect(one((await open(brought)).targets)).toMatchObject({ recordId: record.id, state: 'sealed' })
    const third = await open(brought)
    const beside = await world.refuse('supervision.take', { token: third.token, ...all(again), into: null })
    expect(beside.code).toBe('INPUT_INVALID')
    expect((await world.call('supervision.list', { batchId: scene.batch.id })).records).toHaveLength(1)
  })

  test("the second phone's half is compared item by item, and takes nothing back that was not chosen", async () => {
    const draft = await startRecord(world, scene, { phases: ['during'] })
    const half = answers(draft).map(item => (Number(item.number) > 8 ? { ...item, answer: null } : item))
    await fill(world, draft, { items: half, badge: 'yes' })
    const brought = await result({}, { '3': '序号3: 不一致', '12': '序号12: 未佩带' })
    const found = await open(brought)
    const target = one(found.targets)
    const state = (field: string) => target.fields.find(one => one.field === field)?.state
    expect([state('item 1'), state('item 3'), state('item 12')]).toEqual(['same', 'differs', 'new'])
    const fields = target.fields.filter(field => field.state === 'new').map(({ field }) => field)
    const record = await world.call('supervision.take', {
      token: found.token,
      into: target.recordId,
      fields,
      photos: [],
    })
    expect(record.id).toBe(draft.id)
    expect(record.items.find(item => item.number === '3')).toMatchObject({ answer: 'yes', remark: '' })
    expect(record.items.find(item => item.number === '12')).toMatchObject({ answer: 'no', remark: '序号12: 未佩带' })
    expect(record.items.every(item => item.answer !== null)).toBe(true)
  })

  test('what somebody filled after the comparison is not overwritten', async () => {
    const draft = await startRecord(world, scene, { phases: ['during'] })
    const found = await open(await result({}, { '3': '序号3: 不一致' }))
    await fill(world, draft)
    const error = await world.refuse('supervision.take', { token: found.token, ...all(one(found.targets)) })
    expect(error).toMatchObject({ code: 'STALE' })
    expect(error.message).toContain('第 3 项')
  })

  test('a record begun by somebody else meanwhile is not doubled', async () => {
    const found = await open(await result())
    await startRecord(world, scene)
    const error = await world.refuse('supervision.take', { token: found.token, ...all(one(found.targets)) })
    expect(error.code).toBe('STATE_BLOCKED')
  })

  test('rules hold: sessions and dates of the 委派单', async () => {
    const day = await open(await result({ draft: { ...(await result()).draft, on: EXAM } }))
    expect((await world.refuse('supervision.take', { token: day.token, ...all(one(day.targets)) })).code).toBe(
      'RULE_BLOCKED',
    )
    const session = await open(await result({ sessionIds: [999] }))
    const target = one(session.targets)
    expect((await world.refuse('supervision.take', { token: session.token, ...all(target) })).code).toBe('RULE_BLOCKED')
    expect((await world.call('supervision.list', { batchId: scene.batch.id })).records).toEqual([])
  })

  test('another window cannot take what this one opened', async () => {
    const found = await open(await result())
    const other = await world.backend.join('第二个窗口', {
      dialogs: {
        openFile: async () => null,
        openFiles: async () => null,
        openFolder: async () => null,
        saveFile: async () => null,
        dropped: async () => [],
      },
      openPath: async () => undefined,
      user: '乙',
    })
    const answer = await other.call('x', 'supervision.take', { token: found.token, ...all(one(found.targets)) })
    expect(answer).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  })
})

describe('hostile files', () => {
  test('foreign ones: another office, another person, another kind of the same number', async () => {
    const own = await result()
    expect((await refused({ ...own, ref: '0'.repeat(32) })).code).toBe('FIELD_FOREIGN')
    expect((await refused({ ...own, number: 'WP-2026-9999' })).code).toBe('FIELD_FOREIGN')
    expect((await refused({ ...own, kind: 'afterwards', draft: { ...own.draft, items: [] } })).code).toBe(
      'FIELD_FOREIGN',
    )
  })

  test('crafted ones are refused in words, and write nothing', async () => {
    const own = await result({ photos: [{ number: '8', name: 'a.jpg', data: photo() }] })
    const text = JSON.stringify(own)
    const item = { number: '1', answer: 'yes', remark: '' }
    const cases: [unknown, string][] = [
      ['', 'FILE_TYPE'],
      ['[]', 'FILE_TYPE'],
      ['null', 'FILE_TYPE'],
      [text.slice(0, -9), 'FILE_TYPE'],
      [Buffer.from([0xff, 0xfe, 0, 0]), 'FILE_TYPE'],
      ['['.repeat(1_000_000), 'FILE_TYPE'],
      [{ ...own, version: 2 }, 'FIELD_BAD'],
      [{ ...own, extra: 1 }, 'FIELD_BAD'],
      [text.replace('{', '{"__proto__":{"a":1},'), 'FIELD_BAD'],
      [{ ...own, draft: { ...own.draft, items: [item, item] } }, 'FIELD_BAD'],
      [{ ...own, draft: { ...own.draft, items: [{ ...item, number: '15' }] } }, 'FIELD_BAD'],
      [{ ...own, draft: { ...own.draft, items: [{ ...item, remark: '长'.repeat(501) }] } }, 'FIELD_BAD'],
      [{ ...own, draft: { ...own.draft, on: '2026-02-30' } }, 'FIELD_BAD'],
      [{ ...own, draft: { ...own.draft, phases: [] } }, 'FIELD_BAD'],
      [{ ...own, photos: [{ number: '15', name: 'a', data: photo() }] }, 'FIELD_BAD'],
      [{ ...own, photos: [{ number: '1', name: 'a', data: '<script>' }] }, 'FIELD_BAD'],
      [
        { ...own, photos: [{ number: '1', name: 'a', data: Buffer.from('MZ program').toString('base64') }] },
        'FIELD_BAD',
      ],
      [{ ...own, photos: [{ number: '1', name: 'a', data: photo().slice(0, 400) }] }, 'FIELD_BAD'],
      [Buffer.alloc(FIELD_LIMITS.bytes + 1, ' '), 'FILE_TOO_LARGE'],
    ]
    for (const [content, code] of cases) expect((await refused(content)).code, String(content).slice(0, 80)).toBe(code)
    expect((await world.call('supervision.list', { batchId: scene.batch.id })).records).toEqual([])
  })

  test('whatever is changed in a file, it is compared or refused, never an incident', async () => {
    const text = JSON.stringify(await result())
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), async (at, put) => {
        const changed = text.slice(0, at) + put + text.slice(at + 1)
        const path = join(outside, '改过.json')
        writeFileSync(path, changed)
        world.answers.open.push(path)
        const answer = await world.backend.call('f', 'supervision.openField', {})
        if (!answer.ok) expect(['FILE_TYPE', 'FIELD_BAD', 'FIELD_FOREIGN']).toContain(answer.error.code)
      }),
      { numRuns: 40 },
    )
  })
})
