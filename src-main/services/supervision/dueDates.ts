import type { EntityManager } from 'typeorm'
import { type Calendar, calendarOf } from '../../../src-shared/domain/calendar.ts'
import { type DeadlineForm, deadlinesOf } from '../../../src-shared/domain/deadline.ts'
import { endDay } from '../../../src-shared/domain/visit.ts'
import type { Stamp } from '../../context.ts'
import type { ContestVisitRecord } from '../../db/entities/contest.ts'
import {
  CalendarTable,
  type DeadlineRow,
  DeadlineTable,
  type RectificationRow,
  type VisitRow,
} from '../../db/entities/supervision.ts'
import { notStruck } from '../roster/qualification.ts'

/** Shipped years and those that the organisation has loaded; a year that is not there is 未装载 (T19). */
export async function loadCalendar(manager: EntityManager): Promise<Calendar> {
  const loaded = await manager.find(CalendarTable)
  return calendarOf(loaded.map(({ year, source, body }) => ({ year, source, ...body })))
}

const WHAT: Record<DeadlineForm, string> = {
  附件3: '附件3 督导记录反馈委派机构（外督员）',
  附件4: '附件4 外督员情况反馈表提交社会事业局',
  附件7: '附件7 竞赛督导记录表报送社会事业局（外督员）',
}

/** The deadlines of a visit, by the day on which it ended: dates are computed anew, what was submitted stays. */
export function setVisitDeadlines(manager: EntityManager, visit: VisitRow, stamp: Stamp): Promise<void> {
  const owner = { batchId: visit.batchId, visitId: visit.id, contestVisitId: null }
  const on = endDay({ on: visit.onDate, endedOn: visit.endedOn, inspectors: visit.inspectors })
  return setDeadlines(manager, ['附件3', '附件4'], owner, { what: '督导工作结束', on }, stamp)
}

/** 第二十六条: 附件7 within 5个工作日 after the task is done (ruling T2: the day is kept with the visit). */
export function setContestDeadline(manager: EntityManager, visit: ContestVisitRecord, stamp: Stamp): Promise<void> {
  const owner = { batchId: null, visitId: null, contestVisitId: visit.id }
  const on = endDay({ on: visit.onDate, endedOn: visit.endedOn, inspectors: visit.inspectors })
  return setDeadlines(manager, ['附件7'], owner, { what: '竞赛督导任务完成', on }, stamp)
}

async function setDeadlines(
  manager: EntityManager,
  forms: DeadlineForm[],
  owner: Pick<DeadlineRow, 'batchId' | 'visitId' | 'contestVisitId'>,
  event: { what: string; on: string },
  stamp: Stamp,
): Promise<void> {
  const calendar = await loadCalendar(manager)
  const { visitId, contestVisitId } = owner
  const old = await manager.findBy(
    DeadlineTable,
    visitId === null ? { contestVisitId: contestVisitId ?? 0 } : { visitId },
  )
  for (const form of forms) {
    for (const due of deadlinesOf(form, event.on, calendar)) {
      const fields = {
        what: WHAT[form],
        rule: due.basis,
        basis: due.text,
        article: due.article,
        event: event.what,
        eventOn: event.on,
        due: due.due,
        note: noteOf(due),
      }
      const known = old.find(row => row.what === fields.what && row.rule === fields.rule && row.struckAt === null)
      if (known) await manager.update(DeadlineTable, { id: known.id }, fields)
      else {
        await manager.insert(DeadlineTable, {
          ...fields,
          ...owner,
          source: 'visit',
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
