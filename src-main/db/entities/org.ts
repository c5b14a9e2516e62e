import { EntitySchema } from 'typeorm'
import type { AgeReading } from '../../../src-shared/domain/age.ts'
import type { OrgKind } from '../../../src-shared/domain/code.ts'
import { integer, json, text, textOrNull } from './column.ts'

export interface OrgRow {
  id: 1
  name: string
  kind: OrgKind
  number: string
  digits: string
  place: '11'
  printedBy: string
  logo: string | null
  logoPlace: 'front' | 'back' | 'both' | 'none'
  rulesFrom: string | null
  ageReading: AgeReading
  codeMode: 'auto' | 'manual'
  filingContact: string
  updatedAt: string
}

export const OrgTable = new EntitySchema<OrgRow>({
  name: 'org',
  columns: {
    id: { ...integer, primary: true },
    name: text,
    kind: text,
    number: text,
    digits: text,
    place: text,
    printedBy: text,
    logo: textOrNull,
    logoPlace: text,
    rulesFrom: textOrNull,
    ageReading: text,
    codeMode: text,
    filingContact: text,
    updatedAt: text,
  },
})

export interface SettingRow {
  key: string
  value: unknown
}

export const SettingTable = new EntitySchema<SettingRow>({
  name: 'setting',
  columns: { key: { ...text, primary: true }, value: json },
})

/** A file of the content-addressed store. */
export interface FileRow {
  sha256: string
  bytes: number
  addedAt: string
}

export const FileTable = new EntitySchema<FileRow>({
  name: 'file',
  columns: { sha256: { ...text, primary: true }, bytes: integer, addedAt: text },
})
