/** What an office adds to a paper of its own: a line above the title, columns to write in, a note below. Nothing official has any of it. */
import { z } from 'zod'
import { line, text } from './facts.ts'
import type { Column } from './grid.ts'
import { type Block, paragraph } from './model.ts'

export interface Own {
  /** On all papers. */
  head: string
  note: string
  /** By form code: titles. */
  columns: Readonly<Record<string, string[]>>
  /** Phones of candidates are printed whole. */
  whole: boolean
}

export const NO_OWN: Own = { head: '', note: '', columns: {}, whole: false }

/** mm that each column of the office's own takes from the others. */
const WIDTH = 20
const MOST = 4

/** Facts of every paper that an office may add to. */
export const ownFacts = () => ({
  ownHead: line('机构抬头'),
  ownColumns: z.array(z.string().max(20)).max(MOST).optional(),
  ownNote: text('附加说明'),
})

/** `code`: of the form. */
export const ownOf = ({ own }: { own: Own }, code: string) => ({
  ownHead: own.head,
  ownColumns: own.columns[code],
  ownNote: own.note,
})

interface OwnFacts {
  ownHead?: string
  ownColumns?: string[]
  ownNote?: string
}

/** The title and what follows it, within what the office has added. */
export const withOwn = ({ ownHead, ownNote }: OwnFacts, body: Block[]): Block[] => [
  ...(ownHead ? [paragraph([{ text: ownHead, field: '机构抬头' }], { style: { size: 9 }, after: 2 })] : []),
  ...body,
  ...(ownNote ? [paragraph([{ text: ownNote, field: '附加说明' }], { before: 8, style: { size: 9.5 } })] : []),
]

/** A list's columns with the office's own behind them, all within the same width. */
export function columnsWithOwn<T>(columns: readonly Column<T>[], { ownColumns = [] }: OwnFacts): Column<T>[] {
  const added = ownColumns.filter(title => title !== '').map(title => ({ title, width: WIDTH, pick: () => undefined }))
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  const shrink = (width - added.length * WIDTH) / width
  return [...columns.map(column => ({ ...column, width: column.width * shrink })), ...added]
}
