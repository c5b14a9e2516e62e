import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FilingStatus } from '../../src-shared/contract/venue.ts'
import { ARTICLES } from '../../src-shared/domain/articles.ts'
import { RULES, type RuleId } from '../../src-shared/domain/rules.ts'
import { filingState } from '../../src-shared/domain/venue.ts'
import { addDevice, equip, LATHE, list, ORG, openVenue, PDF, picture, VENUE, withExif } from './venue-office.ts'
import { createWorld, TODAY, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.end())

const everything = { offset: 0, limit: 100 }
const listVenues = (filter: Parameters<typeof world.call<'venue.list'>>[1]['filter'] = {}) =>
  world.call('venue.list', { filter, page: everything })
const filing = (id: number, change: object = {}) => ({
  id,
  status: 'filed' as FilingStatus,
  filedOn: '2026-01-10',
  validUntil: '2028-01-09',
  receipt: '京场备 2026-017',
  attachment: null,
  baseline: false,
  ...change,
})

describe('场地', () => {
  it('is kept as it was typed, cleaned of what cannot be seen', async () => {
    const venue = await openVenue(world, { name: ' 数控\u202e实训\u200b基地 ', address: '荣华南路（北区）1 号' })
    expect(venue).toMatchObject({ ...VENUE, filing: 'none', devices: 0, files: [], deletedAt: null })
    expect(venue.history.map(h => h.text)).toEqual(['登记场地「数控实训基地」（荣华南路（北区）1 号）'])
    const { rows, total } = await listVenues()
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({ id: venue.id, occupations: 1, filing: 'none', photos: 0, lastCheckOn: null })
  })

  it('is changed by who saw it as it is, and a stale one is refused', async () => {
    const { id, seen } = await openVenue(world)
    const changed = await openVenue(world, { id, seen, purpose: '理论考试' })
    expect(changed).toMatchObject({ purpose: '理论考试' })
    expect(changed.history[0]?.text).toContain('用途「技能考核」→「理论考试」')
    expect((await world.refuse('venue.save', { ...VENUE, id, seen })).code).toBe('STALE')
    expect((await world.refuse('venue.save', { ...VENUE, id: 999 })).code).toBe('NOT_FOUND')
  })

  it('refuses what cannot be, with the field', async () => {
    await openVenue(world)
    expect(await world.refuse('venue.save', VENUE)).toMatchObject({ code: 'VENUE_TAKEN', fields: { name: /已经登记/ } })
    const [scope] = VENUE.scope
    if (!scope) throw new Error('the sample has a scope')
    for (const [change, field] of [
      [{ name: '\u200b\u202e' }, 'name'],
      [{ name: '' }, 'name'],
      [{ address: ' ' }, 'address'],
      [{ name: '长'.repeat(81) }, 'name'],
      [{ phone: '12345' }, 'phone'],
      [{ scope: [scope, { ...scope, code: '' }] }, 'scope.1.occupation'],
      [{ scope: [{ ...scope, occupation: '\u2060' }] }, 'scope.0.occupation'],
    ] as const) {
      const error = await world.refuse('venue.save', { ...VENUE, name: '另一处', ...change } as never)
      expect(error, field).toMatchObject({ code: 'INPUT_INVALID', fields: { [field]: /./ } })
    }
    expect((await listVenues()).total).toBe(1)
  })

  it('takes any occupation, whether the dictionary knows it or not', async () => {
    const levels = ['四级/中级工', '四级/中级工', ' ', '自定的等级'].filter(level => level.trim())
    const scope = [{ code: '', occupation: '無人機駕駛員', trade: '', levels }]
    expect((await openVenue(world, { scope })).scope[0]?.levels).toEqual(['四级/中级工', '自定的等级'])
  })

  it('goes to the recycle bin and comes back; a second one in its place keeps it there', async () => {
    const { id } = await openVenue(world)
    await addDevice(world, id)
    await world.call('venue.remove', { id, reason: '已退租' })
    expect((await listVenues()).total).toBe(0)
    expect((await listVenues({ trash: true })).rows.map(r => r.id)).toEqual([id])
    expect((await world.refuse('equipment.save', { ...LATHE, venueId: id })).code).toBe('NOT_FOUND')
    expect((await world.refuse('venue.readiness', { id })).code).toBe('NOT_FOUND')
    const second = await openVenue(world)
    expect((await world.refuse('venue.restore', { id })).code).toBe('VENUE_TAKEN')
    await world.call('venue.remove', { id: second.id, reason: '重复' })
    expect(await world.call('venue.restore', { id })).toMatchObject({ id, deletedAt: null, devices: 1 })
  })

  it('is found by parts of its name, address and occupation, in any width and case', async () => {
    await openVenue(world)
    await openVenue(world, { name: 'B座 CNC 中心', address: '科创街 5 号', scope: [] })
    for (const [search, names] of [
      ['实训', ['数控实训基地']],
      ['科创', ['B座 CNC 中心']],
      ['ｃｎｃ', ['B座 CNC 中心']],
      ['数控车工', ['数控实训基地']],
      ["'; DROP TABLE venue; --", []],
      ['%', []],
    ] as const) {
      expect((await listVenues({ search })).rows.map(r => r.name)).toEqual(names)
    }
  })
})

