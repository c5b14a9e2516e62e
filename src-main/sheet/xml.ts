/**
 * A push scanner for the flat XML of workbooks: text goes in as it is inflated, elements come out. hucre and SheetJS build an
 * object of every cell before they hand it on; a sheet with a million formatted empty rows must cost no more than its bytes.
 */
import { Refusal } from './refusal.ts'

export interface Handlers {
  /** `attributes` as written: see `attribute`. An element without content is opened and closed. */
  open(name: string, attributes: string, empty: boolean): void
  close(name: string): void
  /** Between two tags, never cut in pieces; entities as written: see `decodeText`. */
  text(raw: string): void
}

export interface Scanner {
  push(text: string): void
  /** Throws where the text ends in the middle of an element. */
  end(): void
}

// Excel's longest cell has 32,767 characters, six times as many where each is an entity.
const LONGEST = 256 * 1024

/** `file` is for messages. Names come without their prefix (x:row → row). Refuses with SHEET_DAMAGED what no program writes. */
export function xmlScanner(on: Handlers, file: string): Scanner {
  let rest = ''
  const strange = () => new Refusal('SHEET_DAMAGED', { name: file, detail: '工作表内容异常' })

  // The position behind the construct that begins at `from`, or -1 where its end has not come yet.
  function special(s: string, from: number): number {
    const closed = (mark: string) => {
      const end = s.indexOf(mark, from)
      return end < 0 ? -1 : end + mark.length
    }
    if (s.startsWith('<?', from)) return closed('?>')
    if (s.startsWith('<!--', from)) return closed('-->')
    if (s.startsWith('<![CDATA[', from)) {
      const end = closed(']]>')
      if (end > 0) on.text(s.slice(from + 9, end - 3).replaceAll('&', '&amp;'))
      return end
    }
    if (s.length - from < 9) return -1
    throw strange() // a DTD
  }

  function element(s: string, from: number): number {
    let end = s.indexOf('>', from)
    // A > inside a quoted value: legal, and rare.
    while (end >= 0 && !complete(s, from, end)) end = s.indexOf('>', end + 1)
    if (end < 0) return -1
    if (s.charCodeAt(from + 1) === SLASH) {
      on.close(local(s.slice(from + 2, end).trimEnd()))
      return end + 1
    }
    const empty = s.charCodeAt(end - 1) === SLASH
    const inner = s.slice(from + 1, empty ? end - 1 : end)
    let space = 0
    while (space < inner.length && inner.charCodeAt(space) > 0x20) space++
    const name = local(inner.slice(0, space))
    on.open(name, inner.slice(space), empty)
    if (empty) on.close(name)
    return end + 1
  }

  return {
    push(chunk) {
      const s = rest === '' ? chunk : rest + chunk
      let at = 0
      for (;;) {
        const from = s.indexOf('<', at)
        if (from < 0) break
        const next = s.charCodeAt(from + 1)
        if (from > at) on.text(s.slice(at, from))
        at = from
        const behind = next === BANG || next === QUESTION ? special(s, from) : element(s, from)
        if (behind < 0) break
        at = behind
      }
      rest = s.slice(at)
      if (rest.length > LONGEST) throw strange()
    },
    end() {
      if (rest.trim() !== '') throw strange()
    },
  }
}

const SLASH = 0x2f
const BANG = 0x21
const QUESTION = 0x3f

function complete(s: string, from: number, end: number): boolean {
  let last = end - 1
  if (s.charCodeAt(last) === SLASH) last--
  while (last > from && s.charCodeAt(last) <= 0x20) last--
  const code = s.charCodeAt(last)
  if (code === 0x22 || code === 0x27) return true
  return !s.slice(from, end).includes('=')
}

const local = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** An attribute's value, entities decoded; undefined where it is absent. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(`${name}=`); at >= 0; at = attributes.indexOf(`${name}=`, at + 1)) {
    if (at > 0 && attributes.charCodeAt(at - 1) > 0x20) continue
    const quote = attributes[at + name.length + 1]
    if (quote !== '"' && quote !== "'") return undefined
    const end = attributes.indexOf(quote, at + name.length + 2)
    return end < 0 ? undefined : decodeText(attributes.slice(at + name.length + 2, end))
  }
  return undefined
}

export const isOn = (value: string | undefined): boolean => value === '1' || value === 'true'

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Text with its entities decoded; line ends as XML has them. */
export function decodeText(raw: string): string {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi,
    (all, hex?: string, dec?: string, word?: string) => {
      if (word !== undefined) return ENTITIES[word] ?? all
      const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : all
    },
  )
}

/** Excel's own escapes of characters that XML cannot hold: `_x000D_`; `_x005F_` stands for an underscore that begins none. */
export const decodeCell = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
