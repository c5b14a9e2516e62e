/** A session with its people, its seats and its room's devices; and the papers that it needs. */
import { type EntityManager, IsNull } from 'typeorm'
import type { Batch } from '../../../src-shared/contract/batch.ts'
import type { FormItem, FormSubject } from '../../../src-shared/contract/form.ts'
import type { Output, Parsed } from '../../../src-shared/contract/index.ts'
import { candidatesOf, seat } from '../../../src-shared/domain/seating.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Dossiers } from '../../../src-shared/forms/dossiers.ts'
import { FORM_KEYS, FORMS, type FormKey, subjectsOf } from '../../../src-shared/forms/index.ts'
import type { Context } from '../../context.ts'
import { SessionTable } from '../../db/entities/batch.ts'
import { EquipmentTable } from '../../db/entities/venue.ts'
import { listCandidates } from '../batch/candidate.ts'
import { keepSeating, ownPaper, scoreLists, seatingOf } from '../paper.ts'
import { about } from './batch.ts'
import type { Of } from './index.ts'

const ALL = { offset: 0, limit: 100_000 }

/** @throws AppError NOT_FOUND: the session, or the person of whom a sheet is asked */
export const loadSessionDossier = (ctx: Context, subject: Of<'session'>): Promise<Dossiers['session']> =>
  ctx.db.read(async manager => {
    const { batch, org, session } = await requireSession(ctx, manager, subject.id)
    const { rows } = await listCandidates(manager, { batchId: batch.id, page: ALL }, ctx.vault)
    const seating = subject.seating ?? (await seatingOf(manager, session.room))
    const seats = seat(candidatesOf(batch.sessions, session.id, rows).here, seating)
    const staff = batch.staff.filter(one => one.sessionIds.includes(session.id))
    const person = staff.find(one => one.id === subject.staff)
    const candidate = seats.find(({ who }) => who.id === subject.candidate)
    if (subject.staff !== undefined && !person) throw new AppError('NOT_FOUND', { what: '该场次的这名工作人员' })
    if (subject.candidate !== undefined && !candidate) throw new AppError('NOT_FOUND', { what: '该场次的这名考生' })
    const showIds = subject.showIds ?? true
    const own = await ownPaper(manager)
    const items = await itemsOf(manager, batch)
    const devices = await devicesOf(manager, batch, session.room)
    return { org, batch, session, staff, seating, seats, showIds, devices, items, person, candidate, own }
  })

async function requireSession(ctx: Context, manager: EntityManager, id: number) {
  const row = await manager.findOneBy(SessionTable, { id })
  const found = row && (await about(manager, ctx, row.batchId))
  const session = found?.batch.sessions.find(one => one.id === id)
  if (!found || !session) throw new AppError('NOT_FOUND', { what: '该场次' })
  return { ...found, session }
}

/** The list of the batch's own 职业等级; of several, the first that has one. */
async function itemsOf(manager: EntityManager, batch: Batch): Promise<Dossiers['session']['items']> {
  const lists = await scoreLists(manager)
  const of = (kind: 'skill' | 'review') =>
    batch.items
      .map(item =>
        lists.find(list => list.kind === kind && list.occupation === item.occupation && list.level === item.level),
      )
      .find(list => list !== undefined)?.items ?? []
  return { skill: of('skill'), review: of('review') }
}

/** What is in the room; the whole venue's list where nothing is said of rooms. */
async function devicesOf(manager: EntityManager, batch: Batch, room: string): Promise<Dossiers['session']['devices']> {
  if (batch.venueId === null) return []
  const where = { venueId: batch.venueId, deletedAt: IsNull() }
  const all = await manager.find(EquipmentTable, { where, order: { room: 'ASC', id: 'ASC' } })
  const here = all.filter(device => room !== '' && device.room === room)
  return here.length > 0 ? here : all
}

/** Papers that only some batches use, by 认定形式. */
const ONLY: Partial<Record<FormKey, Batch['forms'][number][]>> = {
  skillScore: ['skill', 'process'],
  reviewScore: ['review', 'performance', 'direct'],
  paperHandover: ['theory', 'skill'],
  paperOpening: ['theory', 'skill'],
  paperReturn: ['theory', 'skill'],
}

/** 打印这一场的用表: in the order of use; one 工作记录表 a person, one 评分表 a candidate, one of everything else. @throws AppError NOT_FOUND */
export async function sessionPapers(ctx: Context, input: Parsed<'session.papers'>): Promise<Output<'session.papers'>> {
  const about = { kind: 'session' as const, ...input }
  const { seating: asked } = input
  if (asked) {
    const { room } = (await loadSessionDossier(ctx, about)).session
    await ctx.db.write(manager => keepSeating(manager, room, asked))
  }
  const { batch, session, staff, seats, seating } = await loadSessionDossier(ctx, about)
  const item = (form: FormKey, subject: FormSubject): FormItem => ({ form, mode: 'filled', subject })
  const items = (form: FormKey): FormItem[] => {
    const subject = { ...about, seating }
    if (form === 'workRecord') return staff.map(one => item(form, { ...subject, staff: one.id }))
    if (form === 'skillScore' || form === 'reviewScore')
      return seats.map(({ who }) => item(form, { ...subject, candidate: who.id }))
    return [item(form, subject)]
  }
  const used = FORM_KEYS.filter(
    form => subjectsOf(form).includes('session') && (ONLY[form]?.some(one => batch.forms.includes(one)) ?? true),
  )
  const total = await ctx.db.read(manager =>
    listCandidates(manager, { batchId: batch.id, page: { offset: 0, limit: 1 } }, ctx.vault),
  )
  const list = Array.from({ length: total.total }, (_, i) => i)
  return {
    papers: used
      .map(form => ({ form, title: FORMS[form].title, items: items(form) }))
      .filter(paper => paper.items.length > 0),
    seating,
    candidates: seats.length,
    left: candidatesOf(batch.sessions, session.id, list).left,
  }
}
