import type { EntityManager } from 'typeorm'
import type { AuditRow, auditRoutes, LogVerdict } from '../../src-shared/contract/audit.ts'
import type { Stamp } from '../context.ts'
import { head } from '../services/audit.ts'
import { loadTodo } from '../services/home.ts'
import { localDate } from '../services/localDate.ts'
import { findOrg } from '../services/org.ts'
import { getSetting, VERIFIED_KEY } from '../services/setting.ts'
import { writeTable } from '../sheet/write.ts'
import type { Handlers } from './handler.ts'
import { askXlsx } from './save.ts'

export const auditHandlers: Handlers<keyof typeof auditRoutes> = {
  'home.todo': ctx => ctx.db.read(manager => loadTodo(manager, ctx.stamp())),
  'audit.list': (ctx, { search, page }) => ctx.db.read(manager => list(manager, search?.trim() ?? '', page)),
  async 'audit.verify'(ctx) {
    const { verifyLog } = await import('../check/log.ts') // with all that the checks need: not before the first screen
    return verifyLog(ctx)
  },
  'audit.last': ctx => ctx.db.read(manager => lastVerdict(manager, ctx.stamp())),

  async 'audit.export'(ctx) {
    const org = await ctx.db.read(findOrg)
    const path = await askXlsx(ctx, org?.name ?? '', '操作日志')
    if (path === null) return null
    const { rows } = await ctx.db.read(manager => list(manager, '', { offset: 0, limit: 1_000_000 }))
    const { hash } = await ctx.db.read(head)
    await writeTable(path, {
      title: `操作日志（日志头 ${hash.slice(0, 16)}）`,
      orgName: org?.name ?? '',
      date: ctx.stamp().today,
      columns: [
        { header: '序号', width: 8 },
        { header: '时间', width: 22, text: true },
        { header: '经办人', width: 12 },
        { header: '内容', width: 70 },
        { header: '操作', width: 22, text: true },
        { header: '校验值', width: 68, text: true },
      ],
      rows: rows.map(row => [row.id, row.at, row.actor, row.text, row.action, row.hash]),
    })
    return { path }
  },
}

async function lastVerdict(manager: EntityManager, { today }: Stamp) {
  const last = ((await getSetting(manager, VERIFIED_KEY)) ?? null) as (LogVerdict & { at: string }) | null
  return { last, due: last === null || localDate(new Date(last.at)) !== today }
}

async function list(manager: EntityManager, search: string, page: { offset: number; limit: number }) {
  const where = search === '' ? '1' : 'instr(text, ?) > 0 OR instr(actor, ?) > 0'
  const params = search === '' ? [] : [search, search]
  const rows = (await manager.query(
    `SELECT id, at, actor, action, text, hash FROM audit_event WHERE ${where} ORDER BY id DESC LIMIT ? OFFSET ?`,
    [...params, page.limit, page.offset],
  )) as AuditRow[]
  const [count] = (await manager.query(`SELECT count(*) AS n FROM audit_event WHERE ${where}`, params)) as {
    n: number
  }[]
  return { rows, total: count?.n ?? 0 }
}
