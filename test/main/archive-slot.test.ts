/** The checklist of a batch's archive through routes (requirements §7): what is there, what is missing, 不适用, and 模拟督导 with it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { SLOTS, type Slot } from '../../src-shared/domain/evidence.ts'
import {
  addBatch,
  addScene,
  addSession,
  addVisit,
  candidateLines,
  EXAM,
  JPG,
  PLAN,
  type Scene,
  SESSION,
  sealed,
} from './batch-office.ts'
import { addOrg } from './people.ts'
import { plant, sql, text } from './planted.ts'
import { xlsx } from './sheets.ts'
import { equip, openVenue, PDF, picture } from './venue-office.ts'
import { createWorld, type World } from './world.ts'

let world: World
let scene: Scene
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
  batchId = scene.batch.id
})
afterEach(() => world.end())

const list = (id = batchId) => world.call('slot.list', { batchId: id })
const slot = async (code: Slot, id = batchId) => (await list(id)).slots.find(s => s.slot === code)
const states = async (...codes: Slot[]) => Promise.all(codes.map(async code => (await slot(code))?.state))
const setNa = (code: string, reason = '本批次没有这一环节') => world.call('slot.setNa', { batchId, slot: code, reason })

describe('what is there', () => {
  test('every slot once, with its items, its period and what the batch needs', async () => {
    const { slots, percent, missing } = await list()
    expect(slots.map(s => s.slot)).toEqual(SLOTS.map(s => s.slot))
    expect(slots.find(s => s.slot === 'R5')).toMatchObject({
      name: '场地备案（基本信息表、附件5）',
      phase: '备案',
      required: true,
      state: 'missing',
      onsite: ['8', '9'],
      retention: '场地有效期后5年',
    })
    expect(slots.find(s => s.slot === 'G3')).toMatchObject({
      required: false,
      state: 'none',
      afterwards: ['3', '13', '16'],
    })
    expect(missing).toContain('X6 影像资料')
    expect(missing).not.toContain('D2 附件3 现场督导记录表')
    expect(percent).toBeGreaterThan(0) // the 委派单
    expect(percent).toBeLessThan(10)
  })

  test('files that are neither struck out nor destroyed', async () => {
    plant(world, batchId, 'G2', text('评分'))
    plant(world, batchId, 'G2', text('评分二'))
    expect(await slot('G2')).toMatchObject({ state: 'archived', files: 2, records: 0 })
    sql(world, db =>
      db.prepare(`UPDATE evidence SET struck_at = '2026-11-23T00:00:00Z' WHERE batch_id = ?`).run(batchId),
    )
    expect(await slot('G2')).toMatchObject({ state: 'missing', files: 0 })
  })

  test('of another batch, nothing', async () => {
    const other = await addBatch(world, { planNo: 'B', name: '另一批' })
    plant(world, other.id, 'G2', text('评分'))
    expect(await slot('G2')).toMatchObject({ state: 'missing' })
    expect((await list(other.id)).slots.find(s => s.slot === 'R3')?.state).toBe('missing')
  })

  test('委派单: issued, not void', async () => {
    expect(await slot('R3')).toMatchObject({ state: 'archived', records: 1, files: 0 })
    await world.call('assign.void', { id: scene.assignment.id, reason: '改期' })
    expect(await slot('R3')).toMatchObject({ state: 'missing', records: 0 })
  })

  test('名册 and samples', async () => {
    expect(await states('Q4', 'Q5')).toEqual(['missing', 'missing'])
    await world.call('candidate.import', { batchId, file: xlsx(candidateLines(12)), confirm: true })
    await world.call('sample.draw', { batchId, size: 3, seed: '1' })
    await world.call('sample.draw', { batchId, size: 3, seed: '2' })
    expect(await slot('Q4')).toMatchObject({ state: 'archived', records: 1 })
    expect(await slot('Q5')).toMatchObject({ state: 'archived', records: 2 })
  })

  test('D1: sealed records of all three phases, R-COVER; a scan does not stand in for them', async () => {
    world.today = EXAM
    plant(world, batchId, 'D1', text('扫描'))
    await sealed(world, scene, {}, { phases: ['before', 'during'] })
    expect(await slot('D1')).toMatchObject({ state: 'missing', files: 1, records: 1 })
    await sealed(world, scene, {}, { phases: ['after'], kind: 'afterwards' })
    expect(await slot('D1')).toMatchObject({ state: 'archived', records: 2 })
  })

  test('the forms decide what is needed; a batch without any needs everything', async () => {
    const direct = await addBatch(world, { planNo: 'Z', forms: ['direct'] })
    const both = await addBatch(world, { planNo: 'Y', forms: ['direct', 'skill'] })
    const required = async (id: number) => (await list(id)).slots.filter(s => s.required).map(s => s.slot)
    expect(await required(direct.id)).toEqual(expect.arrayContaining(['G3', 'P3', 'D1']))
    expect(await required(direct.id)).not.toContain('T4')
    expect(await required(both.id)).toEqual(expect.arrayContaining(['G3', 'T4', 'X6']))
  })

  test('a batch that is not there', async () => {
    expect((await world.refuse('slot.list', { batchId: 99 })).code).toBe('NOT_FOUND')
  })
})

describe('the venue', () => {
  let venueId: number
  beforeEach(async () => {
    const venue = await openVenue(world)
    venueId = venue.id
    await equip(world, venueId)
    const { batch } = scene
    await world.call('batch.save', { ...PLAN, id: batch.id, seen: batch.seen, venueId })
    // days are counted back from the exam
    const [first, second] = scene.sessions
    await world.call('session.save', { ...SESSION, id: first, batchId: batch.id })
    await world.call('session.save', { ...SESSION, id: second, batchId: batch.id, from: '13:30', to: '16:30' })
  })
  const check = async () => {
    const started = await world.call('venueCheck.start', { venueId, room: null, source: 'current' })
    return world.call('venueCheck.finish', { checkId: started.id, rest: 'short', note: '' })
  }

  test('备案 by its receipt or the signed 附件5', async () => {
    expect(await slot('R5')).toMatchObject({ state: 'missing' })
    await world.call('venue.addFile', { id: venueId, kind: 'receipt', file: PDF, takenOn: null, note: '' })
    const { id } = await check()
    const outcome = { checkId: id, conforms: true, persons: '周玉梅', agency: '', on: world.today, note: '' }
    await world.call('venueCheck.recordOutcome', { ...outcome, attachment: { name: '附件5.pdf', bytes: PDF.bytes } })
    expect(await slot('R5')).toMatchObject({ state: 'archived', records: 2, files: 0 })
  })

  test('核查 within 30 days before the first day, not later', async () => {
    world.today = '2026-10-28' // 31 days before
    await check()
    expect(await states('R6')).toEqual(['missing'])
    world.today = '2026-11-29' // after it began
    await check()
    expect(await states('R6')).toEqual(['missing'])
    world.today = '2026-10-29'
    await check()
    expect(await slot('R6')).toMatchObject({ state: 'archived', records: 1 })
  })

  test('photos of its days; one without a day proves nothing', async () => {
    const photo = async (takenOn: string | null) =>
      world.call('venue.addFile', {
        id: venueId,
        kind: 'photo',
        file: { name: '考场.jpg', bytes: await picture() },
        takenOn,
        note: '',
      })
    await photo(null)
    await photo('2026-01-05')
    expect(await states('R7')).toEqual(['missing'])
    world.today = '2026-11-30'
    await photo(EXAM)
    expect(await slot('R7')).toMatchObject({ state: 'archived', records: 1 })
  })

  test('files of the venue itself: papers are 备案, pictures 布置', async () => {
    const of = { batch_id: null, venue_id: venueId, on_date: '2026-11-27' }
    plant(world, batchId, '', text('基本信息表'), { ...of, type: 'application/pdf', seq: 1 })
    expect(await states('R5', 'R7')).toEqual(['archived', 'missing'])
    plant(world, batchId, '', text('照片'), { ...of, type: 'image/jpeg', seq: 2 })
    expect(await states('R5', 'R7')).toEqual(['archived', 'archived'])
  })

  test('without a day of examination nothing is 考前', async () => {
    const bare = await addBatch(world, { planNo: 'N', venueId, dates: { ...PLAN.dates, examFrom: null, examTo: null } })
    await check()
    expect((await slot('R6', bare.id))?.state).toBe('missing')
    await addSession(world, bare.id)
    expect((await slot('R6', bare.id))?.state).toBe('archived')
  })
})

describe('外督员 came (D2–D6)', () => {
  const scan = (id: number, form: string) => world.call('visit.scan', { id, form, file: JPG })

  test('现场: 附件3 of the visit, 附件4 of each 外督员', async () => {
    expect(await states('D2', 'D3', 'D4', 'D5', 'D6')).toEqual(['none', 'none', 'none', 'none', 'none'])
    const visit = await addVisit(world, batchId)
    expect(await states('D2', 'D3', 'D4', 'D5', 'D6')).toEqual(['missing', 'none', 'missing', 'none', 'missing'])
    await scan(visit.id, '附件3')
    await scan(visit.id, '附件4')
    expect(await states('D2', 'D4')).toEqual(['archived', 'missing']) // two came
    await scan(visit.id, '附件4')
    expect(await slot('D4')).toMatchObject({ state: 'archived', records: 2 })
    plant(world, batchId, 'D6', text('证卡照片'))
    expect(await states('D6')).toEqual(['archived'])
  })

  test('事后, and every visit of a kind', async () => {
    const first = await addVisit(world, batchId, { kind: '事后认定资料督导' })
    await scan(first.id, '附件3')
    expect(await states('D2', 'D3')).toEqual(['none', 'archived'])
    await addVisit(world, batchId, { kind: '事后认定资料督导' })
    expect(await states('D3')).toEqual(['missing'])
  })

  test('整改 only where they found something, and once it is answered with papers', async () => {
    const visit = await addVisit(world, batchId)
    const input: Input<'rectification.save'> = {
      batchId,
      recordId: null,
      visitId: visit.id,
      number: '8',
      problem: '标识被遮挡',
      measure: '移开',
      responsible: '刘志强',
      due: null,
    }
    const item = await world.call('rectification.save', input)
    expect(await states('D5')).toEqual(['missing'])
    await world.call('rectification.reply', { id: item.id, reply: '已移开', on: world.today, evidence: [JPG] })
    expect(await slot('D5')).toMatchObject({ state: 'archived', records: 1 })
    await world.call('rectification.save', { ...input, number: '9' })
    expect(await states('D5')).toEqual(['missing'])
  })

  test('a file of the visit lies where its title says', async () => {
    const visit = await addVisit(world, batchId, {
      inspectors: [{ name: '周玉梅', number: '', unit: '', from: null, to: null }],
    })
    const of = { batch_id: null, visit_id: visit.id, type: 'application/pdf' }
    plant(world, batchId, '', text('一'), { ...of, seq: 1, title: '附件3 督导记录表' })
    plant(world, batchId, '', text('二'), { ...of, seq: 2, title: '外督员证卡' })
    plant(world, batchId, '', text('三'), { ...of, seq: 3, title: '会议照片' })
    expect(await states('D2', 'D4', 'D6')).toEqual(['archived', 'missing', 'archived'])
  })
})

describe('不适用', () => {
  test('with its reason; counts as met; can be taken back', async () => {
    const before = await list()
    const after = await setNa('G1', '本批次只考操作技能')
    expect(after.slots.find(s => s.slot === 'G1')).toMatchObject({ state: 'na', reason: '本批次只考操作技能' })
    expect(after.percent).toBeGreaterThan(before.percent)
    expect(after.missing).toHaveLength(before.missing.length - 1)
    await setNa('G1', '理论成绩沿用')
    expect((await slot('G1'))?.reason).toBe('理论成绩沿用')
    expect(await world.call('slot.clearNa', { batchId, slot: 'G1' })).toEqual(before)
    expect((await world.refuse('slot.clearNa', { batchId, slot: 'G1' })).code).toBe('STATE_BLOCKED')
    const log = (await world.call('audit.list', { search: 'G1', page: { offset: 0, limit: 10 } })).rows
    expect(log.map(row => row.action)).toEqual(['slot.clearNa', 'slot.setNa', 'slot.setNa'])
  })

  test('prints in the 归档材料目录', async () => {
    await setNa('G1', '本批次只考操作技能')
    const { facts } = await world.call('form.facts', { form: 'slotList', subject: { kind: 'batch', id: batchId } })
    const { rows, plan, percent } = facts as { rows: { slot: string; reason: string }[]; plan: string; percent: number }
    expect(plan).toBe(PLAN.name)
    expect(percent).toBe((await list()).percent)
    expect(rows.find(row => row.slot === 'G1')).toMatchObject({ state: 'na', reason: '本批次只考操作技能' })
    const item = { form: 'slotList', mode: 'filled', subject: { kind: 'batch', id: batchId } } as const
    expect((await world.call('form.prepare', { items: [item], code: true, pageNumbers: true })).pages).toBeGreaterThan(
      1,
    )
  })

  test('what comes in afterwards overrules it', async () => {
    await setNa('G1')
    plant(world, batchId, 'G1', text('答卷'))
    expect(await slot('G1')).toMatchObject({ state: 'archived', reason: '' })
  })

  test.each([
    ['D1', '第七、二十四条'],
    ['R3', '已有材料'],
  ])('%s is refused', async (code, why) => {
    const refused = await world.refuse('slot.setNa', { batchId, slot: code, reason: '没有' })
    expect(refused.code).toBe('STATE_BLOCKED')
    expect(refused.message).toContain(why)
  })

  test('bad input', async () => {
    for (const code of ['X9', 'K1', '__pr'])
      expect((await world.refuse('slot.setNa', { batchId, slot: code, reason: '没有' })).fields).toHaveProperty('slot')
    expect((await world.refuse('slot.setNa', { batchId, slot: 'G1', reason: ' ' })).fields).toHaveProperty('reason')
    expect((await world.refuse('slot.setNa', { batchId: 99, slot: 'G1', reason: '没有' })).code).toBe('NOT_FOUND')
    expect((await world.refuse('slot.clearNa', { batchId: 99, slot: 'G1' })).code).toBe('NOT_FOUND')
    const gone = await addBatch(world, { planNo: 'W' })
    await world.call('batch.remove', { id: gone.id, reason: '重复' })
    expect((await world.refuse('slot.list', { batchId: gone.id })).code).toBe('NOT_FOUND')
  })
})

test('模拟督导 asks for the papers: missing turns 是 into 否, filed or 不适用 turns it back', async () => {
  world.today = EXAM
  await sealed(world, scene, {}, { phases: ['before', 'during'] })
  const item = async (number: string) =>
    (await world.call('mock.run', { batchId, kind: 'onsite' })).items.find(i => i.number === number)
  expect(await item('17')).toMatchObject({ answer: 'no', lacks: ['X6 影像资料：缺失'] })
  plant(world, batchId, 'X6', text('录像'))
  expect(await item('17')).toMatchObject({ answer: 'yes', lacks: [] })
  expect((await item('11'))?.lacks).toEqual(['X7 各岗位工作记录表：缺失'])
  await setNa('X7', '由考务系统记录')
  expect(await item('11')).toMatchObject({ answer: 'yes', lacks: [] })
})
