import type { EntityManager } from 'typeorm'
import type { LedgerRow, PrintJob } from '../../../src-shared/contract/print.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { CardTable, type PrintRow, PrintTable } from '../../db/entities/card.ts'
import { record } from '../audit.ts'
import { noteCard } from './cardEvent.ts'

/** Writes what was printed: which card on which position of which sheet, by whom, spoiled or not. */
export async function recordPrints(
  manager: EntityManager,
  job: PrintJob,
  input: { printer: string; spoiled: { cardId: number; reason: string }[] },
  stamp: Stamp,
): Promise<{ recorded: number; spoiled: number }> {
  if (job.archive)
    throw new AppError('STATE_BLOCKED', {
      name: '存档样',
      action: '登记为打印',
      detail: '存档样不是证卡，不记入打印台账',
    })
  const [known] = (await manager.query('SELECT 1 AS n FROM print_record WHERE job = ? LIMIT 1', [
    job.jobId,
  ])) as unknown[]
  if (known) throw new AppError('STATE_BLOCKED', { name: '这次打印', action: '再次登记', detail: '结果已经登记过' })
  const reasons = new Map(input.spoiled.map(({ cardId, reason }) => [cardId, reason]))
  for (const place of job.placed) {
    const reason = reasons.get(place.cardId)
    const kind = await kindOf(manager, place.cardId)
    await manager.insert(PrintTable, {
      at: stamp.at,
      actor: stamp.actor,
      cardId: place.cardId,
      kind,
      layout: job.layout,
      printer: input.printer,
      job: job.jobId,
      sheet: place.page + 1,
      slot: place.slot + 1,
      spoiled: reason !== undefined,
      spoilReason: reason ?? '',
    })
    if (reason === undefined) await fixPhoto(manager, place.cardId)
    const where =
      job.layout === 'single' ? `第 ${place.page + 1} 张` : `第 ${place.page + 1} 张纸第 ${place.slot + 1} 位`
    const text = reason === undefined ? `打印，${where}` : `打坏，${where}：${reason}`
    await noteCard(manager, place.cardId, reason === undefined ? 'printed' : 'spoiled', text, stamp)
  }
  const spoiled = job.placed.filter(place => reasons.has(place.cardId)).length
  await record(manager, stamp, {
    action: 'print.record',
    text: `打印证卡 ${job.placed.length} 张，其中打坏 ${spoiled} 张${input.printer ? `，打印机 ${input.printer}` : ''}`,
    detail: { job: job.jobId, layout: job.layout, codes: job.placed.map(place => place.code) },
  })
  return { recorded: job.placed.length, spoiled }
}

/** The first good print of a card, of a 补发, or one more of the same. */
async function kindOf(manager: EntityManager, cardId: number): Promise<PrintRow['kind']> {
  const [row] = (await manager.query(
    `SELECT (SELECT max(id) FROM card_event WHERE card_id = ? AND kind = 'reissued') AS reissued,
       (SELECT max(id) FROM card_event WHERE card_id = ? AND kind = 'printed') AS printed`,
    [cardId, cardId],
  )) as { reissued: number | null; printed: number | null }[]
  if (row?.reissued && row.reissued > (row.printed ?? 0)) return 'reissue'
  return row?.printed ? 'reprint' : 'first'
}

/** What is printed on a card stays with it: from the first good print on, its photo is the one that was printed. */
async function fixPhoto(manager: EntityManager, cardId: number): Promise<void> {
  await manager.query(
    'UPDATE card SET photo = (SELECT photo FROM supervisor WHERE id = card.supervisor_id) WHERE id = ? AND photo IS NULL',
    [cardId],
  )
}

export async function spoilPrint(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<LedgerRow> {
  const row = await manager.findOneBy(PrintTable, { id: input.id })
  if (!row) throw new AppError('NOT_FOUND', { what: '这条打印记录' })
  if (row.spoiled)
    throw new AppError('STATE_BLOCKED', { name: '这条打印记录', action: '登记为打坏', detail: '已经登记过' })
  const card = await manager.findOneByOrFail(CardTable, { id: row.cardId })
  await manager.update(PrintTable, { id: row.id }, { spoiled: true, spoilReason: input.reason })
  await noteCard(
    manager,
    card.id,
    'spoiled',
    `打坏（${row.at.slice(0, 10)} 第 ${row.sheet} 张纸第 ${row.slot} 位）：${input.reason}`,
    stamp,
  )
  await record(manager, stamp, {
    action: 'print.spoil',
    subject: `card:${card.id}`,
    text: `证卡 ${card.code}（${card.name}）的一次打印登记为打坏：${input.reason}`,
  })
  const { rows } = await listPrints(manager, { id: row.id, page: { offset: 0, limit: 1 } })
  const [shown] = rows
  if (!shown) throw new Error('the print that was just spoiled is missing')
  return shown
}

interface PrintQuery {
  id?: number
  search?: string
  spoiled?: boolean
  page: { offset: number; limit: number }
}

export async function listPrints(
  manager: EntityManager,
  { id, search, spoiled, page }: PrintQuery,
): Promise<{ rows: LedgerRow[]; total: number }> {
  const parts = ['1']
  const params: (string | number)[] = []
  if (id !== undefined) {
    parts.push('p.id = ?')
    params.push(id)
  }
  if (spoiled !== undefined) {
    parts.push('p.spoiled = ?')
    params.push(spoiled ? 1 : 0)
  }
  const text = search?.normalize('NFKC').trim()
  if (text) {
    parts.push('(instr(c.code, upper(?)) > 0 OR instr(c.name, ?) > 0)')
    params.push(text, text)
  }
  const from = `FROM print_record p JOIN card c ON c.id = p.card_id WHERE ${parts.join(' AND ')}`
  const rows = (await manager.query(`SELECT p.*, c.code, c.name ${from} ORDER BY p.id DESC LIMIT ? OFFSET ?`, [
    ...params,
    page.limit,
    page.offset,
  ])) as (Omit<LedgerRow, 'cardId' | 'jobId' | 'spoiled' | 'spoilReason'> & {
    card_id: number
    job: string
    spoiled: number
    spoil_reason: string
  })[]
  const [count] = (await manager.query(`SELECT count(*) AS n ${from}`, params)) as { n: number }[]
  return {
    rows: rows.map(({ card_id, job, spoiled, spoil_reason, ...row }) => ({
      ...row,
      cardId: card_id,
      jobId: job,
      spoiled: spoiled === 1,
      spoilReason: spoil_reason,
    })),
    total: count?.n ?? 0,
  }
}
