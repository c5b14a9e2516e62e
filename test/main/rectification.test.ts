/** 问题与整改 through routes (第三十条（三）): from what was found to somebody else’s confirmation. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input, Output } from '../../src-shared/contract/index.ts'
import { ARTICLES } from '../../src-shared/domain/articles.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { ageing, openDays, rectificationState } from '../../src-shared/domain/rectify.ts'
import { RULES } from '../../src-shared/domain/rules.ts'
import { RECTIFICATION_STATE } from '../../src-shared/labels.ts'
import { addBatch, addScene, addVisit, deadlines, EXAM, JPG, page, problems, sealed } from './batch-office.ts'
import { behindTheBack } from './files.ts'
import { addOrg } from './people.ts'
import { createWorld, TODAY, type World } from './world.ts'

let world: World
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  batchId = (await addBatch(world)).id
})
afterEach(() => world.end())

type Item = Output<'rectification.save'>

const input = (over: Partial<Input<'rectification.save'>> = {}): Input<'rectification.save'> => ({
  batchId,
  recordId: null,
  visitId: null,
  number: '',
  problem: '安全出口标识被遮挡',
  measure: '移开遮挡物',
  responsible: '刘志强',
  due: '2026-11-30',
  ...over,
})
const save = (over: Partial<Input<'rectification.save'>> = {}) => world.call('rectification.save', input(over))
const reply = (id: number, over: Partial<Input<'rectification.reply'>> = {}) =>
  world.call('rectification.reply', { id, reply: '已移开', on: world.today, evidence: [JPG], ...over })
const close = (id: number, reviewer = '张宏', on = world.today) =>
  world.call('rectification.close', { id, reviewer, on })
const refuseClose = (id: number, reviewer = '张宏', on = world.today) =>
  world.refuse('rectification.close', { id, reviewer, on })
const get = async (id: number) => (await problems(world)).find(item => item.id === id)
const logged = async (search: string) => (await world.call('audit.list', { search, page })).rows
const dueOf = async (item: Item) => (await deadlines(world)).find(d => d.what.includes(item.problem.slice(0, 40)))

describe('the way of a 问题', () => {
  test('opened, replied with evidence, confirmed by another person', async () => {
    const item = await save()
    expect(item).toMatchObject({
      state: 'open',
      openedOn: TODAY,
      days: 0,
      findings: [],
      repliedOn: null,
      closedOn: null,
    })
    world.today = '2026-11-26'
    const replied = await reply(item.id, { evidence: [JPG, { ...JPG, name: '\u202e甲/乙.jpg' }] })
    expect(replied).toMatchObject({ state: 'replied', reply: '已移开', repliedOn: '2026-11-26', days: 3 })
    expect(replied.evidence.map(f => f.name)).toEqual(['整改后.jpg', '乙.jpg'])
    const closed = await close(item.id)
    expect(closed).toMatchObject({ state: 'closed', reviewer: '张宏', closedOn: '2026-11-26', days: 3, findings: [] })
    world.today = '2027-03-01'
    expect(await get(item.id)).toEqual(closed)
    expect(await logged('张宏')).toHaveLength(1)
  })

  test('a reply comes before the close, and both by today', async () => {
    const { id } = await save()
    expect((await refuseClose(id)).message).toContain('还没有整改回复')
    const late = { id, reply: '已移开', on: '2026-11-24', evidence: [] }
    expect((await world.refuse('rectification.reply', late)).fields).toHaveProperty('on')
    expect((await world.refuse('rectification.reply', { ...late, on: TODAY, reply: ' ' })).code).toBe('INPUT_INVALID')
    await reply(id)
    for (const on of ['2026-11-22', '2026-11-24'])
      expect((await refuseClose(id, '张宏', on)).fields).toHaveProperty('on')
    await close(id)
  })

  test('whoever is responsible does not confirm it, however the name is written; nobody responsible, nobody to confirm', async () => {
    const { id } = await save()
    await reply(id)
    for (const name of ['刘志强', ' 刘 志 强 ', '刘\u200b志强'])
      expect((await refuseClose(id, name)).fields).toHaveProperty('reviewer')
    expect((await get(id))?.state).toBe('replied')
    const nobody = await save({ responsible: '' })
    await reply(nobody.id)
    expect((await refuseClose(nobody.id)).message).toContain('责任人')
    await save({ id: nobody.id, responsible: '王强' })
    await close(nobody.id)
  })

  test('what is closed stays, until it is reopened with a reason: then it is due again and asks for a new reply', async () => {
    const { id } = await save()
    await reply(id)
    expect((await world.refuse('rectification.reopen', { id, reason: 'x' })).code).toBe('STATE_BLOCKED')
    await close(id)
    expect((await world.refuse('rectification.save', input({ id }))).code).toBe('STATE_BLOCKED')
    expect((await world.refuse('rectification.reply', { id, reply: 'x', on: TODAY, evidence: [] })).code).toBe(
      'STATE_BLOCKED',
    )
    expect((await refuseClose(id)).code).toBe('STATE_BLOCKED')
    world.today = '2026-12-01'
    const again = await world.call('rectification.reopen', { id, reason: '标识又被遮挡' })
    expect(again).toMatchObject({ state: 'overdue', closedOn: null, repliedOn: null, reviewer: '', reply: '已移开' })
    expect(await logged('标识又被遮挡')).toHaveLength(1)
    expect((await refuseClose(id)).message).toContain('还没有整改回复')
    await save({ id, due: '2026-12-05' })
    expect((await get(id))?.state).toBe('open')
    await reply(id)
    await close(id)
  })

  test('without evidence nobody closes it, unless the reviewer says why none can exist; the paper says so, and a reopening asks again', async () => {
    const { id } = await save()
    await reply(id, { evidence: [] })
    for (const noEvidence of [undefined, '', '  ']) {
      const input = { id, reviewer: '张宏', on: world.today, ...(noEvidence === undefined ? {} : { noEvidence }) }
      expect((await world.refuse('rectification.close', input)).fields).toHaveProperty('noEvidence')
    }
    expect((await get(id))?.state).toBe('replied')
    const noEvidence = '口头提醒，当场改正'
    const closed = await world.call('rectification.close', { id, reviewer: '张宏', on: world.today, noEvidence })
    expect(closed).toMatchObject({ state: 'closed', noEvidence })
    expect(await logged(noEvidence)).toHaveLength(1)
    const paper = await world.call('form.facts', { form: 'rectifyReply', subject: { kind: 'rectification', id } })
    expect(JSON.stringify(paper)).toContain(noEvidence)
    expect(await world.call('rectification.reopen', { id, reason: '又被遮挡' })).toMatchObject({ noEvidence: '' })
    await reply(id)
    expect(
      await world.call('rectification.close', { id, reviewer: '张宏', on: world.today, noEvidence }),
    ).toMatchObject({
      noEvidence: '', // there is evidence now
    })
  })

  test('a 整改 has a last day: 15 days where nobody set one, never before the problem was found; what is over is counted', async () => {
    const byDefault = await save({ due: null })
    expect(byDefault.due).toBe(addDays(TODAY, 15))
    expect((await world.refuse('rectification.save', input({ due: addDays(TODAY, -1) }))).fields).toHaveProperty('due')
    await save({ due: TODAY })
    const overdue = async (on: string) => {
      world.today = on
      return (await world.call('rectification.list', { page })).overdue
    }
    expect(await overdue(TODAY)).toBe(0)
    expect(await overdue(addDays(TODAY, 1))).toBe(1)
    expect(await overdue(addDays(TODAY, 15))).toBe(1)
    expect(await overdue(addDays(TODAY, 16))).toBe(2)
    await reply(byDefault.id)
    expect(await overdue(addDays(TODAY, 16))).toBe(1)
  })

  test('its source is a record or a visit of its batch', async () => {
    const other = await addBatch(world, { planNo: 'B' })
    const visit = await addVisit(world, other.id)
    expect((await save({ batchId: other.id, visitId: visit.id })).visitId).toBe(visit.id)
    for (const bad of [{ visitId: visit.id }, { visitId: 99 }, { recordId: 99 }, { batchId: 99 }, { id: 99 }])
      expect((await world.refuse('rectification.save', input(bad))).code).toBe('NOT_FOUND')
    const { id } = await save()
    expect((await world.refuse('rectification.save', input({ id, batchId: other.id }))).code).toBe('NOT_FOUND')
    expect((await world.refuse('rectification.save', input({ problem: ' ' }))).fields).toHaveProperty('problem')
    const evidence = [{ name: 'x.jpg', bytes: new Uint8Array([77, 90]) }]
    expect((await world.refuse('rectification.reply', { id, reply: 'x', on: TODAY, evidence })).code).toBe('FILE_TYPE')
    expect((await get(id))?.state).toBe('open')
  })

  test('a 否 of a sealed record is one; its text stays as it was sealed when the 问题 is edited', async () => {
    const scene = await addScene(await fresh())
    world.today = EXAM
    const record = await sealed(world, scene, { 8: '标识被遮挡' })
    const [item] = await problems(world, scene.batch.id)
    await world.call('rectification.save', {
      id: item?.id ?? 0,
      batchId: scene.batch.id,
      recordId: record.id,
      visitId: null,
      number: '8',
      problem: '二号考场标识被遮挡',
      measure: '移开',
      responsible: '刘志强',
      due: null,
    })
    expect((await world.call('supervision.get', { id: record.id })).items.find(i => i.number === '8')?.remark).toBe(
      '标识被遮挡',
    )
  })
})

/** The scene has a batch of its own under the same 计划号. */
async function fresh(): Promise<World> {
  await world.call('batch.remove', { id: batchId, reason: '换' })
  return world
}

