/**
 * Mutated sheet files: whatever the bytes, a message or rows; never a crash, never an error that nobody expected.
 * `npm run fuzz [runs] [seed]`; the seed is printed, and a failing file is kept beside it.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { KINDS } from '../../src-main/sheet/kinds.ts'
import { Refusal } from '../../src-main/sheet/refusal.ts'
import { type Kind, type Located, scanSheets } from '../../src-main/sheet/scan.ts'
import { extract, readDirectory } from '../../src-main/sheet/zip.ts'

const fixtures = join(import.meta.dirname, '../fixtures')
const found = join(import.meta.dirname, 'found')
const runs = Number(process.argv[2] ?? 20_000)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[]

// mulberry32: small, and the same on every machine.
let state = seed
function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
const below = (n: number) => Math.floor(random() * n)

const files = [
  ...readdirSync(join(fixtures, 'cases'))
    .filter(name => /\.xlsx?$/.test(name))
    .map(name => join('cases', name)),
  'libreoffice.xls',
  'libreoffice.xlsx',
].map(name => ({ name, bytes: readFileSync(join(fixtures, name)) }))

const TOKENS = [
  '<',
  '>',
  '"',
  '&',
  '&#x110000;',
  ' r="',
  ' t="s"',
  ' t="e"',
  '<!--',
  '<![CDATA[',
  '</c>',
  '<v/>',
  '1e999',
  '-1',
  'A0',
  'XFE1',
  '99999999999',
  '</sheetData>',
  '<mergeCell ref="A1:B9"/>',
  '\u0000',
  '𠮷',
]

/** Some bytes of a text changed: flipped, cut, doubled, or a piece of XML put in. */
function mutate(bytes: Buffer): Buffer {
  let out = Buffer.from(bytes)
  for (let n = 1 + below(4); n > 0; n--) {
    const at = below(out.length + 1)
    const kind = below(5)
    if (kind === 0 && out.length > 0) out[Math.min(at, out.length - 1)] = below(256)
    else if (kind === 1) out = Buffer.concat([out.subarray(0, at), out.subarray(at + below(40))])
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(Math.max(0, at - below(200)))])
    else out = Buffer.concat([out.subarray(0, at), Buffer.from(TOKENS[below(TOKENS.length)] ?? ''), out.subarray(at)])
  }
  return out
}

/** The same workbook with one part mutated and packed again, so that the fault lies behind the zip. */
function mutatePart(bytes: Buffer): Buffer {
  const entries = readDirectory(bytes, 'x')
  const chosen = below(entries.length)
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [i, entry] of entries.entries()) {
    const plain = Buffer.from(extract(bytes, entry, 10 * 1024 ** 2))
    const content = i === chosen ? mutate(plain) : plain
    const packed = deflateRawSync(content)
    const name = Buffer.from(entry.name)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(content.length, 22)
    head.writeUInt16LE(name.length, 26)
    const directory = Buffer.alloc(46)
    directory.writeUInt32LE(0x02014b50, 0)
    directory.writeUInt16LE(8, 10)
    directory.writeUInt32LE(packed.length, 20)
    directory.writeUInt32LE(content.length, 24)
    directory.writeUInt16LE(name.length, 28)
    directory.writeUInt32LE(offset, 42)
    local.push(head, name, packed)
    central.push(directory, name)
    offset += head.length + name.length + packed.length
  }
  const list = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, list, end])
}

let [read, refused, failed] = [0, 0, 0]
for (let run = 0; run < runs; run++) {
  const file = files[below(files.length)]
  if (!file) break
  const zipped = file.bytes.subarray(0, 2).toString() === 'PK'
  const bytes = zipped && below(4) > 0 ? mutatePart(file.bytes) : mutate(file.bytes)
  const kind = kinds[below(kinds.length)] ?? 'roster'
  const began = performance.now()
  try {
    const rows = scanSheets(new Uint8Array(bytes), file.name, KINDS[kind] as unknown as Kind<Located, unknown>, {
      offer: true,
    })
    for (;;) if ((await rows.next()).done) break
    read++
  } catch (error) {
    if (error instanceof Refusal) refused++
    else {
      failed++
      mkdirSync(found, { recursive: true })
      const kept = join(found, `${seed}-${run}-${kind}-${file.name.replace(/.*\//, '')}`)
      writeFileSync(kept, bytes)
      console.error(kept, error)
    }
  }
  const took = performance.now() - began
  if (took > 5000) console.error(`slow: run ${run}, ${file.name}, ${Math.round(took)} ms`)
}
console.log(`seed ${seed}: ${runs} files, ${read} read, ${refused} refused, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
