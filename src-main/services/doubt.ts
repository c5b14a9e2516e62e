import type { EntityManager } from 'typeorm'
import type { Doubt } from '../../src-shared/contract/doubt.ts'
import { DOUBTFUL_DATE } from '../../src-shared/labels.ts'
import type { Stamp } from '../context.ts'
import { DOUBTFUL_PLACES } from '../db/migrations/0015-doubtful-dates.ts'
import { record } from './audit.ts'

interface Row extends Omit<Doubt, 'label' | 'by'> {
  place: string
  row_id: number
  by_name: string
}

/** The listed dates that nobody has looked at and that are still what they were: a corrected one needs no look. */
export async function listDoubts(manager: EntityManager): Promise<{ rows: Doubt[] }> {
  const open = (await manager.query('SELECT * FROM doubtful_date WHERE checked_at IS NULL ORDER BY at, id')) as Row[]
  const standing = new Set<number>()
  for (const place of DOUBTFUL_PLACES) {
    const here = open.filter(row => row.place === place)
    if (here.length === 0) continue
    const [table = '', column = ''] = split(place)
    const now = (await manager.query(
      `SELECT d.id FROM doubtful_date d JOIN ${table} t ON t.id = d.row_id WHERE d.place = ? AND d.checked_at IS NULL AND t.${column} = d.value`,
      [place],
    )) as { id: number }[]
    for (const { id } of now) standing.add(id)
  }
  return {
    rows: open
      .filter(row => standing.has(row.id))
      .map(({ id, place, name, kind, subject, value, by_name: by, at }) => ({
        id,
        label: DOUBTFUL_DATE[place] ?? '日期',
        name,
        kind,
        subject,
        value,
        by,
        at,
      })),
  }
}

const split = (place: string): [table: string, column: string] => {
  const dot = place.indexOf('.')
  return [place.slice(0, dot), place.slice(dot + 1)]
}

/** Somebody has compared them with the papers: they are right. One line in the log for each. */
export async function checkDoubts(manager: EntityManager, ids: number[], stamp: Stamp): Promise<number> {
  const rows = (await manager.query(
    'SELECT * FROM doubtful_date WHERE checked_at IS NULL AND id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(ids)],
  )) as Row[]
  await manager.query(
    'UPDATE doubtful_date SET checked_at = ?, checked_by = ? WHERE checked_at IS NULL AND id IN (SELECT value FROM json_each(?))',
    [stamp.at, stamp.actor, JSON.stringify(ids)],
  )
  await record(
    manager,
    stamp,
    ...rows.map(row => ({
      action: 'doubt.check',
      subject: `${row.kind}:${row.subject}`,
      text: `已核对「${row.name}」的${DOUBTFUL_DATE[row.place] ?? '日期'} ${row.value}`,
    })),
  )
  return rows.length
}
