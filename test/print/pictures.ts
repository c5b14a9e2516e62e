import { createCanvas } from '@napi-rs/canvas'

/** A photo of its own for every number: 413 × 578 px (5:7 at 420 dpi), a shoulder-and-head shape on a plain ground, with a number. */
export function portrait(seed: number, width = 413, height = 578): Buffer {
  const canvas = createCanvas(width, height)
  const draw = canvas.getContext('2d')
  const hue = (seed * 137) % 360
  draw.fillStyle = `hsl(${hue} 55% 60%)`
  draw.fillRect(0, 0, width, height)
  draw.fillStyle = `hsl(${(hue + 180) % 360} 40% 30%)`
  draw.beginPath()
  draw.ellipse(width / 2, height, width * 0.42, height * 0.34, 0, 0, 2 * Math.PI)
  draw.fill()
  draw.fillStyle = `hsl(25 50% ${70 - (seed % 20)}%)`
  draw.beginPath()
  draw.ellipse(width / 2, height * 0.42, width * 0.22, height * 0.24, 0, 0, 2 * Math.PI)
  draw.fill()
  // speckle, so that the file is as big as a real photo's
  for (let i = 0; i < 3000; i++) {
    const spot = (i * 2654435761 + seed * 40503) >>> 0
    draw.fillStyle = `rgb(${spot & 255} ${(spot >> 8) & 255} ${(spot >> 16) & 255} / 5%)`
    draw.fillRect(spot % width, (spot >>> 9) % height, 3, 3)
  }
  draw.fillStyle = '#fff'
  draw.font = `${Math.round(height / 12)}px sans-serif`
  draw.fillText(String(seed), width * 0.05, height * 0.97)
  return canvas.toBuffer('image/jpeg', 92)
}

/** A picture of one colour: what is placed where is then read from the pixels. */
export function plain(colour: string, width: number, height: number, type: 'jpeg' | 'png' = 'jpeg'): Buffer {
  const canvas = createCanvas(width, height)
  const draw = canvas.getContext('2d')
  draw.fillStyle = colour
  draw.fillRect(0, 0, width, height)
  return type === 'jpeg' ? canvas.toBuffer('image/jpeg', 95) : canvas.toBuffer('image/png')
}

/** A black disc in the middle of a coloured ground: stretching and cutting show in its shape and place. */
export function disc(width: number, height: number): Buffer {
  const canvas = createCanvas(width, height)
  const draw = canvas.getContext('2d')
  draw.fillStyle = '#d02090'
  draw.fillRect(0, 0, width, height)
  draw.fillStyle = '#000'
  draw.beginPath()
  draw.arc(width / 2, height / 2, height / 4, 0, 2 * Math.PI)
  draw.fill()
  return canvas.toBuffer('image/jpeg', 95)
}
