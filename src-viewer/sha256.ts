/**
 * SHA-256 in pieces (FIPS 180-4). Browsers have it for whole buffers only, and a film of 4 GB is none; files that fit are left to them.
 */
export interface Hash {
  update(bytes: Uint8Array): void
  /** Lower-case hexadecimal; nothing may be added afterwards. */
  hex(): string
}

const [K, START] = constants()

export function sha256(): Hash {
  const state = Int32Array.from(START)
  const words = new Int32Array(64)
  const block = new Uint8Array(64)
  let held = 0 // bytes in block
  let total = 0

  const update = (bytes: Uint8Array): void => {
    total += bytes.length
    let at = 0
    if (held > 0) {
      at = Math.min(64 - held, bytes.length)
      block.set(bytes.subarray(0, at), held)
      held += at
      if (held < 64) return
      compress(state, words, block, 0)
      held = 0
    }
    for (; at + 64 <= bytes.length; at += 64) compress(state, words, bytes, at)
    block.set(bytes.subarray(at))
    held = bytes.length - at
  }
  return {
    update,
    hex() {
      const length = total
      const padding = new Uint8Array((held < 56 ? 56 : 120) - held + 8)
      padding[0] = 0x80
      const view = new DataView(padding.buffer)
      view.setUint32(padding.length - 8, Math.floor(length / 2 ** 29)) // bits, in two halves
      view.setUint32(padding.length - 4, (length * 8) % 2 ** 32)
      update(padding)
      return [...state].map(word => (word >>> 0).toString(16).padStart(8, '0')).join('')
    },
  }
}

function compress(state: Int32Array, w: Int32Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) {
    const p = at + 4 * i
    w[i] = (n(bytes[p]) << 24) | (n(bytes[p + 1]) << 16) | (n(bytes[p + 2]) << 8) | n(bytes[p + 3])
  }
  for (let i = 16; i < 64; i++) {
    const a = n(w[i - 15])
    const b = n(w[i - 2])
    const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3)
    const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10)
    w[i] = n(w[i - 16]) + s0 + n(w[i - 7]) + s1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + n(K[i]) + n(w[i])) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] = n(state[0]) + a
  state[1] = n(state[1]) + b
  state[2] = n(state[2]) + c
  state[3] = n(state[3]) + d
  state[4] = n(state[4]) + e
  state[5] = n(state[5]) + f
  state[6] = n(state[6]) + g
  state[7] = n(state[7]) + h
}

// The index is always in range; this costs nothing once compiled.
function n(value: number | undefined): number {
  return value as number
}

/** The first 32 bits of the fractions of cube roots (64 primes) and square roots (8 primes), as the standard defines them. */
function constants(): [Int32Array, Int32Array] {
  const primes: number[] = []
  for (let p = 2; primes.length < 64; p++) if (primes.every(q => p % q !== 0)) primes.push(p)
  const fraction = (value: number) => Math.floor((value - Math.floor(value)) * 2 ** 32)
  return [
    Int32Array.from(primes.map(p => fraction(Math.cbrt(p)))),
    Int32Array.from(primes.slice(0, 8).map(p => fraction(Math.sqrt(p)))),
  ]
}
