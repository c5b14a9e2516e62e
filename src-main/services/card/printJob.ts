import { randomUUID } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import type { PrintJob } from '../../../src-shared/contract/print.ts'
import { whyNotCard } from '../../../src-shared/domain/card.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { shelf } from '../../caller.ts'
import type { Context } from '../../context.ts'
import type { CardRecord } from '../../db/entities/card.ts'
import { CardTable } from '../../db/entities/card.ts'
import { loadCardFacts, selectedCards } from '../../db/queries/cards.ts'
import { printCards } from '../../print/cards.ts'
import type { CardData } from '../../print/face.ts'
import { defaultFonts } from '../../print/fonts.ts'
import { around, slots } from '../../print/imposition.ts'

/** A prepared job: the PDFs as they will be printed, and which card lies where. Nothing is in the ledger yet. */
const jobs = shelf<PrintJob>(20)

export function requireJob({ caller }: Pick<Context, 'caller'>, jobId: string): PrintJob {
  const job = jobs.get(caller, jobId)
  if (!job) throw new AppError('NOT_FOUND', { what: '这次打印任务' })
  return job
}

/** Jobs whose pages have left the program, for a printer or a file: only they can lie on paper. */
const out = new WeakSet<PrintJob>()
export const markOut = (job: PrintJob): void => {
  out.add(job)
}
export const isOut = (job: PrintJob): boolean => out.has(job)

export const jobFolder = (ctx: Pick<Context, 'dataDir'>, jobId: string) => join(ctx.dataDir, 'work', 'print', jobId)
export const jobFile = (ctx: Pick<Context, 'dataDir'>, jobId: string, file: string) =>
  join(jobFolder(ctx, jobId), `${file}.pdf`)

