/** Evidence put into the store and the tables directly, with whatever facts a test wants to be wrong. */
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { World } from './world.ts'

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Where the store keeps a content. */
export const storePath = (world: World, sha256: string): string => join(world.dir, 'files', sha256.slice(0, 2), sha256)

/** Runs statements on the data beside the backend, which is idle between two calls. */
export function sql<T = unknown>(world: World, work: (db: Database.Database) => T): T {
  const db = new Database(join(world.dir, 'data.sqlite'))
  try {
    db.pragma('foreign_keys = ON')
    return work(db)
  } finally {
    db.close()
  }
}

export function plantFile(world: World, bytes: Uint8Array): string {
  const sha256 = digestOf(bytes)
  mkdirSync(dirname(storePath(world, sha256)), { recursive: true })
  writeFileSync(storePath(world, sha256), bytes)
  sql(world, db =>
    db.prepare('INSERT OR IGNORE INTO file VALUES (?, ?, ?)').run(sha256, bytes.length, '2026-11-23T01:30:00.000Z'),
  )
  return sha256
}

export interface Planted {
  id: number
  sha256: string
}

type Columns = Record<string, string | number | null>

/** A row of evidence whose facts are in order but for `over` (columns as in the table). */
export function plant(world: World, batchId: number, slot: string, bytes: Uint8Array, over: Columns = {}): Planted {
  const sha256 = plantFile(world, bytes)
  const id = sql(world, db => {
    const { seq } = db
      .prepare('SELECT coalesce(max(seq), 0) + 1 AS seq FROM evidence WHERE batch_id = ? AND slot = ?')
      .get(batchId, slot) as { seq: number }
    const row: Columns = {
      batch_id: batchId,
      slot,
      seq,
      title: `${slot}资料`,
      author: '教务部',
      on_date: '2026-11-28',
      category: '文书',
      secrecy: '内部',
      recorder: '',
      place: '',
      subject: '',
      file: sha256,
      file_name: `${slot}-${seq}.txt`,
      bytes: bytes.length,
      type: 'text/plain',
      camera: '',
      recorded_by: '测试员',
      recorded_at: '2026-11-23T01:30:00.000Z',
      struck_by: '',
      strike_reason: '',
      ...over,
    }
    const names = Object.keys(row)
    const { lastInsertRowid } = db
      .prepare(`INSERT INTO evidence (${names.join(', ')}) VALUES (${names.map(name => `@${name}`).join(', ')})`)
      .run(row)
    return Number(lastInsertRowid)
  })
  return { id, sha256 }
}

export const text = (words: string): Uint8Array => new TextEncoder().encode(words)

/** The file is gone from the disk. */
export const lose = (world: World, sha256: string): void => rmSync(storePath(world, sha256))

/** Other bytes stand where the content was. */
export const spoil = (world: World, sha256: string, bytes: Uint8Array): void =>
  writeFileSync(storePath(world, sha256), bytes)
