/** People and sessions of the 委派 tests: everybody may, so that each test forbids exactly one thing. */
import type { Assignable, Busy, RankOptions, SessionSlot } from '../../src-shared/domain/assignment.ts'
import { appointed } from './people.ts'

/** The days of a card that is good for the whole term, and longer. */
export const ALWAYS = { from: '2020-01-01', until: '2039-12-31' }

/** Inside the term 2026-11-23 to 2029-11-22. */
export const session: SessionSlot = {
  id: 100,
  batchId: 10,
  date: '2027-03-10',
  from: '09:00',
  to: '11:00',
  room: '一考场',
}

export const options: RankOptions = { today: '2027-03-01', reading: 'A', rotateLimit: null }

export const supervisor = (id: number, name: string, more: Partial<Assignable> = {}): Assignable => ({
  id,
  name,
  standing: appointed,
  birth: '1985-05-05',
  sex: '男',
  cards: [{ ...ALWAYS, code: `Y11200126${String(id).padStart(4, '0')}`, filedOn: '2026-12-01' }],
  busy: [],
  relations: [],
  history: [],
  ...more,
})

export const busy = (more: Partial<Busy>): Busy => ({
  sessionId: 200,
  batchId: 20,
  date: session.date,
  from: '14:00',
  to: '16:00',
  role: 'examiner',
  ...more,
})
