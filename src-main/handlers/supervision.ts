import { randomUUID } from 'node:crypto'
import { UNSEEN } from '../../src-shared/contract/route.ts'
import type { supervisionRoutes } from '../../src-shared/contract/supervision.ts'
import { AppError } from '../../src-shared/errors.ts'
import { shelf } from '../caller.ts'
import type { Context } from '../context.ts'
import { fieldHtml } from '../field/page.ts'
import { readField } from '../field/read.ts'
import { writeAtomic } from '../files/atomic.ts'
import { requirePaper } from '../files/paper.ts'
import { keep, type StoredFile } from '../services/attachment.ts'
import { issueAssignment, listAssignments, voidAssignment } from '../services/batch/assign.ts'
import { assignIcs, assignNotice } from '../services/batch/assignNotice.ts'
import { coverageMatrix } from '../services/batch/coverage.ts'
import { runMock } from '../services/batch/mock.ts'
import { propose, rankSession } from '../services/batch/rank.ts'
import { addRelation, listRelations, strikeRelation } from '../services/batch/relation.ts'
import { outdated } from '../services/batch/review.ts'
import { loadFacts } from '../services/dossier/index.ts'
import { calendarYears, loadYear } from '../services/supervision/calendar.ts'
import { addDeadline, reopenDeadline, submit } from '../services/supervision/deadline.ts'
import { deadlinesIcs, listDeadlines } from '../services/supervision/deadlineList.ts'
import { addFeedback } from '../services/supervision/feedback.ts'
import { compareField, fieldSheet, type Opened, requireTakeable, takeField } from '../services/supervision/field.ts'
import {
  closeItem,
  listItems,
  reopenItem,
  reply,
  requireRepliable,
  saveItem,
} from '../services/supervision/rectification.ts'
import {
  attachEvidence,
  correctRecord,
  discardRecord,
  listRecords,
  requireAttachable,
  saveRecord,
  sealRecord,
  showRecord,
  startRecord,
} from '../services/supervision/supervision.ts'
import {
  addScan,
  hand,
  listVisits,
  requireVisit,
  saveVisit,
  setVisitKinds,
  toVisit,
  visitKinds,
} from '../services/supervision/visit.ts'
import { moveScan, moveVisit, strikeOfVisit, strikeVisit } from '../services/supervision/visitUndo.ts'
import type { Handlers } from './handler.ts'

/** Results from the exam room that a caller compares: the last one only, photos are large. */
const opened = shelf<Opened>(1)

type Work<T> = Parameters<typeof write<T>>[1]

async function write<T>(
  ctx: Context,
  work: (manager: Parameters<Parameters<Context['db']['write']>[0]>[0]) => Promise<T>,
): Promise<T> {
  const result = await ctx.db.write(work)
  ctx.changed('batch', 'audit')
  return result
}

