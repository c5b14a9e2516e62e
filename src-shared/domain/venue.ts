/** 场地: how its 备案 stands and what is missing before an inspection, 第二十三条. */
import { daysBetween, type IsoDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'

export type { DifferenceKind } from './equipment.ts'
export type { CheckResult, CheckState } from './venueCheck.ts'

export type FilingStatus = 'none' | 'submitted' | 'filed'
export type FilingState = FilingStatus | 'expired'
export type VenueFileKind = 'photo' | 'paper' | 'receipt'

export interface Filing {
  status: FilingStatus
  filedOn: IsoDate | null
  validUntil: IsoDate | null // last valid day; null = no end is known
}

/** The organisation's own limit for photos until it sets another, in days. */
export const PHOTO_DAYS = 365

/** 备案 as it stands on a day: on its last valid day it still holds. */
export function filingState({ status, validUntil }: Filing, today: IsoDate): FilingState {
  return status === 'filed' && validUntil !== null && validUntil < today ? 'expired' : status
}

/** 电工（五级/初级工、四级/中级工）; the 工种 stands behind its 职业: 电工·维修电工. */
export function scopeText(entry: { occupation: string; trade: string; levels: readonly string[] }): string {
  const name = entry.trade && entry.trade !== entry.occupation ? `${entry.occupation}·${entry.trade}` : entry.occupation
  return entry.levels.length > 0 ? `${name}（${entry.levels.join('、')}）` : name
}

export interface VenueState {
  name: string
  filing: Filing
  scope: readonly { occupation: string; levels: readonly string[] }[]
  baselineOn: IsoDate | null
  refiled: readonly string[] // what else is not as it was filed: 名称, 地址, 职业（工种）和等级
  devices: number // lines of today's list
  differences: number
  unexplained: number // differences without 变更说明
  below: readonly string[] // devices that are fewer than filed, in words
  photos: readonly { takenOn: IsoDate | null }[]
  photoDays: number
  lastCheck: { on: IsoDate; short: number } | null // newest finished count
}

/** Before an inspection: what is missing or expired at this venue; an empty list when nothing is. All are warnings. */
export function checkVenue(v: VenueState, today: IsoDate): Finding[] {
  return [...checkFiled(v, today), ...checkScope(v), ...checkList(v), ...checkPhotos(v, today)]
}

function checkFiled({ name, filing }: VenueState, today: IsoDate): Finding[] {
  const state = filingState(filing, today)
  if (state === 'filed') return []
  const facts = { 场地: name, 备案日期: filing.filedOn ?? '无', 有效期至: filing.validUntil ?? '未填', 今天: today }
  const [message, remedy] = {
    none: [`「${name}」没有备案`, '请先办理场地备案，再登记备案日期和回执。'],
    submitted: [`「${name}」的备案已报送，还没有回执`, '请取得回执后登记备案日期和有效期。'],
    expired: [`「${name}」的备案有效期已于 ${filing.validUntil} 届满`, '请重新办理备案后登记新的日期和回执。'],
  }[state] as [string, string]
  return [finding('R-VENUE-FILED', message, remedy, facts)]
}

function checkScope({ name, scope }: VenueState): Finding[] {
  if (scope.length === 0) {
    return [
      finding(
        'R-VENUE-SCOPE',
        `「${name}」没有填写职业（工种）和等级，附件5 无法写明`,
        '请在场地资料里填写备案的职业（工种）和等级。',
      ),
    ]
  }
  const without = scope.filter(entry => entry.levels.length === 0).map(entry => entry.occupation)
  if (without.length === 0) return []
  return [
    finding('R-VENUE-SCOPE', `没有填写等级的职业：${without.join('、')}`, '请补填备案的等级；确实不分等级的可以不管。'),
  ]
}

function checkList(v: VenueState): Finding[] {
  if (v.baselineOn === null) {
    const empty = v.devices === 0 ? '，设备清单也是空的' : ''
    return [
      finding(
        'R-VENUE-LIST',
        `「${v.name}」没有留存备案时的设备清单${empty}，无法与备案材料核对`,
        v.devices === 0 ? '请先导入设备清单，再留存为备案清单。' : '请把备案时的设备清单留存下来。',
      ),
    ]
  }
  const found: Finding[] = []
  const facts = { 备案清单日期: v.baselineOn }
  if (v.refiled.length > 0) {
    found.push(
      finding(
        'R-VENUE-CHG',
        `备案（${v.baselineOn}）后场地的${v.refiled.join('、')}有变更`,
        '请办理备案变更后重新留存备案清单；填错了的请改回备案时的内容。',
        { ...facts, 变更: v.refiled.join('、') },
      ),
    )
  }
  if (v.unexplained > 0) {
    found.push(
      finding(
        'R-VENUE-CHG',
        `备案（${v.baselineOn}）后有 ${v.differences} 处变更，其中 ${v.unexplained} 处没有变更说明`,
        '请逐处填写变更说明，随附件5 一并打印；变更较大的请重新备案。',
        { ...facts, 变更: String(v.differences), 没有说明: String(v.unexplained) },
      ),
    )
  }
  if (v.below.length > 0) {
    const more = v.below.length > 3 ? `等 ${v.below.length} 项` : ''
    found.push(
      finding(
        'R-VENUE-COUNT',
        `设备少于备案数量：${v.below.slice(0, 3).join('；')}${more}`,
        '请补足设备，或办理备案变更并写明变更说明。',
        { ...facts, 少于备案: `${v.below.length} 项` },
      ),
    )
  }
  if (v.lastCheck && v.lastCheck.short > 0) {
    found.push(
      finding(
        'R-VENUE-COUNT',
        `最近一次核查（${v.lastCheck.on}）有 ${v.lastCheck.short} 项设备缺少`,
        '请找齐设备后重新核查；确已减少的，请改设备清单并写明变更说明。',
        { 核查日期: v.lastCheck.on, 缺少: `${v.lastCheck.short} 项` },
      ),
    )
  }
  return found
}

function checkPhotos({ name, photos, photoDays }: VenueState, today: IsoDate): Finding[] {
  const remedy = '请到场地补拍照片并上传；旧照片可以保留备查。'
  if (photos.length === 0) return [finding('R-VENUE-PHOTO', `「${name}」没有照片`, remedy)]
  const newest = newestPhoto(photos)
  if (newest === null) {
    return [
      finding('R-VENUE-PHOTO', `「${name}」的 ${photos.length} 张照片都没有拍摄日期`, '请为照片填写拍摄日期，或补拍。'),
    ]
  }
  const age = daysBetween(newest, today)
  if (age <= photoDays) return []
  return [
    finding(
      'R-VENUE-PHOTO',
      `「${name}」最新的照片拍于 ${newest}，已 ${age} 天，超过本机构规定的 ${photoDays} 天`,
      remedy,
      {
        最新照片: newest,
        本机构规定: `${photoDays} 天`,
        今天: today,
      },
    ),
  ]
}

/** Taken-date of the newest photo; null when none has one. */
export function newestPhoto(photos: readonly { takenOn: IsoDate | null }[]): IsoDate | null {
  const dates = photos.flatMap(photo => (photo.takenOn === null ? [] : [photo.takenOn]))
  return dates.reduce<IsoDate | null>((a, b) => (a !== null && a >= b ? a : b), null)
}
