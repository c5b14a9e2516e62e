/** The venue of a batch, judged on the day of the exam and not on the day of asking (第二十三条: 应当对认定场地进行备案). */
import type { IsoDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'
import { type Filing, filingState } from './venue.ts'

export interface VenueOn {
  name: string
  filing: Filing
  scope: readonly { occupation: string; levels: readonly string[] }[]
}

/** R-VENUE-FILED and R-VENUE-SCOPE for what is examined there. `day`: the last day of the exam, or of the plan. */
export function checkVenueOn(
  venue: VenueOn,
  day: IsoDate,
  items: readonly { occupation: string; level: string }[],
): Finding[] {
  const { name, filing, scope } = venue
  const found: Finding[] = []
  const state = filingState(filing, day)
  const facts = { 场地: name, 考试日期: day, 备案有效期至: filing.validUntil ?? '—' }
  if (state === 'expired')
    found.push(
      finding(
        'R-VENUE-FILED',
        `场地「${name}」的备案至 ${filing.validUntil}，考试当天（${day}）已经过期`,
        '请在考试前办理续期备案，或改用已备案的场地。',
        facts,
      ),
    )
  else if (state !== 'filed')
    found.push(
      finding(
        'R-VENUE-FILED',
        `场地「${name}」${state === 'submitted' ? '的备案还没有回执' : '没有备案'}（考试 ${day}）`,
        '请在考试前完成场地备案，或改用已备案的场地。',
        facts,
      ),
    )
  const outside = items.filter(item => !covers(scope, item))
  if (outside.length > 0) {
    const names = [...new Set(outside.map(({ occupation, level }) => (level ? `${occupation} ${level}` : occupation)))]
    const message = `场地「${name}」备案的职业（工种）和等级不包括：${names.join('、')}`
    found.push(
      finding('R-VENUE-SCOPE', message, '请核对场地的备案范围，或改用备案了该职业和等级的场地。', {
        场地: name,
        超出范围: names.join('、'),
      }),
    )
  }
  return found
}

/** A scope entry without levels holds for all of them; a batch item without a level asks for the occupation alone. */
const covers = (scope: VenueOn['scope'], { occupation, level }: { occupation: string; level: string }): boolean =>
  scope.some(
    entry =>
      entry.occupation.trim() === occupation.trim() &&
      (level === '' || entry.levels.length === 0 || entry.levels.includes(level)),
  )
