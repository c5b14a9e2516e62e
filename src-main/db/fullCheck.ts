import Database from 'better-sqlite3'

/** What SQLite itself finds in a file of which no digest says how it should be. */
export interface Checked {
  /** Only indexes (or pages that nothing uses) are not what the tables say: they can be made anew. */
  onlyIndexes: boolean
  /** In SQLite's words, a few; empty: nothing found. */
  problems: string[]
  /** Rows that name rows that are not there, and their tables. */
  orphans: number
  orphanTables: string[]
}

const INDEX_ONLY =
  /^(row \d+ missing from index|wrong # of entries in index|non-unique entry in index|Page \d+: never used|\*\*\* in)/
const TREE = /^Tree (\d+) page/
const SHOWN = 100

/** Reads every page, compares every index with its table and every reference with its row: 20 s and more for a gigabyte, so in a thread. */
export function fullCheck(path: string): Checked {
  const file = new Database(path, { readonly: true, fileMustExist: true })
  try {
    file.pragma('cell_size_check = ON')
    const found = (file.pragma(`integrity_check(${SHOWN})`) as { integrity_check: string }[]).map(
      row => row.integrity_check,
    )
    const problems = found.filter(text => text !== 'ok')
    const orphans = problems.length > 0 ? [] : (file.pragma('foreign_key_check') as { table: string }[])
    return {
      problems,
      onlyIndexes: problems.length > 0 && problems.flatMap(text => text.split('\n')).every(ofIndex(file)),
      orphans: orphans.length,
      orphanTables: [...new Set(orphans.map(row => row.table))],
    }
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(codeOf(error))) throw error
    return { problems: [error instanceof Error ? error.message : ''], onlyIndexes: false, orphans: 0, orphanTables: [] }
  } finally {
    file.close()
  }
}

/** Whether a line of SQLite's concerns an index: it names trees by their first pages. */
function ofIndex(file: InstanceType<typeof Database>): (line: string) => boolean {
  const rows = file.prepare<[], { page: number }>(`SELECT rootpage AS page FROM sqlite_master WHERE type = 'index'`)
  const roots = new Set(rows.all().map(row => row.page))
  return line => INDEX_ONLY.test(line) || roots.has(Number(TREE.exec(line)?.[1]))
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
