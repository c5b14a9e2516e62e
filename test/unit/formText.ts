import type { Block, Cell, Doc, Paragraph } from '../../src-shared/forms/model.ts'

/** The words of a paragraph; boxes are what they look like. */
export const wordsOf = (paragraph: Paragraph): string =>
  paragraph.runs.map(run => ('text' in run ? run.text : 'ticked' in run ? (run.ticked ? '☑' : '□') : '\t')).join('')

const ofCell = (cell: Cell): string[] => cell.content.map(part => (part.kind === 'paragraph' ? wordsOf(part) : ''))

const ofBlock = (block: Block): string[] => {
  if (block.kind === 'break') return []
  return block.kind === 'paragraph' ? [wordsOf(block)] : block.rows.flatMap(row => row.cells.flatMap(ofCell))
}

/** All words of a document in reading order, one paragraph an entry. */
export const textOf = (doc: Doc): string[] => [...doc.body.flatMap(ofBlock), ...(doc.foot ?? []).map(wordsOf)]

/** Without any white space: layout differs, words must not. */
export const dense = (text: string): string => text.replace(/\s/gu, '')
