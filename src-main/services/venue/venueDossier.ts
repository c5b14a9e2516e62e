import type { EntityManager } from 'typeorm'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import type { Venue } from '../../../src-shared/contract/venue.ts'
import { filingState } from '../../../src-shared/domain/venue.ts'
import type { Stamp } from '../../context.ts'
import { listRooms } from '../../db/queries/equipment.ts'
import { originOf } from '../origin.ts'
import { listBaselines } from './venueBaseline.ts'
import { listFiles } from './venueFile.ts'
import { requireVenue } from './venueRecord.ts'

/** One venue with its papers, rooms, filed lists and history; also from the recycle bin. Equipment and counts are listed apart. */
export async function loadVenue(manager: EntityManager, id: number, { today }: Stamp): Promise<Venue> {
  const { version: _, createdAt: __, updatedAt: ___, ...venue } = await requireVenue(manager, id, true)
  const rooms = await listRooms(manager, id)
  return {
    ...venue,
    seen: UNSEEN,
    origin: await originOf(manager, 'venue', id),
    filing: filingState({ ...venue, status: venue.filingStatus }, today),
    files: await listFiles(manager, id),
    rooms,
    devices: rooms.reduce((sum, room) => sum + room.devices, 0),
    pieces: rooms.reduce((sum, room) => sum + room.pieces, 0),
    baselines: await listBaselines(manager, id),
    history: await manager.query(
      'SELECT at, actor, text FROM audit_event WHERE subject = ? ORDER BY id DESC LIMIT 200',
      [`venue:${id}`],
    ),
  }
}
