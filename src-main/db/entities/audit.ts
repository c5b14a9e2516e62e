import { EntitySchema } from 'typeorm'
import { integer, text } from './column.ts'

export interface AuditEventRow {
  id: number
  at: string
  actor: string
  action: string
  subject: string // 'supervisor:12', 'card:7', or ''
  text: string
  detail: string // JSON, hashed as it stands
  previous: string
  hash: string
}

export const AuditEventTable = new EntitySchema<AuditEventRow>({
  name: 'audit_event',
  columns: {
    id: { ...integer, primary: true },
    at: text,
    actor: text,
    action: text,
    subject: text,
    text,
    detail: text,
    previous: text,
    hash: text,
  },
})
