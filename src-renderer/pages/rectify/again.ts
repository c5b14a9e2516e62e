import type { Rectification } from '../../../src-shared/contract/supervision.ts'
import { call } from '../../api.ts'
import { dateText } from '../../components/DateText.tsx'

/** The 问题 as it stands now, with what a dialog edits of it and what it only shows; null when it is gone. */
export async function lookAgain<V>(
  item: Rectification,
  valuesOf: (now: Rectification) => V,
  factsOf: (now: Rectification) => Record<string, string>,
) {
  const { rows } = await call('rectification.list', { batchId: item.batchId, page: { offset: 0, limit: 500 } })
  const now = rows.find(({ id }) => id === item.id)
  return now ? { seen: now.seen, values: valuesOf(now), facts: factsOf(now) } : null
}

/** What was arranged: whoever answers has to know it. */
export const arrangedOf = ({ problem, measure, responsible, due }: Rectification) => ({
  问题: problem,
  整改措施: measure,
  责任人: responsible,
  整改期限: due === null ? '' : dateText(due),
})

/** And what was answered: whoever closes has to have read it. */
export const repliedOf = (item: Rectification) => ({
  ...arrangedOf(item),
  整改情况: item.reply,
  佐证: item.evidence.map(({ name }) => name).join('、'),
})
