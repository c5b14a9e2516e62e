import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { Stamp } from '../context.ts'
import { type AuditEventRow, AuditEventTable } from '../db/entities/audit.ts'

export interface AuditEntry {
  action: string
  subject?: string // 'supervisor:12'
  text: string // Chinese, no 身份证 or phone
  detail?: unknown // facts for inspectors; never an ID number
}

export const GENESIS = '0'.repeat(64)

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
      text: whole(entry.text),
      detail: JSON.stringify(entry.detail ?? {}),
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

/** Walks the whole chain; `broken` is the first event that does not follow from the one before it. */
export async function verify(manager: EntityManager): Promise<{ events: number; head: string; broken: number | null }> {
  let previous = GENESIS
  let id = 0
  for (;;) {
    const rows = (await manager.query('SELECT * FROM audit_event WHERE id > ? ORDER BY id LIMIT 1000', [
      id,
    ])) as AuditEventRow[]
    if (rows.length === 0) return { events: id, head: previous, broken: null }
    for (const row of rows) {
      if (row.id !== id + 1 || row.previous !== previous || row.hash !== hashOf(row))
        return { events: id, head: previous, broken: row.id }
      id = row.id
      previous = row.hash
    }
  }
}
