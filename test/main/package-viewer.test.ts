import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { viewerHtml } from '../../src-main/package/viewer.ts'
import { viewerIndex } from '../../src-main/package/viewerIndex.ts'
import { bundleViewer } from '../../src-viewer/build.ts'
import { sha256 } from '../../src-viewer/sha256.ts'
import { HOSTILE, sample } from './package-sample.ts'

const ROOT = join(import.meta.dirname, '..', '..')

describe('the viewer', () => {
  test('what the program ships is what its sources make', async () => {
    expect(readFileSync(join(ROOT, 'src-main/package/viewerParts.json'), 'utf8')).toBe(await bundleViewer())
  })

  test('its SHA-256 is SHA-256, however the bytes come', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(55, 56, 63, 64, 65, 119, 128).map(n => new Uint8Array(n).fill(n)),
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(pieces, parts => {
        const ours = sha256()
        const theirs = createHash('sha256')
        for (const part of parts) {
          ours.update(part)
          theirs.update(part)
        }
        expect(ours.hex()).toBe(theirs.digest('hex'))
      }),
      { numRuns: 300 },
    )
    const long = sha256()
    const theirs = createHash('sha256')
    for (let i = 0; i < 40; i++) {
      const piece = new Uint8Array(100_003).fill(i)
      long.update(piece)
      theirs.update(piece)
    }
    expect(long.hex()).toBe(theirs.digest('hex'))
  })

  test('16 items of 附件3 事后 with their evidence; the last has all of it', async () => {
    const { index } = await sample()
    const { items, evidence } = viewerIndex(index, { facts: [], papers: [] })
    expect(items.map(item => item.no)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1))
    const codes = (no: number) => items[no - 1]?.evidence.map(i => evidence[i]?.code)
    expect(codes(3)).toEqual(['P3_001'])
    expect(codes(11)).toHaveLength(13)
    expect(codes(13)).toEqual(['G2_001'])
    expect(codes(14)).toEqual(['G2_001'])
    expect(codes(16)).toHaveLength(15)
    expect(items[14]?.slots).toEqual([{ name: 'G7 公示文本和照片', state: 'missing', required: true, reason: '' }])
  })

  test('titles never become markup, and nothing is fetched from anywhere', async () => {
    const { index } = await sample()
    const html = viewerHtml(viewerIndex(index, { facts: [], papers: [] }))
    expect(html).not.toContain(HOSTILE)
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html.match(/<\/script/g)).toHaveLength(2)
    expect(html).not.toMatch(/https?:|\/\/[a-z]/i)
    expect(html).toContain("default-src 'none'")
  })
})
