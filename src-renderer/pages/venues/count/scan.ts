/**
 * A scanner is a keyboard that types faster than hands and ends with Enter. Its keys are read by their place (`code`): an input method turns
 * what they write into 设备017, and never touches where they are.
 */

/** Slower than this between two keys, and a new text begins. */
const GAP_MS = 120
/** On average between two keys: scanners 1–30 ms, the quickest hands 60 and more. */
const BURST_MS = 40
const SHORTEST = 4

export interface Key {
  key: string
  code: string
  shift: boolean
  caps: boolean
  /** ms */
  at: number
}

export interface Typed {
  text: string
  since: number
  last: number
}

export const NOTHING: Typed = { text: '', since: 0, last: Number.NEGATIVE_INFINITY }

const PLAIN: Record<string, string> = {
  Minus: '-_',
  Equal: '=+',
  Period: '.>',
  Comma: ',<',
  Slash: '/?',
  Semicolon: ';:',
  Quote: '\'"',
  Backslash: '\\|',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backquote: '`~',
  Space: '  ',
  NumpadSubtract: '--',
  NumpadDecimal: '..',
  NumpadDivide: '//',
  NumpadMultiply: '**',
  NumpadAdd: '++',
}
const SHIFTED_DIGITS = ')!@#$%^&*('

/** The character that a key stands for on the keyboard a scanner pretends to be; undefined for keys that write nothing. */
export function characterOf({ key, code, shift, caps }: Key): string | undefined {
  if (/^[!-~]$/.test(key)) return key
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shift === caps ? letter.toLowerCase() : letter
  const digit = /^(Digit|Numpad)(\d)$/.exec(code)
  if (digit?.[2]) return shift && digit[1] === 'Digit' ? SHIFTED_DIGITS[Number(digit[2])] : digit[2]
  return PLAIN[code]?.[shift ? 1 : 0]
}

/** What stands there after one more character. */
export function typedOn(before: Typed, character: string, at: number): Typed {
  if (at - before.last > GAP_MS) return { text: character, since: at, last: at }
  return { text: before.text + character, since: before.since, last: at }
}

/** The code, when what was typed came from a scanner; `listed` codes may be short. */
export function scanned(
  { text, since, last }: Typed,
  endedAt: number,
  listed: (text: string) => boolean,
): string | null {
  if (text.length < 2 || endedAt - last > GAP_MS) return null
  if ((last - since) / (text.length - 1) > BURST_MS) return null
  return text.length >= SHORTEST || listed(text) ? text : null
}
