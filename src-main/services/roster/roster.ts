import type { EntityManager } from 'typeorm'
import type { Selection, SupervisorRow } from '../../../src-shared/contract/supervisor.ts'
import type { IsoDate } from '../../../src-shared/domain/dates.ts'
import { countSql, type ListRecord, type ListRequest, listSql, selected } from '../../db/queries/supervisors.ts'

/** One page of the roster and the number of all that fit the filter. */
export async function listRoster(
  manager: EntityManager,
  request: ListRequest,
  today: IsoDate,
): Promise<{ rows: SupervisorRow[]; total: number }> {
  const list = listSql(request, today)
  const rows = (await manager.query(list.sql, list.params)) as ListRecord[]
  return { rows: rows.map(toRow), total: await countRoster(manager, request.filter, today) }
}

async function countRoster(manager: EntityManager, filter: ListRequest['filter'], today: IsoDate): Promise<number> {
  const { sql, params } = countSql(filter, today)
  const [row] = (await manager.query(sql, params)) as { n: number }[]
  return row?.n ?? 0
}

export async function countSelection(manager: EntityManager, selection: Selection, today: IsoDate): Promise<number> {
  return (await selected(manager, selection, today)).length
}

const toRow = (r: ListRecord): SupervisorRow => ({
  id: r.id,
  name: r.name,
  sex: r.sex,
  birth: r.birth,
  department: r.department,
  position: r.position,
  phone: r.phone,
  state: r.state,
  termStart: r.term_start,
  termEnd: r.term_end,
  code: r.card_code,
  cardId: r.card_id,
  filedOn: r.card_filed_on,
  photo: r.photo,
  hasIdNumber: r.has_id === 1,
})
