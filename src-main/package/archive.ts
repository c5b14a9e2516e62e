/** A package as it lies there: the files of a folder or the entries of a zip file, listed before anything of them is believed. */
import { lstat, open, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { isJunk, isJunkFile, isJunkFolder, isProgramName } from '../../src-shared/domain/junk.ts'
import { AppError } from '../../src-shared/errors.ts'
import { osReason } from '../files/reason.ts'
import { findTwins, nameProblem } from './name.ts'
import { readZip } from './unzip.ts'

/** A file of the package and the place of its bytes. */
export interface Member {
  name: string // below the bag's root, with /, NFC
  file: string // absolute path: of the file itself, or of the zip file
  at: number // where its bytes begin in `file`
  packed: number // bytes there
  bytes: number // bytes after inflating
  deflated: boolean
}

/** What a reader found: a member, or why it is not taken. */
export type Found = Member | { name: string; problem: string }

export interface Archive {
  members: Map<string, Member>
  /** What makes the package unsafe, in Chinese, naming the file. Such files are no members. */
  problems: string[]
  /** Files of systems and tools, by name: no part of the package, and no harm to it. */
  junk: string[]
}

/** Lists a folder or a zip file. @throws AppError FILE_UNREADABLE when it cannot be read, PACKAGE_DAMAGED when it is neither. */
export async function openArchive(path: string): Promise<Archive> {
  const unreadable = (detail: string) => new AppError('FILE_UNREADABLE', { name: basename(path), detail })
  try {
    const stat = await lstat(path)
    if (stat.isDirectory()) return sift(await readFolder(await bagFolder(path), ''))
    if (stat.isFile()) return sift(readZip(path))
  } catch (error) {
    const detail = osReason(error)
    throw detail ? unreadable(detail) : error
  }
  throw new AppError('PACKAGE_DAMAGED', { name: basename(path), detail: '这不是文件夹，也不是 zip 文件' })
}

function sift(found: readonly Found[]): Archive {
  const members = new Map<string, Member>()
  const problems: string[] = []
  const junk: string[] = []
  for (const entry of found) {
    if (isJunk(entry.name)) {
      junk.push(entry.name.replace(/^(?:\.\.\/)+/, ''))
      continue
    }
    if (isProgramName(entry.name)) problems.push(`${entry.name}：是程序、快捷方式或自动运行文件，请勿打开`)
    const problem = 'problem' in entry ? entry.problem : nameProblem(entry.name)
    if ('problem' in entry || problem !== undefined) problems.push(`${entry.name}：${problem}`)
    else if (members.has(entry.name)) problems.push(`${entry.name}：同一名称出现两次`)
    else members.set(entry.name, entry)
  }
  const twins = findTwins(members.keys())
  if (twins) problems.push(`${twins[0]} 与 ${twins[1]}：名称在 Windows 中不能并存`)
  return { members, problems, junk: junk.sort() }
}

const MAX_NESTED = 3

/** The folder that holds bagit.txt: the chosen one, or, where a program has unpacked 包 into a folder 包, the one within it. */
async function bagFolder(path: string, depth = 0): Promise<string> {
  const entries = await readdir(path, { withFileTypes: true })
  if (depth >= MAX_NESTED || entries.some(entry => entry.name === 'bagit.txt')) return path
  const folders = entries.filter(entry => entry.isDirectory() && !isJunkFolder(entry.name))
  const files = entries.filter(entry => !entry.isDirectory() && !isJunkFile(entry.name))
  const [only, second] = folders
  if (!only || second || files.length > 0) return path
  const inner = await bagFolder(join(path, only.name), depth + 1)
  const there = await lstat(join(inner, 'bagit.txt')).catch(() => undefined)
  return there?.isFile() ? inner : path
}

async function readFolder(folder: string, prefix: string): Promise<Found[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = await Promise.all(
    entries.map(async (entry): Promise<Found[]> => {
      const name = `${prefix}${entry.name}`.normalize('NFC') // a Mac writes names decomposed
      const file = join(folder, entry.name)
      if (entry.isDirectory()) return readFolder(file, `${name}/`)
      if (entry.isSymbolicLink()) return [{ name, problem: '这是符号链接，可能指向包外' }]
      if (!entry.isFile()) return [{ name, problem: '这不是普通文件' }]
      const { size } = await lstat(file)
      return [{ name, file, at: 0, packed: size, bytes: size, deflated: false }]
    }),
  )
  return found.flat()
}

/** A small text file of the package. Undefined when it is not there. @throws AppError FILE_UNREADABLE, also above `limit` bytes. */
export async function readText({ members }: Archive, name: string, limit = 64 << 20): Promise<string | undefined> {
  const member = members.get(name)
  if (!member) return undefined
  if (member.bytes > limit) throw new AppError('FILE_UNREADABLE', { name, detail: '文件过大' })
  const chunks: Uint8Array[] = []
  for await (const chunk of chunksOf(member)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** The bytes of a member, never more than it states. @throws AppError FILE_UNREADABLE when they end early, go on or cannot be inflated. */
export async function* chunksOf({ name, file, at, packed, bytes, deflated }: Member): AsyncGenerator<Uint8Array> {
  const broken = () => new AppError('FILE_UNREADABLE', { name, detail: '文件不完整或大小与记录不符' })
  if (packed === 0 && bytes === 0) return
  const handle = await open(file, 'r')
  try {
    const raw = handle.createReadStream({ start: at, end: at + packed - 1, highWaterMark: 1 << 20, autoClose: false })
    // The loop below hears of errors; the callback only keeps them from being thrown a second time.
    const source = deflated ? pipeline(raw, createInflateRaw(), () => {}) : raw
    let seen = 0
    for await (const chunk of source as AsyncIterable<Buffer>) {
      seen += chunk.length
      if (seen > bytes) throw broken() // it holds more than it states: a zip bomb
      yield chunk
    }
    if (seen !== bytes) throw broken()
  } catch (error) {
    throw error instanceof AppError ? error : broken()
  } finally {
    await handle.close()
  }
}
