import { SIDE } from '../../src-shared/labels.ts'
import type { Point } from './affine.ts'
import { addPage, newDocument, type Pdf, writePdf } from './document.ts'
import { drawLines } from './draw.ts'
import type { Line, Side } from './face.ts'
import type { FontFiles, Weight } from './fonts.ts'
import { type Typesetter, typesetter } from './text.ts'
import { A4, CARD, pt } from './units.ts'

export type Paper = 'A4' | 'card'

/** The six crosses of each target page, numbered from 1: mm from the paper's left and top edge. */
export const TARGET_POINTS: Record<Paper, readonly Point[]> = {
  A4: crosses([25, 185], [25, 150, 272]),
  card: crosses([14, 66], [14, 55, 96]),
}

function crosses(columns: number[], rows: number[]): Point[] {
  return rows.flatMap(y => columns.map((x): Point => [x, y]))
}

/** How a page looks: mm, sizes in pt. `figure` is how far from a cross its rulers are labelled. */
const LOOK = {
  A4: {
    arm: 15,
    figure: 10,
    number: { x: 6.5, y: -5, size: 16 },
    title: { y: 22, size: 16 },
    how: { x: 48, y: 50, step: 8, size: 10 },
  },
  card: {
    arm: 8,
    figure: 5,
    number: { x: 4, y: -2.5, size: 9 },
    title: { y: 27, size: 10 },
    how: { x: 9, y: 33, step: 4, size: 7 },
  },
} as const

const HOW: Record<Paper, readonly string[]> = {
  A4: [
    '1. 用要打印证卡的打印机和纸张，选「实际大小」（不缩放）打印本页。',
    '2. 用钢直尺量各十字中心到纸张左边缘、上边缘的距离，估读到 0.1 毫米。',
    '3. 记入下表，再录入程序：至少四角 4 个点，6 个点更准。',
    '4. 正面、反面各打一张，分别量。换打印机或换纸后重新校准。',
  ],
  card: [
    '1. 用证卡打印机和空白卡，选「实际大小」打印本页。',
    '2. 量各十字中心到卡片左、上边缘，估读到 0.1 毫米。',
    '3. 录入程序：至少四角 4 个点，6 个点更准。',
    '4. 正面、反面各打一张，分别量。',
  ],
}

const SIZE = { A4, card: CARD } as const

/**
 * Writes the page that a printer is calibrated with, as large as the paper: six numbered crosses with millimetre rulers through them, what to
 * do, and on A4 a table for the readings (a card has no room for one). Throws as writePdf.
 */
export async function targetPage(paper: Paper, side: Side, fonts: FontFiles, out: string): Promise<void> {
  const type = typesetter(fonts)
  const pdf = newDocument('打印校准页')
  const { width, height } = SIZE[paper]
  const { title, how } = LOOK[paper]
  await writePdf(pdf, out, async () => {
    addPage(pdf, pt(width), pt(height), paper === 'card')
    const lines = [
      text(`打印校准页（${SIDE[side]}）`, width / 2, title.y, title.size, 'bold', type, 'centre'),
      ...HOW[paper].map((line, i) => text(line, how.x, how.y + i * how.step, how.size, 'regular', type)),
    ]
    pdf.lineWidth(pt(0.1))
    for (const [i, point] of TARGET_POINTS[paper].entries()) lines.push(...drawCross(pdf, paper, point, i + 1, type))
    if (paper === 'A4') lines.push(...drawTable(pdf, type))
    pdf.stroke()
    drawLines(pdf, lines)
  })
}

/** Adds a cross with its two rulers to the path; returns its number and the rulers' figures on either side. */
function drawCross(pdf: Pdf, paper: Paper, [x, y]: Point, index: number, type: Typesetter): Line[] {
  const { arm, figure, number } = LOOK[paper]
  line(pdf, x - arm, y, x + arm, y)
  line(pdf, x, y - arm, x, y + arm)
  const figures = [text(String(index), x + number.x, y + number.y, number.size, 'bold', type, 'centre')]
  for (let i = -arm; i <= arm; i++) {
    if (i === 0) continue
    const tick = i % 5 === 0 ? 2 : 1
    line(pdf, x + i, y, x + i, y + tick)
    line(pdf, x, y + i, x - tick, y + i)
    if (Math.abs(i) !== figure) continue
    // On the small page the lower left figures would stand on each other.
    if (paper === 'A4' || i > 0) figures.push(text(String(x + i), x + i, y + 4.5, 6, 'regular', type, 'centre'))
    if (paper === 'A4' || i < 0) figures.push(text(String(y + i), x - 4.5, y + i + 0.8, 6, 'regular', type, 'centre'))
  }
  return figures
}

/** Adds the table's frame to the path; returns its words. Columns: point, where it should be, two fields to write in. */
function drawTable(pdf: Pdf, type: Typesetter): Line[] {
  const columns = [50, 62, 96, 128, 160]
  const [top, height] = [180, 9]
  const rows = TARGET_POINTS.A4.length + 1
  const [left = 0, right = 0] = [columns[0], columns.at(-1)]
  for (let row = 0; row <= rows; row++) line(pdf, left, top + row * height, right, top + row * height)
  for (const x of columns) line(pdf, x, top, x, top + rows * height)
  const cell = (words: string, column: number, row: number): Line => {
    const middle = ((columns[column] ?? 0) + (columns[column + 1] ?? 0)) / 2
    return text(words, middle, top + row * height + 6, 10, 'regular', type, 'centre')
  }
  return [
    ...['点', '应为（左，上）', '量得：左', '量得：上'].map((words, column) => cell(words, column, 0)),
    ...TARGET_POINTS.A4.flatMap(([x, y], i) => [cell(String(i + 1), 0, i + 1), cell(`${x}.0，${y}.0`, 1, i + 1)]),
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
