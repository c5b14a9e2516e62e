/** 查阅登记 through routes: 批准人 and 在场内督 are two persons, and the latter is in office today. */

import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { addBatch, addScene, addVisit } from './batch-office.ts'
import { addOrg } from './people.ts'
import { plant, plantFile, sql, text } from './planted.ts'
import { createWorld, newFolder, TODAY, type World } from './world.ts'

let world: World
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  batchId = (await addScene(world)).batch.id // 王一 and 李二 are in office
})
afterEach(() => world.end())

const ENTRY = {
  visitor: '周玉梅',
  unit: '社会事业局',
  purpose: '事后督导',
  what: 'G2 实操评分表',
  way: '查阅',
  approvedBy: '张宏',
  attendedBy: '王一',
} as const
type Entry = Omit<Input<'access.add'>, 'batchId'>
const add = (over: Partial<Entry> = {}) => world.call('access.add', { batchId, ...ENTRY, ...over })
const refuse = (over: Partial<Entry>) => world.refuse('access.add', { batchId, ...ENTRY, ...over })
const entries = async (id?: number) => (await world.call('access.list', id ? { batchId: id } : {})).entries

test('is kept with who and when, by batch or all, the newest first', async () => {
  const first = await add()
  expect(first).toMatchObject({ ...ENTRY, by: '测试员' })
  const other = await addBatch(world, { planNo: 'B', name: '另一批' })
  const second = await world.call('access.add', { batchId: other.id, ...ENTRY, way: '复印', unit: '' })
  expect((await entries()).map(e => e.id)).toEqual([second.id, first.id])
  expect(await entries(batchId)).toEqual([first])
  expect(() => sql(world, db => db.prepare('DELETE FROM access_entry').run())).toThrow('never deleted')
})

test('of a sealed batch: it is what opens its files', async () => {
  plant(world, batchId, 'G2', text('评分'))
  await world.call('seal.close', { batchId, reason: '其余由纸面保存' })
  await add()
  expect(await entries(batchId)).toHaveLength(1)
})

test('every way to an original of a sealed batch asks for it; a thumbnail, and a content that stands elsewhere too, do not', async () => {
  const { id, sha256 } = plant(world, batchId, 'G2', text('评分'))
  const shared = plant(world, batchId, 'P1', text('备案'))
  const open = await addBatch(world, { planNo: 'B', name: '另一批' })
  plant(world, open.id, 'P1', text('备案'))
  await world.call('seal.close', { batchId, reason: '其余由纸面保存' })
  const shown = () => world.backend.mayShow(sha256)
  const doors = (receiver = ''): Promise<{ code: string }>[] => [
    world.refuse('evidence.open', { id }),
    world.refuse('evidence.saveAs', { id }),
    world.refuse('attachment.open', { sha256, name: '评分.txt' }),
    world.refuse('attachment.read', { sha256 }),
    world.refuse('package.export', { batchId, kind: 'full', form: 'zip', receiver }),
  ]
  for (const refused of await Promise.all(doors())) expect(refused.code).toBe('ACCESS_NEEDED')
  expect(await shown()).toBe(false)
  expect(await world.backend.mayShow(shared.sha256)).toBe(true)
  expect(await world.backend.mayShow('0'.repeat(64))).toBe(true) // no original of anybody: a thumbnail
  // 资料提供登记 covers the package: of a visit, or the 交付清单 of a named receiver; the window stays shut.
  world.answers.save.push(null)
  expect(await world.call('package.export', { batchId, kind: 'full', form: 'zip', receiver: '社会事业局' })).toBeNull()
  const visit = await addVisit(world, batchId)
  await world.call('visit.hand', { id: visit.id, what: '督导包', way: '移交', by: '张宏', to: '周玉梅' })
  world.answers.save.push(null)
  expect(await world.call('package.export', { batchId, kind: 'full', form: 'zip', receiver: '' })).toBeNull()
  expect(await shown()).toBe(false)
  await add()
  expect(await shown()).toBe(true)
  expect(await shown()).toBe(true) // a film is asked for in parts: one entry
  expect(Buffer.from((await world.call('attachment.read', { sha256 })).bytes).equals(text('评分'))).toBe(true)
  await world.call('evidence.open', { id })
  const log = await world.call('audit.list', { page: { offset: 0, limit: 20 } })
  expect(log.rows.filter(row => row.action === 'archive.open').map(row => row.text)).toEqual([
    '打开已封存批次「2026年第七批电工」的文件「G2_001 G2资料」',
    '读取已封存批次「2026年第七批电工」的文件「G2_001 G2资料」',
    '在窗口中显示已封存批次「2026年第七批电工」的文件「G2_001 G2资料」',
  ])
  expect(existsSync(world.opened.at(-1) ?? '')).toBe(true)
  world.today = addDays(TODAY, 1)
  expect(await shown()).toBe(false)
})

