/** May this person be appointed, and how does the term stand: 第十、十一、十四条. Cards are judged in issue.ts. */
import { AGE_READING, ATTESTATION } from '../labels.ts'
import { type AgeReading, ageLimit, ageOn, lastAllowedDay, type Sex } from './age.ts'
import { daysBetween, type IsoDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'
import { type Standing, stateOf } from './standing.ts'
import { TERM_YEARS, termEnd } from './term.ts'

export { checkIssue, checkManualCode } from './issue.ts'

/** 第十条（一）–（四） and 身体健康 of （五）. */
export type AttestationKey = 'c1' | 'c2' | 'c3' | 'c4' | 'health'

/** Who confirmed each condition, and when; null where nobody has. */
export type Attestations = Record<AttestationKey, { by: string; on: IsoDate } | null>

export interface Candidate {
  name: string
  sex: Sex
  birth: IsoDate
  attestations: Attestations
  standing: Standing
}

export interface AgeSetting {
  reading: AgeReading
}

const KEYS: AttestationKey[] = ['c1', 'c2', 'c3', 'c4', 'health']

/**
 * What stands against appointing (聘任 or 续聘) somebody from `start` on. An empty list, or warnings only: it may be done.
 * A renewal meets all conditions again (A22); the records on file count for it, so an exam that was passed before the last
 * term still counts, unless a later one was failed (then `examPassedOn` is null). Confirmations and records dated after `today` do not count.
 */
export function checkAppointment(c: Candidate, start: IsoDate, today: IsoDate, s: AgeSetting): Finding[] {
  return [...checkConditions(c, today), ...checkAge(c, start, s.reading), ...checkExam(c.standing, start, today)]
}

function checkConditions(c: Candidate, today: IsoDate): Finding[] {
  // Confirmed later than the start is accepted: an office enters the terms that it already has.
  const missing = KEYS.filter(key => {
    const attestation = c.attestations[key]
    return attestation === null || attestation.on > today
  })
  if (missing.length === 0) return []
  const names = missing.map(key => ATTESTATION[key]).join('、')
  return [
    finding(
      'R-COND',
      `${c.name}还没有确认第十条的条件：${names}`,
      '请由负责人核实后，在「条件确认」中逐项登记确认人和日期。',
      Object.fromEntries(
        KEYS.map(key => {
          const attestation = c.attestations[key]
          return [ATTESTATION[key], attestation ? `${attestation.by}，${attestation.on}` : '未确认']
        }),
      ),
    ),
  ]
}

function checkAge(c: Candidate, start: IsoDate, reading: AgeReading): Finding[] {
  const limit = ageLimit(c.sex)
  const last = lastAllowedDay(c.birth, c.sex, reading)
  const strict = lastAllowedDay(c.birth, c.sex, 'B')
  const end = termEnd(start)
  const who = `${c.name}（${c.sex}，${c.birth} 出生）`
  const facts = {
    性别: c.sex,
    出生日期: c.birth,
    年龄上限: `${limit} 周岁（${AGE_READING[reading]}）`,
    聘任之日: `${start}（${ageOn(c.birth, start)} 周岁）`,
    最后可任之日: last,
  }
  if (start > last) {
    return [
      finding(
        'R-AGE',
        `${who}${start} 聘任时 ${ageOn(c.birth, start)} 周岁，${c.sex}性不超过 ${limit} 周岁，最后可任之日是 ${last}`,
        '请核对出生日期；超过年龄上限的人员不能聘任或续聘。',
        facts,
      ),
    ]
  }
  const term = {
    ...facts,
    聘期: `${start} 至 ${end}`,
    ...(reading === 'A' ? { 从严最后可任之日: strict } : {}),
  }
  const remedy = '可以聘任；请安排好接替人员，到期前办理解聘。'
  if (last < end) {
    const stricter = reading === 'A' ? `（从严理解为 ${strict} 之后）` : ''
    return [finding('R-AGE-TERM', `${who}聘期至 ${end}，${last} 之后${stricter}超过 ${limit} 周岁的上限`, remedy, term)]
  }
  // T4: under reading A the stricter reading still warns, because the bureau may hold to it.
  if (strict < end) {
    return [
      finding(
        'R-AGE-TERM',
        `${who}${strict} 满 ${limit} 周岁；若从严理解为不超过 ${limit} 周岁生日，此后的聘期（至 ${end}）超龄`,
        '可以聘任；主管部门从严理解时，请在该日前办理解聘。',
        term,
      ),
    ]
  }
  return []
}

function checkExam(s: Standing, start: IsoDate, today: IsoDate): Finding[] {
  const deadline = start < today ? start : today
  const problem = (what: string, on: IsoDate | null): string | undefined => {
    if (on === null) return `没有${what}记录`
    return on > deadline ? `${what}日期 ${on} 晚于${on > start ? `聘任之日 ${start}` : `今天 ${today}`}` : undefined
  }
  const problems = [problem('培训', s.trainedOn), problem('考核合格', s.examPassedOn)].filter(p => p !== undefined)
  if (problems.length === 0) return []
  return [
    finding('R-EXAM', `${problems.join('；')}；经培训考核合格后才可以聘任`, '请先登记培训和考核合格的记录。', {
      培训日期: s.trainedOn ?? '无',
      考核合格日期: s.examPassedOn ?? '无',
      聘任之日: start,
    }),
  ]
}

/** 届满 and 临期 of the running term; nothing for people who were dismissed or never appointed. Warns from 90 days before its last day. */
export function checkTerm(standing: Standing, today: IsoDate): Finding[] {
  const { termStart, termEnd: end } = standing
  const state = stateOf(standing, today)
  if (end === null || termStart === null || state === 'dismissed') return []
  const facts = { 聘期: `${termStart} 至 ${end}`, 今天: today }
  if (state === 'expired') {
    return [
      finding(
        'R-TERM-END',
        `聘期已于 ${end} 届满（聘期 ${TERM_YEARS} 年），自动解聘`,
        '需要继续任职的，请重新核对条件后办理续聘；不再任职的，请收回证卡。',
        facts,
      ),
    ]
  }
  const left = daysBetween(today, end)
  const within = [30, 60, 90].find(days => left <= days)
  if (within === undefined || today < termStart) return []
  const when = left === 0 ? '今天是最后一天' : `还有 ${left} 天，${within} 天内届满`
  return [finding('R-TERM-90', `聘期至 ${end}，${when}`, '需要继续任职的，请在届满前办理续聘。', facts)]
}
