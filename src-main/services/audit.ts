import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { Stamp } from '../context.ts'
import { type AuditEventRow, AuditEventTable } from '../db/entities/audit.ts'
import { masked, maskedDeep } from './masked.ts'

export interface AuditEntry {
  action: string
  subject?: string // 'supervisor:12'
  text: string // Chinese; 身份证 and mobile numbers that somebody typed are covered
  detail?: unknown // facts for inspectors; never an ID number
}

export const GENESIS = '0'.repeat(64)

/** How the persons whom an act names agreed to it: where nobody logs in, their names were typed by whoever sat there. */
export const agreed = ({ signed }: Stamp): string => (signed ? '（本人签署）' : '（姓名为录入）')

/** Appends to the log within the caller's transaction: what is rolled back was never logged, what is logged was done. */
export async function record(manager: EntityManager, stamp: Stamp, ...entries: AuditEntry[]): Promise<void> {
  let { id, hash } = await head(manager)
  const rows: AuditEventRow[] = []
  for (const entry of entries) {
    const event = {
      id: ++id,
      at: stamp.at,
      actor: whole(stamp.actor),
      action: entry.action,
      subject: entry.subject ?? '',
      text: masked(whole(entry.text)),
      detail: JSON.stringify(maskedDeep(entry.detail ?? {})),
      previous: hash,
    }
    hash = hashOf(event)
    rows.push({ ...event, hash })
  }
  for (let i = 0; i < rows.length; i += 500) await manager.insert(AuditEventTable, rows.slice(i, i + 500))
}

// Half a surrogate pair is stored as U+FFFD: hashed as it was typed, the log would look forged.
const whole = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd')

export async function head(manager: EntityManager): Promise<{ id: number; hash: string }> {
  const [row] = (await manager.query('SELECT id, hash FROM audit_event ORDER BY id DESC LIMIT 1')) as AuditEventRow[]
  return row ?? { id: 0, hash: GENESIS }
}

export function hashOf(event: Omit<AuditEventRow, 'hash'>): string {
  const { id, at, actor, action, subject, text, detail, previous } = event
  return createHash('sha256')
    .update(JSON.stringify([id, at, actor, action, subject, text, detail, previous]))
    .digest('hex')
}

const STEP = 1000

/** One part of the chain, after `from`; `broken` is the first event that does not follow from the one before it. */
export async function walk(
  manager: EntityManager,
  from: { id: number; hash: string },
): Promise<{ id: number; hash: string; rows: number; broken: number | null }> {
  let { id, hash } = from
  const rows = (await manager.query(`SELECT * FROM audit_event WHERE id > ? ORDER BY id LIMIT ${STEP}`, [
    id,
  ])) as AuditEventRow[]
  for (const row of rows) {
    if (row.id !== id + 1 || row.previous !== hash || row.hash !== hashOf(row))
      return { id, hash, rows: rows.length, broken: row.id }
    id = row.id
    hash = row.hash
  }
  return { id, hash, rows: rows.length, broken: null }
}

/** Walks the whole chain. */
export async function verify(manager: EntityManager): Promise<{ events: number; head: string; broken: number | null }> {
  let place = { id: 0, hash: GENESIS }
  for (;;) {
    const { rows, broken, ...next } = await walk(manager, place)
    place = next
    if (broken !== null || rows === 0) return { events: place.id, head: place.hash, broken }
  }
}
