/** 影像覆盖 of a batch: what was taken in as X6 against its sessions, cameras' clocks corrected. */
import type { EntityManager } from 'typeorm'
import type { Output } from '../../../src-shared/contract/index.ts'
import { spanText } from '../../../src-shared/domain/clock.ts'
import { isRequired } from '../../../src-shared/domain/evidence.ts'
import {
  checkMedia,
  cover,
  isJudged,
  isLocalTime,
  minutesUncovered,
  roomNamed,
  type Stretch,
  secondsOf,
  shownBy,
  stretchOf,
  timeOf,
} from '../../../src-shared/domain/media.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { MediaClockTable } from '../../db/entities/archive.ts'
import { record } from '../audit.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { sessionsOf } from '../batch/session.ts'
import { localTime } from '../localDate.ts'

interface Row {
  id: number
  code: string
  type: string
  takenAt: string | null
  seconds: number | null
  modifiedAt: string | null
  place: string
  camera: string
  recorder: string
}

// X6 is 影像资料; pictures in other slots are of papers and work pieces. A file without the camera's name goes by who recorded it.
const MEDIA = `SELECT e.id, e.code, e.type, e.taken_at AS "takenAt", e.seconds, e.modified_at AS "modifiedAt", e.place, e.recorder,
    CASE WHEN e.camera <> '' THEN e.camera WHEN e.recorder <> '' THEN '摄录者 ' || e.recorder ELSE '' END AS camera
  FROM evidence e WHERE e.struck_at IS NULL AND e.destruction_id IS NULL`
const OF_BATCH = `${MEDIA} AND e.batch_id = ? AND e.slot = 'X6' AND (e.type LIKE 'image/%' OR e.type LIKE 'video/%') ORDER BY e.taken_at, e.id`

export async function mediaCoverage(
  manager: EntityManager,
  batchId: number,
  stamp: Stamp,
): Promise<Output<'media.coverage'>> {
  const batch = await requireBatch(manager, batchId)
  const rows = (await manager.query(OF_BATCH, [batchId])) as Row[]
  const offsets = await offsetsOf(manager, batchId)
  const media = rows.map(row => ({
    ...row,
    shown: shownBy({ ...row, modifiedAt: localOf(row.modifiedAt) }, offsets.get(row.camera) ?? 0),
  }))
  const records = await sessionsOf(manager, batchId)
  const sessions = records.map(({ id, date, fromTime, toTime, room, subject, actual }) => ({
    id,
    subject,
    ...(actual ?? { date, from: fromTime, to: toTime, room }),
  }))
  const rooms = sessions.map(session => session.room)
  const inside = new Set<number>()
  const covered = sessions.map(session => {
    const whole = stretchOf(session)
    const mine = media.flatMap(medium => {
      const named = roomNamed(medium.place, rooms)
      if (medium.shown === null || !touches(medium.shown, whole)) return []
      if (named !== undefined && named !== roomNamed(session.room, rooms)) return []
      inside.add(medium.id)
      return [{ ...medium, shown: medium.shown }]
    })
    const parts = cover(
      whole,
      mine.map(medium => medium.shown),
    )
    return { session, whole, mine, parts }
  })
  const judged = isRequired('X6', batch.forms) // 业绩评价、直接认定 have no examination to record (§7)
  return {
    sessions: covered.map(({ session, whole, mine, parts }) => ({
      sessionId: session.id,
      title: [spanText(session), session.room, session.subject].filter(Boolean).join(' '),
      ...shownSpan(whole),
      covered: parts.covered.map(shownSpan),
      uncovered: parts.uncovered.map(shownSpan),
      uncoveredMinutes: minutesUncovered(parts.uncovered),
      media: mine.map(({ id, code, type, shown }) => ({
        evidenceId: id,
        code,
        type,
        at: timeOf(type.startsWith('video/') ? shown.from : middle(shown)),
        to: timeOf(type.startsWith('video/') ? shown.to : middle(shown)),
      })),
    })),
    outside: media
      .filter(medium => !inside.has(medium.id))
      .map(({ id, code, type, shown }) => ({
        evidenceId: id,
        code,
        at: shown === null ? null : timeOf(type.startsWith('video/') ? shown.from : middle(shown)),
      })),
    cameras: camerasOf(media, offsets),
    findings: judged
      ? covered.flatMap(({ session, parts }) =>
          isJudged(session, stamp.today) ? checkMedia(session, parts.uncovered) : [],
        )
      : [],
  }
}

