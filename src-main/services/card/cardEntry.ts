/** Entries about a card that is over: 收回 (本机构制度) and 变更备案 (第十三条), each with its way back. */
import type { EntityManager } from 'typeorm'
import type { CardRow, CardSelection } from '../../../src-shared/contract/card.ts'
import type { Refusal } from '../../../src-shared/contract/common.ts'
import { finding } from '../../../src-shared/domain/rules.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { CARD_STATE } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { type CardEntryRow, CardEntryTable, type CardEventKind, type CardRecord } from '../../db/entities/card.ts'
import { loadCards, selectedCards } from '../../db/queries/cards.ts'
import { record } from '../audit.ts'
import { paced, type Watch } from '../pace.ts'
import { notStruck } from '../roster/qualification.ts'
import { requireAct, requireCard, requirePast, showCard } from './card.ts'
import { noteCard } from './cardEvent.ts'

export async function returnCard(
  manager: EntityManager,
  input: { id: number; on: string; reason: string },
  stamp: Stamp,
): Promise<CardRow> {
  const card = await requireCard(manager, input.id)
  requirePast(input.on, stamp)
  await requireAct(manager, card.id, 'return', input.on)
  const text = `收回（${input.on}）${input.reason ? `：${input.reason}` : ''}`
  await enter(manager, card, 'return', input.on, input.reason, text, stamp)
  return showCard(manager, card.id, stamp)
}

export async function unreturnCard(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<CardRow> {
  return strike(manager, input, 'return', stamp)
}

export async function clearChange(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<CardRow> {
  return strike(manager, input, 'change', stamp)
}

/** 变更备案 of many cards: only those that were filed and are over. */
export async function recordChanges(
  manager: EntityManager,
  input: { selection: CardSelection; on: string; receipt: string },
  stamp: Stamp,
  watch: Watch,
): Promise<{ done: number; refused: Refusal[] }> {
  requirePast(input.on, stamp)
  const refused: Refusal[] = []
  let done = 0
  const cards = await loadCards(manager, await selectedCards(manager, input.selection, stamp.today), stamp.today)
  for await (const card of paced(cards, watch)) {
    const why =
      card.endedOn === null
        ? `证卡是「${CARD_STATE[card.state]}」状态，没有需要变更备案的事项`
        : card.filedOn === null
          ? '没有备案过，不需要变更备案'
          : card.changedOn !== null
            ? `已于 ${card.changedOn} 变更备案`
            : input.on < card.endedOn
              ? `变更备案日期早于${CARD_STATE[card.state]}之日 ${card.endedOn}`
              : null
    if (why) {
      const found = finding('R-CARD-FILE', `${card.code}：${why}`, '请核对所选证卡和日期。', { 证卡编号: card.code })
      refused.push({ id: card.id, name: card.name, findings: [{ ...found, severity: 'block' }] })
      continue
    }
    const text = `变更备案 ${input.on}（${CARD_STATE[card.state]}）${input.receipt ? `，回执 ${input.receipt}` : ''}`
    await enter(manager, await requireCard(manager, card.id), 'change', input.on, input.receipt, text, stamp)
    done++
  }
  return { done, refused }
}

/** The list that reports what changed: cells as text. */
export async function changeTable(
  manager: EntityManager,
  selection: CardSelection,
  today: string,
): Promise<(string | number | null)[][]> {
  const cards = await loadCards(manager, await selectedCards(manager, selection, today), today)
  return cards
    .filter(card => card.endedOn !== null && card.filedOn !== null)
    .map((card, i) => [
      i + 1,
      card.name,
      card.sex,
      card.code,
      CARD_STATE[card.state],
      card.endedOn,
      card.state === 'replaced' ? card.nextCode : null,
      card.filedOn,
      card.filingReceipt,
      card.orgName,
    ])
}

export const CHANGE_COLUMNS = [
  { header: '序号', width: 6 },
  { header: '姓名', width: 12 },
  { header: '性别', width: 6 },
  { header: '证卡编号', width: 17, text: true },
  { header: '变更事项', width: 12 },
  { header: '变更日期', width: 13, text: true },
  { header: '换发后的编号', width: 17, text: true },
  { header: '原备案日期', width: 13, text: true },
  { header: '原回执', width: 18, text: true },
  { header: '颁证机构', width: 28 },
]

const EVENTS: Record<
  CardEntryRow['kind'],
  { made: CardEventKind; struck: CardEventKind; action: string; word: string }
> = {
  return: { made: 'returned', struck: 'unreturned', action: 'card.return', word: '收回登记' },
  change: { made: 'changed', struck: 'unchanged', action: 'filing.change', word: '变更备案登记' },
}

async function enter(
  manager: EntityManager,
  card: CardRecord,
  kind: CardEntryRow['kind'],
  onDate: string,
  note: string,
  text: string,
  stamp: Stamp,
): Promise<void> {
  const { made, action } = EVENTS[kind]
  const by = { recordedBy: stamp.actor, recordedAt: stamp.at }
  await manager.insert(CardEntryTable, { cardId: card.id, kind, onDate, note, ...by, ...notStruck })
  await noteCard(manager, card.id, made, text, stamp)
  await record(manager, stamp, { action, subject: `card:${card.id}`, text: `证卡 ${card.code}（${card.name}）${text}` })
}

async function strike(
  manager: EntityManager,
  input: { id: number; reason: string },
  kind: CardEntryRow['kind'],
  stamp: Stamp,
): Promise<CardRow> {
  const { struck, action, word } = EVENTS[kind]
  const card = await requireCard(manager, input.id)
  const rows = (await manager.findBy(CardEntryTable, { cardId: card.id, kind })).filter(row => row.struckAt === null)
  if (rows.length === 0)
    throw new AppError('STATE_BLOCKED', { name: card.code, action: `撤销${word}`, detail: '没有登记过' })
  for (const row of rows) {
    const change = { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: input.reason }
    await manager.update(CardEntryTable, { id: row.id }, change)
  }
  const text = `撤销${word}（原 ${rows.map(row => row.onDate).join('、')}）：${input.reason}`
  await noteCard(manager, card.id, struck, text, stamp)
  await record(manager, stamp, {
    action: `${action}.strike`,
    subject: `card:${card.id}`,
    text: `证卡 ${card.code}（${card.name}）${text}`,
  })
  return showCard(manager, card.id, stamp)
}
