/** Results from the exam room: whatever was changed in them, they are read or refused by a code; nothing throws or hangs. */
import { checkField } from '../../src-main/field/check.ts'
import { RESULT_FORMAT } from '../../src-shared/field.ts'
import { itemNumbers } from '../../src-shared/forms/items.ts'
import { plain } from '../print/pictures.ts'
import { mutated, random } from './mutate.ts'
import type { Fuzz } from './run.ts'

const SLOW = 2000 // ms

const RESULT = Buffer.from(
  JSON.stringify({
    format: RESULT_FORMAT,
    version: 1,
    ref: '0123456789abcdef'.repeat(2),
    number: 'WP-2026-0001',
    person: '王一',
    kind: 'onsite',
    sessionIds: [1, 2],
    savedAt: '2026-11-23T03:00:00.000Z',
    draft: {
      badge: 'yes',
      items: itemNumbers('onsite').map(number => ({ number, answer: 'no', remark: `序号${number}: 灯坏` })),
      opinion: '无',
      phases: ['during'],
      on: '2026-11-23',
    },
    photos: [{ number: '8', name: 'a.jpg', data: plain('#808080', 64, 48).toString('base64') }],
  }),
)

export async function run({ runs, seed, fail }: Fuzz): Promise<void> {
  if ('refused' in checkField('a.json', RESULT)) fail(seed, 'the untouched result is refused')
  for (let i = 0; i < runs; i++) {
    const began = performance.now()
    try {
      checkField('a.json', mutated(RESULT, random(seed + i)))
    } catch (error) {
      fail(seed + i, error instanceof Error ? (error.stack ?? error.message) : String(error))
    }
    if (performance.now() - began > SLOW) fail(seed + i, `${Math.round(performance.now() - began)} ms`)
  }
}