describe('备案', () => {
  it('is recorded with date, end, receipt and scan, and expires the day after its last', async () => {
    const { id, seen } = await openVenue(world)
    const filed = await world.call('venue.setFiling', { ...filing(id, { attachment: PDF }), seen })
    expect(filed).toMatchObject({ filing: 'filed', filedOn: '2026-01-10', receipt: '京场备 2026-017' })
    expect(filed.files).toMatchObject([{ kind: 'receipt', name: '回执.pdf', takenOn: null }])
    expect(filed.history[0]?.text).toContain('未备案 → 已备案，2026-01-10 至 2028-01-09，回执 京场备 2026-017')
    expect((await world.refuse('venue.setFiling', { ...filing(id), seen })).code).toBe('STALE')
    world.today = '2028-01-09'
    expect((await listVenues({ filing: ['filed'] })).total).toBe(1)
    world.today = '2028-01-10'
    expect((await listVenues({ filing: ['expired'] })).rows[0]?.filing).toBe('expired')
    expect((await listVenues({ filing: ['filed'] })).total).toBe(0)
  })

  it('refuses dates that cannot be, and changes nothing then', async () => {
    const { id } = await openVenue(world)
    for (const [change, field] of [
      [{ filedOn: null }, 'filedOn'],
      [{ filedOn: '2026-11-24' }, 'filedOn'],
      [{ filedOn: '2026-02-30' }, 'filedOn'],
      [{ validUntil: '2026-01-09' }, 'validUntil'],
      [{ status: 'submitted' }, 'filedOn'],
      [{ status: 'submitted', filedOn: null }, 'validUntil'],
      [{ status: 'none', filedOn: null, validUntil: null, baseline: true }, 'baseline'],
    ] as const) {
      const error = await world.refuse('venue.setFiling', filing(id, change))
      expect(error).toMatchObject({ code: 'INPUT_INVALID', fields: { [field]: /./ } })
    }
    // The list is empty: neither the filing nor the receipt may be half written.
    const error = await world.refuse('venue.setFiling', filing(id, { baseline: true, attachment: PDF }))
    expect(error.code).toBe('CHECK_EMPTY')
    expect(await world.call('venue.get', { id })).toMatchObject({
      filing: 'none',
      files: [],
      baselines: [],
    })
  })

  it('SQL and domain agree on how it stands', async () => {
    const cases: { status: FilingStatus; filedOn: string | null; validUntil: string | null }[] = [
      { status: 'none', filedOn: null, validUntil: null },
      { status: 'submitted', filedOn: null, validUntil: null },
      { status: 'filed', filedOn: '2026-01-10', validUntil: null },
      ...['2026-11-22', '2026-11-23', '2026-11-24'].map(validUntil => ({
        status: 'filed' as const,
        filedOn: '2026-01-10',
        validUntil,
      })),
    ]
    for (const [i, entry] of cases.entries()) {
      const { id } = await openVenue(world, { name: `场地${i}` })
      await world.call('venue.setFiling', filing(id, entry))
    }
    const { rows } = await listVenues()
    expect(rows.map(r => r.filing)).toEqual(cases.map(entry => filingState(entry, TODAY)))
    expect(new Set(rows.map(r => r.filing))).toEqual(new Set(['none', 'submitted', 'filed', 'expired']))
  })
})

