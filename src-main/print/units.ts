/** Millimetres → PDF points (1 pt = 1/72 inch). The only conversion in print/: everything laid out in mm passes here once. */
export const pt = (mm: number): number => (mm * 72) / 25.4

/** PDF points → millimetres. */
export const mm = (pt: number): number => (pt * 25.4) / 72

/** ISO A4, mm. */
export const A4 = { width: 210, height: 297 }

/** 附件2 制作说明 1: 宽 80 mm, 长 110 mm. */
export const CARD = { width: 80, height: 110 }

export interface Box {
  x: number
  y: number
  width: number
  height: number
}
