/** People: saving, 身份证, the recycle bin, search, and what a hostile search box does. */
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addAppointed, addOrg, addPerson, addQualified, idNumber, issue, personInput } from './people.ts'
import { createWorld, type World } from './world.ts'

describe('one person', () => {
  let world: World
  beforeEach(async () => {
    world = await createWorld()
  })
  afterEach(() => world.end())

  test('is saved, changed, and refused as STALE when somebody else was faster', async () => {
    const person = await addPerson(world)
    const { id, seen } = person
    const changed = await world.call('supervisor.save', { ...personInput, id, seen, department: '教务部' })
    expect(changed).toMatchObject({ department: '教务部' })
    const stale = await world.refuse('supervisor.save', { ...personInput, id, seen, department: '财务部' })
    expect(stale.code).toBe('STALE')
    expect((await world.call('supervisor.get', { id })).department).toBe('教务部')
    expect(changed.history.map(h => h.text)).toEqual(['修改「张三」的资料：部门', '登记「张三」'])
  })

  test('the name is cleaned, and one of nothing but invisible characters is refused', async () => {
    expect((await addPerson(world, { name: '  张 三 ' })).name).toBe('张三')
    expect((await addPerson(world, { name: '阿卜杜拉•买买提' })).name).toBe('阿卜杜拉·买买提')
    const error = await world.refuse('supervisor.save', { ...personInput, name: '\u200b\u2060' })
    expect([error.code, Object.keys(error.fields ?? {})]).toEqual(['INPUT_INVALID', ['name']])
  })

  test.each([
    [{ birth: '2026-11-24' }, 'birth'], // tomorrow
    [{ birth: '2026-02-30' }, 'birth'],
    [{ phone: '12345' }, 'phone'],
    [{ name: '' }, 'name'],
    [{ name: '王'.repeat(41) }, 'name'],
    [{ note: '长'.repeat(501) }, 'note'],
  ])('%o is refused at its field, in Chinese', async (over, field) => {
    const error = await world.refuse('supervisor.save', { ...personInput, ...over })
    expect([error.code, Object.keys(error.fields ?? {})]).toEqual(['INPUT_INVALID', [field]])
    expect(error.fields?.[field]).toMatch(/\p{Script=Han}/u)
  })

  test('身份证: stored sealed, shown masked, revealed for a reason that is logged', async () => {
    const number = idNumber('1985-05-05', '男')
    const person = await addPerson(world, { idNumber: number })
    expect(person.idMasked).toBe(`1${'*'.repeat(15)}${number.slice(-2)}`)
    expect(await world.call('supervisor.revealId', { id: person.id, reason: '核对备案名册' })).toEqual({
      idNumber: number,
    })
    const [event] = (await world.call('audit.list', { page: { offset: 0, limit: 1 } })).rows
    expect(event?.text).toBe('查看「张三」的完整身份证号：核对备案名册')
    const kept = await world.call('supervisor.save', { ...personInput, id: person.id, note: '改备注' })
    expect(kept.idMasked).not.toBeNull() // absent: what is stored stays
    expect((await world.call('supervisor.save', { ...personInput, id: person.id, idNumber: null })).idMasked).toBeNull()
    expect((await world.refuse('supervisor.revealId', { id: person.id, reason: '再看' })).code).toBe('NOT_FOUND')
  })

  test.each([
    ['a wrong check digit', '110105198505050019', 'ID_INVALID', ['idNumber']],
    ['another sex', idNumber('1985-05-05', '女'), 'ID_CONFLICT', ['sex']],
    ['another birthday', idNumber('1985-05-06', '男'), 'ID_CONFLICT', ['birth']],
    ['both', idNumber('1985-05-06', '女'), 'ID_CONFLICT', ['sex', 'birth']],
  ])('身份证 with %s is refused, and nothing is stored', async (_, number, code, fields) => {
    const error = await world.refuse('supervisor.save', { ...personInput, idNumber: number })
    expect([error.code, Object.keys(error.fields ?? {})]).toEqual([code, fields])
    expect(JSON.stringify(error)).not.toContain(number)
    expect((await world.call('home.todo', {})).counts.total).toBe(0)
  })

  test('the same 身份证 belongs to one person; the recycle bin gives it free, and restoring then is refused', async () => {
    const number = idNumber('1985-05-05', '男')
    const first = await addPerson(world, { idNumber: number })
    const twin = { ...personInput, name: '张三丰', idNumber: number.toLowerCase() }
    const error = await world.refuse('supervisor.save', twin)
    expect([error.code, error.message]).toEqual(['ID_TAKEN', '该身份证号码已登记在「张三」名下。'])
    await world.call('supervisor.remove', { selection: { ids: [first.id] }, reason: '重复' })
    await world.call('supervisor.save', twin)
    expect((await world.refuse('supervisor.restore', { selection: { ids: [first.id] } })).code).toBe('ID_TAKEN')
  })

  test('the recycle bin: out of every list, back with all records; whoever was appointed stays', async () => {
    await addOrg(world)
    const gone = await addQualified(world, { name: '李四' })
    const kept = await addAppointed(world, { name: '王五' })
    const result = await world.call('supervisor.remove', { selection: { ids: [gone.id, kept.id] }, reason: '清理' })
    expect([result.removed, result.kept.map(k => k.name)]).toEqual([1, ['王五']])
    const count = async (filter: { trash?: boolean }) =>
      (
        await world.call('supervisor.list', {
          filter,
          sort: { by: 'name', desc: false },
          page: { offset: 0, limit: 9 },
        })
      ).total
    expect([await count({}), await count({ trash: true })]).toEqual([1, 1])
    expect((await world.call('home.todo', {})).counts.total).toBe(1)
    expect((await world.refuse('supervisor.save', { ...personInput, id: gone.id })).code).toBe('NOT_FOUND')
    expect((await world.call('supervisor.get', { id: gone.id })).deletedAt).not.toBeNull()
    expect(await world.call('supervisor.restore', { selection: { ids: [gone.id, kept.id] } })).toEqual({ restored: 1 })
    expect((await world.call('supervisor.get', { id: gone.id })).state).toBe('qualified')
    expect(await world.call('supervisor.restore', { selection: { ids: [gone.id, 999] } })).toEqual({ restored: 0 }) // not there
    // The whole bin but for some: what a filter finds, not one id more.
    const others = await Promise.all(['甲', '乙', '丙'].map(name => addPerson(world, { name })))
    await world.call('supervisor.remove', { selection: { ids: others.map(o => o.id) }, reason: '清理' })
    const [kept2 = 0] = others.map(o => o.id)
    const selection = { filter: { trash: true }, except: [kept2] }
    expect(await world.call('supervisor.restore', { selection })).toEqual({ restored: 2 })
    expect(await count({ trash: true })).toBe(1)
  })

  test('a scan comes back as it was, opens with the system program, and a changed one is refused', async () => {
    const { id } = await addPerson(world)
    const bytes = new TextEncoder().encode('%PDF-1.7 培训证明')
    const scan = { name: '../../证明 "2026".pdf', bytes }
    const record = { selection: { ids: [id] }, on: '2026-10-01', hours: 8, subject: '', organizer: '' }
    await world.call('training.add', { ...record, attachment: scan })
    const stored = (await world.call('supervisor.get', { id })).trainings[0]?.attachment
    expect(stored).toMatchObject({ name: scan.name, bytes: bytes.length })
    const sha256 = stored?.sha256 ?? ''
    expect((await world.call('attachment.read', { sha256 })).bytes).toEqual(Buffer.from(bytes))
    await world.call('attachment.open', { sha256, name: scan.name })
    const copy = world.opened[0] ?? ''
    expect(copy.startsWith(join(world.dir, 'work', 'open'))).toBe(true)
    expect(basename(copy)).toBe('证明 _2026_.pdf')
    writeFileSync(copy, '换过的内容') // the copy, not what is kept
    expect((await world.call('attachment.read', { sha256 })).bytes).toEqual(Buffer.from(bytes))
    await world.call('attachment.open', { sha256, name: '没有扩展名' })
    expect(basename(world.opened[1] ?? '')).toBe('没有扩展名.pdf')
    await world.call('attachment.open', { sha256, name: '安装.exe' }) // by what it is, whatever the caller says
    expect(basename(world.opened[2] ?? '')).toBe('安装.pdf')
    writeFileSync(join(world.dir, 'files', sha256.slice(0, 2), sha256), '换过的内容')
    expect((await world.refuse('attachment.open', { sha256, name: scan.name })).code).toBe('FILE_UNREADABLE')
    expect((await world.refuse('attachment.read', { sha256 })).code).toBe('FILE_UNREADABLE')
    expect((await world.refuse('attachment.read', { sha256: '0'.repeat(64) })).code).toBe('NOT_FOUND') // no record names it
  })

  test('who works is named in the log from then on, and after a restart', async () => {
    await world.call('app.setOperator', { name: '赵经办' })
    await addPerson(world)
    await world.reopen()
    expect(await world.call('app.info', {})).toMatchObject({
      operator: '赵经办',
      operators: ['赵经办'],
      keyKeeper: 'file',
    })
    await addPerson(world, { name: '李四' })
    const { rows } = await world.call('audit.list', { page: { offset: 0, limit: 9 } })
    expect(rows.map(r => [r.actor, r.text])).toEqual([
      ['赵经办', '登记「李四」'],
      ['赵经办', '登记「张三」'],
      ['测试员', '经办人由「测试员」换为「赵经办」'],
    ])
  })
})

