/** `npm run schema`: the current schema as text, for reading. A test holds it against the migrations. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrations } from '../src-main/db/migrations/index.ts'
import { schemaAfter } from '../src-main/db/schema.ts'

export const SCHEMA_FILE = join(import.meta.dirname, '../src-main/db/schema.sql')

/** By table: the table, its indexes, its triggers. */
export async function schemaText(): Promise<string> {
  const parts = (await schemaAfter(migrations)).filter(
    part => part.sql !== null && !/^(sqlite_|evidence_word_)/.test(part.name),
  )
  const order = ['table', 'view', 'index', 'trigger']
  const tables = [...new Set(parts.map(part => part.tbl_name))].sort()
  const text = tables.map(table =>
    parts
      .filter(part => part.tbl_name === table)
      .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type) || (a.name < b.name ? -1 : 1))
      .map(part => `${part.sql};`)
      .join('\n'),
  )
  return `-- Made by \`npm run schema\` from the migrations: the database as it is today, to be read. Never run.\n\n${text.join('\n\n')}\n`
}

if (process.argv[1] === import.meta.filename) writeFileSync(SCHEMA_FILE, await schemaText())
