/** 工作人员 from a sheet and from copied cells: read, told, written together. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBatch, addSession } from './batch-office.ts'
import { addOrg } from './people.ts'
import { xlsx } from './sheets.ts'
import { createWorld, type World } from './world.ts'

let world: World
let batchId: number
let sessionIds: number[]

beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  batchId = (await addBatch(world)).id
  sessionIds = [await addSession(world, batchId)]
})
afterEach(() => world.end())

const read = (text: string) => world.call('staff.read', { batchId, text })
type Rows = Awaited<ReturnType<typeof read>>['rows']
const add = (rows: Rows) => ({
  batchId,
  sessionIds,
  rows: rows.map(({ known: _known, ...row }) => ({ ...row, role: row.role ?? ('affairs' as const) })),
})

test('cells copied out of Excel: columns in any order, posts as offices call them, what is wrong named by its row', async () => {
  const text = [
    '岗位\t姓名\t备注\t证书有效期\t考评员证书编号\t手机',
    '考评员\t⾼⽂\tx\t2024-05-01至2027-04-30\t0011223344\t139 0000 0001',
    '监考\t买买提•艾力\t\t2027年4月30日\t\t',
    '\t李红\t\t\t\t',
    '考评员兼监考\t王刚\t\t\t\t',
    '考务人员\t赵敏\t\t明年\t\t',
    '考务人员\t\t\t\t\t13800000000',
  ].join('\r\n')
  const { rows, problems, notes } = await read(`${text}\r\n`)
  expect(rows.map(({ name, role, certificate, validTo, known }) => [name, role, certificate, validTo, known])).toEqual([
    ['高文', 'examiner', '0011223344', '2027-04-30', null],
    ['买买提·艾力', 'invigilator', '', '2027-04-30', null],
    ['李红', null, '', null, null],
  ])
  expect(problems.map(({ where }) => where)).toEqual(['第 5 行 王刚', '第 6 行 赵敏', '第 7 行'])
  expect(notes.join()).toContain('备注')
  expect((await world.call('batch.get', { id: batchId })).staff).toEqual([])
  const { staff } = await world.call('staff.add', add(rows))
  expect(staff.map(({ name, role, sessionIds: of }) => [name, role, of])).toEqual([
    ['高文', 'examiner', sessionIds],
    ['买买提·艾力', 'invigilator', sessionIds],
    ['李红', 'affairs', sessionIds],
  ])
})

test('a file goes the same way; who is there already is told, and refused where the post is the same: all or none', async () => {
  const file = xlsx([
    { 姓名: '李红', 岗位: '考务' },
    { 姓名: '张三', 岗位: '负责人' },
  ])
  const { rows } = await world.call('staff.read', { batchId, file })
  await world.call('staff.add', add(rows.slice(0, 1)))
  const again = await world.call('staff.read', { batchId, file })
  expect(again.rows.map(({ known }) => known)).toEqual(['考务人员 李红', null])
  const refused = await world.refuse('staff.add', add(again.rows.toReversed()))
  expect([refused.code, refused.message]).toEqual(['INPUT_INVALID', expect.stringContaining('李红')])
  expect((await world.call('batch.get', { id: batchId })).staff).toHaveLength(1)
})

test('bad input: no header, no sessions, sessions of another batch, nobody', async () => {
  expect((await world.refuse('staff.read', { batchId, text: '李红\t考务' })).code).toMatch(/^SHEET_/)
  expect((await world.refuse('staff.read', { batchId, text: '' })).code).toMatch(/^SHEET_/)
  expect((await world.refuse('staff.read', { batchId: 99, text: '姓名\n李红' })).code).toBe('NOT_FOUND')
  const rows = (await read('姓名\t岗位\n李红\t考务')).rows
  expect((await world.refuse('staff.add', { ...add(rows), sessionIds: [] })).code).toBe('INPUT_INVALID')
  expect((await world.refuse('staff.add', { ...add(rows), sessionIds: [99] })).code).toBe('NOT_FOUND')
  expect((await world.refuse('staff.add', add([]))).code).toBe('INPUT_INVALID')
  expect((await world.refuse('staff.add', add([...rows, ...rows]))).code).toBe('INPUT_INVALID')
})
