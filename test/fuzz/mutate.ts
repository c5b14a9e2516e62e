/** Small numbers that follow from a seed (mulberry32), and files with a few bytes changed, cut out, doubled or put elsewhere. */

export function random(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const EDGES = [0, 1, 0x7f, 0x80, 0xff]

/** 1 to 8 changes. */
export function mutated(bytes: Buffer, below: (n: number) => number): Buffer {
  let made = Buffer.from(bytes)
  for (let left = 1 + below(8); left > 0; left--) {
    const at = below(made.length + 1)
    const length = 1 + below(below(4) === 0 ? 400 : 8)
    const kind = below(6)
    if (kind <= 1 && at < made.length) made[at] = kind === 0 ? below(256) : (EDGES[below(EDGES.length)] ?? 0)
    else if (kind === 2) made = made.subarray(0, at)
    else if (kind === 3) made = Buffer.concat([made.subarray(0, at), made.subarray(at + length)])
    else if (kind === 4) made = Buffer.concat([made.subarray(0, at), made.subarray(at, at + length), made.subarray(at)])
    else made.fill(EDGES[below(EDGES.length)] ?? 0, at, Math.min(at + length, made.length))
  }
  return made
}
