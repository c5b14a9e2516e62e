import type { EntityManager } from 'typeorm'
import type { FormInfo, FormSubject } from '../../src-shared/contract/form.ts'
import type { VenueFacts } from '../../src-shared/contract/venue.ts'
import { AppError } from '../../src-shared/errors.ts'
import { FORMS, type FormKey } from '../../src-shared/forms/index.ts'
import { ATTESTATION, CARD_STATE, STATE } from '../../src-shared/labels.ts'
import type { Context } from '../context.ts'
import { VenueCheckTable } from '../db/entities/venue.ts'
import { destructionFacts } from './archive/archiveFacts.ts'
import { batchFacts } from './batch/batchFacts.ts'
import { requireJob } from './card/printJob.ts'
import { contestFacts } from './contest/contestFacts.ts'
import { findOrg } from './org.ts'
import { loadDossier } from './roster/dossier.ts'
import { venueFacts } from './venue/venueFacts.ts'

type Kind = FormSubject['kind']

/** What each form can be about; the facts come from there. `none` is offered for all: the organisation's name is known anyway. */
const SUBJECTS: Partial<Record<FormKey, Exclude<Kind, 'none'>[]>> = {
  annex5: ['venue', 'check'],
  venueSheet: ['venue', 'check'],
  venueDiff: ['venue', 'check'],
  dossier: ['supervisor'],
  makingSheet: ['printJob'],
  annex3Site: ['batch'],
  annex3After: ['batch'],
  annex4: ['visit'],
  annex6: ['contest'],
  annex7During: ['contest'],
  annex7After: ['contest'],
  internalSite: ['batch', 'record'],
  internalAfter: ['batch', 'record'],
  assignment: ['assignment'],
  avoidance: ['assignment'],
  sampleList: ['sample'],
  rectifyNotice: ['rectification'],
  rectifyReply: ['rectification'],
  slotList: ['batch'],
  fourChecks: ['batch'],
  destruction: ['destruction'],
}

export function formInfo(key: FormKey, orgKind: 'Y' | 'S' | undefined): FormInfo {
  const { title, official } = FORMS[key]
  // requirements T14, F10: said on screen, never on the form's face
  const notice =
    key === 'annex5' && orgKind === 'Y'
      ? '附件5 的表名为「社会培训评价组织」，第二十三条适用于评价机构；用人单位可以使用，表名照原文印制。'
      : ''
  return { key, title, official, subjects: ['none', ...(SUBJECTS[key] ?? [])], notice }
}

/** @throws AppError NOT_FOUND for a form that is not there. */
export function requireForm(key: string): FormKey {
  if (!Object.hasOwn(FORMS, key)) throw new AppError('NOT_FOUND', { what: `表单「${key.slice(0, 40)}」` })
  return key as FormKey
}

/** The facts that a form would print for this subject, as they are stored now. Not a signature, seal or answer among them. */
export async function loadFacts(ctx: Context, form: FormKey, subject: FormSubject): Promise<Record<string, unknown>> {
  const org = (await ctx.db.read(findOrg))?.name
  switch (subject.kind) {
    case 'none':
      return keepKnown(form, { org })
    case 'supervisor':
      return keepKnown(form, { org, ...(await personFacts(ctx, subject.id)) })
    case 'venue':
      return keepKnown(form, fromVenue(await ctx.db.read(manager => venueFacts(manager, subject.id)), false))
    case 'check':
      return keepKnown(form, fromVenue(await ctx.db.read(manager => factsOfCheck(manager, subject.id)), true))
    case 'printJob':
      return keepKnown(form, { org, ...jobFacts(ctx, subject.jobId) })
    case 'contest':
      return keepKnown(form, await ctx.db.read(manager => contestFacts(manager, subject)))
    case 'destruction':
      return keepKnown(form, { org, ...(await ctx.db.read(manager => destructionFacts(manager, subject.id))) })
    default:
      return keepKnown(form, {
        org,
        ...(await ctx.db.read(manager => batchFacts(manager, subject, ctx.vault, ctx.stamp()))),
      })
  }
}

/** Only what the form has a place for; what is unknown stays blank. */
function keepKnown(form: FormKey, facts: Record<string, unknown>): Record<string, unknown> {
  const schema = FORMS[form].factsSchema
  const known = 'shape' in schema ? Object.keys(schema.shape as object) : []
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([key, value]) => known.includes(key) && value !== null && value !== undefined && value !== '',
    ),
  )
}

