/** What a file is, by its content: its name proves nothing. */
import type { Bytes } from '../media/bytes.ts'
import { mp3Frame } from '../media/mp3Frame.ts'
import { oleNames } from '../media/oleNames.ts'
import { zipNames } from '../media/zipNames.ts'
import { type Kind, kindOf } from './kinds.ts'
import { looksLikeScript, looksLikeText } from './text.ts'

/** `refused`: what it really is, in Chinese («程序文件»). */
export type Content = { kind: Kind; refused?: undefined } | { kind?: undefined; refused: string }

export const HEAD = 4096 // bytes that the first look needs

const ascii = (head: Buffer, at: number, text: string): boolean =>
  head.toString('latin1', at, at + text.length) === text
const starts = (head: Buffer, ...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte)

const known = (type: string): Content => ({ kind: kindOf(type) })
const refused = (what: string): Content => ({ refused: what })

/** In this order: the first that fits. */
const LOOKS: ((head: Buffer, bytes: Bytes) => Content | undefined)[] = [
  head => (head.length === 0 ? known('application/x-empty') : undefined),
  program,
  head => (starts(head, 0xff, 0xd8, 0xff) ? known('image/jpeg') : undefined),
  head => (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ? known('image/png') : undefined),
  head => (ascii(head, 0, 'GIF87a') || ascii(head, 0, 'GIF89a') ? known('image/gif') : undefined),
  head => (starts(head, 0x49, 0x49, 0x2a, 0) || starts(head, 0x4d, 0x4d, 0, 0x2a) ? known('image/tiff') : undefined),
  head => (ascii(head, 0, 'BM') && head.length >= 26 && head.readUInt32LE(14) <= 256 ? known('image/bmp') : undefined),
  // Gateways and mail programs put a mark or a line end before it; readers look in the first 1,024 bytes (ISO 32000-1 H.3.4.1).
  head => (/^[\s\xef\xbb\xbf]*%PDF-/.test(head.toString('latin1', 0, 1024)) ? known('application/pdf') : undefined),
  head => (ascii(head, 0, '{\\rtf') ? known('application/rtf') : undefined),
  riff,
  isobmff,
  head =>
    starts(head, 0x1a, 0x45, 0xdf, 0xa3) ? known(head.includes('webm') ? 'video/webm' : 'video/x-matroska') : undefined,
  head => (starts(head, 0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11) ? known('video/x-ms-asf') : undefined),
  head => (ascii(head, 0, 'DHAV') || ascii(head, 0, 'DHII') ? known('video/x-dhav') : undefined),
  head => (ascii(head, 0, 'IMKH') ? known('video/x-imkh') : undefined),
  head => (ascii(head, 0, 'FLV\x01') ? known('video/x-flv') : undefined),
  head => (ascii(head, 0, '.RMF') ? known('video/vnd.rn-realvideo') : undefined),
  head => (ascii(head, 0, 'OggS') ? known(oggType(head)) : undefined),
  head => (ascii(head, 0, 'fLaC') ? known('audio/flac') : undefined),
  head => (ascii(head, head[0] === 2 ? 1 : 0, '#!SILK') ? known('audio/silk') : undefined),
  head => (isAdts(head) ? known('audio/aac') : undefined),
  head => (starts(head, 0, 0, 1, 0xba) ? known('video/mpeg') : undefined),
  // transport stream: a packet of 188 bytes each, on camera cards with four bytes of time before it
  head =>
    [0, 4].some(at => [0, 1, 2].every(n => head[at + n * (188 + at)] === 0x47)) ? known('video/mp2t') : undefined,
  head => (ascii(head, 0, '#!AMR') ? known('audio/amr') : undefined),
  head => ((ascii(head, 0, 'ID3') && (head[3] ?? 0) < 0x20) || isMp3(head) ? known('audio/mpeg') : undefined),
  (head, bytes) => (starts(head, 0x50, 0x4b, 3, 4) || starts(head, 0x50, 0x4b, 5, 6) ? zip(bytes) : undefined),
  (head, bytes) => (starts(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1) ? ole(bytes) : undefined),
  head => (looksLikeScript(head) ? refused('网页或脚本') : undefined),
  head => (looksLikeText(head) ? known('text/plain') : undefined),
]

/** Reads the head, and the directory of zip and OLE files; nothing is unpacked. Never throws for what a file holds. */
export function identify(bytes: Bytes): Content {
  const head = bytes.read(0, HEAD)
  for (const look of LOOKS) {
    const content = look(head, bytes)
    if (content) return content
  }
  return refused('不认得的文件类型')
}

/** The same from the head alone, for what is refused whatever follows: no gigabyte is copied first. */
export const refusedByHead = (head: Buffer): string | undefined =>
  (
    program(head) ??
    (looksLikeScript(head) && !/^#!(?:AMR|SILK)/.test(head.toString('latin1', 0, 6))
      ? refused('网页或脚本')
      : undefined)
  )?.refused

