import { basename } from 'node:path'
import type { rosterRoutes } from '../../src-shared/contract/roster.ts'
import type { Context } from '../context.ts'
import { record } from '../services/audit.ts'
import { findOrg } from '../services/org.ts'
import {
  decide,
  discard,
  keepMapping,
  knownMapping,
  openSession,
  previewRows,
  replaceSheet,
  requireSession,
  summarise,
} from '../services/roster/rosterImport.ts'
import { makeReady, type Ready } from '../services/roster/rosterReady.ts'
import { rosterTable } from '../services/roster/rosterTable.ts'
import { writeRoster } from '../services/roster/rosterWrite.ts'
import { listTakeovers, withdrawTakeover } from '../services/roster/takeover.ts'
import type { Mapping } from '../sheet/layout.ts'
import { readRoster, type Source, TABLE_FILES } from '../sheet/read.ts'
import type { Edit } from '../sheet/scan.ts'
import { writeErrors, writeTable, writeTemplate } from '../sheet/write.ts'
import type { Handlers } from './handler.ts'
import { askXlsx } from './save.ts'

async function readWith(ctx: Context, source: string | Source, mapping: Mapping, edits: Edit[]) {
  const ready: Ready[] = []
  const sheet = await readRoster(source, {
    mapping,
    edits,
    offer: true,
    signal: ctx.signal,
    onRows: rows => {
      for (const row of rows) ready.push(makeReady(row, ctx.vault))
    },
    progress: rows => ctx.progress(rows, 0, '读取表格'),
  })
  return { sheet, ready, mapping, edits }
}

export const rosterHandlers: Handlers<keyof typeof rosterRoutes> = {
  async 'takeover.list'(ctx) {
    return { rows: await ctx.db.read(listTakeovers) }
  },

  async 'takeover.withdraw'(ctx, input) {
    await ctx.db.write(manager => withdrawTakeover(manager, input, ctx.stamp()))
    ctx.changed('supervisor', 'card', 'audit')
    return {}
  },

  async 'roster.template'(ctx) {
    const path = await ctx.seams.dialogs.saveFile({
      title: '保存名册模板',
      defaultName: '内督员名册模板.xlsx',
      filters: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
    })
    if (path === null) return null
    await writeTemplate(path)
    return { path }
  },

  async 'roster.preview'(ctx, { file, duplicates }) {
    const source =
      file ??
      (await ctx.seams.dialogs.openFile({
        title: '选择要导入的名册',
        filters: TABLE_FILES,
      }))
    if (source === null) return null
    const first = await readWith(ctx, source, {}, [])
    const mapping = await ctx.db.read(manager => knownMapping(manager, first.sheet.headers))
    const read = Object.keys(mapping).length > 0 ? await readWith(ctx, source, mapping, []) : first
    const fileName = typeof source === 'string' ? basename(source) : source.name
    const session = await ctx.db.read(manager =>
      openSession(ctx.caller, manager, { fileName, source, ...read, policy: duplicates }),
    )
    return summarise(session)
  },

  async 'roster.rows'(ctx, { importId, ...request }) {
    const session = requireSession(ctx.caller, importId)
    const reading = (await ctx.db.read(findOrg))?.ageReading ?? 'A'
    return previewRows(session, request, ctx.stamp().today, reading)
  },

  async 'roster.map'(ctx, { importId, mapping, edits = [] }) {
    const session = requireSession(ctx.caller, importId)
    const columns = mapping ?? session.mapping
    const mended = new Map(
      [...session.edits, ...edits].map(edit => [JSON.stringify([edit.sheet, edit.row, edit.column]), edit]),
    )
    const read = await readWith(ctx, session.source, columns, [...mended.values()])
    await ctx.db.read(manager => replaceSheet(manager, session, read))
    if (mapping) await ctx.db.write(manager => keepMapping(manager, read.sheet.headers, mapping))
    return summarise(session)
  },

  async 'roster.setPolicy'(ctx, { importId, duplicates }) {
    const session = requireSession(ctx.caller, importId)
    session.policy = duplicates
    session.decisions = await ctx.db.read(manager => decide(manager, session))
    return summarise(session)
  },

  async 'roster.commit'(ctx, { importId }) {
    const session = requireSession(ctx.caller, importId)
    const progress = (done: number, total: number) => ctx.progress(done, total, '写入名册')
    const result = await ctx.db.write(manager =>
      writeRoster(manager, session, { vault: ctx.vault, stamp: ctx.stamp(), progress, signal: ctx.signal }),
    )
    ctx.changed('supervisor', 'card', 'audit')
    return result
  },

  async 'roster.saveErrors'(ctx, { importId }) {
    const session = requireSession(ctx.caller, importId)
    const org = await ctx.db.read(findOrg)
    const path = await askXlsx(ctx, org?.name ?? '', '导入错误')
    if (path === null) return null
    await writeErrors(path, session.sheet)
    return { path }
  },

  async 'roster.discard'(ctx, { importId }) {
    discard(ctx.caller, importId)
    return {}
  },

  async 'roster.export'(ctx, { selection }) {
    const { today } = ctx.stamp()
    const org = await ctx.db.read(findOrg)
    const path = await askXlsx(ctx, org?.name ?? '', '内督员名册')
    if (path === null) return null
    const table = await ctx.db.read(manager => rosterTable(manager, selection, today))
    await writeTable(path, { title: '内督员名册', orgName: org?.name ?? '', date: today, ...table })
    const text = `导出内督员名册，${table.rows.length} 人`
    await ctx.db.write(manager => record(manager, ctx.stamp(), { action: 'roster.export', text }))
    ctx.changed('audit')
    return { path }
  },
}
