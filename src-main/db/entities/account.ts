import { EntitySchema } from 'typeorm'
import type { Role } from '../../../src-shared/domain/role.ts'
import { integer, integerOrNull, json, key, text, textOrNull } from './column.ts'

export interface AccountRow {
  id: number
  name: string
  nameKey: string // one open account for each
  role: Role
  supervisorId: number | null
  password: string // scrypt; '' = locked
  failed: number // in a row
  failedAt: string | null
  endedAt: string | null
  endReason: string
  recordedBy: string
  recordedAt: string
}

export const AccountTable = new EntitySchema<AccountRow>({
  name: 'account',
  columns: {
    id: key,
    name: text,
    nameKey: text,
    role: text,
    supervisorId: integerOrNull,
    password: text,
    failed: integer,
    failedAt: textOrNull,
    endedAt: textOrNull,
    endReason: text,
    recordedBy: text,
    recordedAt: text,
  },
})

/** Who has to sign, as what. `role`: the account that signs must have it. */
export interface Part {
  part: string
  name: string
  role?: Role
}

export interface ActRow {
  id: number
  route: string
  title: string
  input: object
  parts: Part[]
  state: 'pending' | 'done' | 'withdrawn'
  endedAt: string | null
  endedBy: string
  endReason: string
  accountId: number | null
  recordedBy: string
  recordedAt: string
}

export const ActTable = new EntitySchema<ActRow>({
  name: 'act',
  columns: {
    id: key,
    route: text,
    title: text,
    input: json,
    parts: json,
    state: text,
    endedAt: textOrNull,
    endedBy: text,
    endReason: text,
    accountId: integerOrNull,
    recordedBy: text,
    recordedAt: text,
  },
})

export interface ActSignatureRow {
  id: number
  actId: number
  part: string
  name: string
  way: 'account' | 'paper'
  accountId: number | null
  file: string | null
  fileName: string
  recordedBy: string
  recordedAt: string
}

export const ActSignatureTable = new EntitySchema<ActSignatureRow>({
  name: 'act_signature',
  columns: {
    id: key,
    actId: integer,
    part: text,
    name: text,
    way: text,
    accountId: integerOrNull,
    file: textOrNull,
    fileName: text,
    recordedBy: text,
    recordedAt: text,
  },
})
