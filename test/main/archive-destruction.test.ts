/** 保管期限 and 销毁清册 through routes (第二十一条（四）（九）): nothing goes too early, nothing goes that somebody else needs, descriptions stay. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { addBatch, PLAN } from './batch-office.ts'
import { addOrg } from './people.ts'
import { type Planted, plant, sql, storePath, text } from './planted.ts'
import { openVenue } from './venue-office.ts'
import { createWorld, type World } from './world.ts'

let world: World
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  batchId = (await addBatch(world, { dates: { ...PLAN.dates, certifiedOn: '2026-06-10', archivedOn: '2026-06-30' } }))
    .id
})
afterEach(() => world.end())

const OVER = '2031-06-11' // five years after 发证, and a day
const expired = async () => (await world.call('retention.expired', {})).rows
const years = async (slot: string) => (await world.call('retention.list', {})).rows.find(row => row.slot === slot)
const set = (slot: string, value: number | null) => world.call('retention.set', { slot, years: value })
const proposal = (ids: number[], over: Partial<Input<'destruction.propose'>> = {}) => ({
  ids,
  reason: '保管期满',
  approvedBy: '张宏',
  witnessedBy: '李芳',
  ...over,
})
const propose = (ids: number[]) => world.call('destruction.propose', proposal(ids))
const refuse = (ids: number[], over: Partial<Input<'destruction.propose'>> = {}) =>
  world.refuse('destruction.propose', proposal(ids, over))
const ruleIds = (error: { findings?: unknown[] }) => (error.findings as { rule: string }[]).map(f => f.rule)
const isThere = ({ sha256 }: Planted) => existsSync(storePath(world, sha256))
const carryOut = async (ids: number[]) => {
  const { id, number } = await propose(ids)
  return world.call('destruction.carryOut', { id, confirm: number })
}

describe('保管期限', () => {
  test('the minimum of each slot, until the organisation lengthens it', async () => {
    expect(await years('G2')).toEqual({
      seen: 'none',
      slot: 'G2',
      name: '实操评分表（考评人员签名）',
      minimum: 5,
      years: 5,
    })
    expect(await years('G5')).toMatchObject({ minimum: 30, years: 30 })
    await set('G2', 10)
    expect(await years('G2')).toMatchObject({ minimum: 5, years: 10 })
    await set('G2', null)
    const { slots } = await world.call('slot.list', { batchId })
    expect(slots.find(s => s.slot === 'G2')?.retention).toBe('永久')
    await set('G2', 5)
    expect(await years('G2')).toMatchObject({ years: 5 })
  })

  test('R-KEEP refuses less; bad input', async () => {
    const short = await world.refuse('retention.set', { slot: 'G2', years: 4 })
    expect([short.code, ruleIds(short)]).toEqual(['RULE_BLOCKED', ['R-KEEP']])
    expect((await world.refuse('retention.set', { slot: 'G5', years: 29 })).message).toContain('30年')
    expect((await world.refuse('retention.set', { slot: 'Z9', years: 50 })).fields).toHaveProperty('slot')
    for (const bad of [0, -1, 1.5, 101])
      expect((await world.refuse('retention.set', { slot: 'G2', years: bad })).fields).toHaveProperty('years')
    expect(await years('G2')).toMatchObject({ years: 5 })
  })
})

describe('what is over', () => {
  test('the day after the last one; 长期 and what has no date are not', async () => {
    const { id } = plant(world, batchId, 'G2', text('评分'))
    plant(world, batchId, 'G5', text('汇总'))
    const undated = await addBatch(world, { planNo: 'U', dates: { ...PLAN.dates, examTo: null } })
    plant(world, undated.id, 'G2', text('评分二'))
    world.today = '2031-06-10'
    expect(await expired()).toEqual([])
    world.today = OVER
    expect(await world.call('archive.todo', {})).toEqual({ expired: 1, lists: 0 })
    expect(await expired()).toEqual([
      { id, code: 'G2_001', title: 'G2资料', batchName: PLAN.name, until: '2031-06-10', findings: [] },
    ])
    await set('G2', 6)
    expect(await expired()).toEqual([])
    world.today = '2056-06-11'
    expect((await expired()).map(row => row.code)).toEqual(['G2_001', 'G5_001'])
  })

  test('papers of the venue: 有效期 + 5年, and never while no end of it is known', async () => {
    const venue = await openVenue(world)
    const dates = { ...PLAN.dates, certifiedOn: '2026-06-10' }
    const { id } = await addBatch(world, { planNo: 'V', venueId: venue.id, dates })
    plant(world, id, 'R6', text('核查'))
    world.today = '2050-01-01'
    expect(await expired()).toEqual([])
    const filing = { receipt: '', attachment: null, baseline: false, status: 'filed', filedOn: '2026-03-12' } as const
    await world.call('venue.setFiling', { ...filing, id: venue.id, seen: venue.seen, validUntil: '2029-03-11' })
    expect(await expired()).toMatchObject([{ code: 'R6_001', until: '2034-03-11' }])
  })

  test('hold is named, struck-out files too: their content is kept all the same', async () => {
    const { id } = plant(world, batchId, 'G2', text('评分'))
    sql(world, db => db.prepare(`UPDATE evidence SET struck_at = '2026-11-29T00:00:00Z' WHERE id = ?`).run(id))
    await world.call('hold.set', { batchId, reason: '举报调查' })
    world.today = OVER
    expect((await expired()).map(row => row.findings.map(f => f.rule))).toEqual([['R-HOLD']])
  })
})

describe('proposing', () => {
  test('numbers by year, with what is on the list; nothing is removed', async () => {
    const file = plant(world, batchId, 'G2', text('评分'))
    world.today = OVER
    const first = await propose([file.id, file.id])
    expect(first).toMatchObject({
      number: 'XH-2031-0001',
      reason: '保管期满',
      proposedBy: '测试员',
      approvedBy: '张宏',
      witnessedBy: '李芳',
      doneAt: null,
      items: [{ id: file.id, code: 'G2_001', title: 'G2资料', batchName: PLAN.name, sha256: file.sha256, bytes: 6 }],
    })
    expect((await propose([file.id])).number).toBe('XH-2031-0002')
    world.today = '2032-01-01'
    expect((await propose([file.id])).number).toBe('XH-2032-0001')
    expect((await world.call('destruction.list', {})).destructions.map(d => d.number)).toEqual([
      'XH-2032-0001',
      'XH-2031-0002',
      'XH-2031-0001',
    ])
    expect(isThere(file)).toBe(true)
    const { facts } = await world.call('form.facts', {
      form: 'destruction',
      subject: { kind: 'destruction', id: first.id },
    })
    expect(facts).toMatchObject({
      number: 'XH-2031-0001',
      on: OVER,
      count: 1,
      size: '6 字节',
      items: [{ digest: file.sha256 }],
    })
    expect(facts).not.toHaveProperty('doneOn')
  })

  test('R-KEEP and R-HOLD refuse the whole list, and name what', async () => {
    const over = plant(world, batchId, 'G2', text('评分'))
    const long = plant(world, batchId, 'G5', text('汇总'))
    world.today = OVER
    const early = await refuse([over.id, long.id])
    expect([early.code, ruleIds(early)]).toEqual(['RULE_BLOCKED', ['R-KEEP']])
    expect(early.message).toContain('G5_001')
    await world.call('hold.set', { batchId, reason: '举报调查' })
    expect(ruleIds(await refuse([over.id]))).toEqual(['R-HOLD'])
    expect((await world.call('destruction.list', {})).destructions).toEqual([])
  })

  test('批准人, 监销人 and 经办人 are three persons', async () => {
    const { id } = plant(world, batchId, 'G2', text('评分'))
    world.today = OVER
    for (const [over, field] of [
      [{ witnessedBy: '张宏' }, 'witnessedBy'],
      [{ witnessedBy: ' 张 宏' }, 'witnessedBy'],
      [{ approvedBy: '测试员' }, 'approvedBy'],
      [{ witnessedBy: '测试员' }, 'witnessedBy'],
      [{ approvedBy: '\u200b' }, 'approvedBy'],
      [{ reason: '' }, 'reason'],
      [{ ids: [] }, 'ids'],
    ] as const)
      expect((await refuse([id], over as Partial<Input<'destruction.propose'>>)).fields).toHaveProperty(field)
    expect((await refuse([id, 99])).code).toBe('NOT_FOUND')
  })
})

describe('carrying out', () => {
  test('the contents go, descriptions and digests stay', async () => {
    const file = plant(world, batchId, 'G2', text('评分'))
    const other = plant(world, batchId, 'G2', text('另一份'))
    world.today = OVER
    const done = await carryOut([file.id])
    expect(done).toMatchObject({ doneAt: expect.stringMatching(/^2031-06-11T/), items: [{ sha256: file.sha256 }] })
    expect([isThere(file), isThere(other)]).toEqual([false, true])
    expect(await world.call('evidence.get', { id: file.id })).toMatchObject({
      destroyed: true,
      file: file.sha256,
      title: 'G2资料',
    })
    expect((await world.call('slot.list', { batchId })).slots.find(s => s.slot === 'G2')?.files).toBe(1)
    expect((await expired()).map(row => row.id)).toEqual([other.id])
    expect((await refuse([file.id])).code).toBe('NOT_FOUND')
    const [row] = (await world.call('audit.list', { search: 'XH-2031-0001', page: { offset: 0, limit: 5 } })).rows
    expect(row?.text).toContain('执行销毁清册 XH-2031-0001，1 件')
  })

  test('the 完好性检查 does not miss what was destroyed', async () => {
    const file = plant(world, batchId, 'G2', text('评分'))
    plant(world, batchId, 'G5', text('汇总'))
    world.today = OVER
    await carryOut([file.id])
    expect(await world.call('fixity.run', {})).toMatchObject({ files: 1, changed: [], missing: [] })
  })

  test('content that somebody else needs stays: another file, a longer period, another table', async () => {
    const [g2, g5, x6] = ['G2', 'G5', 'X6'].map(slot => plant(world, batchId, slot, text('同一份扫描件'))) as [
      Planted,
      Planted,
      Planted,
    ]
    expect(g5.sha256).toBe(g2.sha256)
    const paper = plant(world, batchId, 'X6', text('附件3扫描件'))
    sql(world, db =>
      db
        .prepare(`INSERT INTO venue (version, name, address, purpose, contact, phone, note, scope, filing_status, receipt, created_at, updated_at)
        VALUES (1, '楼', '', '', '', '', '', '[]', 'none', '', '2026', '2026')`)
        .run(),
    )
    sql(world, db =>
      db
        .prepare(`INSERT INTO venue_file (venue_id, kind, file, file_name, note, recorded_by, recorded_at, struck_by, strike_reason)
        VALUES (1, 'paper', ?, '', '', '', '', '', '')`)
        .run(paper.sha256),
    )
    world.today = OVER
    await carryOut([g2.id, x6.id, paper.id])
    expect([isThere(g2), isThere(paper)]).toEqual([true, true])
    world.today = '2056-06-11'
    await carryOut([g5.id])
    expect(isThere(g2)).toBe(false)
  })

  test('a thumbnail goes with its picture', async () => {
    const small = plant(world, batchId, 'G5', text('小图'))
    const file = plant(world, batchId, 'X6', text('照片'), { type: 'image/jpeg', thumbnail: small.sha256 })
    world.today = '2056-06-11'
    await carryOut([file.id])
    expect(isThere(small)).toBe(true) // G5 has it still
    await carryOut([small.id])
    expect(isThere(small)).toBe(false)
  })

  test('only with the number typed, once, and judged again', async () => {
    const file = plant(world, batchId, 'G2', text('评分'))
    world.today = OVER
    const { id, number } = await propose([file.id])
    const second = await propose([file.id])
    for (const confirm of ['XH-2031-0009', number.toLowerCase(), `${number} `.repeat(2)])
      expect((await world.refuse('destruction.carryOut', { id, confirm })).fields).toHaveProperty('confirm')
    await set('G2', 10)
    expect(ruleIds(await world.refuse('destruction.carryOut', { id, confirm: number }))).toEqual(['R-KEEP'])
    await set('G2', 5)
    await world.call('hold.set', { batchId, reason: '举报调查' })
    expect(ruleIds(await world.refuse('destruction.carryOut', { id, confirm: number }))).toEqual(['R-HOLD'])
    expect(isThere(file)).toBe(true)
    await world.call('hold.lift', { batchId, reason: '查清' })
    await world.call('destruction.carryOut', { id, confirm: number })
    const again = await world.refuse('destruction.carryOut', { id, confirm: number })
    expect(again).toMatchObject({ code: 'STATE_BLOCKED', message: expect.stringContaining('已经执行') })
    const twice = await world.refuse('destruction.carryOut', { id: second.id, confirm: second.number })
    expect(twice.message).toContain(`已按清册 ${number} 销毁`)
    expect((await world.refuse('destruction.carryOut', { id: 99, confirm: 'XH-2031-0099' })).code).toBe('NOT_FOUND')
  })

  test('a sealed batch too, when its time is over; not a held one, whoever asks', async () => {
    const file = plant(world, batchId, 'G2', text('评分'))
    const held = plant(world, batchId, 'G2', text('评分二'))
    await world.call('seal.close', { batchId, reason: '其余由纸面保存' })
    expect((await refuse([file.id])).code).toBe('RULE_BLOCKED')
    world.today = OVER
    const { id } = await carryOut([file.id])
    expect(isThere(file)).toBe(false)
    await world.call('hold.set', { batchId, reason: '举报调查' })
    expect(() =>
      sql(world, db => db.prepare('UPDATE evidence SET destruction_id = ? WHERE id = ?').run(id, held.id)),
    ).toThrow('BATCH_HELD')
  })

  test('what cannot be removed now is said, and goes at the next start', async () => {
    const file = plant(world, batchId, 'G2', text('评分'))
    const path = storePath(world, file.sha256)
    rmSync(path)
    mkdirSync(path) // as a file that a program holds open on Windows: it cannot be removed
    world.today = OVER
    const { id, number } = await propose([file.id])
    const refused = await world.refuse('destruction.carryOut', { id, confirm: number })
    expect(refused).toMatchObject({ code: 'DESTRUCTION_REST', message: expect.stringContaining('还有 1 个文件') })
    expect((await world.call('destruction.list', {})).destructions[0]?.doneAt).not.toBeNull()
    rmSync(path, { recursive: true })
    writeFileSync(path, text('评分'))
    await world.reopen()
    expect(isThere(file)).toBe(false)
  })

  test('a content that is gone already is no hindrance; one taken in again is there', async () => {
    const file = plant(world, batchId, 'G2', text('评分'))
    rmSync(storePath(world, file.sha256))
    world.today = OVER
    await carryOut([file.id])
    const again = plant(world, batchId, 'G2', text('评分'))
    await world.reopen()
    expect(isThere(again)).toBe(true)
    expect(await world.call('evidence.get', { id: again.id })).toMatchObject({ destroyed: false })
  })
})

describe('撤回', () => {
  test('a list proposed by mistake is withdrawn with a reason: it cannot be carried out, its number is used up, its files can be listed anew', async () => {
    const file = plant(world, batchId, 'G2', text('评分'))
    world.today = OVER
    const { id, number } = await propose([file.id])
    expect(await world.call('archive.todo', {})).toEqual({ expired: 1, lists: 1 })
    expect(await world.call('destruction.withdraw', { id, reason: '漏列一件' })).toMatchObject({
      number,
      doneAt: null,
      withdrawReason: '漏列一件',
    })
    expect((await world.refuse('destruction.carryOut', { id, confirm: number })).message).toContain('已经撤回')
    expect((await world.refuse('destruction.withdraw', { id, reason: '再撤' })).message).toContain('已经撤回')
    expect(isThere(file)).toBe(true)

    expect(await world.call('archive.todo', {})).toEqual({ expired: 1, lists: 0 })
    const again = await propose([file.id])
    expect(again.number).not.toBe(number)
    await world.call('destruction.carryOut', { id: again.id, confirm: again.number })
    expect(isThere(file)).toBe(false)
    expect(await world.call('archive.todo', {})).toEqual({ expired: 0, lists: 0 })
    expect((await world.refuse('destruction.withdraw', { id: again.id, reason: '反悔' })).message).toContain('已经执行')
  })
})
