/** 附件1 证卡编码: 类别 1 + 备案所在地 2 + 机构编号后四位 4 + 核发年份 2 + 序列 4 = 13 characters, `Y112001220001`. */
import { cleanCell } from './text.ts'

export type OrgKind = 'Y' | 'S'

export interface CodeParts {
  kind: OrgKind
  place: string
  org: string
  /** Last two digits of the 核发 year. */
  year: string
  /** 1–9999, of the issuing year. */
  seq: number
}

export type ParsedCode = { ok: true; parts: CodeParts } | { ok: false; position: number; message: string }

/** 附件1 第2-3位: 11代表北京. */
export const PLACE = '11'
/** 附件1 第10-13位: 从0001－9999. */
export const LAST_SEQUENCE = 9999

const CODE_LENGTH = 13

const PARTS = [
  { from: 1, to: 1, what: '证卡类别代码', rule: '应为大写字母 Y（用人单位）或 S（社会培训评价组织）' },
  { from: 2, to: 3, what: '机构备案所在地代码', rule: '应为 11（北京）' },
  { from: 4, to: 7, what: '评价机构编号后四位', rule: '应为数字' },
  { from: 8, to: 9, what: '核发年份代码', rule: '应为年份后两位数字' },
  { from: 10, to: 13, what: '证卡序列码', rule: '应为 0001–9999 的数字' },
]

function allowed(position: number, char: string): boolean {
  if (position === 1) return char === 'Y' || char === 'S'
  return position <= 3 ? char === PLACE.charAt(position - 2) : /^[0-9]$/.test(char)
}

const shown = (char: string): string => (/^\s$/u.test(char) ? '空格' : `“${char}”`)

function fault(position: number, found: string): ParsedCode {
  const part = PARTS.find(p => position >= p.from && position <= p.to)
  const message = part
    ? `第${position}位${found}：附件1 第${part.from === part.to ? part.from : `${part.from}–${part.to}`}位为${part.what}，${part.rule}`
    : `编号${found}：附件1 规定为 1 位字母加 12 位数字，共 ${CODE_LENGTH} 位`
  return { ok: false, position, message }
}

/**
 * Reads a code strictly: nothing is trimmed, upper-cased or made half-width, for the code is printed as it stands.
 * `position` is the first character at fault, 1-based; 14 when the text is too long.
 */
export function parseCode(text: string): ParsedCode {
  const chars = [...text] // by code point, so that an emoji is one character in the message
  for (let position = 1; position <= CODE_LENGTH; position++) {
    const char = chars[position - 1]
    if (char === undefined) return fault(position, `缺失（共 ${chars.length} 位）`)
    if (!allowed(position, char)) return fault(position, `是${shown(char)}`)
  }
  if (chars.length > CODE_LENGTH) return fault(CODE_LENGTH + 1, `有 ${chars.length} 位`)
  if (text.endsWith('0000')) return fault(10, '起是“0000”')
  return {
    ok: true,
    parts: {
      kind: text.startsWith('Y') ? 'Y' : 'S',
      place: text.slice(1, 3),
      org: text.slice(3, 7),
      year: text.slice(7, 9),
      seq: Number(text.slice(9)),
    },
  }
}

/** The code of its parts. Parts that make no valid code are a bug of the caller: RangeError. */
export function formatCode(parts: CodeParts): string {
  const code = `${parts.kind}${parts.place}${parts.org}${parts.year}${String(parts.seq).padStart(4, '0')}`
  const parsed = parseCode(code)
  if (!parsed.ok) throw new RangeError(`no valid card code: ${code} (${parsed.message})`)
  return code
}

/** 附件1 第8–9位: the last two digits of the 核发 (issue) year, which need not be the 聘任 year (ruling T7). */
export function codeYear(issuedOn: string): string {
  return issuedOn.slice(2, 4)
}

/** 附件1 第4–7位: the last four of the 评价机构编号, which must be digits. Any longer number is accepted, as the annex asks no more. */
export function orgDigits(orgNumber: string): { ok: true; digits: string } | { ok: false; message: string } {
  const text = cleanCell(orgNumber)
  const tail = [...text].slice(-4).join('')
  if (/^[0-9]{4}$/.test(tail)) return { ok: true, digits: tail }
  if (text === '') return { ok: false, message: '没有填写' }
  if (/^[0-9]{1,3}$/.test(text)) return { ok: false, message: `只有 ${text.length} 位，不足四位` }
  if (/[A-Za-z]$/.test(text)) return { ok: false, message: `以字母“${text.slice(-1)}”结尾` }
  return { ok: false, message: `末四位“${tail}”不全是数字` }
}

/**
 * The next number of the year's automatic order (附件1: 依次顺序取值): one after the highest automatic number, over numbers that
 * were given by hand. Numbers left behind are never filled in: a void card's number is not given twice (ruling T7).
 * @param used every number of the year, void ones too
 * @param automatic those of them that the automatic order gave; all when left out
 * @returns undefined when the year's 9999 are spent
 */
export function nextSequence(used: Iterable<number>, automatic?: Iterable<number>): number | undefined {
  const taken = new Set(used)
  let next = 1
  for (const n of automatic ?? taken) if (n >= next) next = n + 1
  while (taken.has(next)) next++
  return next <= LAST_SEQUENCE ? next : undefined
}

/** The unused numbers below the highest used one, as inclusive ranges in ascending order: the gap report. */
export function sequenceGaps(used: Iterable<number>): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = []
  let expected = 1
  for (const n of [...new Set(used)].sort((a, b) => a - b)) {
    if (n > expected) gaps.push({ from: expected, to: n - 1 })
    expected = n + 1
  }
  return gaps
}
