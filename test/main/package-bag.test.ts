import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openArchive, readText } from '../../src-main/package/archive.ts'
import { type BagEntry, type BagOptions, writeBag } from '../../src-main/package/bag.ts'
import { verify } from '../../src-main/package/verify.ts'
import { centralHeader, endRecords, localHeader } from '../../src-main/package/zip.ts'
import { bagitErrors } from './package-bagit.ts'
import { has } from './programs.ts'

const INFO = { 'Source-Organization': '北京智能制造职业培训学校', 'Bagging-Date': '2026-11-23', Note: '一\r\n二' }
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'neidu-package-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const at = (...parts: string[]) => join(dir, ...parts)

function file(name: string, content: Uint8Array | string, sha?: string): BagEntry {
  const bytes = Buffer.from(content)
  const path = at(`source-${sha256(name).slice(0, 12)}`)
  writeFileSync(path, bytes)
  return { name, source: { path, bytes: bytes.length, sha256: sha ?? sha256(bytes) } }
}

const BIG = Buffer.alloc(3_000_001, 'neidu')
const entries = (): BagEntry[] => [
  file('evidence/G2_001.jpg', 'jpeg'),
  file('evidence/X6_001.mp4', BIG),
  file('evidence/empty.txt', ''),
  { name: 'index.json', source: Buffer.from('{}') },
  { name: 'forms/A3P.pdf', source: async () => Buffer.from('%PDF') },
]
const contentOf = (name: string, length: number) => Buffer.alloc(length, name)
const HUMAN: BagEntry[] = [
  { name: '打开.html', source: Buffer.from('<!doctype html>') },
  { name: '目录 一.pdf', source: async () => Buffer.from('%PDF-1.7') },
]
const write = (kind: 'folder' | 'zip', name: string, more: Partial<BagOptions> = {}) =>
  writeBag({ entries: entries(), humanFiles: HUMAN, info: INFO, target: { kind, path: at(name) }, ...more })

