import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadImage } from '@napi-rs/canvas'
import { decodeQR } from 'qr/decode.js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openArchive, readText } from '../../src-main/package/archive.ts'
import { searchFile } from '../../src-main/package/search.ts'
import type { PackageIndex } from '../../src-shared/package.ts'
import { wordsOf } from '../e2e/office.ts'
import { renderFile } from '../print/raster.ts'
import { addBatch, addSupervisors, order, page } from './batch-office.ts'
import { bring, refuseBring } from './bring.ts'
import { jpeg } from './evidence-files.ts'
import { bagitErrors } from './package-bagit.ts'
import { type Full, fullBatch, otherBatch, PLANTED, STAFF_PHONE, take, told } from './package-office.ts'
import { addCarded, addOrg } from './people.ts'
import { has } from './programs.ts'
import { createWorld, newFolder, type World } from './world.ts'

let world: World
let full: Full
let out = ''
beforeAll(async () => {
  world = await createWorld()
  full = await fullBatch(world)
  out = newFolder('out')
})
afterAll(async () => {
  await world.end()
  rmSync(out, { recursive: true, force: true })
})

let count = 0
async function exported(kind: 'full' | 'masked', form: 'folder' | 'zip', from = world, batchId = full.batchId) {
  const path = join(out, `${kind}-${++count}${form === 'zip' ? '.zip' : ''}`)
  from.answers.save.push(path)
  const made = await from.call('package.export', { batchId, kind, form, receiver: '社会事业局' })
  if (!made) throw new Error('the dialog was answered')
  return { path, made }
}

const indexOf = (path: string): PackageIndex => JSON.parse(readFileSync(join(path, 'data/index.json'), 'utf8'))
const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

describe('a full package', () => {
  test('a valid bag with papers, forms, evidence and viewer; logged; its manifest is kept', async () => {
    const { path, made } = await exported('full', 'folder')
    expect(bagitErrors(path)).toEqual([])
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
      if (has('sha256sum')) execFileSync('sha256sum', ['--strict', '--quiet', '-c', manifest], { cwd: path })
    expect(readdirSync(path)).toEqual(
      expect.arrayContaining(['打开.html', '目录.pdf', '概况.pdf', 'data', 'bag-info.txt']),
    )
    const names = readdirSync(join(path, 'data'), { recursive: true }).map(name => String(name).replaceAll('\\', '/'))
    expect(names).toEqual(
      expect.arrayContaining(
        [
          'evidence/X6_001.jpg',
          'evidence/visit1/D_001.jpg',
          'evidence/V_001.pdf',
          'struck/G7_001.pdf',
          'forms/ASG-W1.pdf',
          'papers/catalogue.pdf',
          'papers/overview.pdf',
          'papers/D1-1.jpg',
          'log.json',
          'index.json',
        ].map(name => expect.stringMatching(name.replace('ASG', '\\w+'))),
      ),
    )
    expect(readFileSync(join(path, 'bag-info.txt'), 'utf8')).toMatch(
      /Source-Organization: 北京亦庄技能评价中心\nExternal-Identifier: BDA-2026-031\n.*未封存[\s\S]*Seal-Version: none\n/,
    )
    const index = indexOf(path)
    const slots = index.evidence.map(({ slot }) => slot)
    for (const slot of ['P2', 'Q2', 'Q5', 'R3', 'R4', 'R5', 'X6', 'D1', 'D2', 'D4', 'D5']) expect(slots).toContain(slot)
    expect(index.evidence.filter(({ slot, type }) => slot === 'D1' && type === 'application/pdf')).toHaveLength(2) // both versions
    expect(made).toMatchObject({ kind: 'full', sealVersion: null, leftOut: [], receiver: '社会事业局' })
    expect((await world.call('package.list', { batchId: full.batchId })).packages[0]).toEqual(made)
    expect(existsSync(join(world.dir, 'files', made.digest.slice(0, 2), made.digest))).toBe(true)
    expect(await world.call('anchor.check', { code: made.anchor.toLowerCase() })).toMatchObject({ match: true })
  })

  test('numbers stand in plain where an import needs them, never in the page that people open', async () => {
    const { path } = await exported('full', 'folder')
    const page = readFileSync(join(path, '打开.html'), 'utf8')
    expect(readFileSync(join(path, 'data/index.json'), 'utf8')).toContain(full.ids[25])
    for (const number of [...full.ids, STAFF_PHONE, PLANTED]) expect(page).not.toContain(number)
    expect(page).toContain('考场全景 \\u003cb>一') // a title is data
    expect(page).toContain('未封存')
  })

  test('a zip holds the same', async () => {
    const { path, made } = await exported('full', 'zip')
    if (has('unzip')) execFileSync('unzip', ['-qt', path])
    world.answers.open.push(path)
    expect(await world.call('package.verify', { from: 'zip' })).toMatchObject({
      ok: true,
      title: '2026年第七批电工',
      digest: made.digest,
      anchor: made.anchor,
    })
  })
})

