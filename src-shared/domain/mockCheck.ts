/** The single questions behind 模拟督导. Each looks at a batch's facts and says what speaks against 是. */
import { RECORD_PHASE, STAFF_ROLE } from '../labels.ts'
import { lastDay, spanText } from './clock.ts'
import type { RecordPhase } from './coverage.ts'
import { isRequired, type Slot, slotName } from './evidence.ts'
import type { BatchFacts } from './mock.ts'
import { checkPublic } from './order.ts'
import { type Difference, diffSession } from './plan.ts'
import type { RecordKind } from './seal.ts'
import { nameKey } from './text.ts'

export interface Verdict {
  /** Something that was looked at and speaks for 是. */
  ground: boolean
  against: string[]
  /** Not known: said, but not held against the batch. */
  unknown: string[]
}

export type ItemCheck = (facts: BatchFacts) => Verdict

const found = (against: string[]): Verdict => ({ ground: against.length === 0, against, unknown: [] })

/** A question with one answer: `problem` when the condition does not hold. */
const must =
  (holds: (facts: BatchFacts) => boolean, problem: string): ItemCheck =>
  facts =>
    found(holds(facts) ? [] : [problem])

const where = (session: BatchFacts['sessions'][number]): string => `场次 ${spanText(session)} ${session.room}`.trim()

export const filedPlan = must(f => f.dates.filedOn !== null, '没有登记方案备案日期')
export const planned = must(f => f.dates.plannedOn !== null, '没有登记计划申报日期')
export const reviewed = must(f => f.dates.reviewedOn !== null, '没有登记资格审核日期')
export const sampled = must(f => f.samples > 0, '没有抽查记录')
export const headed = must(f => f.staff.some(m => m.role === 'head'), '没有登记负责人')
export const scored = must(f => f.dates.scoredOn !== null, '没有登记评分日期')
export const archived = must(f => f.dates.archivedOn !== null, '尚未归档')
export const equipment = must(f => f.venue !== null && f.venue.checkedOn !== null, '没有考前设备核查记录')

export const candidates: ItemCheck = ({ candidates: names, planned: due }) => {
  if (names === 0) return found(['没有导入考生名册'])
  return found(names === due ? [] : [`考生名册 ${names} 人，计划 ${due} 人`])
}

export const venue: ItemCheck = ({ venue: place }) => {
  if (place === null) return found(['没有关联已登记的场地'])
  return found([
    ...(place.filing === 'filed' ? [] : [`「${place.name}」未备案或备案已过期（按考试日期）`]),
    ...(place.outside ?? []),
    ...(place.photos > 0 ? [] : [`「${place.name}」没有照片`]),
  ])
}

const held = (f: BatchFacts): BatchFacts['sessions'] => f.sessions.filter(s => s.actual !== null)

/** Differences of these kinds that nobody explained. Sessions whose facts are not recorded say nothing here. */
export function asPlanned(...kinds: Difference['what'][]): ItemCheck {
  return facts => {
    if (facts.sessions.length === 0) return found(['没有登记场次'])
    return found(
      held(facts).flatMap(session =>
        diffSession(session)
          .filter(d => d.explained === null && kinds.includes(d.what))
          .map(d => `${where(session)}：${d.what}计划 ${d.planned}，实际 ${d.actual}，没有说明`),
      ),
    )
  }
}

/** 开始、结束时间 of every session: recorded, and as planned or explained. */
export const onTime: ItemCheck = facts => {
  const open = facts.sessions.filter(s => s.actual === null).map(s => `${where(s)}：没有登记实际时间`)
  const { against } = asPlanned('时间')(facts)
  return found([...against, ...open])
}

const inSession = (list: readonly { sessionIds: readonly number[] }[], id: number): boolean =>
  list.some(member => member.sessionIds.includes(id))

/** 考评, 考务 or 监考, and 内督员 in every session. */
export const staffed: ItemCheck = ({ sessions, staff, supervisors }) => {
  if (sessions.length === 0) return found(['没有登记场次'])
  const examiners = staff.filter(m => m.role === 'examiner')
  const keepers = staff.filter(m => m.role === 'affairs' || m.role === 'invigilator')
  return found(
    sessions.flatMap(session => {
      const missing = [
        inSession(examiners, session.id) ? '' : '考评人员',
        inSession(keepers, session.id) ? '' : '考务或监考人员',
        inSession(supervisors, session.id) ? '' : '内督员',
      ].filter(name => name !== '')
      return missing.length === 0 ? [] : [`${where(session)}：没有${missing.join('、')}`]
    }),
  )
}

