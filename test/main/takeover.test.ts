/** An existing office comes in: its terms, cards and numbers are history, its numbers are used for ever. */
import { utils, write } from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { orgInput } from './people.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.end())

const HEAD = [
  '姓名',
  '性别',
  '出生日期',
  '聘任日期',
  '聘期止',
  '证卡编号',
  '核发日期',
  '备案日期',
  '备案回执',
  '解聘日期',
  '状态',
]
type Row = (string | null)[]

function file(rows: Row[]): { name: string; bytes: Uint8Array } {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([HEAD, ...rows]), '台账')
  return { name: '台账.xlsx', bytes: new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' })) }
}

async function preview(world: World, rows: Row[]) {
  const summary = await world.call('roster.preview', { file: file(rows), duplicates: 'skip' })
  const importId = summary?.importId ?? ''
  const page = { offset: 0, limit: 100 }
  return { importId, rows: (await world.call('roster.rows', { importId, page })).rows }
}

async function takeOver(world: World, rows: Row[]) {
  const { importId } = await preview(world, rows)
  return world.call('roster.commit', { importId })
}

const next = (world: World, issuedOn = '2026-11-23') => world.call('card.next', { issuedOn })
const office: Row[] = [
  [
    '王小明',
    '男',
    '1985-03-12',
    '2026-02-01',
    '2029-01-31',
    'S112001260001',
    '2026-02-03',
    '2026-02-10',
    '备2026-1',
    null,
    '在聘',
  ],
  ['李红', '女', '1970-01-02', '2022-06-15', '2025-06-14', 'S112001220001', '2022-06-20', null, null, null, '届满'],
  ['李红', '女', '1970-01-02', '2025-06-15', null, 'S112001250001', '2025-06-15', null, null, null, '在聘'],
  ['赵青', '男', '1950-08-08', '2024-03-01', null, 'S112001240007', '2024-03-01', null, null, '2025-01-05', '已解聘'],
]

