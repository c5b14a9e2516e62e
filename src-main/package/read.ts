/** Reads a package to import it: nothing of it is believed before all of it is verified. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../src-shared/errors.ts'
import { FORMAT, type PackageIndex, packageIndex } from '../../src-shared/package.ts'
import { saveFile } from '../files/atomic.ts'
import { chunksOf, openArchive, readText } from './archive.ts'
import { type Verification, type VerifyOptions, verifyArchive } from './verify.ts'

export const INDEX = 'index.json'

export interface PackageEntry {
  name: string // below data/
  bytes: number
  sha256: string
}

export interface PackageReader {
  index: PackageIndex
  verification: Verification
  /** All files below data/ but index.json, by name. */
  entries: Map<string, PackageEntry>
  /** Copies a file out, whole or not at all. @throws AppError FILE_UNREADABLE when it is no longer what was verified, FILE_NOT_WRITTEN */
  extract(name: string, to: string): Promise<void>
}

/**
 * Opens a package (folder or zip) for import. `known`: the version of the data up to which this program understands a package. Throws AppError PACKAGE_DAMAGED, naming the first file that is not as it should be, for
 * anything but a whole and unchanged package of ours: a changed, missing or additional file, a link, a path out of the package, case
 * twins, a zip bomb, an index that is not understood or does not fit the files; PACKAGE_NEWER; FILE_UNREADABLE; and CANCELLED.
 */
export async function readBag(
  path: string,
  { known = Number.POSITIVE_INFINITY, ...options }: VerifyOptions & { known?: number } = {},
): Promise<PackageReader> {
  const refuse = (detail: string) => new AppError('PACKAGE_DAMAGED', { name: basename(path), detail })
  const archive = await openArchive(path)
  if (archive.problems[0] !== undefined) throw refuse(archive.problems[0]) // a bomb is not even read
  const verification = await verifyArchive(archive, options)
  const trouble = firstTrouble(verification)
  if (trouble !== undefined) throw refuse(trouble)
  const index = parseIndex(await readText(archive, `data/${INDEX}`), known)
  if (typeof index === 'string') throw refuse(index)
  if ('found' in index) throw new AppError('PACKAGE_NEWER', { name: basename(path), ...index })

  const entries = new Map<string, PackageEntry>()
  for (const [name, sha256] of verification.digests) {
    const member = archive.members.get(name)
    const short = name.slice('data/'.length)
    if (member && name.startsWith('data/') && short !== INDEX)
      entries.set(short, { name: short, bytes: member.bytes, sha256 })
  }
  for (const { name, sha256, bytes, thumbnail } of index.evidence) {
    const entry = entries.get(name)
    if (entry?.sha256 !== sha256 || entry.bytes !== bytes) throw refuse(`目录（index.json）与文件不符：${name}`)
    if (thumbnail !== null && !entries.has(thumbnail)) throw refuse(`缺少缩略图：${thumbnail}`)
  }
  return {
    index,
    verification,
    entries,
    async extract(name, to) {
      const member = archive.members.get(`data/${name}`)
      const entry = entries.get(name)
      if (!member || !entry) throw new Error(`not in the package: ${name}`)
      await saveFile(to, async file => {
        const hash = createHash('sha256')
        for await (const chunk of chunksOf(member)) {
          hash.update(chunk)
          await file.writeFile(chunk)
        }
        if (hash.digest('hex') !== entry.sha256) {
          throw new AppError('FILE_UNREADABLE', { name, detail: '内容在校验之后又有改动' })
        }
      })
    },
  }
}

function firstTrouble({ problems, changed, missing, additional }: Verification): string | undefined {
  if (problems[0] !== undefined) return problems[0]
  if (changed[0] !== undefined) return `文件已被改动：${changed[0]}`
  if (missing[0] !== undefined) return `缺少文件：${missing[0]}`
  return additional[0] === undefined ? undefined : `多出清单外的文件：${additional[0]}`
}

const DEEPEST = 64 // levels; ours have seven

/** Asked level by level: whoever walks down such a tree by calling himself falls off the stack. */
function deeper(json: unknown, levels: number): boolean {
  let level: unknown[] = [json]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true
    level = level.flatMap(value => (typeof value === 'object' && value !== null ? Object.values(value) : []))
  }
  return false
}

const dated = z.object({ version: z.number(), data: z.number().optional() })

/** The index, or why it is none; of a newer program only its version can be believed. */
function parseIndex(text: string | undefined, known: number): PackageIndex | { found: string; known: number } | string {
  if (text === undefined) return '缺少 data/index.json，不是内督管家的包'
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'data/index.json 无法解析'
  }
  if (deeper(json, DEEPEST)) return 'data/index.json 的层次太多'
  const { data: said } = dated.safeParse(json)
  if (said && said.version > FORMAT) return { found: `格式 ${said.version}`, known: FORMAT }
  if (said?.data !== undefined && said.data > known) return { found: `数据版本 ${said.data}`, known }
  const parsed = packageIndex.safeParse(json)
  if (parsed.success) return parsed.data
  return `data/index.json 的内容不符合格式：${parsed.error.issues[0]?.path.join('.') ?? ''}`
}
