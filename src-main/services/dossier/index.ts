/** Dossiers (卷宗): all that is known of what a form can be about, loaded for it. What is printed of it says the form (src-shared/forms). */
import type { FormInfo, FormSubject } from '../../../src-shared/contract/form.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Dossiers, Subject } from '../../../src-shared/forms/dossiers.ts'
import { known } from '../../../src-shared/forms/given.ts'
import { FORMS, type FormKey, subjectsOf, takeFacts } from '../../../src-shared/forms/index.ts'
import type { Context } from '../../context.ts'
import { findOrg } from '../org.ts'
import {
  loadAssignmentDossier,
  loadBatchDossier,
  loadRecordDossier,
  loadRectificationDossier,
  loadSampleDossier,
  loadVisitDossier,
} from './batch.ts'
import { loadContestDossier } from './contest.ts'
import { loadCourseDossier } from './course.ts'
import { loadDestructionDossier } from './destruction.ts'
import { loadPersonDossier } from './person.ts'
import { loadPrintJobDossier } from './printJob.ts'
import { loadSessionDossier } from './session.ts'
import { loadCheckDossier, loadVenueDossier } from './venue.ts'
import { loadYearDossier } from './year.ts'

/** What a subject is asked for by: its id, and which part of it. */
export type Of<K extends Subject> = Extract<FormSubject, { kind: K }>

type Subjects = { [K in Subject]: Of<K> }
type Loaders = { [K in Subject]: (ctx: Context, subject: Subjects[K]) => Promise<Dossiers[K]> }

const LOAD: Loaders = {
  supervisor: loadPersonDossier,
  venue: loadVenueDossier,
  check: loadCheckDossier,
  printJob: loadPrintJobDossier,
  batch: loadBatchDossier,
  assignment: loadAssignmentDossier,
  record: loadRecordDossier,
  visit: loadVisitDossier,
  rectification: loadRectificationDossier,
  sample: loadSampleDossier,
  contest: loadContestDossier,
  destruction: loadDestructionDossier,
  session: loadSessionDossier,
  year: loadYearDossier,
  course: loadCourseDossier,
}

/** In names of a package's papers and in codes up to 0.1.0: V12, S7, K3 …; 0 where a form is about nothing yet. */
export const LETTERS: Record<Exclude<Subject, 'printJob' | 'year'>, string> = {
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
  session: 'N',
  course: 'T',
}

/** Names the subject in such a name or code. */
export function codeRecord(subject: FormSubject): string {
  if (subject.kind === 'none') return '0'
  if (subject.kind === 'printJob') return `P${subject.jobId.replace(/-/g, '').slice(0, 8).toUpperCase()}`
  if (subject.kind === 'year') return `Y${subject.from.slice(0, 4)}`
  return `${LETTERS[subject.kind]}${subject.id}`
}

export function formInfo(key: FormKey, orgKind: 'Y' | 'S' | undefined): FormInfo {
  const { title, official } = FORMS[key]
  // requirements T14, F10: said on screen, never on the form's face
  const notice =
    key === 'annex5' && orgKind === 'Y'
      ? '附件5 的表名为「社会培训评价组织」，第二十三条适用于评价机构；用人单位可以使用，表名照原文印制。'
      : ''
  return { key, title, official, subjects: ['none', ...subjectsOf(key)], notice }
}

/** @throws AppError NOT_FOUND for a form that is not there. */
export function requireForm(key: string): FormKey {
  if (!Object.hasOwn(FORMS, key)) throw new AppError('NOT_FOUND', { what: `表单「${key.slice(0, 40)}」` })
  return key as FormKey
}

/**
 * The facts that a form would print for this subject, as they are stored now. Not a signature, seal or answer among them. About nothing, a form
 * still knows whose it is.
 * @throws AppError NOT_FOUND, INPUT_INVALID (a form that cannot be about such a thing)
 */
export async function loadFacts(ctx: Context, form: FormKey, subject: FormSubject): Promise<Record<string, unknown>> {
  if (subject.kind === 'none') {
    const org = (await ctx.db.read(findOrg))?.name
    return known('org' in FORMS[form].factsSchema.shape ? { org } : {})
  }
  return known(await takeFrom(ctx, form, subject.kind, subject))
}

async function takeFrom<K extends Subject>(
  ctx: Context,
  form: FormKey,
  kind: K,
  subject: Subjects[K],
): Promise<object> {
  const detail = `「${FORMS[form].title}」不是这类事项的表单，请从对应的页面打印`
  if (!subjectsOf(form).includes(kind)) throw new AppError('INPUT_INVALID', { detail })
  return takeFacts(form, kind, await LOAD[kind](ctx, subject)) ?? {}
}
