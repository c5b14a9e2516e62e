/** The crop frame of a photo: a 5:7 rectangle inside the image, in source pixels. Pure, so that its limits can be tested. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Size {
  width: number
  height: number
}

/** 附件2: 2.5 cm × 3.5 cm. Multiplied first, divided then: whole pixels stay whole. */
export const heightOf = (width: number): number => (width * 7) / 5
const widthOf = (height: number): number => (height * 5) / 7

/** 25 × 35 mm at 300 dpi; below it the print is blurred. */
export const SHARP: Size = { width: 295, height: 413 }

const MIN_WIDTH = 50

/** The widest frame that fits. */
export const widest = (image: Size): number => Math.min(image.width, widthOf(image.height))

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high))

function place(image: Size, x: number, y: number, wanted: number): Box {
  const limit = widest(image)
  const width = clamp(wanted, Math.min(MIN_WIDTH, limit), limit)
  const height = heightOf(width)
  return { x: clamp(x, 0, image.width - width), y: clamp(y, 0, image.height - height), width, height }
}

/** Where a head usually is: in the middle, a little above it. */
export function firstBox(image: Size): Box {
  const width = widest(image)
  return place(image, (image.width - width) / 2, (image.height - heightOf(width)) * 0.35, width)
}

export const move = (image: Size, box: Box, dx: number, dy: number): Box =>
  place(image, box.x + dx, box.y + dy, box.width)

/** Larger or smaller about its own centre. */
export function scale(image: Size, box: Box, factor: number): Box {
  const { width } = place(image, box.x, box.y, box.width * factor)
  return place(image, box.x + (box.width - width) / 2, box.y + (box.height - heightOf(width)) / 2, width)
}

/** The lower right corner follows the pointer; the upper left one stays. */
export function stretch(image: Size, box: Box, dx: number): Box {
  const room = Math.min(image.width - box.x, widthOf(image.height - box.y))
  return place(image, box.x, box.y, Math.min(box.width + dx, room))
}

export const isSharp = (box: Box): boolean => box.width >= SHARP.width - 0.5 && box.height >= SHARP.height - 0.5

/** Whole pixels that stay inside the image. */
export function rounded(image: Size, box: Box): Box {
  const x = Math.floor(box.x)
  const y = Math.floor(box.y)
  return {
    x,
    y,
    width: Math.min(Math.round(box.width), image.width - x),
    height: Math.min(Math.round(box.height), image.height - y),
  }
}
