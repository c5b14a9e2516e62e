import { addDays, addYears, type IsoDate } from './dates.ts'

export type Sex = '男' | '女'

/**
 * Two readings of 「不超过65周岁」 (第十条（五）, ruling T4). A: 周岁数 ≤ 65, allowed to the day before the 66th birthday.
 * B, stricter: allowed to the 65th birthday itself. For women 60 and 61 stand in place of 65 and 66.
 */
export type AgeReading = 'A' | 'B'

/** Full years (周岁) on a day; a year is complete on the birthday, for 2月29日 on 03-01 in common years. Negative before birth. */
export function ageOn(birth: IsoDate, on: IsoDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on < addYears(birth, years) ? years - 1 : years
}

/** 第十条（五）: 男性不超过65周岁、女性不超过60周岁. */
export function ageLimit(sex: Sex): 65 | 60 {
  return sex === '男' ? 65 : 60
}

/** The last day on which the age condition still holds under a reading. */
export function lastAllowedDay(birth: IsoDate, sex: Sex, reading: AgeReading): IsoDate {
  const limit = ageLimit(sex)
  return reading === 'A' ? addDays(addYears(birth, limit + 1), -1) : addYears(birth, limit)
}
