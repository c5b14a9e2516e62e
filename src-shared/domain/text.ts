/** Cleaning of what people type and paste. Everything here is idempotent: cleaning twice changes nothing. */

/** Full-width ASCII (U+FF01–FF5E) and the ideographic space become half-width. */
export function halfWidth(s: string): string {
  return s.replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')
}

/**
 * A spreadsheet cell as plain text: half-width, every kind of space (also Alt+Enter's line break) one ordinary space,
 * controls, zero-width, direction marks and broken surrogates gone, trimmed. Private-use characters stay: old systems kept
 * rare name characters there, and the card's font check must be able to name them.
 */
export function cleanCell(s: string): string {
  return halfWidth(s)
    .replace(/\s/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
}

// Every mark that stands for the point of a minority name: · • ● ˙ ▪ ・ ‧ ∙ ⋅ ． and what keyboards offer for it.
const POINTS = '.\u00b7\u2022\u25cf\u02d9\u25aa\u30fb\uff65\u2027\u2219\u22c5\u25cb\u25e6\u2024\ufe52'
const POINT_BETWEEN_HAN = new RegExp(
  String.raw`(?<=\p{Script=Han}) *[${POINTS}\u4e36\u2010-\u2015_-] *(?=\p{Script=Han})`,
  'gu',
)

/**
 * CJK radicals (U+2E80–2FD5) as the characters that they look like: text copied out of a PDF holds them, ⾼ for 高. Kangxi's are folded by
 * NFKC; of the supplement Unicode's EquivalentUnifiedIdeograph says which.
 */
const RADICAL = /[\u2e80-\u2fd5]/gu
const SUPPLEMENT =
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺯糹⺰纟' +
  '⺱罓⺲罒⺳㓁⺶羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼' +
  '⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟'
const FOLDED = new Map(Array.from(SUPPLEMENT.matchAll(/(.)(.)/gu), ([, from = '', to = '']) => [from, to]))

/** Radicals as the characters that they stand for; nothing else is changed. */
export const foldRadicals = (s: string): string => s.replace(RADICAL, c => FOLDED.get(c) ?? c.normalize('NFKC'))

/**
 * A person's name as the card prints it: `张 三` → `张三`, `阿卜杜拉•买买提` → `阿卜杜拉·买买提` (U+00B7), `John  Smith` → `John Smith`,
 * `⾼⽂` → `高文`. NFC, so that the same name typed on two machines is found as one (compatibility ideographs fold with it).
 */
export function cleanName(s: string): string {
  return foldRadicals(cleanCell(s))
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .replace(POINT_BETWEEN_HAN, '·')
}

const IGNORED = new RegExp(String.raw`[\s${POINTS}\u4e36\u2010-\u2015_'’‘\u02bc-]|\p{M}|\p{Cf}`, 'gu')

/**
 * The one key by which persons' names are compared (import, duplicates, 回避, staff, search, photos): whatever the point, blank or hyphen,
 * and whether there is any; radicals, case and variation selectors folded. Two names with one key are the same person or a question to
 * the clerk, never nothing.
 */
export const nameKey = (s: string): string =>
  cleanName(s).normalize('NFKD').replace(IGNORED, '').normalize('NFC').toLowerCase()

/** An 11-digit mobile number, or a landline with area code and optional extension (`010-12345678`, `01012345678-801`). */
export function isPhone(s: string): boolean {
  return /^1[3-9]\d{9}$/.test(s) || /^0[1-9]\d{1,2}-?\d{7,8}(?:-\d{1,6})?$/.test(s)
}

// 139 0000 0001, +86-139…, 0086139…, (010)12345678, 010 1234 5678 转 801, 400-810-8888
const SPELLED_PHONE =
  /(?<![\d-])(?:(?:\+|00)?86[ -]*)?(?:(1[3-9]\d(?:[ -]*\d){8})|\(?(010|02\d|0[3-9]\d{2})\)?[ -]*(\d(?:[ -]*\d){6,7})(?:(?: *(?:转|ext\.?|分机) *| *[-#] *)(\d{1,6}))?)(?!\d)/gi

/**
 * A phone number in any usual spelling → as it is stored (13900000001, 010-12345678-801), and what stood beside it. undefined where no
 * number can be told.
 */
export function readPhone(text: string): { phone: string; beside: string } | undefined {
  const plain = cleanCell(text)
  if (isPhone(plain)) return { phone: plain, beside: '' }
  const [first] = plain.matchAll(SPELLED_PHONE)
  if (!first) return undefined
  const [spelled, mobile, area, local = '', extension] = first
  const digits = (s: string) => s.replace(/\D/g, '')
  const phone = mobile ? digits(mobile) : `${area}-${digits(local)}${extension ? `-${extension}` : ''}`
  if (!isPhone(phone)) return undefined
  const beside = (plain.slice(0, first.index) + plain.slice(first.index + spelled.length)).replace(
    /^[\s,;、/()]+|[\s,;、/()]+$/g,
    '',
  )
  return { phone, beside }
}