export const supervisionHandlers: Handlers<keyof typeof supervisionRoutes> = {
  async 'relation.list'(ctx, { supervisorId }) {
    return { relations: await ctx.db.read(manager => listRelations(manager, supervisorId)) }
  },
  'relation.add': (ctx, input) => write(ctx, manager => addRelation(manager, input, ctx.stamp())),
  'relation.strike': (ctx, input) => done(ctx, manager => strikeRelation(manager, input, ctx.stamp())),

  async 'assign.rank'(ctx, { sessionId }) {
    return { people: await ctx.db.read(manager => rankSession(manager, sessionId, ctx.stamp())) }
  },
  'assign.propose': (ctx, input) => ctx.db.read(manager => propose(manager, input, ctx.stamp())),
  'assign.issue': (ctx, input) => write(ctx, manager => issueAssignment(manager, input, ctx.stamp())),
  async 'assign.list'(ctx, { batchId }) {
    const stamp = ctx.stamp()
    return {
      assignments: await ctx.db.read(async manager =>
        listAssignments(manager, batchId, await outdated(manager, stamp, batchId)),
      ),
    }
  },
  'assign.void': (ctx, input) => write(ctx, manager => voidAssignment(manager, input, ctx.stamp())),

  async 'assign.exportField'(ctx, input) {
    const sheet = await ctx.db.read(manager => fieldSheet(manager, input))
    const path = await ctx.seams.dialogs.saveFile({
      title: '导出考场填写页',
      defaultName: `考场填写_${sheet.number}_${sheet.person}.html`,
      filters: [{ name: '网页', extensions: ['html'] }],
    })
    if (path === null) return null
    await writeAtomic(path, fieldHtml(sheet))
    return { path }
  },
  async 'supervision.openField'(ctx) {
    const path = await ctx.seams.dialogs.openFile({
      title: '选择考场填写结果',
      filters: [{ name: '考场填写结果', extensions: ['json'] }],
    })
    if (path === null) return null
    const file = await readField(path, ctx.signal)
    const [found, batchId, targets] = await ctx.db.read(manager => compareField(manager, file))
    const token = randomUUID()
    opened.put(ctx.caller, token, found)
    const { number, person, kind, savedAt } = file.result
    return { token, number, person, kind, batchId, savedAt, targets }
  },
  async 'supervision.take'(ctx, input) {
    const found = opened.get(ctx.caller, input.token)
    if (!found) throw new AppError('NOT_FOUND', { what: '打开的考场填写结果（请重新选择文件）' })
    await ctx.db.read(manager => requireTakeable(manager, found, input))
    const photos: (StoredFile & { number: string })[] = []
    for (const index of new Set(input.photos)) {
      const picture = found.pictures[index]
      if (!picture) continue // requireTakeable has refused it
      const name = `考场照片${picture.number ? `_第${picture.number}项` : ''}_${index + 1}.jpg`
      photos.push({ ...(await keep(ctx.files, { name, bytes: picture.bytes })), number: picture.number })
    }
    const record = await write(ctx, manager => takeField(manager, found, input, photos, ctx.stamp()))
    opened.delete(ctx.caller, input.token)
    return record
  },

  async 'supervision.list'(ctx, { batchId }) {
    return { records: await ctx.db.read(manager => listRecords(manager, batchId)) }
  },
  'supervision.get': (ctx, { id }) => ctx.db.read(manager => showRecord(manager, id)),
  'supervision.start': (ctx, input) => write(ctx, manager => startRecord(manager, input, ctx.stamp())),
  'supervision.save': (ctx, input) => write(ctx, manager => saveRecord(manager, input, ctx.stamp())),
  async 'supervision.attach'(ctx, { id, number, file }) {
    requirePaper(file)
    await ctx.db.read(manager => requireAttachable(manager, { id, number }))
    const stored = await keep(ctx.files, file)
    return write(ctx, manager => attachEvidence(manager, { id, number }, stored, ctx.stamp()))
  },
  'supervision.seal': (ctx, { id }) => write(ctx, manager => sealRecord(manager, id, ctx.stamp())),
  'supervision.correct': (ctx, input) => write(ctx, manager => correctRecord(manager, input, ctx.stamp())),
  'supervision.discard': (ctx, input) => done(ctx, manager => discardRecord(manager, input, ctx.stamp())),

  async 'coverage.matrix'(ctx, { year }) {
    return ctx.db.read(manager => coverageMatrix(manager, year, ctx.stamp().today))
  },

  async 'visit.kinds'(ctx) {
    return { kinds: await ctx.db.read(visitKinds), seen: UNSEEN }
  },
  'visit.setKinds': (ctx, { kinds }) => done(ctx, manager => setVisitKinds(manager, kinds, ctx.stamp())),
  async 'visit.list'(ctx, { batchId }) {
    return { visits: await ctx.db.read(manager => listVisits(manager, batchId)) }
  },
  'visit.save': (ctx, input) => write(ctx, manager => saveVisit(manager, input, ctx.stamp())),
  async 'visit.scan'(ctx, { id, form, file }) {
    requirePaper(file)
    await ctx.db.read(manager => requireVisit(manager, id))
    const stored = await keep(ctx.files, file)
    return write(ctx, manager => addScan(manager, { id, form }, stored, ctx.stamp()))
  },
  'visit.hand': (ctx, input) => write(ctx, manager => hand(manager, input, ctx.stamp())),
  async 'visit.feedback'(ctx, input) {
    const { id, inspector } = input
    const sheet = sheetFacts(await loadFacts(ctx, 'annex4', { kind: 'visit', id, inspector }))
    return write(ctx, async manager => toVisit(manager, await addFeedback(manager, input, sheet, ctx.stamp())))
  },
  'visit.strike': (ctx, input) => done(ctx, manager => strikeVisit(manager, input, ctx.stamp())),
  'visit.move': (ctx, input) =>
    write(ctx, async manager => toVisit(manager, await moveVisit(manager, input, ctx.stamp()))),
  'visit.moveScan': (ctx, input) =>
    write(ctx, async manager => toVisit(manager, await moveScan(manager, input, ctx.stamp()))),
  'visit.strikeEntry': (ctx, input) =>
    write(ctx, async manager => toVisit(manager, await strikeOfVisit(manager, input, ctx.stamp()))),

  'deadline.list': (ctx, input) => ctx.db.read(manager => listDeadlines(manager, input, ctx.stamp())),
  'deadline.submit': (ctx, input) => write(ctx, manager => submit(manager, input, ctx.stamp())),
  'deadline.reopen': (ctx, input) => write(ctx, manager => reopenDeadline(manager, input, ctx.stamp())),
  'deadline.add': (ctx, input) => write(ctx, manager => addDeadline(manager, input, ctx.stamp())),
  async 'assign.notice'(ctx, input) {
    return { text: await ctx.db.read(manager => assignNotice(manager, input, ctx.stamp())) }
  },
  async 'assign.ics'(ctx, input) {
    const { name, text } = await ctx.db.read(manager => assignIcs(manager, input, ctx.stamp()))
    const path = await ctx.seams.dialogs.saveFile({
      title: '导出委派日历',
      defaultName: `督导委派_${name.replace(/[\\/:*?"<>|]/g, ' ')}.ics`,
      filters: [{ name: '日历文件', extensions: ['ics'] }],
    })
    if (path === null) return null
    await writeAtomic(path, text)
    return { path }
  },
  async 'deadline.ics'(ctx) {
    const path = await ctx.seams.dialogs.saveFile({
      title: '导出期限日历',
      defaultName: `督导期限_${ctx.stamp().today}.ics`,
      filters: [{ name: '日历文件', extensions: ['ics'] }],
    })
    if (path === null) return null
    await writeAtomic(path, await ctx.db.read(manager => deadlinesIcs(manager, ctx.stamp())))
    return { path }
  },
  'calendar.years': ctx => ctx.db.read(calendarYears),
  'calendar.load': (ctx, input) => write(ctx, manager => loadYear(manager, input, ctx.stamp())),

  'rectification.list': (ctx, input) => ctx.db.read(manager => listItems(manager, input, ctx.stamp())),
  'rectification.save': (ctx, input) => write(ctx, manager => saveItem(manager, input, ctx.stamp())),
  async 'rectification.reply'(ctx, { evidence, ...input }) {
    for (const file of evidence) requirePaper(file)
    await ctx.db.read(manager => requireRepliable(manager, input, ctx.stamp()))
    const files = await Promise.all(evidence.map(file => keep(ctx.files, file)))
    return write(ctx, manager => reply(manager, input, files, ctx.stamp()))
  },
  'rectification.close': (ctx, input) => write(ctx, manager => closeItem(manager, input, ctx.stamp())),
  'rectification.reopen': (ctx, input) => write(ctx, manager => reopenItem(manager, input, ctx.stamp())),

  async 'mock.run'(ctx, { batchId, kind }) {
    return { items: await ctx.db.read(manager => runMock(manager, batchId, kind, ctx.stamp())) }
  },
}

/** The head of 附件4, as it will be printed again. */
function sheetFacts(facts: Record<string, unknown>) {
  const said = (name: string) => String(facts[name] ?? '')
  return { org: said('org'), inspector: said('inspector'), arrived: said('arrived'), left: said('left') }
}

async function done(ctx: Context, work: Work<void>): Promise<Record<string, never>> {
  await write(ctx, work)
  return {}
}
