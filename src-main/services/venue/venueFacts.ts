import type { EntityManager } from 'typeorm'
import type { CountDifference, VenueFacts } from '../../../src-shared/contract/venue.ts'
import { scopeText } from '../../../src-shared/domain/venue.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { VenueCheckTable } from '../../db/entities/venue.ts'
import { loadEquipment } from '../../db/queries/equipment.ts'
import { findLines } from '../../db/queries/venueChecks.ts'
import { requireOrg } from '../org.ts'
import { diffVenue } from './venueDiff.ts'
import { requireVenue } from './venueRecord.ts'

/**
 * All that 附件5, the 场地基本信息表 and the 差异附页 print of a venue: against one baseline (default: the newest) and with one
 * finished count (default: the newest). Never an answer to 附件5's 是□否□: that is the inspector's (T14).
 * @throws AppError ORG_MISSING, NOT_FOUND (also for a count that is not finished)
 */
export async function venueFacts(
  manager: EntityManager,
  id: number,
  choice: { baselineId?: number; checkId?: number } = {},
): Promise<VenueFacts> {
  const org = await requireOrg(manager)
  const venue = await requireVenue(manager, id)
  const { baseline, differences } = await diffVenue(manager, id, choice.baselineId)
  const equipment = await loadEquipment(manager, id)
  const occupations = venue.scope.map(entry => ({ ...entry, text: scopeText(entry) }))
  return {
    orgName: org.name,
    orgKind: org.kind,
    name: venue.name,
    address: venue.address,
    purpose: venue.purpose,
    contact: venue.contact,
    phone: venue.phone,
    occupations,
    occupationText: occupations.map(entry => entry.text).join('、'),
    filedOn: venue.filedOn,
    validUntil: venue.validUntil,
    receipt: venue.receipt,
    equipment: equipment.map(({ equipmentId: _, ...device }, i) => ({ no: i + 1, ...device })),
    baselineOn: baseline?.onDate ?? null,
    differences,
    check: await countFacts(manager, id, choice.checkId),
  }
}

async function countFacts(
  manager: EntityManager,
  venueId: number,
  checkId: number | undefined,
): Promise<VenueFacts['check']> {
  const wanted = { venueId, state: 'finished' as const }
  const check = await manager.findOne(VenueCheckTable, {
    where: checkId === undefined ? wanted : { ...wanted, id: checkId },
    order: { id: 'DESC' },
  })
  if (!check) {
    if (checkId !== undefined) throw new AppError('NOT_FOUND', { what: '该次核查的结果' })
    return null
  }
  if (check.finishedOn === null) throw new Error(`count ${check.id} is finished without a day`)
  const lines = await findLines(manager, `l.check_id = ? AND l.result <> 'match'`, [check.id], 1_000_000)
  return {
    id: check.id,
    finishedOn: check.finishedOn,
    room: check.room,
    rows: lines.map(line => ({
      no: line.no,
      name: line.name,
      model: line.model,
      spec: line.spec,
      unit: line.unit,
      room: line.room,
      expected: line.expected,
      counted: line.counted ?? 0,
      result: line.result as CountDifference['result'],
      foundModel: line.foundModel,
      note: line.note,
    })),
  }
}
