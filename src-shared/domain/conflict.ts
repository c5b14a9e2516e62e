/** 第九条 不能兼任同场次考评工作, and being in two places at once. */
import { STAFF_ROLE } from '../labels.ts'
import type { Assignable, Busy, SessionSlot, StaffRole } from './assignment.ts'
import { overlaps, spanText } from './clock.ts'
import type { Crew } from './crew.ts'
import { type Finding, finding } from './rules.ts'

export function checkConflicts(session: SessionSlot, crew: Crew, person: Assignable): Finding[] {
  const roles = new Set<StaffRole>(crew.of(person).map(m => m.role))
  const others: Busy[] = []
  for (const busy of person.busy) {
    if (busy.sessionId !== session.id) others.push(busy)
    else if (busy.role !== 'supervisor') roles.add(busy.role)
  }
  return [...here(session, person, roles), ...others.flatMap(busy => elsewhere(session, person, busy))]
}

function here(session: SessionSlot, person: Assignable, roles: ReadonlySet<StaffRole>): Finding[] {
  const where = `${spanText(session)} ${session.room}`
  if (roles.has('examiner')) {
    return [
      finding(
        'R-SAME-SESSION',
        `${person.name}是本场次（${where}）的考评人员，不能兼任督导`,
        '请另选内督员；若只是同名，请在工作人员中关联名册，或在姓名后注明区别。',
        { 场次: where },
      ),
    ]
  }
  if (roles.size === 0) return []
  const names = [...roles].map(role => STAFF_ROLE[role]).join('、')
  const message = `${person.name}是本场次的${names}，督导自己参与的工作可能影响客观公正`
  return [
    {
      ...finding('R-AVOID', message, '请尽量另选内督员；确需委派的，请调整其岗位。', { 场次: where }),
      severity: 'warn',
    },
  ]
}

function elsewhere(session: SessionSlot, person: Assignable, busy: Busy): Finding[] {
  const overlap = overlaps(session, busy)
  if (!overlap && (busy.role !== 'examiner' || busy.date !== session.date)) return []
  const role = busy.role === 'supervisor' ? '督导' : STAFF_ROLE[busy.role]
  const where = spanText(busy)
  const facts = { 本场次: spanText(session), 另一场次: where, 另一场次的工作: role }
  const sameBatch = busy.batchId === session.batchId
  if (!overlap) {
    const message = `${person.name}当天另有考评工作（${where}），不是同一场次，可以委派`
    return [{ ...finding('R-SAME-SESSION', message, '请确认两场之间来得及到场。', facts), severity: 'info' }]
  }
  // One 场次 may be held in several rooms at the same time: 考评 in any of them is 同场次.
  if (busy.role === 'examiner' && sameBatch) {
    const message = `${person.name}在本批次同一时间（${where}）任考评人员，不能兼任督导`
    return [finding('R-SAME-SESSION', message, '请另选内督员。', facts)]
  }
  if (busy.role === 'supervisor' && sameBatch) {
    const message = `${person.name}同一时间还督导本批次的另一考场（${where}）`
    return [{ ...finding('R-CLASH', message, '请确认两个考场可以由一人巡视。', facts), severity: 'warn' }]
  }
  return [
    finding(
      'R-CLASH',
      `${person.name}同一时间另有工作（${where}，${role}）`,
      '请另选内督员，或调整另一场的安排。',
      facts,
    ),
  ]
}
