/** 外督员's visits: how many should come, what they should leave signed, how long they stayed. All of it is for knowledge: their duty, not ours. */

import { notAhead } from './acts.ts'
import { type Clock, minutesOf } from './clock.ts'
import { addDays, daysBetween, type IsoDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'

/** 第十九、二十六条: 至少委派2名. */
export const INSPECTORS = 2

/** 第十九条 超过200人 begins at 201; 第二十六条 200人以内 and 200人以上 both contain 200, so more may come from 200 on (ruling T3). */
const MORE_FROM = { assessment: 201, contest: 200 }

/** How many 外督员 a 认定 plan of so many people is due. `people`: the plan's 人数. */
export function assessmentInspectors(people: number): string {
  return people >= MORE_FROM.assessment ? '至少2名，可增加' : '至少2名'
}

/** The same for one place of a contest. `people`: the competitors at that place. */
export function contestInspectors(people: number): string {
  if (people < MORE_FROM.contest) return '应当2名'
  return people === MORE_FROM.contest ? '应当2名，可加派' : '可加派'
}

/** R-EXT-2, R-EXT-200 for a visit to a 认定 plan. */
export function checkInspectors(inspectors: number, people: number): Finding[] {
  const facts = { 外督员: `${inspectors} 名`, 计划人数: `${people} 人`, 应到: assessmentInspectors(people) }
  const found: Finding[] = []
  if (inspectors < INSPECTORS) {
    const message = `本次登记外督员 ${inspectors} 名，现场和事后督导至少委派 2 名`
    found.push(finding('R-EXT-2', message, '请核对是否漏填；人数由社会事业局委派，不影响登记。', facts))
  }
  if (people >= MORE_FROM.assessment) {
    const message = `认定计划 ${people} 人，超过 200 人，可增加外督员`
    found.push(finding('R-EXT-200', message, '请预留场地和资料，以便更多外督员到场。', facts))
  }
  return found
}

/** R-EXT-26 for a visit to one place of a contest. */
export function checkContestInspectors(inspectors: number, people: number): Finding[] {
  const due = contestInspectors(people)
  if (inspectors >= INSPECTORS && people < MORE_FROM.contest) return []
  const message = `该竞赛地点参赛选手 ${people} 人，${due}外督员；本次登记 ${inspectors} 名`
  return [finding('R-EXT-26', message, '人数由社会事业局委派，不影响登记。', { 外督员: `${inspectors} 名`, 应到: due })]
}

/** R-SIGN: signed sheets of which no scan is kept. 附件3 one per visit, 附件4 one per 外督员 (T13). */
export function checkSigned(inspectors: number, scans: readonly { form: string }[]): Finding[] {
  const count = (form: string): number => scans.filter(scan => scan.form === form).length
  const missing = [
    count('附件3') === 0 ? '附件3' : '',
    count('附件4') < inspectors ? `附件4（${count('附件4')} 份，外督员 ${inspectors} 名）` : '',
  ].filter(text => text !== '')
  if (missing.length === 0) return []
  return [finding('R-SIGN', `还没有签字的扫描件：${missing.join('、')}`, '请扫描签字后的表格并上传。')]
}

interface Stay {
  on: IsoDate
  endedOn: IsoDate
  inspectors: readonly { to: Clock | null }[]
}

/** The day from which the deadlines count: one that ended at 00:00, as far as is known, ended on the day before. */
export function endDay({ on, endedOn, inspectors }: Stay): IsoDate {
  const left = inspectors.flatMap(one => (one.to === null ? [] : [one.to]))
  return endedOn > on && left.length > 0 && left.every(to => to === '00:00') ? addDays(endedOn, -1) : endedOn
}

/** A visit that somebody has left, or that left an opinion, has happened; one that is announced may lie ahead. */
export function checkHappened(visit: Stay & { opinion: string }, today: IsoDate): Finding[] {
  const happened = visit.opinion.trim() !== '' || visit.inspectors.some(one => one.to !== null)
  return happened ? notAhead({ what: '督导结束日期', on: endDay(visit) }, today) : []
}

const HALF_DAY = 4 * 60

/** 第二十七条: up to and including 4 hours 半天 400元, more 一天 800元. The bureau pays it; for us a reference only (T17). */
export function feeOf(minutes: number): { days: '半天' | '一天'; yuan: 400 | 800 } | null {
  if (minutes <= 0) return null
  return minutes <= HALF_DAY ? { days: '半天', yuan: 400 } : { days: '一天', yuan: 800 }
}

/** How long one 外督员 was there, by 进场 and 离场. null: not known, or longer than a day, which two times of day cannot tell. */
export function stayOf(
  inspector: { name: string; from: Clock | null; to: Clock | null },
  on: IsoDate,
  endedOn: IsoDate,
): { name: string; minutes: number | null; reference: string } {
  const { name, from, to } = inspector
  if (from === null || to === null) return { name, minutes: null, reference: '未登记进场或离场时间' }
  const overnight = to < from
  const days = daysBetween(on, endedOn)
  if (days > 1 || (days === 1 && !overnight)) return { name, minutes: null, reference: '督导超过一天，按天核算' }
  const minutes = from === to ? 0 : minutesOf({ from, to })
  const fee = feeOf(minutes)
  if (!fee) return { name, minutes, reference: '进场与离场时间相同，请核对' }
  const hours = `${Math.floor(minutes / 60)} 小时${minutes % 60 === 0 ? '' : ` ${minutes % 60} 分`}`
  return {
    name,
    minutes,
    reference: `${hours}，按${fee.days}计（${fee.yuan} 元，由社会事业局发放，仅供参考）`,
  }
}
