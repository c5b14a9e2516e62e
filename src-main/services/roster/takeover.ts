/**
 * Taking over an office: terms, cards and numbers of former years that a roster brings along. History is taken in as it is, marked
 * 接管, and judged by no rule of today; its numbers are used for ever (附件1, ruling T7).
 */
import type { EntityManager } from 'typeorm'
import { LAST_SEQUENCE } from '../../../src-shared/domain/code.ts'
import { cardPeriod, termEnd } from '../../../src-shared/domain/term.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type CardRecord, CardTable } from '../../db/entities/card.ts'
import { AppointmentTable } from '../../db/entities/supervisor.ts'
import { usedBy } from '../../sheet/history.ts'
import type { RosterRow } from '../../sheet/read.ts'
import { record } from '../audit.ts'
import { noteCard } from '../card/cardEvent.ts'
import { findOrg } from '../org.ts'

export interface TakenRow {
  row: RosterRow
  /** Whose history it is; null where the row has errors or names nobody: its number is used all the same. */
  person: { id: number; name: string; added: boolean } | null
}

export interface Taken {
  id: number
  terms: number
  cards: number
  numbers: number // used numbers without a card
}

/** True where a roster brings history along. */
export const hasHistory = ({ values }: RosterRow): boolean =>
  values.cardCode !== undefined || values.termStart !== undefined || values.dismissedOn !== undefined

/**
 * Writes the history of rows that the roster's import has just written or found.
 * @returns what was taken over; null where there was nothing
 */
