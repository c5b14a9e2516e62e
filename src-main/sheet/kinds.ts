/** The kinds of sheet that the worker thread can check. */
import { CANDIDATE } from './candidate.ts'
import { checkRow } from './check.ts'
import { ALL_COLUMNS } from './columns.ts'
import { nothingSeen } from './duplicate.ts'
import { EQUIPMENT } from './equipment.ts'
import { findLayout, type Layout } from './layout.ts'
import { OCCUPATION } from './occupation.ts'
import type { Kind } from './scan.ts'
import { SCORE } from './score.ts'
import { STAFF } from './staff.ts'

const ROSTER: Kind<Layout, unknown> = {
  columns: ALL_COLUMNS,
  anchor: 'name',
  people: true,
  findLayout,
  checker(layout) {
    const seen = nothingSeen()
    return (line, place) => checkRow(line, place, layout, seen)
  },
  noHeader: { code: 'SHEET_NO_HEADER' },
}

export const KINDS = {
  roster: ROSTER,
  equipment: EQUIPMENT,
  occupation: OCCUPATION,
  candidate: CANDIDATE,
  score: SCORE,
  staff: STAFF,
}
