import type { Hold, Seal } from '../../../../src-shared/contract/seal.ts'

export interface FrozenEvent {
  key: string
  at: string
  text: string
  by: string
  reason: string
  /** The code on the slip that was signed for it. */
  anchor: string
}

/** Seals and holds as a history, newest first: each ends with its 解除, if it has one. */
export function eventsOf(seals: readonly Seal[], holds: readonly Hold[]): FrozenEvent[] {
  const events = [
    ...seals.flatMap(one => [
      {
        key: `s${one.id}`,
        at: one.sealedAt,
        text: `封存第 ${one.version} 版`,
        by: one.sealedBy,
        reason: '',
        anchor: one.anchor,
      },
      ...(one.openedAt === null
        ? []
        : [
            {
              key: `o${one.id}`,
              at: one.openedAt,
              text: `解除第 ${one.version} 版封存`,
              by: one.openedBy,
              reason: one.openReason,
              anchor: '',
            },
          ]),
    ]),
    ...holds.flatMap(one => [
      { key: `h${one.id}`, at: one.at, text: '调查冻结', by: one.by, reason: one.reason, anchor: '' },
      ...(one.liftedAt === null
        ? []
        : [
            {
              key: `l${one.id}`,
              at: one.liftedAt,
              text: '解除冻结',
              by: one.liftedBy,
              reason: one.liftReason,
              anchor: '',
            },
          ]),
    ]),
  ]
  return events.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
