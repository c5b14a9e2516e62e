/** 委派: who may supervise a session, in the order of rotation, and the exact reason for everybody who may not (第九、十四、十五条). */
import { STATE } from '../labels.ts'
import { type AgeReading, ageLimit, ageOn, lastAllowedDay, type Sex } from './age.ts'
import { checkAvoidance, sceneOf } from './avoid.ts'
import type { Clock, Span } from './clock.ts'
import { checkConflicts } from './conflict.ts'
import { crewOf } from './crew.ts'
import type { IsoDate } from './dates.ts'
import { byTurn, checkRotation, turnsOf } from './rotation.ts'
import { type Finding, finding } from './rules.ts'
import { type Standing, stateOf } from './standing.ts'

/** 考评 考务 监考 负责人. */
export type StaffRole = 'examiner' | 'affairs' | 'invigilator' | 'head'
export type RelationKind = '近亲属' | '师生' | '师徒' | '同事' | '培训授课' | '利害关系'

/** One 场次. A `to` that is not after `from` is on the next day. */
export interface SessionSlot extends Span {
  id: number
  batchId: number
  venueId?: number | null
  room: string
}

export interface StaffMember {
  /** The roster's number, where the entry is linked to it. */
  personId?: number | null
  name: string
  role: StaffRole
}

/** Other work on the day of the session or next to it. */
export interface Busy {
  sessionId: number
  batchId: number
  date: IsoDate
  from: Clock
  to: Clock
  role: StaffRole | 'supervisor'
}

export interface Relation {
  withName: string
  withId?: number | null
  kind: RelationKind
  declaredBy: 'self' | 'other'
}

export interface CardSpan {
  code: string
  filedOn: IsoDate | null
  lost?: boolean
  from: IsoDate
  until: IsoDate
}

export interface Assignable {
  id: number
  name: string
  standing: Standing
  /** A term recorded ahead, which follows the running one; sessions after the running one are judged by it. */
  nextTerm?: { start: IsoDate; end: IsoDate } | null
  birth: IsoDate
  sex: Sex
  /** Cards with the days on which each is in force (inForce() of card.ts). */
  cards: readonly CardSpan[]
  busy: readonly Busy[]
  relations: readonly Relation[]
  /** Sessions that this person supervises or supervised, one entry each. */
  history: readonly { batchId: number; sessionDate: IsoDate }[]
}

export interface Ranked {
  id: number
  name: string
  code: string | null
  /** 1, 2, …; null: may not. */
  rank: number | null
  findings: Finding[]
  lastOn: IsoDate | null
  runs: number
}

export interface RankOptions {
  today: IsoDate
  reading: AgeReading
  /** 本机构制度: how many batches running; null: no limit. */
  rotateLimit: number | null
}

/**
 * Everybody, those who may first and in the order of rotation, then those who may not by name. Standing, age and card are judged on the
 * session's day, not today's.
 * `candidateNames`: a Set is taken as it is, keys made by `nameKey`; of anything else they are made here.
 */
export function rankAssignable(
  session: SessionSlot,
  staff: readonly StaffMember[],
  candidateNames: readonly string[] | ReadonlySet<string>,
  people: readonly Assignable[],
  { reading, rotateLimit }: RankOptions,
): Ranked[] {
  const crew = crewOf(staff)
  const scene = sceneOf(crew, candidateNames, people)
  const turn = turnsOf(session, people)
  const judged = people.map((person): Ranked => {
    const mine = turn(person)
    const standing = checkStanding(session, person)
    // Whoever is out of office has no card in force either: one reason says it.
    const card = standing.length > 0 && person.cards.length > 0 ? [] : checkCard(session, person)
    const findings = [
      ...checkConflicts(session, crew, person),
      ...checkAvoidance(person, scene),
      ...standing,
      ...checkAge(session, person, reading),
      ...card,
      ...checkRotation(person, mine, rotateLimit),
    ]
    const { id, name } = person
    return {
      id,
      name,
      code: cardOn(person, session.date)?.code ?? null,
      rank: null,
      findings,
      lastOn: mine.lastOn,
      runs: mine.runs,
    }
  })
  const barred = (r: Ranked): boolean => r.findings.some(f => f.severity === 'block')
  const free = judged.filter(r => !barred(r)).sort(byTurn)
  const rest = judged.filter(barred).sort((a, b) => (a.name === b.name ? a.id - b.id : a.name < b.name ? -1 : 1))
  return [...free.map((r, i) => ({ ...r, rank: i + 1 })), ...rest]
}

