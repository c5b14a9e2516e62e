/** Media and documents: told by content, judged, their facts read, looked through for numbers. None of it may throw, hang or say what cannot be. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { judge } from '../../src-main/files/judge.ts'
import { identify } from '../../src-main/files/magic.ts'
import { inMemory } from '../../src-main/media/bytes.ts'
import { mediaFacts } from '../../src-main/media/facts.ts'
import { searchBytes } from '../../src-main/package/search.ts'
import { bareJpeg } from '../../src-main/photo/bare.ts'
import { HIDDEN } from '../main/mask-hidden.ts'
import * as media from '../unit/mediaFiles.ts'
import { mutated, random } from './mutate.ts'
import type { Fuzz } from './run.ts'

const SLOW = 5000 // ms for a file of some kilobytes

const CASES = join(import.meta.dirname, '../fixtures/cases')
const created = Date.UTC(2026, 10, 28)
const corpus = (): [name: string, bytes: Buffer][] => [
  ...readdirSync(CASES, { recursive: true })
    .map(String)
    .filter(name => statSync(join(CASES, name)).isFile())
    .map((name): [string, Buffer] => [basename(name), readFileSync(join(CASES, name))]),
  ...Object.entries(HIDDEN).map(([name, make]): [string, Buffer] => [name, make()]),
  ['a.mp4', media.movie('isom', { seconds: 95, created, width: 1920, height: 1080 })],
  ['a.avi', media.aviFile({ frames: 250, perFrame: 40_000 })],
  ['a.mkv', media.mkvFile({ seconds: 12.5, created })],
  ['a.wmv', media.asfFile({ seconds: 33, created })],
  ['a.mts', media.tsFile(5, true)],
  ['a.mp3', media.mp3File(3, { tag: true, count: 10 })],
  ['a.wav', media.wavFile(1)],
  ['a.heic', media.heicFile()],
  ['a.tif', media.tiffFile(true)],
]

export async function run({ runs, seed, fail }: Fuzz): Promise<void> {
  const files = corpus()
  const work = mkdtempSync(join(tmpdir(), 'neidu-fuzz-'))
  const phones = new Set(['13900000001'])
  try {
    for (let i = 0; i < runs; i++) {
      const below = random(seed + i)
      const [name, original] = files[below(files.length)] ?? ['', Buffer.alloc(0)]
      const bytes = mutated(original, below)
      const began = performance.now()
      try {
        const content = identify(inMemory(bytes))
        judge(name, content)
        const { width, height, seconds, takenAt } = mediaFacts(content.kind?.type ?? '', inMemory(bytes))
        for (const n of [width, height, seconds]) if (n !== null && !(n > 0)) fail(seed + i, `${name}: ${n}`)
        if (takenAt !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(takenAt)) fail(seed + i, `${name}: ${takenAt}`)
        bareJpeg(bytes)
        await searchBytes(bytes, { phones, work })
      } catch (error) {
        fail(seed + i, `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      }
      if (performance.now() - began > SLOW) fail(seed + i, `${name}: ${Math.round(performance.now() - began)} ms`)
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
