/** What another person's container or package says is not believed: keys, announcements, numbers; and the good twin of each is taken. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeContainer } from '../../src-main/handover/container.ts'
import { encodeHead } from '../../src-main/handover/stream.ts'
import { addOrg, addPerson } from './people.ts'
import { createWorld, newFolder, TODAY, type World } from './world.ts'

const PASSWORD = '交接口令2026'
const confirm = '恢复' as const

let folder: string
let database: Buffer
beforeAll(async () => {
  folder = newFolder('outside')
  const home = await createWorld()
  await addOrg(home)
  await addPerson(home)
  home.answers.save.push(join(folder, 'home.sqlite'))
  await home.call('backup.saveAs', {})
  await home.end()
  database = readFileSync(join(folder, 'home.sqlite'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
async function container({ keys = [randomBytes(32)], db = database, more = 0 } = {}): Promise<string> {
  const path = join(folder, `${++count}.ndbak`)
  const file = await open(path, 'wx')
  const { write, finish } = await writeContainer(file, PASSWORD)
  const counts = { people: 1, cards: 0, batches: 0, evidence: 0, files: 0 }
  const about = { kind: 'contents', format: 1, version: '0.1.0', org: '甲', from: '甲', to: '乙', counts } as const
  const at = `${TODAY}T01:00:00.000Z`
  await write(encodeHead({ ...about, at, keys: keys.map(key => key.toString('base64')), bytes: db.length }))
  const sha256 = createHash('sha256').update(db).digest('hex')
  await write(encodeHead({ kind: 'database', bytes: db.length + more, sha256 }))
  await write(db)
  await write(encodeHead({ kind: 'end' }))
  await finish()
  await file.close()
  return path
}

function evil(): Buffer {
  const copy = new Database(database)
  copy.exec(`CREATE TRIGGER "sqlite-evil" AFTER INSERT ON audit_event BEGIN UPDATE supervisor SET name = '改'; END`)
  const bytes = copy.serialize()
  copy.close()
  return bytes
}

describe('a handover', () => {
  let here: World
  beforeEach(async () => {
    here = await createWorld()
    await addOrg(here)
    return () => here.end()
  })
  const ring = () => readFileSync(join(here.dir, 'key.json'), 'utf8')
  const take = async (path: string) => {
    here.answers.open.push(path)
    const found = await here.call('handover.open', { password: PASSWORD })
    return { token: found?.token ?? '', confirm }
  }

  test.each([
    ['somebody else’s trigger', async () => container({ db: evil() }), 'BACKUP_FOREIGN'],
    ['a key of another length', async () => container({ keys: [randomBytes(16)] }), 'HANDOVER_DAMAGED'],
    ['a database that is none', async () => container({ db: randomBytes(9000) }), 'BACKUP_DAMAGED'],
  ])('with %s: refused, and the ring is as it was', async (_, make, code) => {
    const before = ring()
    expect((await here.refuse('handover.import', await take(await make()))).code).toBe(code)
    expect(ring()).toBe(before)
    expect((await here.call('org.get', {}))?.name ?? '').not.toBe('')
  })

  test.each([
    ['that announces more than it has', async () => container({ more: 1_000_000_000 }), 'HANDOVER_DAMAGED'],
    [
      'that is a folder',
      async () => {
        mkdirSync(join(folder, '包.ndbak'))
        return join(folder, '包.ndbak')
      },
      'FILE_UNREADABLE',
    ],
  ])('%s: a message', async (_, make, code) => {
    here.answers.open.push(await make())
    expect((await here.refuse('handover.open', { password: PASSWORD })).code).toBe(code)
  })

  test('a good one is taken; its key joins, and ours goes on sealing', async () => {
    const own = (JSON.parse(ring()) as { keys: { id: string }[] }).keys
    await here.call('handover.import', await take(await container()))
    const now = (JSON.parse(ring()) as { keys: { id: string }[] }).keys
    expect(now.length).toBe(own.length + 1)
    expect(now.at(-1)?.id).toBe(own.at(-1)?.id)
  })
})
