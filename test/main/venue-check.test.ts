import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { addDevice, equip, ORG, openVenue, PDF, sheet } from './venue-office.ts'
import { createWorld, type World } from './world.ts'

let world: World
let venueId: number
beforeEach(async () => {
  world = await createWorld()
  venueId = (await openVenue(world)).id
})
afterEach(() => world.end())

const everything = { offset: 0, limit: 500 }
const start = (change: Partial<Input<'venueCheck.start'>> = {}) =>
  world.call('venueCheck.start', { venueId, room: null, source: 'current', ...change })
const set = (checkId: number, no: number, result: Input<'venueCheck.set'>['result'], more: object = {}) =>
  world.call('venueCheck.set', { checkId, no, result, ...more })
const finish = (checkId: number, rest: 'refuse' | 'short' = 'refuse') =>
  world.call('venueCheck.finish', { checkId, rest, note: '' })
const lines = async (checkId: number, filter: object = {}) =>
  (await world.call('venueCheck.lines', { checkId, page: everything, ...filter })).rows
const scan = (checkId: number, text: string, confirm = false) =>
  world.call('venueCheck.scan', { checkId, text, confirm })
const outcome = (checkId: number, change: object = {}) => ({
  checkId,
  conforms: true,
  persons: '王外督、李外督',
  agency: '社会事业局',
  on: '2026-11-23',
  note: '',
  attachment: PDF,
  ...change,
})

describe('开始', () => {
  it('copies the lines of all rooms or of one, numbered by room', async () => {
    expect((await world.refuse('venueCheck.start', { venueId, room: null, source: 'current' })).code).toBe(
      'CHECK_EMPTY',
    )
    expect((await world.call('venueCheck.list', { venueId, page: everything })).total).toBe(0)
    await equip(world, venueId)
    await addDevice(world, venueId, { name: '灭火器', room: '' })
    const all = await start()
    expect(all).toMatchObject({ state: 'open', startedBy: '测试员', startedOn: '2026-11-23', outcome: null })
    expect(all.summary).toMatchObject({ lines: 4, done: 0, expected: 55, counted: 0 })
    expect((await lines(all.id)).map(l => [l.no, l.room, l.name, l.expected])).toEqual([
      [1, '', '灭火器', 10],
      [2, '101', '数控车床', 10],
      [3, '101', '钳工台', 30],
      [4, '102', '游标卡尺', 5],
    ])
    for (const room of [null, '101', '']) {
      const error = await world.refuse('venueCheck.start', { venueId, room, source: 'current' })
      expect(error).toMatchObject({ code: 'CHECK_BUSY', message: /「全部房间」.*2026-11-23 由测试员/ })
    }
    expect((await world.refuse('venue.remove', { id: venueId, reason: '退租' })).code).toBe('CHECK_BUSY')
    await world.call('venueCheck.abandon', { checkId: all.id, reason: '改为分室' })
    const [one, two] = [await start({ room: '101' }), await start({ room: '' })]
    expect([one.summary.lines, two.summary.lines]).toEqual([2, 1])
    expect((await world.refuse('venueCheck.start', { venueId, room: '101', source: 'current' })).code).toBe(
      'CHECK_BUSY',
    )
    expect((await world.refuse('venueCheck.start', { venueId, room: '999', source: 'current' })).code).toBe(
      'CHECK_EMPTY',
    )
  })

  it('counts what was filed, even where it is on the list no more', async () => {
    expect((await world.refuse('venueCheck.start', { venueId, room: null, source: 'baseline' })).code).toBe(
      'BASELINE_NONE',
    )
    const { gauge } = await equip(world, venueId)
    await world.call('venue.takeBaseline', { id: venueId, on: '2026-01-10', receipt: '', note: '', attachment: null })
    await world.call('equipment.remove', { venueId, ids: [gauge.id], reason: '报废' })
    const check = await start({ source: 'baseline', room: '102' })
    expect(check).toMatchObject({ baselineOn: '2026-01-10', summary: { lines: 1 } })
    expect((await scan(check.id, 'ZC-0003', true)).outcome).toBe('counted')
  })
})

