import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Evidence } from '../../src-shared/contract/evidence.ts'
import { addBatch } from './batch-office.ts'
import { type Card, createOffice, jpeg, newCard, type Office, pdf } from './evidence-files.ts'
import { behindTheBack } from './files.ts'

let office: Office
let card: Card
beforeEach(async () => {
  office = await createOffice('G2')
  card = newCard()
})
afterEach(() => office.world.end())

/** Takes a file in and answers its row. */
async function add(name: string, bytes: Uint8Array, owner = office.owner): Promise<Evidence> {
  office.world.answers.open.push(card.put(name, bytes))
  const taken = await office.world.call('evidence.intake', { owner, from: 'files', facts: {} })
  return office.world.call('evidence.get', { id: taken?.taken[0]?.id ?? 0 })
}

const slot = (code: string) => ({ kind: 'batch', id: office.batchId, slot: code }) as const
const log = async (search: string) =>
  (await office.world.call('audit.list', { search, page: { offset: 0, limit: 50 } })).rows.map(event => event.text)

/** 封存 and 调查冻结 as the tables know them. */
async function freeze(table: 'seal' | 'hold'): Promise<void> {
  await office.world.close()
  const digest = '0'.repeat(64)
  behindTheBack(office.world.dir, file => {
    file.exec(`INSERT OR IGNORE INTO file VALUES ('${digest}', 2, '2026-11-23T00:00:00.000Z')`)
    const recorded = `'测试员', '2026-11-23T00:00:00.000Z'`
    if (table === 'hold')
      file.exec(
        `INSERT INTO hold (batch_id, reason, recorded_by, recorded_at) VALUES (${office.batchId}, '调查', ${recorded})`,
      )
    else
      file.exec(`INSERT INTO seal (batch_id, version, files, bytes, manifest, log_head, anchor, recorded_by, recorded_at)
        VALUES (${office.batchId}, 1, 1, 1, '${digest}', '${digest}', 'x', ${recorded})`)
  })
  await office.world.reopen()
}

describe('save', () => {
  test('only what is given changes, in all rows; the log names fields and codes, no contents', async () => {
    const rows = [await add('a.pdf', pdf(1)), await add('b.pdf', pdf(2))]
    const facts = { author: ' 考务办 ', secrecy: '公开', on: '2026-11-20' } as const
    const ids = rows.map(row => row.id)
    expect(await office.world.call('evidence.save', { ids, facts })).toEqual({ saved: 2 })
    for (const row of rows) {
      expect(await office.world.call('evidence.get', { id: row.id })).toEqual({
        ...row,
        ...facts,
        seen: expect.any(String),
        author: '考务办',
      })
    }
    expect(await office.world.call('evidence.save', { ids, facts })).toEqual({ saved: 0 }) // nothing to change, nothing to log
    expect(await log('著录项')).toEqual(['修改 G2_001、G2_002（共 2 个文件）的著录项：责任者、日期、密级'])
  })

  test('what cannot be is refused, and then nothing at all has changed', async () => {
    const [a, b] = [await add('a.pdf', pdf(1)), await add('b.pdf', pdf(2))]
    await office.world.call('evidence.save', { ids: [b.id], facts: { pageCount: 2 } })
    const refuse = (ids: number[], facts: object) => office.world.refuse('evidence.save', { ids, facts })
    expect((await refuse([a.id, b.id], { pageNo: 3 })).message).toContain('第 3 页超过了总页数 2')
    expect((await refuse([a.id], { on: '2027-01-01' })).fields).toHaveProperty(['facts.on'])
    expect((await refuse([a.id], { title: ' \u200b ' })).message).toContain('此项必填')
    expect((await refuse([a.id, 999], { author: 'x' })).code).toBe('NOT_FOUND')
    expect(await office.world.call('evidence.get', { id: a.id })).toEqual(a)
  })
})

