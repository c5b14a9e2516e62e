import { EntitySchema } from 'typeorm'
import { flag, integer, integerOrNull, json, key, origin, text, textOrNull } from './column.ts'

export interface CardRecord {
  origin?: string
  id: number
  supervisorId: number
  appointmentId: number
  code: string
  year: number // full year of 核发, e.g. 2026
  seq: number
  mode: 'auto' | 'manual'
  modeReason: string
  issuedOn: string
  period: string
  name: string
  orgName: string
  printedBy: string
  logo: string | null
  logoPlace: 'front' | 'back' | 'both' | 'none'
  photo: string | null // fixed when the card is first printed; until then the person's photo
  state: 'valid' | 'void' | 'lost' // what was entered; the word for a day is derived (domain/card.ts)
  stateReason: string
  previousId: number | null
  filedOn: string | null
  filingReceipt: string
  recordedBy: string
  recordedAt: string
}

export const CardTable = new EntitySchema<CardRecord>({
  name: 'card',
  columns: {
    id: key,
    origin,
    supervisorId: integer,
    appointmentId: integer,
    code: text,
    year: integer,
    seq: integer,
    mode: text,
    modeReason: text,
    issuedOn: text,
    period: text,
    name: text,
    orgName: text,
    printedBy: text,
    logo: textOrNull,
    logoPlace: text,
    photo: textOrNull,
    state: text,
    stateReason: text,
    previousId: integerOrNull,
    filedOn: textOrNull,
    filingReceipt: text,
    recordedBy: text,
    recordedAt: text,
  },
})

export type CardEventKind =
  | 'issued'
  | 'reissued'
  | 'lost'
  | 'found'
  | 'voided'
  | 'printed'
  | 'spoiled'
  | 'filed'
  | 'unfiled'
  | 'replaced'
  | 'returned'
  | 'unreturned'
  | 'changed'
  | 'unchanged'

export interface CardEventRow {
  id: number
  cardId: number
  at: string
  actor: string
  kind: CardEventKind
  text: string
}

export const CardEventTable = new EntitySchema<CardEventRow>({
  name: 'card_event',
  columns: { id: key, cardId: integer, at: text, actor: text, kind: text, text },
})

/** About a card that is over: 收回 (return), 变更备案 (change). */
export interface CardEntryRow {
  id: number
  cardId: number
  kind: 'return' | 'change'
  onDate: string
  note: string
  recordedBy: string
  recordedAt: string
  struckAt: string | null
  struckBy: string
  strikeReason: string
}

export const CardEntryTable = new EntitySchema<CardEntryRow>({
  name: 'card_entry',
  columns: {
    id: key,
    cardId: integer,
    kind: text,
    onDate: text,
    note: text,
    recordedBy: text,
    recordedAt: text,
    struckAt: textOrNull,
    struckBy: text,
    strikeReason: text,
  },
})

export interface PrintRow {
  id: number
  at: string
  actor: string
  cardId: number
  kind: 'first' | 'reissue' | 'reprint'
  layout: string
  printer: string
  job: string
  sheet: number
  slot: number
  spoiled: boolean
  spoilReason: string
}

export const PrintTable = new EntitySchema<PrintRow>({
  name: 'print_record',
  columns: {
    id: key,
    at: text,
    actor: text,
    cardId: integer,
    kind: text,
    layout: text,
    printer: text,
    job: text,
    sheet: integer,
    slot: integer,
    spoiled: flag,
    spoilReason: text,
  },
})

export interface CalibrationRow {
  id: number
  printer: string
  paper: 'A4' | 'card'
  side: 'front' | 'back'
  fit: object
  readings: object
  at: string
  actor: string
}

export const CalibrationTable = new EntitySchema<CalibrationRow>({
  name: 'calibration',
  columns: { id: key, printer: text, paper: text, side: text, fit: json, readings: json, at: text, actor: text },
})
