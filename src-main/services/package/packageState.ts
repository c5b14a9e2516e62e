/** What a package is made of, read at one moment. */
import type { EntityManager } from 'typeorm'
import type { SlotList } from '../../../src-shared/contract/archive.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Rows } from '../../../src-shared/nouns/noun.ts'
import type { Stamp } from '../../context.ts'
import type { AuditEventRow } from '../../db/entities/audit.ts'
import type { BatchRecord } from '../../db/entities/batch.ts'
import type { Vault } from '../../files/vault.ts'
import { type Phones, phoneDigits } from '../../package/personal.ts'
import { head, record } from '../audit.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { listSlots } from '../evidence/slot.ts'
import { requireOrg } from '../org.ts'
import { collectRows } from './packageRows.ts'

export type PackageKind = 'full' | 'masked'

export interface PackageState {
  batch: BatchRecord
  org: string
  rows: Rows
  locked: number
  slots: SlotList
  sealVersion: number | null
  sealId: number | null
  sealDigest: string
  held: boolean
  /** The log's events about this batch, and its head. */
  events: AuditEventRow[]
  logHead: string
  phones: Phones
  /** Bytes of every stored file, by digest. */
  sizes: Map<string, number>
}

/**
 * Reads all of it, having written into the log that a package goes out: one that is cut off has been begun, and says so.
 * @throws AppError NOT_FOUND, ORG_MISSING
 */
export async function readState(
  manager: EntityManager,
  { batchId, kind, receiver }: { batchId: number; kind: PackageKind; receiver: string },
  { vault, stamp }: { vault: Vault; stamp: Stamp },
): Promise<PackageState> {
  const batch = await requireBatch(manager, batchId)
  const org = await requireOrg(manager)
  await record(manager, stamp, {
    action: 'package.begin',
    subject: `batch:${batchId}`,
    text: `开始导出批次「${batch.name}」的${KIND[kind]}${receiver ? `，接收：${receiver}` : ''}`,
  })
  const { rows, locked } = await collectRows(manager, batchId, vault)
  const seal = (rows.seal ?? []).find(row => row.openedAt === null)
  const files = (await manager.query('SELECT sha256, bytes FROM file')) as { sha256: string; bytes: number }[]
  return {
    batch,
    org: org.name,
    rows,
    locked,
    slots: await listSlots(manager, batchId),
    sealVersion: seal ? Number(seal.version) : null,
    sealId: seal ? Number(seal.id) : null,
    sealDigest: seal ? String(seal.manifest) : '',
    held: (rows.hold ?? []).some(row => row.liftedAt === null),
    events: (await manager.query('SELECT * FROM audit_event WHERE subject = ? ORDER BY id', [
      `batch:${batchId}`,
    ])) as AuditEventRow[],
    logHead: (await head(manager)).hash,
    phones: kind === 'masked' ? await phonesOf(manager) : new Set(),
    sizes: new Map(files.map(file => [file.sha256, file.bytes])),
  }
}

export const KIND: Record<PackageKind, string> = { full: '完整包', masked: '脱敏包' }

/** 完整包（zip 文件） */
export const formText = ({ kind, form }: { kind: PackageKind; form: 'folder' | 'zip' }): string =>
  `${KIND[kind]}（${form === 'zip' ? 'zip 文件' : '文件夹'}）`

/** 封存第 1 版, or that it is not sealed: said everywhere. */
export const sealText = ({ sealVersion, held }: Pick<PackageState, 'sealVersion' | 'held'>): string =>
  [sealVersion === null ? '未封存' : `封存第 ${sealVersion} 版`, ...(held ? ['调查冻结'] : [])].join('，')

/** Phone numbers of people, whatever their shape; of places those that are mobile: a 联系人's own. */
async function phonesOf(manager: EntityManager): Promise<Phones> {
  const rows = (await manager.query(
    `SELECT phone, 1 AS own FROM supervisor WHERE phone <> '' UNION SELECT phone, 1 FROM batch_staff WHERE phone <> ''
     UNION SELECT phone, 1 FROM batch_candidate WHERE phone <> ''
     UNION SELECT phone, 1 FROM contest_staff WHERE phone <> '' UNION SELECT phone, 0 FROM batch WHERE phone <> ''
     UNION SELECT phone, 0 FROM venue WHERE phone <> '' UNION SELECT phone, 0 FROM contest WHERE phone <> ''`,
  )) as { phone: string; own: number }[]
  const numbers = rows.map(({ phone, own }) => ({ digits: phoneDigits(phone), own: own === 1 }))
  return new Set(
    numbers
      .filter(({ digits, own }) => (own && digits.length >= 7) || /^1[3-9]\d{9}$/.test(digits))
      .map(({ digits }) => digits),
  )
}

/** Of these 身份证 numbers those that are on record, of people or candidates. */
export async function onRecord(
  manager: EntityManager,
  vault: Vault,
  numbers: ReadonlySet<string>,
): Promise<Set<string>> {
  if (numbers.size === 0) return new Set()
  const byDigest = new Map([...numbers].map(number => [vault.digest(number), number]))
  const digests = JSON.stringify([...byDigest.keys()])
  const found = (await manager.query(
    `SELECT id_digest AS digest FROM supervisor WHERE id_digest IN (SELECT value FROM json_each(?))
     UNION SELECT id_digest FROM batch_candidate WHERE id_digest IN (SELECT value FROM json_each(?))`,
    [digests, digests],
  )) as { digest: string }[]
  return new Set(found.flatMap(({ digest }) => byDigest.get(digest) ?? []))
}

/** Nothing that an inspector could look at: neither a file nor a form of the batch. */
export function requireContent({ batch }: PackageState, shown: number): void {
  if (shown === 0) throw new AppError('PACKAGE_EMPTY', { name: batch.name })
}
