import { expect, test } from 'vitest'
import { asTyped, mergeDrafts, type RecordDraft } from '../../src-shared/domain/recordDraft.ts'

const draft = (remark: string, opinion = ''): RecordDraft => ({
  badge: 'yes',
  items: [{ number: '1', answer: 'no', remark }],
  opinion,
  phases: ['during'],
  on: '2026-11-20',
})

test('a blank at the end that storing cut off stays under the cursor', () => {
  const sent = draft('序号1: ', '第一条，')
  const stored = asTyped(draft('序号1:', '第一条，'), sent)
  expect(stored).toEqual(sent)
  expect(mergeDrafts(sent, draft('序号1: 制', '第一条，'), stored).merged).toEqual(draft('序号1: 制', '第一条，'))
})

test('what somebody else wrote is theirs', () => {
  expect(asTyped(draft('序号1: 缺签字'), draft('序号1: '))).toEqual(draft('序号1: 缺签字'))
})