describe('逐行', () => {
  it('takes the five results, leads to the next open line and sums', async () => {
    await equip(world, venueId)
    await addDevice(world, venueId, { name: '砂轮机', model: '', spec: '', quantity: 2, room: '102', assetNo: '' })
    await addDevice(world, venueId, { name: '台钻', model: 'Z512', spec: '', quantity: 1, room: '103', assetNo: '' })
    const { id } = await start()
    expect(await set(id, 2, 'match')).toMatchObject({ line: { counted: 30, countedBy: '测试员' }, next: { no: 3 } })
    expect(await set(id, 1, 'short', { counted: 9, note: '一台送修' })).toMatchObject({ next: { no: 3 } })
    expect(await set(id, 3, 'over', { counted: 6 })).toMatchObject({ line: { counted: 6 } })
    expect(await set(id, 5, 'model', { foundModel: 'Z4012' })).toMatchObject({
      line: { counted: 1, foundModel: 'Z4012' },
      next: { no: 4 }, // from the top again
    })
    const last = await set(id, 4, 'duplicate')
    expect(last.next).toBeNull()
    expect(last.summary).toEqual({
      lines: 5,
      done: 5,
      match: 1,
      short: 1,
      over: 1,
      duplicate: 1,
      model: 1,
      extra: 0,
      expected: 48,
      counted: 46,
    })
    expect((await lines(id, { results: ['short', 'over'] })).map(l => l.no)).toEqual([1, 3])
    expect(await lines(id, { pending: true })).toEqual([])
    expect((await lines(id, { room: '102', search: '砂轮' })).map(l => l.no)).toEqual([4])
  })

  it('refuses judgements that contradict themselves, and keeps what was there', async () => {
    await equip(world, venueId)
    const { id } = await start()
    for (const [input, field] of [
      [{ result: 'match', counted: 9 }, 'counted'],
      [{ result: 'short', counted: 10 }, 'counted'],
      [{ result: 'over' }, 'counted'],
      [{ result: 'over', counted: 10 }, 'counted'],
      [{ result: 'short', counted: -1 }, 'counted'],
      [{ result: 'over', counted: 10.5 }, 'counted'],
      [{ result: 'model' }, 'foundModel'],
      [{ result: 'lost' }, 'result'],
    ] as const) {
      const error = await world.refuse('venueCheck.set', { checkId: id, no: 1, ...input } as never)
      expect(error).toMatchObject({ code: 'INPUT_INVALID', fields: { [field]: /./ } })
    }
    expect((await world.refuse('venueCheck.set', { checkId: id, no: 9, result: 'match' })).code).toBe('NOT_FOUND')
    expect((await lines(id))[0]).toMatchObject({ result: null, counted: null })
  })

  it('a changed judgement is logged with both, and can be taken back', async () => {
    await equip(world, venueId)
    const { id } = await start()
    await set(id, 1, 'match')
    await set(id, 1, 'match')
    await set(id, 1, 'short', { counted: 9, note: '送修' })
    expect(await world.call('venueCheck.clear', { checkId: id, no: 1 })).toMatchObject({
      summary: { done: 0, counted: 0 },
    })
    expect((await world.call('venue.get', { id: venueId })).history.slice(0, 2).map(h => h.text)).toEqual([
      '撤回「数控车床」（第 1 行）的核查结果：缺 9，送修',
      '更改「数控车床」（第 1 行）的核查结果：一致 10 → 缺 9，送修',
    ])
    expect((await lines(id))[0]).toMatchObject({
      result: null,
      counted: null,
      note: '',
      countedBy: '',
      countedAt: null,
    })
  })

  it('finds what is scanned or typed: 资产编号, then 行号, then 名称 or 型号', async () => {
    await equip(world, venueId)
    await addDevice(world, venueId, { name: '卡尺', model: '0-150', spec: '甲', room: '102', assetNo: '2' })
    const { id } = await start()
    expect(await scan(id, ' zc-0001\u200b')).toMatchObject({ outcome: 'found', lines: [{ no: 1 }] })
    expect((await lines(id))[0]?.result).toBeNull()
    expect(await scan(id, 'ＺＣ－０００１', true)).toMatchObject({
      outcome: 'counted',
      lines: [{ no: 1, result: 'match', counted: 10 }],
      next: { no: 2 },
      summary: { done: 1 },
    })
    expect(await scan(id, 'ZC-0001', true)).toMatchObject({
      outcome: 'again',
      lines: [{ no: 1 }],
      summary: { done: 1 },
    })
    expect((await scan(id, '2')).lines.map(l => l.name)).toEqual(['卡尺']) // an asset number before a row number
    expect((await scan(id, '3')).lines.map(l => l.no)).toEqual([3])
    expect((await scan(id, '钳工台')).lines.map(l => l.no)).toEqual([2])
    const several = await scan(id, '0-150', true)
    expect(several).toMatchObject({ outcome: 'choose', lines: [{ no: 3 }, { no: 4 }], summary: { done: 1 } })
    for (const text of ['ZC-9999', '99', '%', "' OR 1=1 --", '钳工', '\u200b']) {
      expect(await scan(id, text, true)).toMatchObject({ outcome: 'unknown', lines: [] })
    }
    expect((await world.refuse('venueCheck.scan', { checkId: id, text: ' ', confirm: true })).code).toBe(
      'INPUT_INVALID',
    )
  })

  it('what is beyond the list becomes 多, and may be taken back', async () => {
    await equip(world, venueId)
    const { id } = await start()
    const extra = { checkId: id, model: '', spec: '', unit: '台', room: '101', assetNo: 'X-1', note: '' }
    const added = await world.call('venueCheck.addExtra', { ...extra, name: '旧车床', counted: 2 })
    expect(added.line).toMatchObject({ no: 4, extra: true, expected: 0, result: 'over', counted: 2, equipmentId: null })
    expect(added.summary).toMatchObject({ lines: 3, done: 0, over: 1, extra: 1, counted: 2 })
    expect(await scan(id, 'x-1', true)).toMatchObject({ outcome: 'again', lines: [{ no: 4 }] })
    expect((await world.refuse('venueCheck.set', { checkId: id, no: 4, result: 'match' })).fields).toHaveProperty(
      'result',
    )
    expect((await set(id, 4, 'over', { counted: 3 })).summary.counted).toBe(3)
    await world.call('venueCheck.clear', { checkId: id, no: 4 })
    expect((await world.refuse('venueCheck.set', { checkId: id, no: 4, result: 'over', counted: 1 })).code).toBe(
      'NOT_FOUND',
    )
    const next = await world.call('venueCheck.addExtra', { ...extra, name: '另一台', counted: 1 })
    expect(next.line.no).toBe(5) // a number is not given twice
    for (const [change, field] of [
      [{ counted: 0 }, 'counted'],
      [{ counted: -1 }, 'counted'],
      [{ name: '\u200b' }, 'name'],
    ] as const) {
      const error = await world.refuse('venueCheck.addExtra', { ...extra, name: '甲', counted: 1, ...change })
      expect(error.fields).toHaveProperty(field)
    }
  })
})

