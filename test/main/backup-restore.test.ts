/** Restore: what is in a backup, what a restore replaces and brings, how it is undone, and what is refused before anything is touched. */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrations } from '../../src-main/db/migrations/index.ts'
import { openDatabase } from '../../src-main/db/open.ts'
import { behindTheBack, digests } from './files.ts'
import { addOrg, addPerson, addPhoto, idNumber } from './people.ts'
import { at, createWorld, newFolder, TODAY, type World } from './world.ts'

let world: World
let stick: string
beforeEach(async () => {
  stick = newFolder('stick')
  world = await createWorld()
  await addOrg(world)
})
afterEach(async () => {
  await world.end()
  rmSync(stick, { recursive: true, force: true })
})

const confirm = '恢复' as const
const folder = () => join(world.dir, 'backups')

async function backUp(): Promise<string> {
  const { path } = await world.call('backup.create', {})
  return path.slice(folder().length + 1)
}

const people = async (of = world) => {
  const { rows } = await of.call('supervisor.list', {
    filter: {},
    sort: { by: 'name', desc: false },
    page: { offset: 0, limit: 500 },
  })
  return rows.map(row => row.name)
}

/** Every row of every table; without the log and the settings, which a restore writes into. */
function rows(dir: string, file = 'data.sqlite'): Record<string, unknown[]> {
  const database = new Database(join(dir, file), { readonly: true })
  try {
    const tables = database
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .all()
      .map(table => table.name)
      .filter(name => name !== 'audit_event' && name !== 'setting')
    return Object.fromEntries(tables.map(name => [name, database.prepare(`SELECT * FROM "${name}"`).all()]))
  } finally {
    database.close()
  }
}

describe('a restore', () => {
  test('brings the former state, is logged in it, and is undone to equal rows', async () => {
    await addPhoto(world, (await addPerson(world, { name: '张三', idNumber: idNumber('1985-05-05', '男', 1) })).id)
    const then = rows(world.dir)
    const name = await backUp()
    await addPerson(world, { name: '李四' })
    const now = rows(world.dir)

    expect(await world.call('restore.preview', { source: 'here', name })).toMatchObject({
      org: '北京亦庄技能评价中心',
      counts: { people: 1 },
      upgrade: 0,
      missing: 0,
      empty: false,
      problem: '',
    })
    world.events.length = 0
    const restored = await world.call('restore.run', { source: 'here', name, confirm })
    expect(restored).toMatchObject({ copied: 0, missing: 0, before: expect.stringMatching(/^before-restore-/) })
    expect(world.events).toContainEqual(
      expect.objectContaining({ type: 'changed', areas: expect.arrayContaining(['supervisor', 'org']) }),
    )
    expect(rows(world.dir)).toEqual(then)
    expect(await people()).toEqual(['张三'])
    expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
    expect((await world.call('audit.list', { search: '恢复到', page: { offset: 0, limit: 5 } })).total).toBe(1)

    const [saved] = (await world.call('backup.list', { source: 'here' })).backups
    expect(saved).toMatchObject({ kind: 'before-restore', name: restored.before, counts: { people: 2 } })
    await world.call('restore.run', { source: 'here', name: restored.before ?? '', confirm })
    expect(rows(world.dir)).toEqual(now)
    expect(await people()).toEqual(['李四', '张三'])
    await addPerson(world, { name: '王五' }) // and it can be written
    await world.reopen()
    expect(await people()).toEqual(['李四', '王五', '张三'])
    expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
  })

  test('needs the word 恢复', async () => {
    const name = await backUp()
    const error = await world.refuse('restore.run', { source: 'here', name, confirm: '好' as never })
    expect(error.fields?.confirm).toContain('恢复')
  })

  test('waits for the calls under way; calls that come meanwhile are answered from the restored data', async () => {
    const name = await backUp()
    const adding = Array.from({ length: 5 }, (_, i) => addPerson(world, { name: `先到${i}` }))
    const restoring = world.call('restore.run', { source: 'here', name, confirm })
    const later = restoring.then(() => people())
    await Promise.all(adding)
    const { before } = await restoring
    expect(await later).toEqual([])
    await world.call('restore.run', { source: 'here', name: before ?? '', confirm })
    expect(await people()).toHaveLength(5)
  })

  test('two at once: one is done, the other refused, nothing hangs', async () => {
    const name = await backUp()
    const input = { source: 'here', name, confirm }
    const both = await Promise.all([1, 2].map(i => world.backend.call(`r${i}`, 'restore.run', input)))
    expect(both.filter(result => result.ok).length).toBeGreaterThanOrEqual(1)
    for (const result of both) if (!result.ok) expect(result.error.code).toBe('CANCELLED')
    expect(await people()).toEqual([])
  })

  test('an older backup, of a program without batches, is brought up to this one', async () => {
    const db = await openDatabase(stick, at(TODAY), migrations.slice(0, 2))
    await db.write(async manager => {
      await manager.query(
        `INSERT INTO supervisor (version, name, sex, birth, phone, department, position, education, source, note, photo_warnings, photo_name,
          pinyin, initials, created_at, updated_at) VALUES (1, '王小明', '男', '1985-03-12', '', '', '', '', '', '', '[]', '', 'wang xiao ming',
          'wxm', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`,
      )
    })
    await db.close()
    world.answers.open.push(join(stick, 'data.sqlite'))
    const list = await world.call('restore.open', { kind: 'file' })
    const source = list?.source ?? ''
    expect(list?.backups).toEqual([
      expect.objectContaining({ problem: '', counts: expect.objectContaining({ evidence: null }) }),
    ])
    const { upgrade } = await world.call('restore.preview', { source, name: 'data.sqlite' })
    expect(upgrade).toBe(migrations.length - 2)
    await world.call('restore.run', { source, name: 'data.sqlite', confirm })
    expect(await people()).toEqual(['王小明'])
    expect((await world.call('coverage.matrix', {})).rows).toEqual([]) // asks the tables that it did not have
    expect(readdirSync(folder()).filter(name => name.startsWith('before-upgrade'))).toEqual([])
  })
})

