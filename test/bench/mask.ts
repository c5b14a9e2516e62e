/**
 * How fast files are looked through for a 脱敏 package, against a loop that only reads and hashes them: photos, films, PDFs, Office files,
 * texts, as a batch has them. Both in a process of their own, in turn; medians. MASK_BENCH_MB sets the size (512 MB).
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { searchFile } from '../../src-main/package/search.ts'
import { docx, para, sheetRow, shownPdf, xlsx } from '../main/mask-files.ts'
import { peakMb } from './memory.ts'
import type { Measurement } from './run.ts'

const MEGABYTES = Number(process.env.MASK_BENCH_MB ?? 512)
const ROUNDS = 3

export async function run(): Promise<Measurement[]> {
  const dir = mkdtempSync(join(tmpdir(), 'neidu-bench-mask-'))
  try {
    const megabytes = fill(dir) / 2 ** 20
    const once = (mode: string): { ms: number; rssMb: number } => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, mode, dir], {
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(stderr)
      return JSON.parse(stdout)
    }
    const samples = Array.from({ length: ROUNDS }, () => ({ bare: once('bare'), ours: once('search') }))
    const median = (key: 'bare' | 'ours') =>
      samples.map(sample => sample[key]).sort((a, b) => a.ms - b.ms)[ROUNDS >> 1] ?? { ms: Number.NaN, rssMb: 0 }
    const [ours, bare] = [median('ours'), median('bare')]
    const rate = (ms: number) => (megabytes / ms) * 1000
    return [
      {
        name: `脱敏 search, ${Math.round(megabytes)} MB of mixed files, MB/s`,
        value: rate(ours.ms),
        unit: 'MB/s',
        against: 'read and hash',
        ratio: bare.ms / ours.ms,
        target: '≥ 0.5×',
      },
      {
        name: '脱敏 search, peak memory',
        value: ours.rssMb,
        unit: 'MB',
        against: 'read and hash',
        ratio: ours.rssMb / bare.rssMb,
        target: '< 600 MB',
      },
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Half of the bytes are films, 45 % photos, the rest papers: by number most are papers. @returns bytes */
function fill(dir: string): number {
  mkdirSync(dir, { recursive: true })
  let total = 0
  const put = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(dir, name), bytes)
    total += bytes.length
  }
  let block = Buffer.from('seed')
  const noise = Buffer.concat(
    Array.from({ length: (8 << 20) / 64 }, () => {
      block = createHash('sha512').update(block).digest()
      return block
    }),
  )
  const film = Buffer.concat([
    Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'),
    ...Array.from({ length: 8 }, () => noise),
  ])
  for (let i = 0; i < (MEGABYTES * 0.5) / 64; i++) put(`film-${i}.mp4`, film)
  const canvas = createCanvas(8, 8).toBuffer('image/jpeg')
  const photo = Buffer.concat([canvas.subarray(0, canvas.length - 2), noise.subarray(0, 3 << 20), canvas.subarray(-2)])
  for (let i = 0; i < (MEGABYTES * 0.45) / 3; i++) put(`photo-${i}.jpg`, photo)
  const words =
    '第三考场监考记录：本场应到三十人，实到二十九人，设备运行正常，无违纪情况。2026-11-23 09:30 编号 JH-2026-12 '
  const scan = {
    dict: '<</Type/XObject/Subtype/Image/Width 800/Height 600/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode>>',
    stream: noise.subarray(0, 400 << 10),
  }
  for (let i = 0; i < MEGABYTES / 16; i++) {
    put(`paper-${i}.docx`, docx(Array.from({ length: 120 }, (_, n) => para(`${words}${n}`)).join('')))
    put(
      `sheet-${i}.xlsx`,
      xlsx(
        Array.from({ length: 300 }, (_, n) =>
          sheetRow(n + 1, [{ v: n + 1 }, { v: 0, t: 's' }, { v: 60 + (n % 40) }, { v: 46000 + n }]),
        ).join(''),
        [words],
      ),
    )
    put(
      `page-${i}.pdf`,
      shownPdf(
        Array.from({ length: 200 }, (_, n) => `BT /F1 9 Tf 1 0 0 1 50 ${n} Tm (Record ${n} of 2026-11-23) Tj ET`).join(
          '\n',
        ),
      ),
    )
    put(`scan-${i}.pdf`, shownPdf('q 595 0 0 842 0 0 cm /I Do Q', [scan]))
    put(`note-${i}.txt`, Buffer.from(words.repeat(40)))
  }
  return total
}

async function search(dir: string): Promise<void> {
  const phones = new Set(['13800138000', '01067881234'])
  for (const name of readdirSync(dir)) {
    const { sure, likely } = await searchFile(join(dir, name), { phones, work: dir })
    if (sure + likely.size > 0) throw new Error(`found in ${name}`)
  }
}

function bare(dir: string): void {
  const buffer = Buffer.allocUnsafe(1 << 20)
  for (const name of readdirSync(dir)) {
    const file = openSync(join(dir, name), 'r')
    const hash = createHash('sha256')
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
      hash.update(buffer.subarray(0, read))
    hash.digest('hex')
    closeSync(file)
  }
}

const [mode, dir] = process.argv.slice(2)
if (process.argv[1] === import.meta.filename && dir !== undefined) {
  const began = performance.now()
  if (mode === 'bare') bare(dir)
  else await search(dir)
  console.log(JSON.stringify({ ms: performance.now() - began, rssMb: peakMb() }))
}