const touches = (a: Stretch, b: Stretch): boolean => a.from < b.to && b.from < a.to
const middle = ({ from, to }: Stretch): number => (from + to) / 2
const shownSpan = ({ from, to }: Stretch) => ({ from: timeOf(from), to: timeOf(to) })

function camerasOf(media: readonly Row[], offsets: ReadonlyMap<string, number>) {
  const names = [...new Set(media.map(medium => medium.camera))].sort()
  return names.map(camera => ({
    camera,
    files: media.filter(medium => medium.camera === camera).length,
    offsetSeconds: offsets.get(camera) ?? 0,
  }))
}

/** True time minus camera time, seconds; the latest word about a camera counts. */
async function offsetsOf(manager: EntityManager, batchId: number): Promise<Map<string, number>> {
  const rows = await manager.find(MediaClockTable, { where: { batchId }, order: { id: 'ASC' } })
  return new Map(rows.map(row => [row.camera, row.offsetSeconds]))
}

/** An instant by the office's clock, to the second, for comparing with a camera's. */
const localOf = (instant: string | null): string | null =>
  instant === null
    ? null
    : `${localTime(instant).replace(' ', 'T')}:${String(new Date(instant).getSeconds()).padStart(2, '0')}`

/**
 * One reference photo whose true time is known corrects all files of its camera in the batch.
 * @throws AppError NOT_FOUND, STATE_BLOCKED (no photo of a batch, or a file that names neither time nor camera), INPUT_INVALID
 */
export async function setClock(
  manager: EntityManager,
  { evidenceId, trueAt }: { evidenceId: number; trueAt: string },
  stamp: Stamp,
): Promise<{ offsetSeconds: number }> {
  const [photo] = (await manager.query(
    `SELECT m.*, o.batch_id AS "batchId" FROM (${MEDIA}) m JOIN evidence o ON o.id = m.id WHERE m.id = ?`,
    [evidenceId],
  )) as (Row & { batchId: number | null })[]
  if (!photo) throw new AppError('NOT_FOUND', { what: '这张照片' })
  const blocked = (detail: string) =>
    new AppError('STATE_BLOCKED', { name: photo.code, action: '用来校正相机时间', detail })
  const { batchId, takenAt, camera } = photo
  if (batchId === null || !photo.type.startsWith('image/')) throw blocked('请选择批次里的一张照片')
  if (takenAt === null || !isLocalTime(takenAt)) throw blocked('照片里没有拍摄时间')
  if (camera === '') throw blocked('照片里没有相机名称，请先填写摄录者')
  if (!isLocalTime(trueAt))
    throw new AppError('INPUT_INVALID', { detail: '时间有误' }, { fields: { trueAt: '请填写真实的日期和时间' } })
  const offsetSeconds = secondsOf(trueAt) - secondsOf(takenAt)
  const recorded = { recordedBy: stamp.actor, recordedAt: stamp.at }
  await manager.insert(MediaClockTable, { batchId, camera, offsetSeconds, evidenceId, trueAt, ...recorded })
  await record(manager, stamp, {
    action: 'media.setClock',
    subject: `batch:${batchId}`,
    text: `按 ${photo.code} 校正「${camera}」的时间：${takenAt} 应为 ${trueAt}`,
  })
  return { offsetSeconds }
}
