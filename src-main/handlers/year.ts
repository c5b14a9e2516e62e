import type { yearRoutes } from '../../src-shared/contract/year.ts'
import type { Context } from '../context.ts'
import { record } from '../services/audit.ts'
import { findOrg } from '../services/org.ts'
import { scopeText } from '../services/year/about.ts'
import { figureRows, requirePeriod, yearReport } from '../services/year/report.ts'
import { reportBook, workloadTable } from '../services/year/sheet.ts'
import { workload } from '../services/year/workload.ts'
import { writeBook } from '../sheet/book.ts'
import { fileName, writeTable } from '../sheet/write.ts'
import type { Handlers } from './handler.ts'

const XLSX = [{ name: 'Excel 工作簿', extensions: ['xlsx'] }]

export const yearHandlers: Handlers<keyof typeof yearRoutes> = {
  'year.report': (ctx, scope) => ctx.db.read(manager => yearReport(manager, scope, ctx.stamp())),

  async 'year.rows'(ctx, { scope, key, page: { offset, limit } }) {
    requirePeriod(scope)
    const rows = await ctx.db.read(manager => figureRows(manager, scope, key, ctx.stamp()))
    return { rows: rows.slice(offset, offset + limit), total: rows.length }
  },

  async 'year.saveXlsx'(ctx, scope) {
    const book = await ctx.db.read(async manager =>
      reportBook(manager, scope, await scopeText(manager, scope), ctx.stamp()),
    )
    const path = await choose(ctx, '内部质量督导数据')
    if (path === null) return null
    await writeBook(path, book)
    await note(ctx, `导出 ${scope.from} 至 ${scope.to} 的督导数据`)
    return { path }
  },

  async 'year.workload'(ctx, period) {
    return { people: await ctx.db.read(manager => workload(manager, period, ctx.stamp())) }
  },

  async 'year.saveWorkload'(ctx, period) {
    const people = await ctx.db.read(manager => workload(manager, period, ctx.stamp()))
    const path = await choose(ctx, '内督员工作量与轮换')
    if (path === null) return null
    const orgName = (await ctx.db.read(findOrg))?.name ?? ''
    await writeTable(path, { ...workloadTable(period, people), orgName, date: ctx.stamp().today })
    await note(ctx, `导出 ${period.from} 至 ${period.to} 的工作量与轮换表`)
    return { path }
  },
}

async function choose(ctx: Context, title: string): Promise<string | null> {
  const org = await ctx.db.read(findOrg)
  return ctx.seams.dialogs.saveFile({
    title: `保存${title}`,
    defaultName: fileName(org?.name ?? '', title, ctx.stamp().today),
    filters: XLSX,
  })
}

async function note(ctx: Context, text: string): Promise<void> {
  await ctx.db.write(manager => record(manager, ctx.stamp(), { action: 'year.export', text }))
  ctx.changed('audit')
}
