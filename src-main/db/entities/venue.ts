import { EntitySchema } from 'typeorm'
import type { ScopeEntry } from '../../../src-shared/contract/venue.ts'
import type { FilingStatus, VenueFileKind } from '../../../src-shared/domain/venue.ts'
import type { CheckResult, CheckState, Summary } from '../../../src-shared/domain/venueCheck.ts'
import { flag, integer, integerOrNull, json, key, origin, text, textOrNull } from './column.ts'

interface Lived {
  createdAt: string
  updatedAt: string
  deletedAt: string | null
}

interface Recorded {
  recordedBy: string
  recordedAt: string
}

interface Struck {
  struckAt: string | null
  struckBy: string
  strikeReason: string
}

const lived = { createdAt: text, updatedAt: text, deletedAt: textOrNull }
const recorded = { recordedBy: text, recordedAt: text }
const struck = { struckAt: textOrNull, struckBy: text, strikeReason: text }
const attached = { file: textOrNull, fileName: text }

export interface VenueRecord extends Lived {
  origin?: string
  id: number
  version: number
  name: string
  address: string
  purpose: string
  contact: string
  phone: string
  note: string
  scope: ScopeEntry[]
  filingStatus: FilingStatus
  filedOn: string | null
  validUntil: string | null
  receipt: string
}

export const VenueTable = new EntitySchema<VenueRecord>({
  name: 'venue',
  columns: {
    id: key,
    origin,
    version: integer,
    name: text,
    address: text,
    purpose: text,
    contact: text,
    phone: text,
    note: text,
    scope: json,
    filingStatus: text,
    filedOn: textOrNull,
    validUntil: textOrNull,
    receipt: text,
    ...lived,
  },
})

export interface VenueFileRow extends Recorded, Struck {
  id: number
  venueId: number
  kind: VenueFileKind
  file: string
  fileName: string
  exifOn: string | null
  typedOn: string | null
  note: string
}

export const VenueFileTable = new EntitySchema<VenueFileRow>({
  name: 'venue_file',
  columns: {
    id: key,
    venueId: integer,
    kind: text,
    file: text,
    fileName: text,
    exifOn: textOrNull,
    typedOn: textOrNull,
    note: text,
    ...recorded,
    ...struck,
  },
})

interface DeviceColumns {
  name: string
  model: string
  spec: string
  unit: string
  room: string
  assetNo: string
}

const device = { name: text, model: text, spec: text, unit: text, room: text, assetNo: text }

export interface EquipmentRecord extends DeviceColumns, Lived {
  id: number
  version: number
  venueId: number
  quantity: number
  note: string
  identity: string // compared form of room, name, model, spec
  pinyin: string
  initials: string
}

export const EquipmentTable = new EntitySchema<EquipmentRecord>({
  name: 'equipment',
  columns: {
    id: key,
    version: integer,
    venueId: integer,
    ...device,
    quantity: integer,
    note: text,
    identity: text,
    pinyin: text,
    initials: text,
    ...lived,
  },
})

/** The venue itself as it was filed. */
export interface FiledFacts {
  name: string
  address: string
  purpose: string
  scope: ScopeEntry[]
}

export interface BaselineRow extends Recorded {
  id: number
  venueId: number
  onDate: string
  receipt: string
  note: string
  file: string | null
  fileName: string
  facts: FiledFacts
  devices: number
  pieces: number
}

export const BaselineTable = new EntitySchema<BaselineRow>({
  name: 'baseline',
  columns: {
    id: key,
    venueId: integer,
    onDate: text,
    receipt: text,
    note: text,
    ...attached,
    facts: json,
    devices: integer,
    pieces: integer,
    ...recorded,
  },
})

export interface BaselineDeviceRow extends DeviceColumns {
  id: number
  baselineId: number
  no: number
  equipmentId: number
  quantity: number
  note: string
}

export const BaselineDeviceTable = new EntitySchema<BaselineDeviceRow>({
  name: 'baseline_device',
  columns: {
    id: key,
    baselineId: integer,
    no: integer,
    equipmentId: integer,
    ...device,
    quantity: integer,
    note: text,
  },
})

export interface ChangeNoteRow extends Recorded {
  id: number
  baselineId: number
  change: string // changeKey() of the difference
  text: string
}

export const ChangeNoteTable = new EntitySchema<ChangeNoteRow>({
  name: 'change_note',
  columns: { id: key, baselineId: integer, change: text, text, ...recorded },
})

export interface VenueCheckRow {
  id: number
  venueId: number
  room: string | null // null: all rooms
  source: 'current' | 'baseline'
  baselineId: number | null
  state: CheckState
  startedOn: string
  startedBy: string
  startedAt: string
  finishedOn: string | null
  finishedBy: string
  finishedAt: string | null
  note: string
  summary: Summary | null // fixed when the count is closed
}

const summary = {
  type: 'text',
  nullable: true,
  transformer: {
    to: (value: Summary | null) => value && JSON.stringify(value),
    from: (value: string | null) => value && (JSON.parse(value) as Summary),
  },
} as const

export const VenueCheckTable = new EntitySchema<VenueCheckRow>({
  name: 'venue_check',
  columns: {
    id: key,
    venueId: integer,
    room: textOrNull,
    source: text,
    baselineId: integerOrNull,
    state: text,
    startedOn: text,
    startedBy: text,
    startedAt: text,
    finishedOn: textOrNull,
    finishedBy: text,
    finishedAt: textOrNull,
    note: text,
    summary,
  },
})

export interface VenueCheckLineRow extends DeviceColumns {
  id: number
  checkId: number
  no: number
  equipmentId: number | null
  expected: number
  extra: boolean
  result: CheckResult | null
  counted: number | null
  foundModel: string
  note: string
  countedBy: string
  countedAt: string | null
  struckAt: string | null // an extra that was taken back
}

export const VenueCheckLineTable = new EntitySchema<VenueCheckLineRow>({
  name: 'venue_check_line',
  columns: {
    id: key,
    checkId: integer,
    no: integer,
    equipmentId: integerOrNull,
    ...device,
    expected: integer,
    extra: flag,
    result: textOrNull,
    counted: integerOrNull,
    foundModel: text,
    note: text,
    countedBy: text,
    countedAt: textOrNull,
    struckAt: textOrNull,
  },
})

export interface VenueCheckOutcomeRow extends Recorded, Struck {
  id: number
  checkId: number
  conforms: boolean
  persons: string
  agency: string
  onDate: string
  note: string
  file: string | null
  fileName: string
}

export const VenueCheckOutcomeTable = new EntitySchema<VenueCheckOutcomeRow>({
  name: 'venue_check_outcome',
  columns: {
    id: key,
    checkId: integer,
    conforms: flag,
    persons: text,
    agency: text,
    onDate: text,
    note: text,
    ...attached,
    ...recorded,
    ...struck,
  },
})

export interface OccupationRow extends Lived {
  id: number
  code: string
  occupation: string
  trade: string
  levels: string[]
  pinyin: string
  initials: string
}

export const OccupationTable = new EntitySchema<OccupationRow>({
  name: 'occupation',
  columns: {
    id: key,
    code: text,
    occupation: text,
    trade: text,
    levels: json,
    pinyin: text,
    initials: text,
    ...lived,
  },
})
