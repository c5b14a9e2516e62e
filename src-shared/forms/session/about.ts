/** What every paper of a session says in its head. */
import { spanText } from '../../domain/clock.ts'
import type { Dossiers } from '../dossiers.ts'
import { count, digits, line } from '../facts.ts'
import { pairTable } from '../grid.ts'
import type { Table } from '../model.ts'
import { ownFacts, ownOf } from '../own.ts'
import { placeOf } from '../plan.ts'

export const sessionFacts = () => ({
  ...ownFacts(),
  org: line('评价机构'),
  plan: line('评价计划名称'),
  occupation: line('职业（工种）及等级'),
  subject: line('科目'),
  time: line('场次时间'),
  place: line('考场'),
  /** 应到 */
  expected: count('应到人数'),
})

export const SESSION_HEAD = ['ownHead', 'org', 'plan', 'occupation', 'subject', 'time', 'place', 'expected'] as const

export const aboutSession = (dossier: Dossiers['session'], code: string) => ({
  ...ownOf(dossier, code),
  org: dossier.org,
  plan: dossier.batch.name,
  occupation: dossier.batch.items.map(item => [item.occupation, item.level].filter(Boolean).join(' ')).join('、'),
  subject: dossier.session.subject,
  time: spanText(dossier.session),
  place: placeOf(dossier.batch, dossier.session),
  expected: dossier.seats.length || dossier.session.count,
})

interface Head {
  org?: string
  plan?: string
  occupation?: string
  subject?: string
  time?: string
  place?: string
  expected?: number
}

/** Its table, as wide as the page is between the margins (mm). */
export function sessionTable(facts: Head, width = 170): Table {
  const rest = (width - 60) / 2
  return pairTable(
    [30, rest, 30, rest],
    [
      [['评价计划名称', facts.plan]],
      [
        ['评价机构', facts.org],
        ['职业及等级', facts.occupation],
      ],
      [
        ['场次时间', facts.time],
        ['考场', facts.place],
      ],
      [
        ['科目', facts.subject],
        ['应到人数', facts.expected === undefined ? undefined : `${digits(facts.expected)} 人`],
      ],
    ],
  )
}