test('it opens what it names, for its people, until it ends: not every file for everybody until midnight', async () => {
  const named = plant(world, batchId, 'G2', text('评分'))
  const other = plant(world, batchId, 'P1', text('备案'))
  await world.call('seal.close', { batchId, reason: '其余由纸面保存' })
  const lastDay = addDays(TODAY, 2)
  const entry = await add({ slots: ['G2'], untilOn: lastDay })
  expect(entry).toMatchObject({ slots: ['G2'], untilOn: lastDay, open: true, endedAt: null })
  const shown = () => Promise.all([named, other].map(({ sha256 }) => world.backend.mayShow(sha256)))
  expect(await shown()).toEqual([true, false])
  await world.call('evidence.open', { id: named.id })
  expect((await world.refuse('evidence.open', { id: other.id })).code).toBe('ACCESS_NEEDED')
  // A whole package is more than what it names.
  const whole = { batchId, kind: 'full', form: 'zip', receiver: '' } as const
  expect((await world.refuse('package.export', whole)).code).toBe('ACCESS_NEEDED')
  // Somebody whose name does not stand in it sits down at the same PC.
  await world.call('app.setOperator', { name: '陈七' })
  expect(await shown()).toEqual([false, false])
  await world.call('app.setOperator', { name: ' 王 一' }) // 在场内督, as he writes himself
  expect(await shown()).toEqual([true, false])
  world.today = lastDay
  expect(await shown()).toEqual([true, false])
  world.today = addDays(lastDay, 1)
  expect(await shown()).toEqual([false, false])
  expect((await entries())[0]?.open).toBe(false)
  world.today = TODAY
  expect(await shown()).toEqual([true, false])
  const ended = await world.call('access.end', { id: entry.id, reason: '已归还' })
  expect(ended).toMatchObject({ open: false, endReason: '已归还' })
  expect(await shown()).toEqual([false, false])
  expect((await world.refuse('access.end', { id: entry.id, reason: 'x' })).code).toBe('STATE_BLOCKED')
  expect((await world.refuse('access.end', { id: 99, reason: 'x' })).code).toBe('NOT_FOUND')
})

test('neither a day that is over, nor one far ahead, nor a slot that there is not', async () => {
  expect((await refuse({ untilOn: addDays(TODAY, -1) })).fields).toHaveProperty('untilOn')
  expect((await refuse({ untilOn: addDays(TODAY, 32) })).fields).toHaveProperty('untilOn')
  expect((await refuse({ slots: ['Z9'] })).fields).toHaveProperty('slots')
  await add({ untilOn: addDays(TODAY, 31) })
})

test('three persons', async () => {
  const cases: [Partial<Entry>, string, string][] = [
    [{ attendedBy: '张宏' }, 'attendedBy', '两人'],
    [{ approvedBy: '王一' }, 'attendedBy', '两人'],
    [{ approvedBy: ' 王 一 ' }, 'attendedBy', '两人'], // the same name, written wider
    [{ visitor: '张宏' }, 'approvedBy', '自己'],
    [{ visitor: '王一' }, 'attendedBy', '查阅人'],
    [{ attendedBy: '赵六' }, 'attendedBy', '不是本机构在聘的内督员'],
    [{ attendedBy: '\u200b' }, 'attendedBy', '必填'],
    [{ approvedBy: '' }, 'approvedBy', ''],
    [{ what: ' ' }, 'what', ''],
    [{ purpose: '' }, 'purpose', ''],
  ]
  for (const [over, field, why] of cases) expect((await refuse(over)).fields?.[field]).toContain(why)
  expect(await entries()).toEqual([])
  expect((await world.refuse('access.add', { batchId: 99, ...ENTRY })).code).toBe('NOT_FOUND')
})

test('在场内督 is in office on that day (第十四条): to the last day of the term, not while suspended', async () => {
  const { rows } = await world.call('supervisor.list', {
    filter: { states: [], search: '王一' },
    sort: { by: 'name', desc: false },
    page: { offset: 0, limit: 1 },
  })
  const person = await world.call('supervisor.get', { id: rows[0]?.id ?? 0 })
  const end = person.appointments[0]?.end ?? ''
  world.today = end
  await add()
  world.today = addDays(end, 1)
  expect((await refuse({})).fields?.attendedBy).toContain('「王一」今天不是')
  world.today = TODAY
  const selection = { ids: [person.id] }
  await world.call('appointment.suspend', { selection, from: TODAY, until: TODAY, reason: '调查' })
  expect((await refuse({})).fields?.attendedBy).toContain('「王一」今天不是')
  world.today = addDays(TODAY, 1)
  await add()
})

test('goes to Excel in the order of the book; formulas stay text', async () => {
  await add({ what: '=1+1' })
  await add({ way: '导出', visitor: '郑红霞' })
  const folder = newFolder('access')
  const path = join(folder, '查阅登记表.xlsx')
  world.answers.save.push(path)
  expect(await world.call('access.export', { batchId })).toEqual({ path })
  const book = await readXlsx(readFileSync(path))
  const rows = book.sheets[0]?.rows ?? []
  expect(rows[2]).toEqual(expect.arrayContaining(['查阅人', '批准人', '在场内督', '用途']))
  expect(rows[3]).toEqual(expect.arrayContaining(['周玉梅', '=1+1', '2026年第七批电工', '2026-11-23 09:30']))
  expect(rows[4]).toEqual(expect.arrayContaining(['郑红霞', '导出']))
  world.answers.save.push(null)
  expect(await world.call('access.export', {})).toBeNull()
  rmSync(folder, { recursive: true, force: true })
})

test('what was opened is a copy, and gone when the program is closed', async () => {
  const { id } = plant(world, batchId, 'G2', text('评分'))
  await world.call('evidence.open', { id })
  const path = world.opened.at(-1) ?? ''
  expect(existsSync(path)).toBe(true)
  await world.close()
  expect(existsSync(path)).toBe(false)
  await world.reopen().catch(() => undefined)
})

test('a content that no record names is handed to nobody', async () => {
  const sha256 = plantFile(world, text('没有人提到'))
  expect((await world.refuse('attachment.read', { sha256 })).code).toBe('NOT_FOUND')
  expect((await world.refuse('attachment.open', { sha256, name: 'x.pdf' })).code).toBe('NOT_FOUND')
})
