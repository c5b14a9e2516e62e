/** What is mended without a question, because there is no doubt what the file held; everything else is damage, named by what it concerns. */
import { copyFile, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { flushFile, flushFolder } from '../files/flush.ts'
import { rename } from '../files/rename.ts'
import { type Digest, HEADER, readDigest, stateOf } from './digest.ts'
import { type Finding, turnBack } from './examine.ts'
import { fullCheck } from './fullCheck.ts'
import { mapPages, type Tree, treesOf } from './pageMap.ts'
import { stamp } from './stamp.ts'
import { tableName } from './tableNames.ts'
import { damaged } from './trouble.ts'

export const needsMending = (finding: Finding): boolean =>
  finding.kind === 'pages' ||
  (finding.kind === 'checked' && (finding.checked.problems.length > 0 || finding.checked.orphans > 0))

/**
 * The first page says what kind of file this is: one flipped bit there is turned back before anything else is asked of it. No commit changes
 * just one bit of it: the counter stands there twice.
 */
export async function mendFirstPage(path: string, known: Digest): Promise<string[]> {
  const { mended } = await turnBack(path, known, [1])
  return mended.length > 0 ? [bits(1)] : []
}

/** @returns what was done, for the log. @throws AppError DATA_DAMAGED with the tables concerned; the file is as it was, or nearer to it. */
export async function mend(path: string, dataDir: string, finding: Finding): Promise<string[]> {
  if (finding.kind === 'sound') return []
  if (finding.kind === 'checked') {
    const { problems, orphans, orphanTables, onlyIndexes } = finding.checked
    if (onlyIndexes) return [await rebuild(path)]
    if (problems.length > 0) throw damaged(path, `自检发现 ${problems.length} 处问题`)
    if (orphans > 0) throw damaged(path, `${orphans} 条记录的关联不完整：${named(orphanTables)}`)
    return []
  }
  const known = await readDigest(dataDir)
  const { mended, rest } = known ? await turnBack(path, known, finding.bad) : { mended: [], rest: finding.bad }
  const notes = mended.length > 0 ? [bits(mended.length)] : []
  if (rest.length === 0) return notes
  const concerned = concernedBy(path, rest, finding.pageSize)
  if (concerned?.every(tree => tree.index)) return [...notes, await rebuild(path)]
  throw damaged(
    path,
    concerned
      ? `${rest.length} 处内容变了，涉及：${named(concerned.filter(tree => !tree.index).map(tree => tree.table))}`
      : `${rest.length} 处内容变了，其中有数据结构`,
  )
}

const bits = (n: number) => `数据文件有 ${n} 处单个比特变化，已按校验值改回原来的内容`

const named = (tables: readonly string[]) => [...new Set(tables.map(tableName))].join('、')

/** The trees to which these pages belong; null where the file's own schema cannot be read. */
function concernedBy(path: string, pages: readonly number[], pageSize: number): Tree[] | null {
  if (pages.includes(1)) return null
  try {
    return [...new Set(mapPages(path, treesOf(path), new Set(pages), pageSize).owner.values())]
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')) return null
    throw error
  }
}

/**
 * Rows are as they were, indexes are not: all of them are made anew, in a copy that takes the file's place when it is proven. What stands in an
 * index now is not asked (VACUUM alone would copy it as it is, and REINDEX would stumble over it): each begins with an empty first page.
 */
async function rebuild(path: string): Promise<string> {
  const [copy, part] = ['rebuilt-copy.part', 'rebuilt.part'].map(name => join(dirname(path), name)) as [string, string]
  const drop = () => Promise.all([copy, `${copy}-journal`, part].map(name => rm(name, { force: true })))
  await drop()
  try {
    await copyFile(path, copy)
    await emptyIndexes(copy)
    const file = new Database(copy, { fileMustExist: true })
    try {
      file.pragma('synchronous = OFF') // a copy that nobody needs after a power cut
      file.exec('REINDEX')
      file.prepare('VACUUM INTO ?').run(part)
    } finally {
      file.close()
    }
    const { problems, orphans } = fullCheck(part)
    if (problems.length > 0 || orphans > 0) throw damaged(path, '索引与数据不一致，重建没有成功')
    stamp(part)
    await flushFile(part)
    await rename(part, path)
    await flushFolder(dirname(path))
    return '数据文件的索引与数据不一致，已按数据重建索引；记录没有改动'
  } catch (error) {
    throw /^SQLITE_(CORRUPT|CONSTRAINT)/.test(codeOf(error)) ? damaged(path, '索引和数据都有损坏') : error
  } finally {
    await drop().catch(() => {})
  }
}

const EMPTY_LEAF = 10 // of an index

async function emptyIndexes(path: string): Promise<void> {
  const roots = treesOf(path).filter(tree => tree.index)
  const file = await open(path, 'r+')
  try {
    const header = (await file.read(Buffer.alloc(HEADER), 0, HEADER, 0)).buffer
    const { pageSize } = stateOf(header)
    const first = Buffer.alloc(8)
    first[0] = EMPTY_LEAF
    first.writeUInt16BE((pageSize - (header[20] ?? 0)) & 0xffff, 5)
    for (const { root } of roots) await file.write(first, 0, first.length, (root - 1) * pageSize)
  } finally {
    await file.close()
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