describe('move', () => {
  test('gives new numbers there, and never an old one again', async () => {
    const [a, b] = [await add('a.pdf', pdf(1)), await add('b.pdf', pdf(2))]
    expect(await office.world.call('evidence.move', { ids: [b.id], owner: slot('G5') })).toEqual({ moved: 1 })
    expect(await office.world.call('evidence.get', { id: b.id })).toEqual({
      ...b,
      seen: expect.any(String),
      owner: slot('G5'),
      code: 'G5_001',
    })
    expect((await add('c.pdf', pdf(3))).code).toBe('G2_003') // G2_002 was given once
    await office.world.call('evidence.move', { ids: [b.id, a.id], owner: office.owner })
    const codes = await Promise.all(
      [a, b].map(async ({ id }) => (await office.world.call('evidence.get', { id })).code),
    )
    expect(codes).toEqual(['G2_001', 'G2_004']) // what is there already stays where it is
    expect(await log('移到')).toEqual([
      '1 个文件移到批次「2026年第七批电工」G2：G5_001 → G2_004',
      '1 个文件移到批次「2026年第七批电工」G5：G2_002 → G5_001',
    ])
  })

  test('not onto the same content, not to a slot that is not there', async () => {
    const [a, b] = [await add('a.pdf', pdf(1)), await add('a2.pdf', pdf(1), slot('G5'))]
    const refuse = (owner: Evidence['owner']) => office.world.refuse('evidence.move', { ids: [a.id], owner })
    expect((await refuse(slot('G5'))).message).toContain(`G2_001 与目标位置的 ${b.code} 内容相同`)
    expect((await refuse(slot('Z1'))).message).toContain('没有编号为「Z1」的档案项')
    expect(await office.world.call('evidence.get', { id: a.id })).toEqual(a)
  })
})

test('struck out: gone from lists and found by nobody, its number and its file stay', async () => {
  const a = await add('签到表.pdf', pdf(1))
  expect(await office.world.call('evidence.strike', { ids: [a.id], reason: '拍错了' })).toEqual({ struck: 1 })
  expect((await office.world.refuse('evidence.get', { id: a.id })).code).toBe('NOT_FOUND')
  const query = { sort: { by: 'code', desc: false }, page: { offset: 0, limit: 50 } } as const
  for (const filter of [
    {},
    { batchId: office.batchId },
    { search: '签到表' },
    { search: '签' },
    { media: 'document' as const },
  ]) {
    expect(await office.world.call('evidence.list', { ...query, filter })).toEqual({ rows: [], total: 0, more: false })
  }
  expect(existsSync(join(office.world.dir, 'files', a.file.slice(0, 2), a.file))).toBe(true)
  const again = await add('again.pdf', pdf(1))
  expect(again.code).toBe('G2_002')
  expect(await log('移除')).toEqual(['移除 G2_001（共 1 个文件）：拍错了'])
})

describe('mark', () => {
  const box = { x: 0.1, y: 0.2, width: 0.5, height: 0.25 }

  test('parts of a picture, also of a sealed one', async () => {
    const a = await add('a.jpg', jpeg(1))
    expect(await office.world.call('evidence.mark', { id: a.id, boxes: [box] })).toEqual({
      ...a,
      seen: expect.any(String),
      boxes: [box],
    })
    await freeze('seal')
    const marked = await office.world.call('evidence.mark', { id: a.id, boxes: [box, box] })
    expect(marked).toMatchObject({ boxes: [box, box], frozen: 'sealed' })
  })

  test('not of a paper, not outside the picture', async () => {
    const [a, b] = [await add('a.jpg', jpeg(1)), await add('b.pdf', pdf(1))]
    const refuse = (id: number, boxes: (typeof box)[]) => office.world.refuse('evidence.mark', { id, boxes })
    expect((await refuse(b.id, [box])).message).toContain('只有图片可以标记')
    expect((await refuse(a.id, [{ ...box, x: 0.6 }])).message).toContain('应在图片之内')
    expect((await refuse(a.id, [{ ...box, height: 0 }])).message).toContain('应在图片之内')
  })
})

