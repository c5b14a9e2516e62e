/** 考生名册 and 抽查 (第二十条（四）) through routes. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Secrets } from '../../src-main/context.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { addBatch, candidateLines, NO_DATES, page } from './batch-office.ts'
import { addOrg } from './people.ts'
import { type Line, xlsx } from './sheets.ts'
import { createWorld, newFolder, type World } from './world.ts'

let world: World
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  batchId = (await addBatch(world)).id
})
afterEach(() => world.end())

const load = (lines: Line[], confirm = true) => world.call('candidate.import', { batchId, file: xlsx(lines), confirm })
const list = (search = '', offset = 0, limit = 500) =>
  world.call('candidate.list', { batchId, search, page: { offset, limit } })
const draw = (size: number, seed = '20261128') => world.call('sample.draw', { batchId, size, seed })
const people = (sample: Output<'sample.draw'>) => sample.candidates.map(c => `${c.number} ${c.name}`)

describe('import', () => {
  test('10,000 rows: looked at first, then written whole; pages and search find them; the log knows no number', async () => {
    const lines = candidateLines(10_000)
    expect(await load(lines, false)).toEqual({ total: 10_000, written: 0, errors: [], notes: [] })
    expect((await list()).total).toBe(0)
    expect(await load(lines)).toEqual({ total: 10_000, written: 10_000, errors: [], notes: [] })
    expect((await world.call('batch.get', { id: batchId })).candidates).toBe(10_000)
    const last = await list('', 9_999)
    expect(last.total).toBe(10_000)
    expect(last.rows).toMatchObject([{ number: '2026010000', name: lines[9_999]?.姓名, sex: lines[9_999]?.性别 }])
    expect((await list('2026000042')).rows).toMatchObject([{ number: '2026000042', level: '四级/中级工' }])
    expect((await list('(第3)公司')).total).toBe((await list('（第3）公司')).total)
    expect((await list('（第3）公司')).total).toBeGreaterThan(1400)
    expect((await list('%')).total).toBe(0)
    const [logged] = (await world.call('audit.list', { search: '考生名册', page })).rows
    expect(logged?.text).toContain('10000 人')
    expect(world.events.some(e => e.type === 'progress' && e.label === '写入名册' && e.done === 10_000)).toBe(true)
  })

  test('身份证 stands encrypted in every file of the folder, masked in the list', async () => {
    const lines = candidateLines(50)
    await load(lines)
    expect((await list()).rows.map(c => c.idMasked)).toEqual(
      lines.map(({ 身份证号: id = '' }) => `${id.slice(0, 1)}${'*'.repeat(15)}${id.slice(-2)}`),
    )
    await world.close()
    for (const file of readdirSync(world.dir, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue
      const bytes = readFileSync(join(file.parentPath, file.name)).toString('latin1')
      for (const { 身份证号: id = 'missing' } of lines) expect(bytes.includes(id), file.name).toBe(false)
    }
  })

  test('another machine cannot open them, and shows the rest', async () => {
    const words = '另一台电脑'
    const os: Secrets = {
      available: async () => true,
      protect: async plain => new Uint8Array(plain).reverse(),
      unprotect: () => Promise.reject(new Error(words)),
    }
    await world.end()
    world = await createWorld({ secrets: os })
    await addOrg(world)
    batchId = (await addBatch(world)).id
    await load(candidateLines(3))
    await world.reopen() // the key was wrapped by a system that does not unwrap it
    const { rows } = await list()
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({ number: '2026000001', idMasked: '已加密，本机不能解开' })
    expect((await draw(2)).candidates).toHaveLength(2)
  })

  test('errors come back by row and column; the rows without are written', async () => {
    const good = candidateLines(6)
    const lines = good.map((line, i) => ({
      ...line,
      ...([
        {},
        { 姓名: '' },
        { 身份证号: '110105199001011111' },
        { 性别: good[3]?.性别 === '男' ? '女' : '男' },
        { 准考证号: '2026000001', 身份证号: '' },
        { 准考证号: '２０２６000001', 身份证号: '', 姓名: ' 王 小\u200b明 ' },
      ][i] ?? {}),
    }))
    const result = await load(lines)
    expect(result).toMatchObject({ total: 6, written: 2 })
    expect(result?.errors.map(e => [e.row, e.message])).toEqual([
      [3, expect.stringContaining('缺少姓名')],
      [4, expect.stringContaining('身份证号有误')],
      [5, expect.stringContaining('性别')],
      [7, expect.stringContaining('与第6行重复')],
    ])
    expect((await list()).rows.map(c => c.number)).toEqual(['2026000001', '2026000001']) // told apart by 身份证
  })

  test('a second list replaces the first as a whole', async () => {
    await load(candidateLines(30))
    await load(candidateLines(5, 100))
    expect((await list()).rows.map(c => c.number)).toEqual(['101', '102', '103', '104', '105'].map(n => `2026000${n}`))
    expect((await world.call('batch.get', { id: batchId })).candidates).toBe(5)
  })

  test.each([
    ['no row without errors', [{ 姓名: '', 准考证号: '1' }], 'SHEET_EMPTY'],
    ['no header', [{ 甲: '1', 乙: '2' }], 'SHEET_NO_COLUMN'],
  ])('%s: refused, and the former list stays', async (_, lines, code) => {
    await load(candidateLines(3))
    const refused = await world.refuse('candidate.import', { batchId, file: xlsx(lines as Line[]), confirm: true })
    expect(refused.code).toBe(code)
    expect((await list()).total).toBe(3)
  })

  test('what is no workbook, an unknown batch, a closed dialog', async () => {
    const file = { name: '名册.xlsx', bytes: new TextEncoder().encode('姓名,准考证号') }
    expect((await world.refuse('candidate.import', { batchId, file, confirm: true })).code).toMatch(/^(SHEET|FILE)_/)
    const other = { batchId: 99, file: xlsx(candidateLines(1)), confirm: true }
    expect((await world.refuse('candidate.import', other)).code).toBe('NOT_FOUND')
    world.answers.open = [null]
    expect(await world.call('candidate.import', { batchId, confirm: true })).toBeNull()
    await world.call('batch.remove', { id: batchId, reason: '取消' })
    expect((await world.refuse('candidate.import', { ...other, batchId })).code).toBe('NOT_FOUND')
  })

  test('取消 on the way writes nothing', async () => {
    await load(candidateLines(3))
    const stop = world.backend.on(event => {
      if (event.type === 'progress' && event.label === '写入名册' && event.done > 0)
        void world.backend.call('stop', 'job.cancel', { call: 'import' })
    })
    const input = { batchId, file: xlsx(candidateLines(5000)), confirm: true }
    expect((await world.refuse('candidate.import', input, 'import')).code).toBe('CANCELLED')
    stop()
    expect((await list()).rows.map(c => c.number)).toEqual(['2026000001', '2026000002', '2026000003'])
    expect((await world.call('audit.list', { search: '考生名册', page })).total).toBe(1)
    expect((await world.call('audit.verify', {})).broken).toBeNull()
  })

  test('the template is read by the import', async () => {
    const path = join(newFolder('template'), '考生名册模板.xlsx')
    world.answers.save = [path]
    expect(await world.call('candidate.template', {})).toEqual({ path })
    world.answers.open = [path]
    const refused = await world.refuse('candidate.import', { batchId, confirm: false })
    expect(refused).toMatchObject({ code: 'SHEET_EMPTY', message: expect.stringContaining('考生名册模板.xlsx') }) // headings and nothing else
    rmSync(dirname(path), { recursive: true })
  })
})

describe('抽查', () => {
  test('the same seed draws the same people from the same list, also from another copy of it; another seed others', async () => {
    await load(candidateLines(200))
    const first = await draw(20)
    expect(first).toMatchObject({ size: 20, total: 200, seed: '20261128', drawnBy: '测试员' })
    expect(new Set(people(first)).size).toBe(20)
    expect(people(await draw(20))).toEqual(people(first))
    expect(people(await draw(5))).toEqual(people(first).slice(0, 5))
    expect(people(await draw(20, '20261129'))).not.toEqual(people(first))
    await load(candidateLines(200).reverse())
    expect(people(await draw(20))).toEqual(people(first))
    batchId = (await addBatch(world, { planNo: 'B', dates: NO_DATES })).id
    await load(candidateLines(200))
    expect(people(await draw(20))).toEqual(people(first))
  })

  test('a sample on file keeps its people, whatever list comes after', async () => {
    await load(candidateLines(50))
    const drawn = await draw(10)
    await load(candidateLines(8, 500))
    await load(candidateLines(6, 600))
    const { samples } = await world.call('sample.list', { batchId })
    expect(samples).toEqual([drawn])
    expect(samples[0]?.candidates).toHaveLength(10)
    expect((await list()).total).toBe(6)
    expect((await world.call('batch.get', { id: batchId })).candidates).toBe(6)
    expect((await list(drawn.candidates[0]?.number ?? 'none')).total).toBe(0)
    expect((await draw(6)).candidates.every(c => c.number > '2026000600')).toBe(true)
  })

  test('a blank seed is chosen and kept; namesakes without a number are different people', async () => {
    await load(Array.from({ length: 3 }, () => ({ 姓名: '王明', 单位: '一厂' })))
    const drawn = await draw(3, '')
    expect(drawn.seed).toMatch(/^[0-9a-f]{12}$/)
    expect(new Set(drawn.candidates.map(c => c.id)).size).toBe(3)
    expect(people(await draw(3, drawn.seed))).toEqual(people(drawn))
    expect((await world.call('audit.list', { search: drawn.seed, page })).total).toBe(2)
  })

  test('more than there are, none, of an empty list: refused', async () => {
    expect((await world.refuse('sample.draw', { batchId, size: 1, seed: '' })).code).toBe('STATE_BLOCKED')
    await load(candidateLines(4))
    const more = await world.refuse('sample.draw', { batchId, size: 5, seed: '' })
    expect(more).toMatchObject({ code: 'INPUT_INVALID', fields: { size: '不能超过 4 人' } })
    expect((await draw(4)).candidates).toHaveLength(4)
    for (const size of [0, -1, 1.5, 10_001])
      expect((await world.refuse('sample.draw', { batchId, size, seed: '' })).fields).toHaveProperty('size')
    expect((await world.call('sample.list', { batchId })).samples).toHaveLength(1)
  })
})
