/** The sealed 身份证 numbers and their key: other machines, key stores that come and go, damage. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Secrets } from '../../src-main/backend.ts'
import { behindTheBack } from './files.ts'
import { pc } from './pc.ts'
import { addPerson, idNumber, personInput } from './people.ts'
import { createWorld, newFolder, noSecrets, type World } from './world.ts'

let dir: string
beforeEach(() => {
  dir = newFolder('vault')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const on = (secrets: Secrets) => createWorld({ dir, secrets })
const numbers = [1, 2, 3].map(i => idNumber('1985-05-05', '男', i))
const [first = '', second = '', third = ''] = numbers
const keyFile = () => readFileSync(join(dir, 'key.json'), 'utf8')

test('sealed on one day, opened on another; the wrapped key is not the key', async () => {
  const world = await on(pc('a'))
  const { id } = await addPerson(world, { idNumber: first })
  expect((await world.call('app.info', {})).keyKeeper).toBe('os')
  await world.reopen()
  expect((await world.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(first)
  await world.close()
})

describe('the folder on another PC', () => {
  test('opens; old numbers are locked, new ones are sealed and opened; at home all are open', async () => {
    const home = await on(pc('a'))
    const { id } = await addPerson(home, { idNumber: first })
    await home.close()

    const away = await on(pc('b'))
    expect((await away.refuse('supervisor.revealId', { id, reason: '核对' })).code).toBe('ID_LOCKED')
    const dossier = await away.call('supervisor.get', { id })
    expect([dossier.name, dossier.idMasked]).toEqual(['张三', '已加密，本机不能解开'])
    const other = await addPerson(away, { name: '李四', idNumber: second })
    expect((await away.call('supervisor.revealId', { id: other.id, reason: '核对' })).idNumber).toBe(second)
    await away.call('supervisor.save', { ...personInput, id, idNumber: third }) // typed in anew
    expect((await away.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(third)
    await away.close()

    const away2 = await on(pc('b')) // the same key as before, not a third one
    expect((await away2.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(third)
    await away2.close()
    expect((JSON.parse(keyFile()) as { keys: unknown[] }).keys.length).toBe(2)

    const back = await on(pc('a'))
    expect((await back.refuse('supervisor.revealId', { id, reason: '核对' })).code).toBe('ID_LOCKED') // sealed away
    await back.close()
  })
})

test('a key beside the data is put under the system’s care as soon as there is one, and still opens what it sealed', async () => {
  const bare = await on(noSecrets)
  const { id } = await addPerson(bare, { idNumber: first })
  await bare.close()
  const [open] = (JSON.parse(keyFile()) as { keys: { keeper: string; key: string }[] }).keys
  expect(open?.keeper).toBe('file')

  const cared = await on(pc('a'))
  expect((await cared.call('app.info', {})).keyKeeper).toBe('os')
  expect((await cared.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(first)
  const twin = await cared.refuse('supervisor.save', { ...personInput, name: '李四', idNumber: first })
  expect(twin.code).toBe('ID_TAKEN') // equal numbers are still found
  await cared.close()
  expect(keyFile()).not.toContain(open?.key)

  const without = await on(noSecrets) // the key store is gone again: locked, not lost
  expect((await without.refuse('supervisor.revealId', { id, reason: '核对' })).code).toBe('ID_LOCKED')
  await without.close()
  const again = await on(pc('a'))
  expect((await again.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(first)
  await again.close()
})

const BAD: [string, string | null][] = [
  ['gone', null],
  ['cut off', '{"keys": [{"id": "'],
  ['empty', ''],
  ['another file', '[]'],
  ['no keys', '{"keys": []}'],
  ['a key without its parts', '{"keys": [{}]}'],
  ['a key that is not the one it says', '{"keys": [{"id": "00000000", "keeper": "file", "key": "AAAA"}]}'],
]
const replaceKey = (content: string | null) =>
  content === null ? rmSync(join(dir, 'key.json')) : writeFileSync(join(dir, 'key.json'), content)
const said = async (world: World) =>
  (await world.call('audit.list', { search: '密钥', page: { offset: 0, limit: 9 } })).rows.map(row => row.text)

describe.each(BAD)('key.json %s', (_, content) => {
  test('without a copy: all opens but the numbers, no key is begun in silence, and the old one put back is all that is needed', async () => {
    const world = await on(noSecrets)
    const { id } = await addPerson(world, { idNumber: first })
    await world.close()
    const good = keyFile()
    replaceKey(content)
    const without = await on(noSecrets)
    expect((await without.call('app.info', {})).keyLost).toContain('key.json')
    expect((await without.call('supervisor.get', { id })).name).toBe('张三')
    expect((await without.refuse('supervisor.revealId', { id, reason: '核对' })).code).toBe('ID_LOCKED')
    const refused = await without.refuse('supervisor.save', { ...personInput, name: '李四', idNumber: second })
    expect(refused.code).toBe('KEY_LOST')
    await addPerson(without, { name: '王五', idNumber: undefined })
    expect(existsSync(join(dir, 'key.json'))).toBe(false)
    await without.close()
    writeFileSync(join(dir, 'key.json'), good) // found again
    const again = await on(noSecrets)
    expect((await again.call('app.info', {})).keyLost).toBe('')
    expect((await again.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(first)
    await again.close()
  })

  test('with the copy beside a backup: mended, and the log says so', async () => {
    const world = await on(pc('a'))
    const { id } = await addPerson(world, { idNumber: first })
    await world.call('backup.create', {})
    await world.close()
    replaceKey(content)
    const again = await on(pc('a'))
    expect((await again.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(first)
    expect(await said(again)).toEqual([expect.stringContaining('副本')])
    await again.close()
  })
})

test('a wrapped key in which a bit flipped is taken from the copy', async () => {
  const world = await on(pc('a'))
  const { id } = await addPerson(world, { idNumber: first })
  await world.call('backup.create', {})
  await world.close()
  const ring = JSON.parse(keyFile()) as { keys: { key: string }[] }
  for (const entry of ring.keys) {
    const bytes = Buffer.from(entry.key, 'base64')
    bytes[20] = (bytes[20] ?? 0) ^ 8
    entry.key = bytes.toString('base64')
  }
  replaceKey(JSON.stringify(ring))
  const again = await on(pc('a'))
  expect((await again.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(first)
  await again.close()
})

test('a new key where the old one is lost: asked for by word, said in the log; what the old one sealed stays locked', async () => {
  const world = await on(noSecrets)
  const { id } = await addPerson(world, { idNumber: first })
  await world.close()
  replaceKey(null)
  const again = await on(noSecrets)
  expect((await again.call('app.renewKey', { confirm: '启用新密钥' })).keyLost).toBe('')
  expect(await said(again)).toHaveLength(1)
  const other = await addPerson(again, { name: '李四', idNumber: second })
  expect((await again.call('supervisor.revealId', { id: other.id, reason: '核对' })).idNumber).toBe(second)
  expect((await again.refuse('supervisor.revealId', { id, reason: '核对' })).code).toBe('ID_LOCKED')
  await again.close()
})

test('a copy saved anywhere has its key beside it, and another key.json there is left alone', async () => {
  const world = await on(noSecrets)
  const { id } = await addPerson(world, { idNumber: first })
  const folder = newFolder('desk')
  writeFileSync(join(folder, 'key.json'), 'mine')
  world.answers.save.push(join(folder, 'copy.sqlite'))
  await world.call('backup.saveAs', {})
  await world.close()
  expect(readFileSync(join(folder, 'key.json'), 'utf8')).toBe('mine')

  const other = await createWorld({})
  other.answers.open.push(join(folder, 'copy.sqlite'))
  const list = await other.call('restore.open', { kind: 'file' })
  await other.call('restore.run', { source: list?.source ?? '', name: 'copy.sqlite', confirm: '恢复' })
  expect((await other.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(first)
  await other.end()
  rmSync(folder, { recursive: true })
})

test('a sealed number that was tampered with is locked, and the rest of the dossier opens', async () => {
  const world = await on(noSecrets)
  const { id } = await addPerson(world, { idNumber: first })
  await world.close()
  behindTheBack(dir, file => {
    const row = file.prepare<[], { id_cipher: Buffer }>('SELECT id_cipher FROM supervisor').get()
    const cipher = Buffer.from(row?.id_cipher ?? [])
    cipher[cipher.length - 1] = (cipher.at(-1) ?? 0) ^ 1
    file.prepare('UPDATE supervisor SET id_cipher = ?').run(cipher)
  })
  await world.reopen()
  expect((await world.refuse('supervisor.revealId', { id, reason: '核对' })).code).toBe('ID_LOCKED')
  expect((await world.call('supervisor.get', { id })).name).toBe('张三')
  await world.close()
})

test('the same number sealed twice looks different each time', async () => {
  const world = await on(noSecrets)
  const { id } = await addPerson(world, { idNumber: first })
  const cipher = () =>
    behindTheBack(dir, file => JSON.stringify(file.prepare('SELECT id_cipher FROM supervisor').get()))
  const seen = new Set<string>()
  for (let i = 0; i < 3; i++) {
    await world.call('supervisor.save', { ...personInput, id, idNumber: first })
    await world.close()
    seen.add(cipher())
    await world.reopen()
  }
  expect(seen.size).toBe(3)
  await world.close()
})
