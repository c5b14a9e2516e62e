/**
 * Writes roster.xlsx and portraits/*.jpg: the roster of people.ts as a messy office would send it, and a drawn portrait for
 * everybody who has one. The same run gives the same bytes. `node resources/sample/make.ts [folder]`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { writeXlsx } from 'hucre/xlsx'
import { type Cell, HEADERS, PEOPLE } from './people.ts'

const folder = process.argv[2] ?? import.meta.dirname

mkdirSync(folder, { recursive: true })
await makeRoster(join(folder, 'roster.xlsx'))
await makePortraits(join(folder, 'portraits'))

async function makeRoster(path: string): Promise<void> {
  const rows: Cell[][] = [
    ['内部质量督导员人员名册（2026年度）'],
    ['填报单位：亦新职业技能培训学校　　　　填报日期：2026.11.20'],
    [...HEADERS],
    ...PEOPLE.slice(0, 40).map(p => p.cells),
    [], // a gap in the middle
    ...PEOPLE.slice(40).map(p => p.cells),
    [PEOPLE.length + 1], // numbered in advance
    [],
    ['填表人：赵建国　　　　审核人：　　　　（盖章）'],
  ]
  const bytes = await writeXlsx({
    sheets: [
      { name: '字典', hidden: true, rows: [['姓名', '性别'], ['示例', '男']] },
      {
        name: '人员名册',
        rows,
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: HEADERS.length - 1 },
          { startRow: 1, startCol: 0, endRow: 1, endCol: HEADERS.length - 1 },
        ],
        columns: HEADERS.map(h => ({ width: h === '身份证号码' ? 22 : h === '工作单位' ? 24 : 13 })),
      },
      { name: '说明', rows: [['本表由各部门填报后汇总。']] },
    ],
    activeSheet: 1,
    properties: { created: new Date('2026-11-20T01:00:00Z'), modified: new Date('2026-11-20T01:00:00Z') },
  })
  writeFileSync(path, bytes)
}

async function makePortraits(target: string): Promise<void> {
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  for (const [n, { photo, sex }] of PEOPLE.entries()) {
    if (photo) writeFileSync(join(target, photo), await draw(n, sex === '女'))
  }
}

/** A schematic head and shoulders, 413×578 (1 寸 at 420 dpi), never two alike. */
function draw(n: number, longHair: boolean): Promise<Buffer> {
  const pick = (values: string[], step: number) => values[(n * step) % values.length] ?? '#888'
  const canvas = createCanvas(413, 578)
  const c = canvas.getContext('2d')
  const ellipse = (x: number, y: number, rx: number, ry: number, colour: string) => {
    c.fillStyle = colour
    c.beginPath()
    c.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2)
    c.fill()
  }
  const skin = pick(['#f1c9a5', '#e8b88f', '#dba97e', '#f5d3b3'], 3)
  const hair = pick(['#2b2320', '#3b2b22', '#1d1d22', '#6b6b70'], 5)
  const wide = 92 + (n % 5) * 4
  c.fillStyle = pick(['#4f8fd0', '#c8463c', '#eef2f6', '#5aa0d8', '#3f7fc4'], 1) // blue, red or white, as studios have them
  c.fillRect(0, 0, 413, 578)
  if (longHair) ellipse(206, 290, wide + 38, 180, hair)
  ellipse(206, 250, wide + 16, 134, hair)
  ellipse(206, 640, 215, 190, pick(['#26344d', '#2f4f46', '#50394f', '#3a3a3a', '#7a3b32', '#35586e'], 7)) // jacket
  c.fillStyle = skin
  c.fillRect(168, 360, 76, 90)
  c.fillStyle = '#fafafa' // collar
  c.beginPath()
  c.moveTo(150, 462)
  c.lineTo(206, 450)
  c.lineTo(262, 462)
  c.lineTo(206, 545)
  c.fill()
  ellipse(206, 278, wide, 122, skin)
  c.fillStyle = hair
  c.beginPath()
  c.ellipse(206, 208, wide + 4, 62 + (n % 4) * 5, 0, Math.PI, Math.PI * 2) // fringe
  c.fill()
  for (const side of [-1, 1]) {
    ellipse(206 + side * 40, 272, 9, 7, '#2a2a2a')
    c.fillStyle = hair
    c.fillRect(206 + side * 40 - 18, 248 - (n % 3) * 2, 36, 6)
  }
  c.strokeStyle = '#a5553f'
  c.lineWidth = 5
  c.beginPath()
  c.arc(206, 318 + (n % 4) * 3, 34, Math.PI * 0.25, Math.PI * 0.75)
  c.stroke()
  if (n % 3 === 1) {
    c.strokeStyle = '#30343c' // glasses
    for (const side of [-1, 1]) c.strokeRect(206 + side * 40 - 28, 254, 56, 38)
  }
  c.fillStyle = '#ffffff' // a few dots that are nobody else's: portraits of one build stay distinct
  for (let bit = 0; bit < 7; bit++) if ((n >> bit) & 1) c.fillRect(20 + bit * 12, 552, 6, 6)
  return canvas.encode('jpeg', 82)
}
