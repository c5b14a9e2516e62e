/** Text files that hold a table: csv of any origin, text pasted from Excel, HTML under the name of an xls. */

const HEAD = 64 * 1024
const OTHER = /^(?:\xef\xbb\xbf)?\s*(?:%PDF|\{\\rtf|MIME-Version)/i // text all through, and no table

/** The text of a file that is text; undefined for anything else. UTF-8, UTF-16 with its mark, else GBK as old Excel writes it. */
export function decodeTable(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return undefined
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  if (utf16) return strict(bytes, utf16)
  if (OTHER.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1'))) return undefined
  if (bytes.subarray(0, HEAD).some(b => b < 9 || (b > 13 && b < 32 && b !== 27))) return undefined
  return strict(bytes, 'utf-8') ?? strict(bytes, 'gb18030')
}

function strict(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** HTML, or the XML that Excel 2003 wrote. */
export const isMarkup = (text: string): boolean =>
  /^\s*<(?:\?xml|!doctype|html|head|meta|table|body|style)/i.test(text.slice(0, 1000))
