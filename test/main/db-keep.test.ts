/** Nothing is lost and nothing leaks: triggers that refuse, the log's chain, and what must not be found in any file. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { behindTheBack } from './files.ts'
import { addCarded, addOrg, addPerson, addPhoto, idNumber, personInput, qualify, saveJob } from './people.ts'
import { xlsx } from './sheets.ts'
import { createWorld, newFolder, TODAY, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
})
afterEach(() => world.end())

/** Closes, does that to the file with another program, and opens again. */
async function meddle(...statements: string[]): Promise<void> {
  await world.close()
  behindTheBack(world.dir, file => {
    for (const statement of statements) file.exec(statement)
  })
  await world.reopen()
}

describe('append-only', () => {
  beforeEach(async () => {
    const { person, card } = await addCarded(world)
    await addPhoto(world, person.id)
    await world.call('appointment.suspend', {
      selection: { ids: [person.id] },
      from: '2026-12-01',
      until: null,
      reason: '调查',
    })
    const { jobId } = await world.call('print.prepare', { selection: { ids: [card.id] }, layout: 'single', start: 0 })
    await saveJob(world, jobId)
    await world.call('print.record', { jobId, printer: '', spoiled: [] })
    await world.close()
  })

  test.each([
    'supervisor',
    'training',
    'exam',
    'attestation',
    'appointment',
    'suspension',
    'card',
    'card_event',
    'print_record',
    'file',
    'audit_event',
  ])('rows of %s are there and cannot be deleted, not even by another program', table => {
    behindTheBack(world.dir, file => {
      file.pragma('foreign_keys = OFF')
      expect(file.prepare(`SELECT count(*) AS n FROM ${table}`).get()).not.toEqual({ n: 0 })
      expect(() => file.exec(`DELETE FROM ${table}`)).toThrow(/never deleted/)
    })
  })

  test.each([
    ['audit_event', `UPDATE audit_event SET text = 'x'`, /append-only/],
    ['a code', `UPDATE card SET code = 'S112001260099'`, /never changes/],
    ['a sequence number', 'UPDATE card SET seq = 99', /never changes/],
  ])('%s cannot be rewritten', (_, statement, reason) => {
    behindTheBack(world.dir, file => expect(() => file.exec(statement)).toThrow(reason))
  })
})

describe('the log’s chain', () => {
  const UNLOCK = ['DROP TRIGGER keep_audit_event_text', 'DROP TRIGGER keep_audit_event']
  const verify = () => world.call('audit.verify', {})
  beforeEach(async () => {
    for (const name of ['安一', '毕二', '蔡三', '邓四']) await addPerson(world, { name })
  })

  test('is whole, and its head moves with every event', async () => {
    const before = await verify()
    expect(before).toMatchObject({ events: 5, broken: null })
    await addPerson(world)
    const after = await verify()
    expect(after).toMatchObject({ events: 6, broken: null })
    expect(after.head).not.toBe(before.head)
    await world.reopen()
    expect(await verify()).toMatchObject({ events: 6, head: after.head, broken: null })
  })

  test.each<[string, string[], number]>([
    ['a changed text', [`UPDATE audit_event SET text = '登记「改名」' WHERE id = 3`], 3],
    ['a changed time', [`UPDATE audit_event SET at = '2020-01-01T00:00:00.000Z' WHERE id = 1`], 1],
    ['another clerk', [`UPDATE audit_event SET actor = '别人' WHERE id = 5`], 5],
    ['a removed row', ['DELETE FROM audit_event WHERE id = 2'], 3],
    ['the first one removed', ['DELETE FROM audit_event WHERE id = 1'], 2],
    [
      'two rows in the other order',
      [
        'UPDATE audit_event SET id = 99 WHERE id = 2',
        'UPDATE audit_event SET id = 2 WHERE id = 3',
        'UPDATE audit_event SET id = 3 WHERE id = 99',
      ],
      2,
    ],
    [
      'a row in between',
      [
        'UPDATE audit_event SET id = 6 WHERE id = 5',
        `INSERT INTO audit_event SELECT 5, at, actor, action, subject, '多出的一条', detail, previous, 'x' FROM audit_event WHERE id = 4`,
      ],
      5,
    ],
    [
      'a row replaced past the triggers',
      [
        `INSERT OR REPLACE INTO audit_event SELECT id, at, actor, action, subject, 'x', detail, previous, hash FROM audit_event WHERE id = 4`,
      ],
      4,
    ],
  ])('%s is found, and the place named', async (_, statements, broken) => {
    await meddle(...UNLOCK, ...statements)
    expect((await verify()).broken).toBe(broken)
    await addPerson(world) // the program goes on logging, and the break stays visible
    expect((await verify()).broken).toBe(broken)
  })

  test('a tail cut off keeps the chain whole: the signed head of the last close tells', async () => {
    const before = await verify()
    await meddle(...UNLOCK, 'DELETE FROM audit_event WHERE id = 5')
    const after = await verify()
    // Four are left, and the opening has put the missing triggers back and said so, and what is not as it was left.
    expect(after).toMatchObject({ events: 6, broken: null, alarms: [expect.stringContaining('关闭时日志有 5 条')] })
    expect(after.head).not.toBe(before.head)
  })
})

