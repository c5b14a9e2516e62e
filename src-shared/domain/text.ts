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

const DOTS = '.·•・･‧∙⋅'
const DOT_BETWEEN_HAN = new RegExp(String.raw`(?<=\p{Script=Han}) *[${DOTS}] *(?=\p{Script=Han})`, 'gu')

/**
 * A person's name as the card prints it: `张 三` → `张三`, `阿卜杜拉•买买提` → `阿卜杜拉·买买提` (U+00B7), `John  Smith` → `John Smith`.
 * NFC, so that the same name typed on two machines is found as one.
 */
export function cleanName(s: string): string {
  return cleanCell(s)
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .replace(DOT_BETWEEN_HAN, '·')
}

/** An 11-digit mobile number, or a landline with area code and optional extension (`010-12345678`, `01012345678-801`). */
export function isPhone(s: string): boolean {
  return /^1[3-9]\d{9}$/.test(s) || /^0[1-9]\d{1,2}-?\d{7,8}(?:-\d{1,6})?$/.test(s)
}
