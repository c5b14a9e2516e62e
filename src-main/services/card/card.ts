import type { EntityManager } from 'typeorm'
import type { CardRow } from '../../../src-shared/contract/card.ts'
import { sequenceGaps } from '../../../src-shared/domain/code.ts'
import { checkSequence } from '../../../src-shared/domain/issue.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { CARD_STATE } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { type CardEventKind, CardEventTable, type CardRecord, CardTable } from '../../db/entities/card.ts'
import { loadCards } from '../../db/queries/cards.ts'
import { record } from '../audit.ts'
import { noteCard } from './cardEvent.ts'
import { usedSequences } from './issue.ts'

interface Change {
  action: 'card.void' | 'card.lost' | 'card.found' | 'card.reissue'
  label: string
  from: CardRecord['state'][]
  to: CardRecord['state']
  event: CardEventKind
}

/** What may happen to an issued card. A number stays used whatever happens (ruling T7); 补发 keeps it (T8). */
const CHANGES = {
  void: { action: 'card.void', label: '作废', from: ['valid', 'lost'], to: 'void', event: 'voided' },
  lost: { action: 'card.lost', label: '挂失', from: ['valid'], to: 'lost', event: 'lost' },
  found: { action: 'card.found', label: '解除挂失', from: ['lost'], to: 'valid', event: 'found' },
  reissue: { action: 'card.reissue', label: '补发', from: ['valid', 'lost'], to: 'valid', event: 'reissued' },
} satisfies Record<string, Change>

export async function changeCard(
  manager: EntityManager,
  kind: keyof typeof CHANGES,
  input: { id: number; reason: string; on?: string },
  stamp: Stamp,
): Promise<CardRow> {
  const change: Change = CHANGES[kind]
  const card = await requireCard(manager, input.id)
  if (!change.from.includes(card.state)) {
    throw new AppError('STATE_BLOCKED', {
      name: card.code,
      action: change.label,
      detail: `证卡是「${CARD_STATE[card.state]}」状态`,
    })
  }
  const on = input.on ?? stamp.today
  if (on > stamp.today)
    throw new AppError('INPUT_INVALID', { detail: '日期晚于今天' }, { fields: { on: '不能晚于今天' } })
  const text = `${change.label}（${on}）：${input.reason}`
  // A 补发 is made with the person's present photo.
  await manager.update(
    CardTable,
    { id: card.id },
    { state: change.to, stateReason: text, ...(kind === 'reissue' ? { photo: null } : {}) },
  )
  await noteCard(manager, card.id, change.event, text, stamp)
  await record(manager, stamp, {
    action: change.action,
    subject: `card:${card.id}`,
    text: `证卡 ${card.code}（${card.name}）${text}`,
  })
  return showCard(manager, card.id)
}

export async function requireCard(manager: EntityManager, id: number): Promise<CardRecord> {
  const card = await manager.findOneBy(CardTable, { id })
  if (!card) throw new AppError('NOT_FOUND', { what: '该证卡' })
  return card
}

export async function showCard(manager: EntityManager, id: number): Promise<CardRow> {
  const [row] = await loadCards(manager, [id])
  if (!row) throw new AppError('NOT_FOUND', { what: '该证卡' })
  return row
}

export async function cardHistory(manager: EntityManager, id: number) {
  const card = await showCard(manager, id)
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