describe('privacy', () => {
  test('身份证 and phone numbers are in no log; 身份证 are nowhere in the folder at all', async () => {
    const out = newFolder('out')
    const numbers = [1, 2, 3].map(i => idNumber('1985-05-05', '男', i))
    const phones = ['13912345678', '13887654321', '010-87654321']
    const [first = '', second = '', third = ''] = numbers
    const { id } = await addPerson(world, { idNumber: first, phone: phones[0] })
    await qualify(world, [id])
    await world.call('supervisor.revealId', { id, reason: '核对' })
    await world.call('supervisor.save', { ...personInput, id, idNumber: second, phone: phones[1] ?? '' })
    await world.refuse('supervisor.save', { ...personInput, name: '李四', idNumber: second })
    await world.refuse('supervisor.save', {
      ...personInput,
      name: '李四',
      idNumber: `${first.slice(0, 17)}${first.endsWith('1') ? 2 : 1}`,
    })
    const row = { 姓名: '王五', 身份证号: third, 手机: phones[2] ?? '' }
    for (const duplicates of ['skip', 'overwrite'] as const) {
      const preview = await world.call('roster.preview', { file: xlsx([row]), duplicates })
      await world.call('roster.commit', { importId: preview?.importId ?? '' })
    }
    await world.call('filing.setColumns', { columns: [{ key: 'idNumber', header: '身份证号', width: 22 }] })
    world.answers.save.push(join(out, 'x.xlsx'))
    await world.call('appointment.appoint', { selection: { ids: [id] }, start: TODAY, document: '' })
    await world.call('card.issue', { selection: { ids: [id] }, issuedOn: TODAY })
    await world.call('filing.export', { selection: { ids: [id] }, reason: '报备' })
    await world.call('supervisor.remove', { selection: { ids: [id + 1] }, reason: '误录' })
    await world.call('backup.create', {})
    // An unexpected error, with a number in its message, goes into the log.
    world.answers.open.length = 0
    expect((await world.refuse('supervisor.importPhotos', {})).code).toBe('INTERNAL')
    await world.close()

    const log = behindTheBack(world.dir, file => JSON.stringify(file.prepare('SELECT * FROM audit_event').all()))
    for (const secret of [...numbers, ...phones]) expect(log).not.toContain(secret)
    const files = readdirSync(world.dir, { recursive: true, withFileTypes: true }).filter(e => e.isFile())
    expect(files.some(file => file.name === 'calls.log')).toBe(true)
    for (const entry of files) {
      const bytes = readFileSync(join(entry.parentPath, entry.name))
      for (const number of numbers) {
        for (const encoding of ['utf8', 'utf16le'] as const) {
          expect(bytes.includes(Buffer.from(number, encoding)), `${entry.name} ${encoding}`).toBe(false)
          expect(bytes.includes(Buffer.from(number.slice(6, 18), encoding)), `${entry.name} ${encoding}`).toBe(false)
        }
      }
      if (!entry.name.endsWith('.log')) continue
      for (const phone of phones) expect(bytes.includes(phone)).toBe(false)
    }
    rmSync(out, { recursive: true })
    await world.reopen()
    expect((await world.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(second) // it is there, sealed
  })

  test('the search would find a number that lies open: the phone, which is stored as it is', async () => {
    await addPerson(world, { phone: '13912345678' })
    await world.close()
    expect(readFileSync(join(world.dir, 'data.sqlite')).includes('13912345678')).toBe(true)
  })
})