describe('a 脱敏 package', () => {
  test('no byte of it holds a number; what was left out says so; sources are listed', async () => {
    const { path, made } = await exported('masked', 'folder')
    expect(bagitErrors(path)).toEqual([])
    expect([...made.leftOut].sort()).toEqual([
      expect.stringMatching(/^P2_001 申报表：.*身份证/),
      expect.stringMatching(/^P5_001 预案：.*身份证/),
      expect.stringMatching(/^Q2_001 张三的佐证材料：密级/),
      expect.stringMatching(/^T1_001 抽题：.*身份证/), // of nobody on record, glued to letters
      expect.stringMatching(/^X6_003 扫描：.*不能遮盖/),
    ])
    expect(made.notes).toEqual([expect.stringMatching(/^\d+ 件照片/)])
    const phones = new Set([STAFF_PHONE])
    for (const file of filesIn(path)) {
      expect(await searchFile(file, { phones, work: out }), file).toMatchObject({ sure: 0 })
      const bytes = readFileSync(file).toString('latin1')
      for (const number of [...full.ids, STAFF_PHONE, PLANTED]) expect(bytes.includes(number), file).toBe(false)
    }
    const index = indexOf(path)
    expect(Object.keys(index.facts)).not.toContain('supervisor')
    expect(JSON.stringify(index.facts.batch_candidate)).toContain('idMasked')
    const photo = index.evidence.find(({ code }) => code === 'X6_001')
    expect(photo?.source).toMatch(/^[0-9a-f]{64}$/)
    expect(photo?.source).not.toBe(photo?.sha256)
    const covered = readFileSync(join(path, 'data', String(photo?.name)))
    expect(covered.includes('Exif')).toBe(false)
    expect(covered.includes('Canon')).toBe(false)
    await expectDark(covered, 200, 150)
    await expectDark(readFileSync(join(path, 'data', String(photo?.thumbnail))), 160, 120)
    expect(readFileSync(join(path, 'data/evidence/P2_001.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    expect(readdirSync(join(path, 'data'))).not.toContain('struck')
    world.answers.open.push(path)
    expect(await refuseBring(world, 'folder')).toMatchObject({ code: 'PACKAGE_MASKED' })
  })
})

async function expectDark(bytes: Buffer, x: number, y: number): Promise<void> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const image = await loadImage(bytes)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const [r = 255, g = 255, b = 255] = context.getImageData(x, y, 1, 1).data
  expect(Math.max(r, g, b)).toBeLessThan(60)
}

describe('包即备份', () => {
  let there: World
  afterEach(() => there?.end())

  test('sealed, exported, imported into an empty folder: every route says the same', async () => {
    await world.call('hold.set', { batchId: full.batchId, reason: '举报调查' })
    await world.call('hold.lift', { batchId: full.batchId, reason: '查无此事' })
    await world.call('seal.close', { batchId: full.batchId, reason: '部分材料未到' })
    await exported('full', 'folder') // makes what small pictures are lacking
    const before = await told(world, full.batchId)
    const { path, made } = await exported('full', 'zip')
    expect(made.sealVersion).toBe(1)
    there = await createWorld()
    there.answers.open.push(path)
    const imported = await bring(there, 'zip')
    expect(imported).toMatchObject({ batchId: full.batchId })
    expect(await told(there, full.batchId)).toEqual(before)
    expect(await there.refuse('batch.remove', { id: full.batchId, reason: 'x' })).toBeTruthy()
    expect((await there.refuse('slot.setNa', { batchId: full.batchId, slot: 'P4', reason: 'x' })).code).toBe(
      'BATCH_SEALED',
    )
    expect((await there.call('fixity.run', {})).missing).toEqual([])
    // 身份证 is sealed with this folder's own key: found by its digest, not standing anywhere in plain
    const { rows } = await there.call('check.run', { batchId: full.batchId })
    for (const no of [2, 7, 8]) expect(rows.find(row => row.no === no)).toMatchObject({ result: 'pass' })
    const again = await exported('full', 'folder', there)
    expect(indexOf(again.path).facts.batch_candidate).toEqual(
      JSON.parse(String(await readText(await openArchive(path), 'data/index.json'))).facts.batch_candidate,
    )
    await there.close()
    const data = filesIn(there.dir).filter(file => file.endsWith('data.sqlite'))
    for (const file of data) expect(readFileSync(file).includes(String(full.ids[25]))).toBe(false)
    await there.reopen().catch(() => undefined)
  })

  test('into a folder with batches and people of its own: ids move, people are known again, numbers are not given twice', async () => {
    const { path } = await exported('full', 'zip')
    there = await createWorld()
    await addOrg(there)
    await otherBatch(there)
    const [own] = await addSupervisors(there, '王一')
    there.answers.open.push(path)
    const imported = await bring(there, 'zip')
    const id = imported?.batchId ?? 0
    expect(id).not.toBe(full.batchId)
    const [batch, original] = [
      await there.call('batch.get', { id }),
      await world.call('batch.get', { id: full.batchId }),
    ]
    const bare = ({ sessions, staff, seen: _seen, origin: _origin, ...rest }: typeof batch) => ({
      ...rest,
      id: 0,
      venueId: 0,
      sessions: sessions.map(({ id: _, seen: __seen, batchId: __, assigned, ...session }) => ({
        ...session,
        who: assigned.map(a => a.name),
      })),
      staff: staff.map(({ id: _, seen: ____, batchId: __, sessionIds, supervisorId: ___, ...member }) => ({
        ...member,
        n: sessionIds.length,
      })),
    })
    expect(bare(batch)).toEqual(bare(original))
    const { assignments } = await there.call('assign.list', { batchId: id })
    expect(assignments[0]?.people[0]?.supervisorId).toBe(own) // by his card's code
    expect(
      (await there.call('supervisor.list', { filter: { search: '王一' }, sort: { by: 'name', desc: false }, page }))
        .total,
    ).toBe(1)
    there.answers.open.push(path)
    expect(await refuseBring(there, 'zip')).toMatchObject({
      code: 'PACKAGE_TAKEN',
      message: expect.stringContaining('BDA-2026-031'),
    })
  })

  test('a 委派单 number or the number of a card that is used here refuses, by name', async () => {
    const { path } = await exported('full', 'zip')
    there = await createWorld()
    await addOrg(there)
    const batch = await otherBatch(there)
    const { person, card } = await addCarded(there, { name: '钱七', birth: '1990-01-01' }) // the code that 王一 has at home
    const refused = async () => {
      there.answers.open.push(path)
      return refuseBring(there, 'zip')
    }
    expect(await refused()).toMatchObject({
      code: 'PACKAGE_TAKEN',
      message: expect.stringContaining(`「${card.code}」（「钱七」）`),
    })
    const { sessions } = await there.call('batch.get', { id: batch })
    await there.call('assign.issue', order(batch, [[person.id, [sessions[0]?.id ?? 0]]]))
    expect(await refused()).toMatchObject({
      code: 'PACKAGE_TAKEN',
      message: expect.stringContaining('委派单编号「WP-2026-0001」'),
    })
    expect((await there.call('supervisor.list', { filter: {}, sort: { by: 'name', desc: false }, page })).total).toBe(1)
  })

  test('another organisation, a changed byte, a stranger’s facts', async () => {
    const { path } = await exported('full', 'folder')
    there = await createWorld()
    await addOrg(there, { name: '别的机构', number: 'S000011009999' })
    const refused = async () => {
      there.answers.open.push(path)
      return refuseBring(there, 'folder')
    }
    expect((await refused()).code).toBe('PACKAGE_FOREIGN')
    const photo = join(path, 'data/evidence/X6_002.jpg')
    const bytes = readFileSync(photo)
    bytes[100] = (bytes[100] ?? 0) ^ 1
    writeFileSync(photo, bytes)
    expect(await refused()).toMatchObject({ code: 'PACKAGE_DAMAGED', message: expect.stringContaining('X6_002.jpg') })
    expect((await there.call('batch.list', { filter: {}, sort: { by: 'planNo', desc: false }, page })).total).toBe(0)
  })
})

describe('refusals', () => {
  test('an empty batch, a folder inside the data, a file that changed on the disk, 取消', async () => {
    const empty = await addBatch(world, { planNo: 'LEER', name: '空批次' })
    world.answers.save.push(join(out, 'empty'))
    const input = { batchId: empty.id, kind: 'full', form: 'folder', receiver: '' } as const
    expect((await world.refuse('package.export', input)).code).toBe('PACKAGE_EMPTY')
    expect(existsSync(join(out, 'empty'))).toBe(false)
    world.answers.save.push(join(world.dir, 'files', 'x'))
    expect((await world.refuse('package.export', input)).code).toBe('FILE_NOT_WRITTEN')
    world.answers.save.push(null)
    expect(await world.call('package.export', input)).toBeNull()

    await take(world, { kind: 'batch', id: empty.id, slot: 'X6' }, 'a.jpg', jpeg(77))
    const { rows } = await world.call('evidence.list', {
      filter: { batchId: empty.id },
      sort: { by: 'code', desc: false },
      page,
    })
    const file = String(rows[0]?.file)
    const stored = join(world.dir, 'files', file.slice(0, 2), file)
    const good = readFileSync(stored)
    writeFileSync(stored, Buffer.concat([good, Buffer.from('x')]))
    world.answers.save.push(join(out, 'changed'))
    expect(await world.refuse('package.export', input)).toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('X6_001.jpg'),
    })
    expect(readdirSync(out).filter(name => name.startsWith('changed'))).toEqual([])
    writeFileSync(stored, good)
    mkdirSync(join(out, 'taken'))
    world.answers.save.push(join(out, 'taken'))
    expect((await world.refuse('package.export', input)).code).toBe('FILE_NOT_WRITTEN')
  })

  test('取消 while files are looked through: nothing is left, nothing is logged as handed out', async () => {
    const before = (await world.call('package.list', {})).packages.length
    const stop = world.backend.on(event => {
      if (event.type === 'progress' && event.label === '检查个人信息')
        void world.call('job.cancel', { call: event.call })
    })
    world.answers.save.push(join(out, 'cancelled'))
    const input = { batchId: full.batchId, kind: 'masked', form: 'folder', receiver: '' } as const
    expect((await world.refuse('package.export', input)).code).toBe('CANCELLED')
    stop()
    expect(readdirSync(out).filter(name => name.startsWith('cancelled'))).toEqual([])
    expect((await world.call('package.list', {})).packages).toHaveLength(before)
  })

  test('codes', async () => {
    const { message } = await world.call('anchor.check', { code: '0000-0000-0000-0000-0001' })
    expect(message).toContain('校验位不符')
    expect(await world.call('anchor.check', { code: '0000-0000-0000-0000-0000' })).toMatchObject({
      match: false,
      message: expect.stringContaining('都没有它'),
    })
  })

  test('the slip’s symbol is the code; the receipt lists what was handed over, with digests', async () => {
    const { path, made } = await exported('full', 'folder')
    world.answers.save.push(join(out, 'slip.pdf'), join(out, 'receipt.pdf'))
    await world.call('anchor.slip', { of: 'export', id: made.id })
    await world.call('package.receipt', { id: made.id })
    const { width, height, rgba } = await renderFile(join(out, 'slip.pdf'), 1, 150)
    expect(decodeQR({ width, height, data: rgba })).toBe(made.anchor)
    const words = await wordsOf(join(out, 'receipt.pdf'))
    const photo = indexOf(path).evidence.find(({ code }) => code === 'X6_002')
    for (const word of [made.digest, made.anchor, '社会事业局', 'data/evidence/X6_002.jpg', String(photo?.sha256)])
      expect(words).toContain(word)
    expect(await wordsOf(join(out, 'slip.pdf'))).toContain(made.digest)
  })
})
