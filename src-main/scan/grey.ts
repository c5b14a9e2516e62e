/** One channel, 8 bit, row by row: all that the code and the ink are looked for in. */
export interface Grey {
  data: Uint8Array
  width: number
  height: number
}

/** Black where darker than `level`: takes away shadow, grey paper and what shows through from the back. */
export function threshold({ data, width, height }: Grey, level: number): Grey {
  const out = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) out[i] = (data[i] ?? 0) < level ? 0 : 255
  return { data: out, width, height }
}

/** A lighter or darker paper for the whole page: the level that splits its own ink from its own white (Otsu). */
export function split({ data }: Grey): number {
  const counts = new Float64Array(256)
  for (let i = 0; i < data.length; i += 3) counts[data[i] ?? 0] = (counts[data[i] ?? 0] ?? 0) + 1
  const total = counts.reduce((sum, count) => sum + count, 0)
  const all = counts.reduce((sum, count, level) => sum + count * level, 0)
  let [dark, darkSum, best, level] = [0, 0, -1, 128]
  for (let t = 0; t < 256; t++) {
    dark += counts[t] ?? 0
    darkSum += t * (counts[t] ?? 0)
    const light = total - dark
    if (dark === 0 || light === 0) continue
    const apart = dark * light * ((all - darkSum) / light - darkSum / dark) ** 2
    if (apart > best) [best, level] = [apart, t]
  }
  return level
}

/** A box of 3 × 3 over each pixel: one speck or one lost dot no longer counts. */
export function blur({ data, width, height }: Grey): Grey {
  const rows = new Uint16Array(data.length)
  for (let y = 0; y < height; y++) {
    const at = y * width
    for (let x = 1; x < width - 1; x++) {
      rows[at + x] = (data[at + x - 1] ?? 0) + (data[at + x] ?? 0) + (data[at + x + 1] ?? 0)
    }
  }
  const out = new Uint8Array(data.length).fill(255)
  for (let i = width; i < data.length - width; i++) {
    out[i] = ((rows[i - width] ?? 0) + (rows[i] ?? 0) + (rows[i + width] ?? 0)) / 9
  }
  return { data: out, width, height }
}

/** Share of pixels that are clearly darker than the paper, without the edges, where scanners leave shadows: 0 … 1. */
export function inkOf({ data, width, height }: Grey): number {
  const [left, top] = [Math.round(width * 0.04), Math.round(height * 0.03)]
  const counts = new Float64Array(256)
  let seen = 0
  for (let y = top; y < height - top; y += 2) {
    for (let x = left; x < width - left; x += 2) {
      const value = data[y * width + x] ?? 255
      counts[value] = (counts[value] ?? 0) + 1
      seen += 1
    }
  }
  // The paper is what most of the page is; ink is far below it.
  const paper = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0))
  const dark = counts.slice(0, Math.max(0, paper - 70)).reduce((sum, count) => sum + count, 0)
  return seen === 0 ? 0 : dark / seen
}
