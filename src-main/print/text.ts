import { type FontFiles, openFont, type Weight } from './fonts.ts'

/** A piece of text that one font can set. */
export interface Run {
  /** Path of the font file. */
  font: string
  text: string
  /** pt */
  width: number
}

export interface Typesetter {
  /** The characters that no font of the weight has, each once, in order. Invisible ones (controls, bidi marks) count as lacking. */
  missing(text: string, weight: Weight): string[]
  /** pt. */
  width(text: string, weight: Weight, size: number): number
  /** Splits text where the font changes. A character that no font has is a bug of the caller, who checks with `missing` first. */
  runs(text: string, weight: Weight, size: number): readonly Run[]
  /** Breaks text into lines of at most `width` pt. Nothing but the spaces at a break is lost; the size never changes. */
  wrap(text: string, weight: Weight, size: number, width: number): string[]
}

interface Glyph {
  font: string
  /** em */
  advance: number
}

/** Looks characters up along the fallback order; remembers them and what it has set: cards share most of their words. */
export function typesetter(files: FontFiles): Typesetter {
  const known: Record<Weight, Map<string, Glyph | null>> = { regular: new Map(), bold: new Map() }

  const set = new Map<string, readonly Run[]>()

  const glyph = (char: string, weight: Weight): Glyph | null => {
    const hit = known[weight].get(char)
    if (hit !== undefined) return hit
    const found = find(char, files[weight])
    known[weight].set(char, found)
    return found
  }

  const width = (text: string, weight: Weight, size: number): number => {
    let em = 0
    for (const char of text) em += glyph(char, weight)?.advance ?? 0
    return em * size
  }

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
    wrap: (text, weight, size, max) => wrap(text, max, part => width(part, weight, size)),
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

// A unit stays on one line: Latin words and numbers; a closing mark keeps what it closes, an opening mark what it opens.
const UNIT =
  /[（《【「『“‘(]*(?:[\p{Script=Latin}\d][\p{Script=Latin}\d.'’-]*|\s+|.)[）》】」』”’、，。；：！？·•)]*/gsu

function wrap(text: string, max: number, width: (part: string) => number): string[] {
  if (fits(width(text), max)) return [text]
  const lines: string[] = []
  let line = ''
  for (const unit of text.match(UNIT) ?? []) {
    // A unit wider than the line breaks anywhere.
    for (const part of fits(width(unit), max) ? [unit] : unit) {
      if (line !== '' && !fits(width(line + part.trimEnd()), max)) {
        lines.push(line.trimEnd())
        line = part.trimStart()
      } else line += part
    }
  }
  lines.push(line.trimEnd())
  return lines
}

/** Twelve characters of 12 pt sum to 144.00000000000003 pt. */
const fits = (width: number, max: number): boolean => width <= max + 0.001
