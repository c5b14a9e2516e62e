/** 导入 through routes: preview, policies, cancelling half way, a roster that changes while the preview stands open. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addOrg, addPerson, idNumber, personInput } from './people.ts'
import { type Line, lines, xlsx } from './sheets.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.end())

async function preview(rows: Line[], duplicates: 'skip' | 'overwrite' = 'skip') {
  const summary = await world.call('roster.preview', { file: xlsx(rows), duplicates })
  if (!summary) throw new Error('nothing was read')
  return summary
}
const total = async () => (await world.call('home.todo', {})).counts.total
const rowsOf = async (importId: string) =>
  (await world.call('roster.rows', { importId, page: { offset: 0, limit: 500 } })).rows
const idOf = async (name: string) => {
  const page = { offset: 0, limit: 9 }
  const { rows } = await world.call('supervisor.list', {
    filter: { search: name },
    sort: { by: 'name', desc: false },
    page,
  })
  return rows[0]?.id ?? 0
}

const zhang: Line = { 姓名: '张三', 性别: '男', 出生日期: '1985-05-05', 手机: '13900001111', 部门: '教务部', 备注: '' }

describe('columns that the program does not know, cells that are wrong', () => {
  test('the user says what a column is, once for files with such headers; a cell is mended in the preview', async () => {
    await addOrg(world)
    const rows: Line[] = [
      { 督导员: '张三', 性别: '男', 生于: '1985-05-05' },
      { 督导员: '李四', 性别: '不详', 生于: '1986-06-06' },
    ]
    const summary = await preview(rows)
    expect(summary).toMatchObject({ missing: true, unknownHeaders: ['督导员', '生于'], counts: { total: 0 } })
    const { importId } = summary
    const mapping = { 督导员: 'name', 生于: 'birth' }
    expect((await world.call('roster.map', { importId, mapping })).counts).toMatchObject({ new: 1, error: 1 })
    const edits = [{ sheet: '', row: 3, column: 'sex', value: '女' }]
    expect((await world.call('roster.map', { importId, edits })).counts).toMatchObject({ new: 2, error: 0 })
    expect(await world.call('roster.commit', { importId })).toMatchObject({ added: 2 })
    expect(await preview(rows)).toMatchObject({ missing: false, mapping, counts: { skip: 1, error: 1 } })
  })
})

describe('preview and commit', () => {
  test('nothing is written before 确认; faulty rows stay behind and come back in a file', async () => {
    await addOrg(world)
    const { importId, counts } = await preview([...lines(3), { ...zhang, 出生日期: '1985-13-05' }])
    expect(counts).toEqual({ total: 4, new: 3, update: 0, skip: 0, error: 1, warning: 0 })
    expect(await total()).toBe(0)
    const path = join(world.dir, '..', `${importId}.xlsx`)
    world.answers.save.push(path)
    expect(await world.call('roster.saveErrors', { importId })).toEqual({ path })
    const back = utils.sheet_to_json<Line>(read(readFileSync(path)).Sheets.名册 ?? {})
    expect(back.map(row => [row.姓名, row.错误说明?.includes('第5行')])).toEqual([['张三', true]])
    expect(await world.call('roster.commit', { importId })).toMatchObject({
      added: 3,
      updated: 0,
      skipped: 0,
      errors: 1,
    })
    expect(await total()).toBe(3)
    expect((await world.call('home.todo', {})).counts.qualified).toBe(3)
  })

  test('the preview tells what would stand in the way of 聘任, and masks 身份证', async () => {
    const number = idNumber('1950-05-05', '男')
    const { importId } = await preview([{ ...zhang, 出生日期: '1950-05-05', 身份证号: number }])
    const [row] = await rowsOf(importId)
    expect(row?.findings.map(f => f.rule)).toEqual(['R-COND', 'R-AGE', 'R-EXAM'])
    expect(JSON.stringify(row)).not.toContain(number)
  })

  test('committing twice writes once; a discarded import is gone', async () => {
    const { importId } = await preview(lines(5))
    await world.call('roster.commit', { importId })
    expect(await world.call('roster.commit', { importId })).toMatchObject({
      added: 0,
      updated: 0,
      skipped: 5,
      errors: 0,
    })
    expect(await total()).toBe(5)
    await world.call('roster.discard', { importId })
    expect((await world.refuse('roster.commit', { importId })).code).toBe('NOT_FOUND')
    expect((await world.refuse('roster.rows', { importId: '__proto__', page: { offset: 0, limit: 1 } })).code).toBe(
      'NOT_FOUND',
    )
  })

  test('a dialog that is cancelled reads nothing', async () => {
    world.answers.open.push(null)
    expect(await world.call('roster.preview', { duplicates: 'skip' })).toBeNull()
  })
})

describe('people who are known already', () => {
  test('跳过 leaves them, 覆盖 fills in what the file says and keeps what it leaves blank', async () => {
    const known = await addPerson(world, { phone: '13800000000', note: '老备注' })
    const { importId, counts } = await preview([zhang])
    expect([counts.skip, counts.update]).toEqual([1, 0])
    expect((await world.call('roster.setPolicy', { importId, duplicates: 'overwrite' })).counts).toMatchObject({
      skip: 0,
      update: 1,
    })
    expect(await world.call('roster.commit', { importId })).toMatchObject({ added: 0, updated: 1 })
    const person = await world.call('supervisor.get', { id: known.id })
    expect(person).toMatchObject({ phone: '13900001111', department: '教务部', note: '老备注', position: '工程师' })
    expect(person.seen).not.toBe(known.seen)
    expect((await world.refuse('supervisor.save', { ...personInput, id: known.id, seen: known.seen })).code).toBe(
      'STALE',
    )
  })

  test('覆盖 twice adds the records once', async () => {
    for (let i = 0; i < 2; i++) {
      const { importId } = await preview(lines(1), 'overwrite')
      await world.call('roster.commit', { importId })
    }
    const person = await world.call('supervisor.get', { id: 1 })
    expect([person.trainings.length, person.exams.length, person.attestations.length]).toEqual([1, 1, 5])
  })

  test('the same 身份证 is the same person under any name; two different numbers are two people', async () => {
    const first = idNumber('1985-05-05', '男', 1)
    const known = await addPerson(world, { idNumber: first })
    const { importId } = await preview(
      [
        { ...zhang, 姓名: '张叁', 身份证号: first },
        { ...zhang, 身份证号: idNumber('1985-05-05', '男', 2) },
      ],
      'overwrite',
    )
    expect((await rowsOf(importId)).map(row => row.verdict)).toEqual(['update', 'new'])
    await world.call('roster.commit', { importId })
    expect((await world.call('supervisor.get', { id: known.id })).name).toBe('张叁')
    expect(await total()).toBe(2)
  })

  test('rows are judged again at 确认: who was added meanwhile is skipped, who was removed is added', async () => {
    const gone = await addPerson(world, { name: '李四' })
    const { importId, counts } = await preview([zhang, { ...zhang, 姓名: '李四' }])
    expect([counts.new, counts.skip]).toEqual([1, 1])
    await addPerson(world)
    await world.call('supervisor.remove', { selection: { ids: [gone.id] }, reason: '误录' })
    expect(await world.call('roster.commit', { importId })).toMatchObject({ added: 1, skipped: 1 })
    expect(await idOf('李四')).toBeGreaterThan(gone.id)
    expect(await total()).toBe(2)
  })
})

describe('all or nothing', () => {
  test('cancelled half way: not one row is written, the log says nothing, and the same import can be done after', async () => {
    const { importId } = await preview(lines(2500))
    const stop = world.backend.on(event => {
      if (event.type !== 'progress' || event.call !== 'import' || event.done < 1000) return
      void world.backend.call('stop', 'job.cancel', { call: 'import' })
    })
    expect((await world.refuse('roster.commit', { importId }, 'import')).code).toBe('CANCELLED')
    stop()
    expect(await total()).toBe(0)
    expect(await world.call('audit.verify', {})).toMatchObject({ events: 0, broken: null })
    expect(await world.call('roster.commit', { importId })).toMatchObject({ added: 2500 })
    expect(await world.call('job.cancel', { call: 'import' })).toEqual({ found: false })
  })

  test('other callers wait for the import and then see all of it', async () => {
    const { importId } = await preview(lines(1500))
    const importing = world.call('roster.commit', { importId })
    const seen = await Promise.all([total(), addPerson(world), total()])
    await importing
    expect([seen[0], seen[2]]).toEqual([1500, 1501])
  })
})
