import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openArchive, readText } from '../../src-main/package/archive.ts'
import { writeBag } from '../../src-main/package/bag.ts'
import { readBag } from '../../src-main/package/read.ts'
import { verify } from '../../src-main/package/verify.ts'
import type { PackageIndex } from '../../src-shared/package.ts'
import { type RawEntry, rawZip } from './package-zip.ts'
import { has, MAY_LINK } from './programs.ts'

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const PHOTO = Buffer.from('\xff\xd8\xff photo', 'latin1')

const INDEX: PackageIndex = {
  format: 'neidu-package',
  version: 1,
  data: 5,
  kind: 'full',
  title: '2026 年第 3 批',
  org: '北京智能制造职业培训学校',
  madeAt: '2026-11-23T09:30:00Z',
  logHead: 'ab'.repeat(32),
  facts: { batch: { id: 7, name: '第 3 批', sessions: [{ on: '2026-11-20', people: null }] } },
  slots: [{ slot: 'G2', name: '实操评分表', required: true, state: 'archived', reason: '' }],
  evidence: [
    {
      name: 'evidence/G2_001.jpg',
      code: 'G2_001',
      slot: 'G2',
      title: '评分表',
      sha256: sha256(PHOTO),
      bytes: PHOTO.length,
      type: 'image/jpeg',
      thumbnail: null,
      later: '新字段',
    },
  ],
}

let good = '' // folder and zip, made once; tests work on copies
let dir = ''
beforeAll(async () => {
  good = mkdtempSync(join(tmpdir(), 'neidu-package-'))
  await make(INDEX, good)
})
afterAll(() => rmSync(good, { recursive: true, force: true }))
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'neidu-package-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const at = (...parts: string[]) => join(dir, ...parts)

async function make(index: unknown, where: string): Promise<void> {
  for (const kind of ['folder', 'zip'] as const) {
    await writeBag({
      entries: [
        { name: 'evidence/G2_001.jpg', source: PHOTO },
        { name: 'index.json', source: Buffer.from(JSON.stringify(index)) },
      ],
      humanFiles: [{ name: '目录.pdf', source: Buffer.from('%PDF') }],
      info: { 'Bagging-Date': '2026-11-23', 'Log-Head': INDEX.logHead },
      target: { kind, path: join(where, kind === 'zip' ? 'bag.zip' : 'bag') },
    })
  }
}

function copyOfFolder(): string {
  cpSync(join(good, 'bag'), at('bag'), { recursive: true })
  return at('bag')
}

