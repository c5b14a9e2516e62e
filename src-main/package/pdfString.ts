/** Strings of PDF syntax (ISO 32000-1 7.3.4), wherever they stand: in objects, in object streams, in what pages show. */

/** A string's bytes as latin1, its place, and what stands before it in the same array of a TJ. */
export interface PdfString {
  at: number
  end: number
  bytes: string
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const MAX_STRING = 1 << 20

/** All strings of a text of PDF syntax. Never throws: what is cut off ends where the text ends. */
export function pdfStrings(text: string): PdfString[] {
  const found: PdfString[] = []
  const mark = /[(<%]|\bID[\s]/g
  for (let hit = mark.exec(text); hit; hit = mark.exec(text)) {
    const at = hit.index
    if (hit[0] === '%') {
      const end = text.slice(at, at + 4096).search(/[\r\n]/)
      if (end > 0) mark.lastIndex = at + end
    } else if (hit[0].startsWith('ID')) {
      // The bytes of a picture within the page's text.
      if (!/\bBI\b/.test(text.slice(Math.max(0, at - 500), at))) continue
      const end = text.slice(at).search(/\sEI\s/)
      if (end > 0) mark.lastIndex = at + end
    } else if (hit[0] === '(') {
      const string = literal(text, at)
      found.push(string)
      mark.lastIndex = string.end
    } else if (text[at + 1] === '<') mark.lastIndex = at + 2
    else {
      const [whole, hex = ''] = /^<([0-9A-Fa-f\s]*)>/.exec(text.slice(at, at + MAX_STRING)) ?? []
      if (whole === undefined) continue
      found.push({ at, end: at + whole.length, bytes: ofHex(hex) })
      mark.lastIndex = at + whole.length
    }
  }
  return found
}

function ofHex(hex: string): string {
  const digits = hex.replace(/\s/g, '')
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex').toString('latin1')
}

function literal(text: string, at: number): PdfString {
  let bytes = ''
  let depth = 1
  let i = at + 1
  for (; i < text.length && i - at < MAX_STRING; i++) {
    const char = text[i] as string
    if (char === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(i + 1, i + 4))?.[0]
      if (octal !== undefined) {
        bytes += String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
        i += octal.length
      } else if (text[i + 1] === '\r' || text[i + 1] === '\n') i += text[i + 1] === '\r' && text[i + 2] === '\n' ? 2 : 1
      else {
        const next = text[i + 1] ?? ''
        bytes += ESCAPES[next] ?? next
        i += 1
      }
      continue
    }
    if (char === '(') depth += 1
    if (char === ')' && --depth === 0) break
    bytes += char
  }
  return { at, end: i + 1, bytes }
}

/** A text string (7.9.2.2): UTF-16 or UTF-8 with its mark, else PDFDocEncoding, whose digits are ASCII's. */
export function textString(bytes: string): string {
  const raw = () => Buffer.from(bytes, 'latin1')
  if (bytes.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(raw())
  if (bytes.startsWith('\xff\xfe')) return new TextDecoder('utf-16le').decode(raw())
  if (bytes.startsWith('\xef\xbb\xbf')) return new TextDecoder().decode(raw())
  if (/[\x80-\xff]/.test(bytes))
    return `${new TextDecoder().decode(raw())}\n${new TextDecoder('gb18030').decode(raw())}`
  // Programs that forget the mark.
  return /^(?:\0[\x20-\x7e]){4}/.test(bytes) ? new TextDecoder('utf-16be').decode(raw()) : bytes
}
