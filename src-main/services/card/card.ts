import type { EntityManager } from 'typeorm'
import type { CardRow } from '../../../src-shared/contract/card.ts'
import { CARD_ACTS, type CardAct, whyNotCard } from '../../../src-shared/domain/card.ts'
import { sequenceGaps } from '../../../src-shared/domain/code.ts'
import { checkSequence } from '../../../src-shared/domain/issue.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type CardEventKind, CardEventTable, type CardRecord, CardTable } from '../../db/entities/card.ts'
import { loadCardFacts, loadCards } from '../../db/queries/cards.ts'
import { record } from '../audit.ts'
import { noteCard } from './cardEvent.ts'
import { usedSequences } from './issue.ts'

/** What is entered about an issued card. A number stays used whatever happens (ruling T7); 补发 keeps it (T8). */
const CHANGES = {
  void: { to: 'void', event: 'voided' },
  lost: { to: 'lost', event: 'lost' },
  found: { to: 'valid', event: 'found' },
  reissue: { to: 'valid', event: 'reissued' },
} as const satisfies Record<string, { to: CardRecord['state']; event: CardEventKind }>

export async function changeCard(
  manager: EntityManager,
  kind: keyof typeof CHANGES,
  input: { id: number; reason: string; on?: string },
  stamp: Stamp,
): Promise<CardRow> {
  const change = CHANGES[kind]
  const { word } = CARD_ACTS[kind]
  const card = await requireCard(manager, input.id)
  await requireAct(manager, card.id, kind, stamp.today)
  const on = input.on ?? stamp.today
  requirePast(on, stamp)
  const text = `${word}（${on}）：${input.reason}`
  // A 补发 is made with the person's present photo.
  await manager.update(
    CardTable,
    { id: card.id },
    { state: change.to, stateReason: text, ...(kind === 'reissue' ? { photo: null } : {}) },
  )
  await noteCard(manager, card.id, change.event, text, stamp)
  await record(manager, stamp, {
    action: `card.${kind}`,
    subject: `card:${card.id}`,
    text: `证卡 ${card.code}（${card.name}）${text}`,
  })
  return showCard(manager, card.id, stamp)
}

/** @throws AppError RULE_BLOCKED with the article, where the day does not allow the act */
export async function requireAct(manager: EntityManager, id: number, act: CardAct, day: string): Promise<void> {
  const [facts] = await loadCardFacts(manager, [id])
  const found = facts && whyNotCard(act, facts, day)
  if (found)
    throw new AppError('RULE_BLOCKED', { action: CARD_ACTS[act].word, detail: found.message }, { findings: [found] })
}

export function requirePast(on: string, stamp: Stamp): void {
  if (on > stamp.today)
    throw new AppError('INPUT_INVALID', { detail: '日期晚于今天' }, { fields: { on: '不能晚于今天' } })
}

export async function requireCard(manager: EntityManager, id: number): Promise<CardRecord> {
  const card = await manager.findOneBy(CardTable, { id })
  if (!card) throw new AppError('NOT_FOUND', { what: '该证卡' })
  return card
}

export async function showCard(manager: EntityManager, id: number, { today }: Pick<Stamp, 'today'>): Promise<CardRow> {
  const [row] = await loadCards(manager, [id], today)
  if (!row) throw new AppError('NOT_FOUND', { what: '该证卡' })
  return row
}

export async function cardHistory(manager: EntityManager, id: number, stamp: Stamp) {
  const card = await showCard(manager, id, stamp)
  const events = await manager.find(CardEventTable, { where: { cardId: id }, order: { id: 'DESC' } })
  return { card, events: events.map(({ at, actor, kind, text }) => ({ at, actor, kind, text })) }
}

/** Skipped numbers of a year (R-CODE-SEQ), and the voided codes, which stay used. */
export async function gapReport(manager: EntityManager, year: number) {
  const { all } = await usedSequences(manager, year)
  const voided = await manager.find(CardTable, { where: { year, state: 'void' }, order: { seq: 'ASC' } })
  return {
    used: all.length,
    max: all.at(-1) ?? 0,
    gaps: sequenceGaps(all).map(({ from, to }) => ({ from, to, count: to - from + 1 })),
    voided: voided.map(card => card.code),
    findings: checkSequence(String(year), all),
  }
}
