/** Updates from a stick: what the version file says, and an installer that is not what it says is never started. */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changesOf, newer, UPDATE_FILE, UPDATE_FORMAT } from '../../src-shared/domain/update.ts'
import { createWorld, newFolder, root, type World } from './world.ts'

let world: World
let stick: string
beforeEach(async () => {
  stick = newFolder('stick')
  world = await createWorld()
})
afterEach(async () => {
  await world.end()
  rmSync(stick, { recursive: true, force: true })
})

const INSTALLER = Buffer.from('MZ the installer')
const facts = (more: object = {}) => ({
  ...{ format: UPDATE_FORMAT, version: '99.1.0', installer: '内督管家-99.1.0-安装程序.exe', changes: '- 更好' },
  sha256: createHash('sha256').update(INSTALLER).digest('hex'),
  ...more,
})

function put(more: object = {}): string {
  const path = join(stick, UPDATE_FILE)
  writeFileSync(path, JSON.stringify(facts(more)))
  writeFileSync(join(stick, facts().installer), INSTALLER)
  return path
}

test('a newer version says what it brings; its proven copy is started, never the file on the stick', async () => {
  const path = put()
  world.answers.open.push(path)
  const looked = await world.call('update.look', {})
  expect(looked).toEqual({ path, version: '99.1.0', changes: '- 更好', newer: newer('99.1.0', 'test') })
})

test('another installer, another folder, nonsense, a missing file: refused in words, nothing is started', async () => {
  const refused = async (path: string) => world.refuse('update.start', { path })
  for (const more of [{ installer: '../evil.exe' }, { installer: 'C:\\evil.exe' }, { format: 'x' }, { version: '1' }])
    expect(await refused(put(more))).toMatchObject({ code: 'UPDATE_BAD' })
  expect((await refused(join(stick, 'none.json'))).code).toBe('FILE_UNREADABLE')
  writeFileSync(join(stick, 'bad.json'), '{')
  expect((await refused(join(stick, 'bad.json'))).code).toBe('UPDATE_BAD')
  expect(world.opened).toEqual([])
})

describe('of a program with a version', () => {
  test('the installer is copied, compared and opened; a changed one is not', async () => {
    const versioned = await createWorld({ version: '0.1.0' })
    await versioned.call('update.start', { path: put() })
    const [opened = ''] = versioned.opened
    expect(basename(opened)).toBe(facts().installer)
    expect(opened.startsWith(versioned.dir)).toBe(true)
    expect(readFileSync(opened)).toEqual(INSTALLER)
    const changed = await versioned.refuse('update.start', { path: put({ sha256: '0'.repeat(64) }) })
    expect(changed).toMatchObject({ code: 'UPDATE_BAD', message: expect.stringContaining('摘要不一致') })
    const older = await versioned.refuse('update.start', { path: put({ version: '0.0.9' }) })
    expect(older).toMatchObject({ code: 'UPDATE_BAD', message: expect.stringContaining('不比现在的') })
    expect(versioned.opened).toHaveLength(1)
    await versioned.end()
  })
})

test('versions are numbers, not text; the changelog is read by version', () => {
  expect(newer('1.10.0', '1.9.2')).toBe(true)
  expect(newer('1.9.2', '1.10.0')).toBe(false)
  expect(newer('1.0.0', '1.0.0')).toBe(false)
  expect(newer('x', '1.0.0')).toBe(false)
  const log = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  expect(changesOf(log, '0.1.0')).toMatch(/^- 第一个版本/)
  expect(changesOf(log, '9.9.9')).toBe('')
})

test('关于 tells about the program, and nothing about persons', async () => {
  await world.call('app.setOperator', { name: '王小明' })
  const { build, licenses, diagnostics } = await world.call('app.about', {})
  expect(build).toContain('Node')
  expect(licenses.map(({ name }) => name)).toEqual(expect.arrayContaining(['GPL-3.txt', 'OFL-NotoSansSC.txt']))
  expect(diagnostics).toContain('supervisor 0')
  expect(diagnostics).not.toContain('王小明')
  expect(diagnostics).not.toContain(process.env.HOME ?? '?')
})
