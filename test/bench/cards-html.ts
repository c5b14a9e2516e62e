/** The benchmark's sheets as HTML, for Chromium to print: same fonts, sizes, photos and marks. */
import { pathToFileURL } from 'node:url'
import { defaultFonts } from '../../src-main/print/fonts.ts'
import { ORG, PERIOD, person } from './cards-data.ts'

const PLACES = [
  [20, 33.5],
  [110, 33.5],
  [20, 153.5],
  [110, 153.5],
]

export function sheetsHtml(photos: string, count: number): string {
  const fonts = defaultFonts()
  const face = (path: string | undefined, weight: number): string =>
    `@font-face { font-family: hei; font-weight: ${weight}; src: url('${pathToFileURL(path ?? '').href}') }`
  const sheets: string[] = []
  for (let first = 0; first < count; first += 4) {
    const numbers = [0, 1, 2, 3].map(slot => first + slot).filter(i => i < count)
    sheets.push(sheet(numbers.map((i, slot) => front(i, slot, photos))))
    sheets.push(sheet(numbers.map((_, slot) => back(slot ^ 1))))
  }
  return `<!doctype html><meta charset="utf-8"><style>
    ${face(fonts.regular[0], 400)} ${face(fonts.bold[0], 700)}
    @page { size: 210mm 297mm; margin: 0 }
    body { margin: 0; font: 12pt/22pt hei }
    .sheet { position: relative; width: 210mm; height: 296.9mm; break-after: page; overflow: hidden }
    .card { position: absolute; width: 80mm; height: 110mm; outline: 0.1mm dashed #000; outline-offset: 1mm }
    .card > * { position: absolute; white-space: pre; margin: 0 }
    b { width: 80mm; text-align: center; font-size: 16pt; line-height: 24pt }
    img { width: 25mm; height: 35mm; left: 27.5mm; top: 28.4mm }
  </style>${sheets.join('')}`
}

const sheet = (cards: string[]): string => `<div class="sheet">${cards.join('')}</div>`

function card(slot: number, inside: string): string {
  const [x, y] = PLACES[slot] ?? []
  return `<div class="card" style="left:${x}mm;top:${y}mm">${inside}</div>`
}

function front(i: number, slot: number, photos: string): string {
  const { name, code } = person(i)
  const lines = [`姓    名：${name}`, `证卡编号：${code}`, `有效期限：${PERIOD}`, `颁证机构：${ORG}`]
  const body = lines.map((line, n) => `<span style="left:4mm;top:${66.4 + n * 7.76}mm">${line}</span>`).join('')
  const title = '<b style="top:9mm">技能人才评价</b><b style="top:17.5mm">质量督导员（内督员）</b>'
  return card(slot, `${title}<img src="${pathToFileURL(`${photos}/${i}.jpg`).href}">${body}`)
}

const back = (slot: number): string =>
  card(
    slot,
    `<b style="top:34mm">技能人才评价</b><b style="top:42.5mm">质量督导员证卡</b><b style="top:94.5mm;font-size:12pt">${ORG}印制</b>`,
  )
