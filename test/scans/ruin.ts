/**
 * What scanners, fax machines, copiers, phones and people do to a page. Drawn on a canvas; nothing here is shared with the reader. A page comes in
 * and goes out as a picture with its dots to the millimetre.
 */
import { type Canvas, createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from './random.ts'

export interface Sheet {
  canvas: Canvas
  perMm: number
}

export type Ruin = (sheet: Sheet, random: Random) => Sheet | Promise<Sheet>

const A4 = { width: 210, height: 297 }

function onto(sheet: Sheet, draw: (context: SKRSContext2D, width: number, height: number) => void): Sheet {
  const { width, height } = sheet.canvas
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  draw(context, width, height)
  return { ...sheet, canvas }
}

export const scale =
  (dpi: number): Ruin =>
  ({ canvas, perMm }) => {
    const to = dpi / 25.4
    const out = createCanvas(Math.round((canvas.width * to) / perMm), Math.round((canvas.height * to) / perMm))
    const context = out.getContext('2d')
    context.imageSmoothingQuality = 'high'
    context.drawImage(canvas, 0, 0, out.width, out.height)
    return { canvas: out, perMm: to }
  }

export const turn =
  (degrees: number): Ruin =>
  ({ canvas, perMm }) => {
    const lying = degrees % 180 !== 0
    const out = createCanvas(lying ? canvas.height : canvas.width, lying ? canvas.width : canvas.height)
    const context = out.getContext('2d')
    context.translate(out.width / 2, out.height / 2)
    context.rotate((degrees * Math.PI) / 180)
    context.drawImage(canvas, -canvas.width / 2, -canvas.height / 2)
    return { canvas: out, perMm }
  }

export const skew =
  (least: number, most: number): Ruin =>
  (sheet, random) => {
    const angle = (random.between(least, most) * (random.next() < 0.5 ? -1 : 1) * Math.PI) / 180
    return onto(sheet, (context, width, height) => {
      context.translate(width / 2, height / 2)
      context.rotate(angle)
      context.drawImage(sheet.canvas, -width / 2, -height / 2)
    })
  }

/** px at the sheet's own resolution. */
export const blur =
  (px: number): Ruin =>
  sheet =>
    onto(sheet, context => {
      context.filter = `blur(${px}px)`
      context.drawImage(sheet.canvas, 0, 0)
    })

function pixels(sheet: Sheet, change: (data: Uint8ClampedArray, width: number, height: number) => void): Sheet {
  const { width, height } = sheet.canvas
  const image = sheet.canvas.getContext('2d').getImageData(0, 0, width, height)
  change(image.data, width, height)
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(image, 0, 0)
  return { ...sheet, canvas }
}

const each = (data: Uint8ClampedArray, of: (value: number, x: number, y: number) => number, width: number) => {
  for (let i = 0; i < data.length; i += 4) {
    const at = i / 4
    const value = of(data[i] ?? 0, at % width, Math.floor(at / width))
    data[i] = value
    data[i + 1] = value
    data[i + 2] = value
  }
}

/** σ in grey levels; `specks`: share of dots that are black or white by themselves. */
export const noise =
  (sigma: number, specks = 0): Ruin =>
  (sheet, random) =>
    pixels(sheet, (data, width) =>
      each(
        data,
        value => {
          if (specks > 0 && random.next() < specks) return random.next() < 0.5 ? 0 : 255
          return value + sigma * random.normal()
        },
        width,
      ),
    )

/** ink → `dark`, paper → `light`. */
export const contrast =
  (dark: number, light: number): Ruin =>
  sheet =>
    pixels(sheet, (data, width) => each(data, value => dark + ((light - dark) * value) / 255, width))

export const bilevel =
  (level: number): Ruin =>
  sheet =>
    pixels(sheet, (data, width) => each(data, value => (value < level ? 0 : 255), width))

/** A fax: so many dots across and down to the inch, black or white, shown with square dots again. */
export const fax =
  (down: number): Ruin =>
  sheet => {
    const dots = createCanvas(
      Math.round((sheet.canvas.width / sheet.perMm / 25.4) * 204),
      Math.round((sheet.canvas.height / sheet.perMm / 25.4) * down),
    )
    dots.getContext('2d').drawImage(sheet.canvas, 0, 0, dots.width, dots.height)
    const { canvas } = bilevel(140)({ canvas: dots, perMm: 1 }, undefined as never) as Sheet
    const out = createCanvas(dots.width, Math.round((dots.height * 204) / down))
    const context = out.getContext('2d')
    context.imageSmoothingEnabled = false
    context.drawImage(canvas, 0, 0, out.width, out.height)
    return { canvas: out, perMm: 204 / 25.4 }
  }

export const jpeg =
  (quality: number): Ruin =>
  async sheet => {
    const image = await loadImage(sheet.canvas.toBuffer('image/jpeg', quality))
    return onto(sheet, context => context.drawImage(image, 0, 0))
  }

/** Light that falls off across the page. */
export const shadow =
  (deep: number): Ruin =>
  (sheet, random) => {
    const [a, b] = [random.between(-1, 1), random.between(-1, 1)]
    return pixels(sheet, (data, width, height) =>
      each(
        data,
        (value, x, y) =>
          value * (1 - deep * Math.max(0, Math.min(1, 0.5 + a * (x / width - 0.5) + b * (y / height - 0.5)))),
        width,
      ),
    )
  }

/** The four corners move by up to so many mm: a photo that was not taken from above. */
export const perspective =
  (mm: number): Ruin =>
  (sheet, random) => {
    const d = () => random.between(-mm, mm) * sheet.perMm
    const { width, height } = sheet.canvas
    const [u1, v1, u2, v2, u3, v3, u4, v4] = [d(), d(), width + d(), d(), width + d(), height + d(), d(), height + d()]
    return warp(sheet, (x, y) => {
      // Between the four corners, with what lies farther away drawn closer together.
      const [s, t] = [x / width, y / height]
      const depth = 1 + 0.15 * (mm / 20) * (t - 0.5)
      const top = [u1 + (u2 - u1) * s, v1 + (v2 - v1) * s]
      const bottom = [u4 + (u3 - u4) * s, v4 + (v3 - v4) * s]
      const k = t * depth
      return [
        (top[0] ?? 0) + ((bottom[0] ?? 0) - (top[0] ?? 0)) * k,
        (top[1] ?? 0) + ((bottom[1] ?? 0) - (top[1] ?? 0)) * k,
      ]
    })
  }

/** Waves of a sheet that was folded in a pocket. */
export const crumple =
  (mm: number): Ruin =>
  (sheet, random) => {
    const [p, q, r] = [random.between(0, 6), random.between(0, 6), random.between(25, 60) * sheet.perMm]
    const by = mm * sheet.perMm
    return warp(sheet, (x, y) => [x + by * Math.sin(y / r + p), y + by * Math.sin(x / r + q)])
  }

function warp(sheet: Sheet, from: (x: number, y: number) => [number, number]): Sheet {
  const { width, height } = sheet.canvas
  const { data } = sheet.canvas.getContext('2d').getImageData(0, 0, width, height)
  return pixels(sheet, (out, w) =>
    each(
      out,
      (_, x, y) => {
        const [u, v] = from(x, y)
        const [x0, y0] = [Math.floor(u), Math.floor(v)]
        if (x0 < 0 || y0 < 0 || x0 >= width - 1 || y0 >= height - 1) return 235
        const [fx, fy] = [u - x0, v - y0]
        const at = (dx: number, dy: number) => data[((y0 + dy) * width + x0 + dx) * 4] ?? 255
        return (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy
      },
      w,
    ),
  )
}

/** So many times through a copier: softer, harder, a little larger, dirtier. */
export const copies =
  (times: number): Ruin =>
  async (sheet, random) => {
    let now = sheet
    for (let i = 0; i < times; i++) {
      now = await blur(0.8)(now, random)
      now = pixels(now, (data, width) => each(data, value => 128 + (value - 128) * 1.7 + 6 * random.normal(), width))
      now = onto(now, (context, width, height) => {
        const k = random.between(0.985, 1.01)
        context.drawImage(now.canvas, random.between(-3, 3), random.between(-3, 3), width * k, height * k)
      })
    }
    return now
  }

/** Printed smaller than 实际大小. */
export const shrink =
  (to: number): Ruin =>
  sheet =>
    onto(sheet, (context, width, height) => {
      context.drawImage(sheet.canvas, (width * (1 - to)) / 2, (height * (1 - to)) / 2, width * to, height * to)
    })

/** mm lost at an edge. */
export const cut =
  (edge: 'top' | 'bottom' | 'left' | 'right', mm: number): Ruin =>
  sheet =>
    onto(sheet, (context, width, height) => {
      context.drawImage(sheet.canvas, 0, 0)
      const by = mm * sheet.perMm
      context.fillStyle = '#444'
      if (edge === 'top') context.fillRect(0, 0, width, by)
      if (edge === 'bottom') context.fillRect(0, height - by, width, by)
      if (edge === 'left') context.fillRect(0, 0, by, height)
      if (edge === 'right') context.fillRect(width - by, 0, by, height)
    })

export const streaks =
  (count: number, style: string, mm: number): Ruin =>
  (sheet, random) =>
    onto(sheet, (context, width, height) => {
      context.drawImage(sheet.canvas, 0, 0)
      context.fillStyle = style
      for (let i = 0; i < count; i++) {
        context.fillRect(random.between(0, width), 0, mm * sheet.perMm, height)
      }
    })

/** Where the code stands, mm from the upper left corner; which of the two, a lot decides. */
function corner(random: Random): { x: number; y: number } {
  return random.next() < 0.5 ? { x: 20 + 5.75, y: A4.height - 6 - 5.75 } : { x: A4.width - 20 - 5.75, y: 6 + 5.75 }
}

function mark(draw: (context: SKRSContext2D, at: { x: number; y: number }, mm: number, random: Random) => void): Ruin {
  return (sheet, random) =>
    onto(sheet, context => {
      context.drawImage(sheet.canvas, 0, 0)
      const { x, y } = corner(random)
      const mm = sheet.perMm
      draw(context, { x: (x + random.between(-3, 3)) * mm, y: (y + random.between(-3, 3)) * mm }, mm, random)
    })
}

/** A round seal of 40 mm over a code, red or as a grey scanner sees it. */
export const stamp = (style: string): Ruin =>
  mark((context, { x, y }, mm) => {
    context.globalAlpha = 0.75
    context.strokeStyle = style
    context.fillStyle = style
    context.lineWidth = 1.2 * mm
    context.beginPath()
    context.arc(x, y, 20 * mm, 0, 7)
    context.stroke()
    context.font = `${7 * mm}px sans-serif`
    context.textAlign = 'center'
    context.fillText('★', x, y + 2.5 * mm)
    context.fillText('评价机构专用章', x, y + 12 * mm)
  })

export const signature: Ruin = mark((context, { x, y }, mm, random) => {
  context.strokeStyle = '#113'
  context.lineWidth = 0.6 * mm
  context.beginPath()
  context.moveTo(x - 15 * mm, y)
  for (let i = 0; i < 14; i++) {
    context.quadraticCurveTo(
      x + random.between(-14, 14) * mm,
      y + random.between(-6, 6) * mm,
      x + (-14 + i * 2) * mm,
      y + random.between(-5, 5) * mm,
    )
  }
  context.stroke()
})

export const hole: Ruin = mark((context, { x, y }, mm) => {
  context.fillStyle = '#222'
  context.beginPath()
  context.arc(x, y, 3 * mm, 0, 7)
  context.fill()
})

export const staple: Ruin = mark((context, { x, y }, mm, random) => {
  context.translate(x, y)
  context.rotate(random.between(0, 3))
  context.fillStyle = '#777'
  context.fillRect(-6 * mm, -0.3 * mm, 12 * mm, 0.6 * mm)
  context.fillStyle = '#bbb'
  context.fillRect(-6 * mm, 0.3 * mm, 12 * mm, 0.5 * mm)
})

export const highlighter: Ruin = mark((context, { x, y }, mm) => {
  context.globalAlpha = 0.45
  context.fillStyle = '#ff0'
  context.fillRect(x - 20 * mm, y - 4 * mm, 40 * mm, 8 * mm)
})

export const fold: Ruin = mark((context, { x, y }, mm) => {
  context.strokeStyle = '#aaa'
  context.lineWidth = 0.8 * mm
  context.beginPath()
  context.moveTo(x - 30 * mm, y + 25 * mm)
  context.lineTo(x + 30 * mm, y - 25 * mm)
  context.stroke()
})

/** The back shows through thin paper: in a mirror. `share` of its ink. */
export const through =
  (share: number, back: () => Sheet): Ruin =>
  sheet =>
    onto(sheet, (context, width) => {
      context.drawImage(sheet.canvas, 0, 0)
      context.globalCompositeOperation = 'multiply'
      context.globalAlpha = share
      context.translate(width, 0)
      context.scale(-1, 1)
      context.drawImage(back().canvas, 0, 0, width, sheet.canvas.height)
    })

/** A page on a table, photographed. */
export const phone =
  (megapixels: number, mm: number): Ruin =>
  async (sheet, random) => {
    const table = onto(sheet, (context, width, height) => {
      context.fillStyle = '#8a7b66'
      context.fillRect(0, 0, width, height)
      context.drawImage(sheet.canvas, width * 0.06, height * 0.05, width * 0.88, height * 0.88)
    })
    const tilted = await perspective(mm)(table, random)
    const lit = await shadow(0.35)(tilted, random)
    const dpi = Math.sqrt((megapixels * 1e6) / (8.27 * 11.69))
    return jpeg(75)(await scale(Math.min(dpi, 300))(await blur(0.7)(lit, random), random), random)
  }

/** A module that exports `then` is a promise to whoever imports it, hence the name. */
export const inTurn =
  (...steps: readonly Ruin[]): Ruin =>
  async (sheet, random) => {
    let now = sheet
    for (const step of steps) now = await step(now, random)
    return now
  }
