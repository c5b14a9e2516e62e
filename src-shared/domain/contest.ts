/** 竞赛: when it is ready, how many certificates may be applied for, how many 外督员 a place is due. */
import type { IsoDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'
import { halfWidth } from './text.ts'
import { checkContestInspectors } from './visit.ts'

/** The papers of a contest (requirements §4, 竞赛), in their order. */
export const CONTEST_SLOTS = {
  K1: '竞赛通知',
  K2: '竞赛实施方案',
  K3: '竞赛应急预案',
  K4: '组委会、裁判、仲裁和赛务人员名单',
  K5: '选手信息和资格审核',
  K6: '选手入场签到表',
  K7: '竞赛试题和保管记录',
  K8: '评分记录和成绩核算',
  K9: '仲裁委员会工作记录',
  K10: '竞赛结果公示',
  K11: '竞赛表彰通知',
  K12: '技能等级证书核发申请',
  K13: '竞赛影像资料',
  K14: '附件6 竞赛质量督导安排表',
  K15: '附件7 竞赛质量督导记录表',
} as const

export type ContestSlot = keyof typeof CONTEST_SLOTS

/** Items of 附件7 事后 that a paper answers, by their printed numbers; those of no single paper (1, 6) are left out. */
export const SLOT_ITEMS: Partial<Record<ContestSlot, readonly number[]>> = {
  K1: [2, 4],
  K2: [2, 4, 5],
  K3: [2],
  K4: [3, 5],
  K5: [10],
  K6: [10],
  K7: [7],
  K8: [8],
  K9: [9],
  K10: [11],
  K11: [11],
  K12: [12],
  K13: [13],
}

/** 筹备 就绪 进行中 已结束. */
export type ContestState = 'preparing' | 'ready' | 'running' | 'ended'

/** 赛务 as the rules see them. `validTo`: last day of the certificate, null where it has none. */
export interface ContestMember {
  name: string
  certificate: string
  validTo: IsoDate | null
  file: unknown
}

export interface ContestPlan {
  from: IsoDate | null
  to: IsoDate | null
  places: readonly { fromOn: IsoDate; toOn: IsoDate }[]
  staff: readonly ContestMember[]
  /** The day on which somebody declared it ready; null: nobody has. */
  readyOn: IsoDate | null
}

/** First and last day of all that is known: the contest's own dates and those of its places. */
export function spanOf({ from, to, places }: Pick<ContestPlan, 'from' | 'to' | 'places'>) {
  const days = [from, to, ...places.flatMap(place => [place.fromOn, place.toOn])]
    .filter((day): day is IsoDate => day !== null)
    .sort()
  return { from: days[0] ?? null, to: days.at(-1) ?? null }
}

/** 第八条: has a certificate that holds until the contest is over. */
export const isQualified = ({ certificate, validTo }: ContestMember, lastDay: IsoDate): boolean =>
  certificate.trim() !== '' && (validTo === null || validTo >= lastDay)

/** From dates and rules, never a flag: who declared it ready must still be right, and the calendar overrules both. */
export function contestState(contest: ContestPlan, today: IsoDate): ContestState {
  const { from, to } = spanOf(contest)
  if (to !== null && today > to) return 'ended'
  if (from !== null && today >= from) return 'running'
  return contest.readyOn !== null && contest.staff.some(member => isQualified(member, to ?? today))
    ? 'ready'
    : 'preparing'
}

/** R-CMP-STAFF (第八条): blocks without a single 赛务 with 资质; warns of one whose certificate ends too early; a scan is a duty still open. */
export function checkContestStaff(staff: readonly ContestMember[], lastDay: IsoDate): Finding[] {
  const found: Finding[] = staff.flatMap((member): Finding[] => {
    const { name, certificate, validTo } = member
    if (certificate.trim() === '') return []
    if (!isQualified(member, lastDay)) {
      const message = `赛务人员${name}的资质证明「${certificate}」有效期至 ${validTo}，竞赛到 ${lastDay}`
      return [{ ...finding('R-CMP-STAFF', message, '请更新有效期，或另行安排赛务人员。'), severity: 'warn' }]
    }
    if (member.file !== null) return []
    const message = `赛务人员${name}的资质证明没有扫描件`
    return [{ ...finding('R-CMP-STAFF', message, '请存入资质证明的扫描件或照片。'), severity: 'todo' }]
  })
  if (staff.some(member => isQualified(member, lastDay))) return found
  const message = staff.length === 0 ? '还没有登记赛务人员' : `登记的 ${staff.length} 名赛务人员都没有有效的资质证明`
  const remedy = '请登记至少一名具有资质的赛务管理人员，填写资质证明。'
  return [finding('R-CMP-STAFF', message, remedy, { 赛务人员: `${staff.length} 名`, 竞赛结束: lastDay }), ...found]
}

/** 晋升比例, exact: no rounded number stands for 1/3. */
export interface Ratio {
  numerator: number
  denominator: number
}

/** Reads `1/3`, `30%` or `12.5%`, full-width characters too. null: not written so, zero, or more than the whole. */
export function parseRatio(text: string): Ratio | null {
  const clean = halfWidth(text).replace(/\s/g, '')
  const fraction = /^(\d{1,6})\/(\d{1,6})$/.exec(clean)
  const percent = /^(\d{1,3})(?:\.(\d{1,4}))?%$/.exec(clean)
  if (!fraction && !percent) return null
  const decimals = percent?.[2] ?? ''
  const numerator = Number(fraction ? fraction[1] : `${percent?.[1]}${decimals}`)
  const denominator = fraction ? Number(fraction[2]) : 100 * 10 ** decimals.length
  return numerator > 0 && numerator <= denominator ? { numerator, denominator } : null
}

/** The most that may be applied for. `exact`: 33 又 1/3, before the fraction is dropped. */
export interface Quota {
  most: number
  exact: string
}

/** floor(ratio × entrants) in integers: products stay below 10^12, so nothing is rounded on the way. */
export function quotaOf({ numerator, denominator }: Ratio, entrants: number): Quota {
  const product = numerator * entrants
  const rest = product % denominator
  const most = (product - rest) / denominator
  if (rest === 0) return { most, exact: String(most) }
  const common = divisor(rest, denominator)
  const fraction = `${rest / common}/${denominator / common}`
  return { most, exact: most === 0 ? fraction : `${most} 又 ${fraction}` }
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

/** 晋升比例 with its 文号, who competed, and how many certificates are applied for; null: not known yet. */
export interface ContestResult {
  ratio: string
  ratioNo: string
  entrants: number | null
  applied: number | null
}

/** `100 × 1/3 = 33 又 1/3，舍去零头，最多 33 人`; blank while the ratio or the 人数 is not known. */
export function quotaText({ ratio, entrants }: Pick<ContestResult, 'ratio' | 'entrants'>): string {
  const parsed = parseRatio(ratio)
  if (!parsed || entrants === null) return ''
  const { most, exact } = quotaOf(parsed, entrants)
  const rounded = exact === String(most) ? '' : '，舍去零头'
  return `${entrants} × ${ratio} = ${exact}${rounded}，最多 ${most} 人`
}

/** R-CMP-RATIO (附件7 事后第12项): 申请核发人数 over 晋升比例 × 参赛人数. */
export function checkRatio({ ratio, ratioNo, entrants, applied }: ContestResult): Finding[] {
  const parsed = parseRatio(ratio)
  if (!parsed || entrants === null || applied === null || applied <= quotaOf(parsed, entrants).most) return []
  const { most } = quotaOf(parsed, entrants)
  const message = `申请核发 ${applied} 人，超过晋升比例 ${ratio}（${ratioNo}）允许的 ${most} 人：${quotaText({ ratio, entrants })}`
  return [
    finding('R-CMP-RATIO', message, '请按文件核对参赛人数、晋升比例和申请人数。', {
      文号: ratioNo,
      晋升比例: ratio,
      参赛人数: `${entrants} 人`,
      申请核发: `${applied} 人`,
    }),
  ]
}

/** Competitors at one 地点: all rows of the plan that name it, whatever their 职业 and time (ruling T3 counts by place). */
export const peopleAt = (places: readonly { place: string; people: number }[], place: string): number =>
  places.filter(other => other.place === place).reduce((sum, other) => sum + other.people, 0)

/** R-EXT-26 for a visit: only 事中 has a headcount at a place (第二十六条 «在办赛过程中»). */
export function checkContestVisit(
  visit: { kind: 'during' | 'after'; place: string; inspectors: readonly unknown[] },
  places: readonly { place: string; people: number }[],
): Finding[] {
  if (visit.kind !== 'during' || visit.place === '') return []
  return checkContestInspectors(visit.inspectors.length, peopleAt(places, visit.place))
}
