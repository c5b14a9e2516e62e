/** Two people over one record: what each of them changed, field by field, since both saw the same. */

export interface Merge<T> {
  /** Mine where I changed something, theirs where I did not. In a conflict mine, which nobody has decided yet. */
  merged: T
  /** Changed by both, and not to the same. */
  conflicts: (keyof T)[]
  /** Changed by the other only. */
  taken: (keyof T)[]
}

/** @param seen what stood there when I began · @param mine what I say · @param theirs what stands there now */
export function mergeFields<T extends object>(seen: T, mine: T, theirs: T): Merge<T> {
  const result: Merge<T> = { merged: { ...mine }, conflicts: [], taken: [] }
  for (const key of Object.keys(mine) as (keyof T)[]) {
    if (sameValue(seen[key], theirs[key]) || sameValue(mine[key], theirs[key])) continue
    if (sameValue(seen[key], mine[key])) {
      result.merged[key] = theirs[key]
      result.taken.push(key)
    } else result.conflicts.push(key)
  }
  return result
}

/** Equal in content: plain data, the order of an object's keys aside. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  for (const key of keys)
    if (!sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false
  return true
}