async function factsOfCheck(manager: EntityManager, checkId: number): Promise<VenueFacts> {
  const check = await manager.findOneBy(VenueCheckTable, { id: checkId })
  if (!check) throw new AppError('NOT_FOUND', { what: '该次核查' })
  return venueFacts(manager, check.venueId, { checkId })
}

const RESULT = { short: '缺', over: '多', duplicate: '重复', model: '型号变' } as const

/** `counted`: the 差异附页 lists what a count found; otherwise what has changed since 备案. */
function fromVenue(facts: VenueFacts, counted: boolean): Record<string, unknown> {
  return {
    org: facts.orgName,
    venue: facts.name,
    address: facts.address,
    purpose: facts.purpose,
    contact: facts.contact,
    phone: facts.phone,
    occupations: facts.occupationText,
    filedOn: facts.filedOn,
    validUntil: facts.validUntil,
    receipt: facts.receipt,
    equipment: facts.equipment.map(({ name, model, spec, quantity, unit, room, note }) => ({
      name,
      model,
      spec,
      quantity,
      unit,
      note: [room, note].filter(Boolean).join('；'),
    })),
    countedOn: counted ? facts.check?.finishedOn : undefined,
    differences: counted ? (facts.check?.rows ?? []).map(fromCount) : facts.differences.map(fromDiff),
  }
}

function fromCount(row: NonNullable<VenueFacts['check']>['rows'][number]) {
  const gap = Math.abs(row.counted - row.expected)
  const { name, model, spec, room, expected, counted } = row
  return {
    name,
    model,
    spec,
    room,
    filed: expected,
    found: counted,
    difference:
      row.result === 'model'
        ? `型号变：${row.foundModel}`
        : gap > 0
          ? `${RESULT[row.result]} ${gap}`
          : RESULT[row.result],
    explanation: row.note,
  }
}

function fromDiff({ before, after, text, explanation }: VenueFacts['differences'][number]) {
  const device = after ?? before
  return {
    name: device?.name,
    model: device?.model,
    spec: device?.spec,
    room: device?.room,
    filed: before?.quantity ?? 0,
    found: after?.quantity ?? 0,
    difference: text,
    explanation,
  }
}

async function personFacts(ctx: Context, id: number): Promise<Record<string, unknown>> {
  const p = await ctx.db.read(manager => loadDossier(manager, id, ctx.vault, ctx.stamp()))
  return {
    name: p.name,
    sex: p.sex,
    birth: p.birth,
    education: p.education,
    department: p.department,
    position: p.position,
    phone: p.phone,
    source: p.source,
    photo: p.photo ? await ctx.files.read(p.photo) : undefined,
    state: STATE[p.state],
    age: p.age,
    trainings: p.trainings.map(t => ({
      on: t.on,
      subject: t.subject,
      organizer: t.organizer,
      hours: t.hours === null ? '' : String(t.hours),
    })),
    exams: p.exams.map(e => ({
      on: e.on,
      score: e.score === null ? '' : String(e.score),
      result: e.passed ? '合格' : '不合格',
    })),
    attestations: p.attestations.map(a => ({ clause: ATTESTATION[a.clause], by: a.by, on: a.on })),
    appointments: p.appointments.map(a => ({
      start: a.start,
      end: a.end,
      document: a.document,
      note: a.dismissedOn ? `${a.dismissedOn} 解聘：${a.dismissReason}` : '',
    })),
    cards: p.cards.map(c => ({
      code: c.code,
      issuedOn: c.issuedOn,
      period: c.period,
      state: CARD_STATE[c.state],
      filedOn: c.filedOn ?? undefined,
    })),
    note: p.note,
  }
}

function jobFacts(ctx: Context, jobId: string): Record<string, unknown> {
  const job = requireJob(jobId)
  return {
    batch: `${ctx.stamp().today} 共 ${job.cards} 张`,
    on: ctx.stamp().today,
    perSheet: job.slotsPerSheet,
    cards: job.placed.map(({ name, code }) => ({ name, code })),
  }
}

const LETTERS = {
  supervisor: 'S',
  venue: 'V',
  check: 'K',
  batch: 'B',
  assignment: 'W',
  record: 'R',
  visit: 'I',
  rectification: 'Z',
  sample: 'C',
  contest: 'J', // 竞赛
  destruction: 'X', // 销毁
} as const

/** Names the subject in form codes: V12, S7, K3 …; 0 where a form is about nothing yet. */
export function codeRecord(subject: FormSubject): string {
  switch (subject.kind) {
    case 'none':
      return '0'
    case 'printJob':
      return `P${subject.jobId.replace(/-/g, '').slice(0, 8).toUpperCase()}`
    default:
      return `${LETTERS[subject.kind]}${subject.id}`
  }
}