describe('overdue by the clock (R-FIX)', () => {
  test('the day after the last one, with 第三十条（三）; a reply waits for its reviewer instead', async () => {
    const { id } = await save()
    const states: [string, string | undefined, number | undefined][] = []
    for (const today of ['2026-11-30', '2026-12-01', '2026-12-04']) {
      world.today = today
      const item = await get(id)
      states.push([today, item?.state, item?.findings.length])
    }
    expect(states).toEqual([
      ['2026-11-30', 'open', 0],
      ['2026-12-01', 'overdue', 1],
      ['2026-12-04', 'overdue', 1],
    ])
    const [finding] = (await get(id))?.findings ?? []
    expect(finding).toMatchObject({ rule: 'R-FIX', severity: 'warn', message: expect.stringContaining('已过 4 天') })
    expect(RULES['R-FIX'].article).toBe('30(3)')
    expect(ARTICLES['30(3)'].text).toContain('拒不采取改进措施')
    await reply(id)
    expect(await get(id)).toMatchObject({ state: 'replied', findings: [{ rule: 'R-FIX', severity: 'todo' }] })
  })

  test('the 期限 page says the same: kept by the reply, whenever the review comes; it cannot be taken off', async () => {
    const item = await save()
    expect(await dueOf(item)).toMatchObject({
      source: 'rectification',
      due: '2026-11-30',
      articleId: '30(3)',
      state: 'open',
    })
    await save({ id: item.id, due: '2026-12-02', problem: '标识被遮挡（二号考场）' })
    world.today = '2026-12-02'
    const renamed = { ...item, problem: '标识被遮挡（二号考场）' }
    expect(await dueOf(renamed)).toMatchObject({ due: '2026-12-02', state: 'soon' })
    await reply(item.id)
    world.today = '2026-12-20'
    expect(await dueOf(renamed)).toMatchObject({ state: 'done', submittedOn: '2026-12-02' })
    await close(item.id)
    expect(await dueOf(renamed)).toMatchObject({ state: 'done', submittedOn: '2026-12-02' })
    await world.call('rectification.reopen', { id: item.id, reason: '又被遮挡' })
    const due = await dueOf(renamed)
    expect(due).toMatchObject({ state: 'overdue', submittedOn: null })
    const id = due?.id ?? 0
    expect((await world.refuse('deadline.submit', { id, submittedOn: '2026-12-20', receipt: '' })).code).toBe(
      'STATE_BLOCKED',
    )
    expect((await world.refuse('deadline.reopen', { id, reason: 'x' })).code).toBe('STATE_BLOCKED')
    await save({ id: item.id, due: null }) // a 整改 has a last day: the one that it had stays
    expect(await dueOf(item)).toMatchObject({ state: 'overdue', due: '2026-12-02' })
    await save({ id: item.id, due: '2026-12-24' })
    expect(await deadlines(world)).toMatchObject([{ due: '2026-12-24', state: 'open' }])
  })
})