/** Draws the PDFs of the selected cards. Works on the database only to read; the pages are drawn in slices. */
export async function prepareJob(ctx: Context, input: Parsed<'print.prepare'>): Promise<PrintJob> {
  const { cards, without } = await ctx.db.read(manager => printable(manager, input, ctx.stamp().today))
  const positions = input.used && around(input.used, cards.length, input.layout)
  const jobId = randomUUID()
  const data = (await toCardData(ctx, cards)).map(card => (input.archive ? { ...card, archive: true } : card))
  const sides = input.layout === 'single' ? (['both'] as const) : (['front', 'back'] as const)
  const folder = jobFolder(ctx, jobId)
  await mkdir(folder, { recursive: true })
  try {
    const files: PrintJob['files'] = []
    let placed: PrintJob['placed'] = []
    for (const [i, side] of sides.entries()) {
      const out = jobFile(ctx, jobId, side)
      const result = await printCards(
        {
          cards: data,
          layout: input.layout,
          side,
          start: input.start,
          positions,
          fonts: defaultFonts(ctx.resourcesDir),
        },
        out,
        done => ctx.progress(done + i * cards.length, cards.length * sides.length, '绘制证卡'),
        ctx.signal,
      )
      files.push({ file: side, pages: result.pages, bytes: (await stat(out)).size })
      if (i === 0) {
        placed = result.placed.map(({ index, page, slot }) => {
          const card = cards[index]
          if (!card) throw new Error(`nothing was placed at ${index}`)
          const sheet = side === 'both' ? page / 2 : page
          return { cardId: card.id, code: card.code, name: card.name, page: sheet, slot }
        })
      }
    }
    const perSheet = slots(input.layout).length
    const job: PrintJob = {
      jobId,
      layout: input.layout,
      cards: cards.length,
      sheets: Math.max(...placed.map(p => p.page)) + 1,
      slotsPerSheet: perSheet,
      start: input.start,
      archive: input.archive === true,
      files,
      placed,
      warnings: [...(without.length > 0 ? [`${nameAll(without)}还没有照片，没有排入。`] : []), ...warningsOf(cards)],
    }
    await remember(ctx, job)
    return job
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function remember(ctx: Context, job: PrintJob): Promise<void> {
  for (const old of jobs.put(ctx.caller, job.jobId, job)) await discardJob(ctx, old)
}

export async function discardJob(ctx: Context, jobId: string): Promise<void> {
  jobs.delete(ctx.caller, jobId)
  await rm(jobFolder(ctx, jobId), { recursive: true, force: true })
}

type Printable = CardRecord & { personPhoto: string | null; warnings: string[] }

/**
 * Valid cards in the order asked for, each with a photo, and the names of those left out for want of one.
 * @throws AppError PRINT_NOTHING, STATE_BLOCKED, PHOTO_MISSING
 */
async function printable(
  manager: EntityManager,
  input: Parsed<'print.prepare'>,
  today: string,
): Promise<{ cards: Printable[]; without: string[] }> {
  const ids = await selectedCards(manager, input.selection, today)
  if (ids.length === 0) throw new AppError('PRINT_NOTHING')
  await requirePrintable(manager, ids, input.archive ? 'archive' : 'print', today)
  const rows = await manager
    .createQueryBuilder(CardTable, 'c')
    .where('c.id IN (SELECT value FROM json_each(:ids))', { ids: JSON.stringify(ids) })
    .getMany()
  const people = (await manager.query(
    `SELECT id, photo, photo_warnings FROM supervisor WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(rows.map(row => row.supervisorId))],
  )) as { id: number; photo: string | null; photo_warnings: string }[]
  const person = new Map(people.map(p => [p.id, p]))
  const byId = new Map(rows.map(row => [row.id, row]))
  const order = input.order ? [...new Set(input.order)].filter(id => byId.has(id)) : ids // each card once
  const rest = ids.filter(id => !order.includes(id))
  const without: string[] = []
  const cards = [...order, ...(input.order ? rest : [])].flatMap(id => {
    const card = byId.get(id)
    if (!card) throw new Error(`card ${id} vanished`)
    const owner = person.get(card.supervisorId)
    const personPhoto = owner?.photo ?? null
    if (!(card.photo ?? personPhoto)) {
      without.push(card.name)
      return []
    }
    return [{ ...card, personPhoto, warnings: JSON.parse(owner?.photo_warnings ?? '[]') as string[] }]
  })
  if (without.length > 0 && (cards.length === 0 || !input.leaveOut)) {
    throw new AppError('PHOTO_MISSING', { names: nameAll(without) })
  }
  return { cards, without }
}

/** @throws AppError RULE_BLOCKED with a finding, and so an article, for every card that may not be printed on that day */
async function requirePrintable(
  manager: EntityManager,
  ids: number[],
  act: 'print' | 'archive',
  today: string,
): Promise<void> {
  const findings = (await loadCardFacts(manager, ids)).flatMap(card => whyNotCard(act, card, today) ?? [])
  if (findings.length === 0) return
  const detail = findings
    .slice(0, NAMED)
    .map(f => f.message)
    .join('；')
  const more = findings.length > NAMED ? `等 ${findings.length} 张` : ''
  throw new AppError('RULE_BLOCKED', { action: '打印', detail: detail + more }, { findings: findings.slice(0, 500) })
}

const NAMED = 10

/** 「甲」「乙」等 12 人 */
const nameAll = (names: string[]): string =>
  names
    .slice(0, NAMED)
    .map(name => `「${name}」`)
    .join('') + (names.length > NAMED ? `等 ${names.length} 人` : '')

async function toCardData(ctx: Context, cards: Printable[]): Promise<CardData[]> {
  const logos = new Map<string, Uint8Array>()
  for (const { logo, logoPlace } of cards) {
    if (logo && logoPlace !== 'none' && !logos.has(logo)) logos.set(logo, await ctx.files.read(logo))
  }
  return cards.map(card => {
    const logo = card.logo ? logos.get(card.logo) : undefined
    return {
      name: card.name,
      code: card.code,
      period: card.period,
      orgName: card.orgName,
      printedBy: card.printedBy,
      photo: () => ctx.files.read(card.photo ?? card.personPhoto ?? ''), // one at a time: memory stays flat
      ...(logo && card.logoPlace !== 'none' ? { logo: { bytes: logo, place: card.logoPlace } } : {}),
    }
  })
}

function warningsOf(cards: Printable[]): string[] {
  return cards.flatMap(card => card.warnings.map(warning => `${card.name}：${warning}`)).slice(0, 200)
}