describe('照片和材料', () => {
  const photo = async (id: number, bytes: Uint8Array, name = '全景.jpg', takenOn: string | null = null) =>
    world.call('venue.addFile', { id, kind: 'photo', file: { name, bytes }, takenOn, note: '' })

  it('takes the day from the camera, or from the user, who has the last word', async () => {
    const { id } = await openVenue(world)
    const plain = await picture()
    expect(await photo(id, plain)).toMatchObject({ takenOn: null, takenFrom: null, bytes: plain.length })
    const exif = await photo(id, withExif(plain, '2026:05:01 08:00:00'))
    expect(exif).toMatchObject({ takenOn: '2026-05-01', takenFrom: 'exif' })
    expect(await photo(id, withExif(plain, '2026:05:01 08:00:00'), '乙.jpg', '2026-06-01')).toMatchObject({
      takenOn: '2026-06-01',
      takenFrom: 'typed',
    })
    const typed = await world.call('venue.datePhoto', { fileId: exif.id, takenOn: '2026-07-01' })
    expect(typed).toMatchObject({ takenOn: '2026-07-01', takenFrom: 'typed' })
    const back = await world.call('venue.datePhoto', { fileId: exif.id, takenOn: null })
    expect(back).toMatchObject({ takenOn: '2026-05-01', takenFrom: 'exif' })
    // A camera that is a year ahead says nothing.
    expect(await photo(id, withExif(plain, '2027:05:01 08:00:00'))).toMatchObject({ takenOn: null })
    const error = await world.refuse('venue.datePhoto', { fileId: exif.id, takenOn: '2026-11-24' })
    expect(error).toMatchObject({ code: 'INPUT_INVALID', fields: { takenOn: /不能晚于今天/ } })
  })

  it('refuses a renamed program, a cut picture and papers that are none; the store stays empty', async () => {
    const { id } = await openVenue(world)
    const exe = Buffer.from('MZ\x90\0\x03\0\0\0'.padEnd(400, '\0'), 'latin1')
    const add = (kind: 'photo' | 'paper' | 'receipt', name: string, bytes: Uint8Array) =>
      world.refuse('venue.addFile', { id, kind, file: { name, bytes }, takenOn: null, note: '' })
    expect(await add('photo', '场地.jpg', exe)).toMatchObject({ code: 'FILE_TYPE', message: /场地\.jpg/ })
    expect((await add('photo', '场地.jpg', PDF.bytes)).code).toBe('FILE_TYPE')
    expect((await add('photo', '场地.jpg', (await picture()).subarray(0, 300))).code).toMatch(/IMAGE_BAD|FILE_TYPE/)
    expect((await add('photo', '空.jpg', new Uint8Array())).code).toBe('FILE_TYPE')
    expect((await add('paper', '材料.pdf', exe)).code).toBe('FILE_TYPE')
    expect((await add('paper', '材料.docx', Buffer.from('PK\x03\x04 a jar'))).code).toBe('FILE_TYPE')
    expect((await add('receipt', '回执.pdf', Buffer.from('<script>'))).code).toBe('FILE_TYPE')
    expect(
      (await world.refuse('venue.setFiling', filing(id, { attachment: { name: 'a.pdf', bytes: exe } }))).code,
    ).toBe('FILE_TYPE')
    const takenOn = '2026-01-01'
    const paper = await world.refuse('venue.addFile', { id, kind: 'paper', file: PDF, takenOn, note: '' })
    expect(paper).toMatchObject({ code: 'INPUT_INVALID', fields: { takenOn: /./ } })
    expect(await world.call('venue.get', { id })).toMatchObject({ files: [], filing: 'none' })
    expect(existsSync(join(world.dir, 'files'))).toBe(false)
  })

  it('shows a hostile name as a name, and keeps the bytes', async () => {
    const { id } = await openVenue(world)
    const bytes = await picture()
    const file = await photo(id, bytes, '..\\..\\C:\\windows/场\u202egpj.exe\0.jpg')
    expect(file.name).toBe('场gpj.exe.jpg')
    expect(Buffer.from((await world.call('attachment.read', { sha256: file.sha256 })).bytes)).toEqual(
      Buffer.from(bytes),
    )
    expect(readdirSync(join(world.dir, 'files', file.sha256.slice(0, 2)))).toEqual([file.sha256])
  })

  it('is struck out with a reason, never deleted', async () => {
    const { id } = await openVenue(world)
    const file = await photo(id, await picture())
    await world.call('venue.removeFile', { fileId: file.id, reason: '拍错了' })
    const venue = await world.call('venue.get', { id })
    expect(venue.files).toEqual([])
    expect(venue.history[0]?.text).toBe('场地「数控实训基地」移除场地照片「全景.jpg」：拍错了')
    expect((await world.refuse('venue.removeFile', { fileId: file.id, reason: '再来' })).code).toBe('NOT_FOUND')
    expect((await world.call('attachment.read', { sha256: file.sha256 })).bytes.length).toBe(file.bytes)
  })
})

