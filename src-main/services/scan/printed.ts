/** 打印台账: every set of pages that left the program, and the number that their codes carry. */
import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { FormSubject } from '../../../src-shared/contract/form.ts'
import type { Printed, PrintedWay } from '../../../src-shared/contract/scan.ts'
import type { FormCode } from '../../../src-shared/forms/formCode.ts'
import { HOME } from '../../../src-shared/forms/home.ts'
import { FORMS, type FormKey, type Mode } from '../../../src-shared/forms/index.ts'
import type { Context, Stamp } from '../../context.ts'
import { folderMark } from '../folderMark.ts'

/** One form that is about to leave. */
export interface Leaving {
  form: FormKey
  mode: Mode
  subject: FormSubject
  facts: unknown
  pages: number
}

// No 0, O, 1, I: the mark is read aloud and typed.
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** The mark of this organisation's papers: four letters of the folder's own mark, so a restored or handed-over copy reads its papers. */
export async function paperMark(manager: EntityManager): Promise<string> {
  const digest = createHash('sha256')
    .update(await folderMark(manager))
    .digest()
  return [...digest.subarray(0, 4)].map(byte => LETTERS[byte % LETTERS.length]).join('')
}

/** Does a form carry a code at all? */
export const isCoded = (form: FormKey): boolean => HOME[form] !== null

