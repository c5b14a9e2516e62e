import type { Point } from './affine.ts'
import { addPage, newDocument, type Pdf, writePdf } from './document.ts'
import { drawLines } from './draw.ts'
import type { Line, Side } from './face.ts'
import type { FontFiles, Weight } from './fonts.ts'
import { type Typesetter, typesetter } from './text.ts'
import { A4, pt } from './units.ts'

/** The six crosses of the target page, numbered from 1: mm from the paper's left and top edge. */
export const TARGET_POINTS: readonly Point[] = [25, 150, 272].flatMap((y): Point[] => [
  [25, y],
  [185, y],
])

/** Length of a ruler's arm, mm. */
const ARM = 15

const HOW = [
  '1. 用要打印证卡的打印机和纸张，选「实际大小」（不缩放）打印本页。',
  '2. 用钢直尺量各十字中心到纸张左边缘、上边缘的距离，估读到 0.1 毫米。',
  '3. 记入下表，再录入程序：至少四角 4 个点，6 个点更准。',
  '4. 正面、反面各打一张，分别量。换打印机或换纸后重新校准。',
]

/**
 * Writes the A4 page that a printer is calibrated with: six numbered crosses with millimetre rulers through them, what to do, and a table for
 * the readings. Throws as writePdf.
 */
export async function targetPage(side: Side, fonts: FontFiles, out: string): Promise<void> {
  const type = typesetter(fonts)
  const pdf = newDocument('打印校准页')
  await writePdf(pdf, out, async () => {
    addPage(pdf, pt(A4.width), pt(A4.height), false)
    const lines = [
      text(`打印校准页（${side === 'front' ? '正面' : '反面'}）`, A4.width / 2, 22, 16, 'bold', type, 'centre'),
      ...HOW.map((line, i) => text(line, 48, 50 + i * 8, 10, 'regular', type)),
    ]
    pdf.lineWidth(pt(0.1))
    for (const [i, point] of TARGET_POINTS.entries()) lines.push(...drawCross(pdf, point, i + 1, type))
    lines.push(...drawTable(pdf, type))
    pdf.stroke()
    drawLines(pdf, lines)
  })
}

/** Adds a cross with its two rulers to the path; returns its number and the rulers' figures, 10 mm on either side. */
function drawCross(pdf: Pdf, [x, y]: Point, number: number, type: Typesetter): Line[] {
  line(pdf, x - ARM, y, x + ARM, y)
  line(pdf, x, y - ARM, x, y + ARM)
  const figures: Line[] = [text(String(number), x + 6.5, y - 5, 16, 'bold', type, 'centre')]
  for (let i = -ARM; i <= ARM; i++) {
    if (i === 0) continue
    const tick = i % 5 === 0 ? 2 : 1
    line(pdf, x + i, y, x + i, y + tick)
    line(pdf, x, y + i, x - tick, y + i)
    if (Math.abs(i) !== 10) continue
    figures.push(text(String(x + i), x + i, y + 4.5, 6, 'regular', type, 'centre'))
    figures.push(text(String(y + i), x - 4.5, y + i + 0.8, 6, 'regular', type, 'centre'))
  }
  return figures
}

/** Adds the table's frame to the path; returns its words. Columns: point, where it should be, two fields to write in. */
function drawTable(pdf: Pdf, type: Typesetter): Line[] {
  const columns = [50, 62, 96, 128, 160]
  const [top, height] = [180, 9]
  const rows = TARGET_POINTS.length + 1
  const [left = 0, right = 0] = [columns[0], columns.at(-1)]
  for (let row = 0; row <= rows; row++) line(pdf, left, top + row * height, right, top + row * height)
  for (const x of columns) line(pdf, x, top, x, top + rows * height)
  const cell = (words: string, column: number, row: number): Line => {
    const middle = ((columns[column] ?? 0) + (columns[column + 1] ?? 0)) / 2
    return text(words, middle, top + row * height + 6, 10, 'regular', type, 'centre')
  }
  return [
    ...['点', '应为（左，上）', '量得：左', '量得：上'].map((words, column) => cell(words, column, 0)),
    ...TARGET_POINTS.flatMap(([x, y], i) => [cell(String(i + 1), 0, i + 1), cell(`${x}.0，${y}.0`, 1, i + 1)]),
    text('单位：毫米', left, top - 2, 10, 'regular', type),
  ]
}

const line = (pdf: Pdf, x1: number, y1: number, x2: number, y2: number): unknown =>
  pdf.moveTo(pt(x1), pt(y1)).lineTo(pt(x2), pt(y2))

/** A line of text at mm; `y` is the baseline. */
function text(
  words: string,
  x: number,
  y: number,
  size: number,
  weight: Weight,
  type: Typesetter,
  align: 'left' | 'centre' = 'left',
): Line {
  const shift = align === 'centre' ? type.width(words, weight, size) / 2 : 0
  return { x: pt(x) - shift, y: pt(y), size, runs: type.runs(words, weight, size) }
}
