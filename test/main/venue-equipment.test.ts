import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CellValue, readXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from './sheet-files.ts'
import { addDevice, equip, LATHE, list, openVenue, PDF, sheet } from './venue-office.ts'
import { createWorld, type World } from './world.ts'

const folder = tempFolder()
let world: World
let venueId: number
beforeEach(async () => {
  world = await createWorld()
  venueId = (await openVenue(world)).id
})
afterEach(() => world.end())

const HEAD = ['序号', '设备名称', '型号', '规格', '数量', '单位', '存放地点', '设备编号', '备注']
const everything = { offset: 0, limit: 500 }

async function preview(rows: CellValue[][], duplicates: 'skip' | 'overwrite' = 'skip') {
  const summary = await world.call('equipment.preview', { venueId, file: await sheet(rows), duplicates })
  if (!summary) throw new Error('no dialog was asked')
  const found = await world.call('equipment.rows', { importId: summary.importId, page: everything })
  return { ...summary, rows: found.rows }
}

describe('one line', () => {
  it('is kept clean, found by its parts and its sound, and summed', async () => {
    await equip(world, venueId)
    await addDevice(world, venueId, { name: '单相\u200b电机（教学用）', model: 'Φ20', room: '' })
    const found = async (search: string) => (await list(world, venueId, { search })).rows.map(r => r.name)
    expect(await found('skc')).toEqual(['数控车床'])
    expect(await found('shukong')).toEqual(['数控车床'])
    expect(await found('dxdj')).toEqual(['单相电机（教学用）']) // dān, not the surname shàn
    expect(await found('ck61')).toEqual(['数控车床'])
    expect(await found('ｃｋ６１')).toEqual(['数控车床'])
    expect(await found('φ20')).toEqual(['单相电机（教学用）'])
    expect(await found('zc-0003')).toEqual(['游标卡尺'])
    expect(await found('%')).toEqual([])
    expect(await found('"')).toEqual([])
    expect(await list(world, venueId)).toMatchObject({ total: 4, pieces: 55 })
    expect(await list(world, venueId, { room: '101' })).toMatchObject({ total: 2, pieces: 40 })
    expect((await list(world, venueId, { room: '' })).rows.map(r => r.name)).toEqual(['单相电机（教学用）'])
    expect((await world.call('equipment.rooms', { venueId })).rooms).toEqual([
      { room: '', devices: 1, pieces: 10 },
      { room: '101', devices: 2, pieces: 40 },
      { room: '102', devices: 1, pieces: 5 },
    ])
  })

  it('refuses counts that are none, the same device twice in a room, and stale changes', async () => {
    const device = await addDevice(world, venueId)
    for (const quantity of [-1, 2.5, 1_000_001, Number.NaN]) {
      const error = await world.refuse('equipment.save', { ...LATHE, venueId, name: '甲', quantity })
      expect(error).toMatchObject({ code: 'INPUT_INVALID', fields: { quantity: /./ } })
    }
    expect((await world.refuse('equipment.save', { ...LATHE, venueId, name: '\u200b' })).fields).toHaveProperty('name')
    // Width, case and spaces make no other device.
    const twin = await world.refuse('equipment.save', { ...LATHE, venueId, model: ' ｃｋ6140', quantity: 3 })
    expect(twin).toMatchObject({ code: 'EQUIPMENT_TAKEN', message: /「101」.*「数控车床」/ })
    await addDevice(world, venueId, { room: '102' })
    const input = { ...LATHE, venueId, id: device.id, seen: device.seen }
    await world.call('equipment.save', { ...input, quantity: 0 })
    expect((await world.refuse('equipment.save', input)).code).toBe('STALE')
    const other = await openVenue(world, { name: '二号场地' })
    expect((await world.refuse('equipment.save', { ...input, seen: undefined, venueId: other.id })).code).toBe(
      'INPUT_INVALID', // who edits says which state he saw
    )
    expect((await list(world, venueId)).pieces).toBe(10)
  })

  it('goes to the recycle bin all or none, and comes back unless it stands there again', async () => {
    const { lathe, desk } = await equip(world, venueId)
    const remove = { venueId, ids: [lathe.id, desk.id], reason: '报废' }
    const unknown = { ...remove, ids: [lathe.id, 999] }
    expect((await world.refuse('equipment.remove', unknown)).code).toBe('NOT_FOUND')
    expect((await list(world, venueId)).total).toBe(3)
    expect(await world.call('equipment.remove', remove)).toEqual({ removed: 2 })
    expect((await list(world, venueId, { trash: true })).total).toBe(2)
    const again = await addDevice(world, venueId)
    const restore = { venueId, ids: [desk.id, lathe.id] }
    expect((await world.refuse('equipment.restore', restore)).code).toBe('EQUIPMENT_TAKEN')
    expect((await list(world, venueId, { trash: true })).total).toBe(2)
    await world.call('equipment.remove', { venueId, ids: [again.id], reason: '重复' })
    expect(await world.call('equipment.restore', restore)).toEqual({ restored: 2 })
    expect((await list(world, venueId)).total).toBe(3)
  })
})

