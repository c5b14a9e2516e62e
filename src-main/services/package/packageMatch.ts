/** What a package brings and is here already: the organisation, a venue, people, their relations. And what must not be here yet. */
import type { EntityManager } from 'typeorm'
import { AppError } from '../../../src-shared/errors.ts'
import type { Row, Rows } from '../../../src-shared/nouns/noun.ts'
import type { Vault } from '../../files/vault.ts'

/** By table: id in the package → id here. */
export type Known = Map<string, Map<number, number>>

/**
 * People are known by a code of their card, their 身份证, or name and 出生日期; a venue by name and address. Where one is known, what is on
 * record here stands, and nothing of the package's takes its place.
 * @throws AppError PACKAGE_TAKEN (计划号, 委派单 number), PACKAGE_FOREIGN (another organisation's batch, 第十三条)
 */
export async function matchRows(manager: EntityManager, rows: Rows, { vault }: { vault: Vault }): Promise<Known> {
  const one = async (sql: string, ...params: unknown[]): Promise<number | undefined> =>
    ((await manager.query(sql, params)) as { id: number }[])[0]?.id
  const known: Known = new Map()
  const note = (table: string, row: Row, id: number | undefined): void => {
    if (id === undefined) return
    const own = known.get(table) ?? new Map<number, number>()
    known.set(table, own.set(Number(row.id), id))
  }

  for (const org of rows.org ?? []) {
    const [own] = (await manager.query('SELECT name, number FROM org WHERE id = 1')) as {
      name: string
      number: string
    }[]
    if (own && (own.number !== org.number || own.name !== org.name))
      throw new AppError('PACKAGE_FOREIGN', {
        theirs: `${org.name}（${org.number}）`,
        own: `${own.name}（${own.number}）`,
      })
    if (own) note('org', org, 1)
  }
  await refuseTaken(manager, rows)
  for (const venue of rows.venue ?? []) {
    const sql = 'SELECT id FROM venue WHERE name = ? AND address = ? ORDER BY deleted_at IS NOT NULL, id LIMIT 1'
    note('venue', venue, await one(sql, venue.name, venue.address))
  }
  for (const person of rows.supervisor ?? []) {
    const id =
      (await holderOf(manager, person, rows)) ??
      (typeof person.idNumber === 'string'
        ? await one(
            'SELECT id FROM supervisor WHERE id_digest = ? AND deleted_at IS NULL',
            vault.digest(person.idNumber),
          )
        : undefined) ??
      (await one(
        'SELECT id FROM supervisor WHERE name = ? AND birth = ? AND deleted_at IS NULL ORDER BY id LIMIT 1',
        person.name,
        person.birth,
      ))
    note('supervisor', person, id)
  }
  const people = known.get('supervisor')
  for (const relation of rows.relation ?? []) {
    const id = await one(
      'SELECT id FROM relation WHERE supervisor_id = ? AND with_name = ? AND kind = ? AND on_date = ? AND struck_at IS ? LIMIT 1',
      people?.get(Number(relation.supervisorId)) ?? 0,
      relation.withName,
      relation.kind,
      relation.onDate,
      relation.struckAt,
    )
    note('relation', relation, id)
  }
  return known
}

/**
 * Who has one of the person's cards here. Name or 出生日期 may have been corrected since, but not both: then the code was given twice, in two
 * data folders, and these are two people. @throws AppError PACKAGE_TAKEN
 */
async function holderOf(manager: EntityManager, person: Row, rows: Rows): Promise<number | undefined> {
  const codes = (rows.card ?? []).filter(card => card.supervisorId === person.id).map(card => card.code)
  const [holder] = (await manager.query(
    `SELECT s.id, s.name, s.birth, c.code FROM card c JOIN supervisor s ON s.id = c.supervisor_id
     WHERE c.code IN (SELECT value FROM json_each(?)) LIMIT 1`,
    [JSON.stringify(codes)],
  )) as { id: number; name: string; birth: string; code: string }[]
  if (holder && holder.name !== person.name && holder.birth !== person.birth)
    throw new AppError('PACKAGE_TAKEN', { what: `证卡编号「${holder.code}」（「${holder.name}」）` })
  return holder?.id
}

/** Numbers stand on signed papers: they are never changed, and never given twice. */
async function refuseTaken(manager: EntityManager, rows: Rows): Promise<void> {
  const taken = (what: string) => new AppError('PACKAGE_TAKEN', { what })
  for (const { planNo } of rows.batch ?? []) {
    const [twin] = (await manager.query('SELECT name FROM batch WHERE plan_no = ? LIMIT 1', [planNo])) as Row[]
    if (twin) throw taken(`计划号「${String(planNo)}」（「${String(twin.name)}」）`)
  }
  for (const { number, year, seq } of rows.assignment ?? []) {
    const [twin] = (await manager.query(
      'SELECT b.name FROM assignment a JOIN batch b ON b.id = a.batch_id WHERE a.number = ? OR (a.year = ? AND a.seq = ?) LIMIT 1',
      [number, year, seq],
    )) as Row[]
    if (twin) throw taken(`委派单编号「${String(number)}」（「${String(twin.name)}」）`)
  }
  for (const { number, year, seq } of rows.destruction ?? []) {
    const [twin] = (await manager.query(
      'SELECT id FROM destruction WHERE number = ? OR (year = ? AND seq = ?) LIMIT 1',
      [number, year, seq],
    )) as Row[]
    if (twin) throw taken(`销毁清册编号「${String(number)}」`)
  }
  for (const { code, year, seq } of rows.card ?? []) {
    const [twin] = (await manager.query('SELECT name FROM card WHERE year = ? AND seq = ? AND code <> ? LIMIT 1', [
      year,
      seq,
      code,
    ])) as Row[]
    if (twin) throw taken(`${String(year)} 年第 ${String(seq)} 号证卡（「${String(twin.name)}」）`)
  }
}
