/** x′ = a·x + c·y + e, y′ = b·x + d·y + f, as PDF writes it. In mm, from the page's top left corner, y downwards, unless said otherwise. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export type Point = readonly [x: number, y: number]

export const IDENTITY: Affine = [1, 0, 0, 1, 0, 0]

export const transform = ([a, b, c, d, e, f]: Affine, [x, y]: Point): Point => [a * x + c * y + e, b * x + d * y + f]

/** Throws where the matrix has no inverse. */
export function invert([a, b, c, d, e, f]: Affine): Affine {
  const det = a * d - b * c
  if (Math.abs(det) < 1e-9) throw new Error('matrix has no inverse')
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det]
}

/**
 * The affine map that brings `from` nearest to `to` (least squares); at least three points that are not in a line.
 * `spread` is how far the points stand off the best line through them, root mean square, in the points' unit: 0 means no map can be told.
 */
export function leastSquares(pairs: readonly { from: Point; to: Point }[]): { matrix: Affine; spread: number } {
  const mean = (pick: (pair: { from: Point; to: Point }) => number): number =>
    pairs.reduce((sum, pair) => sum + pick(pair), 0) / pairs.length
  const mx = mean(p => p.from[0])
  const my = mean(p => p.from[1])
  const cov = (u: (pair: { from: Point; to: Point }) => number, axis: 0 | 1): number =>
    mean(p => u(p) * (p.from[axis] - (axis === 0 ? mx : my)))

  const xx = cov(p => p.from[0] - mx, 0)
  const xy = cov(p => p.from[0] - mx, 1)
  const yy = cov(p => p.from[1] - my, 1)
  const det = xx * yy - xy * xy
  // the smaller eigenvalue of the covariance
  const spread = Math.sqrt(Math.max(0, (xx + yy) / 2 - Math.hypot((xx - yy) / 2, xy)))
  if (!(spread > 1e-6)) return { matrix: IDENTITY, spread: 0 }

  const solve = (axis: 0 | 1): [number, number, number] => {
    const m = mean(p => p.to[axis])
    const tx = cov(p => p.to[axis] - m, 0)
    const ty = cov(p => p.to[axis] - m, 1)
    const byX = (tx * yy - ty * xy) / det
    const byY = (ty * xx - tx * xy) / det
    return [byX, byY, m - byX * mx - byY * my]
  }
  const [a, c, e] = solve(0)
  const [b, d, f] = solve(1)
  return { matrix: [a, b, c, d, e, f], spread }
}
