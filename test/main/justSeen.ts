import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { EntityManager } from 'typeorm'
import type { Backend } from '../../src-main/backend.ts'
import { seenNow } from '../../src-main/services/seen.ts'
import { type Output, type RouteName, routes } from '../../src-shared/contract/index.ts'

/** Adds to an input which state its editor saw, where the test does not say: he has looked just now. Read from the file, beside the program. */
export function justSeen(backend: Backend, dir: string, route: RouteName, input: unknown): unknown | Promise<unknown> {
  if (typeof input !== 'object' || input === null) return input
  if (route === 'supervision.save' && !('was' in input))
    return draftNow(backend, input).then(was => ({ ...input, was }))
  const { edits } = routes[route]
  if (!edits || 'seen' in input || (edits.fixed === undefined && !edits.key.every(part => part in input))) return input
  return stored(dir, route, input, edits.key[0] === 'ids')
}

async function stored(dir: string, route: RouteName, input: object, many: boolean): Promise<unknown> {
  const db = new Database(join(dir, 'data.sqlite'), { readonly: true, timeout: 5000 })
  try {
    const query = async (sql: string, params: unknown[]) => db.prepare(sql).all(...params)
    const states = await seenNow({ query } as unknown as EntityManager, route, input)
    return states && states.length > 0 ? { ...input, seen: many ? states : states[0] } : input
  } finally {
    db.close()
  }
}

async function draftNow(backend: Backend, input: object) {
  const answer = await backend.call('seen', 'supervision.get', { id: 'id' in input ? input.id : 0 })
  const record = answer.ok ? (answer.value as Output<'supervision.get'>) : null
  if (!record) return { badge: null, items: [], opinion: '', phases: ['before'], on: '2026-01-01' }
  const { badge, items, opinion, phases, on } = record
  return { badge, items, opinion, phases, on }
}
