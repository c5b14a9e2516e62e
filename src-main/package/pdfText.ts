/** Texts of a PDF as far as numbers in it can be found: every stream unpacked, every string read, pages read through the fonts' character maps. */
import { markupTexts } from './markup.ts'
import { type Decoder, fontsOf, type PdfFonts } from './pdfFont.ts'
import { type PdfStream, streamsOf, unpack } from './pdfStream.ts'
import { type PdfString, pdfStrings, textString } from './pdfString.ts'

const MAX_TOTAL = 256 << 20 // bytes of all streams unpacked
const MAX_ALTERNATIVES = 400 // fonts of one name on different pages

export interface PdfTexts {
  /** Pieces in which numbers may be put together. */
  texts: string[]
  /** Pieces in which only what stands in one piece counts: numbers of the format's own stand there too. */
  strict: string[]
  /** Files within the file. */
  attached: Buffer[]
  /** There are pictures in it: scans, of which a program sees nothing. */
  pictures: boolean
  /** Why it cannot be looked through as a whole, in Chinese. */
  unreadable?: string
}

/** Never throws for what a file holds. */
export function pdfTexts(bytes: Buffer): PdfTexts {
  const raw = bytes.toString('latin1')
  const made: PdfTexts = { texts: [], strict: [], attached: [], pictures: false }
  if (/\/Encrypt\s*(?:<<|\d+\s+\d+\s+R)/.test(raw)) return { ...made, unreadable: '文件已加密，不能检查其中的内容' }
  const bodies = new Map<PdfStream, string>()
  const outside: string[] = [] // objects without the bytes of streams
  let from = 0
  let total = 0
  for (const stream of streamsOf(raw)) {
    outside.push(raw.slice(from, stream.at))
    from = stream.end
    const body = unpack(bytes, stream)
    if (body === 'picture') made.pictures = true
    else if ('problem' in body) made.unreadable = body.problem
    else {
      total += body.length
      if (total > MAX_TOTAL) return { ...made, unreadable: '解开后过大，不能检查其中的内容' }
      if (isFile(body, stream.head)) made.attached.push(body)
      else bodies.set(stream, body.toString('latin1'))
    }
  }
  outside.push(raw.slice(from))
  const objects = objectsOf(outside.join('\n'), bodies)
  const byNumber = new Map([...bodies].map(([{ number }, body]) => [number, body]))
  const fonts = fontsOf(objects, number => byNumber.get(number))
  if (fonts.blind) made.unreadable = '文件里的字没有对照表，不能检查其中的内容'
  readStrings(outside.join('\n'), made)
  for (const [{ head }, body] of bodies) readStream(head, body, fonts, made)
  return made
}

const FILES = [
  'PK\x03\x04',
  'PK\x05\x06',
  '%PDF-',
  '\xd0\xcf\x11\xe0',
  '\x1f\x8b',
  '7z\xbc\xaf',
  'Rar!',
  'BZh',
  '\xfd7zXZ',
  '\x89PNG',
]
const isFile = (body: Buffer, head: string): boolean =>
  /\/EmbeddedFile\b/.test(head) || FILES.some(begin => body.toString('latin1', 0, begin.length) === begin)

/** Objects by number, every version that the file holds, those packed into object streams too. */
function objectsOf(outside: string, bodies: ReadonlyMap<PdfStream, string>): Map<number, string[]> {
  const objects = new Map<number, string[]>()
  const add = (number: number, text: string) => {
    const versions = objects.get(number)
    if (versions) versions.push(text)
    else objects.set(number, [text])
  }
  const parts = outside.split(/(\d+)\s+\d+\s+obj\b/)
  for (let i = 1; i + 1 < parts.length; i += 2) add(Number(parts[i]), parts[i + 1] ?? '')
  for (const [{ head }, body] of bodies) {
    if (!/\/ObjStm\b/.test(head)) continue
    const first = Number(/\/First\s+(\d+)/.exec(head)?.[1] ?? 0)
    const pairs = body.slice(0, first).trim().split(/\s+/).map(Number)
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const [number = 0, at = 0, next = body.length - first] = [pairs[i], pairs[i + 1], pairs[i + 3]]
      add(number, body.slice(first + at, first + next))
    }
  }
  return objects
}

/** Every string of objects on its own, and the values of form fields one after another: one digit to a box. */
function readStrings(text: string, made: PdfTexts): void {
  const values: string[] = []
  for (const { at, bytes } of pdfStrings(text)) {
    const string = textString(bytes)
    if (/\d|[^\0-\x7f]/.test(string)) made.texts.push(string)
    if (/\/(?:V|DV)\s*$/.test(text.slice(Math.max(0, at - 8), at))) values.push(string)
    if (/<[?\w]/.test(string) && string.includes('</')) made.texts.push(...markupTexts(string)) // rich text of a note
  }
  if (values.length > 1) made.texts.push(values.join('\n'))
}

function readStream(head: string, body: string, fonts: PdfFonts, made: PdfTexts): void {
  if (/^(?:\xef\xbb\xbf)?\s*</.test(body)) {
    made.texts.push(...markupTexts(Buffer.from(body, 'latin1').toString('utf8')))
    return
  }
  if (/\/(?:FontFile\d?|Length[123])\b|\/XRef\b/.test(head) || body.includes('beginbf')) return // numbers of glyphs and places
  if (/\/ObjStm\b/.test(head)) {
    readStrings(body, made)
    return
  }
  made.strict.push(body)
  if (/T[jJ*]|['"]/.test(body)) made.texts.push(...shown(body, fonts))
  else readStrings(body, made) // scripts
}

/** What a page shows: the strings of each operator joined, whatever kerning stands between them; apart by lines, and all of them in one. */
function shown(stream: string, { named, all }: PdfFonts): string[] {
  const strings = pdfStrings(stream)
  if (strings.length === 0) return []
  const groups = grouped(stream, strings)
  const found = new Set<string>()
  const read = (decoderOf: (font: string) => Decoder) => {
    const parts = groups.map(({ font, bytes }) => decoderOf(font)(bytes))
    if (!parts.some(part => /[\d\uff10-\uff19]/.test(part))) return
    found.add(parts.join('\n'))
    found.add(parts.join(''))
  }
  const fonts = new Set(groups.map(({ font }) => font))
  const most = Math.max(1, ...[...fonts].map(font => named.get(font)?.length ?? 0))
  for (let i = 0; i < Math.min(most, MAX_ALTERNATIVES); i++) {
    read(font => {
      const list = named.get(font) ?? []
      return list[Math.min(i, list.length - 1)] ?? latin
    })
  }
  // A font that no resource names here: any of the file's may be meant.
  if ([...fonts].some(font => !named.has(font)))
    for (const decoder of all.slice(0, MAX_ALTERNATIVES)) read(() => decoder)
  return [...found]
}

const latin: Decoder = bytes => bytes

/** Strings of one array are one text; each knows the font that was chosen last. */
function grouped(stream: string, strings: readonly PdfString[]): { font: string; bytes: string }[] {
  const groups: { font: string; bytes: string }[] = []
  let font = ''
  let end = 0
  for (const string of strings) {
    const between = stream.slice(end, string.at)
    const chosen = [...between.matchAll(/\/([^\s/<>[\]()]+)\s+[-\d.]+\s+Tf/g)].at(-1)?.[1]
    if (chosen !== undefined) font = chosen
    const last = groups.at(-1)
    if (last && end > 0 && /^[\s\d.+-]*$/.test(between)) last.bytes += string.bytes
    else groups.push({ font, bytes: string.bytes })
    end = string.end
  }
  return groups
}
