/** Every form that a batch has, as it would be printed today: 委派单, 回避声明, internal records of all versions, 附件3–5, 整改 papers, samples. */
import type { FormSubject } from '../../../src-shared/contract/form.ts'
import { visitForm } from '../../../src-shared/domain/slot.ts'
import { FORMS, type FormKey, type Mode } from '../../../src-shared/forms/index.ts'
import { RECORD_KIND } from '../../../src-shared/labels.ts'
import type { Row, Rows } from '../../../src-shared/nouns/noun.ts'
import { codeRecord } from '../dossier/index.ts'

export interface FormEntry {
  /** Path below data/. */
  name: string
  form: FormKey
  mode: Mode
  subject: FormSubject
  slot: string
  code: string
  title: string
  /** Of what was done in this batch; forms of the venue and blank heads alone make no package. */
  own: boolean
}

const id = (row: Row): number => Number(row.id)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export function formEntries(rows: Rows): FormEntry[] {
  const name = new Map((rows.supervisor ?? []).map(person => [person.id, text(person.name)]))
  return [
    ...(rows.assignment ?? []).flatMap(row => [
      entry('assignment', { kind: 'assignment', id: id(row) }, 'R3', `委派单 ${text(row.number)}`),
      ...peopleOf(rows, row).map(person =>
        entry(
          'avoidance',
          { kind: 'assignment', id: id(row), person },
          'R4',
          `回避声明 ${name.get(person) ?? ''}`,
          `-P${person}`,
        ),
      ),
    ]),
    ...(rows.batch_sample ?? []).map(row =>
      entry(
        'sampleList',
        { kind: 'sample', id: id(row) },
        'Q5',
        `考生身份抽查名单 ${text(row.recordedAt).slice(0, 10)}`,
      ),
    ),
    ...venueForms(rows),
    ...(rows.supervision ?? [])
      .filter(row => row.state === 'sealed' || row.state === 'superseded')
      .map(row => {
        const kind = row.kind === 'onsite' ? 'onsite' : 'afterwards'
        const title = `内部质量督导记录（${RECORD_KIND[kind]}）${text(row.onDate)} ${name.get(row.supervisorId) ?? ''} 第 ${String(row.version)} 版`
        const form = kind === 'onsite' ? 'internalSite' : 'internalAfter'
        return entry(form, { kind: 'record', id: id(row) }, 'D1', title)
      }),
    ...(rows.visit ?? []).filter(row => (row.struckAt ?? null) === null).flatMap(visitForms),
    ...(rows.rectification ?? []).flatMap(row => {
      const subject: FormSubject = { kind: 'rectification', id: id(row) }
      const notice = entry('rectifyNotice', subject, 'D5', `整改通知 ZG-${id(row)}`)
      return row.repliedOn === null
        ? [notice]
        : [notice, entry('rectifyReply', subject, 'D5', `整改回复 ZG-${id(row)}`)]
    }),
  ]
}

function entry(
  form: FormKey,
  subject: FormSubject,
  slot: string,
  title: string,
  suffix = '',
  mode: Mode = 'filled',
): FormEntry {
  const code = `${FORMS[form].code}-${codeRecord(subject)}${suffix}`
  const own = mode === 'filled' && slot !== 'R5'
  return { name: `forms/${code}.pdf`, form, mode, subject, slot, code, title, own }
}

const peopleOf = (rows: Rows, assignment: Row): number[] => [
  ...new Set(
    (rows.assignment_person ?? [])
      .filter(row => row.assignmentId === assignment.id)
      .map(row => Number(row.supervisorId)),
  ),
]

/** 附件3 and 附件4 with their heads alone: the rest is the inspectors' hand, or a scan among the papers. */
function visitForms(row: Row): FormEntry[] {
  const kind = visitForm(text(row.kind))
  const on = text(row.onDate)
  const batch: FormSubject = { kind: 'batch', id: Number(row.batchId) }
  const inspectors = Array.isArray(row.inspectors) ? (row.inspectors as Row[]) : []
  const head = (form: 'annex3Site' | 'annex3After', slot: string) =>
    entry(form, batch, slot, `附件3（${on} 督导，表头）`, `-I${id(row)}`, 'prefilled')
  return [
    ...(kind === 'onsite' ? [head('annex3Site', 'D2')] : kind === 'afterwards' ? [head('annex3After', 'D3')] : []),
    ...inspectors.map((inspector, i) =>
      entry(
        'annex4',
        { kind: 'visit', id: id(row), inspector: i },
        'D4',
        `附件4（${text(inspector.name)}，${on}）`,
        `-${i + 1}`,
      ),
    ),
  ]
}

/** 附件5's □是□否 stay blank (T14). The 差异附页 is about the newest finished count, else about what changed since 备案. */
function venueForms(rows: Rows): FormEntry[] {
  return (rows.venue ?? []).flatMap(venue => {
    const subject: FormSubject = { kind: 'venue', id: id(venue) }
    const check = (rows.venue_check ?? []).filter(row => row.state === 'finished').at(-1)
    const about: FormSubject | null = check
      ? { kind: 'check', id: id(check) }
      : (rows.baseline ?? []).length > 0
        ? subject
        : null
    return [
      entry('annex5', subject, 'R5', `附件5 ${text(venue.name)}`),
      entry('venueSheet', subject, 'R5', `场地基本信息表 ${text(venue.name)}`),
      ...(about ? [entry('venueDiff', about, 'R5', `场地差异附页 ${text(venue.name)}`)] : []),
    ]
  })
}
