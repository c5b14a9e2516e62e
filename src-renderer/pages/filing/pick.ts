import type { CardFilter, CardRow } from '../../../src-shared/contract/card.ts'
import { type CallOptions, call } from '../../api.ts'
import type { Chosen } from '../../components/useMarks.ts'

const PAGE = 500

/**
 * The people behind chosen cards. 备案 exports people but records cards, and the two filters search differently, so "all that the
 * filter finds" is spelt out here: what is exported is what was on the screen.
 */
export async function holdersOf(
  chosen: Chosen<CardFilter>,
  shown: CardFilter,
  { signal, onProgress }: CallOptions,
): Promise<number[]> {
  const wanted = 'ids' in chosen ? new Set(chosen.ids) : null
  const except = new Set('ids' in chosen ? [] : chosen.except)
  const people = new Set<number>()
  const { search: _, ...unsearched } = shown
  const filter = wanted ? unsearched : shown // marked ones may be out of sight
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = await call(
      'card.list',
      { filter, sort: { by: 'code', desc: false }, page: { offset, limit: PAGE } },
      { signal },
    )
    for (const card of rows as CardRow[]) {
      if (wanted ? wanted.has(card.id) : !except.has(card.id)) people.add(card.supervisorId)
    }
    onProgress?.({ done: Math.min(offset + PAGE, total), total, label: '正在汇总人员' })
    if (offset + PAGE >= total || signal?.aborted) return [...people]
  }
}
