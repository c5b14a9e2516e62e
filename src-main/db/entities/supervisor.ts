import { EntitySchema } from 'typeorm'
import type { Sex } from '../../../src-shared/domain/age.ts'
import { blobOrNull, flag, integer, integerOrNull, json, key, origin, realOrNull, text, textOrNull } from './column.ts'

export interface SupervisorRecord {
  origin?: string
  id: number
  version: number
  name: string
  sex: Sex
  birth: string
  idCipher: Uint8Array | null
  idDigest: string | null
  phone: string
  department: string
  position: string
  education: string
  source: string
  note: string
  photo: string | null
  photoWarnings: string[]
  photoName: string // the file name that the imported roster gave
  pinyin: string
  initials: string
  createdAt: string
  updatedAt: string
  deletedAt: string | null
}

export const SupervisorTable = new EntitySchema<SupervisorRecord>({
  name: 'supervisor',
  columns: {
    id: key,
    origin,
    version: integer,
    name: text,
    sex: text,
    birth: text,
    idCipher: blobOrNull,
    idDigest: textOrNull,
    phone: text,
    department: text,
    position: text,
    education: text,
    source: text,
    note: text,
    photo: textOrNull,
    photoWarnings: json,
    photoName: text,
    pinyin: text,
    initials: text,
    createdAt: text,
    updatedAt: text,
    deletedAt: textOrNull,
  },
})

interface Recorded {
  id: number
  supervisorId: number
  recordedBy: string
  recordedAt: string
}

interface Struck {
  struckAt: string | null
  struckBy: string
  strikeReason: string
}

interface Attached {
  file: string | null
  fileName: string
}

const recorded = { id: key, supervisorId: integer, recordedBy: text, recordedAt: text }
const struck = { struckAt: textOrNull, struckBy: text, strikeReason: text }
const attached = { file: textOrNull, fileName: text }

export interface TrainingRow extends Recorded, Struck, Attached {
  onDate: string
  hours: number | null
  subject: string
  organizer: string
}

export const TrainingTable = new EntitySchema<TrainingRow>({
  name: 'training',
  columns: { ...recorded, onDate: text, hours: realOrNull, subject: text, organizer: text, ...attached, ...struck },
})

export interface ExamRow extends Recorded, Struck, Attached {
  onDate: string
  score: number | null
  passed: boolean
}

export const ExamTable = new EntitySchema<ExamRow>({
  name: 'exam',
  columns: { ...recorded, onDate: text, score: realOrNull, passed: flag, ...attached, ...struck },
})

export interface AttestationRow extends Recorded, Struck, Attached {
  clause: 'c1' | 'c2' | 'c3' | 'c4' | 'health'
  byName: string
  onDate: string
}

export const AttestationTable = new EntitySchema<AttestationRow>({
  name: 'attestation',
  columns: { ...recorded, clause: text, byName: text, onDate: text, ...attached, ...struck },
})

export interface AppointmentRow extends Recorded {
  startDate: string
  endDate: string
  document: string
  previousId: number | null
  facts: unknown // what was judged when it was made: age, dates, warnings
  dismissedOn: string | null
  dismissReason: string
  dismissedBy: string
}

export const AppointmentTable = new EntitySchema<AppointmentRow>({
  name: 'appointment',
  columns: {
    ...recorded,
    startDate: text,
    endDate: text,
    document: text,
    previousId: integerOrNull,
    facts: json,
    dismissedOn: textOrNull,
    dismissReason: text,
    dismissedBy: text,
  },
})

export interface SuspensionRow extends Recorded, Struck {
  fromDate: string
  untilDate: string | null
  reason: string
}

export const SuspensionTable = new EntitySchema<SuspensionRow>({
  name: 'suspension',
  columns: { ...recorded, fromDate: text, untilDate: textOrNull, reason: text, ...struck },
})