describe('导入', () => {
  it('previews, then writes all rows without errors', async () => {
    const { rows, counts, headerRow, importId } = await preview([
      ['场地设备一览表'],
      HEAD,
      [1, '数控车床', 'CK6140', '400mm', 10, '台', '101', 'ZC-1', ''],
      [2, ' 钳工台\u200b ', null, '１．２m（木）', '1,030', '张', '101', null, '新'],
      [],
      [3, '卡尺', null, null, 0, null, null, null, null],
    ])
    expect(headerRow).toBe(2)
    expect(counts).toMatchObject({ total: 3, new: 3, error: 0 })
    expect(rows[1]).toMatchObject({ row: 4, name: '钳工台', values: { quantity: '1030', spec: '１．２m（木）' } })
    expect((await list(world, venueId)).total).toBe(0)
    expect(await world.call('equipment.commit', { importId })).toEqual({ added: 3, updated: 0, skipped: 0, errors: 0 })
    const kept = (await list(world, venueId)).rows.map(r => [r.name, r.quantity, r.assetNo, r.room])
    expect(kept).toEqual([
      ['卡尺', 0, '', ''],
      ['数控车床', 10, 'ZC-1', '101'],
      ['钳工台', 1030, '', '101'],
    ])
  })

  it('names the row, the column and the remedy of every mistake', async () => {
    const bad = (change: Partial<Record<(typeof HEAD)[number], CellValue>>) =>
      HEAD.map(h =>
        h in change
          ? (change[h] ?? null)
          : h === '设备名称'
            ? `设备${JSON.stringify(change)}`
            : h === '数量'
              ? 1
              : null,
      )
    const { rows, counts } = await preview([
      HEAD,
      bad({ 数量: -3 }),
      bad({ 数量: 2.5 }),
      bad({ 数量: '10台' }),
      bad({ 数量: null }),
      bad({ 数量: '1e9' }),
      bad({ 数量: 2_000_000 }),
      bad({ 设备名称: null, 单位: '台' }),
      bad({ 设备名称: '长'.repeat(81) }),
      bad({ 型号: new Date('2026-05-01T00:00:00Z') }),
      bad({ 设备编号: 1234567890123456 }),
      bad({ 数量: '#REF!' }),
      bad({ 设备名称: '合 计', 数量: 128 }),
      bad({ 设备名称: '台钻', 型号: 'Z512', 存放地点: '甲室' }),
      bad({ 设备名称: '台钻', 型号: 'ｚ512 ', 存放地点: '甲室', 数量: 3 }),
      bad({ 设备名称: '台钻', 型号: 'Z512', 存放地点: '乙室' }),
    ])
    expect(rows.map(r => r.problems.map(p => `${p.column}|${p.message}`).join('\n'))).toEqual([
      'quantity|第2行“数量”填的是“-3”，不能是负数。请填 0 或以上的整数。',
      'quantity|第3行“数量”填的是“2.5”，不能是小数。请填整数。',
      'quantity|第4行“数量”填的是“10台”，不是整数。请只填数字，单位写在“单位”列。',
      'quantity|第5行缺少数量。请补填。',
      'quantity|第6行“数量”填的是“1e9”，不是整数。请只填数字，单位写在“单位”列。',
      'quantity|第7行“数量”填的是“2000000”，最多 1000000。请核对。',
      'name|第8行缺少名称。请补填。',
      'name|第9行“名称”有 81 个字，最多 80 个字。请缩短。',
      'model|第10行“型号”被 Excel 存成了日期 2026-05-01。请把该列设为文本后重新填写（如 5-1）。',
      'assetNo|第11行“资产编号”被 Excel 存成了数字，后几位已丢失。请把该列设为文本后重新录入。',
      'quantity|第12行“数量”是 Excel 的错误值 #REF!。请改成实际内容，不要用公式。',
      '',
      'name|第15行与第14行重复（位置、名称、型号、规格相同）。请核对，合并成一行。',
      '',
    ])
    expect(counts).toMatchObject({ total: 14, new: 2, error: 12 })
  })

  it('gives the faulty rows back in a workbook that can be corrected and sent in again', async () => {
    const { importId } = await preview([
      HEAD,
      [1, '台钻', 'Z512', '', -3, '台', '甲室', '', ''],
      [2, '台灯', '', '', 1],
    ])
    const path = join(folder, '错误.xlsx')
    world.answers.save.push(null, path)
    expect(await world.call('equipment.saveErrors', { importId })).toBeNull()
    await world.call('equipment.saveErrors', { importId })
    const [page] = (await readXlsx(readFileSync(path))).sheets
    expect(page?.rows[0]?.slice(0, 3)).toEqual(['错误说明', '序号', '设备名称'])
    expect(page?.rows).toHaveLength(2)
    expect(page?.rows[1]?.[0]).toContain('第2行“数量”填的是“-3”，不能是负数')
    const rows = (page?.rows ?? []).map(row => [...row])
    if (rows[1]) rows[1][5] = '3'
    expect((await preview(rows)).counts).toMatchObject({ total: 1, new: 1, error: 0 })
  })

  it('skips or overwrites by 位置 + 名称 + 型号 + 规格; blank cells erase nothing', async () => {
    await equip(world, venueId)
    const rows = [HEAD, [1, '数控车床', 'CK6140', '最大回转直径 400mm', 8, null, '101', null, '送修两台']]
    const { importId, counts } = await preview(rows)
    expect(counts).toMatchObject({ skip: 1, new: 0 })
    expect(await world.call('equipment.commit', { importId })).toMatchObject({ skipped: 1, updated: 0 })
    expect((await list(world, venueId)).rows[0]).toMatchObject({ quantity: 10 })
    expect((await world.call('equipment.setPolicy', { importId, duplicates: 'overwrite' })).counts.update).toBe(1)
    expect(await world.call('equipment.commit', { importId })).toMatchObject({ skipped: 0, updated: 1 })
    expect((await list(world, venueId)).rows[0]).toMatchObject({
      quantity: 8,
      unit: '台',
      assetNo: 'ZC-0001',
      note: '送修两台',
    })
  })

  it('judges the rows again when they are written: what was added meanwhile is not added twice', async () => {
    const { importId } = await preview([HEAD, [1, LATHE.name, LATHE.model, LATHE.spec, 3, '台', LATHE.room]])
    await addDevice(world, venueId)
    expect(await world.call('equipment.commit', { importId })).toMatchObject({ added: 0, skipped: 1 })
    expect(await list(world, venueId)).toMatchObject({ total: 1, pieces: 10 })
    await world.call('equipment.discard', { importId })
    expect((await world.refuse('equipment.commit', { importId })).code).toBe('NOT_FOUND')
  })

  it('writes 10,000 rows, and none of them when it is cancelled half way', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => [
      i + 1,
      `设备${i}`,
      `M-${i % 97}`,
      '',
      i % 7,
      '台',
      `${i % 50} 室`,
    ])
    const { importId, counts } = await preview([HEAD.slice(0, 7), ...rows])
    expect(counts).toMatchObject({ total: 10_000, new: 10_000, error: 0 })
    const stop = world.backend.on(event => {
      if (event.type === 'progress' && event.done >= 3000) void world.call('job.cancel', { call: 'cancelled' })
    })
    expect((await world.refuse('equipment.commit', { importId }, 'cancelled')).code).toBe('CANCELLED')
    stop()
    expect((await list(world, venueId)).total).toBe(0)
    expect(await world.call('equipment.commit', { importId })).toMatchObject({ added: 10_000 })
    const pieces = rows.reduce((sum, row) => sum + Number(row[4]), 0)
    expect(await list(world, venueId)).toMatchObject({ total: 10_000, pieces })
  })

  it('refuses files that are no such list', async () => {
    const file = async (rows: CellValue[][]) => ({ venueId, file: await sheet(rows), duplicates: 'skip' as const })
    const missing = await world.refuse(
      'equipment.preview',
      await file([
        ['姓名', '数量'],
        ['王小明', 1],
      ]),
    )
    expect(missing).toMatchObject({ code: 'SHEET_NO_COLUMN', message: /至少要有「名称」一列/ })
    expect((await world.refuse('equipment.preview', await file([HEAD]))).code).toBe('SHEET_EMPTY')
    const pdf = { venueId, file: { ...PDF, name: '设备.xlsx' }, duplicates: 'skip' as const }
    expect((await world.refuse('equipment.preview', pdf)).code).toBe('FILE_TYPE')
    const nowhere = { ...(await file([HEAD])), venueId: 99 }
    expect((await world.refuse('equipment.preview', nowhere)).code).toBe('NOT_FOUND')
    world.answers.open.push(null)
    expect(await world.call('equipment.preview', { venueId, duplicates: 'skip' })).toBeNull()
  })
})

