import { EntitySchema } from 'typeorm'
import type { Box, Secrecy } from '../../../src-shared/contract/evidence.ts'
import { flag, integer, integerOrNull, json, key, realOrNull, text, textOrNull } from './column.ts'

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

/** A file of evidence with its one owner. */
export interface EvidenceRow extends Recorded, Struck {
  id: number
  batchId: number | null
  venueId: number | null
  supervisorId: number | null
  visitId: number | null
  contestId: number | null
  slot: string // '' where the owner has no slots
  seq: number
  title: string
  author: string
  onDate: string | null
  category: string
  secrecy: Secrecy
  recorder: string
  place: string
  subject: string
  pageNo: number | null
  pageCount: number | null
  file: string
  fileName: string
  bytes: number
  type: string
  modifiedAt: string | null // the file's own time when it came in, ISO instant
  width: number | null
  height: number | null
  seconds: number | null
  takenAt: string | null // the camera's own clock, uncorrected: 2026-11-23T09:30:00
  camera: string
  thumbnail: string | null
  boxes: Box[]
  destructionId: number | null
}

export const EvidenceTable = new EntitySchema<EvidenceRow>({
  name: 'evidence',
  columns: {
    id: key,
    batchId: integerOrNull,
    venueId: integerOrNull,
    supervisorId: integerOrNull,
    visitId: integerOrNull,
    contestId: integerOrNull,
    slot: text,
    seq: integer,
    title: text,
    author: text,
    onDate: textOrNull,
    category: text,
    secrecy: text,
    recorder: text,
    place: text,
    subject: text,
    pageNo: integerOrNull,
    pageCount: integerOrNull,
    file: text,
    fileName: text,
    bytes: integer,
    type: text,
    modifiedAt: textOrNull,
    width: integerOrNull,
    height: integerOrNull,
    seconds: realOrNull,
    takenAt: textOrNull,
    camera: text,
    thumbnail: textOrNull,
    boxes: json,
    destructionId: integerOrNull,
    ...recorded,
    ...struck,
  },
})

export interface SlotNaRow extends Recorded, Struck {
  id: number
  batchId: number | null
  contestId: number | null
  slot: string
  reason: string
}

export const SlotNaTable = new EntitySchema<SlotNaRow>({
  name: 'slot_na',
  columns: {
    id: key,
    batchId: integerOrNull,
    contestId: integerOrNull,
    slot: text,
    reason: text,
    ...recorded,
    ...struck,
  },
})

export interface MediaClockRow extends Recorded {
  id: number
  batchId: number
  camera: string
  offsetSeconds: number // true time minus camera time
  evidenceId: number
  trueAt: string
}

export const MediaClockTable = new EntitySchema<MediaClockRow>({
  name: 'media_clock',
  columns: {
    id: key,
    batchId: integer,
    camera: text,
    offsetSeconds: integer,
    evidenceId: integer,
    trueAt: text,
    ...recorded,
  },
})

export interface CheckInputRow extends Recorded {
  id: number
  batchId: number
  kind: string
  body: unknown
}

export const CheckInputTable = new EntitySchema<CheckInputRow>({
  name: 'check_input',
  columns: { id: key, batchId: integer, kind: text, body: json, ...recorded },
})

export interface SealRow extends Recorded {
  id: number
  batchId: number
  version: number
  files: number
  bytes: number
  manifest: string // its file in the store, and so its SHA-256
  logHead: string
  anchor: string
  openedAt: string | null
  openedBy: string
  openReason: string
}

export const SealTable = new EntitySchema<SealRow>({
  name: 'seal',
  columns: {
    id: key,
    batchId: integer,
    version: integer,
    files: integer,
    bytes: integer,
    manifest: text,
    logHead: text,
    anchor: text,
    openedAt: textOrNull,
    openedBy: text,
    openReason: text,
    ...recorded,
  },
})

export interface HoldRow extends Recorded {
  id: number
  batchId: number
  reason: string
  liftedAt: string | null
  liftedBy: string
  liftReason: string
}

export const HoldTable = new EntitySchema<HoldRow>({
  name: 'hold',
  columns: {
    id: key,
    batchId: integer,
    reason: text,
    liftedAt: textOrNull,
    liftedBy: text,
    liftReason: text,
    ...recorded,
  },
})

export interface FixityRunRow extends Recorded {
  id: number
  batchId: number | null // null: all that the store holds
  scheduled: boolean
  files: number
  bytes: number
  changed: string[]
  missing: string[]
  unread: string[] // 「place：why」
  complete: boolean
}

export const FixityRunTable = new EntitySchema<FixityRunRow>({
  name: 'fixity_run',
  columns: {
    id: key,
    batchId: integerOrNull,
    scheduled: flag,
    files: integer,
    bytes: integer,
    changed: json,
    missing: json,
    unread: json,
    complete: flag,
    ...recorded,
  },
})

export interface AccessEntryRow extends Recorded {
  id: number
  batchId: number
  visitor: string
  unit: string
  purpose: string
  what: string
  way: '查阅' | '复印' | '拍照' | '导出'
  approvedBy: string
  attendedBy: string
  slots: string[] // what it opens; none: the whole batch
  untilOn: string | null // its last day; null: that of its entry
  endedAt: string | null
  endedBy: string
  endReason: string
}

export const AccessEntryTable = new EntitySchema<AccessEntryRow>({
  name: 'access_entry',
  columns: {
    id: key,
    batchId: integer,
    visitor: text,
    unit: text,
    purpose: text,
    what: text,
    way: text,
    approvedBy: text,
    attendedBy: text,
    slots: json,
    untilOn: textOrNull,
    endedAt: textOrNull,
    endedBy: text,
    endReason: text,
    ...recorded,
  },
})

export interface DestructionRow extends Recorded, Struck {
  id: number
  number: string // XH-2026-0001
  year: number
  seq: number
  reason: string
  approvedBy: string
  witnessedBy: string
  items: number[] // evidence ids
  doneAt: string | null
}

export const DestructionTable = new EntitySchema<DestructionRow>({
  name: 'destruction',
  columns: {
    id: key,
    number: text,
    year: integer,
    seq: integer,
    reason: text,
    approvedBy: text,
    witnessedBy: text,
    items: json,
    doneAt: textOrNull,
    ...recorded,
    ...struck,
  },
})

export interface PackageExportRow extends Recorded {
  id: number
  batchId: number
  sealId: number | null
  kind: 'full' | 'masked'
  form: 'folder' | 'zip'
  name: string
  receiver: string
  files: number
  bytes: number
  digest: string
  logHead: string
  anchor: string
  /** Masked copies and what they were made from; `leftOut`: a sheet in its place, and why. */
  sources: { name: string; sha256: string; source: string; leftOut?: string }[]
}

export const PackageExportTable = new EntitySchema<PackageExportRow>({
  name: 'package_export',
  columns: {
    id: key,
    batchId: integer,
    sealId: integerOrNull,
    kind: text,
    form: text,
    name: text,
    receiver: text,
    files: integer,
    bytes: integer,
    digest: text,
    logHead: text,
    anchor: text,
    sources: json,
    ...recorded,
  },
})
