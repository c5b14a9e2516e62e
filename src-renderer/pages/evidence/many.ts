import type { EvidenceFilter } from '../../../src-shared/contract/evidence.ts'
import type { CallOptions } from '../../api.ts'
import { call } from '../../api.ts'
import type { Chosen } from '../../components/marks.ts'

const PAGE = 500 // the contract's largest page
const CALL = 1000 // the contract's most ids of one call

/** The files that were chosen, by id: all that a filter finds are asked for page by page. */
export async function idsOf(selection: Chosen<EvidenceFilter>): Promise<number[]> {
  if ('ids' in selection) return selection.ids
  const except = new Set(selection.except)
  const ids: number[] = []
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = await call('evidence.list', {
      filter: selection.filter,
      sort: { by: 'code', desc: false },
      page: { offset, limit: PAGE },
    })
    ids.push(...rows.map(row => row.id).filter(id => !except.has(id)))
    if (rows.length === 0 || offset + rows.length >= total) return ids
  }
}

/** Does something with the chosen files, a thousand at a time; answers how many. What a refusal stops is left as it was. */
export async function forMany(
  selection: Chosen<EvidenceFilter>,
  { onProgress, signal }: CallOptions,
  act: (ids: number[]) => Promise<unknown>,
): Promise<number> {
  const ids = await idsOf(selection)
  for (let i = 0; i < ids.length; i += CALL) {
    if (signal?.aborted) return i
    onProgress?.({ done: i, total: ids.length, label: '' })
    await act(ids.slice(i, i + CALL))
  }
  return ids.length
}
