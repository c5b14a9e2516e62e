/** MP4, MOV, 3GP, M4A (ISO 14496-12): the boxes of a file and what `moov` says. */
import type { Bytes } from './bytes.ts'
import { localTime } from './clock.ts'
import type { MediaFacts } from './facts.ts'

export interface BoxPlace {
  type: string
  at: number // of the content
  end: number
}

const MOST = 10_000 // boxes of one level; more is a file that wants to keep us busy
const EPOCH = Date.UTC(1904, 0, 1)

export function* boxes(bytes: Bytes, from: number, to: number): Generator<BoxPlace> {
  let at = from
  for (let i = 0; i < MOST && at + 8 <= to; i++) {
    const head = bytes.read(at, 16)
    let size = head.readUInt32BE(0)
    let content = 8
    if (size === 1) {
      size = Number(head.readBigUInt64BE(8))
      content = 16
    } else if (size === 0) size = to - at // to the end
    if (size < content) return
    yield { type: head.toString('latin1', 4, 8), at: at + content, end: Math.min(at + size, to) }
    at += size
  }
}

export function findBox(bytes: Bytes, from: number, to: number, type: string): BoxPlace | undefined {
  for (const box of boxes(bytes, from, to)) if (box.type === type) return box
  return undefined
}

export function isobmff(bytes: Bytes): Partial<MediaFacts> {
  const moov = findBox(bytes, 0, bytes.size, 'moov')
  if (!moov) return {} // recording was cut off: cameras write it last
  const facts: Partial<MediaFacts> = {}
  const written: Partial<MediaFacts> = {} // by the camera, beside what the container counts
  for (const box of boxes(bytes, moov.at, moov.end)) {
    if (box.type === 'mvhd') Object.assign(facts, movieHeader(bytes.read(box.at, 32)))
    if (box.type === 'meta') Object.assign(written, appleFacts(bytes, box))
    if (box.type === 'udta') Object.assign(written, cameraIn(bytes, box))
    if (box.type === 'trak') Object.assign(facts, trackSize(bytes, box))
  }
  return { ...facts, ...written }
}

const MAX_VALUE = 256 // bytes of a name or time

/**
 * What an iPhone writes beside the header (QuickTime File Format: metadata keys): the time of the recording with its zone, where the header
 * has the time of an export; maker and model.
 */
function appleFacts(bytes: Bytes, meta: BoxPlace): Partial<MediaFacts> {
  const at = bytes.read(meta.at + 4, 4).toString('latin1') === 'hdlr' ? meta.at : meta.at + 4 // ISO's has version and flags
  const keys = findBox(bytes, at, meta.end, 'keys')
  const list = findBox(bytes, at, meta.end, 'ilst')
  if (!keys || !list) return {}
  const names: string[] = []
  for (const box of boxes(bytes, keys.at + 8, keys.end)) {
    if (names.length > MAX_VALUE) break
    names.push(bytes.read(box.at, Math.min(MAX_VALUE, box.end - box.at)).toString('utf8'))
  }
  const values = new Map<string, string>()
  for (const item of boxes(bytes, list.at, list.end)) {
    const data = findBox(bytes, item.at, item.end, 'data')
    const name = names[bytes.read(item.at - 4, 4).readUInt32BE(0) - 1] // its type is the number of its key
    if (data && name) values.set(name, text(bytes.read(data.at + 8, Math.min(MAX_VALUE, data.end - data.at - 8))))
  }
  const of = (key: string) => values.get(`com.apple.quicktime.${key}`) ?? ''
  const taken = localTime(Date.parse(of('creationdate').replace(/([+-]\d\d)(\d\d)$/, '$1:$2')))
  const camera = cameraName(of('make'), of('model'))
  return { ...(taken === null ? {} : { takenAt: taken }), ...(camera === '' ? {} : { camera }) }
}

/** Maker and model of a QuickTime film (©mak, ©mod), and GoPro, which writes its firmware alone. */
function cameraIn(bytes: Bytes, udta: BoxPlace): Partial<MediaFacts> {
  let [make, model] = ['', '']
  for (const box of boxes(bytes, udta.at, udta.end)) {
    const value = () => text(bytes.read(box.at + 4, Math.min(MAX_VALUE, box.end - box.at - 4)))
    if (box.type === '\xa9mak') make = value()
    else if (box.type === '\xa9mod') model = value()
    else if (box.type === 'FIRM' && make === '') make = 'GoPro'
  }
  const camera = cameraName(make, model)
  return camera === '' ? {} : { camera }
}

const text = (bytes: Buffer): string =>
  bytes
    .toString('utf8')
    .replace(/[\p{Cc}\p{Cf}\ufffd]/gu, '')
    .trim()

const cameraName = (make: string, model: string): string =>
  (model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`).trim().slice(0, 60)

function movieHeader(head: Buffer): Partial<MediaFacts> {
  const long = head.readUInt8(0) === 1
  const created = long ? Number(head.readBigUInt64BE(4)) : head.readUInt32BE(4)
  const scale = head.readUInt32BE(long ? 20 : 12)
  const unknown = long ? 2 ** 64 : 0xffffffff
  const duration = long ? Number(head.readBigUInt64BE(24)) : head.readUInt32BE(16)
  return {
    seconds: scale > 0 && duration < unknown ? duration / scale : null,
    takenAt: created === 0 ? null : localTime(EPOCH + created * 1000),
  }
}

/** Width and height of a picture track, turned by a quarter where its matrix says so (telephones held upright). */
function trackSize(bytes: Bytes, trak: BoxPlace): Partial<MediaFacts> {
  const box = findBox(bytes, trak.at, trak.end, 'tkhd')
  if (!box) return {}
  const head = bytes.read(box.at, 96)
  const matrix = head.readUInt8(0) === 1 ? 52 : 40
  const [width, height] = [head.readUInt16BE(matrix + 36), head.readUInt16BE(matrix + 40)]
  if (width === 0 || height === 0) return {} // sound
  const turned = head.readInt32BE(matrix) === 0 && head.readInt32BE(matrix + 4) !== 0
  return turned ? { width: height, height: width } : { width, height }
}
