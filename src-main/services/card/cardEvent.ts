import type { EntityManager } from 'typeorm'
import type { Stamp } from '../../context.ts'
import { type CardEventKind, CardEventTable } from '../../db/entities/card.ts'

/** One line in the card's own ledger. */
export async function noteCard(
  manager: EntityManager,
  cardId: number,
  kind: CardEventKind,
  text: string,
  stamp: Stamp,
): Promise<void> {
  await manager.insert(CardEventTable, { cardId, kind, text, at: stamp.at, actor: stamp.actor })
}
