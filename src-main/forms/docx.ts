import {
  AlignmentType,
  Document,
  Paragraph as DocxParagraph,
  Table as DocxTable,
  Footer,
  HeightRule,
  ImageRun,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  VerticalMergeType,
  WidthType,
} from 'docx'
import { AppError } from '../../src-shared/errors.ts'
import {
  type Block,
  type Cell,
  DEFAULT_STYLE,
  type Doc,
  isText,
  isTick,
  type Paragraph,
  type Picture,
  type Run,
  type Style,
  type Table,
} from '../../src-shared/forms/model.ts'
import { PADDING, placed } from './table.ts'

/** mm → twentieths of a point, whole: Word rounds otherwise, and differently in grid and cells. */
const twips = (mm: number): number => Math.round((mm * 1440) / 25.4)

/** The fonts of every Windows with Chinese Office or WPS. */
const FONT: Record<Style['face'], string> = { hei: '黑体', song: '宋体', fang: '仿宋' }
/** Has ☑, which 宋体 lacks. */
const SYMBOLS = 'Segoe UI Symbol'

/**
 * A document as the bytes of a .docx, with the same columns in Word and in WPS (grid and cells both carry the widths, fixed layout), rows
 * that are not split, and repeated head rows. Throws AppError IMAGE_BAD for a picture that is neither JPEG nor PNG.
 */
export async function docx(doc: Doc, pageNumbers: boolean): Promise<Uint8Array> {
  const { page, body } = doc
  const { margin } = page
  const landscape = page.width > page.height
  const file = new Document({
    title: doc.title,
    creator: '内督管家',
    lastModifiedBy: '内督管家',
    styles: { default: { document: { run: look(DEFAULT_STYLE) } } },
    sections: [
      {
        properties: {
          page: {
            // the library swaps both for landscape
            size: {
              width: twips(landscape ? page.height : page.width),
              height: twips(landscape ? page.width : page.height),
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: {
              top: twips(margin.top),
              right: twips(margin.right),
              bottom: twips(margin.bottom),
              left: twips(margin.left),
              footer: twips(10),
            },
          },
        },
        footers: { default: footer(doc, pageNumbers) },
        children: [...body.map(block), ...(body.at(-1)?.kind === 'table' ? [NOTHING()] : [])],
      },
    ],
  })
  return Packer.toBuffer(file)
}

function block(part: Block): DocxParagraph | DocxTable {
  if (part.kind === 'break') return new DocxParagraph({ children: [new PageBreak()], spacing: exactly(1) })
  return part.kind === 'table' ? table(part) : paragraph(part)
}

/** Word wants a paragraph after the last table: one of a point, so that it never makes a page of its own. */
const NOTHING = (): DocxParagraph => new DocxParagraph({ spacing: exactly(1), run: { size: 2 } })
const exactly = (points: number) => ({ line: points * 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 })

function footer({ foot = [] }: Doc, pageNumbers: boolean): Footer {
  const number = new DocxParagraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({
        ...look({ ...DEFAULT_STYLE, size: 9 }),
        children: ['第', PageNumber.CURRENT, '页　共', PageNumber.TOTAL_PAGES, '页'],
      }),
    ],
  })
  return new Footer({ children: [...foot.map(part => paragraph(part)), ...(pageNumbers ? [number] : [])] })
}

