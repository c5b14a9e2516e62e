import type { EntityManager } from 'typeorm'
import { type Calendar, calendarOf } from '../../src-shared/domain/calendar.ts'
import { deadlinesOf } from '../../src-shared/domain/deadline.ts'
import type { Stamp } from '../context.ts'
import { CalendarTable, DeadlineTable, type RectificationRow, type VisitRow } from '../db/entities/supervision.ts'
import { notStruck } from './qualification.ts'

/** Shipped years and those that the organisation has loaded; a year that is not there is 未装载 (T19). */
export async function loadCalendar(manager: EntityManager): Promise<Calendar> {
  const loaded = await manager.find(CalendarTable)
  return calendarOf(loaded.map(({ year, source, body }) => ({ year, source, ...body })))
}

const WHAT = { 附件3: '附件3 督导记录反馈委派机构（外督员）', 附件4: '附件4 外督员情况反馈表提交社会事业局' } as const

/** The deadlines of a visit, by the day on which it ended: dates are computed anew, what was submitted stays. */
export async function setVisitDeadlines(manager: EntityManager, visit: VisitRow, stamp: Stamp): Promise<void> {
  const calendar = await loadCalendar(manager)
  const old = await manager.findBy(DeadlineTable, { visitId: visit.id })
  for (const kind of ['附件3', '附件4'] as const) {
    for (const due of deadlinesOf(kind, visit.endedOn, calendar)) {
      const fields = {
        what: WHAT[kind],
        rule: due.basis,
        basis: due.text,
        article: due.article,
        event: '督导工作结束',
        eventOn: visit.endedOn,
        due: due.due,
        note: noteOf(due),
      }
      const known = old.find(row => row.what === fields.what && row.rule === fields.rule && row.struckAt === null)
      if (known) await manager.update(DeadlineTable, { id: known.id }, fields)
      else {
        await manager.insert(DeadlineTable, {
          ...fields,
          source: 'visit',
          batchId: visit.batchId,
          visitId: visit.id,
          rectificationId: null,
          submittedOn: null,
          receipt: '',
          recordedBy: stamp.actor,
          recordedAt: stamp.at,
          ...notStruck,
        })
      }
    }
  }
}

const noteOf = (due: { unloaded?: number; rollover?: string }): string =>
  due.unloaded !== undefined
    ? `${due.unloaded} 年的放假安排未装载`
    : due.rollover
      ? `末日逢休息日，顺延则为 ${due.rollover}（民法典第二百零三条），按不顺延提醒`
      : ''

/** 整改期限: set by the organisation, overdue by 第三十条（三）. It is kept by the reply, as rectificationState has it: a review may take its time. */
export async function setRectificationDeadline(
  manager: EntityManager,
  item: Pick<RectificationRow, 'id' | 'batchId' | 'problem' | 'due' | 'openedOn' | 'repliedOn'>,
  stamp: Stamp,
): Promise<void> {
  const known = (await manager.findBy(DeadlineTable, { rectificationId: item.id })).find(row => row.struckAt === null)
  if (item.due === null) {
    if (known)
      await manager.update(
        DeadlineTable,
        { id: known.id },
        { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: '整改期限取消' },
      )
    return
  }
  const fields = {
    what: `整改：${item.problem.slice(0, 40)}`,
    rule: '',
    basis: '本机构确定的整改期限',
    article: '30(3)',
    event: '发现问题',
    eventOn: item.openedOn,
    due: item.due,
    note: '',
    submittedOn: item.repliedOn,
  }
  if (known) await manager.update(DeadlineTable, { id: known.id }, fields)
  else {
    await manager.insert(DeadlineTable, {
      ...fields,
      source: 'rectification',
      batchId: item.batchId,
      visitId: null,
      rectificationId: item.id,
      receipt: '',
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
      ...notStruck,
    })
  }
}
