/** node cards-bare.ts PHOTOS COUNT OUT: the same sheets drawn by a bare pdfkit loop: no checks, no wrapping, no yielding, no atomic write. */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import PDFDocument from 'pdfkit'
import { defaultFonts } from '../../src-main/print/fonts.ts'
import { ORG, PERIOD, person } from './cards-data.ts'
import { peakMb } from './memory.ts'

const [photos = '', count = '', out = ''] = process.argv.slice(2)
const began = performance.now()
const MM = 72 / 25.4
const LEFT = [20 * MM, 110 * MM]
const TOP = [33.5 * MM, 153.5 * MM]
const fonts = defaultFonts()
const regular = fonts.regular[0] ?? ''
const bold = fonts.bold[0] ?? ''
const pdf = new PDFDocument({ autoFirstPage: false, font: regular })
const file = pdf.pipe(createWriteStream(out))
const line = (text: string, x: number, y: number): unknown => pdf.text(text, x, y, { lineBreak: false })

for (let first = 0; first < Number(count); first += 4) {
  for (const side of ['front', 'back']) {
    pdf.addPage({ size: 'A4', margin: 0 })
    marks()
    for (let slot = 0; slot < 4 && first + slot < Number(count); slot++) {
      const column = side === 'front' ? slot % 2 : 1 - (slot % 2)
      const x = LEFT[column] ?? 0
      const y = TOP[slot >> 1] ?? 0
      cutMarks(x, y)
      if (side === 'front') front(first + slot, x, y)
      else back(x, y)
    }
  }
}
pdf.end()
await finished(file)
console.log(JSON.stringify({ ms: performance.now() - began, rssMb: peakMb() }))

function front(i: number, x: number, y: number): void {
  const { name, code } = person(i)
  pdf.font(bold).fontSize(16)
  line('技能人才评价', x + 65, y + 29)
  line('质量督导员（内督员）', x + 33, y + 53)
  pdf.image(join(photos, `${i}.jpg`), x + 78, y + 80, { width: 25 * MM, height: 35 * MM })
  pdf.font(regular).fontSize(12)
  line(`姓    名：${name}`, x + 11, y + 194)
  line(`证卡编号：${code}`, x + 11, y + 216)
  line(`有效期限：${PERIOD}`, x + 11, y + 238)
  line(`颁证机构：${ORG}`, x + 11, y + 260)
}

function back(x: number, y: number): void {
  pdf.font(bold).fontSize(16)
  line('技能人才评价', x + 65, y + 100)
  line('质量督导员证卡', x + 57, y + 124)
  pdf.fontSize(12)
  line(`${ORG}印制`, x + 30, y + 274)
}

function marks(): void {
  pdf.lineWidth(0.28)
  for (const x of [34, 561]) {
    for (const y of [34, 808]) {
      pdf
        .moveTo(x - 11, y)
        .lineTo(x + 11, y)
        .moveTo(x, y - 11)
        .lineTo(x, y + 11)
      pdf.circle(x, y, 5.7)
    }
  }
  pdf.stroke()
}

function cutMarks(x: number, y: number): void {
  for (const [edge, out] of [
    [x, -1],
    [x + 80 * MM, 1],
  ] as const) {
    for (const [side, up] of [
      [y, -1],
      [y + 110 * MM, 1],
    ] as const) {
      pdf.moveTo(edge + out * 2.8, side).lineTo(edge + out * 11.3, side)
      pdf.moveTo(edge, side + up * 2.8).lineTo(edge, side + up * 11.3)
    }
  }
  pdf.circle(x + 40 * MM, y - 7.1, 2.8).stroke()
}
