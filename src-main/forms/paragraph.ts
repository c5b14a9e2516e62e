import { AppError } from '../../src-shared/errors.ts'
import {
  DEFAULT_STYLE,
  isText,
  isTick,
  type Paragraph,
  type Run,
  type Style,
  type TickRun,
} from '../../src-shared/forms/model.ts'
import type { FormFace } from '../print/fonts.ts'
import { breakLines, describeChar, type Run as GlyphRun, type Span, type Typesetter } from '../print/text.ts'
import { pt } from '../print/units.ts'

/** Where the text of a form stands, for messages. */
export interface Scope {
  type: Typesetter<FormFace>
  /** The form's title. */
  form: string
  /** What a character that no font has does: the regulation's own forms are refused, any other paper shows 〓 in its place. */
  lacking: Lacking
}

export type Lacking = 'refuse' | 'substitute'

/** 空铅: what printers have always set for a character that they have not. */
const SUBSTITUTE = '〓'

/** A piece of a line in one style: pt from the paragraph's top left corner. */
export interface Piece {
  x: number
  /** Baseline. */
  y: number
  size: number
  runs: readonly GlyphRun[]
  width: number
  underline: boolean
  /** Set on a box: is there a tick in it? */
  ticked?: boolean
}

export interface Block {
  /** pt */
  height: number
  /** Each line's pieces; `y` counts from the block's top. */
  lines: { top: number; height: number; pieces: Piece[] }[]
  /** Names of the values in it. */
  fields: string[]
}

/** □ is drawn from the font, its tick by the renderer. */
const BOX = '□'
const OWN_WORDS = '表内文字'

/** Chinese characters stand in a box that reaches 0.12 em below the baseline. */
const BELOW_BASELINE = 0.12

interface Styled {
  text: string
  style: Style
  face: FormFace
  ticked?: boolean
}

// A form's own words are set once for all forms of a job; values, which differ, are not kept.
const settings = new WeakMap<Typesetter<FormFace>, Map<string, Block>>()

/**
 * Sets a paragraph in `width` pt. Long values wrap, everywhere if need be.
 * Throws AppError FONT_LACKS naming form, field and characters, FORM_OVERFLOW where a single character or a tabbed line has no room.
 */
export function setParagraph(paragraph: Paragraph, width: number, scope: Scope): Block {
  if (paragraph.runs.some(run => isText(run) && run.field !== undefined && run.text !== '')) {
    return set(paragraph, width, scope)
  }
  const known = settings.get(scope.type) ?? new Map<string, Block>()
  settings.set(scope.type, known)
  const key = `${width} ${JSON.stringify(paragraph)}`
  const block = known.get(key) ?? set(paragraph, width, scope)
  known.set(key, block)
  return block
}

function set(paragraph: Paragraph, width: number, scope: Scope): Block {
  const { runs, align = 'left', indent = 0, first = 0, tabs = [], before = 0, after = 0, style } = paragraph
  const fields = runs.flatMap(run => (isText(run) && run.field !== undefined ? [run.field] : []))
  const base = { ...DEFAULT_STYLE, ...style }
  const biggest = Math.max(base.size, ...runs.map(run => ('tab' in run ? 0 : (run.size ?? base.size))))
  const leading = paragraph.leading ?? biggest * 1.4
  const left = pt(indent)
  const block: Block = { height: before, lines: [], fields }

  const add = (pieces: Piece[]): void => {
    const y = block.height + (leading - biggest) / 2 + biggest * (1 - BELOW_BASELINE)
    for (const piece of pieces) piece.y = y
    block.lines.push({ top: block.height, height: leading, pieces })
    block.height += leading
  }
  const overflow = (): never => {
    throw new AppError('FORM_OVERFLOW', { form: scope.form, field: fields[0] ?? OWN_WORDS })
  }

  for (const line of hardLines(runs)) {
    const segments = line.map(segment => segment.map(run => styled(run, base, scope)))
    if (segments.length > 1) {
      add(
        segments.flatMap((segment, i) => {
          const x = left + (i === 0 ? 0 : pt(tabs[i - 1] ?? 0))
          const pieces = place(segment, [0, length(segment)], x, scope)
          if (end(pieces, x) > width + 0.01) overflow()
          return pieces
        }),
      )
      continue
    }
    const segment = segments[0] ?? []
    const firstIndent = block.lines.length === 0 ? first * base.size : 0
    for (const { span, x, room } of wrapped(segment, width - left, firstIndent, scope)) {
      const pieces = place(segment, span, 0, scope)
      const used = end(pieces, 0)
      if (used > room + 0.01) overflow()
      const shift = left + x + (align === 'left' ? 0 : (room - used) / (align === 'center' ? 2 : 1))
      for (const piece of pieces) piece.x += shift
      add(pieces)
    }
  }
  block.height += after
  return block
}

