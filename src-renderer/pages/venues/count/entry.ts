import type { CheckLine, CheckResult } from '../../../../src-shared/contract/venueCheck.ts'

/** What a line typed (or scanned) into the one field of the count means. */
export type Entry =
  | { kind: 'judge'; result: CheckResult }
  | { kind: 'quantity'; counted: number }
  | { kind: 'jump'; no: number }
  | { kind: 'scan'; text: string }

/** Single letters, for keyboards whose F-keys need a second finger; the initials of 缺 多 重复 型号变. */
const LETTERS: Record<string, CheckResult> = { q: 'short', d: 'over', c: 'duplicate', x: 'model' }

const QUANTITY = /^\d{1,6}$/

/**
 * Nothing = 一致. A number = that many pieces stand there, unless a device of this count bears it as its 资产编号: then it was scanned,
 * and `=12` says that twelve were counted. `#12` = go to line 12. A letter of the legend = that result. Anything else is looked for.
 */
export function entryOf(typed: string, isAssetNo: (text: string) => boolean): Entry {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return { kind: 'judge', result: 'match' }
  const letter = LETTERS[text.toLowerCase()]
  if (letter && !isAssetNo(text)) return { kind: 'judge', result: letter }
  const jump = /^#(\d{1,7})$/.exec(text)
  if (jump?.[1]) return { kind: 'jump', no: Number(jump[1]) }
  const forced = /^=(\d{1,6})$/.exec(text)?.[1]
  if (forced !== undefined) return { kind: 'quantity', counted: Number(forced) }
  if (QUANTITY.test(text) && !isAssetNo(text)) return { kind: 'quantity', counted: Number(text) }
  return { kind: 'scan', text: typed.trim() }
}

/** 一致, 缺 or 多, by the number that was counted. */
export function judged(counted: number, expected: number): { result: CheckResult; counted: number } {
  return { result: counted === expected ? 'match' : counted < expected ? 'short' : 'over', counted }
}

/** The next line below that is not counted yet, then from the top; null when all are. */
export function nextOpen(lines: readonly CheckLine[], after: number): CheckLine | null {
  const open = lines.filter(line => line.result === null)
  return open.find(line => line.no > after) ?? open[0] ?? null
}