describe('the list', () => {
  test('states in SQL are rectificationState and days openDays, whatever the dates; ageing counts what is open', async () => {
    const day = fc.integer({ min: -80, max: 10 }).map(n => addDays(TODAY, n))
    const rows = fc.sample(fc.tuple(day, fc.option(day), fc.option(day), fc.option(day)), { numRuns: 300, seed: 11 })
    await world.close()
    behindTheBack(world.dir, file => {
      const insert =
        file.prepare(`INSERT INTO rectification (batch_id, number, problem, measure, responsible, opened_on, due, replied_on,
        closed_on, recorded_by, recorded_at) VALUES (?, '', 'x', '', '', ?, ?, ?, ?, '', '')`)
      for (const row of rows) insert.run(batchId, ...row)
    })
    await world.reopen()
    let found = 0
    const open: Item[] = []
    for (const state of Object.keys(RECTIFICATION_STATE) as Item['state'][]) {
      const listed = await world.call('rectification.list', { states: [state], page: { offset: 0, limit: 500 } })
      expect(listed.rows).toHaveLength(listed.total)
      found += listed.total
      for (const row of listed.rows) {
        expect(row.state).toBe(state)
        expect(rectificationState(row, TODAY)).toBe(state)
        expect(row.days).toBe(openDays(row, TODAY))
      }
      if (state !== 'closed') open.push(...listed.rows)
    }
    expect(found).toBe(300)
    const all = await world.call('rectification.list', { page: { offset: 0, limit: 500 } })
    expect(all.ageing).toEqual(ageing(open, TODAY))
    expect(all.ageing.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(open.length)
  })

  test('of one batch counts that batch; what is open comes first, by its day', async () => {
    const other = await addBatch(world, { planNo: 'B', name: '别的批次' })
    const late = await save({ due: '2026-12-20' })
    const none = await save({ due: null })
    const soon = await save({ due: '2026-11-25' })
    const done = await save({ due: '2026-11-24' })
    await save({ batchId: other.id })
    await reply(done.id)
    await close(done.id)
    const { rows, total, ageing: buckets } = await world.call('rectification.list', { batchId, page })
    expect(rows.map(r => r.id)).toEqual([soon.id, none.id, late.id, done.id])
    expect(total).toBe(4)
    expect(buckets).toEqual([
      { label: '7 天以内', count: 3 },
      { label: '8–15 天', count: 0 },
      { label: '16–30 天', count: 0 },
      { label: '31–60 天', count: 0 },
      { label: '60 天以上', count: 0 },
    ])
    world.today = '2027-01-22' // 60 days
    expect((await world.call('rectification.list', { page })).ageing.map(b => b.count)).toEqual([0, 0, 0, 4, 0])
    world.today = '2027-01-23'
    expect((await world.call('rectification.list', { page })).ageing.map(b => b.count)).toEqual([0, 0, 0, 0, 4])
    expect((await problems(world, other.id)).map(r => r.batchName)).toEqual(['别的批次'])
  })
})
