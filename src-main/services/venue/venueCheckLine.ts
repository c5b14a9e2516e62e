import type { EntityManager } from 'typeorm'
import type { Output, Parsed } from '../../../src-shared/contract/index.ts'
import type { CheckLine } from '../../../src-shared/contract/venueCheck.ts'
import { tidy } from '../../../src-shared/domain/equipment.ts'
import { halfWidth } from '../../../src-shared/domain/text.ts'
import { type Judgement, judgeLine } from '../../../src-shared/domain/venueCheck.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { CHECK_RESULT } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { VenueCheckLineTable } from '../../db/entities/venue.ts'
import { findLine, findLines, nextPending, tally } from '../../db/queries/venueChecks.ts'
import { requireOpen } from './venueCheck.ts'
import { given, invalid, log } from './venueRecord.ts'

type Step = Output<'venueCheck.set'>

/** Judges one line and saves it; a judgement that replaces another one is logged with both. */
export async function setLine(
  manager: EntityManager,
  { checkId, no, ...input }: Parsed<'venueCheck.set'>,
  stamp: Stamp,
): Promise<Step> {
  const check = await requireOpen(manager, checkId, '登记')
  const line = await requireLine(manager, checkId, no)
  const judgement = { ...input, foundModel: tidy(input.foundModel ?? ''), note: tidy(input.note ?? '') }
  await judge(manager, checkId, line, judgement, stamp)
  const saved = await requireLine(manager, checkId, no)
  if (line.result !== null && words(line) !== words(saved)) {
    const text = `更改「${line.name}」（第 ${no} 行）的核查结果：${words(line)} → ${words(saved)}`
    await log(manager, stamp, check.venueId, 'venueCheck.set', text, { checkId, no })
  }
  return answer(manager, checkId, saved)
}

/** Takes a judgement back; an extra line leaves the count. */
export async function clearLine(
  manager: EntityManager,
  { checkId, no }: Parsed<'venueCheck.clear'>,
  stamp: Stamp,
): Promise<void> {
  const check = await requireOpen(manager, checkId, '登记')
  const line = await requireLine(manager, checkId, no)
  if (line.result === null) return
  const blank = { result: null, counted: null, foundModel: '', note: '', countedBy: '', countedAt: null }
  await manager.update(VenueCheckLineTable, { checkId, no }, line.extra ? { struckAt: stamp.at } : blank)
  const text = `撤回「${line.name}」（第 ${no} 行）的核查结果：${words(line)}`
  await log(manager, stamp, check.venueId, 'venueCheck.clear', text, { checkId, no })
}

/** 多: something beyond the list gets the next number. */
export async function addExtra(
  manager: EntityManager,
  { checkId, counted, note, ...device }: Parsed<'venueCheck.addExtra'>,
  stamp: Stamp,
): Promise<Step> {
  await requireOpen(manager, checkId, '登记')
  const [last] = (await manager.query('SELECT max(no) AS no FROM venue_check_line WHERE check_id = ?', [checkId])) as {
    no: number | null
  }[]
  const no = (last?.no ?? 0) + 1
  await manager.insert(VenueCheckLineTable, {
    checkId,
    no,
    equipmentId: null,
    name: given(device.name, 'name'),
    model: tidy(device.model),
    spec: tidy(device.spec),
    unit: tidy(device.unit),
    room: tidy(device.room),
    assetNo: tidy(device.assetNo),
    expected: 0,
    extra: true,
    result: 'over',
    counted,
    foundModel: '',
    note: tidy(note),
    countedBy: stamp.actor,
    countedAt: stamp.at,
    struckAt: null,
  })
  return answer(manager, checkId, await requireLine(manager, checkId, no))
}

/** Finds what was typed or scanned (see the contract for the order) and, when asked to, counts a single open hit as 一致. */
export async function scanLine(
  manager: EntityManager,
  { checkId, text, confirm }: Parsed<'venueCheck.scan'>,
  stamp: Stamp,
): Promise<Output<'venueCheck.scan'>> {
  await requireOpen(manager, checkId, '登记')
  const lines = await findScanned(manager, checkId, tidy(text))
  const reply = async (outcome: Output<'venueCheck.scan'>['outcome'], found: CheckLine[]) => ({
    outcome,
    lines: found,
    next: await nextPending(manager, checkId, found[0]?.no ?? 0),
    summary: await tally(manager, checkId),
  })
  const [line] = lines
  if (!line) return reply('unknown', [])
  if (lines.length > 1) return reply('choose', lines)
  if (line.result !== null) return reply('again', lines)
  if (!confirm) return reply('found', lines)
  await judge(manager, checkId, line, { result: 'match', foundModel: '', note: '' }, stamp)
  return reply('counted', [await requireLine(manager, checkId, line.no)])
}

/** An input method may have typed full-width letters; both spellings are looked for. */
async function findScanned(manager: EntityManager, checkId: number, text: string): Promise<CheckLine[]> {
  const half = halfWidth(text)
  if (half === '') return [] // nothing but invisible characters
  const either = (column: string) => `l.${column} COLLATE NOCASE IN (?, ?)`
  const byAsset = await findLines(manager, `l.check_id = ? AND l.asset_no <> '' AND ${either('asset_no')}`, [
    checkId,
    text,
    half,
  ])
  if (byAsset.length > 0) return byAsset
  const byNumber = /^\d{1,7}$/.test(half) ? await findLine(manager, checkId, Number(half)) : null
  if (byNumber) return [byNumber]
  return findLines(manager, `l.check_id = ? AND (${either('name')} OR ${either('model')})`, [
    checkId,
    text,
    half,
    text,
    half,
  ])
}

async function judge(
  manager: EntityManager,
  checkId: number,
  line: CheckLine,
  judgement: Judgement,
  stamp: Stamp,
): Promise<void> {
  const judged = judgeLine(line, judgement)
  if (!judged.ok) throw invalid(judged.field, judged.message)
  const { result, foundModel, note } = judgement
  await manager.update(
    VenueCheckLineTable,
    { checkId, no: line.no },
    { result, counted: judged.counted, foundModel, note, countedBy: stamp.actor, countedAt: stamp.at },
  )
}

async function requireLine(manager: EntityManager, checkId: number, no: number): Promise<CheckLine> {
  const line = await findLine(manager, checkId, no)
  if (!line) throw new AppError('NOT_FOUND', { what: `第 ${no} 行` })
  return line
}

const answer = async (manager: EntityManager, checkId: number, line: CheckLine): Promise<Step> => ({
  line,
  next: await nextPending(manager, checkId, line.no),
  summary: await tally(manager, checkId),
})

const words = ({ result, counted, foundModel, note }: CheckLine): string =>
  result === null
    ? '未核查'
    : [`${CHECK_RESULT[result]} ${counted}`, foundModel, note].filter(part => part !== '').join('，')