function checkStanding(session: SessionSlot, { name, standing, nextTerm }: Assignable): Finding[] {
  const s =
    nextTerm && nextTerm.start <= session.date
      ? { ...standing, termStart: nextTerm.start, termEnd: nextTerm.end }
      : standing
  const state = stateOf(s, session.date)
  if (state === 'appointed') return []
  const facts = {
    状态: STATE[state],
    场次日期: session.date,
    聘期: s.termStart ? `${s.termStart} 至 ${s.termEnd}` : '无',
  }
  if (state === 'expired') {
    const message = `${name}的聘期至 ${s.termEnd}，${session.date} 已届满自动解聘`
    return [finding('R-TERM-END', message, '请先办理续聘，再委派。', facts)]
  }
  if (state === 'suspended') {
    const until = s.suspendedUntil ? `至 ${s.suspendedUntil}` : ''
    const message = `${name}自 ${s.suspendedFrom} 起暂停${until}，${session.date} 不能委派`
    return [finding('R-STANDING', message, '请另选内督员，或在恢复任职后委派。', facts)]
  }
  const why =
    state === 'dismissed'
      ? `已于 ${s.dismissedOn} 解聘`
      : s.termStart
        ? `聘期自 ${s.termStart} 开始，${session.date} 尚未到任`
        : '尚未聘任'
  return [finding('R-STANDING', `${name}${why}，不能委派`, '请另选内督员，或先办理聘任。', facts)]
}

// T5: the age blocks at 聘任 and 续聘; at 委派 it warns.
function checkAge(session: SessionSlot, { name, birth, sex }: Assignable, reading: AgeReading): Finding[] {
  // Most people are far from the limit, which years alone tell.
  if (Number(session.date.slice(0, 4)) - Number(birth.slice(0, 4)) < ageLimit(sex)) return []
  const last = lastAllowedDay(birth, sex, reading)
  if (session.date <= last) return []
  const message = `${name}（${sex}，${birth} 出生）${session.date} 时 ${ageOn(birth, session.date)} 周岁，${sex}性不超过 ${ageLimit(sex)} 周岁`
  const warning = finding('R-AGE', message, '可以委派；请安排接替人员并办理解聘。', { 最后可任之日: last })
  return [{ ...warning, severity: 'warn' }]
}

/** The card whose number is good on that day: of a renewal ahead the old one still is. */
const cardOn = ({ cards }: Assignable, day: IsoDate): CardSpan | undefined =>
  cards.find(card => card.from <= day && day <= card.until)

function checkCard({ date }: SessionSlot, person: Assignable): Finding[] {
  const { name, cards } = person
  const card = cardOn(person, date)
  if (!card) {
    const next = cards.find(c => c.from > date)
    const what = next
      ? `${name}的证卡 ${next.code} 自 ${next.from} 起生效，${date} 还没有有效的证卡`
      : cards.length > 0
        ? `${name}的证卡 ${date} 已经不在有效期内`
        : `${name}还没有证卡`
    const why = finding('R-CARD-FILE', `${what}，执行督导任务时应佩戴证卡`, '请先发证卡，再委派。')
    return [{ ...why, severity: 'block' }]
  }
  if (card.lost) {
    const why = finding('R-BADGE', `${name}的证卡 ${card.code} 已挂失，执行督导任务时应佩戴证卡`, '请先办理补发。')
    return [why]
  }
  if (card.filedOn !== null) return []
  const why = finding(
    'R-CARD-FILE',
    `${name}的证卡 ${card.code} 还没有报市鉴定管理中心备案`,
    '请报送备案，收到回执后登记。',
  )
  return [{ ...why, severity: 'warn' }]
}

/** R-ASSIGN (第十五条): a record needs a valid 委派单 that names its supervisor. `named`: the roster numbers on it; null: there is none. */
export function checkAssigned(person: { id: number; name: string }, named: readonly number[] | null): Finding[] {
  if (named?.includes(person.id)) return []
  const message = named ? `委派单上没有${person.name}` : `${person.name}没有有效的委派单`
  return [finding('R-ASSIGN', message, '请先签发委派单，再填写督导记录。')]
}
