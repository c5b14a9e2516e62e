import { type EntityManager, IsNull } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { amend, amendedYear, changesOf } from '../../../src-shared/domain/amendment.ts'
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
  const calendar = await loadCalendar(manager)
  const amended = amendedYear(input.text)
  const before = amended === undefined ? undefined : calendar.get(amended)
  if (amended !== undefined && !before) {
    const detail = `这是 ${amended} 年的补充通知，请先装载该年的放假安排`
    throw new AppError('INPUT_INVALID', { detail }, { fields: { text: detail } })
  }
  const parsed = before ? { doubts: [] as string[], ...amend(input.text, before) } : parseNotice(input.text)
  if (!parsed.ok) {
    const detail = parsed.message.includes(parsed.sentence)
      ? parsed.message
      : `${parsed.message}（${parsed.sentence.slice(0, 100)}）`
    throw new AppError('INPUT_INVALID', { detail }, { fields: { text: detail } })
  }
  const { year, holidays, workdays, source } = parsed.year
  const old = calendar.get(year)
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
    for (const visit of await manager.findBy(VisitTable, { struckAt: IsNull() }))
      await setVisitDeadlines(manager, visit, stamp)
    const contests = await manager.findBy(ContestVisitTable, { struckAt: IsNull() })
    for (const visit of contests) await setContestDeadline(manager, visit, stamp)
  }
  return {
    year,
    holidays,
    workdays,
    doubts: parsed.doubts,
    replaces: old ? old.source || `已装载的 ${year} 年` : null,
    changes: old ? changesOf(old, parsed.year) : [],
  }
}
