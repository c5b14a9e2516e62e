import type { EquipmentImportRow } from '../../../src-shared/contract/equipment.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { ImportRow } from '../../../src-shared/contract/roster.ts'

/** What a sheet is read into: whose routes are asked, and the words and columns of its preview. */
export interface ImportSubject {
  /** The routes `<area>.rows`, `.setPolicy`, `.saveErrors`, `.commit`. */
  area: 'roster' | 'equipment'
  /** The measure word of what is written: 45 人. */
  unit: string
  /** Asks what becomes of those that are there already. */
  existing: string
  /** In the order of the template; keys are those of the sheet, widths in px. */
  columns: readonly { key: string; title: string; width: number }[]
  /** Rows unfold to what they still lack for an appointment. */
  findings?: boolean
}

/** Only people have findings. */
export type SubjectRow = EquipmentImportRow & Partial<Pick<ImportRow, 'findings' | 'sheet'>>

export type ImportResult = Output<'roster.commit' | 'equipment.commit'>

export type Policy = 'skip' | 'overwrite'

export type Verdict = 'new' | 'update' | 'skip' | 'error'

/** Colour and word of what would happen to a row. */
export const VERDICTS: Record<Verdict, { text: string; color: string }> = {
  new: { text: '新增', color: 'success' },
  update: { text: '覆盖', color: 'processing' },
  skip: { text: '跳过', color: 'default' },
  error: { text: '有错', color: 'error' },
}