describe('one search box', () => {
  let world: World
  const names = ['张三', '曾远', '单志伟', '欧阳修', '阿卜杜拉·买买提', 'John Smith', '𠮷田', '周星']
  beforeAll(async () => {
    world = await createWorld()
    await addOrg(world)
    const people = []
    for (const [i, name] of names.entries()) people.push(await addPerson(world, { name, phone: `1390000123${i}` }))
    const carded = await addAppointed(world, { name: '卡持有' })
    await issue(world, [carded.id])
  })
  afterAll(() => world.end())

  const find = async (search: string) =>
    (
      await world.call('supervisor.list', {
        filter: { search },
        sort: { by: 'updatedAt', desc: false },
        page: { offset: 0, limit: 50 },
      })
    ).rows.map(row => row.name)

  test.each([
    ['zs', ['张三']],
    ['ZS', ['张三']],
    ['zhangs', ['张三']],
    ['zhang san', ['张三']],
    ['张', ['张三']],
    ['三', ['张三']],
    ['张 三', ['张三']],
    ['zy', ['曾远']],
    ['cy', []],
    ['ceng', []],
    ['szw', ['单志伟']],
    ['shan', ['单志伟']],
    ['dan', []],
    ['oyx', ['欧阳修']],
    ['买买提', ['阿卜杜拉·买买提']],
    ['john', ['John Smith']],
    ['John Sm', ['John Smith']],
    ['js', ['John Smith']],
    ['johns', ['John Smith']],
    ['𠮷', ['𠮷田']],
    ['S1120012', ['卡持有']],
    ['s112001260001', ['卡持有']],
    ['260001', ['卡持有']],
    ['z', ['张三', '曾远', '周星']],
  ])('%s finds %j', async (search, expected) => {
    expect(await find(search)).toEqual(expected)
  })

  test('the order is that of a dictionary: syllable by syllable, 陈 before 程', async () => {
    for (const name of ['程建平', '陈丽华', '陈程', 'David Chen']) await addPerson(world, { name, note: '排序' })
    const { rows } = await world.call('supervisor.list', {
      filter: {},
      sort: { by: 'name', desc: false },
      page: { offset: 0, limit: 50 },
    })
    const order = rows.map(row => row.name).filter(name => /程|陈|David/.test(name))
    expect(order).toEqual(['陈程', '陈丽华', '程建平', 'David Chen'])
    expect([await find('chenl'), await find('chen li'), await find('cheng'), await find('dc')]).toEqual([
      ['陈丽华'],
      ['陈丽华'],
      ['程建平'],
      ['David Chen'],
    ])
  })

  test('phone numbers are found by any part of three digits or more', async () => {
    expect(await find('1237')).toEqual(['周星'])
    expect((await find('1390000123')).length).toBe(names.length)
  })

  test.each([
    '%',
    '_',
    "'",
    '"',
    "' OR 1=1 --",
    '\\',
    '*',
    '张%',
    '\u0000',
    '😀',
    '[',
    'z%',
    '；DROP TABLE',
    '９９９９９',
  ])('%j finds nobody and breaks nothing', async search => {
    expect(await find(search)).toEqual([])
    const cards = await world.call('card.list', {
      filter: { search },
      sort: { by: 'name', desc: true },
      page: { offset: 0, limit: 9 },
    })
    expect(cards.rows).toEqual([])
    expect((await world.call('print.ledger', { search, page: { offset: 0, limit: 9 } })).rows).toEqual([])
  })

  test('ten thousand characters are refused by the schema', async () => {
    const error = await world.refuse('supervisor.list', {
      filter: { search: '张'.repeat(10_000) },
      sort: { by: 'name', desc: false },
      page: { offset: 0, limit: 1 },
    })
    expect([error.code, Object.keys(error.fields ?? {})]).toEqual(['INPUT_INVALID', ['filter.search']])
  })

  test('pages follow each other without a gap or a double, in both directions of every order', async () => {
    const all = (await find('')).length
    for (const by of ['name', 'termEnd', 'birth', 'code', 'updatedAt'] as const) {
      for (const desc of [false, true]) {
        const seen: number[] = []
        for (let offset = 0; offset < all; offset += 4) {
          const { rows, total } = await world.call('supervisor.list', {
            filter: {},
            sort: { by, desc },
            page: { offset, limit: 4 },
          })
          expect(total).toBe(all)
          seen.push(...rows.map(r => r.id))
        }
        expect(new Set(seen).size, `${by} ${desc}`).toBe(all)
      }
    }
  })
})