/** Enters papers in the ledger, each with a number of its own, and answers what their codes say. */
export async function enterPrinted(
  manager: EntityManager,
  papers: readonly Leaving[],
  way: PrintedWay,
  stamp: Stamp,
): Promise<Omit<FormCode, 'page'>[]> {
  const mark = await paperMark(manager)
  const codes: Omit<FormCode, 'page'>[] = []
  for (const { form, mode, subject, facts, pages } of papers) {
    const { about, ...owner } = await ownerOf(manager, subject)
    const [row] = (await manager.query(
      `INSERT INTO printed (form, subject, about, mode, pages, digest, way, batch_id, contest_id, venue_id, supervisor_id, visit_id,
         contest_visit_id, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      [
        form,
        JSON.stringify(identity(subject)),
        about,
        mode,
        pages,
        digestOf({ form, mode, facts }),
        way,
        owner.batchId,
        owner.contestId,
        owner.venueId,
        owner.supervisorId,
        owner.visitId,
        owner.contestVisitId,
        stamp.actor,
        stamp.at,
      ],
    )) as { id: number }[]
    if (!row) throw new Error('a print was not entered')
    codes.push({ row: row.id, mark })
  }
  return codes
}

/** What it is about, whatever it looks like: another seating of the same session is a later print of the same paper. */
function identity(subject: FormSubject): FormSubject {
  if (subject.kind !== 'session') return subject
  const { seating: _, showIds: __, ...same } = subject
  return same
}

/** Of what a print says: a second print of unchanged facts is the same paper. */
function digestOf(said: object): string {
  const text = JSON.stringify(said, (_, value: unknown) =>
    value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value,
  )
  return createHash('sha256').update(text).digest('hex')
}

type Owner = Record<'batchId' | 'contestId' | 'venueId' | 'supervisorId' | 'visitId' | 'contestVisitId', number | null>

const NOBODY: Owner = {
  batchId: null,
  contestId: null,
  venueId: null,
  supervisorId: null,
  visitId: null,
  contestVisitId: null,
}

const OF_BATCH = `'批次「' || b.name || '」'`

/** By kind of subject: its name in words and whose it is. `asked` has its id, and the part of it that is meant. */
export const OWNERS: Record<Exclude<FormSubject['kind'], 'none' | 'printJob' | 'year'>, string> = {
  supervisor: `SELECT name AS about, id AS supervisorId FROM supervisor WHERE id = (SELECT id FROM asked)`,
  venue: `SELECT '场地「' || name || '」' AS about, id AS venueId FROM venue WHERE id = (SELECT id FROM asked)`,
  check: `SELECT '场地「' || v.name || '」' || coalesce(k.finished_on, k.started_on) || ' 核查' AS about, v.id AS venueId
    FROM venue_check k JOIN venue v ON v.id = k.venue_id WHERE k.id = (SELECT id FROM asked)`,
  batch: `SELECT ${OF_BATCH} AS about, b.id AS batchId FROM batch b WHERE b.id = (SELECT id FROM asked)`,
  assignment: `SELECT ${OF_BATCH} || ' ' || a.number || coalesce(' ' || (SELECT name FROM supervisor WHERE id = (SELECT part FROM asked)), '') AS about, b.id AS batchId
    FROM assignment a JOIN batch b ON b.id = a.batch_id WHERE a.id = (SELECT id FROM asked)`,
  record: `SELECT ${OF_BATCH} || ' ' || r.on_date || ' ' || s.name AS about, b.id AS batchId
    FROM supervision r JOIN batch b ON b.id = r.batch_id JOIN supervisor s ON s.id = r.supervisor_id WHERE r.id = (SELECT id FROM asked)`,
  visit: `SELECT ${OF_BATCH} || ' ' || v.on_date || ' ' || v.kind || coalesce(' ' || (v.inspectors ->> ('$[' || CAST((SELECT part FROM asked) AS INTEGER) || '].name')), '') AS about,
    b.id AS batchId, v.id AS visitId FROM visit v JOIN batch b ON b.id = v.batch_id WHERE v.id = (SELECT id FROM asked)`,
  rectification: `SELECT ${OF_BATCH} || ' ZG-' || r.id AS about, b.id AS batchId FROM rectification r JOIN batch b ON b.id = r.batch_id
    WHERE r.id = (SELECT id FROM asked)`,
  sample: `SELECT ${OF_BATCH} || ' 抽查 ' || m.id AS about, b.id AS batchId FROM batch_sample m JOIN batch b ON b.id = m.batch_id
    WHERE m.id = (SELECT id FROM asked)`,
  contest: `SELECT '竞赛「' || c.name || '」' || coalesce((SELECT ' ' || on_date FROM contest_visit WHERE id = (SELECT part FROM asked)), '') AS about,
    c.id AS contestId, (SELECT id FROM contest_visit WHERE id = (SELECT part FROM asked)) AS contestVisitId FROM contest c WHERE c.id = (SELECT id FROM asked)`,
  course: `SELECT '培训班「' || name || '」' AS about FROM training_class WHERE id = (SELECT id FROM asked)`,
  destruction: `SELECT '销毁清册 ' || number AS about FROM destruction WHERE id = (SELECT id FROM asked)`,
  session: `SELECT ${OF_BATCH} || ' ' || n.date || ' ' || n.from_time || ' ' || n.room
      || coalesce(' ' || (SELECT name FROM batch_staff WHERE id = (SELECT part FROM asked)), '') AS about, b.id AS batchId
    FROM batch_session n JOIN batch b ON b.id = n.batch_id WHERE n.id = (SELECT id FROM asked)`,
}

async function ownerOf(manager: EntityManager, subject: FormSubject): Promise<Owner & { about: string }> {
  if (subject.kind === 'none') return { ...NOBODY, about: '' }
  if (subject.kind === 'printJob') return { ...NOBODY, about: '制卡' }
  if (subject.kind === 'year') return { ...NOBODY, about: `${subject.from} 至 ${subject.to}` }
  const [row] = (await manager.query(`WITH asked (id, part) AS (VALUES (?, ?)) ${OWNERS[subject.kind]}`, [
    subject.id,
    partOf(subject),
  ])) as (Partial<Owner> & {
    about: string
  })[]
  const candidate = subject.kind === 'session' && subject.candidate !== undefined ? subject.candidate : null
  const name =
    candidate === null
      ? ''
      : ` ${((await manager.query('SELECT name FROM batch_candidate WHERE id = ?', [candidate])) as { name: string }[])[0]?.name ?? ''}`
  return { ...NOBODY, ...row, about: `${row?.about ?? ''}${name}` }
}

function partOf(subject: Exclude<FormSubject, { kind: 'none' | 'printJob' | 'year' }>): number | null {
  switch (subject.kind) {
    case 'assignment':
      return subject.person ?? null
    case 'visit':
      return subject.inspector ?? null
    case 'contest':
      return subject.visit ?? null
    case 'session':
      return subject.staff ?? null
    default:
      return null
  }
}

const SHOWN = `SELECT id, form, about, mode, pages, way, recorded_by AS recordedBy, recorded_at AS recordedAt,
  (SELECT count(DISTINCT p.page) FROM scan_page p WHERE p.filed_as IS NOT NULL AND p.printed_id = printed.id) AS home FROM printed`

/** The ledger, newest first. */
export async function listPrinted(
  { db }: Pick<Context, 'db'>,
  { search, page: { offset, limit } }: { search: string; page: { offset: number; limit: number } },
): Promise<{ rows: Printed[]; total: number }> {
  return db.read(async manager => {
    const forms = Object.entries(FORMS).flatMap(([key, { title }]) => (title.includes(search) ? [key] : []))
    const where = `WHERE instr(about, ?) > 0 OR form IN (SELECT value FROM json_each(?))`
    const params = [search, JSON.stringify(forms)]
    const rows = (await manager.query(`${SHOWN} ${where} ORDER BY id DESC LIMIT ? OFFSET ?`, [
      ...params,
      limit,
      offset,
    ])) as (Omit<Printed, 'title'> & { form: FormKey })[]
    const [count] = (await manager.query(`SELECT count(*) AS total FROM printed ${where}`, params)) as {
      total: number
    }[]
    return {
      rows: rows.map(({ form, ...row }) => ({ ...row, title: FORMS[form]?.title ?? form })),
      total: count?.total ?? 0,
    }
  })
}
