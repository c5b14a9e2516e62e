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
  head => (ascii(head, 0, '%PDF-') ? known('application/pdf') : undefined),
  riff,
  isobmff,
  head =>
    starts(head, 0x1a, 0x45, 0xdf, 0xa3) ? known(head.includes('webm') ? 'video/webm' : 'video/x-matroska') : undefined,
  head => (starts(head, 0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11) ? known('video/x-ms-asf') : undefined),
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
  (program(head) ?? (looksLikeScript(head) && !ascii(head, 0, '#!AMR') ? refused('网页或脚本') : undefined))?.refused

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

function zip(bytes: Bytes): Content {
  const names = zipNames(bytes)
  if (names === null) return refused('不完整的压缩包')
  if (names.some(name => /(?:^|\/)vbaProject\.bin$/i.test(name))) return refused('带宏的 Office 文件')
  if (names.includes('META-INF/MANIFEST.MF') && names.some(name => /\.(?:class|dex)$/.test(name)))
    return refused('程序文件')
  if (!names.includes('[Content_Types].xml')) return known('application/zip')
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
