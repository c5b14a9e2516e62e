/** What a seal froze, as one digest a column: a migration may add to a frozen table, never change what stands in it. */
import { createHash } from 'node:crypto'
import type { DataSource } from 'typeorm'

const LATER = `('D2', 'D3', 'D4', 'D5', 'D6')` // slots of papers that come after 封存, see 0005-archive

/** By table: SQL for the batch of a row `t`, and columns that concern copies only. A test holds the list against the triggers. */
export const FROZEN: Readonly<Record<string, { batch: string; but?: readonly string[]; where?: string }>> = {
  batch: { batch: 't.id' },
  batch_session: { batch: 't.batch_id' },
  batch_staff: { batch: 't.batch_id' },
  batch_candidate: { batch: 't.batch_id' },
  assignment: { batch: 't.batch_id' },
  supervision: { batch: 't.batch_id' },
  slot_na: { batch: 't.batch_id' },
  assignment_person: { batch: '(SELECT batch_id FROM assignment WHERE id = t.assignment_id)' },
  supervision_evidence: { batch: '(SELECT batch_id FROM supervision WHERE id = t.supervision_id)' },
  evidence: { batch: 't.batch_id', but: ['boxes', 'thumbnail', 'destruction_id'], where: `t.slot NOT IN ${LATER}` },
}

/** table.column → digest of the frozen rows. */
export type Frozen = Map<string, string>

const ROWS = 5000 // read at once

/** @param columns of an earlier call: these alone, so that what was added is not looked at */
export async function frozenOf(source: DataSource, columns?: Iterable<string>): Promise<Frozen> {
  const frozen: Frozen = new Map()
  const tables = (
    (await source.query(`SELECT name FROM sqlite_master WHERE type = 'table'`)) as { name: string }[]
  ).map(({ name }) => name)
  if (!tables.includes('seal') || !tables.includes('hold')) return frozen // a version without seals
  const wanted = columns && new Set(columns)
  for (const [table, { batch, but = [], where = '1' }] of Object.entries(FROZEN)) {
    if (!tables.includes(table)) continue
    const info = (await source.query(`SELECT name FROM pragma_table_info('${table}')`)) as { name: string }[]
    const names = info.map(({ name }) => name).filter(name => !but.includes(name))
    const used = names.filter(name => !wanted || wanted.has(`${table}.${name}`))
    if (used.length === 0) continue
    const hashes = used.map(() => createHash('sha256'))
    for (let last = 0; ; ) {
      const rows = (await source.query(
        `SELECT t.id AS "#", ${used.map((name, i) => `quote(t."${name}") AS "${i}"`).join(', ')} FROM "${table}" t
         WHERE t.id > ? AND ${where} AND ${batch} IN (SELECT batch_id FROM seal WHERE opened_at IS NULL UNION SELECT batch_id FROM hold WHERE lifted_at IS NULL)
         ORDER BY t.id LIMIT ${ROWS}`,
        [last],
      )) as Record<string, string>[]
      for (const row of rows) {
        for (const [i, hash] of hashes.entries()) hash.update(`${row['#']} ${row[i]}\n`)
      }
      last = Number(rows.at(-1)?.['#'] ?? 0)
      if (rows.length < ROWS) break
    }
    for (const [i, name] of used.entries()) frozen.set(`${table}.${name}`, hashes[i]?.digest('hex') ?? '')
  }
  return frozen
}

/** Throws, naming the columns, where what was frozen before does not say the same now. */
export async function requireUnchanged(source: DataSource, before: Frozen): Promise<void> {
  const now = await frozenOf(source, before.keys())
  const changed = [...before].filter(([column, digest]) => now.get(column) !== digest).map(([column]) => column)
  if (changed.length > 0) throw new Error(`升级会改动已封存的内容：${changed.join('、')}`)
}
