/** 第九条 轮换: who supervised when, and how often running. */
import type { Assignable, SessionSlot } from './assignment.ts'
import { addMonths, type IsoDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'

export interface Turn {
  /** Latest supervision, later planned ones included; null: none. */
  lastOn: IsoDate | null
  /** Supervisions in the twelve months that end with the session. */
  runs: number
  /** Batches just before this one that this person supervised without a break. */
  streak: number
}

/**
 * Reads everybody's history once and answers per person. 「连续」 runs over the organisation's batches in the order of their latest
 * supervision, this batch left out: somebody who skips one batch starts again.
 */
export function turnsOf(session: SessionSlot, people: readonly Assignable[]): (person: Assignable) => Turn {
  const latest = new Map<number, IsoDate>()
  for (const { history } of people) {
    for (const { batchId, sessionDate } of history) {
      if (batchId === session.batchId || sessionDate > session.date) continue
      const known = latest.get(batchId)
      if (known === undefined || known < sessionDate) latest.set(batchId, sessionDate)
    }
  }
  const order = [...latest].sort(([a, x], [b, y]) => (x === y ? b - a : x < y ? 1 : -1)).map(([batchId]) => batchId)
  const since = addMonths(session.date, -12)
  return ({ history }) => {
    const turn: Turn = { lastOn: null, runs: 0, streak: 0 }
    for (const { sessionDate } of history) {
      if (turn.lastOn === null || turn.lastOn < sessionDate) turn.lastOn = sessionDate
      if (sessionDate > since && sessionDate <= session.date) turn.runs++
    }
    const skipped = (batchId: number): boolean => !history.some(h => h.batchId === batchId)
    const first = order.findIndex(skipped)
    return { ...turn, streak: first === -1 ? order.length : first }
  }
}

/** R-ROTATE against the organisation's own threshold (本机构制度: the regulation names none); null: none is set. */
export function checkRotation(person: Assignable, { streak }: Turn, limit: number | null): Finding[] {
  if (limit === null || streak + 1 <= limit) return []
  return [
    finding(
      'R-ROTATE',
      `${person.name}已连续督导 ${streak} 个批次，再委派为连续第 ${streak + 1} 次，本机构规定不超过 ${limit} 次`,
      '请尽量改派轮换顺序靠前的内督员。',
      { 已连续: `${streak} 次`, 本机构规定: `${limit} 次` },
    ),
  ]
}

/** Least recently used first, then fewer runs, then name. */
export function byTurn(
  a: { lastOn: IsoDate | null; runs: number; name: string; id: number },
  b: { lastOn: IsoDate | null; runs: number; name: string; id: number },
): number {
  const [x, y] = [a.lastOn ?? '', b.lastOn ?? '']
  if (x !== y) return x < y ? -1 : 1
  if (a.runs !== b.runs) return a.runs - b.runs
  if (a.name !== b.name) return a.name < b.name ? -1 : 1
  return a.id - b.id
}
