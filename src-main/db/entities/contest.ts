import { EntitySchema } from 'typeorm'
import type { ContestInput, ContestVisitInput } from '../../../src-shared/contract/contest.ts'
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

export interface ContestRecord {
  id: number
  version: number
  name: string
  host: string
  coHost: string
  items: ContestInput['items']
  noticeNo: string
  fromOn: string | null
  toOn: string | null
  contact: string
  phone: string
  note: string
  ratio: string // as typed: 1/3, 30%
  ratioNo: string
  entrants: number | null
  applied: number | null
  readyOn: string | null
  readyBy: string
  createdAt: string
  updatedAt: string
  deletedAt: string | null
}

export const ContestTable = new EntitySchema<ContestRecord>({
  name: 'contest',
  columns: {
    id: key,
    version: integer,
    name: text,
    host: text,
    coHost: text,
    items: json,
    noticeNo: text,
    fromOn: textOrNull,
    toOn: textOrNull,
    contact: text,
    phone: text,
    note: text,
    ratio: text,
    ratioNo: text,
    entrants: integerOrNull,
    applied: integerOrNull,
    readyOn: textOrNull,
    readyBy: text,
    createdAt: text,
    updatedAt: text,
    deletedAt: textOrNull,
  },
})

export interface ContestPlaceRecord extends Struck {
  id: number
  contestId: number
  place: string
  occupation: string
  people: number
  fromOn: string
  fromTime: string
  toOn: string
  toTime: string
  note: string
}

export const ContestPlaceTable = new EntitySchema<ContestPlaceRecord>({
  name: 'contest_place',
  columns: {
    id: key,
    contestId: integer,
    place: text,
    occupation: text,
    people: integer,
    fromOn: text,
    fromTime: text,
    toOn: text,
    toTime: text,
    note: text,
    ...struck,
  },
})

export interface ContestStaffRecord extends Struck, Recorded {
  id: number
  contestId: number
  name: string
  duty: string
  certificate: string
  validTo: string | null
  phone: string
  file: string | null
  fileName: string
}

export const ContestStaffTable = new EntitySchema<ContestStaffRecord>({
  name: 'contest_staff',
  columns: {
    id: key,
    contestId: integer,
    name: text,
    duty: text,
    certificate: text,
    validTo: textOrNull,
    phone: text,
    file: textOrNull,
    fileName: text,
    ...recorded,
    ...struck,
  },
})

export interface ContestVisitRecord extends Struck, Recorded {
  id: number
  contestId: number
  kind: ContestVisitInput['kind']
  placeId: number | null
  parts: ContestVisitInput['parts']
  onDate: string
  endedOn: string
  endReason: string
  inspectors: ContestVisitInput['inspectors']
  opinion: string
}

export const ContestVisitTable = new EntitySchema<ContestVisitRecord>({
  name: 'contest_visit',
  columns: {
    id: key,
    contestId: integer,
    kind: text,
    placeId: integerOrNull,
    parts: json,
    onDate: text,
    endedOn: text,
    endReason: text,
    inspectors: json,
    opinion: text,
    ...recorded,
    ...struck,
  },
})

export interface ContestScanRecord extends Recorded {
  id: number
  visitId: number
  form: string
  file: string
  fileName: string
}

export const ContestScanTable = new EntitySchema<ContestScanRecord>({
  name: 'contest_visit_scan',
  columns: { id: key, visitId: integer, form: text, file: text, fileName: text, ...recorded },
})
