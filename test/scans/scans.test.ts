/** A sample of the corpus in each run: `node test/scans/corpus.ts` reads the whole. One wrong code fails it. */
import { expect, test } from 'vitest'
import { groupsOf, PROMISES, readAll } from './corpus.ts'

test('degraded pages: none is read wrongly, and each kind keeps what is promised of its group', {
  timeout: 600_000,
}, async () => {
  const scores = await readAll(2, 7)
  expect(scores.flatMap(score => score.wrong)).toEqual([])
  expect(scores.length).toBeGreaterThanOrEqual(40)
  for (const { of, share, total } of groupsOf(scores)) {
    expect(total, of).toBeGreaterThan(0)
    // A sample of two a kind: one page more or less is more than a per cent.
    expect(
      share,
      `${of}: ${JSON.stringify(scores.filter(score => score.of === of && score.read < score.total).map(s => s.kind))}`,
    ).toBeGreaterThanOrEqual(PROMISES[of] - 0.03)
  }
})