describe('导出', () => {
  it('is a workbook that says the same when it is imported again', async () => {
    await equip(world, venueId)
    await addDevice(world, venueId, {
      name: '=cmd|calc',
      model: '+1',
      spec: '@x',
      room: '',
      assetNo: '0012',
      note: '-',
    })
    const before = (await list(world, venueId)).rows
    const path = join(folder, '设备.xlsx')
    world.answers.save.push(null, path)
    expect(await world.call('equipment.export', { filter: { venueId } })).toBeNull()
    await world.call('equipment.export', { filter: { venueId } })
    await world.call('equipment.remove', { venueId, ids: before.map(r => r.id), reason: '重导' })
    world.answers.open.push(path)
    const summary = await world.call('equipment.preview', { venueId, duplicates: 'skip' })
    expect(summary?.counts).toMatchObject({ total: 4, new: 4, error: 0 })
    await world.call('equipment.commit', { importId: summary?.importId ?? '' })
    const plain = (rows: typeof before) => rows.map(({ id: _, seen: __, ...row }) => row)
    expect(plain((await list(world, venueId)).rows)).toEqual(plain(before))
  })

  it('templates can be filled in and read', async () => {
    const path = join(folder, '模板.xlsx')
    world.answers.save.push(path)
    await world.call('equipment.template', {})
    const [page] = (await readXlsx(readFileSync(path))).sheets
    const header = (page?.rows[0] ?? []).map(String)
    expect(header).toEqual(['名称*', '型号', '规格', '数量*', '单位', '位置', '资产编号', '备注'])
    const { counts, rows } = await preview([header, ['车床', '5-1', '', '3', '台', '101', '0012', '']])
    expect(counts).toMatchObject({ new: 1, error: 0 })
    expect(rows[0]?.values).toMatchObject({ model: '5-1', assetNo: '0012' })
  })
})

