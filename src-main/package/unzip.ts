/** The directory of a zip file of any size, checked against the entries it speaks of. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { isJunk } from '../../src-shared/domain/junk.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Found, Member } from './archive.ts'
import { CENTRAL, END, END64, LOCAL, LOCATOR64, MAX32 } from './zip.ts'

const MAX_DIRECTORY = 256 << 20 // bytes; a million entries have half of it
const BOMB = { bytes: 16 << 20, ratio: 200 } // deflate reaches 1,032; pictures, films and PDF hardly 2
const SYMLINK = 0o120000

interface Entry extends Member {
  start: number // of the local header
  raw: Buffer // the name as written
}

/**
 * The files of a zip, named from the bag's root (the folder that holds bagit.txt). Encrypted, linked, overlapping or bomb-like entries are
 * told as problems. @throws AppError PACKAGE_DAMAGED when the file is no zip or is cut off
 */
export function readZip(path: string): Found[] {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    const read = (at: number, length: number): Buffer => {
      if (at < 0 || length < 0 || at + length > size) throw new RangeError('beyond the file')
      const bytes = Buffer.allocUnsafe(length)
      if (readSync(file, bytes, 0, length, at) !== length) throw new RangeError('beyond the file')
      return bytes
    }
    const { at, length, count } = locate(read, size)
    if (length > MAX_DIRECTORY) throw new RangeError('directory too large')
    return check(entries(read(at, length), count, path), at, read)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error // RangeError: Buffer's own, or ours, for a place that is not in the file
    throw new AppError('PACKAGE_DAMAGED', { name: basename(path), detail: 'zip 文件不完整，或不是 zip 文件' })
  } finally {
    closeSync(file)
  }
}

type Read = (at: number, length: number) => Buffer

function locate(read: Read, size: number): { at: number; length: number; count: number } {
  const tail = Math.min(size, 65_557) // the end record and its comment
  const bytes = read(size - tail, tail)
  let end = tail - 22
  while (end >= 0 && bytes.readUInt32LE(end) !== END) end--
  const place = {
    count: bytes.readUInt16LE(end + 10), // RangeError when there is no record
    length: bytes.readUInt32LE(end + 12),
    at: bytes.readUInt32LE(end + 16),
  }
  if (end < 20 || bytes.readUInt32LE(end - 20) !== LOCATOR64) return place
  const record = read(Number(bytes.readBigUInt64LE(end - 12)), 56)
  if (record.readUInt32LE(0) !== END64) throw new RangeError('no Zip64 record')
  const [count, length, at] = [32, 40, 48].map(field => Number(record.readBigUInt64LE(field)))
  return { count: count ?? 0, length: length ?? 0, at: at ?? 0 }
}

function entries(bytes: Buffer, count: number, file: string): (Entry | { name: string; problem: string })[] {
  const found: (Entry | { name: string; problem: string })[] = []
  for (let at = 0, i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new RangeError('no entry')
    const flags = bytes.readUInt16LE(at + 8)
    const method = bytes.readUInt16LE(at + 10)
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const raw = bytes.subarray(at + 46, nameEnd)
    const sizes = zip64(
      bytes.subarray(nameEnd, extraEnd),
      [24, 20, 42].map(field => bytes.readUInt32LE(at + field)),
    )
    const [size = 0, packed = 0, start = 0] = sizes
    const mode = (bytes.readUInt32LE(at + 38) >>> 16) & 0o170000
    const name = decode(raw, (flags & 0x0800) !== 0).replaceAll('\\', '/') // as old programs of Windows write it
    at = extraEnd + bytes.readUInt16LE(at + 32)
    if (name.endsWith('/') && size === 0) continue // a folder
    const problem = suspicious({ encrypted: (flags & 1) !== 0, method, size, packed, link: mode === SYMLINK })
    if (problem) found.push({ name, problem })
    else found.push({ name, file, at: 0, packed, bytes: size, deflated: method === 8, start, raw })
  }
  return found
}

function suspicious(entry: { encrypted: boolean; method: number; size: number; packed: number; link: boolean }) {
  const { encrypted, method, size, packed, link } = entry
  if (link) return '这是符号链接，可能指向包外'
  if (encrypted) return '已加密，无法读取'
  if (method !== 0 && method !== 8) return '压缩方法不受支持'
  if (method === 0 && size !== packed) return '大小与记录不符'
  if (size > BOMB.bytes && size > packed * BOMB.ratio) return '解开后异常膨胀（疑似 zip 炸弹）'
  return undefined
}

/** Reads each local header: entries must say there what the directory says, and lie one after another. */
function check(found: (Entry | { name: string; problem: string })[], end: number, read: Read): Found[] {
  const root = rootOf(found.map(entry => entry.name))
  let free = 0
  const sorted = [...found].sort((a, b) => ('start' in a ? a.start : -1) - ('start' in b ? b.start : -1))
  return sorted.map((entry): Found => {
    const name = entry.name.startsWith(root) ? entry.name.slice(root.length) : `../${entry.name}`
    if ('problem' in entry) return { name, problem: entry.problem }
    const { start, raw, file, packed, bytes, deflated } = entry
    const header = read(start, 30)
    if (header.readUInt32LE(0) !== LOCAL) throw new RangeError('no local header')
    const nameLength = header.readUInt16LE(26)
    const at = start + 30 + nameLength + header.readUInt16LE(28)
    if (start < free || at + packed > end) return { name, problem: '与其他条目重叠（疑似 zip 炸弹）' }
    free = at + packed
    if (!read(start + 30, nameLength).equals(raw)) return { name, problem: '目录与文件头中的名称不一致' }
    return { name, file, at, packed, bytes, deflated }
  })
}

// RFC 8493 4: a zip holds the bag's folder. One packed again by hand may hold the files without it, or a folder around it.
function rootOf(names: readonly string[]): string {
  const declarations = names
    .filter(name => /^(?:[^/]+\/){0,4}bagit\.txt$/.test(name) && !isJunk(name))
    .sort((a, b) => a.split('/').length - b.split('/').length)
  return declarations[0]?.slice(0, -'bagit.txt'.length) ?? ''
}

/** Fields that are all ones stand in the Zip64 extra, in this order. */
function zip64(extra: Buffer, fields: number[]): number[] {
  if (!fields.includes(MAX32)) return fields
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    return fields.map(value => {
      if (value !== MAX32) return value
      next += 8
      return Number(extra.readBigUInt64LE(next - 8))
    })
  }
  return fields
}

// Windows writes names of a zip in the code page of the country unless it says UTF-8.
function decode(raw: Buffer, utf8: boolean): string {
  if (!utf8) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(raw).normalize('NFC')
    } catch {
      return new TextDecoder('gb18030').decode(raw).normalize('NFC')
    }
  }
  return new TextDecoder().decode(raw).normalize('NFC')
}