function behindTheBackOf(path: string, work: (file: InstanceType<typeof Database>) => void): void {
  const file = new Database(path)
  work(file)
  file.close()
}

describe('refused before anything is touched', () => {
  const cases: [what: string, spoil: (path: string) => void, code: string][] = [
    ['one flipped byte', path => flip(path, 5000), 'BACKUP_DAMAGED'],
    ['one flipped byte in the header', path => flip(path, 3), 'BACKUP_DAMAGED'],
    ['a truncated copy', path => writeFileSync(path, readFileSync(path).subarray(0, 9000)), 'BACKUP_DAMAGED'],
    ['an empty file', path => writeFileSync(path, ''), 'BACKUP_DAMAGED'],
    ['a description that is none', path => writeFileSync(path.replace(/sqlite$/, 'json'), '{'), 'BACKUP_DAMAGED'],
    [
      'a flipped byte and no description',
      path => {
        rmSync(path.replace(/sqlite$/, 'json'))
        writeFileSync(path, readFileSync(path).fill(0xff, 4096, 12_000))
      },
      'BACKUP_DAMAGED',
    ],
    [
      'one that is being written',
      path => {
        rmSync(path.replace(/sqlite$/, 'json'))
        writeFileSync(`${path}-journal`, 'x')
      },
      'BACKUP_DAMAGED',
    ],
    [
      'a newer one',
      path => {
        rmSync(path.replace(/sqlite$/, 'json'))
        behindTheBackOf(path, file => file.exec(`INSERT INTO migration (timestamp, name) VALUES (1, 'Later9999')`))
      },
      'BACKUP_NEWER',
    ],
  ]

  test.each(cases)('%s', async (_, spoil, code) => {
    await addPerson(world)
    const name = await backUp()
    spoil(join(folder(), name))
    await world.close()
    const before = digests(world.dir)
    world = await createWorld({ dir: world.dir })
    expect((await world.refuse('restore.preview', { source: 'here', name })).code).toBe(code)
    expect((await world.refuse('restore.run', { source: 'here', name, confirm })).code).toBe(code)
    await world.close()
    expect(digests(world.dir)).toEqual(before)
    world = await createWorld({ dir: world.dir })
    expect(await people()).toEqual(['张三'])
  })

  test.each([
    ['a trigger', `CREATE TRIGGER spy AFTER INSERT ON supervisor BEGIN UPDATE org SET name = '改了'; END`],
    ['a table', 'CREATE TABLE spy (a)'],
    ['a view', 'CREATE VIEW spy AS SELECT 1'],
  ])('%s that the program does not know', async (_, sql) => {
    await addPerson(world)
    world.answers.save.push(join(stick, 'copy.sqlite'))
    await world.call('backup.saveAs', {})
    behindTheBackOf(join(stick, 'copy.sqlite'), file => file.exec(sql))
    rmSync(join(stick, 'copy.json')) // its description would already say that it is not what it was
    world.answers.open.push(join(stick, 'copy.sqlite'))
    const list = await world.call('restore.open', { kind: 'file' })
    const input = { source: list?.source ?? '', name: 'copy.sqlite', confirm }
    expect((await world.refuse('restore.run', input)).code).toBe('BACKUP_FOREIGN')
    expect(readdirSync(world.dir)).not.toContain('backups')
    expect(readdirSync(join(world.dir, 'work'))).toEqual([])
    expect(await people()).toEqual(['张三'])
  })

  test.each(['../data.sqlite', 'data.sqlite', 'gone.sqlite', '/etc/passwd', 'place.json'])(
    'the name %s',
    async name => {
      await backUp()
      expect((await world.refuse('restore.run', { source: 'here', name, confirm })).code).toBe('NOT_FOUND')
    },
  )

  test('a source that was never opened, another program’s database, any file', async () => {
    expect((await world.refuse('backup.list', { source: 'x' })).code).toBe('NOT_FOUND')
    const foreign = join(stick, 'other.sqlite')
    behindTheBackOf(foreign, file => file.exec('CREATE TABLE a (b)'))
    writeFileSync(join(stick, 'note.sqlite'), 'no database')
    for (const [path, code] of [
      [foreign, 'BACKUP_NOT_OURS'],
      [join(stick, 'note.sqlite'), 'BACKUP_DAMAGED'],
    ] as const) {
      world.answers.open.push(path)
      const list = await world.call('restore.open', { kind: 'file' })
      expect(list?.backups).toEqual([expect.objectContaining({ counts: null, problem: expect.stringMatching(/./) })])
      const name = list?.backups[0]?.name ?? ''
      expect((await world.refuse('restore.run', { source: list?.source ?? '', name, confirm })).code).toBe(code)
    }
    world.answers.open.push(null)
    expect(await world.call('restore.open', { kind: 'folder' })).toBeNull()
  })

  function flip(path: string, at: number): void {
    const bytes = readFileSync(path)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(path, bytes)
  }
})