describe('职业字典', () => {
  const load = async (rows: CellValue[][]) => {
    const result = await world.call('occupation.import', { file: await sheet(rows, '字典.xlsx') })
    if (!result) throw new Error('no dialog was asked')
    return result
  }
  const find = async (search: string) =>
    (await world.call('occupation.list', { search, page: everything })).rows.map(r => r.trade || r.occupation)

  it('is imported, renewed and searched; faulty rows are named and left out', async () => {
    const head = ['职业编码', '职业（工种）', '工种', '等级']
    const first = await load([
      head,
      ['6-18-01-01', '车工', '数控车工', '五级/初级工、四级/中级工'],
      ['6-31-01-03', '电工', '', '五级/初级工,四级/中级工 三级/高级工'],
      ['', '', '无名工种', ''],
      ['6-31-01-03', '电工', '', ''],
    ])
    expect(first).toMatchObject({ fileName: '字典.xlsx', added: 2, updated: 0, unchanged: 0 })
    expect(first.problems).toEqual([
      { row: 4, message: '第4行缺少职业名称。请补填。' },
      { row: 5, message: '第5行与第3行重复（职业、工种、编码相同）。请核对，合并成一行。' },
    ])
    expect(await find('skcg')).toEqual(['数控车工'])
    expect(await find('6-31')).toEqual(['电工'])
    expect(await find('车')).toEqual(['数控车工'])
    const second = await load([head, ['6-18-01-01', '车工', '数控车工', '二级/技师'], ['6-31-01-03', '电工', '', '']])
    expect(second).toMatchObject({ added: 0, updated: 1, unchanged: 1 })
    const { rows } = await world.call('occupation.list', { search: '', page: everything })
    expect(rows.map(r => r.levels)).toEqual([['二级/技师'], ['五级/初级工', '四级/中级工', '三级/高级工']])
    expect(await world.call('occupation.remove', { ids: rows.map(r => r.id) })).toEqual({ removed: 2 })
    expect(await find('')).toEqual([])
    expect(await load([head, ['6-31-01-03', '电工', '', '']])).toMatchObject({ added: 1 })
  })
})
