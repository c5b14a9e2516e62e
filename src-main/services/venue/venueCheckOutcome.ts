import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { tidy } from '../../../src-shared/domain/equipment.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { VenueCheckOutcomeTable } from '../../db/entities/venue.ts'
import { registerFile, type StoredFile } from '../attachment.ts'
import { findOutcome, requireCheck } from './venueCheck.ts'
import { given, invalid, log, requireVenue } from './venueRecord.ts'

/**
 * 第二十三条（二）: enters the inspector's 是/否 from the signed 附件5.
 * @throws AppError CHECK_OUTCOME (not finished, or entered already), INPUT_INVALID (a day before the count or after today)
 */
export async function recordOutcome(
  manager: EntityManager,
  { checkId, conforms, persons, agency, on, note }: Omit<Parsed<'venueCheck.recordOutcome'>, 'attachment'>,
  attachment: StoredFile | null,
  stamp: Stamp,
): Promise<void> {
  const check = await requireCheck(manager, checkId)
  const venue = await requireVenue(manager, check.venueId)
  if (check.state !== 'finished')
    throw new AppError('CHECK_OUTCOME', { detail: '核查还没有完成，不能登记外督员的核查结果。' })
  if (await findOutcome(manager, checkId))
    throw new AppError('CHECK_OUTCOME', { detail: '这次核查已登记过外督员的核查结果；登记有误的请先作废。' })
  if (on > stamp.today) throw invalid('on', `不能晚于今天（${stamp.today}）`)
  if (on < check.startedOn) throw invalid('on', `不能早于核查开始之日（${check.startedOn}）`)
  const row = { persons: given(persons, 'persons'), agency: tidy(agency), note: tidy(note) }
  if (attachment) await registerFile(manager, attachment, stamp)
  await manager.insert(VenueCheckOutcomeTable, {
    ...row,
    checkId,
    conforms,
    onDate: on,
    file: attachment?.sha256 ?? null,
    fileName: tidy(attachment?.name ?? ''),
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
    struckAt: null,
    struckBy: '',
    strikeReason: '',
  })
  await log(
    manager,
    stamp,
    check.venueId,
    'venueCheck.recordOutcome',
    `登记场地「${venue.name}」${on} 的核查结果：与备案材料${conforms ? '相符' : '不相符'}，核查人员 ${row.persons}`,
    { checkId, attachment: attachment?.sha256 ?? null },
  )
}

/** An outcome entered by mistake stays on record, struck out with a reason. */
export async function strikeOutcome(
  manager: EntityManager,
  { checkId, reason }: Parsed<'venueCheck.strikeOutcome'>,
  stamp: Stamp,
): Promise<void> {
  const check = await requireCheck(manager, checkId)
  const venue = await requireVenue(manager, check.venueId)
  const outcome = await findOutcome(manager, checkId)
  if (!outcome) throw new AppError('NOT_FOUND', { what: '该核查结果' })
  await manager.update(
    VenueCheckOutcomeTable,
    { id: outcome.id },
    { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: reason },
  )
  const text = `作废场地「${venue.name}」${outcome.on} 的核查结果：${reason}`
  await log(manager, stamp, check.venueId, 'venueCheck.strikeOutcome', text, { checkId })
}