describe('from elsewhere', () => {
  const open = async (of: World, path: string, kind: 'folder' | 'file' = 'folder') => {
    of.answers.open.push(path)
    const list = await of.call('restore.open', { kind })
    if (!list) throw new Error('nothing was opened')
    return list
  }

  test('a new PC takes all from the second place: rows, photos, and says what nobody has', async () => {
    const person = await addPerson(world, { name: '张三' })
    await addPhoto(world, person.id)
    await addPhoto(world, (await addPerson(world, { name: '李四' })).id)
    world.answers.open.push(stick)
    await world.call('backup.choosePlace', {})
    await world.call('backup.toPlace', {})
    const [place = ''] = readdirSync(stick)
    const [lost = ''] = Object.keys(digests(join(stick, place, 'files')))
    rmSync(join(stick, place, 'files', lost))

    const other = await createWorld({ user: '新电脑' })
    const list = await open(other, stick) // the folder around it will do
    const name = list.backups[0]?.name ?? ''
    expect(await other.call('restore.preview', { source: list.source, name })).toMatchObject({
      empty: true,
      missing: 2,
      found: 1,
    })
    const result = await other.call('restore.run', { source: list.source, name, confirm })
    expect(result).toMatchObject({ before: null, copied: 1, missing: 1 })
    expect(rows(other.dir)).toEqual(rows(world.dir))
    const left = digests(join(world.dir, 'files'))
    delete left[lost]
    expect(digests(join(other.dir, 'files'))).toEqual(left)
    await other.end()
  })

  test('a plain copy, a backups folder, and a copied data folder', async () => {
    await addPhoto(world, (await addPerson(world, { name: '张三' })).id)
    await backUp()
    world.answers.save.push(join(stick, '我的备份.sqlite'))
    await world.call('backup.saveAs', {})
    await world.close()
    cpSync(world.dir, join(stick, 'data'), { recursive: true })
    mkdirSync(join(stick, 'bare'))
    copyFileSync(join(world.dir, 'data.sqlite'), join(stick, 'bare', 'data.sqlite'))
    world = await createWorld({ dir: world.dir })
    for (const [path, kind, files] of [
      [join(stick, '我的备份.sqlite'), 'file', 0],
      [join(stick, 'data'), 'folder', 1],
      [join(stick, 'data', 'backups'), 'folder', 1],
      [join(stick, 'bare'), 'folder', 0],
    ] as const) {
      const other = await createWorld()
      const list = await open(other, path, kind)
      const result = await other.call('restore.run', {
        source: list.source,
        name: list.backups[0]?.name ?? '',
        confirm,
      })
      expect([result.copied > 0, result.missing > 0], path).toEqual([files === 1, files === 0])
      expect(await people(other)).toEqual(['张三'])
      await other.end()
    }
  })

  test('a file that only has the name of a ring does no harm', async () => {
    await addPerson(world)
    world.answers.save.push(join(stick, 'copy.sqlite'))
    await world.call('backup.saveAs', {})
    writeFileSync(join(stick, 'key.json'), '{"name":"another program"}')
    const other = await createWorld()
    const list = await open(other, join(stick, 'copy.sqlite'), 'file')
    await other.call('restore.run', { source: list.source, name: 'copy.sqlite', confirm })
    expect(await people(other)).toEqual(['张三'])
    await other.reopen()
    expect(await people(other)).toEqual(['张三'])
    await other.end()
  })

  test('a stick that is pulled out between looking and restoring', async () => {
    world.answers.open.push(stick)
    await world.call('backup.choosePlace', {})
    await world.call('backup.toPlace', {})
    const list = await open(world, stick)
    const input = { source: list.source, name: list.backups[0]?.name ?? '' }
    rmSync(stick, { recursive: true })
    expect((await world.refuse('restore.preview', input)).code).toBe('NOT_FOUND')
    expect((await world.refuse('restore.run', { ...input, confirm })).code).toBe('NOT_FOUND')
    expect((await world.call('org.get', {}))?.name).toBe('北京亦庄技能评价中心')
  })

  test('身份证 numbers: found as duplicates, and open, where their key came along', async () => {
    const number = idNumber('1985-05-05', '男', 1)
    const { id } = await addPerson(world, { name: '张三', idNumber: number })
    world.answers.open.push(stick)
    await world.call('backup.choosePlace', {})
    await world.call('backup.toPlace', {})
    const other = await createWorld()
    await addOrg(other)
    await addPerson(other, { name: '原有', idNumber: idNumber('1985-05-05', '男', 2) })
    const list = await open(other, stick)
    const name = list.backups[0]?.name ?? ''
    const { before } = await other.call('restore.run', { source: list.source, name, confirm })
    expect((await other.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(number)
    const twice = { name: '又一个', idNumber: number }
    await expect(addPerson(other, twice)).rejects.toThrow('ID_TAKEN')
    await other.reopen()
    await expect(addPerson(other, twice)).rejects.toThrow('ID_TAKEN')
    await other.call('restore.run', { source: 'here', name: before ?? '', confirm })
    await expect(addPerson(other, { name: '再一个', idNumber: idNumber('1985-05-05', '男', 2) })).rejects.toThrow(
      'ID_TAKEN',
    )
    await other.end()
  })
})

test('what a killed restore left is cleared away; the log of a closed folder says nothing of numbers', async () => {
  await backUp()
  await world.close()
  mkdirSync(join(world.dir, 'work'), { recursive: true })
  writeFileSync(join(world.dir, 'work', 'restore-x.sqlite'), 'half')
  world = await createWorld({ dir: world.dir })
  expect(readdirSync(world.dir)).not.toContain('work')
  await world.close()
  behindTheBack(world.dir, file => expect(file.pragma('quick_check', { simple: true })).toBe('ok'))
  world = await createWorld({ dir: world.dir })
})
