/** Rows for files that are in the store. */
import type { EntityManager } from 'typeorm'
import type { EvidenceFacts, EvidenceOwner, Secrecy, Taken } from '../../../src-shared/contract/evidence.ts'
import { tidy } from '../../../src-shared/domain/equipment.ts'
import type { Stamp } from '../../context.ts'
import { type EvidenceRow, EvidenceTable } from '../../db/entities/archive.ts'
import { insertMany } from '../../db/insertMany.ts'
import { DESTROYED } from '../../db/queries/evidenceRow.ts'
import type { Copy } from '../../files/intakeCopy.ts'
import { record } from '../audit.ts'
import { invalid } from '../venue/venueRecord.ts'
import { codeOf, columnsOf, heldBy, lastNumber, requireOwner, slotOf } from './evidenceOwner.ts'

export type GivenFacts = Partial<EvidenceFacts>

/** A file that the store has, and what is known of it. */
export type Incoming = Pick<Copy, 'sha256' | 'bytes' | 'modifiedAt' | 'kind' | 'media' | 'warnings'> & {
  source: { name: string }
}

type Added = Pick<Taken, 'taken' | 'refused' | 'bytes'>

/**
 * One transaction's files: a number each, and a line of the log with codes and digests (names may hold personal data). The same content in the
 * same place is refused as already there; elsewhere it gets a row of its own to the one stored file.
 */
export async function addEvidence(
  manager: EntityManager,
  copies: readonly Incoming[],
  { owner, facts }: { owner: EvidenceOwner; facts: GivenFacts },
  stamp: Stamp,
): Promise<Added> {
  const owned = await requireOwner(manager, owner)
  const digests = copies.map(copy => copy.sha256)
  const here = await heldBy(manager, owner, digests)
  const elsewhere = await archived(manager, digests)
  const added: Added = { taken: [], refused: [], bytes: 0 }
  const rows: Partial<EvidenceRow>[] = []
  let seq = await lastNumber(manager, owner)
  const first = seq + 1
  for (const copy of copies) {
    const { sha256, source, warnings } = copy
    const twin = here.get(sha256)
    if (twin !== undefined) {
      added.refused.push({ fileName: source.name, reason: `同样的内容已经存入，编号 ${twin}` })
      continue
    }
    const code = codeOf(owner, ++seq)
    here.set(sha256, code)
    added.bytes += copy.bytes
    added.taken.push({ id: 0, code, fileName: source.name, duplicate: elsewhere.has(sha256), warnings })
    rows.push({
      ...columnsOf(owner),
      seq,
      ...describe(copy, owner, facts),
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
  }
  if (rows.length === 0) return added
  await manager.query(
    `INSERT OR IGNORE INTO file (sha256, bytes, added_at) SELECT value ->> 0, value ->> 1, ? FROM json_each(?)`,
    [stamp.at, JSON.stringify(copies.map(copy => [copy.sha256, copy.bytes]))],
  )
  await insertMany(manager, EvidenceTable, rows)
  await number(manager, owner, first, added.taken)
  await record(manager, stamp, {
    action: 'evidence.intake',
    subject: `${owner.kind}:${owner.id}`,
    text: `${owned}存入 ${rows.length} 个文件：${span(added.taken.map(file => file.code))}`,
    detail: { files: rows.map((row, i) => [added.taken[i]?.code, row.file]) },
  })
  return added
}

const span = (codes: string[]): string => (codes.length > 1 ? `${codes[0]}–${codes.at(-1)}` : (codes[0] ?? ''))

/** Their new ids: numbers were given in this order. */
async function number(
  manager: EntityManager,
  owner: EvidenceOwner,
  first: number,
  taken: Taken['taken'],
): Promise<void> {
  const ids = (await manager.query(
    `SELECT id FROM evidence WHERE ${owner.kind}_id = ? AND slot = ? AND seq >= ? ORDER BY seq`,
    [owner.id, slotOf(owner), first],
  )) as { id: number }[]
  for (const [i, file] of taken.entries()) file.id = ids[i]?.id ?? 0
}

async function archived(manager: EntityManager, digests: readonly string[]): Promise<Set<string>> {
  const rows = (await manager.query(
    `SELECT DISTINCT e.file FROM evidence e WHERE e.file IN (SELECT value FROM json_each(?)) AND e.struck_at IS NULL AND NOT ${DESTROYED}`,
    [JSON.stringify(digests)],
  )) as { file: string }[]
  return new Set(rows.map(row => row.file))
}

const TITLE = 120

/** What was given for all, and what the file itself says: title from its name, date from the camera. */
function describe(copy: Incoming, owner: EvidenceOwner, facts: GivenFacts): Partial<EvidenceRow> {
  const { source, media, kind } = copy
  return {
    title: facts.title ?? titleOf(source.name),
    author: facts.author ?? '',
    onDate: facts.on === undefined ? (media.takenAt?.slice(0, 10) ?? null) : facts.on,
    category: facts.category ?? '',
    secrecy: facts.secrecy ?? secrecyOf(owner),
    recorder: facts.recorder ?? '',
    place: facts.place ?? '',
    subject: facts.subject ?? '',
    pageNo: facts.pageNo ?? null,
    pageCount: facts.pageCount ?? null,
    file: copy.sha256,
    fileName: source.name,
    bytes: copy.bytes,
    type: kind.type,
    modifiedAt: copy.modifiedAt,
    width: media.width,
    height: media.height,
    seconds: media.seconds,
    takenAt: media.takenAt,
    camera: media.camera,
    thumbnail: null,
    boxes: [],
    destructionId: null,
    struckAt: null,
    struckBy: '',
    strikeReason: '',
  }
}

function titleOf(name: string): string {
  const stem = tidy(name.replace(/\.[^.\s]{1,10}$/, '')) || name
  return [...stem].slice(0, TITLE).join('')
}

/** 申报、佐证、名册 (Q1–Q5) and papers of a person hold personal data (requirements §7). */
const secrecyOf = (owner: EvidenceOwner): Secrecy =>
  owner.kind === 'supervisor' || slotOf(owner).startsWith('Q') ? '含个人信息' : '内部'

/** Facts as they are kept. @throws AppError INPUT_INVALID naming the field */
export function cleanFacts(facts: GivenFacts, today: string): GivenFacts {
  const clean: GivenFacts = { ...facts }
  for (const field of ['title', 'author', 'category', 'recorder', 'place', 'subject'] as const) {
    const value = facts[field]
    if (value !== undefined) clean[field] = tidy(value)
  }
  if (clean.title === '') throw invalid('facts.title', '此项必填')
  if (clean.on && clean.on > today) throw invalid('facts.on', `不能晚于今天（${today}）`)
  requirePages(clean.pageNo ?? null, clean.pageCount ?? null)
  return clean
}

export function requirePages(pageNo: number | null, pageCount: number | null): void {
  if (pageNo !== null && pageCount !== null && pageNo > pageCount) {
    throw invalid('facts.pageNo', `第 ${pageNo} 页超过了总页数 ${pageCount}`)
  }
}
