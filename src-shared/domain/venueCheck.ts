/** 核查: what may be said of a line of the count, and the sum of it. */

export type CheckResult = 'match' | 'short' | 'over' | 'duplicate' | 'model'
export type CheckState = 'open' | 'finished' | 'abandoned'

export interface Judgement {
  result: CheckResult
  counted?: number | undefined // pieces that stand there
  foundModel: string
  note: string
}

export type Judged =
  | { ok: true; counted: number }
  | { ok: false; field: 'result' | 'counted' | 'foundModel'; message: string }

/**
 * Does a judgement agree with itself? `expected` is the listed number of pieces (0 for something beyond the list).
 * Without a count: 一致 and 型号变 stand for the listed number, 缺 and 重复 for none; 多 needs its number.
 */
export function judgeLine(
  { expected, extra }: { expected: number; extra: boolean },
  { result, counted, foundModel, note }: Judgement,
): Judged {
  const refuse = (message: string, field: 'result' | 'counted' | 'foundModel' = 'counted'): Judged => ({
    ok: false,
    field,
    message,
  })
  if (extra && result !== 'over' && result !== 'duplicate')
    return refuse('清单外的设备只能是「多」或「重复」', 'result')
  switch (result) {
    case 'match':
      if (counted !== undefined && counted !== expected)
        return refuse(`一致应为 ${expected}，数量不同请选「缺」或「多」`)
      return { ok: true, counted: expected }
    case 'short':
      if (expected === 0) return refuse('清单上的数量是 0，不会缺少')
      if ((counted ?? 0) >= expected) return refuse(`缺应少于清单上的 ${expected}`)
      return { ok: true, counted: counted ?? 0 }
    case 'over':
      if (counted === undefined) return refuse('请填写实际数量')
      if (counted <= expected) return refuse(`多应多于清单上的 ${expected}`)
      return { ok: true, counted }
    case 'duplicate':
      return { ok: true, counted: counted ?? 0 }
    case 'model':
      if (foundModel === '' && note === '') return refuse('请填写现场的型号，或在备注里说明', 'foundModel')
      return { ok: true, counted: counted ?? expected }
  }
}

/** Lines of one kind, `n` of them; expected and counted are pieces of all of them together. */
export interface Tally {
  extra: boolean
  result: CheckResult | null
  n: number
  expected: number
  counted: number
}

export interface Summary extends Record<CheckResult, number> {
  lines: number
  done: number
  extra: number
  expected: number
  counted: number
}

/** Sum of a count. Extras are no listed lines; they stand among their result. */
export function summarise(tallies: readonly Tally[]): Summary {
  const listed = tallies.filter(t => !t.extra)
  const sum = (list: readonly Tally[], of: 'n' | 'expected' | 'counted') => list.reduce((all, t) => all + t[of], 0)
  const having = (result: CheckResult) =>
    sum(
      tallies.filter(t => t.result === result),
      'n',
    )
  return {
    lines: sum(listed, 'n'),
    done: sum(
      listed.filter(t => t.result !== null),
      'n',
    ),
    match: having('match'),
    short: having('short'),
    over: having('over'),
    duplicate: having('duplicate'),
    model: having('model'),
    extra: sum(
      tallies.filter(t => t.extra),
      'n',
    ),
    expected: sum(listed, 'expected'),
    counted: sum(tallies, 'counted'),
  }
}
