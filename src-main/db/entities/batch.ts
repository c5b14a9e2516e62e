import { EntitySchema } from 'typeorm'
import type { BatchDates, BatchInput } from '../../../src-shared/contract/batch.ts'
import type { ScoreRule, Scores } from '../../../src-shared/domain/score.ts'
import { blobOrNull, integer, integerOrNull, json, key, origin, text, textOrNull } from './column.ts'

export interface BatchRecord {
  origin?: string
  id: number
  version: number
  planNo: string
  name: string
  forms: BatchInput['forms']
  items: BatchInput['items']
  venueId: number | null
  place: string
  contact: string
  phone: string
  note: string
  dates: BatchDates
  scoreRule?: ScoreRule
  createdAt: string
  updatedAt: string
  deletedAt: string | null
}

export const BatchTable = new EntitySchema<BatchRecord>({
  name: 'batch',
  columns: {
    id: key,
    origin,
    version: integer,
    planNo: text,
    name: text,
    forms: json,
    items: json,
    venueId: integerOrNull,
    place: text,
    contact: text,
    phone: text,
    note: text,
    dates: json,
    scoreRule: { ...json, default: '{}', select: false }, // read by services/batch/score alone
    createdAt: text,
    updatedAt: text,
    deletedAt: textOrNull,
  },
})

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

export interface ActualSession {
  date: string
  from: string
  to: string
  room: string
  count: number
}

export interface SessionRecord extends Struck {
  id: number
  batchId: number
  date: string
  fromTime: string
  toTime: string
  room: string
  subject: string
  count: number
  actual: ActualSession | null
  explanation: string
}

export const SessionTable = new EntitySchema<SessionRecord>({
  name: 'batch_session',
  columns: {
    id: key,
    batchId: integer,
    date: text,
    fromTime: text,
    toTime: text,
    room: text,
    subject: text,
    count: integer,
    actual: { ...json, nullable: true },
    explanation: text,
    ...struck,
  },
})

export interface StaffRecord extends Struck, Recorded {
  id: number
  batchId: number
  role: 'examiner' | 'affairs' | 'invigilator' | 'head'
  name: string
  supervisorId: number | null
  certificate: string
  validTo: string | null
  phone: string
  sessionIds: number[]
}

export const StaffTable = new EntitySchema<StaffRecord>({
  name: 'batch_staff',
  columns: {
    id: key,
    batchId: integer,
    role: text,
    name: text,
    supervisorId: integerOrNull,
    certificate: text,
    validTo: textOrNull,
    phone: text,
    sessionIds: json,
    ...recorded,
    ...struck,
  },
})

export interface CandidateRecord {
  id: number
  batchId: number
  number: string
  name: string
  sex: string
  idCipher: Uint8Array | null
  idDigest: string | null
  occupation: string
  level: string
  unit: string
  phone: string
  scores?: Scores
  replacedAt: string | null // no longer in the list, but in a sample that was drawn from it
}

export const CandidateTable = new EntitySchema<CandidateRecord>({
  name: 'batch_candidate',
  columns: {
    id: key,
    batchId: integer,
    number: text,
    name: text,
    sex: text,
    idCipher: blobOrNull,
    idDigest: textOrNull,
    occupation: text,
    level: text,
    unit: text,
    phone: { ...text, default: '' },
    scores: { ...json, default: '{}', select: false }, // likewise
    replacedAt: textOrNull,
  },
})

export interface SampleRecord extends Recorded {
  id: number
  batchId: number
  seed: string
  size: number
  total: number // how many were in the list
  candidates: number[]
}

export const SampleTable = new EntitySchema<SampleRecord>({
  name: 'batch_sample',
  columns: { id: key, batchId: integer, seed: text, size: integer, total: integer, candidates: json, ...recorded },
})

export interface RelationRecord extends Struck, Recorded {
  id: number
  supervisorId: number
  withName: string
  withSupervisorId: number | null
  kind: '近亲属' | '师生' | '师徒' | '同事' | '培训授课' | '利害关系'
  declaredBy: 'self' | 'other'
  onDate: string
  note: string
}

export const RelationTable = new EntitySchema<RelationRecord>({
  name: 'relation',
  columns: {
    id: key,
    supervisorId: integer,
    withName: text,
    withSupervisorId: integerOrNull,
    kind: text,
    declaredBy: text,
    onDate: text,
    note: text,
    ...recorded,
    ...struck,
  },
})

export interface AssignmentRecord extends Recorded {
  id: number
  batchId: number
  number: string
  year: number
  seq: number
  content: string
  issuedOn: string
  issuer: string
  state: 'valid' | 'void'
  voidReason: string
  lateReason: string // 补办: why it is later than its session
}

export const AssignmentTable = new EntitySchema<AssignmentRecord>({
  name: 'assignment',
  columns: {
    id: key,
    batchId: integer,
    number: text,
    year: integer,
    seq: integer,
    content: text,
    issuedOn: text,
    issuer: text,
    state: text,
    voidReason: text,
    lateReason: text,
    ...recorded,
  },
})

export interface AssignmentPersonRecord {
  id: number
  assignmentId: number
  supervisorId: number
  sessionId: number
  override: string | null
  approver: string
}

export const AssignmentPersonTable = new EntitySchema<AssignmentPersonRecord>({
  name: 'assignment_person',
  columns: {
    id: key,
    assignmentId: integer,
    supervisorId: integer,
    sessionId: integer,
    override: textOrNull,
    approver: text,
  },
})
