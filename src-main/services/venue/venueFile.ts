import type { EntityManager } from 'typeorm'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import type { VenueFile } from '../../../src-shared/contract/venue.ts'
import type { IsoDate } from '../../../src-shared/domain/dates.ts'
import { tidy } from '../../../src-shared/domain/equipment.ts'
import type { VenueFileKind } from '../../../src-shared/domain/venue.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { VENUE_FILE } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { type VenueFileRow, VenueFileTable } from '../../db/entities/venue.ts'
import { registerFile, type StoredFile, shownName } from '../attachment.ts'
import { invalid, log, requireVenue } from './venueRecord.ts'

/** What is added to a venue: `file` is in the store already. */
export interface NewFile {
  venueId: number
  kind: VenueFileKind
  file: StoredFile
  exifOn?: IsoDate | null
  typedOn?: IsoDate | null
  note?: string
}

/**
 * Asked before the bytes go into the store, so that what is refused leaves nothing there.
 * @returns the venue's name
 * @throws AppError NOT_FOUND, INPUT_INVALID for a taken-date in the future or on a paper
 */
export async function requireAddable(
  manager: EntityManager,
  { venueId, kind, typedOn = null }: Pick<NewFile, 'venueId' | 'kind' | 'typedOn'>,
  stamp: Stamp,
): Promise<string> {
  const { name } = await requireVenue(manager, venueId)
  refuseDate(kind, typedOn, stamp)
  return name
}

/** @throws AppError as requireAddable */
export async function addFile(manager: EntityManager, input: NewFile, stamp: Stamp): Promise<VenueFile> {
  const name = await requireAddable(manager, input, stamp)
  const row = await insertFile(manager, input, stamp)
  await log(
    manager,
    stamp,
    input.venueId,
    'venue.addFile',
    `场地「${name}」添加${VENUE_FILE[row.kind]}「${row.fileName}」`,
    { sha256: row.file },
  )
  return toFile(row, input.file.bytes)
}

/** The row alone, for steps that log more than the file. */
export async function insertFile(manager: EntityManager, input: NewFile, stamp: Stamp): Promise<VenueFileRow> {
  await registerFile(manager, input.file, stamp)
  const { identifiers } = await manager.insert(VenueFileTable, {
    venueId: input.venueId,
    kind: input.kind,
    file: input.file.sha256,
    fileName: shownName(input.file.name),
    // A camera whose clock is ahead says nothing about the day.
    exifOn: input.exifOn && input.exifOn <= stamp.today ? input.exifOn : null,
    typedOn: input.typedOn ?? null,
    note: tidy(input.note ?? ''),
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
    struckAt: null,
    struckBy: '',
    strikeReason: '',
  })
  return requireFile(manager, identifiers[0]?.id as number)
}

/** Types the taken-date of a photo, or takes the typed one back (then the camera's date counts again). */
export async function datePhoto(
  manager: EntityManager,
  fileId: number,
  takenOn: IsoDate | null,
  stamp: Stamp,
): Promise<VenueFile> {
  const before = await requireFile(manager, fileId)
  if (before.kind !== 'photo') throw invalid('takenOn', '只有照片有拍摄日期')
  refuseDate(before.kind, takenOn, stamp)
  const { name } = await requireVenue(manager, before.venueId)
  await manager.update(VenueFileTable, { id: fileId }, { typedOn: takenOn })
  const row = await requireFile(manager, fileId)
  await log(
    manager,
    stamp,
    row.venueId,
    'venue.datePhoto',
    `场地「${name}」照片「${row.fileName}」的拍摄日期：${taken(before).takenOn ?? '无'} → ${taken(row).takenOn ?? '无'}`,
  )
  const [file] = (await manager.query('SELECT bytes FROM file WHERE sha256 = ?', [row.file])) as { bytes: number }[]
  return toFile(row, file?.bytes ?? 0)
}

/** Struck out with a reason; the file itself stays in the store. */
export async function removeFile(manager: EntityManager, fileId: number, reason: string, stamp: Stamp): Promise<void> {
  const row = await requireFile(manager, fileId)
  const { name } = await requireVenue(manager, row.venueId)
  await manager.update(
    VenueFileTable,
    { id: fileId },
    { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: reason },
  )
  await log(
    manager,
    stamp,
    row.venueId,
    'venue.removeFile',
    `场地「${name}」移除${VENUE_FILE[row.kind]}「${row.fileName}」：${reason}`,
  )
}

/** Newest first: papers by entry, photos by the day they were taken. */
export async function listFiles(manager: EntityManager, venueId: number): Promise<VenueFile[]> {
  const rows = (await manager.find(VenueFileTable, { where: { venueId }, order: { id: 'DESC' } })).filter(
    row => row.struckAt === null,
  )
  const sizes = (await manager.query(
    'SELECT sha256, bytes FROM file WHERE sha256 IN (SELECT value FROM json_each(?))',
    [JSON.stringify(rows.map(row => row.file))],
  )) as { sha256: string; bytes: number }[]
  const bytes = new Map(sizes.map(file => [file.sha256, file.bytes]))
  return rows
    .map(row => toFile(row, bytes.get(row.file) ?? 0))
    .sort((a, b) => (b.takenOn ?? '').localeCompare(a.takenOn ?? '') || b.id - a.id)
}

async function requireFile(manager: EntityManager, id: number): Promise<VenueFileRow> {
  const row = await manager.findOneBy(VenueFileTable, { id })
  if (!row || row.struckAt !== null) throw new AppError('NOT_FOUND', { what: '该文件' })
  return row
}

function refuseDate(kind: VenueFileKind, takenOn: IsoDate | null, stamp: Stamp): void {
  if (takenOn === null) return
  if (kind !== 'photo') throw invalid('takenOn', '只有照片有拍摄日期')
  if (takenOn > stamp.today) throw invalid('takenOn', `不能晚于今天（${stamp.today}）`)
}

function taken({ kind, typedOn, exifOn }: VenueFileRow): Pick<VenueFile, 'takenOn' | 'takenFrom'> {
  if (kind !== 'photo') return { takenOn: null, takenFrom: null }
  if (typedOn !== null) return { takenOn: typedOn, takenFrom: 'typed' }
  return { takenOn: exifOn, takenFrom: exifOn === null ? null : 'exif' }
}

const toFile = (row: VenueFileRow, bytes: number): VenueFile => ({
  id: row.id,
  seen: UNSEEN,
  kind: row.kind,
  sha256: row.file,
  name: row.fileName,
  bytes,
  ...taken(row),
  note: row.note,
  recordedBy: row.recordedBy,
  recordedAt: row.recordedAt,
})
