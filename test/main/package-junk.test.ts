/** Packages as they come back from Explorer, from a Mac, from mail programs; and what must not lie in one. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../src-main/package/verify.ts'
import { addScene } from './batch-office.ts'
import { bring } from './bring.ts'
import { rawZip } from './package-zip.ts'
import { addOrg } from './people.ts'
import { plant, text } from './planted.ts'
import { createWorld, newFolder, type World } from './world.ts'

let world: World
let out = ''
let bag = ''
beforeAll(async () => {
  world = await createWorld()
  await addOrg(world)
  const batchId = (await addScene(world)).batch.id
  plant(world, batchId, 'P1', text('备案'))
  out = newFolder('out')
  bag = join(out, '第七批督导包')
  world.answers.save.push(bag)
  await world.call('package.export', { batchId, kind: 'full', form: 'folder', receiver: '' })
})
afterAll(async () => {
  await world.end()
  rmSync(out, { recursive: true, force: true })
})

let count = 0
const copy = (name = '包'): string => {
  const to = join(out, String(++count), name)
  mkdirSync(join(to, '..'), { recursive: true })
  cpSync(bag, to, { recursive: true })
  return to
}
const importable = async (from: 'folder' | 'zip', path: string) => {
  const there = await createWorld()
  there.answers.open.push(path)
  const imported = await bring(there, from)
  await there.end()
  return imported
}
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter(name => statSync(join(folder, name)).isFile())

test('opened in Explorer and on a Mac: verifies, the 系统文件 are named, imports', async () => {
  const folder = copy()
  for (const name of ['Thumbs.db', 'desktop.ini', '.DS_Store', 'data/.DS_Store', 'data/._index.json', '~$概况.docx'])
    writeFileSync(join(folder, name), 'x')
  mkdirSync(join(folder, '@eaDir'))
  writeFileSync(join(folder, '@eaDir/SYNO.jpg'), 'x')
  world.answers.open.push(folder)
  const told = await world.call('package.verify', { from: 'folder' })
  expect(told).toMatchObject({ ok: true, additional: [], problems: [] })
  expect(told?.junk).toEqual(expect.arrayContaining(['Thumbs.db', 'data/._index.json', '@eaDir/SYNO.jpg']))
  expect(await importable('folder', folder)).toBeTruthy()
})

test('包 within 包, chosen from outside; as a folder and as a zip', async () => {
  const folder = join(copy('包/包'), '..')
  writeFileSync(join(folder, '.DS_Store'), 'x')
  expect(await verify(folder)).toMatchObject({ ok: true })
  const zip = join(out, 'nested.zip')
  execFileSync('zip', ['-qr', zip, '包'], { cwd: join(folder, '..') })
  expect(await verify(zip)).toMatchObject({ ok: true })
  expect(await importable('zip', zip)).toBeTruthy()
})

test('zipped again: by a Mac, with GBK names without the flag, with backslashes, without its folder', async () => {
  const names = filesOf(bag)
  const entries = (name: (path: string) => string | Buffer) =>
    names.map(path => ({ name: name(path), data: readFileSync(join(bag, path)) }))
  const gbk = Buffer.from('b5dac6dfc5fa2f', 'hex') // 第七批/
  const asGbk = (path: string) => {
    const known: Record<string, string> = { '打开.html': 'b4f2bfaa', '目录.pdf': 'c4bfc2bc', '概况.pdf': 'b8c5bff6' }
    const hex = known[path]
    if (hex) return Buffer.concat([gbk, Buffer.from(hex, 'hex'), Buffer.from(path.slice(path.indexOf('.')))])
    return path === '四性检测报告.pdf'
      ? Buffer.concat([gbk, Buffer.from('cbc4d0d4bcecb2e2b1a8b8e6', 'hex'), Buffer.from('.pdf')])
      : Buffer.concat([gbk, Buffer.from(path)])
  }
  const zips: Record<string, Buffer> = {
    mac: rawZip([
      ...entries(path => `第七批/${path}`.normalize('NFD')),
      { name: '__MACOSX/第七批/._bagit.txt', data: text('x') as Buffer },
      { name: '第七批/.DS_Store', data: text('x') as Buffer },
    ]),
    gbk: rawZip(entries(asGbk).map(entry => ({ ...entry, flags: 0 }))),
    backslash: rawZip(entries(path => `包\\${path.replaceAll('/', '\\')}`)),
    bare: rawZip(entries(path => path)),
  }
  for (const [name, bytes] of Object.entries(zips)) {
    const path = join(out, `${name}.zip`)
    writeFileSync(path, bytes)
    const result = await verify(path)
    expect({ name, problems: result.problems, additional: result.additional, ok: result.ok }).toEqual({
      name,
      problems: [],
      additional: [],
      ok: true,
    })
  }
  expect((await verify(join(out, 'mac.zip'))).junk).toEqual(['.DS_Store', '__MACOSX/第七批/._bagit.txt'])
  expect(await importable('zip', join(out, 'mac.zip'))).toBeTruthy()
})

test('programs, shortcuts and autorun files are named, also where the manifest lists them', async () => {
  const folder = copy()
  for (const name of ['autorun.inf', '打开.lnk', 'data/evidence/P1_001.pdf.exe', 'data/查看.bat'])
    copyFileSync(join(folder, 'bagit.txt'), join(folder, name))
  const lines = filesOf(folder)
    .filter(name => name.startsWith('data/'))
    .map(name => execFileSync('sha256sum', [name], { cwd: folder, encoding: 'utf8' }))
  writeFileSync(join(folder, 'manifest-sha256.txt'), lines.join(''))
  const { ok, problems } = await verify(folder)
  expect(ok).toBe(false)
  for (const name of ['autorun.inf', '打开.lnk', 'data/evidence/P1_001.pdf.exe', 'data/查看.bat'])
    expect(problems).toEqual(expect.arrayContaining([`${name}：是程序、快捷方式或自动运行文件，请勿打开`]))
})
