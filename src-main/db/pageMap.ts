import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import Database from 'better-sqlite3'

/** A B-tree of the file: a table or an index. */
export interface Tree {
  name: string
  table: string
  root: number
  /** An index whose table has all its rows elsewhere: it can be made anew from them. */
  index: boolean
  rowid: boolean // a table with rowids
}

export interface PageMap {
  /** The tree to which each of the asked pages belongs; a page that none has is not in it. */
  owner: Map<number, Tree>
  /** Rowids on pages that are as they were, whole rows only, by table; filled for the tables that own a bad page. */
  sound: Map<string, number[]>
}

/** Trees by the file's own schema. Throws what SQLite throws where that cannot be read. */
export function treesOf(path: string): Tree[] {
  const file = new Database(path, { readonly: true, fileMustExist: true })
  try {
    const rows = file
      .prepare<[], { type: string; name: string; tbl_name: string; rootpage: number; sql: string | null }>(
        `SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master WHERE rootpage > 0`,
      )
      .all()
    const keyed = new Set(rows.filter(r => /WITHOUT ROWID/i.test(r.sql ?? '')).map(r => r.name))
    return [
      { name: 'sqlite_schema', table: 'sqlite_schema', root: 1, index: false, rowid: true },
      ...rows.map(({ type, name, tbl_name, rootpage }) => ({
        name,
        table: tbl_name,
        root: rootpage,
        index: type === 'index',
        rowid: type === 'table' && !keyed.has(name),
      })),
    ]
  } finally {
    file.close()
  }
}

const LEAF_TABLE = 13
const INNER_TABLE = 5
const INNER_INDEX = 2

/** Walks all trees, going by pages that are not `bad` only: what a bad page says is not believed. Layout: SQLite's file format, 1.6. */
export function mapPages(path: string, trees: readonly Tree[], bad: ReadonlySet<number>, pageSize: number): PageMap {
  const file = openSync(path, 'r')
  const size = fstatSync(file).size
  const owner = new Map<number, Tree>()
  const sound = new Map<string, number[]>()
  const seen = new Set<number>()
  const read = (page: number): Buffer | null => {
    const buffer = Buffer.alloc(pageSize)
    const inside = page >= 1 && page * pageSize <= size
    return inside && readSync(file, buffer, 0, pageSize, (page - 1) * pageSize) === pageSize ? buffer : null
  }
  const usable = pageSize - (read(1)?.[20] ?? 0)

  /** Follows a row's overflow pages. False: one of them is bad. */
  function chain(tree: Tree, first: number): boolean {
    for (let page = first; page !== 0; ) {
      if (seen.has(page)) return false
      seen.add(page)
      if (bad.has(page)) {
        owner.set(page, tree)
        return false
      }
      const buffer = read(page)
      if (!buffer) return false
      page = buffer.readUInt32BE(0)
    }
    return true
  }

  function visit(tree: Tree, page: number, rows: number[]): void {
    if (seen.has(page)) return
    seen.add(page)
    if (bad.has(page)) {
      owner.set(page, tree)
      return
    }
    const buffer = read(page)
    if (!buffer) return
    const at = page === 1 ? 100 : 0
    const kind = buffer[at] ?? 0
    const cells = buffer.readUInt16BE(at + 3)
    const inner = kind === INNER_TABLE || kind === INNER_INDEX
    for (let i = 0; i < cells; i++) {
      const cell = buffer.readUInt16BE(at + (inner ? 12 : 8) + i * 2)
      if (inner) visit(tree, buffer.readUInt32BE(cell), rows)
      if (kind === INNER_TABLE) continue
      const [payload, next] = varint(buffer, inner ? cell + 4 : cell)
      const [rowid, body] = kind === LEAF_TABLE ? varint(buffer, next) : [0, next]
      const local = localBytes(payload, usable, kind === LEAF_TABLE)
      const intact = local === payload || chain(tree, buffer.readUInt32BE(body + local))
      if (intact && kind === LEAF_TABLE) rows.push(rowid)
    }
    if (inner) visit(tree, buffer.readUInt32BE(at + 8), rows)
  }

  try {
    for (const tree of trees) {
      const rows: number[] = []
      const before = owner.size
      visit(tree, tree.root, rows)
      if (owner.size > before && tree.rowid) sound.set(tree.name, rows)
    }
    return { owner, sound }
  } finally {
    closeSync(file)
  }
}

/** How much of a payload lies on the page itself. */
function localBytes(payload: number, usable: number, table: boolean): number {
  const most = table ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (payload <= most) return payload
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const rest = least + ((payload - least) % (usable - 4))
  return rest <= most ? rest : least
}

/** SQLite's number of one to nine bytes, and where what follows it begins. */
function varint(buffer: Buffer, at: number): [value: number, next: number] {
  let value = 0n
  for (let i = 0; i < 8; i++) {
    const byte = buffer[at + i] ?? 0
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return [Number(value), at + i + 1]
  }
  value = (value << 8n) | BigInt(buffer[at + 8] ?? 0)
  return [Number(BigInt.asIntN(64, value)), at + 9]
}
