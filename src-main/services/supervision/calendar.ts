import { type EntityManager, IsNull } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { YEARS } from '../../../src-shared/domain/calendar.ts'
import { parseNotice } from '../../../src-shared/domain/notice.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { ContestVisitTable } from '../../db/entities/contest.ts'
import { CalendarTable, VisitTable } from '../../db/entities/supervision.ts'
import { record } from '../audit.ts'
import { loadCalendar, setContestDeadline, setVisitDeadlines } from './dueDates.ts'

export async function calendarYears(manager: EntityManager) {
  const calendar = await loadCalendar(manager)
  const years = [...calendar.values()].sort((a, b) => a.year - b.year)
  return { years: years.map(year => ({ ...year, shipped: year.year in YEARS })) }
}

/** Loads a year from the pasted notice; deadlines that waited for it get their dates. */
export async function loadYear(manager: EntityManager, input: Parsed<'calendar.load'>, stamp: Stamp) {
  const parsed = parseNotice(input.text)
  if (!parsed.ok) {
    const detail = parsed.message.includes(parsed.sentence)
      ? parsed.message
      : `${parsed.message}（${parsed.sentence.slice(0, 100)}）`
    throw new AppError('INPUT_INVALID', { detail }, { fields: { text: detail } })
  }
  const { year, holidays, workdays, source } = parsed.year
  if (input.confirm) {
    await manager.save(CalendarTable, {
      year,
      source,
      body: { holidays, workdays },
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
    await record(manager, stamp, {
      action: 'calendar.load',
      text: `装载 ${year} 年放假安排（${source || '粘贴的通知'}）`,
      detail: parsed.year,
    })
    for (const visit of await manager.find(VisitTable)) await setVisitDeadlines(manager, visit, stamp)
    const contests = await manager.findBy(ContestVisitTable, { struckAt: IsNull() })
    for (const visit of contests) await setContestDeadline(manager, visit, stamp)
  }
  return { year, holidays, workdays, doubts: parsed.doubts }
}
