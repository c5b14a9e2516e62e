import { REGULATION } from './articles.ts'
import type { IsoDate } from './dates.ts'
import { RULES } from './rules.ts'

/** A version of the rules: what is judged, and from when. A later 细则 is a pack more at the end, never a change of an earlier one. */
export interface RulePack {
  id: string
  title: string
  rules: typeof RULES
}

export const PACKS: readonly [RulePack, ...RulePack[]] = [{ id: 'bda-2026-trial', title: REGULATION, rules: RULES }]

/** What a batch was judged by. `before`: it lies before the day from which the organisation says that the pack is in force. */
export interface AppliedPack {
  id: string
  title: string
  /** 生效日; null: the organisation has not filled it in (the 细则 itself carries no date, ruling T18). */
  from: IsoDate | null
  before: boolean
}

/**
 * The pack in force on a day: the last one whose 生效日 is not after it. `starts` gives the 生效日 of each pack as the organisation filled
 * it in. A day before all of them is judged by the first pack, and says so.
 */
export function packOn(
  day: IsoDate | null,
  starts: Readonly<Record<string, IsoDate | null>>,
  packs = PACKS,
): AppliedPack {
  const begun = packs.filter(({ id }) => {
    const from = starts[id]
    return from !== null && from !== undefined && day !== null && from <= day
  })
  const pack = begun.at(-1) ?? packs[0]
  const from = starts[pack.id] ?? null
  return { id: pack.id, title: pack.title, from, before: from !== null && day !== null && day < from }
}
