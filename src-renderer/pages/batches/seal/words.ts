import type { CheckReport, CheckRow } from '../../../../src-shared/contract/seal.ts'
import { FOUR_RESULT } from '../../../../src-shared/labels.ts'

type Result = CheckRow['result']

/** Worst first: so they are counted and named. */
export const RESULTS: readonly Result[] = ['fail', 'todo', 'warn', 'pass', 'na']

export const countsOf = (rows: readonly CheckRow[]): Record<Result, number> => {
  const counts: Record<Result, number> = { pass: 0, fail: 0, warn: 0, todo: 0, na: 0 }
  for (const { result } of rows) counts[result] += 1
  return counts
}

/** What the report says as a whole: 24 项：不通过 1 项，通过 23 项。 */
export function summaryOf({ rows }: Pick<CheckReport, 'rows'>): {
  level: 'success' | 'warning' | 'error'
  text: string
} {
  const counts = countsOf(rows)
  const parts = RESULTS.filter(result => counts[result] > 0).map(
    result => `${FOUR_RESULT[result]} ${counts[result]} 项`,
  )
  const level = counts.fail > 0 ? 'error' : counts.warn + counts.todo > 0 ? 'warning' : 'success'
  return { level, text: `${rows.length} 项检测：${parts.join('，')}` }
}

/** Rows that somebody has to do something about. */
export const needsCare = ({ result }: CheckRow): boolean => result === 'fail' || result === 'warn' || result === 'todo'

/** How many rows of its group begin at this row: 0 for all but the first, as a table's rowSpan wants it. */
export function spanAt(rows: readonly Pick<CheckRow, 'group'>[], index: number): number {
  const group = rows[index]?.group
  if (group === undefined || rows[index - 1]?.group === group) return 0
  let end = index
  while (rows[end]?.group === group) end += 1
  return end - index
}

/** Numbers that a row finds skipped without a reason, as it names them: 「漏号 G2_003，没有说明」. */
export const gapsIn = ({ notes }: Pick<CheckRow, 'notes'>): string[] =>
  notes.flatMap(note => /^漏号 (.+)，(?:没有说明|请说明原因)$/s.exec(note)?.[1] ?? [])

export type Asked = 'virus' | 'counts' | 'gap'

/** What only a person can add to a row (requirements §8: 11, 12, 13, 24), if anything. */
export function askedBy(row: CheckRow): { kind: Asked; text: string } | null {
  if (row.no === 13) return { kind: 'counts', text: '登记人数' }
  if (row.no === 24) return { kind: 'virus', text: '登记查杀' }
  if ((row.no === 11 || row.no === 12) && gapsIn(row).length > 0) return { kind: 'gap', text: '说明漏号' }
  return null
}