describe('verify', () => {
  test('a changed, a missing and an additional file, each by name', async () => {
    const bag = copyOfFolder()
    writeFileSync(join(bag, 'data/evidence/G2_001.jpg'), '\xff\xd8\xff phot0', 'latin1')
    rmSync(join(bag, '目录.pdf'))
    writeFileSync(join(bag, '病毒.exe'), 'MZ')
    expect(await verify(bag)).toMatchObject({
      ok: false,
      changed: ['data/evidence/G2_001.jpg'],
      missing: ['目录.pdf'],
      additional: ['病毒.exe'],
      problems: [expect.stringContaining('病毒.exe：是程序')],
    })
    writeFileSync(join(bag, 'data/evidence/more.jpg'), '1')
    const result = await verify(bag)
    expect(result.additional).toEqual(['data/evidence/more.jpg', '病毒.exe'])
    expect(result.problems).toEqual([
      expect.stringContaining('病毒.exe'),
      expect.stringContaining('文件总量与 bag-info.txt 不符'),
    ])
  })

  test('no byte of any file can be changed unnoticed: what changed is named', async () => {
    const bag = copyOfFolder()
    const names = [
      'data/evidence/G2_001.jpg',
      'data/index.json',
      'bagit.txt',
      'bag-info.txt',
      '目录.pdf',
      'manifest-sha256.txt',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, place, mask) => {
          const path = join(bag, name)
          const before = readFileSync(path)
          const after = Buffer.from(before)
          const i = place % after.length
          after[i] = (after[i] ?? 0) ^ mask
          writeFileSync(path, after)
          const { ok, changed } = await verify(bag)
          writeFileSync(path, before)
          expect(ok).toBe(false)
          expect(changed).toContain(name)
        },
      ),
      { numRuns: 15 },
    )
    expect(await verify(bag)).toMatchObject({ ok: true })
  })

  test('one byte of a zip', async () => {
    const zip = readFileSync(join(good, 'bag.zip'))
    const place = zip.indexOf(PHOTO)
    zip[place + 5] = (zip[place + 5] ?? 0) ^ 1
    writeFileSync(at('bag.zip'), zip)
    expect(await verify(at('bag.zip'))).toMatchObject({ ok: false, changed: ['data/evidence/G2_001.jpg'], missing: [] })
  })

  test.skipIf(!has('zip'))('a package zipped again by another program, compressed', async () => {
    cpSync(join(good, 'bag'), at('再压缩'), { recursive: true })
    execFileSync('zip', ['-q9r', at('again.zip'), '再压缩'], { cwd: dir })
    const result = await verify(at('again.zip'))
    expect(result).toMatchObject({ ok: true, digest: (await verify(join(good, 'bag'))).digest })
  })

  test('what is no bag says so', async () => {
    writeFileSync(at('text.zip'), 'no zip at all, only text that is long enough for a tail')
    await expect(verify(at('text.zip'))).rejects.toMatchObject({ code: 'PACKAGE_DAMAGED' })
    writeFileSync(at('empty.zip'), '')
    await expect(verify(at('empty.zip'))).rejects.toMatchObject({ code: 'PACKAGE_DAMAGED' })
    await expect(verify(at('none'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
    const zip = readFileSync(join(good, 'bag.zip'))
    for (const length of [10, 100, zip.length - 30, zip.length - 1]) {
      writeFileSync(at('cut.zip'), zip.subarray(0, length))
      await expect(verify(at('cut.zip'))).rejects.toMatchObject({ code: 'PACKAGE_DAMAGED' })
    }
    const { ok, problems } = await verify(dir)
    expect(ok).toBe(false)
    expect(problems.join()).toMatch(/缺少 bagit\.txt.*缺少 manifest-sha256\.txt/)
  })

  test('a zip with any of its bytes changed is read, or refused: never a crash, never more than the file says', async () => {
    const zip = readFileSync(join(good, 'bag.zip'))
    const tail = 700 // directory and end record: what steers the reader
    const place = fc.oneof(fc.nat(zip.length - 1), fc.integer({ min: zip.length - tail, max: zip.length - 1 }))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 4 }), async changes => {
        const bytes = Buffer.from(zip)
        for (const [i, value] of changes) bytes[i] = value
        writeFileSync(at('any.zip'), bytes)
        try {
          const archive = await openArchive(at('any.zip'))
          for (const name of archive.members.keys()) await readText(archive, name)
        } catch (error) {
          expect(['FILE_UNREADABLE', 'PACKAGE_DAMAGED']).toContain((error as { code?: string }).code)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('files larger than what is reported at once', async () => {
    const entries = [1, 2, 3].map(i => ({ name: `${i}.bin`, source: Buffer.alloc((9 << 20) + i, String(i)) }))
    const info = { 'Bagging-Date': '2026-11-23' }
    await writeBag({ entries, info, target: { kind: 'folder', path: at('large') } })
    expect(await verify(at('large'))).toMatchObject({ ok: true, files: 6 })
    cpSync(at('large'), at('again'), { recursive: true })
    if (!has('zip')) return
    execFileSync('zip', ['-qr', at('again.zip'), 'again'], { cwd: dir })
    expect(await verify(at('again.zip'))).toMatchObject({ ok: true, files: 6 })
  })

  test('progress ends at the whole', async () => {
    const seen: unknown[] = []
    const { files, bytes } = await verify(join(good, 'bag.zip'), { progress: (...args) => seen.push(args) })
    expect(seen.at(-1)).toEqual([
      { files, bytes },
      { files, bytes },
    ])
  })

  test('取消', async () => {
    await expect(verify(join(good, 'bag'), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })
})

describe('reading a package for import', () => {
  test.each(['bag', 'bag.zip'])('%s: the index as it was written, and the files', async name => {
    const { index, entries, verification, extract } = await readBag(join(good, name))
    expect(index).toEqual(INDEX)
    expect([...entries.keys()]).toEqual(['evidence/G2_001.jpg'])
    expect(verification.info['Log-Head']).toBe(INDEX.logHead)
    await extract('evidence/G2_001.jpg', at('out.jpg'))
    expect(readFileSync(at('out.jpg'))).toEqual(PHOTO)
  })

  test('a file changed after the verification is not taken over', async () => {
    const bag = copyOfFolder()
    const { extract } = await readBag(bag)
    writeFileSync(join(bag, 'data/evidence/G2_001.jpg'), Buffer.alloc(PHOTO.length))
    await expect(extract('evidence/G2_001.jpg', at('out.jpg'))).rejects.toThrow('又有改动')
    expect(readdirSync(dir)).toEqual(['bag'])
  })

  test.skipIf(!MAY_LINK)('links, in a folder', async () => {
    const bag = copyOfFolder()
    symlinkSync('/etc/passwd', join(bag, 'data/evidence/link.jpg'))
    symlinkSync('/etc', join(bag, 'data/folder'))
    await expect(readBag(bag)).rejects.toThrow('符号链接')
    expect((await verify(bag)).problems.filter(problem => problem.includes('符号链接'))).toHaveLength(2)
  })

  test.each<[string, RawEntry[], string]>([
    ['a path out of the package', [{ name: 'b/../../evil', data: Buffer.from('1') }], '包外'],
    ['a path beside the package', [{ name: 'other/evil', data: Buffer.from('1') }], '包外'],
    ['an absolute path', [{ name: '/evil', data: Buffer.from('1') }], '包外'],
    ['a path of Windows', [{ name: 'b/data\\..\\evil', data: Buffer.from('1') }], '包外'],
    ['a reserved name', [{ name: 'b/data/nul.txt', data: Buffer.from('1') }], '保留名'],
    ['a link', [{ name: 'b/data/link', data: Buffer.from('/etc/passwd'), mode: 0o120777 }], '符号链接'],
    ['case twins', ['b/data/a', 'b/data/A'].map(name => ({ name, data: Buffer.from('1') })), '不能并存'],
    ['one name twice', ['b/data/a', 'b/data/a'].map(name => ({ name, data: Buffer.from('1') })), '出现两次'],
    ['two names of one entry', [{ name: 'b/data/a', data: Buffer.from('1'), localName: 'b/data/b' }], '不一致'],
    ['encryption', [{ name: 'b/data/a', data: Buffer.from('1'), flags: 0x0801 }], '已加密'],
    ['a strange method', [{ name: 'b/data/a', data: Buffer.from('1'), method: 14 }], '压缩方法'],
    ['a bomb', [{ name: 'b/data/a', data: deflateRawSync(Buffer.alloc(32 << 20)), size: 32 << 20, method: 8 }], '炸弹'],
    [
      'a bomb of overlapping entries',
      [
        { name: 'b/data/a', data: Buffer.from('1') },
        { name: 'b/data/b', data: Buffer.from('1'), sameAs: 1 },
      ],
      '炸弹',
    ],
  ])('%s', async (_, evil, why) => {
    writeFileSync(at('evil.zip'), rawZip([{ name: 'b/bagit.txt', data: Buffer.from('x') }, ...evil]))
    await expect(readBag(at('evil.zip'))).rejects.toMatchObject({
      code: 'PACKAGE_DAMAGED',
      message: expect.stringContaining(why),
    })
    expect(readdirSync(dir)).toEqual(['evil.zip'])
    expect(existsSync(join(tmpdir(), 'evil'))).toBe(false)
  })

  test('an entry that holds more than it states is given up there', async () => {
    const data = deflateRawSync(Buffer.alloc(1 << 20))
    writeFileSync(at('lie.zip'), rawZip([{ name: 'b/bagit.txt', data, size: 60, method: 8 }]))
    await expect(readBag(at('lie.zip'))).rejects.toThrow('大小与记录不符')
  })

  test.each([
    ['no index of ours', { hello: 1 }, '不符合格式'],
    [
      'a newer form of the index',
      { ...INDEX, version: 3, facts: 'else' },
      '更新版本的程序写成（格式 3，本程序支持到 2）',
    ],
    [
      'newer data',
      { ...INDEX, version: 2, data: 8, facts: 'else' },
      '更新版本的程序写成（数据版本 8，本程序支持到 7）',
    ],
    [
      'a file with another digest',
      { ...INDEX, evidence: [{ ...INDEX.evidence[0], sha256: sha256('else') }] },
      '与文件不符',
    ],
    [
      'a file that is not there',
      { ...INDEX, evidence: [{ ...INDEX.evidence[0], name: '../../etc/passwd' }] },
      '与文件不符',
    ],
  ])('%s', async (_, index, why) => {
    await make(index, dir)
    await expect(readBag(at('bag'), { known: 7 })).rejects.toThrow(why)
    await expect(readBag(at('bag.zip'), { known: 7 })).rejects.toThrow(why)
  })
})
