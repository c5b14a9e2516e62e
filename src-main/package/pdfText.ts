/** Texts of a PDF as far as numbers in it can be found: every stream unpacked, and its strings read through the file's own character maps. */
import { inflateSync } from 'node:zlib'

const MAX_STREAM = 64 << 20 // bytes after inflating

/** Other packings than Flate of what is no picture: we do not read them. */
const STRANGE = /\/(LZWDecode|ASCII85Decode|ASCIIHexDecode|RunLengthDecode|Crypt|JBIG2Decode)\b/

/**
 * Pieces of text to look through. `unreadable` says, in Chinese, why the file cannot be looked through as a whole: it is encrypted, or
 * packed in a way that we do not read.
 */
export function pdfTexts(bytes: Buffer): { texts: string[]; unreadable?: string } {
  const raw = bytes.toString('latin1')
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(raw)) return { texts: [], unreadable: '文件已加密，不能检查其中的内容' }
  const streams: string[] = []
  for (const { head, at, end } of streamsOf(raw)) {
    if (/\/Subtype\s*\/Image\b/.test(head)) continue
    if (STRANGE.test(head)) return { texts: [], unreadable: '压缩方式特殊，不能检查其中的内容' }
    if (!/\/FlateDecode|\/Fl\b/.test(head)) continue // it stands in the raw bytes
    const body = inflated(bytes.subarray(at, end))
    if (body === undefined) return { texts: [], unreadable: '内容已损坏，不能检查' }
    streams.push(body)
  }
  const all = [raw, ...streams]
  const maps = all.flatMap(mapsOf)
  return { texts: [...streams, ...all.flatMap(stream => shown(stream, maps))] }
}

interface Stream {
  head: string
  at: number
  end: number
}

function* streamsOf(raw: string): Generator<Stream> {
  const begin = /stream\r?\n/g
  for (let found = begin.exec(raw); found; found = begin.exec(raw)) {
    if (raw.slice(found.index - 3, found.index) === 'end') continue
    const at = found.index + found[0].length
    const dictionary = raw.slice(Math.max(0, found.index - 2000), found.index)
    const head = dictionary.slice(Math.max(0, dictionary.lastIndexOf(' obj')))
    const stated = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(head)?.[1] ?? Number.NaN)
    const end = raw.startsWith('endstream', skip(raw, at + stated)) ? at + stated : raw.indexOf('endstream', at)
    if (end < 0) return
    yield { head, at, end }
    begin.lastIndex = end
  }
}

function skip(raw: string, at: number): number {
  let next = at
  while (raw[next] === '\r' || raw[next] === '\n') next += 1
  return next
}

function inflated(packed: Uint8Array): string | undefined {
  try {
    // A stream cut off at its end is read as far as it goes, as every reader of PDF does.
    return inflateSync(packed, { finishFlush: 2, maxOutputLength: MAX_STREAM }).toString('latin1')
  } catch {
    return undefined
  }
}

/** Code (hex, upper case) → digit or X: the part of a ToUnicode map that can spell a number. */
interface CharMap {
  length: number // of a code, hex digits
  chars: Map<string, string>
}

function mapsOf(text: string): CharMap[] {
  if (!text.includes('beginbf')) return []
  const chars = new Map<string, string>()
  let length = 4
  const add = (code: number, width: number, unicode: number) => {
    length = width
    const char = String.fromCharCode(unicode)
    if (/[0-9Xx+\- ]/.test(char)) chars.set(code.toString(16).toUpperCase().padStart(width, '0'), char)
  }
  for (const [, body = ''] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', to = ''] of body.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]{4})>/g))
      add(Number.parseInt(code, 16), code.length, Number.parseInt(to, 16))
  }
  for (const [, body = ''] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', what = ''] of body.matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]+>|\[[^\]]*\])/g,
    )) {
      const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)]
      const list = [...what.matchAll(/<([0-9A-Fa-f]+)>/g)].map(([, hex = '']) => Number.parseInt(hex.slice(0, 4), 16))
      for (let code = first; code <= last && code - first < 65_536; code++) {
        const unicode = what.startsWith('[') ? list[code - first] : (list[0] ?? 0) + code - first
        if (unicode !== undefined) add(code, from.length, unicode)
      }
    }
  }
  return chars.size > 0 ? [{ length, chars }] : []
}

/** What a content stream shows: the strings of each operator joined, whatever kerning stands between them; and all of them joined. */
function shown(stream: string, maps: readonly CharMap[]): string[] {
  if (!/T[jJ]\b/.test(stream)) return []
  const found: string[] = []
  for (const map of [undefined, ...maps]) {
    const parts: string[] = []
    for (const [operand] of stream.matchAll(
      /\[(?:[^\]\\(]|\\.|\((?:[^()\\]|\\.)*\))*\]\s*TJ|(?:\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)\s*Tj/g,
    )) {
      const strings = operand.match(/\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>/g) ?? []
      parts.push(strings.map(string => decoded(string, map)).join(''))
    }
    if (parts.some(part => /\d/.test(part))) found.push(parts.join('\n'), parts.join(''))
  }
  return found
}

function decoded(string: string, map: CharMap | undefined): string {
  const hex = string.startsWith('<')
    ? string.replace(/[<>\s]/g, '').toUpperCase()
    : map === undefined
      ? ''
      : Buffer.from(unescaped(string), 'latin1').toString('hex').toUpperCase()
  if (map === undefined) return hex === '' ? unescaped(string) : Buffer.from(hex, 'hex').toString('latin1')
  let text = ''
  for (let at = 0; at < hex.length; at += map.length) text += map.chars.get(hex.slice(at, at + map.length)) ?? '.'
  return text
}

const unescaped = (string: string): string =>
  string
    .slice(1, -1)
    .replace(/\\([0-7]{1,3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    .replace(/\\(.)/g, '$1')