/** Lines that the text itself ends, each split at its tabs. */
function hardLines(runs: readonly Run[]): Exclude<Run, { tab: true }>[][][] {
  const lines: Exclude<Run, { tab: true }>[][][] = [[[]]]
  for (const run of runs) {
    if ('tab' in run) lines.at(-1)?.push([])
    else if (isTick(run)) lines.at(-1)?.at(-1)?.push(run)
    else {
      const [head = '', ...rest] = run.text.split('\n')
      lines
        .at(-1)
        ?.at(-1)
        ?.push({ ...run, text: head })
      for (const text of rest) lines.push([[{ ...run, text }]])
    }
  }
  return lines
}

function styled(run: Exclude<Run, { tab: true }>, base: Style, { type, form, lacking }: Scope): Styled {
  const { face = base.face, size = base.size, bold = base.bold, underline = base.underline } = run
  const tick: TickRun | undefined = isTick(run) ? run : undefined
  const given = isText(run) ? run.text : BOX
  // No 仿宋 may be shipped (DECISIONS): 宋体 stands in.
  const formFace: FormFace = face === 'hei' ? (bold ? 'heiBold' : 'hei') : bold ? 'songBold' : 'song'
  const chars = type.missing(given, formFace)
  if (chars.length > 0 && lacking === 'refuse') {
    const field = (isText(run) && run.field) || OWN_WORDS
    throw new AppError('FONT_LACKS', { name: form, field, chars: chars.map(describeChar).join('、') })
  }
  const text = chars.length > 0 ? substituted(given, new Set(chars)) : given
  return { text, style: { face, size, bold, underline }, face: formFace, ticked: tick?.ticked }
}

/** What is seen becomes 〓; signs that only say how another is drawn (U+FE0F behind ☑) go. */
const substituted = (text: string, missing: ReadonlySet<string>): string =>
  [...text]
    .map(char => (!missing.has(char) ? char : /[\p{Cf}\p{Variation_Selector}\p{M}]/u.test(char) ? '' : SUBSTITUTE))
    .join('')

const length = (segment: readonly Styled[]): number => segment.reduce((sum, s) => sum + s.text.length, 0)
const end = (pieces: readonly Piece[], start: number): number => {
  const last = pieces.at(-1)
  return last ? last.x + last.width : start
}

/** Breaks a segment into lines. The first line may be indented: as if a gap of that width stood before its text. */
function wrapped(
  segment: readonly Styled[],
  width: number,
  firstIndent: number,
  { type }: Scope,
): { span: Span; x: number; room: number }[] {
  const text = segment.map(s => s.text).join('')
  const sums = [0]
  let sum = 0
  for (const { text: part, face, style } of segment) {
    for (const char of part) {
      sum += type.width(char, face, style.size)
      sums.push(sum)
      if (char.length === 2) sums.push(sum) // a surrogate pair is one character
    }
  }
  const measure = (start: number, stop: number): number =>
    (sums[stop] ?? 0) - (sums[start] ?? 0) + (start === 0 && stop > 0 ? firstIndent : 0)
  return breakLines(text, measure, width).map((span, i) => {
    const x = i === 0 ? firstIndent : 0
    return { span, x, room: width - x }
  })
}

/** Cuts a span of the segment into pieces of one style, from `x` on. */
function place(segment: readonly Styled[], [from, to]: Span, x: number, { type }: Scope): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  let right = x
  for (const { text, face, style, ticked } of segment) {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at))
    at += text.length
    if (part === '') continue
    const runs = type.runs(part, face, style.size)
    const width = runs.reduce((sum, run) => sum + run.width, 0)
    pieces.push({ x: right, y: 0, size: style.size, runs, width, underline: style.underline, ticked })
    right += width
  }
  return pieces
}
