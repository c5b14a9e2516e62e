import type { scoreRoutes } from '../../src-shared/contract/score.ts'
import { AppError } from '../../src-shared/errors.ts'
import { requireBatch } from '../services/batch/batchRecord.ts'
import { asCsv, listScores, matchScores, readColumn, saveScores, scoresOf } from '../services/batch/score.ts'
import { readSheet, TABLE_FILES } from '../sheet/read.ts'
import type { Handlers } from './handler.ts'

export const scoreHandlers: Handlers<keyof typeof scoreRoutes> = {
  'score.list': (ctx, { batchId }) => ctx.db.read(manager => listScores(manager, batchId)),

  async 'score.save'(ctx, input) {
    const changed = await ctx.db.write(manager => saveScores(manager, input, ctx.stamp()))
    ctx.changed('batch', 'audit')
    return { changed }
  },

  async 'score.read'(ctx, { batchId, file, text, form, rule }) {
    const { forms, rows } = await ctx.db.read(async manager => {
      const batch = await requireBatch(manager, batchId)
      return { forms: batch.forms, rows: (await scoresOf(manager, batch)).rows }
    })
    if (rows.length === 0) throw new AppError('INPUT_INVALID', { detail: '还没有考生名册，请先导入名册' })
    const column = text !== undefined && form ? readColumn(text, form, rows) : undefined
    if (column) return column
    const pasted = text === undefined ? undefined : { name: '粘贴的内容.csv', bytes: asCsv(text) }
    const source = file ?? pasted ?? (await ctx.seams.dialogs.openFile({ title: '选择成绩表', filters: TABLE_FILES }))
    if (source === null) return { rows: [], problems: [], notes: [] }
    const sheet = await readSheet('score', source, {
      signal: ctx.signal,
      progress: read => ctx.progress(read, 0, '读取表格'),
    })
    return matchScores(sheet, rows, rule, forms)
  },
}