describe('a whole package', () => {
  test('a folder is a valid bag for a second reading of RFC 8493 and for sha256sum', async () => {
    const seen: number[] = []
    const result = await write('folder', 'bag', { progress: done => seen.push(done.bytes) })
    expect(bagitErrors(at('bag'))).toEqual([])
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      if (has('sha256sum')) execFileSync('sha256sum', ['--strict', '--quiet', '-c', manifest], { cwd: at('bag') })
    }
    expect(readFileSync(at('bag', 'bag-info.txt'), 'utf8')).toContain('Note: 一 二\n')
    expect(result).toEqual({
      files: 7,
      bytes: 3_000_034,
      digest: sha256(readFileSync(at('bag', 'manifest-sha256.txt'))),
      manifest: readFileSync(at('bag', 'manifest-sha256.txt'), 'utf8'),
    })
    expect(seen.at(-1)).toBe(result.bytes)
    expect(readdirSync(dir).filter(name => name.includes('part'))).toEqual([])
    expect(await verify(at('bag'))).toMatchObject({ ok: true, digest: result.digest, problems: [] })
  })

  test.skipIf(!has('unzip'))(
    'a zip holds the same bag in a folder of its name, for unzip and Python too, and is the same file every time',
    async () => {
      const { digest } = await write('folder', 'bag')
      expect((await write('zip', '一号包.zip')).digest).toBe(digest)
      execFileSync('unzip', ['-tq', at('一号包.zip')])
      execFileSync('unzip', ['-q', at('一号包.zip'), '-d', at('out')])
      expect(readdirSync(at('out'))).toEqual(['一号包'])
      expect(bagitErrors(at('out', '一号包'))).toEqual([])
      expect(readFileSync(at('out', '一号包', 'data/evidence/X6_001.mp4')).equals(BIG)).toBe(true)
      if (has('python3')) {
        const script = 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), *sorted(z.namelist()))'
        expect(execFileSync('python3', ['-c', script, at('一号包.zip')], { encoding: 'utf8' })).toMatch(
          /^None .*一号包\/打开\.html/,
        )
      } else console.log('没有 python3：未用 Python 复查 zip')
      expect(await verify(at('一号包.zip'))).toMatchObject({ ok: true, digest })
      const first = sha256(readFileSync(at('一号包.zip')))
      await write('zip', '一号包.zip', { entries: entries() })
      expect(sha256(readFileSync(at('一号包.zip')))).toBe(first)
    },
  )

  test.skipIf(!has('unzip')).each([
    ['.zip', 'package'],
    ['第 3 批. .ZIP', '第 3 批'],
    ['no ending', 'no ending'],
  ])('a zip named %j holds the folder %j', async (name, folder) => {
    await write('zip', name)
    const listed = execFileSync('unzip', ['-Z1', at(name)], { encoding: 'utf8' })
    expect(
      new Set(
        listed
          .trim()
          .split('\n')
          .map(line => line.split('/')[0]),
      ),
    ).toEqual(new Set([folder]))
  })

  test('whatever is put in comes out, from a folder and from a zip', async () => {
    const segment = fc
      .stringMatching(/^[A-Za-z0-9_][A-Za-z0-9 _()+,-]{0,12}[a-z0-9]$/)
      .filter(s => !/^(con|prn|aux|nul|com\d|lpt\d)$/i.test(s))
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map(parts => `${parts.join('/')}.x`)
    // Sizes around the writer's buffer of 1 MiB, as numbers: a counterexample should be read, not scrolled.
    const size = fc.oneof(fc.nat(200), fc.constantFrom(1 << 19, (1 << 19) + 1, (1 << 20) - 60, 1 << 20, (1 << 20) + 1))
    const tree = fc.uniqueArray(fc.tuple(path, size), {
      minLength: 1,
      maxLength: 12,
      selector: ([name]) => name.toLowerCase(),
    })
    let round = 0
    await fc.assert(
      fc.asyncProperty(tree, fc.constantFrom('folder' as const, 'zip' as const), async (files, kind) => {
        const target = at(`round-${round++}`)
        await writeBag({
          entries: files.map(([name, length]) => ({ name, source: contentOf(name, length) })),
          info: INFO,
          target: { kind, path: target },
        })
        expect(await verify(target)).toMatchObject({ ok: true, files: files.length + 3 })
        const archive = await openArchive(target)
        for (const [name, length] of files) {
          expect(await readText(archive, `data/${name}`)).toBe(contentOf(name, length).toString())
        }
      }),
      { numRuns: 12 },
    )
  })

  test('beyond 4 GiB the directory is Zip64: ours and Python read the entry behind a hole', async () => {
    const hole = 2 ** 32 + 12_345
    const stored = (name: string, bytes: number, crc: number, offset: number) => ({
      name: Buffer.from(`b/${name}`),
      bytes,
      crc,
      offset,
      at: 0x5d770000,
    })
    const big = stored('data/big.bin', hole, 0, 0)
    const behind = Buffer.from('behind the hole')
    const start = localHeader(big).length + hole
    const small = stored('bagit.txt', behind.length, crc32(behind), start)
    const rest = Buffer.concat([localHeader(small), behind])
    const central = Buffer.concat([centralHeader(big), centralHeader(small)])
    const zip = openSync(at('big.zip'), 'w')
    writeSync(zip, localHeader(big), 0)
    ftruncateSync(zip, start) // takes no room on the disk
    writeSync(
      zip,
      Buffer.concat([rest, central, endRecords(2, start + rest.length, central.length)]),
      0,
      undefined,
      start,
    )
    closeSync(zip)
    const archive = await openArchive(at('big.zip'))
    expect(archive.members.get('data/big.bin')).toMatchObject({ bytes: hole, at: localHeader(big).length })
    expect(await readText(archive, 'bagit.txt')).toBe(behind.toString())
    if (has('unzip'))
      expect(execFileSync('unzip', ['-p', at('big.zip'), 'b/bagit.txt'], { encoding: 'utf8' })).toBe(behind.toString())
    if (has('python3')) {
      const script =
        'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.getinfo("b/data/big.bin").file_size, z.read("b/bagit.txt").decode())'
      const read = execFileSync('python3', ['-c', script, at('big.zip')], { encoding: 'utf8' })
      expect(read.trim()).toBe(`${hole} ${behind}`)
    }
  })
})

