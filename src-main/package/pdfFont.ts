/** What the codes of a PDF's fonts mean, as far as digits go: its own character maps, named encodings, glyph names. */
import { plainName } from './pdfStream.ts'

/** Reads the bytes of a shown string. */
export type Decoder = (bytes: string) => string

export interface PdfFonts {
  /** By the name under which pages call them (F1): one that differs from page to page has several. */
  named: Map<string, Decoder[]>
  /** Every decoder once. */
  all: Decoder[]
  /** A font whose codes say nothing: a text in it cannot be read by any program. */
  blind: boolean
}

/** `objects`: texts of all objects by number, every version; `streamOf`: the unpacked stream of an object. */
export function fontsOf(
  objects: ReadonlyMap<number, string[]>,
  streamOf: (number: number) => string | undefined,
): PdfFonts {
  const byNumber = new Map<number, Decoder | 'blind'>()
  const cache = new Map<string, Decoder>()
  for (const [number, versions] of objects) {
    for (const text of versions) {
      if (!/\/BaseFont\b|\/Type\s*\/Font\b|\/Subtype\s*\/Type3\b/.test(text) || /\/CIDFontType[02]\b/.test(text))
        continue
      if (/\/FontName\b/.test(text) && !/\/BaseFont\b/.test(text)) continue // a descriptor
      byNumber.set(number, decoderOf(text, { objects, streamOf, cache }))
    }
  }
  const named = new Map<string, Decoder[]>()
  const all = new Set<Decoder>([latin])
  for (const decoder of byNumber.values()) if (decoder !== 'blind') all.add(decoder)
  for (const versions of objects.values()) {
    for (const text of versions) {
      for (const [, name = '', number] of text.matchAll(/\/([^\s/<>[\]()]+)\s+(\d+)\s+\d+\s+R/g)) {
        const decoder = byNumber.get(Number(number))
        if (decoder === undefined || decoder === 'blind') continue
        const list = named.get(name) ?? []
        if (list.length === 0) named.set(name, list)
        if (!list.includes(decoder)) list.push(decoder)
      }
    }
  }
  return { named, all: [...all], blind: [...byNumber.values()].includes('blind') }
}

interface Around {
  objects: ReadonlyMap<number, string[]>
  streamOf(number: number): string | undefined
  cache: Map<string, Decoder>
}

const latin: Decoder = bytes => bytes
const wide: Decoder = bytes => new TextDecoder('utf-16be').decode(Buffer.from(bytes, 'latin1'))

function decoderOf(font: string, { objects, streamOf, cache }: Around): Decoder | 'blind' {
  const ref = (key: string): number | undefined => {
    const found = new RegExp(`/${key}\\s*(\\d+)\\s+\\d+\\s+R`).exec(font)?.[1]
    return found === undefined ? undefined : Number(found)
  }
  const textAt = (number: number | undefined) => (number === undefined ? '' : (objects.get(number) ?? []).join('\n'))
  const map = ref('ToUnicode')
  const cmap = map === undefined ? undefined : streamOf(map)
  if (cmap?.includes('beginbf')) {
    const known = cache.get(cmap)
    if (known) return known
    const made = mapped(cmap)
    cache.set(cmap, made)
    return made
  }
  if (/\/Subtype\s*\/Type0\b/.test(font)) {
    const encoding = plainName(/\/Encoding\s*\/([^\s/<>[\]()]+)/.exec(font)?.[1] ?? '')
    if (/^Uni.*(?:UCS2|UTF16)/.test(encoding)) return wide
    if (/^(?:GB|UniGB.*UTF8)/.test(encoding)) return latin // digits are single bytes
    const children = `${font}\n${textAt(ref('DescendantFonts'))}`
    const descendant = [...children.matchAll(/(\d+)\s+\d+\s+R/g)].map(([, n]) => textAt(Number(n))).join('\n')
    const system = [...`${children}\n${descendant}`.matchAll(/\/CIDSystemInfo\s*(\d+)\s+\d+\s+R/g)]
      .map(([, n]) => textAt(Number(n)))
      .join('\n')
    if (/^Identity/.test(encoding) && /\((?:GB1|Japan1|CNS1|Korea1)\)/.test(`${children}\n${descendant}\n${system}`))
      return adobe
    return 'blind'
  }
  const differences = /\/Differences\s*\[([^\]]*)\]/.exec(`${font}\n${textAt(ref('Encoding'))}`)?.[1]
  if (differences === undefined) return /\/Subtype\s*\/Type3\b/.test(font) ? 'blind' : latin
  return byNames(differences)
}

