/** 内部质量督导记录 through routes (第十五、十七、二十四条, 附件3 注1): who may write one, what it must say, and that it stays. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import type { Finding } from '../../src-shared/domain/rules.ts'
import {
  addBatch,
  addScene,
  addSession,
  answers,
  EXAM,
  fill,
  JPG,
  NO_DATES,
  order,
  page,
  problems,
  type Scene,
  sealed,
  startRecord,
} from './batch-office.ts'
import { behindTheBack } from './files.ts'
import { addOrg } from './people.ts'
import { at, createWorld, type Said, type World } from './world.ts'

let world: World
let scene: Scene
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
  world.today = EXAM
})
afterEach(() => world.end())

const ruleIds = (error: { findings?: unknown[] }) => (error.findings as Finding[]).map(f => f.rule)
const records = async () => (await world.call('supervision.list', { batchId: scene.batch.id })).records
const get = (id: number) => world.call('supervision.get', { id })
const seal = (id: number) => world.call('supervision.seal', { id })
const correct = (id: number, reason = '笔误') => world.call('supervision.correct', { id, reason })
const input = (over: Partial<Input<'supervision.start'>> = {}): Input<'supervision.start'> => ({
  assignmentId: scene.assignment.id,
  supervisorId: scene.person,
  kind: 'onsite',
  phases: ['during'],
  sessionIds: [scene.sessions[0]],
  on: EXAM,
  ...over,
})

describe('R-ASSIGN (第十五条): a record rests on a valid 委派单', () => {
  test('that names the person and the sessions', async () => {
    const refused = async (over: Partial<Input<'supervision.start'>>) => {
      const error = await world.refuse('supervision.start', input(over))
      expect(error.code).toBe('RULE_BLOCKED')
      expect(ruleIds(error)).toEqual(['R-ASSIGN'])
      return error.message
    }
    expect(await refused({ supervisorId: scene.other })).toContain('委派单上没有李二')
    const elsewhere = await addSession(world, scene.batch.id, { date: '2026-11-29' })
    expect(await refused({ sessionIds: [scene.sessions[0], elsewhere] })).toContain('不包含所选的场次')
    const part = await world.call('assign.issue', order(scene.batch.id, [[scene.other, [scene.sessions[1]]]]))
    expect(await refused({ assignmentId: part.id, supervisorId: scene.other })).toContain(part.number)
    expect(await records()).toEqual([])
    await world.call(
      'supervision.start',
      input({ assignmentId: part.id, supervisorId: scene.other, sessionIds: [scene.sessions[1]] }),
    )
  })

  test('and not on a void one, or on one that is not there', async () => {
    await world.call('assign.void', { id: scene.assignment.id, reason: '改期' })
    expect(ruleIds(await world.refuse('supervision.start', input()))).toEqual(['R-ASSIGN'])
    expect((await world.refuse('supervision.start', input({ assignmentId: 99 }))).code).toBe('NOT_FOUND')
    expect((await world.refuse('supervision.start', input({ supervisorId: 99 }))).code).toBe('NOT_FOUND')
    expect((await world.refuse('supervision.start', input({ phases: [] }))).fields).toHaveProperty('phases')
  })
})

describe('the draft', () => {
  test('has the items of its form, by their printed numbers: 现场 has no 15 (T10)', async () => {
    const site = await startRecord(world, scene)
    expect(site).toMatchObject({ version: 1, state: 'draft', badge: null, sealedAt: null, supervisorName: '王一' })
    expect(site.items.map(i => i.number)).toEqual([...Array.from({ length: 14 }, (_, i) => String(i + 1)), '16', '17'])
    expect(site.items.every(i => i.answer === null && i.remark === '')).toBe(true)
    const after = await startRecord(world, scene, { kind: 'afterwards', phases: ['after'], sessionIds: [] })
    expect(after.items.map(i => i.number)).toEqual(Array.from({ length: 16 }, (_, i) => String(i + 1)))
    expect((await records()).map(r => r.id)).toEqual([after.id, site.id])
  })

  test('keeps what is filled in, in the order of the form; what is left out is open again', async () => {
    const draft = await startRecord(world, scene)
    const items = [
      { number: '17', answer: 'no' as const, remark: '没有录像' },
      { number: '1', answer: 'yes' as const, remark: '' },
    ]
    const saved = await fill(world, draft, {
      items,
      badge: 'no',
      opinion: '存在问题',
      phases: ['after'],
      on: '2026-11-27',
    })
    expect(saved).toMatchObject({
      badge: 'no',
      opinion: '存在问题',
      phases: ['after'],
      on: '2026-11-27',
      state: 'draft',
    })
    expect(saved.items.map(i => i.number)).toEqual(draft.items.map(i => i.number))
    expect(saved.items.filter(i => i.answer !== null)).toEqual([items[1], items[0]])
    expect(await get(draft.id)).toEqual(saved)
    const refused = await world.refuse('supervision.save', {
      id: draft.id,
      badge: null,
      items: [{ number: '15', answer: 'yes', remark: '' }],
      opinion: '',
      phases: ['during'],
      on: EXAM,
    })
    expect(refused).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('没有第 15 项') })
  })

  test('is discarded with a reason, and gone from every list but the log', async () => {
    const { id } = await startRecord(world, scene)
    await world.call('supervision.discard', { id, reason: '误建' })
    expect(await records()).toEqual([])
    for (const route of ['supervision.get', 'supervision.seal'] as const)
      expect((await world.refuse(route, { id })).code).toBe('NOT_FOUND')
    expect((await world.refuse('supervision.discard', { id, reason: '再次' })).code).toBe('NOT_FOUND')
    expect((await world.call('audit.list', { search: '误建', page })).total).toBe(1)
  })
})

describe('sealing (附件3 注1)', () => {
  test('R-UNTICK and R-NOTE name the items at fault', async () => {
    const draft = await startRecord(world, scene)
    const untouched = await world.refuse('supervision.seal', { id: draft.id })
    expect(ruleIds(untouched)).toEqual(['R-UNTICK', 'R-UNTICK'])
    expect(untouched.message).toContain('1、2、3、4、5、6、7、8、9、10、11、12、13、14、16、17')
    expect(untouched.message).toContain('是否佩戴证卡')
    await fill(world, draft, { items: answers(draft, { 4: '', 8: ' ', 16: '序号16:', 17: '无录像' }) })
    const bare = await world.refuse('supervision.seal', { id: draft.id })
    expect(ruleIds(bare)).toEqual(['R-NOTE'])
    expect(bare.message).toMatch(/：4、8、16(?!、17)/)
    await fill(world, draft, {
      items: answers(draft).map(i => (i.number === '3' ? { ...i, answer: null } : i)),
      badge: null,
    })
    expect((await world.refuse('supervision.seal', { id: draft.id })).message).toContain('没有勾选的项目：3')
    expect((await get(draft.id)).state).toBe('draft')
    expect(await problems(world)).toEqual([])
  })

  test('a worn card that was not worn is no hindrance; a day that has not come is one', async () => {
    const ahead = await world.refuse('supervision.start', input({ on: '2026-11-29' }))
    expect([ruleIds(ahead), Object.keys(ahead.fields ?? {})]).toEqual([['R-DT-FUTURE'], ['on']])
    world.today = '2026-11-29'
    const draft = await startRecord(world, scene, { on: '2026-11-29' })
    await fill(world, draft, { badge: 'no' })
    expect(await seal(draft.id)).toMatchObject({
      state: 'sealed',
      badge: 'no',
      sealedAt: at('2026-11-29').toISOString(),
    })
  })

  test('every 否 opens a 问题, once', async () => {
    const record = await sealed(world, scene, { 8: '标识被遮挡', 17: '没有录像' })
    expect(await problems(world)).toMatchObject([
      {
        number: '17',
        problem: '没有录像',
        recordId: record.id,
        state: 'open',
        openedOn: EXAM,
        due: addDays(EXAM, 15),
        responsible: '',
      },
      { number: '8', problem: '标识被遮挡', recordId: record.id, batchId: scene.batch.id },
    ])
    expect((await world.refuse('supervision.seal', { id: record.id })).code).toBe('STATE_BLOCKED')
    expect(await problems(world)).toHaveLength(2)
  })

  test('a sealed record changes by no route', async () => {
    const record = await sealed(world, scene)
    const save: Said<'supervision.save'> = {
      id: record.id,
      badge: 'yes',
      items: [],
      opinion: '改',
      phases: ['after'],
      on: EXAM,
    }
    for (const error of [
      await world.refuse('supervision.save', save),
      await world.refuse('supervision.attach', { id: record.id, number: '1', file: JPG }),
      await world.refuse('supervision.discard', { id: record.id, reason: '不要了' }),
    ])
      expect(error).toMatchObject({ code: 'STATE_BLOCKED', message: expect.stringContaining('已经封存') })
    expect(await get(record.id)).toEqual(record)
  })

  test('nor by SQL: neither what it says, nor its evidence, nor its state back or away', async () => {
    const draft = await startRecord(world, scene)
    await world.call('supervision.attach', { id: draft.id, number: '1', file: JPG })
    await fill(world, draft)
    await seal(draft.id)
    const corrected = await correct(draft.id)
    await seal(corrected.id)
    await world.close()
    behindTheBack(world.dir, file => {
      const columns = (file.pragma('table_info(supervision)') as { name: string; type: string }[]).filter(
        c => c.name !== 'state',
      )
      expect(columns.length).toBeGreaterThan(15)
      for (const id of [draft.id, corrected.id]) {
        for (const { name, type } of columns) {
          const value = type === 'INTEGER' ? 777 : '"x"'
          expect(() => file.prepare(`UPDATE supervision SET ${name} = ? WHERE id = ?`).run(value, id), name).toThrow(
            /sealed record|FOREIGN KEY/,
          )
        }
        for (const state of ['draft', 'discarded'])
          expect(() => file.prepare('UPDATE supervision SET state = ? WHERE id = ?').run(state, id)).toThrow('sealed')
      }
      expect(() => file.exec(`UPDATE supervision SET state = 'sealed' WHERE id = ${draft.id}`)).toThrow('sealed')
      expect(() => file.exec('DELETE FROM supervision')).toThrow('never deleted')
      expect(() => file.exec('DELETE FROM supervision_evidence')).toThrow('never deleted')
      expect(() => file.exec(`UPDATE supervision_evidence SET number = '2'`)).toThrow('does not change')
      const insert = `INSERT INTO supervision_evidence SELECT NULL, supervision_id, '2', file, file_name, recorded_by, recorded_at FROM supervision_evidence`
      expect(() => file.exec(insert)).toThrow('sealed')
    })
  })
})

describe('corrections', () => {
  test('make a new version with a reason; the old ones stay readable as they were', async () => {
    const first = await sealed(world, scene, { 8: '标识被遮挡' })
    const draft = await correct(first.id, '第9项漏写')
    expect(draft).toMatchObject({ version: 2, state: 'draft', sealedAt: null, correctionReason: '第9项漏写' })
    expect(draft.items).toEqual(first.items)
    expect((await get(first.id)).state).toBe('sealed') // until the new one is
    await fill(world, draft, { items: answers(draft, { 8: '标识被遮挡', 9: '没有备用考场' }) })
    world.today = '2026-11-30'
    const second = await seal(draft.id)
    const third = await correct(second.id, '再核对')
    await fill(world, third, { items: answers(third) })
    await seal(third.id)
    expect(await get(first.id)).toEqual({
      ...first,
      seen: expect.any(String),
      state: 'superseded',
      versions: expect.anything(),
    })
    const chain = [
      { id: third.id, version: 3, sealedAt: at('2026-11-30').toISOString(), reason: '再核对' },
      { id: second.id, version: 2, sealedAt: at('2026-11-30').toISOString(), reason: '第9项漏写' },
      { id: first.id, version: 1, sealedAt: at(EXAM).toISOString(), reason: '' },
    ]
    for (const { id } of chain) expect((await get(id)).versions).toEqual(chain)
    expect((await records()).map(r => [r.id, r.state])).toEqual([[third.id, 'sealed']])
    expect(
      (await world.call('batch.list', { filter: {}, sort: { by: 'planNo', desc: false }, page })).rows[0]?.covered,
    ).toEqual({
      before: 1,
      during: 1,
      after: 0,
    })
  })

  test('open a 问题 for a new 否 only: the one that is known stays one', async () => {
    const first = await sealed(world, scene, { 8: '标识被遮挡' })
    const draft = await correct(first.id)
    await fill(world, draft, { items: answers(draft, { 8: '标识仍被遮挡', 9: '没有备用考场' }) })
    await seal(draft.id)
    expect((await problems(world)).map(p => [p.number, p.problem])).toEqual([
      ['9', '没有备用考场'],
      ['8', '标识被遮挡'],
    ])
    const other = await sealed(world, scene, { 8: '又被遮挡' })
    expect((await problems(world)).filter(p => p.number === '8').map(p => p.recordId)).toEqual([other.id, first.id])
  })

  test('begin from the latest sealed version, one at a time', async () => {
    const draft = await startRecord(world, scene)
    expect((await world.refuse('supervision.correct', { id: draft.id, reason: 'x' })).code).toBe('STATE_BLOCKED')
    await fill(world, draft)
    await seal(draft.id)
    const next = await correct(draft.id)
    expect((await world.refuse('supervision.correct', { id: draft.id, reason: 'x' })).message).toContain(
      '第 2 版还在起草',
    )
    await world.call('supervision.discard', { id: next.id, reason: '不改了' })
    const again = await correct(draft.id)
    expect(again.version).toBe(2)
    await seal(again.id)
    expect((await world.refuse('supervision.correct', { id: draft.id, reason: 'x' })).code).toBe('STATE_BLOCKED')
    expect((await world.refuse('supervision.correct', { id: again.id, reason: ' ' })).code).toBe('INPUT_INVALID')
  })
})

describe('evidence', () => {
  const stored = (sha256: string) => join(world.dir, 'files', sha256.slice(0, 2), sha256)
  const files = () => readdirSync(join(world.dir, 'files'), { recursive: true }).length

  test('lies with its item, goes over into corrections, and is registered once', async () => {
    const draft = await startRecord(world, scene)
    await world.call('supervision.attach', {
      id: draft.id,
      number: '17',
      file: { ...JPG, name: '..\\C:\\考场\u202egpj.exe' },
    })
    const record = await world.call('supervision.attach', { id: draft.id, number: '', file: JPG })
    const sha256 = createHash('sha256').update(JPG.bytes).digest('hex')
    expect(record.evidence).toEqual([
      { number: '17', file: { sha256, name: '考场gpj.exe', bytes: JPG.bytes.length } },
      { number: '', file: { sha256, name: JPG.name, bytes: JPG.bytes.length } },
    ])
    expect(existsSync(stored(sha256))).toBe(true)
    await fill(world, draft)
    await seal(draft.id)
    const next = await correct(draft.id)
    expect(next.evidence).toEqual(record.evidence)
    expect((await get(draft.id)).evidence).toEqual(record.evidence)
  })

  test.each([
    ['an item that the form does not print', '15', JPG, 'INPUT_INVALID'],
    ['a program', '1', { name: '照片.jpg', bytes: new Uint8Array([0x4d, 0x5a, 0x90, 0]) }, 'FILE_TYPE'],
    ['an empty file', '1', { name: '照片.jpg', bytes: new Uint8Array() }, 'FILE_TYPE'],
  ])('%s is refused and leaves nothing in the store', async (_, number, file, code) => {
    const draft = await startRecord(world, scene)
    const before = existsSync(join(world.dir, 'files')) ? files() : 0
    expect((await world.refuse('supervision.attach', { id: draft.id, number, file })).code).toBe(code)
    expect((await world.refuse('supervision.attach', { id: 99, number: '1', file: JPG })).code).toBe('NOT_FOUND')
    expect(existsSync(join(world.dir, 'files')) ? files() : 0).toBe(before)
    expect((await get(draft.id)).evidence).toEqual([])
  })
})

describe('coverage (第七、二十四条)', () => {
  const dated = (planNo: string, dates: object) =>
    addBatch(world, { planNo, name: planNo, dates: { ...NO_DATES, ...dates } })

  test('批次 × 考前/考中/考后: sealed records count, and what is due and missing is said', async () => {
    await sealed(world, scene, {}, { phases: ['before', 'during'] })
    await startRecord(world, scene, { phases: ['after'], kind: 'afterwards', sessionIds: [] }) // a draft is no record
    const done = await dated('C', { examFrom: '2026-10-01', examTo: '2026-10-02', certifiedOn: '2026-10-20' })
    const archived = await dated('D', { examFrom: '2025-03-01', archivedOn: '2025-06-01' })
    const young = await dated('E', { plannedOn: '2026-11-01' })
    const matrix = await world.call('coverage.matrix', {})
    // our batch is 考中 today: 考前 is due; C and D owe all three
    expect(matrix.percent).toBe(Math.floor((1 / 7) * 1000) / 10)
    const row = (id: number) => matrix.rows.find(r => r.batchId === id)
    expect(row(scene.batch.id)).toMatchObject({ before: 1, during: 1, after: 0, findings: [] })
    expect(row(done.id)?.findings).toMatchObject([
      { rule: 'R-COVER', severity: 'todo', message: expect.stringContaining('考前、考中、考后') },
    ])
    expect(row(archived.id)?.findings).toMatchObject([{ rule: 'R-COVER', severity: 'warn' }])
    expect(row(young.id)).toMatchObject({ before: 0, findings: [] })
    world.today = '2026-11-30' // 评分: now 考中 is due, and there
    expect((await world.call('coverage.matrix', {})).percent).toBe(25)
    expect((await world.call('coverage.matrix', { year: 2025 })).rows.map(r => r.planNo)).toEqual(['D'])
  })

  test('nothing due is 100', async () => {
    expect(await world.call('coverage.matrix', { year: 2030 })).toEqual({ due: 0, met: 0, percent: null, rows: [] })
  })
})

describe('模拟督导', () => {
  test('says by item what an inspector would find, and the records speak in it', async () => {
    const mock = async (kind: 'onsite' | 'afterwards') =>
      Object.fromEntries(
        (await world.call('mock.run', { batchId: scene.batch.id, kind })).items.map(i => [i.number, i]),
      )
    const before = await mock('onsite')
    expect(Object.keys(before)).not.toContain('15')
    expect(before[16]?.answer).toBe('no')
    await sealed(world, scene, { 8: '标识被遮挡' })
    const after = await mock('onsite')
    expect(after[16]).toMatchObject({ answer: 'yes', lacks: [] })
    expect(after[8]?.lacks).toContain('内部督导记录为「否」，整改未关闭')
    expect((await mock('afterwards'))[15]?.lacks).toContain('没有登记公示的起止日期')
    expect((await world.refuse('mock.run', { batchId: 99, kind: 'onsite' })).code).toBe('NOT_FOUND')
  })
})
