/** 按考生名册抽查 (第二十条（四）): a random sample that anybody can draw again from the recorded seed. */

/**
 * `n` of the ids in the order drawn, or all of them where there are fewer. The same ids (in any order, doubles count once) and the same
 * seed give the same sample, on every machine and in every version: samples on file must stay repeatable, so this never changes.
 * A larger sample begins with the smaller one.
 * Throws RangeError when `n` is no count.
 */
export function drawSample(ids: readonly string[], n: number, seed: string): string[] {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a count: ${n}`)
  const pool = [...new Set(ids)].sort()
  const random = sfc32(seed)
  const drawn: string[] = []
  for (let left = pool.length; left > 0 && drawn.length < n; left--) {
    const at = below(left, random)
    const id = pool[at]
    const last = pool.pop()
    if (id === undefined || last === undefined) break
    drawn.push(id)
    if (at < pool.length) pool[at] = last
  }
  return drawn
}

/** A whole number from 0 to `bound` − 1, each equally likely: values of the incomplete last round are thrown away. */
function below(bound: number, random: () => number): number {
  const limit = 2 ** 32 - (2 ** 32 % bound)
  for (;;) {
    const value = random()
    if (value < limit) return value % bound
  }
}

/** Chris Doty-Humphrey's sfc32, 32 bits at a time, seeded by the text and warmed up. */
function sfc32(seed: string): () => number {
  let [a, b, c] = [hash(seed, 0x9e37_79b9), hash(seed, 0x243f_6a88), hash(seed, 0xb7e1_5162)]
  let counter = 1
  const next = (): number => {
    const out = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + out) | 0
    return out >>> 0
  }
  for (let i = 0; i < 15; i++) next()
  return next
}

/** 32-bit hash of the text's UTF-16 units: FNV-1a from `basis`, finished as in MurmurHash3. */
function hash(text: string, basis: number): number {
  let h = basis
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    h = Math.imul(h ^ (unit & 0xff), 0x0100_0193)
    h = Math.imul(h ^ (unit >>> 8), 0x0100_0193)
  }
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35)
  return (h ^ (h >>> 16)) | 0
}