function table(source: Table): DocxTable {
  const columns = source.columns.map(twips)
  const cells = placed(source)
  const rows = source.rows.map(({ minHeight }, row) => {
    const here = cells
      .filter(c => row >= c.row && row < c.row + (c.cell.rowSpan ?? 1))
      .toSorted((a, b) => a.column - b.column)
    return new TableRow({
      cantSplit: true,
      tableHeader: row < (source.head ?? 0) || undefined,
      height: minHeight === undefined ? undefined : { value: twips(minHeight), rule: HeightRule.ATLEAST },
      children: here.map(({ cell, row: first, column }) => {
        const width = columns.slice(column, column + (cell.colSpan ?? 1)).reduce((sum, w) => sum + w, 0)
        return tableCell(cell, width, row === first, source.style)
      }),
    })
  })
  return new DocxTable({
    rows,
    columnWidths: columns,
    width: { size: columns.reduce((sum, w) => sum + w, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: {
      marginUnitType: WidthType.DXA,
      top: twips(PADDING.y),
      bottom: twips(PADDING.y),
      left: twips(PADDING.x),
      right: twips(PADDING.x),
    },
  })
}

const VALIGN = { top: VerticalAlign.TOP, middle: VerticalAlign.CENTER, bottom: VerticalAlign.BOTTOM } as const

/** A cell, or the part of a merged cell in a later row (`begins` false), which Word wants empty but with the same width. */
function tableCell(cell: Cell, width: number, begins: boolean, style?: Partial<Style>): TableCell {
  const { content, colSpan = 1, rowSpan = 1, valign = 'middle' } = cell
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: colSpan > 1 ? colSpan : undefined,
    verticalMerge: rowSpan === 1 ? undefined : begins ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE,
    verticalAlign: VALIGN[valign],
    children: begins
      ? content.map(part =>
          part.kind === 'paragraph' ? paragraph({ ...part, style: { ...style, ...part.style } }) : picture(part),
        )
      : [new DocxParagraph({})],
  })
}

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const

function paragraph({ runs, align = 'left', indent = 0, first = 0, tabs = [], ...space }: Paragraph): DocxParagraph {
  const base: Style = { ...DEFAULT_STYLE, ...space.style }
  const biggest = Math.max(base.size, ...runs.map(run => ('tab' in run ? 0 : (run.size ?? base.size))))
  return new DocxParagraph({
    alignment: ALIGN[align],
    keepNext: space.keepNext,
    autoSpaceEastAsianText: false, // no extra space between 汉字 and digits: lines then break where the PDF breaks them
    spacing: {
      before: (space.before ?? 0) * 20,
      after: (space.after ?? 0) * 20,
      line: Math.round((space.leading ?? biggest * 1.4) * 20),
      lineRule: LineRuleType.AT_LEAST,
    },
    indent: { left: twips(indent), firstLine: Math.round(first * base.size * 20) },
    tabStops: tabs.map(at => ({ type: TabStopType.LEFT, position: twips(indent + at) })),
    run: look(base),
    children: runs.flatMap(run => textRuns(run, base)),
  })
}

function textRuns(run: Run, base: Style): TextRun[] {
  if ('tab' in run) return [new TextRun({ text: '\t' })]
  const { face = base.face, size = base.size, bold = base.bold, underline = base.underline } = run
  const style = look({ face, size, bold, underline })
  if (isTick(run)) {
    const mark = run.ticked ? { text: '☑', font: SYMBOLS } : { text: '□' }
    return [new TextRun({ ...style, ...mark })]
  }
  const text = isText(run) ? run.text : ''
  return text.split('\n').map((line, i) => new TextRun({ ...style, text: line, break: i === 0 ? undefined : 1 }))
}

/** Run properties; sizes are half points in Word. */
const look = ({ face, size, bold, underline }: Style) => ({
  font: { ascii: FONT[face], hAnsi: FONT[face], eastAsia: FONT[face], cs: FONT[face], hint: 'eastAsia' },
  size: Math.round(size * 2),
  bold,
  underline: underline ? {} : undefined,
})

function picture({ bytes, width, height, name }: Picture): DocxParagraph {
  const png = bytes[0] === 0x89 && bytes[1] === 0x50
  if (!png && !(bytes[0] === 0xff && bytes[1] === 0xd8))
    throw new AppError('IMAGE_BAD', { name, detail: '不是 JPG 或 PNG 图片' })
  const pixels = (mm: number): number => Math.round((mm * 96) / 25.4)
  const image = new ImageRun({
    type: png ? 'png' : 'jpg',
    data: bytes,
    transformation: { width: pixels(width), height: pixels(height) },
    altText: { name, title: name, description: name },
  })
  return new DocxParagraph({ alignment: AlignmentType.CENTER, children: [image] })
}