describe('完成', () => {
  it('needs every line, or calls the rest 缺; then nothing changes any more', async () => {
    await equip(world, venueId)
    const { id } = await start()
    await set(id, 1, 'match')
    const early = await world.refuse('venueCheck.finish', { checkId: id, rest: 'refuse', note: '' })
    expect(early).toMatchObject({ code: 'CHECK_REST', message: '还有 2 行没有核查。' })
    expect((await lines(id, { pending: true })).length).toBe(2)
    const done = await finish(id, 'short')
    expect(done).toMatchObject({
      state: 'finished',
      finishedOn: '2026-11-23',
      summary: { match: 1, short: 2, counted: 10 },
    })
    for (const [route, input] of [
      ['venueCheck.set', { checkId: id, no: 1, result: 'short' }],
      ['venueCheck.clear', { checkId: id, no: 1 }],
      ['venueCheck.scan', { checkId: id, text: '1', confirm: true }],
      ['venueCheck.finish', { checkId: id, rest: 'short', note: '' }],
      ['venueCheck.abandon', { checkId: id, reason: '重来' }],
    ] as const) {
      expect(await world.refuse(route, input as never)).toMatchObject({ code: 'CHECK_CLOSED', message: /已完成/ })
    }
    const before = await lines(id)
    await addDevice(world, venueId, { name: '新设备' })
    expect(await lines(id)).toEqual(before)
    expect((await world.call('venue.list', { filter: {}, page: everything })).rows[0]?.lastCheckOn).toBe('2026-11-23')
    const { findings, lastCheckOn } = await world.call('venue.readiness', { id: venueId })
    expect(lastCheckOn).toBe('2026-11-23')
    expect(findings.some(f => f.rule === 'R-VENUE-COUNT' && f.message.includes('有 2 项设备缺少'))).toBe(false) // no baseline yet
  })

  it('the database itself refuses to change a finished count, a baseline or to delete either', async () => {
    await equip(world, venueId)
    await world.call('venue.takeBaseline', { id: venueId, on: '2026-01-10', receipt: '', note: '', attachment: null })
    const { id } = await start()
    await finish(id, 'short')
    await world.call('venueCheck.recordOutcome', outcome(id))
    await world.close()
    const db = new Database(join(world.dir, 'data.sqlite'))
    const refused = (sql: string, why: RegExp) => expect(() => db.prepare(sql).run(), sql).toThrow(why)
    refused(`UPDATE venue_check_line SET result = 'match', counted = 10`, /closed count/)
    refused(
      `INSERT INTO venue_check_line SELECT NULL, check_id, 99, equipment_id, name, model, spec, unit, room, asset_no, expected, extra,
      result, counted, found_model, note, counted_by, counted_at, struck_at FROM venue_check_line LIMIT 1`,
      /closed count/,
    )
    refused(`UPDATE venue_check SET state = 'open', summary = NULL`, /closed count/)
    refused('UPDATE baseline SET pieces = 1', /never changes/)
    refused('UPDATE baseline_device SET quantity = 1', /never changes/)
    refused(
      `INSERT INTO baseline_device SELECT NULL, baseline_id, 99, equipment_id, name, model, spec, unit, room, asset_no, 1, ''
      FROM baseline_device LIMIT 1`,
      /never grows/,
    )
    for (const table of [
      'venue',
      'equipment',
      'baseline',
      'baseline_device',
      'venue_check',
      'venue_check_line',
      'venue_check_outcome',
    ]) {
      refused(`DELETE FROM ${table}`, /never deleted/)
    }
    db.close()
  })

  it('keeps a history per venue, also of what was given up, and its differences for the 差异附页', async () => {
    await world.call('org.save', ORG)
    await equip(world, venueId)
    const first = await start()
    await world.call('venueCheck.abandon', { checkId: first.id, reason: '停电' })
    const second = await start()
    await set(second.id, 1, 'short', { counted: 8 })
    await set(second.id, 2, 'match')
    await set(second.id, 3, 'model', { foundModel: '0-200' })
    await finish(second.id)
    const { rows, total } = await world.call('venueCheck.list', { venueId, page: everything })
    expect(total).toBe(2)
    expect(rows.map(r => [r.id, r.state, r.note])).toEqual([
      [second.id, 'finished', ''],
      [first.id, 'abandoned', '停电'],
    ])
    const only = await world.call('venueCheck.list', { venueId, states: ['finished'], page: everything })
    expect(only.rows.map(r => r.id)).toEqual([second.id])
    const { check } = await world.call('venue.facts', { id: venueId })
    expect(check?.rows.map(r => [r.no, r.name, r.result, r.expected, r.counted, r.foundModel])).toEqual([
      [1, '数控车床', 'short', 10, 8, ''],
      [3, '游标卡尺', 'model', 5, 5, '0-200'],
    ])
    expect((await world.refuse('venue.facts', { id: venueId, checkId: first.id })).code).toBe('NOT_FOUND')
    await world.call('venue.takeBaseline', { id: venueId, on: '2026-01-10', receipt: '', note: '', attachment: null })
    const { findings } = await world.call('venue.readiness', { id: venueId })
    expect(findings.find(f => f.rule === 'R-VENUE-COUNT')?.message).toBe('最近一次核查（2026-11-23）有 1 项设备缺少')
  })
})