describe('thumbnails', () => {
  test('of a photo: at most 320 pixels, upright, the same picture; made once', async () => {
    const a = await add('a.jpg', jpeg(7, 1600, 900))
    const made = await office.world.call('evidence.thumbnail', { id: a.id })
    const bytes = readFileSync(
      join(office.world.dir, 'files', (made.thumbnail ?? '').slice(0, 2), made.thumbnail ?? ''),
    )
    const image = await loadImage(bytes)
    expect([image.width, image.height]).toEqual([320, 180])
    const canvas = createCanvas(1, 1)
    canvas.getContext('2d').drawImage(image, 0, 0, 1, 1)
    const original = createCanvas(1, 1)
    original.getContext('2d').drawImage(await loadImage(jpeg(7, 1600, 900)), 0, 0, 1, 1)
    const [ours, theirs] = [canvas, original].map(c => [...c.getContext('2d').getImageData(0, 0, 1, 1).data])
    for (const [i, value] of (ours ?? []).entries()) expect(Math.abs(value - (theirs?.[i] ?? -99))).toBeLessThan(6)
    expect(await office.world.call('evidence.thumbnail', { id: a.id })).toEqual(made)
  })

  test('a picture that cannot be decoded, a paper, a damaged file: without, and no error', async () => {
    const broken = await add('broken.jpg', jpeg(1, 640, 480).subarray(0, 700))
    const paper = await add('a.pdf', pdf(1))
    const damaged = await add('b.jpg', jpeg(2))
    writeFileSync(join(office.world.dir, 'files', damaged.file.slice(0, 2), damaged.file), jpeg(3))
    for (const row of [broken, paper, damaged]) {
      expect(await office.world.call('evidence.thumbnail', { id: row.id })).toEqual(row)
    }
  })

  test('of a film, drawn by the window: a small JPEG and nothing else', async () => {
    const a = await add('a.jpg', jpeg(1))
    const set = await office.world.call('evidence.setThumbnail', { id: a.id, jpeg: jpeg(2, 320, 180) })
    expect(set.thumbnail).not.toBeNull()
    const refuse = async (bytes: Uint8Array) =>
      (await office.world.refuse('evidence.setThumbnail', { id: a.id, jpeg: bytes })).message
    expect(await refuse(pdf(1))).toContain('不是完整的 JPEG')
    expect(await refuse(jpeg(1).subarray(0, -20))).toContain('不是完整的 JPEG')
    expect(await refuse(jpeg(1, 641, 10))).toContain('640 像素')
    expect(await refuse(Buffer.concat([jpeg(1), Buffer.alloc(200 * 1024)]))).toContain('200 KB')
    expect((await office.world.call('evidence.get', { id: a.id })).thumbnail).toBe(set.thumbnail)
  })
})