describe('备案清单与变更', () => {
  const diff = (id: number, change: object = {}) => world.call('venue.diff', { id, page: everything, ...change })

  it('keeps what was filed, whatever happens to the list afterwards', async () => {
    const { id } = await openVenue(world)
    expect(await diff(id)).toMatchObject({ baseline: null, rows: [], total: 0 })
    const { lathe, desk } = await equip(world, id)
    const { deletedAt: _, ...input } = desk
    const venue = await world.call('venue.setFiling', filing(id, { baseline: true, attachment: PDF }))
    const [baseline] = venue.baselines
    if (!baseline) throw new Error('no baseline was taken')
    expect(baseline).toMatchObject({ on: '2026-01-10', devices: 3, pieces: 45, receipt: '京场备 2026-017' })
    expect(baseline.attachment).toMatchObject({ name: '回执.pdf', bytes: PDF.bytes.length })
    expect(await diff(id)).toMatchObject({ rows: [], counts: { added: 0, removed: 0, unexplained: 0 } })

    await addDevice(world, id, { id: lathe.id, quantity: 8 })
    await world.call('equipment.save', { ...input, model: 'QG-2' })
    await world.call('equipment.remove', {
      venueId: id,
      ids: [(await list(world, id)).rows[2]?.id ?? 0],
      reason: '报废',
    })
    await addDevice(world, id, { name: '砂轮机', model: '', spec: '', quantity: 1 })
    const { rows, counts } = await diff(id)
    expect(rows.map(r => [r.kind, r.text])).toEqual([
      ['quantity', '数量 10 台 → 8 台'],
      ['model', '型号「无」→「QG-2」'],
      ['removed', '减少 5 把'],
      ['added', '新增 1 台'],
    ])
    expect(counts).toEqual({ added: 1, removed: 1, quantity: 1, model: 1, unexplained: 4 })
    const filed = await world.call('venue.baselineRows', { baselineId: baseline.id, page: everything })
    expect(filed.rows.map(r => [r.no, r.name, r.quantity])).toEqual([
      [1, '数控车床', 10],
      [2, '钳工台', 30],
      [3, '游标卡尺', 5],
    ])
    expect((await diff(id, { kinds: ['added'] })).rows).toHaveLength(1)
    expect((await world.refuse('venue.diff', { id, baselineId: 99, page: everything })).code).toBe('NOT_FOUND')
  })

  it('a 变更说明 covers the change that it was written for, and no later one', async () => {
    const { id } = await openVenue(world)
    const { lathe } = await equip(world, id)
    const baseline = await world.call('venue.takeBaseline', {
      id,
      on: '2026-01-10',
      receipt: '',
      note: '',
      attachment: null,
    })
    await addDevice(world, id, { id: lathe.id, quantity: 8 })
    await addDevice(world, id, { name: '砂轮机' })
    const keys = (await diff(id)).rows.map(r => r.key)
    const explain = (text: string, list = keys) =>
      world.call('venue.explain', { id, baselineId: baseline.id, keys: list, text })
    expect(await explain('两台送修')).toEqual({ explained: 2 })
    expect(await explain('两台报废', keys.slice(0, 1))).toEqual({ explained: 1 })
    const explained = await diff(id)
    expect(explained.rows.map(r => [r.explanation, r.explainedBy])).toEqual([
      ['两台报废', '测试员'],
      ['两台送修', '测试员'],
    ])
    expect(explained.counts.unexplained).toBe(0)
    await addDevice(world, id, { id: lathe.id, quantity: 7 })
    expect((await diff(id, { unexplained: true })).rows.map(r => r.text)).toEqual(['数量 10 台 → 7 台'])
    const stale = { id, baselineId: baseline.id, keys: keys.slice(0, 1), text: '过时' }
    expect((await world.refuse('venue.explain', stale)).code).toBe('NOT_FOUND')
    await addDevice(world, id, { id: lathe.id, quantity: 8 })
    expect((await diff(id)).counts.unexplained).toBe(0)
  })

  it('a baseline of another venue or of tomorrow is refused', async () => {
    const { id } = await openVenue(world)
    await equip(world, id)
    const other = await openVenue(world, { name: '二号场地' })
    const input = { id, on: '2026-11-23', receipt: '', note: '', attachment: null }
    const baseline = await world.call('venue.takeBaseline', input)
    expect((await world.refuse('venue.takeBaseline', { ...input, on: '2026-11-24' })).fields).toHaveProperty('on')
    const foreign = { id: other.id, baselineId: baseline.id, page: everything }
    expect((await world.refuse('venue.diff', foreign)).code).toBe('NOT_FOUND')
  })
})

