import type { EntityManager } from 'typeorm'
import type { Occupation } from '../../../src-shared/contract/venue.ts'
import { searchText } from '../../../src-shared/domain/equipment.ts'
import type { Stamp } from '../../context.ts'
import { type OccupationRow, OccupationTable } from '../../db/entities/venue.ts'
import type { ListSheet } from '../../sheet/list.ts'
import { type OccupationKey, splitLevels } from '../../sheet/occupation.ts'
import { record } from '../audit.ts'
import { soundOf } from '../roster/name.ts'

/** What the dictionary proposes for a search: 汉字, 全拼, 拼音首字母 or the code's beginning. */
export async function listOccupations(
  manager: EntityManager,
  { search, page }: { search: string; page: { offset: number; limit: number } },
): Promise<{ rows: Occupation[]; total: number }> {
  const key = searchText(search)
  const end = `${key}\u{10ffff}`
  const where =
    key === ''
      ? { sql: 'deleted_at IS NULL', params: [] }
      : {
          sql: `deleted_at IS NULL AND (instr(lower(occupation), ?) > 0 OR instr(lower(trade), ?) > 0 OR instr(code, ?) = 1
            OR (initials >= ? AND initials < ?) OR (pinyin >= ? AND pinyin < ?))`,
          params: [key, key, key, key, end, key, end],
        }
  const rows = (await manager.query(
    `SELECT id, code, occupation, trade, levels FROM occupation WHERE ${where.sql} ORDER BY code, occupation, trade LIMIT ? OFFSET ?`,
    [...where.params, page.limit, page.offset],
  )) as (Omit<Occupation, 'levels'> & { levels: string })[]
  const [count] = (await manager.query(`SELECT count(*) AS n FROM occupation WHERE ${where.sql}`, where.params)) as {
    n: number
  }[]
  return {
    rows: rows.map(row => ({ ...row, levels: JSON.parse(row.levels) as string[] })),
    total: count?.n ?? 0,
  }
}

export interface OccupationImport {
  added: number
  updated: number
  unchanged: number
  problems: { row: number; message: string }[]
}

/** Adds new entries and renews the levels of known ones; rows with errors are left out and named. */
export async function importOccupations(
  manager: EntityManager,
  fileName: string,
  sheet: ListSheet<OccupationKey>,
  stamp: Stamp,
): Promise<OccupationImport> {
  const known = new Map(
    (await manager.find(OccupationTable)).filter(row => row.deletedAt === null).map(row => [keyOf(row), row]),
  )
  const result: OccupationImport = { added: 0, updated: 0, unchanged: 0, problems: [] }
  for (const { row, values, problems } of sheet.rows) {
    if (problems.length > 0) {
      result.problems.push(...problems.map(({ message }) => ({ row, message })))
      continue
    }
    const entry = { code: values.code ?? '', occupation: values.occupation ?? '', trade: values.trade ?? '' }
    const levels = splitLevels(values.levels ?? '')
    const before = known.get(keyOf(entry))
    if (!before) {
      const sound = soundOf(entry.trade || entry.occupation)
      await manager.insert(OccupationTable, {
        ...entry,
        levels,
        ...sound,
        createdAt: stamp.at,
        updatedAt: stamp.at,
        deletedAt: null,
      })
      result.added++
    } else if (levels.length === 0 || JSON.stringify(levels) === JSON.stringify(before.levels)) result.unchanged++
    else {
      await manager.update(OccupationTable, { id: before.id }, { levels, updatedAt: stamp.at })
      result.updated++
    }
  }
  await record(manager, stamp, {
    action: 'occupation.import',
    text: `导入职业（工种）字典「${fileName}」：新增 ${result.added} 项，更新 ${result.updated} 项，有误 ${result.problems.length} 处`,
  })
  return result
}

/** Takes entries out of the dictionary; venues keep what they say. */
export async function removeOccupations(manager: EntityManager, ids: number[], stamp: Stamp): Promise<number> {
  const live = `deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))`
  const list = JSON.stringify(ids)
  const [count] = (await manager.query(`SELECT count(*) AS n FROM occupation WHERE ${live}`, [list])) as { n: number }[]
  const removed = count?.n ?? 0
  if (removed === 0) return 0
  await manager.query(`UPDATE occupation SET deleted_at = ? WHERE ${live}`, [stamp.at, list])
  await record(manager, stamp, { action: 'occupation.remove', text: `从职业（工种）字典移除 ${removed} 项` })
  return removed
}

const keyOf = ({ code, occupation, trade }: Pick<OccupationRow, 'code' | 'occupation' | 'trade'>): string =>
  JSON.stringify([occupation, trade, code])