export async function takeOver(
  manager: EntityManager,
  rows: TakenRow[],
  fileName: string,
  stamp: Stamp,
): Promise<Taken | null> {
  const history = rows.filter(({ row }) => hasHistory(row))
  if (history.length === 0) return null
  const by = { recorded_by: stamp.actor, recorded_at: stamp.at }
  const [last] = (await manager.query('SELECT coalesce(max(id), 0) AS id FROM card')) as { id: number }[]
  const id = await insert(manager, 'takeover', { file_name: fileName, last_card: last?.id ?? 0, ...by })
  const taken: Taken = { id, terms: 0, cards: 0, numbers: 0 }
  const mark = (table: string, rowId: number) =>
    manager.query('INSERT OR IGNORE INTO takeover_row (takeover_id, of_table, row_id) VALUES (?, ?, ?)', [
      id,
      table,
      rowId,
    ])
  const far = farNumbers(history.flatMap(({ row }) => usedBy(row.values.cardCode ?? '') ?? []))
  const org = await findOrg(manager)
  // In the order of time: the latest decision is the one that counts.
  const ordered = history.toSorted((a, b) => startOf(a.row).localeCompare(startOf(b.row)))
  for (const { row, person } of ordered) {
    const { values } = row
    const start = startOf(row)
    const appointment = person && start ? await addTerm(person.id, row, start) : null
    if (values.cardCode === undefined) continue
    const used = usedBy(values.cardCode)
    const card =
      person && appointment !== null && used?.parsed.ok
        ? await addCard(person, appointment, row, used.year, used.seq)
        : false
    if (card) continue
    const known = await manager.query('SELECT 1 FROM used_number WHERE code = ? AND holder = ?', [
      values.cardCode,
      values.name ?? '',
    ])
    if ((known as unknown[]).length > 0) continue
    await insert(manager, 'used_number', {
      takeover_id: id,
      code: values.cardCode,
      year: used?.year ?? null,
      seq: used && used.seq <= LAST_SEQUENCE ? used.seq : null,
      in_order: used && !far.has(`${used.year}-${used.seq}`) ? 1 : 0,
      all_below: 0,
      holder: values.name ?? '',
      note: `接管「${fileName}」${row.sheet ? `「${row.sheet}」` : ''}第${row.row}行`,
      ...by,
    })
    taken.numbers++
  }
  for (const { person } of rows) if (person?.added) await mark('supervisor', person.id)
  await record(manager, stamp, {
    action: 'takeover.write',
    subject: `takeover:${id}`,
    text: `从「${fileName}」接管聘期 ${taken.terms} 个、证卡 ${taken.cards} 张，另登记已用编号 ${taken.numbers} 个`,
    detail: taken,
  })
  return taken

  // Null where the person has a later term already: what is decided after it would hide it.
  async function addTerm(
    supervisorId: number,
    { values, row, sheet }: RosterRow,
    start: string,
  ): Promise<number | null> {
    const same = await manager.findOneBy(AppointmentTable, { supervisorId, startDate: start })
    if (same) return same.id
    const previous = await manager.findOne(AppointmentTable, { where: { supervisorId }, order: { id: 'DESC' } })
    if (previous && previous.startDate > start) return null
    const { identifiers } = await manager.insert(AppointmentTable, {
      supervisorId,
      startDate: start,
      endDate: values.termEnd ?? termEnd(start),
      document: '接管',
      previousId: previous?.id ?? null,
      facts: { takeover: id, file: fileName, sheet: sheet ?? '', row },
      dismissedOn: values.dismissedOn ?? null,
      dismissReason: values.dismissedOn ? (values.dismissReason ?? '接管时已解聘') : '',
      dismissedBy: values.dismissedOn ? stamp.actor : '',
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
    const appointment = identifiers[0]?.id as number
    await mark('appointment', appointment)
    taken.terms++
    return appointment
  }

  // False where the number has a card already: the same one (nothing to do), or somebody else's (told in the preview).
  async function addCard(
    person: { id: number; name: string },
    appointmentId: number,
    { values, row }: RosterRow,
    year: number,
    seq: number,
  ): Promise<boolean> {
    const code = values.cardCode ?? ''
    const [taker] = (await manager.query(
      'SELECT supervisor_id, code FROM card WHERE code = ? OR (year = ? AND seq = ?)',
      [code, year, seq],
    )) as { supervisor_id: number; code: string }[]
    if (taker) return taker.supervisor_id === person.id && taker.code === code
    const previous = await manager.findOne(CardTable, { where: { supervisorId: person.id }, order: { id: 'DESC' } })
    const start = values.termStart ?? values.issuedOn ?? ''
    const state = cardState(values.status)
    const card: Omit<CardRecord, 'id'> = {
      supervisorId: person.id,
      appointmentId,
      code,
      year,
      seq,
      mode: far.has(`${year}-${seq}`) ? 'manual' : 'auto',
      modeReason: `接管「${fileName}」第${row}行`,
      issuedOn: values.issuedOn ?? start,
      period: values.period || cardPeriod(start).text,
      name: person.name,
      orgName: org?.name ?? '',
      printedBy: org ? org.printedBy || org.name : '',
      logo: null,
      logoPlace: 'none',
      photo: null,
      state,
      stateReason: state === 'valid' ? '' : `接管时为「${values.status ?? ''}」`,
      previousId: previous?.id ?? null,
      filedOn: values.filedOn ?? null,
      filingReceipt: values.filingReceipt ?? '',
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    }
    const { identifiers } = await manager.insert(CardTable, card)
    const cardId = identifiers[0]?.id as number
    await mark('card', cardId)
    await noteCard(
      manager,
      cardId,
      'issued',
      `接管：${code}，核发日期 ${card.issuedOn}，有效期限 ${card.period}`,
      stamp,
    )
    taken.cards++
    return true
  }
}

const startOf = ({ values }: RosterRow): string => values.termStart ?? values.issuedOn ?? ''

const cardState = (status = ''): CardRecord['state'] =>
  /作废|注销/.test(status) ? 'void' : /遗失|丢失|挂失/.test(status) ? 'lost' : 'valid'

async function insert(
  manager: EntityManager,
  table: string,
  row: Record<string, string | number | null>,
): Promise<number> {
  const keys = Object.keys(row)
  const sql = `INSERT INTO ${table} (${keys.join(', ')}) VALUES (${keys.map(() => '?').join(', ')}) RETURNING id`
  const [inserted] = (await manager.query(sql, Object.values(row))) as { id: number }[]
  return inserted?.id ?? 0
}

const FAR = 100

/**
 * Numbers far above all others of their year, as `year-seq`: one mistyped 9999 must not spend the year. They are used, but the next number
 * follows the others.
 */
export function farNumbers(used: Iterable<{ year: number; seq: number }>): Set<string> {
  const years = new Map<number, number[]>()
  for (const { year, seq } of used) years.set(year, [...(years.get(year) ?? []), seq])
  const far = new Set<string>()
  for (const [year, all] of years) {
    const sorted = [...new Set(all)].sort((a, b) => a - b)
    let last = 0
    let beyond = false
    for (const seq of sorted) {
      beyond ||= seq - last > FAR
      if (beyond) far.add(`${year}-${seq}`)
      else last = seq
    }
  }
  return far
}

export interface TakeoverEntry {
  id: number
  fileName: string
  at: string
  by: string
  terms: number
  cards: number
  numbers: number
  withdrawnAt: string | null
  /** Why it cannot be withdrawn any more; '' where it can. */
  fixed: string
}

export async function listTakeovers(manager: EntityManager): Promise<TakeoverEntry[]> {
  const rows = (await manager.query(
    `SELECT t.*, (SELECT count(*) FROM takeover_row WHERE takeover_id = t.id AND of_table = 'appointment') AS terms,
      (SELECT count(*) FROM takeover_row WHERE takeover_id = t.id AND of_table = 'card') AS cards,
      (SELECT count(*) FROM used_number WHERE takeover_id = t.id) AS numbers,
      (SELECT code FROM card WHERE id > t.last_card AND NOT EXISTS
        (SELECT 1 FROM takeover_row WHERE of_table = 'card' AND row_id = card.id) ORDER BY id LIMIT 1) AS newer
     FROM takeover t ORDER BY t.id DESC`,
  )) as Record<string, string | number | null>[]
  return rows.map(row => ({
    id: Number(row.id),
    fileName: String(row.file_name),
    at: String(row.recorded_at),
    by: String(row.recorded_by),
    terms: Number(row.terms),
    cards: Number(row.cards),
    numbers: Number(row.numbers),
    withdrawnAt: row.withdrawn_at === null ? null : String(row.withdrawn_at),
    fixed: row.newer === null ? '' : `接管之后已核发新证卡 ${row.newer}`,
  }))
}

/**
 * Takes a take-over back: its terms, cards and numbers go, people that it added go to the recycle bin. Only until the first new card.
 * @throws AppError NOT_FOUND, STATE_BLOCKED
 */
export async function withdrawTakeover(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<void> {
  const entry = (await listTakeovers(manager)).find(({ id }) => id === input.id)
  if (!entry || entry.withdrawnAt !== null) throw new AppError('NOT_FOUND', { what: '这次接管' })
  if (entry.fixed)
    throw new AppError('STATE_BLOCKED', { name: `接管「${entry.fileName}」`, action: '撤回', detail: entry.fixed })
  await manager.query('UPDATE takeover SET withdrawn_at = ?, withdrawn_by = ?, withdraw_reason = ? WHERE id = ?', [
    stamp.at,
    stamp.actor,
    input.reason,
    input.id,
  ])
  const of = (table: string) => `(SELECT row_id FROM takeover_row WHERE takeover_id = ? AND of_table = '${table}')`
  const whose = (await manager.query(
    `SELECT DISTINCT supervisor_id AS id FROM appointment WHERE id IN ${of('appointment')}`,
    [input.id],
  )) as { id: number }[]
  await manager.query('PRAGMA defer_foreign_keys = ON')
  // An event has no entry of its own: it goes with its card.
  await manager.query(
    `INSERT OR IGNORE INTO takeover_row (takeover_id, of_table, row_id) SELECT ?, 'card_event', id FROM card_event WHERE card_id IN ${of('card')}`,
    [input.id, input.id],
  )
  for (const table of ['card_event', 'card', 'appointment'])
    await manager.query(`DELETE FROM ${table} WHERE id IN ${of(table)}`, [input.id])
  await manager.query('DELETE FROM used_number WHERE takeover_id = ?', [input.id])
  await manager.query(
    `UPDATE supervisor SET deleted_at = ?, version = version + 1 WHERE deleted_at IS NULL AND id IN ${of('supervisor')}`,
    [stamp.at, input.id],
  )
  for (const { id } of whose) {
    await manager.query('INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = ?', [id])
  }
  await record(manager, stamp, {
    action: 'takeover.withdraw',
    subject: `takeover:${input.id}`,
    text: `撤回接管「${entry.fileName}」：${input.reason}`,
    detail: entry,
  })
}