describe('检查前', () => {
  const rules = async (id: number) => (await world.call('venue.readiness', { id })).findings.map(f => f.rule)

  it('says all that is missing, each with its article, and falls silent when all is there', async () => {
    const { id } = await openVenue(world, { scope: [] })
    const bare = await world.call('venue.readiness', { id })
    expect(bare.findings.map(f => f.rule)).toEqual(['R-VENUE-FILED', 'R-VENUE-SCOPE', 'R-VENUE-LIST', 'R-VENUE-PHOTO'])
    for (const found of bare.findings) {
      expect(found.severity).toBe('warn')
      expect(found.remedy).not.toBe('')
      expect(ARTICLES[RULES[found.rule as RuleId].article].label).toMatch(/第二十三条|第二十条（五）|附件5/)
    }
    await openVenue(world, { id })
    const { lathe } = await equip(world, id)
    await world.call('venue.setFiling', filing(id, { baseline: true }))
    const file = { name: '全景.jpg', bytes: await picture() }
    const photo = await world.call('venue.addFile', { id, kind: 'photo', file, takenOn: null, note: '' })
    expect(await rules(id)).toEqual(['R-VENUE-PHOTO']) // a photo without a day
    await world.call('venue.datePhoto', { fileId: photo.id, takenOn: '2025-11-23' })
    expect(await rules(id)).toEqual([])
    world.today = '2026-11-24' // 366 days
    expect(await rules(id)).toEqual(['R-VENUE-PHOTO'])
    await world.call('venue.setLimits', { photoDays: 400 })
    expect(await world.call('venue.limits', {})).toEqual({ photoDays: 400 })
    expect(await rules(id)).toEqual([])

    await addDevice(world, id, { id: lathe.id, quantity: 12 })
    expect(await rules(id)).toEqual(['R-VENUE-CHG'])
    await addDevice(world, id, { id: lathe.id, quantity: 9 })
    const changed = await world.call('venue.readiness', { id })
    expect(changed).toMatchObject({ below: 1, differences: { quantity: 1, unexplained: 1 }, baselineOn: '2026-01-10' })
    expect(changed.findings.map(f => f.rule)).toEqual(['R-VENUE-CHG', 'R-VENUE-COUNT'])
    expect(changed.findings[1]?.message).toContain('数控车床 数量 10 台 → 9 台')
    await openVenue(world, { id, address: '科创街 5 号', note: '搬迁' })
    const moved = (await world.call('venue.readiness', { id })).findings[0]
    expect(moved).toMatchObject({ rule: 'R-VENUE-CHG', message: '备案（2026-01-10）后场地的地址有变更' })
    await openVenue(world, { id })
    world.today = '2028-01-10'
    expect((await rules(id))[0]).toBe('R-VENUE-FILED')
    for (const photoDays of [0, -1, 1.5, 99_999]) {
      expect((await world.refuse('venue.setLimits', { photoDays })).code).toBe('INPUT_INVALID')
    }
  })
})

