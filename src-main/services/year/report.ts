/** 年度总结 of any period: figures, what was judged 否, a neutral text; and the rows behind each number. */
import type { EntityManager } from 'typeorm'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { Figure, FigureKey, FigureRow, YearScope } from '../../../src-shared/contract/year.ts'
import { isDue, type RecordPhase } from '../../../src-shared/domain/coverage.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { groupsOf, itemsOf, numberOf } from '../../../src-shared/forms/items.ts'
import type { Stamp } from '../../context.ts'
import { coveredBatches } from '../batch/coverage.ts'
import { boundsOf, FIGURES, SCOPE, valueOfRows, wordOf } from './figures.ts'

export const FIGURE_KEYS = Object.keys(FIGURES) as FigureKey[]

/** @throws AppError INPUT_INVALID for a period that ends before it begins */
export function requirePeriod({ from, to }: Pick<YearScope, 'from' | 'to'>): void {
  if (to < from)
    throw new AppError('INPUT_INVALID', { detail: '截止日期早于起始日期' }, { fields: { to: `不能早于 ${from}` } })
}

type Param = string | number | null

/** Named parameters as TypeORM's driver takes them: by position, each as often as it stands there. */
function positioned(sql: string, values: Readonly<Record<string, Param>>): [string, Param[]] {
  const given: Param[] = []
  const text = sql.replace(/:([a-zA-Z]+)\b/g, (_, name: string) => {
    given.push(values[name] ?? null)
    return '?'
  })
  return [text, given]
}

/** All rows that a figure is made of, in order. */
export async function figureRows(
  manager: EntityManager,
  scope: YearScope,
  key: FigureKey,
  { today }: Pick<Stamp, 'today'>,
): Promise<FigureRow[]> {
  const { rows } = FIGURES[key]
  const ask = async (sql: string) => manager.query(...positioned(`${SCOPE} ${sql}`, boundsOf(scope, today)))
  if (rows !== undefined) return ask(rows)
  const within = (await ask('SELECT id, exam_from AS "on" FROM scope')) as { id: number; on: string }[]
  const days = new Map(within.map(({ id, on }) => [id, on]))
  const phase = key as RecordPhase
  return (await coveredBatches(manager, undefined, today))
    .filter(batch => days.has(batch.id) && isDue(phase, batch.phase))
    .map(batch => ({
      id: batch.id,
      target: 'batch' as const,
      text: `${batch.name}（${batch.planNo}）${batch.phases[phase].length > 0 ? '' : '　没有记录'}`,
      on: days.get(batch.id) ?? '',
      n: batch.phases[phase].length > 0 ? 1 : 0,
    }))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id - b.id))
}

export async function yearReport(
  manager: EntityManager,
  scope: YearScope,
  stamp: Stamp,
): Promise<Output<'year.report'>> {
  requirePeriod(scope)
  const figures: Figure[] = []
  for (const key of FIGURE_KEYS) {
    const { label, unit, how } = FIGURES[key]
    const rows = await figureRows(manager, scope, key, stamp)
    figures.push({ key, label, unit, how, value: valueOfRows(how, rows), rows: rows.length })
  }
  const noes = (await manager.query(
    ...positioned(
      `${SCOPE} SELECT r.kind, i.value ->> '$.number' AS number, count(*) AS count FROM supervision r JOIN scope b ON b.id = r.batch_id, json_each(r.items) i
       WHERE r.state = 'sealed' AND i.value ->> '$.answer' = 'no' AND (:supervisorId IS NULL OR r.supervisor_id = :supervisorId)
       GROUP BY 1, 2 ORDER BY count(*) DESC, r.kind, CAST(i.value ->> '$.number' AS INTEGER)`,
      boundsOf(scope, stamp.today),
    ),
  )) as { kind: 'onsite' | 'afterwards'; number: string; count: number }[]
  return {
    figures,
    noes: noes.map(no => ({
      ...no,
      text: itemsOf(groupsOf(no.kind)).find(item => numberOf(item) === Number(no.number)) ?? no.number,
    })),
    summary: summaryOf(scope, figures),
  }
}

/** What can be said without judging: nobody's praise, no conclusion. */
function summaryOf({ from, to }: YearScope, figures: readonly Figure[]): string {
  const said = (keys: readonly FigureKey[]) =>
    `${keys
      .flatMap(key => {
        const figure = figures.find(one => one.key === key)
        const say = FIGURES[key].say
        return figure && say && figure.value !== null ? [say(wordOf(figure))] : []
      })
      .join('，')}。`
  return [
    `${from} 至 ${to}，${said(['batches', 'sessions', 'candidates'])}`,
    said(['supervisors', 'records', 'before', 'during', 'after']),
    said(['noes', 'problems', 'closed', 'fixDays', 'late']),
    said(['visits', 'deadlines', 'venueChecks', 'contests', 'contestVisits']),
  ]
    .filter(sentence => sentence !== '。')
    .join('\n')
}
