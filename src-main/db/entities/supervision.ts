import { EntitySchema } from 'typeorm'
import type { VisitInput } from '../../../src-shared/contract/supervision.ts'
import { integer, integerOrNull, json, key, text, textOrNull } from './column.ts'

const struck = { struckAt: textOrNull, struckBy: text, strikeReason: text }
const recorded = { recordedBy: text, recordedAt: text }
interface Struck {
  struckAt: string | null
  struckBy: string
  strikeReason: string
}
interface Recorded {
  recordedBy: string
  recordedAt: string
}

export interface ItemAnswer {
  number: string
  answer: 'yes' | 'no' | null
  remark: string
}

export interface SupervisionRow extends Recorded {
  id: number
  rootId: number | null // the first version; null on the first itself
  version: number
  batchId: number
  assignmentId: number
  supervisorId: number
  kind: 'onsite' | 'afterwards'
  phases: ('before' | 'during' | 'after')[]
  sessionIds: number[]
  onDate: string
  badge: 'yes' | 'no' | null
  items: ItemAnswer[]
  opinion: string
  state: 'draft' | 'sealed' | 'superseded' | 'discarded'
  sealedAt: string | null
  correctionReason: string
}

export const SupervisionTable = new EntitySchema<SupervisionRow>({
  name: 'supervision',
  columns: {
    id: key,
    rootId: integerOrNull,
    version: integer,
    batchId: integer,
    assignmentId: integer,
    supervisorId: integer,
    kind: text,
    phases: json,
    sessionIds: json,
    onDate: text,
    badge: textOrNull,
    items: json,
    opinion: text,
    state: text,
    sealedAt: textOrNull,
    correctionReason: text,
    ...recorded,
  },
})

interface FileOf extends Recorded {
  id: number
  file: string
  fileName: string
}

export interface SupervisionFileRow extends FileOf {
  supervisionId: number
  number: string
}

export const SupervisionFileTable = new EntitySchema<SupervisionFileRow>({
  name: 'supervision_evidence',
  columns: { id: key, supervisionId: integer, number: text, file: text, fileName: text, ...recorded },
})

export interface VisitRow extends Recorded, Struck {
  id: number
  batchId: number
  kind: string
  onDate: string
  endedOn: string
  endReason: string
  inspectors: VisitInput['inspectors']
  opinion: string
}

export const VisitTable = new EntitySchema<VisitRow>({
  name: 'visit',
  columns: {
    id: key,
    batchId: integer,
    kind: text,
    onDate: text,
    endedOn: text,
    endReason: text,
    inspectors: json,
    opinion: text,
    ...recorded,
    ...struck,
  },
})

export interface VisitScanRow extends FileOf, Struck {
  visitId: number
  form: string
}

export const VisitScanTable = new EntitySchema<VisitScanRow>({
  name: 'visit_scan',
  columns: { id: key, visitId: integer, form: text, file: text, fileName: text, ...recorded, ...struck },
})

export interface HandedRow extends Recorded, Struck {
  id: number
  visitId: number
  at: string
  what: string
  way: '查阅' | '复印' | '移交'
  byName: string
  toName: string
}

export const HandedTable = new EntitySchema<HandedRow>({
  name: 'visit_handed',
  columns: {
    ...{ id: key, visitId: integer, at: text, what: text, way: text, byName: text, toName: text },
    ...recorded,
    ...struck,
  },
})

/** 工作反馈情况 about one 外督员: a version each time, with the sheet as it was printed. */
export interface FeedbackRow extends Recorded, Struck {
  id: number
  visitId: number
  inspector: string
  number: string // of his card
  version: number
  body: string
  sheet: Record<'org' | 'inspector' | 'arrived' | 'left' | 'feedback', string>
}

export const FeedbackTable = new EntitySchema<FeedbackRow>({
  name: 'visit_feedback',
  columns: {
    ...{ id: key, visitId: integer, inspector: text, number: text, version: integer, body: text, sheet: json },
    ...recorded,
    ...struck,
  },
})

export interface DeadlineRow extends Struck, Recorded {
  id: number
  source: 'visit' | 'rectification' | 'manual'
  batchId: number | null
  visitId: number | null
  rectificationId: number | null
  contestVisitId: number | null
  what: string
  rule: string // D5, WD5, or '' for a date somebody set
  basis: string
  article: string
  event: string
  eventOn: string
  due: string | null // null: the calendar of that year is not loaded
  note: string
  submittedOn: string | null
  receipt: string
}

export const DeadlineTable = new EntitySchema<DeadlineRow>({
  name: 'deadline',
  columns: {
    id: key,
    source: text,
    batchId: integerOrNull,
    visitId: integerOrNull,
    rectificationId: integerOrNull,
    contestVisitId: integerOrNull,
    what: text,
    rule: text,
    basis: text,
    article: text,
    event: text,
    eventOn: text,
    due: textOrNull,
    note: text,
    submittedOn: textOrNull,
    receipt: text,
    ...recorded,
    ...struck,
  },
})

export interface RectificationRow extends Recorded {
  id: number
  batchId: number
  supervisionId: number | null
  visitId: number | null
  number: string
  problem: string
  measure: string
  responsible: string
  due: string | null
  openedOn: string
  reply: string
  repliedOn: string | null
  reviewer: string
  closedOn: string | null
  noEvidence: string // why none can exist; '' where there is some
}

export const RectificationTable = new EntitySchema<RectificationRow>({
  name: 'rectification',
  columns: {
    id: key,
    batchId: integer,
    supervisionId: integerOrNull,
    visitId: integerOrNull,
    number: text,
    problem: text,
    measure: text,
    responsible: text,
    due: textOrNull,
    openedOn: text,
    reply: text,
    repliedOn: textOrNull,
    reviewer: text,
    closedOn: textOrNull,
    noEvidence: text,
    ...recorded,
  },
})

export interface RectificationFileRow extends FileOf {
  rectificationId: number
}

export const RectificationFileTable = new EntitySchema<RectificationFileRow>({
  name: 'rectification_evidence',
  columns: { id: key, rectificationId: integer, file: text, fileName: text, ...recorded },
})

export interface CalendarRow extends Recorded {
  year: number
  source: string
  body: { holidays: { name: string; from: string; to: string }[]; workdays: string[] }
}

export const CalendarTable = new EntitySchema<CalendarRow>({
  name: 'calendar_year',
  columns: { year: { ...integer, primary: true }, source: text, body: json, ...recorded },
})
