/**
 * What every form is made of: pure data that the PDF and the DOCX renderer both understand. Lengths in mm, type sizes and leadings in pt.
 * Nothing here knows a form; nothing in a renderer does either.
 */

/** 黑体, 宋体, 仿宋. A PDF embeds fonts of these classes; a DOCX names the Windows fonts. */
export type Face = 'hei' | 'song' | 'fang'

export interface Style {
  face: Face
  /** pt */
  size: number
  bold: boolean
  underline: boolean
}

/** Words. A line feed ends the line. `field` names a filled-in value: problems with it are reported under this name. */
export interface TextRun extends Partial<Style> {
  text: string
  field?: string
}

/** □, or □ with a tick. */
export interface TickRun extends Partial<Style> {
  ticked: boolean
}

/** To the paragraph's next tab stop. */
export interface TabRun {
  tab: true
}

export type Run = TextRun | TickRun | TabRun

export type Align = 'left' | 'center' | 'right'

export interface Paragraph {
  kind: 'paragraph'
  runs: Run[]
  align?: Align
  /** Left indent, mm. */
  indent?: number
  /** Indent of the first line, in ems of the paragraph's size. */
  first?: number
  /** Left tab stops from the paragraph's left edge, mm, ascending. */
  tabs?: number[]
  /** pt; default 1.4 times the paragraph's largest size. */
  leading?: number
  /** Space above, pt. */
  before?: number
  /** Space below, pt. */
  after?: number
  /** Style of the runs that say nothing else. */
  style?: Partial<Style>
  /** A title: never left at the bottom of a page without what it is the title of. */
  keepNext?: boolean
}

/** A JPEG or PNG image, centred in its cell. */
export interface Picture {
  kind: 'picture'
  bytes: Uint8Array
  /** mm */
  width: number
  /** mm */
  height: number
  /** What the picture is of, for error messages. */
  name: string
}

export interface Cell {
  content: (Paragraph | Picture)[]
  colSpan?: number
  rowSpan?: number
  /** Default: middle. */
  valign?: 'top' | 'middle' | 'bottom'
}

export interface Row {
  /** Only the cells that begin in this row, from left to right, as in HTML. */
  cells: Cell[]
  /** mm; a row grows with its content, and is never split between pages. */
  minHeight?: number
}

export interface Table {
  kind: 'table'
  /** mm; their sum is the table's width. */
  columns: number[]
  /** How many of the first rows are repeated on each page that the table reaches. */
  head?: number
  /** Style of the paragraphs that say nothing else. */
  style?: Partial<Style>
  rows: Row[]
}

export interface PageBreak {
  kind: 'break'
}

export type Block = Paragraph | Table | PageBreak

export interface PageSetup {
  /** mm */
  width: number
  /** mm */
  height: number
  /** mm; the form code and the page number stand inside the bottom margin. */
  margin: { top: number; right: number; bottom: number; left: number }
}

export interface Doc {
  /** The form's name, for errors and file properties. */
  title: string
  page: PageSetup
  body: Block[]
  /** Repeated at the bottom of every page, just inside the margin. */
  foot?: Paragraph[]
}

/** 小五 9, 五号 10.5, 小四 12, 四号 14, 三号 16, 小二 18, 二号 22. */
export const DEFAULT_STYLE: Style = { face: 'song', size: 10.5, bold: false, underline: false }

export const A4_PORTRAIT: PageSetup = {
  width: 210,
  height: 297,
  margin: { top: 20, right: 20, bottom: 20, left: 20 },
}

export const A4_LANDSCAPE: PageSetup = {
  width: 297,
  height: 210,
  margin: { top: 20, right: 18, bottom: 20, left: 18 },
}

/** The width between the margins, mm. */
export const contentWidth = ({ width, margin }: PageSetup): number => width - margin.left - margin.right

export const isText = (run: Run): run is TextRun => 'text' in run
export const isTick = (run: Run): run is TickRun => 'ticked' in run

type Look = Omit<Paragraph, 'kind' | 'runs'>

/** A paragraph of one text or of several runs. */
export const paragraph = (content: string | Run[], look: Look = {}): Paragraph => ({
  kind: 'paragraph',
  runs: typeof content === 'string' ? [{ text: content }] : content,
  ...look,
})

type Place = Omit<Cell, 'content'>

/** A cell of one or several paragraphs. */
export const cell = (content: string | Paragraph | (Paragraph | Picture)[], place: Place = {}): Cell => ({
  content: typeof content === 'string' ? [paragraph(content)] : Array.isArray(content) ? content : [content],
  ...place,
})

/** A centred cell with words of the form. */
export const label = (text: string, place: Place = {}): Cell => cell(paragraph(text, { align: 'center' }), place)

/** A cell that takes a value; blank where there is none. */
export const value = (
  field: string,
  text: string | undefined,
  { align, ...place }: Place & { align?: Align } = {},
): Cell => cell(paragraph([{ text: text ?? '', field }], { align }), place)

/** `n` empty lines to write on. */
export const lines = (n: number): Paragraph[] => Array.from({ length: n }, () => paragraph(''))
