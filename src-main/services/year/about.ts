import type { EntityManager } from 'typeorm'
import type { YearScope } from '../../../src-shared/contract/year.ts'
import { AppError } from '../../../src-shared/errors.ts'

/** What of the period, in words; '' for all of it. @throws AppError NOT_FOUND */
export async function scopeText(manager: EntityManager, scope: YearScope): Promise<string> {
  const named = async (table: 'venue' | 'supervisor', id: number | undefined, what: string) => {
    if (id === undefined) return ''
    const [row] = (await manager.query(`SELECT name FROM ${table} WHERE id = ?`, [id])) as { name: string }[]
    if (!row) throw new AppError('NOT_FOUND', { what: `该${what}` })
    return `${what}：${row.name}`
  }
  return [
    await named('venue', scope.venueId, '场地'),
    scope.occupation ? `职业：${scope.occupation}` : '',
    await named('supervisor', scope.supervisorId, '内督员'),
  ]
    .filter(Boolean)
    .join('；')
}