function program(head: Buffer): Content | undefined {
  const mach = [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe]
  const is =
    (ascii(head, 0, 'MZ') && !looksLikeText(head)) ||
    starts(head, 0x7f, 0x45, 0x4c, 0x46) ||
    (head.length >= 4 && mach.includes(head.readUInt32BE(0))) ||
    ascii(head, 0, 'dex\n')
  if (is) return refused('程序文件')
  // Shell link: header size and class id (MS-SHLLINK 2.1); it runs what it points at.
  if (starts(head, 0x4c, 0, 0, 0, 1, 0x14, 2, 0)) return refused('快捷方式')
  return undefined
}

function riff(head: Buffer): Content | undefined {
  if (!ascii(head, 0, 'RIFF')) return undefined
  const types: Record<string, string> = { 'AVI ': 'video/x-msvideo', WAVE: 'audio/wav', WEBP: 'image/webp' }
  const type = types[head.toString('latin1', 8, 12)]
  return type ? known(type) : undefined
}

/** mp4, mov, 3gp, m4a, heic: told apart by the brand (ISO 14496-12 4.3). */
function isobmff(head: Buffer): Content | undefined {
  const box = head.toString('latin1', 4, 8)
  if (['moov', 'mdat', 'wide'].includes(box) && (head[0] ?? 0) < 0x20) return known('video/quicktime') // before there were brands
  if (box !== 'ftyp') return undefined
  const brand = head.toString('latin1', 8, 12)
  if (brand === 'qt  ') return known('video/quicktime')
  if (/^(?:M4A|M4B)/.test(brand)) return known('audio/mp4')
  if (/^3g/.test(brand)) return known('video/3gpp')
  if (/^(?:hei|hev|mif1|msf1)/.test(brand)) return known('image/heic')
  if (/^avi[fs]/.test(brand)) return known('image/avif')
  return known('video/mp4')
}

/** A frame of layer III that another one follows: two bytes alone may begin any text. */
function isMp3(head: Buffer): boolean {
  const length = mp3Frame(head, 0)?.length
  return length !== undefined && mp3Frame(head, length) !== undefined
}

function oggType(head: Buffer): string {
  const begins = head.toString('latin1', 0, 256)
  if (begins.includes('OpusHead')) return 'audio/opus'
  return begins.includes('theora') ? 'video/ogg' : 'audio/ogg'
}

/** A frame of AAC that another one follows (ISO 13818-7 6.2). */
function isAdts(head: Buffer): boolean {
  const frame = (at: number) => at + 7 <= head.length && head[at] === 0xff && ((head[at + 1] ?? 0) & 0xf6) === 0xf0
  if (!frame(0)) return false
  const length = (((head[3] ?? 0) & 3) << 11) | ((head[4] ?? 0) << 3) | ((head[5] ?? 0) >> 5)
  // Its fixed header again, where it says; recorders are off by one.
  return (
    length >= 7 && [length, length + 1].some(at => frame(at) && head[at + 1] === head[1] && head[at + 2] === head[2])
  )
}

/** The first part of OpenDocument is its type, stored plain (OASIS ODF 1.2 part 3, 3.3). */
function openDocument(bytes: Bytes): Content | undefined {
  const type = /^mimetype(application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))/.exec(
    bytes.read(30, 120).toString('latin1'),
  )?.[1]
  return type === undefined ? undefined : known(type)
}

function zip(bytes: Bytes): Content {
  const names = zipNames(bytes)
  if (names === null) return refused('不完整的压缩包')
  if (names.some(name => /(?:^|\/)vbaProject\.bin$/i.test(name))) return refused('带宏的 Office 文件')
  if (names.includes('META-INF/MANIFEST.MF') && names.some(name => /\.(?:class|dex)$/.test(name)))
    return refused('程序文件')
  if (names.includes('OFD.xml')) return known('application/ofd') // GB/T 33190
  if (!names.includes('[Content_Types].xml')) return openDocument(bytes) ?? known('application/zip')
  const office = 'application/vnd.openxmlformats-officedocument.'
  const within = (folder: string) => names.some(name => name.startsWith(folder))
  if (within('word/')) return known(`${office}wordprocessingml.document`)
  if (within('xl/')) return known(`${office}spreadsheetml.sheet`)
  if (within('ppt/')) return known(`${office}presentationml.presentation`)
  return known('application/zip')
}

function ole(bytes: Bytes): Content {
  const names = oleNames(bytes)
  const has = (...wanted: string[]) => wanted.some(name => names.includes(name))
  if (has('_VBA_PROJECT', '_VBA_PROJECT_CUR', 'Macros', 'VBA')) return refused('带宏的 Office 文件')
  if (has('EncryptedPackage')) return known('application/x-encrypted-office')
  if (has('WordDocument')) return known('application/msword')
  if (has('Workbook', 'Book')) return known('application/vnd.ms-excel')
  if (has('PowerPoint Document')) return known('application/vnd.ms-powerpoint')
  return refused('不认得的文件类型')
}