describe('originals', () => {
  test('are opened as a copy of their own kind, which may be changed without harm', async () => {
    const a = await add('其实是图.pdf', jpeg(1))
    await office.world.call('evidence.open', { id: a.id })
    const [path = ''] = office.world.opened
    expect(path.startsWith(join(office.world.dir, 'work'))).toBe(true)
    expect(path.endsWith('G2_001.jpg')).toBe(true)
    writeFileSync(path, 'changed by some program')
    const stored = join(office.world.dir, 'files', a.file.slice(0, 2), a.file)
    expect(readFileSync(stored).equals(jpeg(1))).toBe(true)
  })

  test('are saved whole; 取消 saves nothing; the data folder is no place for them', async () => {
    const a = await add('签到.jpg', jpeg(1))
    const target = join(card.path, 'out.jpg')
    office.world.answers.save.push(target, null, join(office.world.dir, 'x.jpg'))
    expect(await office.world.call('evidence.saveAs', { id: a.id })).toEqual({ path: target })
    expect(readFileSync(target).equals(jpeg(1))).toBe(true)
    expect(await office.world.call('evidence.saveAs', { id: a.id })).toBeNull()
    expect((await office.world.refuse('evidence.saveAs', { id: a.id })).code).toBe('FILE_NOT_WRITTEN')
  })

  test('a changed or missing one is not handed out, and nothing is left where it would have been', async () => {
    const a = await add('a.jpg', jpeg(1))
    const stored = join(office.world.dir, 'files', a.file.slice(0, 2), a.file)
    writeFileSync(stored, jpeg(2))
    const target = join(card.path, 'out.jpg')
    office.world.answers.save.push(target)
    expect(await office.world.refuse('evidence.saveAs', { id: a.id })).toMatchObject({ code: 'FILE_UNREADABLE' })
    expect(existsSync(target)).toBe(false)
    expect((await office.world.refuse('evidence.open', { id: a.id })).code).toBe('FILE_UNREADABLE')
    expect(office.world.opened).toEqual([])
  })

  test('of a sealed batch only under a 查阅登记 of today', async () => {
    const a = await add('a.jpg', jpeg(1))
    await freeze('seal')
    const { world, batchId } = office
    expect(await world.refuse('evidence.open', { id: a.id })).toMatchObject({ code: 'ACCESS_NEEDED' })
    expect(await world.refuse('evidence.saveAs', { id: a.id })).toMatchObject({ code: 'ACCESS_NEEDED' })
    const enter = (at: Date) =>
      behindTheBack(world.dir, file =>
        file
          .prepare(`INSERT INTO access_entry (batch_id, visitor, unit, purpose, what, way, approved_by, attended_by, recorded_by, recorded_at)
            VALUES (?, '查', '', '复核', '照片', '查阅', '批', '场', '测试员', ?)`)
          .run(batchId, at.toISOString()),
      )
    await world.close()
    enter(new Date(2026, 10, 22, 23, 59, 59))
    await world.reopen()
    expect((await world.refuse('evidence.open', { id: a.id })).code).toBe('ACCESS_NEEDED') // yesterday's
    await world.close()
    enter(new Date(2026, 10, 23, 0, 0, 0))
    await world.reopen()
    await world.call('evidence.open', { id: a.id })
    expect(world.opened).toHaveLength(1)
  })
})

describe('a frozen batch', () => {
  test.each(['seal', 'hold'] as const)('%s: nothing of it changes, whoever asks', async table => {
    const code = table === 'seal' ? 'BATCH_SEALED' : 'BATCH_HELD'
    const a = await add('a.pdf', pdf(1))
    const other = await addBatch(office.world, { planNo: 'BDA-2026-099' })
    const b = await add('b.pdf', pdf(2), { kind: 'batch', id: other.id, slot: 'G2' })
    await freeze(table)
    const { world, owner } = office
    expect((await world.call('evidence.get', { id: a.id })).frozen).toBe(table === 'seal' ? 'sealed' : 'held')
    expect((await world.refuse('evidence.save', { ids: [a.id], facts: { author: 'x' } })).code).toBe(code)
    expect((await world.refuse('evidence.strike', { ids: [a.id], reason: 'x' })).code).toBe(code)
    expect((await world.refuse('evidence.move', { ids: [a.id], owner: b.owner })).code).toBe(code)
    expect((await world.refuse('evidence.move', { ids: [b.id], owner })).code).toBe(code)
    world.answers.open.push(card.put('c.pdf', pdf(3)))
    expect((await world.refuse('evidence.intake', { owner, from: 'files', facts: {} })).code).toBe(code)
    expect(await world.call('evidence.get', { id: b.id })).toEqual(b)
    // what comes after 封存 still comes in
    if (table === 'seal') expect((await add('附件4.pdf', pdf(4), slot('D4'))).code).toBe('D4_001')
  })
})
