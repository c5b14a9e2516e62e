import type { Layout, PrintJob } from '../../../src-shared/contract/print.ts'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface SheetShape {
  title: string
  /** What it is for, in a line. */
  hint: string
  /** mm */
  width: number
  height: number
  /** Places of the front side in print order, mm from the top-left corner: a picture of what src-main/print/imposition.ts does (a test compares). */
  slots: Box[]
  paper: 'A4' | 'card'
}

const upright = (x: number, y: number): Box => ({ x, y, width: 80, height: 110 })
const lying = (x: number, y: number): Box => ({ x, y, width: 110, height: 80 })

export const SHEETS: Record<Layout, SheetShape> = {
  single: {
    title: '单张',
    hint: '证卡打印机，80×110 mm',
    width: 80,
    height: 110,
    slots: [upright(0, 0)],
    paper: 'card',
  },
  'a4-4': {
    title: 'A4 4 张',
    hint: '层压打印料，卡间留裁切余地',
    width: 210,
    height: 297,
    slots: [upright(20, 33.5), upright(110, 33.5), upright(20, 153.5), upright(110, 153.5)],
    paper: 'A4',
  },
  'a4-5': {
    title: 'A4 5 张',
    hint: '省料：横竖混排',
    width: 210,
    height: 297,
    slots: [lying(7, 22.5), lying(7, 108.5), lying(7, 194.5), upright(123, 35.5), upright(123, 151.5)],
    paper: 'A4',
  },
}

export const LAYOUTS: Layout[] = ['a4-4', 'a4-5', 'single']

/** The cards of a job by sheet, each at its slot. */
export function bySheet(job: PrintJob): PrintJob['placed'][] {
  const sheets: PrintJob['placed'][] = Array.from({ length: job.sheets }, () => [])
  for (const card of job.placed) sheets[card.page]?.push(card)
  return sheets
}

/**
 * What has to lie in the printer. A front and a back are printed on two single-sided sheets each (附件2: A4×0.17mm 层压打印料).
 */
export function materials(job: PrintJob, copies: number): string {
  const sheets = job.sheets * copies
  return SHEETS[job.layout].paper === 'A4'
    ? `${sheets} 张 × 2 面 = ${sheets * 2} 张 PVC 层压打印料（A4×0.17 mm）`
    : `${job.cards * copies} 张空白证卡（80×110 mm，正反两面）`
}
