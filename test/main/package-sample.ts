/** A package's index with evidence for most items, and titles as an enemy would write them. */
import { createHash } from 'node:crypto'
import { createCanvas } from '@napi-rs/canvas'
import type { BagEntry } from '../../src-main/package/bag.ts'
import { viewerHtml } from '../../src-main/package/viewer.ts'
import { viewerIndex } from '../../src-main/package/viewerIndex.ts'
import type { PackageEvidence, PackageIndex } from '../../src-shared/package.ts'

export const HOSTILE =
  "<img src=x onerror=\"document.title='hacked'\"></script><script>document.title='hacked'</script>"

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Entries and files for people of a small batch: pictures, a film, a PDF. */
export async function sample(): Promise<{ entries: BagEntry[]; humanFiles: BagEntry[]; index: PackageIndex }> {
  const entries: BagEntry[] = []
  const evidence: PackageEvidence[] = []
  const add = (slot: string, no: number, title: string, type: string, bytes: Buffer, thumb: Buffer | null) => {
    const code = `${slot}_${String(no).padStart(3, '0')}`
    const name = `evidence/${code}.${type.split('/')[1] ?? ''}`
    const thumbnail = thumb === null ? null : `thumbnails/${code}.jpg`
    entries.push({ name, source: bytes })
    if (thumb !== null && thumbnail !== null) entries.push({ name: thumbnail, source: thumb })
    evidence.push({ name, code, slot, title, sha256: sha256(bytes), bytes: bytes.length, type, thumbnail })
  }
  for (let i = 1; i <= 12; i++) {
    add('X6', i, `实操考核现场 ${i}`, 'image/jpeg', await picture(800, 600, i), await picture(160, 120, i))
  }
  add('X6', 13, '考场录像', 'video/mp4', Buffer.from('not a real film'), null)
  add('G2', 1, HOSTILE, 'application/pdf', Buffer.from('%PDF-1.4\n%%EOF'), null)
  add('P3', 1, '实施方案', 'application/pdf', Buffer.from('%PDF-1.4 plan\n%%EOF'), null)
  const slot = (id: string, name: string, state: 'archived' | 'na' | 'missing', reason = '') => ({
    slot: id,
    name,
    required: true,
    state,
    reason,
  })
  const index: PackageIndex = {
    format: 'neidu-package',
    version: 1,
    data: 5,
    kind: 'full',
    title: `2026 年第 3 批 钳工三级 ${HOSTILE}`,
    org: '北京智能制造职业培训学校',
    madeAt: '2026-11-23T09:30:00Z',
    logHead: 'ab'.repeat(32),
    facts: {},
    slots: [
      slot('P3', '实施方案（备案方案）', 'archived'),
      slot('X6', '影像资料', 'archived'),
      slot('G2', '实操评分表（考评人员签名）', 'archived'),
      slot('G7', '公示文本和照片', 'missing'),
      slot('R8', '机构负责人履职记录', 'na', `过程化考核 ${HOSTILE}`),
    ],
    evidence,
  }
  entries.push({ name: 'index.json', source: Buffer.from(JSON.stringify(index)) })
  const papers = [{ name: '目录.pdf', title: '目录' }]
  const html = viewerHtml(
    viewerIndex(index, {
      facts: [
        ['职业', '钳工'],
        ['等级', '三级'],
      ],
      papers,
    }),
  )
  return {
    entries,
    humanFiles: [
      { name: '打开.html', source: Buffer.from(html) },
      { name: '目录.pdf', source: Buffer.from('%PDF-1.4\n%%EOF') },
    ],
    index,
  }
}

async function picture(width: number, height: number, hue: number): Promise<Buffer> {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = `hsl(${hue * 30} 40% 70%)`
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#333'
  context.fillRect(width / 4, height / 3, width / 2, height / 3)
  return Buffer.from(await canvas.encode('jpeg', 80))
}