describe('附件5 和差异附页的内容', () => {
  it('gives what the forms print, and no answer to 是□否□', async () => {
    const { id } = await openVenue(world)
    expect((await world.refuse('venue.facts', { id })).code).toBe('ORG_MISSING')
    await world.call('org.save', ORG)
    const { lathe } = await equip(world, id)
    await world.call('venue.setFiling', filing(id, { baseline: true }))
    await addDevice(world, id, { id: lathe.id, quantity: 8 })
    const facts = await world.call('venue.facts', { id })
    expect(facts).toMatchObject({
      orgName: ORG.name,
      orgKind: 'S',
      name: VENUE.name,
      address: VENUE.address,
      occupationText: '车工·数控车工（五级/初级工、四级/中级工）',
      baselineOn: '2026-01-10',
      check: null,
    })
    expect(facts.equipment.map(row => [row.no, row.name, row.quantity])).toEqual([
      [1, '数控车床', 8],
      [2, '钳工台', 30],
      [3, '游标卡尺', 5],
    ])
    expect(facts.differences.map(d => d.text)).toEqual(['数量 10 台 → 8 台'])
    expect(JSON.stringify(facts)).not.toMatch(/是□|conforms/)
    expect((await world.refuse('venue.facts', { id, checkId: 1 })).code).toBe('NOT_FOUND')
  })
})

it('half a character in what is typed breaks neither the data nor the log', async () => {
  const half = '坏\ud800字'
  const { id } = await openVenue(world, { note: half, contact: half, purpose: half })
  const device = await addDevice(world, id, { note: half })
  await world.call('venue.takeBaseline', { id, on: TODAY, receipt: half, note: half, attachment: PDF })
  await addDevice(world, id, { id: device.id, quantity: 1 })
  const { baseline, rows } = await world.call('venue.diff', { id, page: everything })
  const keys = rows.map(r => r.key)
  await world.call('venue.explain', { id, baselineId: baseline?.id ?? 0, keys, text: half })
  await world.call('equipment.remove', { venueId: id, ids: [device.id], reason: half })
  await world.call('venue.remove', { id, reason: half })
  expect(await world.call('audit.verify', {})).toMatchObject({ events: 7, broken: null })
})

it('every change is in the log and tells the lists', async () => {
  const { id } = await openVenue(world)
  await equip(world, id)
  await world.call('venue.setFiling', filing(id, { baseline: true }))
  await world.call('venue.remove', { id, reason: '测试' })
  const { rows } = await world.call('audit.list', { page: everything })
  expect(rows.map(r => r.action)).toEqual([
    'venue.remove',
    'venue.takeBaseline',
    'venue.setFiling',
    'equipment.save',
    'equipment.save',
    'equipment.save',
    'venue.save',
  ])
  expect(await world.call('audit.verify', {})).toMatchObject({ events: 7, broken: null })
  const changed = world.events.filter(event => event.type === 'changed')
  expect(changed.length).toBeLessThanOrEqual(6) // what follows within a moment is told together
  expect(changed.every(event => event.areas.includes('venue'))).toBe(true)
})
