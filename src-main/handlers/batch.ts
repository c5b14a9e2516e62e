import { basename } from 'node:path'
import type { Batch, batchRoutes } from '../../src-shared/contract/batch.ts'
import type { Context } from '../context.ts'
import { listBatches } from '../db/queries/batches.ts'
import { requireStillFree } from '../services/batch/assign.ts'
import { copyBatch, loadBatch, removeBatch, restoreBatch, saveBatch } from '../services/batch/batch.ts'
import { draw, listCandidates, listSamples, replaceCandidates } from '../services/batch/candidate.ts'
import { reviewAhead } from '../services/batch/review.ts'
import { asCsv } from '../services/batch/score.ts'
import { removeSession, removeStaff, saveSession, saveStaff } from '../services/batch/session.ts'
import { addStaff, readStaff } from '../services/batch/staffList.ts'
import { CANDIDATE_TEMPLATE } from '../sheet/candidate.ts'
import { readSheet, TABLE_FILES } from '../sheet/read.ts'
import { writeTemplate } from '../sheet/write.ts'
import type { Handlers } from './handler.ts'
import { watch } from './watch.ts'

const XLSX = [{ name: 'Excel 工作簿', extensions: ['xlsx'] }]

export const batchHandlers: Handlers<keyof typeof batchRoutes> = {
  'batch.list': (ctx, input) => ctx.db.read(manager => listBatches(manager, input, ctx.stamp().today)),
  'batch.get': (ctx, { id }) => ctx.db.read(manager => loadBatch(manager, id, ctx.stamp())),
  async 'batch.review'(ctx) {
    return { lines: await ctx.db.read(manager => reviewAhead(manager, ctx.stamp())) }
  },
  'batch.save': (ctx, input) => change(ctx, manager => saveBatch(manager, input, ctx.stamp())),
  'batch.copy': (ctx, input) => change(ctx, manager => copyBatch(manager, input, ctx.stamp())),

  async 'batch.remove'(ctx, input) {
    await ctx.db.write(manager => removeBatch(manager, input, ctx.stamp()))
    ctx.changed('batch', 'audit')
    return {}
  },

  async 'batch.restore'(ctx, { id }) {
    await ctx.db.write(manager => restoreBatch(manager, id, ctx.stamp()))
    ctx.changed('batch', 'audit')
    return {}
  },

  'session.save': (ctx, input) =>
    change(ctx, async manager => {
      const moved = await saveSession(manager, input, ctx.stamp())
      if (moved !== null) await requireStillFree(manager, input.batchId, ctx.stamp(), { sessionId: moved })
      return input.batchId
    }),

  'session.remove': (ctx, input) => change(ctx, manager => removeSession(manager, input, ctx.stamp())),

  'staff.save': (ctx, input) =>
    change(ctx, async manager => {
      await saveStaff(manager, input, ctx.stamp())
      if (input.role === 'examiner') await requireStillFree(manager, input.batchId, ctx.stamp())
      return input.batchId
    }),

  async 'staff.read'(ctx, { batchId, file, text }) {
    const pasted = text === undefined ? undefined : { name: '粘贴的内容.csv', bytes: asCsv(text) }
    const title = '选择工作人员表'
    const source = file ?? pasted ?? (await ctx.seams.dialogs.openFile({ title, filters: TABLE_FILES }))
    if (source === null) return { rows: [], problems: [], notes: [] }
    const sheet = await readSheet('staff', source, { signal: ctx.signal })
    return ctx.db.read(manager => readStaff(manager, batchId, sheet))
  },

  'staff.add': (ctx, input) =>
    change(ctx, async manager => {
      await addStaff(manager, input, ctx.stamp())
      if (input.rows.some(({ role }) => role === 'examiner'))
        await requireStillFree(manager, input.batchId, ctx.stamp())
      return input.batchId
    }),

  'staff.remove': (ctx, { id }) => change(ctx, manager => removeStaff(manager, id, ctx.stamp())),

  'candidate.list': (ctx, input) => ctx.db.read(manager => listCandidates(manager, input, ctx.vault)),

  async 'candidate.import'(ctx, { batchId, file, confirm }) {
    const source = file ?? (await ctx.seams.dialogs.openFile({ title: '选择考生名册', filters: TABLE_FILES }))
    if (source === null) return null
    const sheet = await readSheet('candidate', source, {
      signal: ctx.signal,
      progress: rows => ctx.progress(rows, 0, '读取表格'),
    })
    const errors = sheet.rows
      .flatMap(row =>
        row.problems
          .filter(problem => problem.level === 'error')
          .map(problem => ({ row: row.row, message: problem.message })),
      )
      .slice(0, 1000)
    let written = 0
    if (confirm) {
      const fileName = typeof source === 'string' ? basename(source) : source.name
      written = await ctx.db.write(manager =>
        replaceCandidates(
          manager,
          { batchId, sheet, fileName },
          { ...watch(ctx, '写入名册'), vault: ctx.vault, stamp: ctx.stamp() },
        ),
      )
      ctx.changed('batch', 'audit')
    }
    return { total: sheet.rows.length, written, errors, notes: sheet.notes }
  },

  async 'candidate.template'(ctx) {
    const path = await ctx.seams.dialogs.saveFile({
      title: '保存考生名册模板',
      defaultName: '考生名册模板.xlsx',
      filters: XLSX,
    })
    if (path === null) return null
    await writeTemplate(path, CANDIDATE_TEMPLATE)
    return { path }
  },

  async 'sample.draw'(ctx, input) {
    const sample = await ctx.db.write(manager => draw(manager, input, ctx.vault, ctx.stamp()))
    ctx.changed('batch', 'audit')
    return sample
  },

  async 'sample.list'(ctx, { batchId }) {
    return { samples: await ctx.db.read(manager => listSamples(manager, batchId, ctx.vault)) }
  },
}

/** Runs a change that answers the batch's id, and shows the batch as it is afterwards. */
async function change(
  ctx: Context,
  work: (manager: Parameters<Parameters<Context['db']['write']>[0]>[0]) => Promise<number>,
): Promise<Batch> {
  const batch = await ctx.db.write(async manager => loadBatch(manager, await work(manager), ctx.stamp()))
  ctx.changed('batch', 'audit')
  return batch
}
