/** 核查: what may be said of a line of the count, and the sum of it. */

export type CheckResult = 'match' | 'short' | 'over' | 'duplicate' | 'model'
export type CheckState = 'open' | 'finished' | 'abandoned'

export interface Judgement {
  result: CheckResult
  counted?: number | undefined // pieces that stand there
  foundModel: string
  note: string
}

export type Judged = { ok: true; counted: number } | { ok: false; field: 'counted' | 'foundModel'; message: string }

/**
 * Does a judgement agree with itself? `expected` is the listed number of pieces (0 for something beyond the list).
 * Without a count: 一致 and 型号变 stand for the listed number, 缺 and 重复 for none; 多 needs its number.
 */
export function judgeLine(expected: number, { result, counted, foundModel, note }: Judgement): Judged {
  const refuse = (message: string): Judged => ({ ok: false, field: 'counted', message })
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
      if (foundModel === '' && note === '')
        return { ok: false, field: 'foundModel', message: '请填写现场的型号，或在备注里说明' }
      return { ok: true, counted: counted ?? expected }
  }
}

export interface CountedLine {
  expected: number
  extra: boolean
  result: CheckResult | null
  counted: number | null
}

export interface Summary extends Record<CheckResult, number> {
  lines: number
  done: number
  extra: number
  expected: number
  counted: number
}

/** Sum of a count. Extras count as 多 and not as listed lines. */
export function summarise(lines: Iterable<CountedLine>): Summary {
  const sum: Summary = {
    lines: 0,
    done: 0,
    match: 0,
    short: 0,
    over: 0,
    duplicate: 0,
    model: 0,
    extra: 0,
    expected: 0,
    counted: 0,
  }
  for (const { expected, extra, result, counted } of lines) {
    if (extra) sum.extra++
    else {
      sum.lines++
      sum.expected += expected
      if (result !== null) sum.done++
    }
    if (result !== null) sum[result]++
    sum.counted += counted ?? 0
  }
  return sum
}