/** Character numbers of Adobe's Chinese, Japanese and Korean collections: all begin with ASCII. */
const adobe: Decoder = bytes => {
  let text = ''
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const cid = bytes.charCodeAt(i) * 256 + bytes.charCodeAt(i + 1)
    text += cid >= 1 && cid <= 95 ? String.fromCharCode(cid + 31) : '~'
  }
  return text
}

const NAMES: Record<string, string> = {
  zero: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  space: ' ',
  hyphen: '-',
  minus: '-',
  period: '.',
  plus: '+',
  X: 'X',
  x: 'x',
}

function byNames(differences: string): Decoder | 'blind' {
  const chars = new Map<number, string>()
  let code = 0
  let strange = 0
  for (const [, number, name = ''] of differences.matchAll(/(\d+)|\/([^\s/<>[\]()]+)/g)) {
    if (number !== undefined) {
      code = Number(number)
      continue
    }
    const plain = plainName(name)
    const unicode = /^(?:uni|u)([0-9A-Fa-f]{4,6})/.exec(plain)?.[1]
    const char =
      NAMES[plain.split('.')[0] ?? ''] ??
      (unicode ? String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(unicode, 16))) : undefined)
    // a12, g12, C0007: numbers of glyphs, which say nothing.
    if (char === undefined && /^[A-Za-z]{0,6}\d+$/.test(plain)) strange += 1
    chars.set(code, char ?? '~')
    code += 1
  }
  if (strange > 0) return 'blind'
  return bytes => [...bytes].map(byte => chars.get(byte.charCodeAt(0)) ?? byte).join('')
}

/** A ToUnicode map (9.10.3). */
function mapped(cmap: string): Decoder {
  const chars = new Map<string, string>()
  const widths = new Set<number>()
  for (const [, body = ''] of cmap.matchAll(/begincodespacerange([\s\S]*?)endcodespacerange/g))
    for (const [, hex = ''] of body.matchAll(/<([0-9A-Fa-f\s]+)>\s*<[0-9A-Fa-f\s]+>/g))
      widths.add(hex.replace(/\s/g, '').length / 2)
  const add = (code: number, width: number, hex: string, plus = 0) => {
    const units = Buffer.from(hex.length % 4 === 0 ? hex : hex.padStart(4, '0'), 'hex')
    let text = new TextDecoder('utf-16be').decode(units)
    if (plus > 0) text = text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + plus)
    let key = ''
    for (let i = width - 1; i >= 0; i--) key += String.fromCharCode(Math.floor(code / 256 ** i) & 0xff)
    chars.set(key, text)
    widths.add(width)
  }
  for (const [, body = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', to = ''] of body.matchAll(/<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>/g)) {
      const hex = code.replace(/\s/g, '')
      add(Number.parseInt(hex, 16), hex.length >> 1, to.replace(/\s/g, ''))
    }
  }
  for (const [, body = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', what = ''] of body.matchAll(
      /<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(<[0-9A-Fa-f\s]*>|\[[^\]]*\])/g,
    )) {
      const width = from.replace(/\s/g, '').length >> 1
      const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)]
      const list = [...what.matchAll(/<([0-9A-Fa-f\s]*)>/g)].map(([, hex = '']) => hex.replace(/\s/g, ''))
      for (let code = first; code <= last && code - first < 65_536; code++) {
        const hex = what.startsWith('[') ? list[code - first] : list[0]
        if (hex !== undefined) add(code, width, hex, what.startsWith('[') ? 0 : code - first)
      }
    }
  }
  const lengths = [...widths].filter(width => width >= 1 && width <= 4).sort((a, b) => a - b)
  return bytes => {
    let text = ''
    for (let at = 0; at < bytes.length; ) {
      const width = lengths.find(length => chars.has(bytes.slice(at, at + length)))
      text += width === undefined ? '~' : (chars.get(bytes.slice(at, at + width)) ?? '~')
      at += width ?? lengths[0] ?? 1
    }
    return text
  }
}
