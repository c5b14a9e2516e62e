/** Files that are small and say they are huge: a message, bounded memory, no crash. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { coverPicture } from '../../src-main/package/maskThread.ts'
import { flate, latin, pdf, pngChunk, zip } from './mask-files.ts'
import { rawZip } from './package-zip.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'neidu-bombs-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** 30,000 × 30,000 black pixels: 1 bit each, a row like the next. */
function hugePng(): Buffer {
  const size = 30_000
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header[8] = 8
  const rows = deflateSync(Buffer.alloc((size + 1) * 3000)) // a tenth of them: enough to begin with
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

const zeros = (mb: number) => Buffer.alloc(mb << 20)
const nested = (depth: number): Buffer =>
  depth === 0 ? zip({ 'a.txt': zeros(60) }) : zip({ 'a.zip': nested(depth - 1), 'b.zip': nested(depth - 1) })

test('a picture of 30,000 × 30,000 pixels is not decoded', async () => {
  writeFileSync(join(dir, 'huge.png'), hugePng())
  const before = process.memoryUsage().rss
  expect(await coverPicture(join(dir, 'huge.png'), [{ x: 0, y: 0, width: 1, height: 1 }])).toEqual({})
  expect(process.memoryUsage().rss - before).toBeLessThan(500 << 20)
})

test.each<[string, () => Buffer]>([
  [
    'a zip of 1.2 GB of nothing',
    () => zip(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.bin`, zeros(60)]))),
  ],
  ['a zip within zips', () => nested(5)],
  [
    'a part that holds more than it states',
    () => rawZip([{ name: 'a.xml', data: deflateRawSync(zeros(60)), size: 100, method: 8 }]),
  ],
  ['a PDF with a stream of 200 MB', () => pdf([flate(zeros(200))])],
  ['a PDF with streams of 600 MB', () => pdf(Array.from({ length: 12 }, () => flate(zeros(50))))],
  ['gzip', () => Buffer.concat([gzipSync(zeros(200))])],
  [
    'a PNG whose text is 100 MB',
    () =>
      Buffer.concat([
        latin('\x89PNG\r\n\x1a\n'),
        pngChunk('zTXt', Buffer.concat([latin('a\0\0'), deflateSync(zeros(100))])),
      ]),
  ],
  ['a hundred thousand digits', () => Buffer.from('1 '.repeat(100_000))],
  ['a million brackets', () => pdf([flate(`${'('.repeat(1 << 20)} Tj`)])],
])('%s', (name, make) => {
  const path = join(dir, 'bomb')
  writeFileSync(path, make())
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--max-old-space-size=512', join(import.meta.dirname, 'mask-look.ts'), path, dir],
    {
      encoding: 'utf8',
      timeout: 120_000,
    },
  )
  expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: '' })
  expect(JSON.parse(stdout).peakMb).toBeLessThan(900)
})
