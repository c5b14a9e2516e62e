/** Red team: what hides a number, and what only looks like one. Every file is looked through as an export does. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Findings, searchFile } from '../../src-main/package/search.ts'
import { bareJpeg } from '../../src-main/photo/bare.ts'
import { jpegWith, latin } from './mask-files.ts'
import { HARMLESS } from './mask-harmless.ts'
import { HIDDEN, OFFICE, PHONE } from './mask-hidden.ts'

const phones = new Set([PHONE, OFFICE])
const CASES = join(import.meta.dirname, '../fixtures/cases/masked')
let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'neidu-mask-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

async function look(name: string, bytes: Uint8Array): Promise<Findings> {
  const path = join(dir, name)
  writeFileSync(path, bytes)
  return searchFile(path, { phones, work: dir })
}
const leaves = ({ sure, likely, unreadable }: Findings) => sure === 0 && likely.size === 0 && unreadable === undefined

test('the corpora are as large as was promised', () => {
  expect(Object.keys(HIDDEN).length).toBeGreaterThanOrEqual(60)
  expect(Object.keys(HARMLESS).length).toBeGreaterThanOrEqual(60)
})

test.each(Object.entries(HIDDEN))('a number does not leave: %s', async (name, make) => {
  const found = await look(name, make())
  expect(leaves(found), JSON.stringify({ ...found, likely: [...found.likely] })).toBe(false)
})

test.each(Object.entries(HIDDEN).filter(([name]) => !/7z|无对照|过滤器引用/.test(name)))(
  'it is found, not only left unread: %s',
  async (name, make) => {
    const { sure, likely } = await look(name, make())
    expect(sure + likely.size).toBeGreaterThan(0)
  },
)

test('a PDF whose fonts say nothing, and packings that we do not read, are called 不能检查', async () => {
  for (const name of ['pdf无对照.pdf', 'zip里7z.zip', 'pdf过滤器引用.pdf'])
    expect((await look(name, HIDDEN[name]?.() ?? Buffer.alloc(0))).unreadable).toContain('不能检查')
})

test('at least 95 % of the harmless stay', async () => {
  const taken: string[] = []
  for (const [name, make] of Object.entries(HARMLESS)) if (!leaves(await look(name, make()))) taken.push(name)
  expect(taken.length / Object.keys(HARMLESS).length, taken.join()).toBeLessThanOrEqual(0.05)
})

const GPS = Buffer.from('4578696600004d4d002a000000080001882500040000000100000026', 'hex')

test('a place where a picture or film was taken is told; of a JPEG all that the camera wrote is taken out, its pixels stay', async () => {
  const canvas = createCanvas(32, 16)
  canvas.getContext('2d').fillRect(4, 4, 9, 9)
  const plain = canvas.toBuffer('image/jpeg')
  const turned = Buffer.from('4578696600004d4d002a00000008000101120003000000010006000000000000', 'hex')
  const taken = jpegWith(jpegWith(plain, 0xe1, turned), 0xe1, GPS)
  expect((await look('a.jpg', taken)).place).toBe(true)
  const bare = bareJpeg(taken) ?? Buffer.alloc(0)
  expect((await look('b.jpg', bare)).place).toBe(false)
  const image = await loadImage(bare) // still turned upright
  expect([image.width, image.height]).toEqual([16, 32])
  expect(bare.subarray(-200).equals(plain.subarray(-200))).toBe(true)
  const two = Buffer.concat([taken, jpegWith(plain, 0xe1, GPS)]) // a second picture behind the first
  expect((await look('c.jpg', bareJpeg(two) ?? two)).place).toBe(false)

  const film = (mark: string) =>
    Buffer.concat([latin('\0\0\0\x18ftypisom\0\0\0\0isommp42'), Buffer.alloc(3 << 20), latin(mark), Buffer.alloc(99)])
  for (const mark of ['\xa9xyz\0\x12+39.9042+116.4074/', 'com.apple.quicktime.location.ISO6709', 'GoPro MET'])
    expect((await look('a.mp4', film(mark))).place).toBe(true)
  expect((await look('b.mp4', film(''))).place).toBe(false)
})

test('a film that is cut off within the head of a box is looked through all the same', async () => {
  const cut = Buffer.concat([
    latin('\0\0\0\x18ftypisom\0\0\0\0isommp42'),
    Buffer.from('00000001', 'hex'),
    latin(`free${PHONE}`),
  ])
  expect((await look('cut.mp4', cut)).sure).toBeGreaterThan(0)
  expect(await look('cut2.mp4', cut.subarray(0, 33))).toMatchObject({ sure: 0, place: false })
})

test('the cases of real offices', async () => {
  for (const name of readdirSync(CASES)) {
    if (name === '附件_exe.pdf') continue // for check 23
    expect(leaves(await searchFile(join(CASES, name), { phones, work: dir })), name).toBe(false)
  }
})
