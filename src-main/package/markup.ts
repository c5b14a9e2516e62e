/** Text as people see it, out of the text of a file: tags, entities, RTF's control words, and what mail programs pack are undone. */

/** What ends a paragraph, a cell or a line: there two texts do not run into each other. */
const ENDS =
  /<\/(?:w:p|w:tc|w:tr|a:p|a:tc|si|c|row|text:p|text:h|table:table-cell|(?:\w+:)?TextCode|p|div|td|th|tr|li|h\d|option)\s*>|<(?:w:br|w:cr|w:tab|br|text:line-break|text:tab|text:s)\b[^>]*>/gi
/** A digit of a symbol font: Word writes its code, F030 to F039. */
const SYMBOL = /<w:sym\b[^>]*w:char="[Ff]0(3\d)"[^>]*>/g

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(nbsp|ensp|emsp|thinsp|amp|lt|gt|quot|apos|zwnj|shy));?/g
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(ENTITY, (_, dec?: string, hex?: string, name = '') => {
        const code = dec ? Number(dec) : hex ? Number.parseInt(hex, 16) : 0
        if (dec || hex) return code <= 0x10ffff ? String.fromCodePoint(code) : ''
        return NAMED[name] ?? ' '
      })
    : text

/** Texts to look through: without tags, and where numbers hide in attributes the whole with its entities undone. */
export function markupTexts(xml: string): string[] {
  const shown = xml
    .replace(SYMBOL, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(ENDS, '\n')
    .replace(/<!\[CDATA\[|\]\]>/g, '')
    .replace(/<[^<>]*>/g, '')
  return [decodeEntities(shown), ...(xml.includes('&#') ? [decodeEntities(xml)] : [])]
}

/** BOM, UTF-8, or a Chinese encoding. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0x3c && bytes[1] === 0) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0 && bytes[1] === 0x3c) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const isBase64 = /(?:[A-Za-z0-9+/]{40,}\r?\n?)+[A-Za-z0-9+/]*={0,2}/g

/** What stands in a text file: as it is, and undone where it is markup, RTF or a mail. `packed`: what a mail or page carries in base64. */
export function textsOf(text: string): { texts: string[]; packed: Buffer[] } {
  const texts = [text]
  const packed: Buffer[] = []
  if (/^\s*</.test(text) || /<\/\w/.test(text)) texts.push(...markupTexts(text))
  if (text.includes('{\\rtf')) texts.push(rtfText(text))
  if (/=[0-9A-F]{2}/.test(text)) texts.push(quotedText(text))
  if (/%[23][0-9A-F]/i.test(text)) texts.push(text.replace(/%([0-9A-F]{2})/gi, byteOf))
  if (/\\u00[23]/i.test(text)) texts.push(text.replace(/\\u([0-9A-F]{4})/gi, byteOf))
  if (/base64/i.test(text)) for (const [found] of text.matchAll(isBase64)) packed.push(Buffer.from(found, 'base64'))
  return { texts, packed }
}

const byteOf = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16))

const quotedText = (text: string): string => text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, byteOf)

const rtfText = (text: string): string =>
  text
    .replace(/\\'([0-9a-f]{2})/gi, byteOf)
    .replace(/\\u(-?\d+) ?\??/g, (_, code: string) => String.fromCharCode(Number(code) & 0xffff))
    .replace(/\\(?:par|cell|row|line|tab)\b ?/g, '\n')
    .replace(/\\[a-z]+-?\d* ?|[{}]|\r?\n/gi, '')