/** 考评人员 with a certificate that holds on the last day on which they work. */
export const certified: ItemCheck = ({ sessions, staff }) => {
  const examiners = staff.filter(m => m.role === 'examiner')
  return {
    ...found(
      examiners.flatMap(({ name, role, certificate, validTo, sessionIds }) => {
        const who = `${STAFF_ROLE[role]}${name}`
        if (certificate.trim() === '') return [`${who}没有证号`]
        const days = sessions.filter(s => sessionIds.includes(s.id)).map(lastDay)
        const late = validTo !== null && days.some(day => day > validTo)
        return late ? [`${who}的证书 ${validTo} 到期`] : []
      }),
    ),
    unknown: examiners.filter(m => m.validTo === null).map(m => `${STAFF_ROLE[m.role]}${m.name}的证书有效期未登记`),
  }
}

/** 第九条: nobody examines and supervises in the same session. */
export const separate: ItemCheck = ({ sessions, staff, supervisors }) =>
  found(
    sessions.flatMap(session =>
      staff
        .filter(m => m.role === 'examiner' && m.sessionIds.includes(session.id))
        .filter(m => supervisors.some(s => s.sessionIds.includes(session.id) && nameKey(s.name) === nameKey(m.name)))
        .map(m => `${where(session)}：${m.name}既考评又督导`),
    ),
  )

/** Nobody on a 委派单 has become unable to go since (第九、十一条). */
export const stillAssigned: ItemCheck = ({ outdated }) => ({
  ground: false,
  against: [...(outdated ?? [])],
  unknown: [],
})

export const supervised =
  (phase: RecordPhase): ItemCheck =>
  ({ records }) =>
    found(records.some(r => r.phases.includes(phase)) ? [] : [`没有${RECORD_PHASE[phase]}的内部督导记录`])

export const badges: ItemCheck = ({ records, supervisors }) => {
  const noted = records.filter(r => r.badge !== null)
  return found([
    ...supervisors.filter(s => s.code === null).map(s => `内督员${s.name}没有证卡`),
    ...(noted.length === 0 ? ['没有佩戴证卡的记录'] : []),
    ...noted.filter(r => r.badge === 'no').map(r => `内督员${r.supervisor}督导时没有佩戴证卡`),
  ])
}

/** 配合督导: nothing that was pointed out is left lying past its day. */
export const mended: ItemCheck = ({ rectifications, today }) => {
  const late = rectifications.filter(r => r.closedOn === null && r.due !== null && r.due < today).length
  return found(late === 0 ? [] : [`${late} 个问题整改逾期`])
}

export const published: ItemCheck = ({ dates }) => {
  if (dates.publicFrom === null || dates.publicTo === null) return found(['没有登记公示的起止日期'])
  return found(checkPublic(dates).map(f => f.message))
}

/** Evidence of these slots, as far as the batch's 认定形式 requires it. */
export function papers(slots: readonly Slot[]): ItemCheck {
  return ({ slots: archive, forms, visited }) => {
    const needed = slots.filter(slot => isRequired(slot, forms, visited))
    if (archive === undefined) return { ground: false, against: [], unknown: needed.map(s => `${slotName(s)}：未登记`) }
    const states = needed.map(slot => ({ slot, state: archive[slot] }))
    return {
      ground: states.some(s => s.state === 'archived' || s.state === 'na'),
      against: states.filter(s => s.state === 'missing').map(s => `${slotName(s.slot)}：缺失`),
      unknown: states.filter(s => s.state === undefined).map(s => `${slotName(s.slot)}：未登记`),
    }
  }
}

/** 档案资料完整: no slot of the archive is missing. */
export const everyPaper: ItemCheck = ({ slots }) => {
  if (slots === undefined) return { ground: false, against: [], unknown: ['档案材料：未登记'] }
  const missing = Object.keys(slots).filter(slot => slots[slot] === 'missing')
  return found(missing.length === 0 ? [] : [`缺失的档案材料：${missing.sort().join('、')}`])
}

/** What the organisation's own records say at the same item: 是 is a ground; a 否 speaks against it until its 整改 is closed. */
export function internal(kind: RecordKind, number: number): ItemCheck {
  return ({ records, rectifications }) => {
    const answers = records
      .filter(r => r.kind === kind)
      .flatMap(r => r.items.filter(item => item.number === String(number)).map(item => item.answer))
    const mine = rectifications.filter(r => r.kind === kind && r.number === String(number))
    const mendedAll = mine.length > 0 && mine.every(r => r.closedOn !== null)
    if (answers.includes('no') && !mendedAll) {
      return found([mine.length > 0 ? '内部督导记录为「否」，整改未关闭' : '内部督导记录为「否」，没有整改'])
    }
    return { ground: answers.length > 0 && !answers.every(a => a === null), against: [], unknown: [] }
  }
}
