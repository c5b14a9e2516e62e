/**
 * Numbers of people as they are written: 身份证 and telephone numbers in groups, full width, one digit per box, broken over lines. One reading
 * for imports (foldNumber) and for what must not leave the house (spotNumbers).
 */

const HAN = '〇一二三四五六七八九'
const HAN_FORMAL = '零壹贰叁肆伍陆柒捌玖'
// The zero of each row of ten digits in Unicode that a Chinese office can meet: plain, full width, Arabic, Persian, subscript.
const ZEROS = [0x30, 0xff10, 0x660, 0x6f0, 0x2080]
const CIRCLED = [0x245f, 0x2775, 0x277f, 0x2789] // one before ① ❶ ➀ ➊
const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const MATH = { from: 0x1d7ce, to: 0x1d7ff } // bold, double-struck, sans-serif, monospace: fifty in a row

const DIGITS = `0-9０-９٠-٩۰-۹₀-₉①-⑨❶-❾➀-➈➊-➒⓪⓿${SUPERSCRIPT}${HAN}${HAN_FORMAL}\\u{1d7ce}-\\u{1d7ff}`
const EX = 'XxＸｘХхΧχⅩⅹ'
/** Blanks, what is not seen, dashes, marks over and around a digit, brackets, the lines of boxes. */
const SOFT = '\\s\\p{Cf}\\p{Cc}\\p{M}\\p{Pd}−ー_|｜¦│┃┆┊·•()（）+'
/** Signs that part single digits of a list; between longer numbers they part two numbers. */
const HARD = `.。,，、/／;；:：'"\\[\\]`

const softOnly = new RegExp(`[${SOFT}]`, 'gu')
const lookAlike = new RegExp(`[${DIGITS}${EX}]`, 'gu')
/** A digit, then more of them with up to 24 signs between two. */
const REGION = new RegExp(`[${DIGITS}](?:[${SOFT}${HARD}]{0,24}[${DIGITS}${EX}]){6,}`, 'gu')
const ASCII_REGION = /\d(?:[\s\p{Cc}\-_|()+.,/;:'"[\]]{0,24}[\dXx]){6,}/gu
const isHard = new RegExp(`[${HARD}]`, 'u')

/** 0–9, or -1; of a character as its code point. */
function digitOf(code: number): number {
  for (const zero of ZEROS) if (code >= zero && code <= zero + 9) return code - zero
  if (code < 0x80) return -1
  for (const before of CIRCLED) if (code > before && code <= before + 9) return code - before
  if (code === 0x24ea || code === 0x24ff) return 0
  if (code >= MATH.from && code <= MATH.to) return (code - MATH.from) % 10
  const char = String.fromCodePoint(code)
  return Math.max(SUPERSCRIPT.indexOf(char), HAN.indexOf(char), HAN_FORMAL.indexOf(char))
}

/**
 * A number as it is stored: digits of every shape are plain ones, x is X, blanks, dashes, brackets and invisible signs are gone. Other
 * characters stay: what is no number does not become one.
 */
export const foldNumber = (text: string): string =>
  text.replace(softOnly, '').replace(lookAlike, char => {
    const digit = digitOf(char.codePointAt(0) ?? 0)
    return digit >= 0 ? String(digit) : 'X'
  })

/** A piece of a text that reads as a number. `at`, `end`: its place in the text. */
export interface Spot {
  value: string
  at: number
  end: number
  /**
   * `plain`: written in one piece, or in a few groups on one line; `joined`: put together over lines, cells or single boxes; `inside`: cut
   * out of a longer number, of up to 40 digits; `deep`: of more than that.
   */
  how: 'plain' | 'joined' | 'inside' | 'deep'
}

interface Sign {
  value: string
  at: number
  end: number
  /** What stands before it: nothing, a soft sign on the line, a line's end, a hard sign. */
  gap: 0 | 1 | 2 | 3
}

const ID = 18
const OLD = 15
const MOST_GROUPS = 6
const LONG_RUN = 40 // digits; of a longer run hardly one is a number of a person

/**
 * Every piece of 18 signs (the last may be X), of 15 and of 7 to 14 digits that could be a number of its own. Whether it is one is for the
 * caller to say: by its check digit, or because it is on record.
 */
export function spotNumbers(text: string, each: (spot: Spot) => void): void {
  const plain = isAscii(text)
  for (const { 0: found, index } of text.matchAll(plain ? ASCII_REGION : REGION)) {
    spotIn(signsOf(found, index), each)
  }
}

const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text)

function signsOf(region: string, from: number): Sign[] {
  const signs: Sign[] = []
  let gap: Sign['gap'] = 0
  for (let i = 0; i < region.length; ) {
    const code = region.codePointAt(i) ?? 0
    const width = code > 0xffff ? 2 : 1
    const digit = digitOf(code)
    const char = digit >= 0 ? String(digit) : EX.includes(String.fromCodePoint(code)) ? 'X' : ''
    if (char !== '') {
      signs.push({ value: char, at: from + i, end: from + i + width, gap })
      gap = 0
    } else if (isHard.test(String.fromCodePoint(code))) gap = 3
    else if (gap !== 3) gap = Math.max(gap, code === 10 || code === 13 ? 2 : 1) as Sign['gap']
    i += width
  }
  return signs
}

function spotIn(signs: readonly Sign[], each: (spot: Spot) => void): void {
  const parted = (i: number): boolean => i >= signs.length || (signs[i]?.gap ?? 0) !== 0
  let runEnd = 0
  for (let from = 0; from < signs.length; from++) {
    if (signs[from]?.value === 'X') continue
    const begins = from === 0 || parted(from)
    if (begins) for (runEnd = from + 1; !parted(runEnd); ) runEnd += 1
    // In one run of digits, inside it: only numbers that fill it are plain.
    for (const length of [ID, OLD, 11]) {
      const end = from + length
      if (end > runEnd || (begins && end === runEnd) || signs[from]?.value === '0') continue
      if (length === 11 && signs[from]?.value !== '1') continue
      give(signs, from, end, runEnd - from > LONG_RUN ? 'deep' : 'inside', each)
    }
    if (begins) spotFrom(signs, from, parted, each)
  }
}

/** Numbers that begin here and end where a group ends. */
function spotFrom(
  signs: readonly Sign[],
  from: number,
  parted: (i: number) => boolean,
  each: (spot: Spot) => void,
): void {
  let groups = 1
  let gap = 0
  let singles = true
  for (let end = from + 1; end <= from + ID && end <= signs.length; end++) {
    const sign = signs[end - 1]
    if (end > from + 1 && sign && sign.gap !== 0) {
      groups += 1
      gap = Math.max(gap, sign.gap)
    } else if (end > from + 1) singles = false
    if (gap === 3 && !singles) return
    if (!parted(end)) continue
    const length = end - from
    if (length >= 7) give(signs, from, end, gap >= 2 || groups > MOST_GROUPS ? 'joined' : 'plain', each)
    if (sign?.value === 'X') return
  }
}

function give(signs: readonly Sign[], from: number, end: number, how: Spot['how'], each: (spot: Spot) => void): void {
  let value = ''
  for (let i = from; i < end; i++) value += signs[i]?.value ?? ''
  if (value.indexOf('X') >= 0 && value.indexOf('X') !== ID - 1) return
  each({ value, at: signs[from]?.at ?? 0, end: signs[end - 1]?.end ?? 0, how })
}
