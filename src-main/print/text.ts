import { openFont, type Weight } from './fonts.ts'

/** A piece of text that one font can set. */
export interface Run {
  /** Path of the font file. */
  font: string
  text: string
  /** pt */
  width: number
}

/** Sets text in the faces `W`: the two weights of the cards, or the forms' 黑体 and 宋体. */
export interface Typesetter<W extends string = Weight> {
  /** The characters that no font of the face has, each once, in order. Invisible ones (controls, bidi marks) count as lacking. */
  missing(text: string, weight: W): string[]
  /** pt. */
  width(text: string, weight: W, size: number): number
  /** Splits text where the font changes. A character that no font has is a bug of the caller, who checks with `missing` first. */
  runs(text: string, weight: W, size: number): readonly Run[]
  /** Breaks text into lines of at most `width` pt. Nothing but the spaces at a break is lost; the size never changes. */
  wrap(text: string, weight: W, size: number, width: number): string[]
  /** The same number of lines as `wrap`, as even in length as their words allow: for centred text. */
  wrapEven(text: string, weight: W, size: number, width: number): string[]
}

interface Glyph {
  font: string
  /** em */
  advance: number
}

/** Looks characters up along the fallback order; remembers them and what it has set: cards share most of their words. */
export function typesetter<W extends string>(files: Readonly<Record<W, string[]>>): Typesetter<W> {
  const known = new Map<W, Map<string, Glyph | null>>()
  const set = new Map<string, readonly Run[]>()

  const glyph = (char: string, weight: W): Glyph | null => {
    const face = known.get(weight) ?? new Map<string, Glyph | null>()
    known.set(weight, face)
    const hit = face.get(char)
    if (hit !== undefined) return hit
    const found = find(char, files[weight])
    face.set(char, found)
    return found
  }

  const width = (text: string, weight: W, size: number): number => {
    let em = 0
    for (const char of text) em += glyph(char, weight)?.advance ?? 0
    return em * size
  }

  const wrap = (text: string, weight: W, size: number, max: number): string[] =>
    breakLines(text, (start, end) => width(text.slice(start, end), weight, size), max).map(([start, end]) =>
      text.slice(start, end),
    )

  return {
    width,
    missing(text, weight) {
      const lacking = new Set<string>()
      for (const char of text) if (!glyph(char, weight)) lacking.add(char)
      return [...lacking]
    },
    runs(text, weight, size) {
      const key = `${weight} ${size} ${text}`
      const hit = set.get(key)
      if (hit) return hit
      const runs: Run[] = []
      for (const char of text) {
        const found = glyph(char, weight)
        if (!found) throw new Error(`no glyph for ${describeChar(char)}`)
        const last = runs.at(-1)
        if (last?.font === found.font) {
          last.text += char
          last.width += found.advance * size
        } else runs.push({ font: found.font, text: char, width: found.advance * size })
      }
      set.set(key, runs)
      return runs
    },
    wrap,
    wrapEven(text, weight, size, max) {
      const lines = wrap(text, weight, size, max)
      if (lines.length === 1) return lines
      // Never narrower than a word: it would be broken inside.
      const word = Math.max(...(text.match(UNIT) ?? []).map(unit => width(unit, weight, size)))
      let [narrow, wide] = [Math.min(max, Math.max(word, width(text, weight, size) / lines.length)), max]
      while (wide - narrow > 0.5) {
        const middle = (narrow + wide) / 2
        if (wrap(text, weight, size, middle).length > lines.length) narrow = middle
        else wide = middle
      }
      return wrap(text, weight, size, wide)
    },
  }
}

/** `𠮷（U+20BB7）`; only the number where there is nothing to see. */
export function describeChar(char: string): string {
  const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return INVISIBLE.test(char) ? code : `${char}（${code}）`
}

// Fonts map some of these to an empty glyph: printed, they would be lost without a trace. Plain space is the only gap we know.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}]/u

function find(char: string, paths: string[]): Glyph | null {
  if (INVISIBLE.test(char)) return null
  const code = char.codePointAt(0) ?? 0
  for (const path of paths) {
    const font = openFont(path)
    if (font.hasGlyphForCodePoint(code))
      return { font: path, advance: font.glyphForCodePoint(code).advanceWidth / font.unitsPerEm }
  }
  return null
}

// A unit stays on one line: Latin words and numbers, the 印制 that ends an imprint (附件2); a closing mark keeps what it closes,
// an opening mark what it opens.
const UNIT =
  /[（《【「『“‘(]*(?:印制$|[\p{Script=Latin}\d](?:[\p{Script=Latin}\d.'’-]|:(?=\d))*|\s+|.)[）》】」』”’、，。；：！？·•)]*/gsu

/** Start and end (exclusive) of a stretch of text. */
export type Span = readonly [start: number, end: number]

/**
 * Where text breaks into lines of at most `max` pt: the span of each line. Nothing but the spaces at a break is left out. `width` measures
 * a stretch of the text, in whatever styles it is set. Only a single character can be wider than its line.
 */
export function breakLines(text: string, width: (start: number, end: number) => number, max: number): Span[] {
  if (fits(width(0, text.length), max)) return [[0, text.length]]
  const lines: Span[] = []
  const trimmed = (start: number, end: number): number => start + text.slice(start, end).trimEnd().length
  let [from, to] = [0, 0]
  for (const { 0: unit, index } of text.matchAll(UNIT)) {
    let start = index
    // A unit wider than the line breaks anywhere.
    for (const part of fits(width(index, index + unit.length), max) ? [unit] : unit) {
      const end = start + part.length
      if (to > from && !fits(width(from, trimmed(start, end)), max)) {
        lines.push([from, trimmed(from, to)])
        from = end - part.trimStart().length
      }
      to = end
      start = end
    }
  }
  lines.push([from, trimmed(from, to)])
  return lines
}

/** Twelve characters of 12 pt sum to 144.00000000000003 pt. */
const fits = (width: number, max: number): boolean => width <= max + 0.001