describe('taking over', () => {
  test('terms, cards of every year, the dismissed and those over the age of today; the next number follows', async () => {
    await world.call('org.save', orgInput)
    expect(await next(world)).toMatchObject({ code: 'S112001260001', ask: true })
    expect(await takeOver(world, office)).toMatchObject({
      added: 3,
      errors: 0,
      taken: { terms: 4, cards: 4, numbers: 0 },
    })
    expect(await next(world)).toMatchObject({ code: 'S112001260002', ask: false })
    expect(await next(world, '2024-05-05')).toMatchObject({ code: 'S112001240008' })
    const { rows } = await world.call('supervisor.list', {
      filter: {},
      sort: { by: 'name', desc: false },
      page: { offset: 0, limit: 10 },
    })
    expect(rows.map(r => [r.name, r.state, r.termEnd, r.code, r.filedOn])).toEqual([
      ['李红', 'appointed', '2028-06-14', 'S112001250001', null],
      ['王小明', 'appointed', '2029-01-31', 'S112001260001', '2026-02-10'],
      ['赵青', 'dismissed', '2027-02-28', 'S112001240007', null],
    ])
    const cards = await world.call('card.list', {
      filter: { search: '李红' },
      sort: { by: 'code', desc: false },
      page: { offset: 0, limit: 10 },
    })
    expect(cards.rows.map(c => [c.code, c.state, c.nextCode])).toEqual([
      ['S112001220001', 'replaced', 'S112001250001'],
      ['S112001250001', 'valid', null],
    ])
  })

  test('a number is used for ever: of people with errors, of a wrong format, twice in the sheet (both named)', async () => {
    await world.call('org.save', orgInput)
    const sheet: Row[] = [
      ['王小明', '男', null, '2026-02-01', null, 'S112001260002', null, null, null, null, null],
      ['李红', '女', '1970-01-02', '2026-02-01', null, '内督260003', null, null, null, null, null],
      ['钱木', '男', '1980-01-02', '2026-02-01', null, 'S112001260004', null, null, null, null, null],
      ['孙一', '男', '1981-01-02', '2026-02-01', null, 'S112001260004', null, null, null, null, null],
      ['周二', '男', '1982-01-02', '2026-02-01', null, 'S112001269999', null, null, null, null, null],
    ]
    const { importId, rows } = await preview(world, sheet)
    expect(
      rows.map(row =>
        row.problems.filter(p => p.column === 'cardCode').map(p => `${p.level} ${p.message.slice(0, 16)}`),
      ),
    ).toEqual([
      [],
      [expect.stringContaining('warning 第3行证卡编号“内督2600')],
      ['error 第4行证卡编号与第5行相同。请核'],
      ['error 第5行证卡编号与第4行相同。请核'],
      ['warning 第6行序列码 9999 比本年其'],
    ])
    expect((await world.call('roster.commit', { importId })).taken).toMatchObject({ cards: 1, numbers: 4 })
    expect(await next(world)).toMatchObject({ code: 'S112001260005' })
    const [person] = (
      await world.call('supervisor.list', {
        filter: { search: '李红' },
        sort: { by: 'name', desc: false },
        page: { offset: 0, limit: 1 },
      })
    ).rows
    const manual = { supervisorId: person?.id ?? 0, code: 'S112001260003', issuedOn: '2026-11-23', reason: '统筹' }
    expect((await world.refuse('card.issueManual', manual)).code).toBe('CODE_TAKEN')
  })

  test('the clerk says how far the year is used', async () => {
    await world.call('org.save', orgInput)
    await takeOver(world, [
      ['李红', '女', '1980-01-02', '2025-06-15', null, 'S112001250001', null, null, null, null, null],
    ])
    const selection = { filter: {}, except: [] }
    await world.refuse('card.issue', { selection, issuedOn: '2026-11-23', usedUpTo: 10_000 } as never)
    await world.call('card.issue', { selection, issuedOn: '2026-11-23', usedUpTo: 14 })
    expect(await next(world)).toMatchObject({ code: 'S112001260015', ask: false })
  })

  test('the wizard says it once; a year of which numbers are known is not said again', async () => {
    expect((await world.refuse('card.usedUpTo', { year: 2026, seq: 14 })).code).toBe('ORG_MISSING')
    await world.call('org.save', orgInput)
    for (const bad of [
      { year: 2026, seq: 10_000 },
      { year: 2026, seq: -1 },
      { year: 2026, seq: 1.5 },
      { year: 1999, seq: 1 },
    ])
      expect((await world.refuse('card.usedUpTo', bad)).code).toBe('INPUT_INVALID')
    expect(await world.call('card.usedUpTo', { year: 2026, seq: 14 })).toEqual({ next: 'S112001260015' })
    expect((await world.refuse('card.usedUpTo', { year: 2026, seq: 3 })).code).toBe('STATE_BLOCKED')
    expect(await next(world)).toMatchObject({ code: 'S112001260015', ask: false })
    expect(await next(world, '2027-01-04')).toMatchObject({ code: 'S112001270001', ask: true })
    await takeOver(world, [
      ['李红', '女', '1980-01-02', '2025-06-15', null, 'S112001250007', null, null, null, null, null],
    ])
    expect((await world.refuse('card.usedUpTo', { year: 2025, seq: 1 })).code).toBe('STATE_BLOCKED')
    expect(await world.call('card.usedUpTo', { year: 2024, seq: 9999 })).toEqual({ next: null })
    expect(await next(world, '2024-03-01')).toMatchObject({ code: null, left: 0 })
  })

  test('withdrawn until the first new card; then the same file comes in again', async () => {
    await world.call('org.save', orgInput)
    await takeOver(world, office)
    const [entry] = (await world.call('takeover.list', {})).rows
    expect(entry).toMatchObject({ fileName: '台账.xlsx', terms: 4, cards: 4, fixed: '' })
    const reason = '选错了文件'
    await world.call('takeover.withdraw', { id: entry?.id ?? 0, reason })
    expect(await next(world)).toMatchObject({ code: 'S112001260001', ask: true })
    expect(
      (
        await world.call('supervisor.list', {
          filter: {},
          sort: { by: 'name', desc: false },
          page: { offset: 0, limit: 9 },
        })
      ).total,
    ).toBe(0)
    expect((await world.refuse('takeover.withdraw', { id: entry?.id ?? 0, reason })).code).toBe('NOT_FOUND')

    expect((await takeOver(world, office)).taken).toMatchObject({ terms: 4, cards: 4 })
    const [again] = (await world.call('takeover.list', {})).rows
    const { rows } = await world.call('card.list', {
      filter: { search: '王小明' },
      sort: { by: 'code', desc: false },
      page: { offset: 0, limit: 9 },
    })
    await world.call('card.void', { id: rows[0]?.id ?? 0, reason: '换号', ...versionOf(rows[0]) } as never)
    await world.call('card.issue', { selection: { filter: { search: '王小明' }, except: [] }, issuedOn: '2026-11-23' })
    expect((await world.refuse('takeover.withdraw', { id: again?.id ?? 0, reason })).message).toContain('S112001260002')
  })
})

const versionOf = (row: object | undefined) => (row && 'version' in row ? { version: row.version } : {})