describe('外督员的结果', () => {
  it('is entered after the count, with the scan; a mistake is struck out and entered anew', async () => {
    await equip(world, venueId)
    const { id } = await start()
    expect((await world.refuse('venueCheck.recordOutcome', outcome(id))).code).toBe('CHECK_OUTCOME')
    await finish(id, 'short')
    world.today = '2026-11-25'
    for (const [change, field] of [
      [{ on: '2026-11-26' }, 'on'],
      [{ on: '2026-11-22' }, 'on'],
      [{ persons: '\u200b' }, 'persons'],
      [{ persons: '' }, 'persons'],
    ] as const) {
      expect((await world.refuse('venueCheck.recordOutcome', outcome(id, change))).fields).toHaveProperty(field)
    }
    const exe = { name: '核查单.pdf', bytes: Buffer.from('MZ…') }
    expect((await world.refuse('venueCheck.recordOutcome', outcome(id, { attachment: exe }))).code).toBe('FILE_TYPE')
    const recorded = await world.call('venueCheck.recordOutcome', outcome(id, { conforms: false, on: '2026-11-24' }))
    expect(recorded.outcome).toMatchObject({ conforms: false, on: '2026-11-24', persons: '王外督、李外督' })
    expect(recorded.outcome?.attachment).toMatchObject({ name: '回执.pdf' })
    expect((await world.refuse('venueCheck.recordOutcome', outcome(id))).message).toContain('已登记过')
    await world.call('venueCheck.strikeOutcome', { checkId: id, reason: '选错了' })
    expect((await world.refuse('venueCheck.strikeOutcome', { checkId: id, reason: '再来' })).code).toBe('NOT_FOUND')
    const anew = await world.call('venueCheck.recordOutcome', outcome(id, { attachment: null }))
    expect(anew.outcome).toMatchObject({ conforms: true, attachment: null })
    const { history } = await world.call('venue.get', { id: venueId })
    expect(history.slice(0, 3).map(h => h.text)).toEqual([
      '登记场地「数控实训基地」2026-11-23 的核查结果：与备案材料相符，核查人员 王外督、李外督',
      '作废场地「数控实训基地」2026-11-24 的核查结果：选错了',
      '登记场地「数控实训基地」2026-11-24 的核查结果：与备案材料不相符，核查人员 王外督、李外督',
    ])
  })
})

describe('kill -9', () => {
  it('loses nothing that was confirmed, whenever it comes', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => [`设备${i}`, 1])
    const file = await sheet([['名称', '数量'], ...rows])
    const summary = await world.call('equipment.preview', { venueId, file, duplicates: 'skip' })
    await world.call('equipment.commit', { importId: summary?.importId ?? '' })
    const { id } = await start()
    await world.close()

    let confirmed = 0
    for (const upTo of [1, 7, 23]) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'venue-count.ts'), world.dir, String(id)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let told = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        told += text
        if (told.split('\n').length > upTo) child.kill('SIGKILL')
      })
      const [, signal] = await once(child, 'close')
      expect(signal).toBe('SIGKILL')
      confirmed = Math.max(confirmed, told.split('\n').length - 1)
    }
    await world.reopen()
    const counted = (await lines(id)).filter(line => line.result === 'match').map(line => line.no)
    expect(counted.length).toBeGreaterThanOrEqual(confirmed)
    expect(counted).toEqual(Array.from({ length: counted.length }, (_, i) => i + 1))
    expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
    expect((await world.call('venueCheck.get', { checkId: id })).state).toBe('open')
  })
})
