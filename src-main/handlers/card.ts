import type { EntityManager } from 'typeorm'
import type { cardRoutes } from '../../src-shared/contract/card.ts'
import { UNSEEN } from '../../src-shared/contract/route.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Context } from '../context.ts'
import { listCards, loadCards, selectedCards } from '../db/queries/cards.ts'
import { selected } from '../db/queries/supervisors.ts'
import { record } from '../services/audit.ts'
import { cardHistory, changeCard, gapReport } from '../services/card/card.ts'
import {
  CHANGE_COLUMNS,
  changeTable,
  clearChange,
  recordChanges,
  returnCard,
  unreturnCard,
} from '../services/card/cardEntry.ts'
import { COLUMNS_KEY, clearFiling, filingColumns, filingTable, recordFiling } from '../services/card/filing.ts'
import { issueCards, issueManual, nextCode, sayUsed } from '../services/card/issue.ts'
import { findOrg, requireOrg } from '../services/org.ts'
import { setSetting } from '../services/setting.ts'
import { writeLedger } from '../sheet/ledger.ts'
import { writeTable } from '../sheet/write.ts'
import type { Handlers } from './handler.ts'
import { askXlsx } from './save.ts'
import { watch } from './watch.ts'

const moved = (ctx: Context) => ctx.changed('card', 'supervisor', 'audit')

export const cardHandlers: Handlers<keyof typeof cardRoutes> = {
  'card.next': (ctx, { issuedOn }) => ctx.db.read(manager => nextCode(manager, issuedOn)),

  async 'card.usedUpTo'(ctx, input) {
    const said = await ctx.db.write(manager => sayUsed(manager, input, ctx.stamp()))
    ctx.changed('card', 'audit')
    return said
  },

  async 'card.issue'(ctx, input) {
    const result = await ctx.db.write(manager => issueCards(manager, input, ctx.stamp(), watch(ctx, '编码发证')))
    moved(ctx)
    return result
  },

  async 'card.issueManual'(ctx, input) {
    const card = await ctx.db.write(manager => issueManual(manager, input, ctx.stamp()))
    moved(ctx)
    return card
  },

  'card.list': (ctx, input) => ctx.db.read(manager => listCards(manager, input, ctx.stamp().today)),
  'card.history': (ctx, { id }) => ctx.db.read(manager => cardHistory(manager, id, ctx.stamp())),

  'card.void': (ctx, input) => change(ctx, 'void', input),
  'card.lost': (ctx, input) => change(ctx, 'lost', input),
  'card.found': (ctx, input) => change(ctx, 'found', input),
  'card.reissue': (ctx, input) => change(ctx, 'reissue', input),

  'card.return': (ctx, input) => edit(ctx, manager => returnCard(manager, input, ctx.stamp())),
  'card.unreturn': (ctx, input) => edit(ctx, manager => unreturnCard(manager, input, ctx.stamp())),

  'card.gaps': (ctx, { year }) => ctx.db.read(manager => gapReport(manager, year)),

  async 'card.exportLedger'(ctx, { selection }) {
    const org = await ctx.db.read(findOrg)
    const path = await askXlsx(ctx, org?.name ?? '', '证卡台账')
    if (path === null) return null
    const { today } = ctx.stamp()
    const rows = await ctx.db.read(async manager =>
      loadCards(manager, await selectedCards(manager, selection, today), today),
    )
    await writeLedger(path, { orgName: org?.name ?? '', date: today }, rows)
    return { path }
  },

  async 'filing.columns'(ctx) {
    return { columns: await ctx.db.read(filingColumns), seen: UNSEEN }
  },

  async 'filing.setColumns'(ctx, { columns }) {
    await ctx.db.write(async manager => {
      await setSetting(manager, COLUMNS_KEY, columns)
      await record(manager, ctx.stamp(), {
        action: 'filing.setColumns',
        text: `调整备案名册的列：${columns.map(c => c.header).join('、')}`,
      })
    })
    ctx.changed('setting', 'audit')
    return {}
  },

  async 'filing.export'(ctx, { selection, reason }) {
    const { today } = ctx.stamp()
    const org = await ctx.db.read(requireOrg)
    const columns = await ctx.db.read(filingColumns)
    const withId = columns.some(column => column.key === 'idNumber')
    if (withId && reason === '') {
      throw new AppError(
        'INPUT_INVALID',
        { detail: '名册含身份证号，须写明用途' },
        { fields: { reason: '请填写用途，会记入操作日志' } },
      )
    }
    const rows = await ctx.db.read(async manager =>
      filingTable(manager, await selected(manager, selection, today), ctx.vault, today),
    )
    if (rows.length === 0) throw new AppError('NOT_FOUND', { what: '所选人员可以备案的证卡' })
    const path = await askXlsx(ctx, org.name, '备案名册')
    if (path === null) return null
    await writeTable(path, {
      title: '质量督导员（内督员）备案名册',
      orgName: org.name,
      date: today,
      columns: columns.map(({ key, header, width }) => ({ header, width, text: key !== 'index' })),
      rows,
    })
    const text = `导出备案名册，${rows.length} 人${withId ? `，含身份证号，用途：${reason}` : ''}`
    await ctx.db.write(manager => record(manager, ctx.stamp(), { action: 'filing.export', text }))
    ctx.changed('audit')
    return { path }
  },

  async 'filing.record'(ctx, input) {
    const result = await ctx.db.write(manager => recordFiling(manager, input, ctx.stamp(), watch(ctx, '登记备案')))
    moved(ctx)
    return result
  },

  'filing.clear': (ctx, input) => edit(ctx, manager => clearFiling(manager, input, ctx.stamp())),

  async 'filing.exportChanges'(ctx, { selection }) {
    const { today } = ctx.stamp()
    const org = await ctx.db.read(requireOrg)
    const rows = await ctx.db.read(manager => changeTable(manager, selection, today))
    if (rows.length === 0) throw new AppError('NOT_FOUND', { what: '需要变更备案的证卡' })
    const path = await askXlsx(ctx, org.name, '变更备案名单')
    if (path === null) return null
    const about = { title: '质量督导员（内督员）变更备案名单', orgName: org.name, date: today }
    await writeTable(path, { ...about, columns: CHANGE_COLUMNS, rows })
    const text = `导出变更备案名单，${rows.length} 张证卡`
    await ctx.db.write(manager => record(manager, ctx.stamp(), { action: 'filing.exportChanges', text }))
    ctx.changed('audit')
    return { path }
  },

  async 'filing.recordChange'(ctx, input) {
    const result = await ctx.db.write(manager => recordChanges(manager, input, ctx.stamp(), watch(ctx, '登记变更备案')))
    moved(ctx)
    return result
  },

  'filing.clearChange': (ctx, input) => edit(ctx, manager => clearChange(manager, input, ctx.stamp())),
}

async function edit<T>(ctx: Context, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const result = await ctx.db.write(work)
  moved(ctx)
  return result
}

const change = (
  ctx: Context,
  kind: Parameters<typeof changeCard>[1],
  input: { id: number; reason: string; on?: string },
) => edit(ctx, manager => changeCard(manager, kind, input, ctx.stamp()))