describe('refused, and nothing is left behind', () => {
  const left = () => readdirSync(dir).filter(name => !name.startsWith('source-'))

  test.each([
    ['证据/照片.jpg', '英文字母'],
    ['evidence/CON', '保留名'],
    ['evidence/com1.txt', '保留名'],
    ['evidence/a.', '句点结尾'],
    ['evidence/a /b', '空格'],
    ['50%.pdf', '不能使用的字符'],
    ['a\nb', '英文字母'],
    ['a\\b', '不能使用的字符'],
    ['../a', '包外'],
    ['/etc/passwd', '绝对路径'],
    ['C:/a', '绝对路径'],
    ['a//b', '空的文件夹名'],
    ['', '名称为空'],
    [`${'a'.repeat(200)}.jpg`, '超过 180'],
  ])('the name %j', async (name, why) => {
    const refused = write('zip', 'x.zip', { entries: [...entries(), { name, source: Buffer.from('1') }] })
    await expect(refused).rejects.toMatchObject({ code: 'PACKAGE_NAME', message: expect.stringContaining(why) })
    expect(left()).toEqual([])
  })

  test.each([
    ['Ａ\u0301é'.normalize('NFD'), 'NFC'],
    ['目录./a', '根目录'],
    ['BagIt.txt', '包自身'],
    ['tagmanifest-md5.txt', '包自身'],
    ['data', '包自身'],
    ['a\x07.txt', '不能使用的字符'],
  ])('the name %j for people', async (name, why) => {
    const refused = write('folder', 'x', { humanFiles: [{ name, source: Buffer.from('1') }] })
    await expect(refused).rejects.toMatchObject({ code: 'PACKAGE_NAME', message: expect.stringContaining(why) })
    expect(left()).toEqual([])
  })

  test('case twins, and a file where a folder must be', async () => {
    for (const [a, b] of [
      ['e/G2.jpg', 'e/g2.JPG'],
      ['e/a', 'E/A/b'],
    ]) {
      const twins = [a, b].map(name => ({ name: String(name), source: Buffer.from('1') }))
      await expect(write('zip', 'x.zip', { entries: twins })).rejects.toThrow('不能并存')
    }
  })

  test('an empty package', async () => {
    await expect(write('folder', 'x', { entries: [] })).rejects.toMatchObject({ code: 'PACKAGE_EMPTY' })
    expect(left()).toEqual([])
  })

  test.each(['folder', 'zip'] as const)(
    '%s: a source that is missing, changed, grown, cut or a folder, by name',
    async kind => {
      const source = (change: object) => [
        ...entries(),
        { name: 'evidence/bad.bin', source: { path: at('source-bad'), bytes: 10, ...change } },
      ]
      writeFileSync(at('source-bad'), '0123456789')
      mkdirSync(at('source-folder'))
      for (const [change, why] of [
        [{ path: at('source-none') }, '不存在'],
        [{ sha256: sha256('else') }, '摘要不一致'],
        [{ bytes: 9 }, '比登记时大'],
        [{ bytes: 11 }, '比登记时小'],
        [{ path: at('source-folder') }, '不是普通文件'],
      ] as const) {
        await expect(write(kind, 'x', { entries: source(change) })).rejects.toMatchObject({
          code: 'FILE_UNREADABLE',
          message: expect.stringMatching(new RegExp(`evidence/bad\\.bin.*${why}`)),
        })
        expect(left()).toEqual([])
      }
    },
  )

  test('a file that grows while it is read', async () => {
    const growing = file('evidence/growing.bin', BIG)
    const grow = () => {
      if ('path' in growing.source) appendFileSync(growing.source.path, 'more')
      return Promise.resolve(Buffer.from('1'))
    }
    const refused = write('folder', 'x', { entries: [{ name: 'first', source: grow }, growing] })
    await expect(refused).rejects.toThrow('evidence/growing.bin')
    expect(left()).toEqual([])
  })

  test('a folder that exists stays as it is; a zip stays until the new one is whole', async () => {
    mkdirSync(at('bag'))
    writeFileSync(at('bag', 'theirs'), '1')
    writeFileSync(at('old.zip'), 'old')
    await expect(write('folder', 'bag')).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' })
    const bad = { name: 'z', source: { path: at('none'), bytes: 1 } }
    await expect(write('zip', 'old.zip', { entries: [...entries(), bad] })).rejects.toThrow('不存在')
    expect(readdirSync(at('bag'))).toEqual(['theirs'])
    expect(readFileSync(at('old.zip'), 'utf8')).toBe('old')
    await expect(write('zip', 'no/such/x.zip')).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' })
  })

  test.each(['folder', 'zip'] as const)('%s: 取消', async kind => {
    const controller = new AbortController()
    const source = async () => {
      controller.abort()
      return Buffer.from('1')
    }
    const many = [...entries(), { name: 'last', source }]
    await expect(write(kind, 'x', { entries: many, signal: controller.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(left()).toEqual([])
  })

  test.each(['folder', 'zip'] as const)('%s: kill -9 leaves a .part and no package', async kind => {
    writeFileSync(at('source'), Buffer.alloc(100_000, 'k'))
    const child = spawn(process.execPath, [join(import.meta.dirname, 'package-child.ts'), kind, at('x'), at('source')])
    const [said] = await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(String(said)).toBe('writing\n')
    expect(left().filter(name => name !== 'source')).toEqual([expect.stringMatching(/^x\.\w+\.part$/)])
    await write(kind, 'x')
    expect(left().filter(name => name.endsWith('.part'))).toEqual([])
  })

  test('what killed exports left under other names goes after a day; what is not ours stays', async () => {
    for (const name of ['old.zip.0a1b2c3d.part', 'new.zip.0a1b2c3d.part', 'theirs.xlsx.0a1b2c3d.part', 'x.zip.part'])
      writeFileSync(at(name), 'PK')
    mkdirSync(at('old.0a1b2c3d.part', 'data'), { recursive: true })
    mkdirSync(at('photos.0a1b2c3d.part'))
    const before = new Date(Date.now() - 2 * 86_400_000)
    for (const name of left().filter(name => !name.startsWith('new'))) utimesSync(at(name), before, before)
    await write('zip', 'x.zip')
    expect(left().filter(name => name.endsWith('.part'))).toEqual([
      'new.zip.0a1b2c3d.part',
      'photos.0a1b2c3d.part',
      'theirs.xlsx.0a1b2c3d.part',
      'x.zip.part',
    ])
  })
})
