/** Does a package still hold what it says? Two threads read it, whether it is a folder or a zip file. */
import { createHash } from 'node:crypto'
import { type Archive, openArchive, readText } from './archive.ts'
import type { Amount } from './bag.ts'
import { type DigestOptions, digestAll } from './digest.ts'
import { type Line, MANIFEST, parseInfo, parseManifest, TAG_MANIFEST } from './manifest.ts'

export interface Verification extends Amount {
  ok: boolean
  /** Names in the bag, sorted. */
  changed: string[]
  missing: string[]
  additional: string[]
  /** What is wrong with the bag's own papers or its names, in Chinese. */
  problems: string[]
  /** Files of systems and tools that lie in the package: no part of it. */
  junk: string[]
  /** SHA-256 of manifest-sha256.txt as it lies there; '' without one. */
  digest: string
  /** What both manifests state, by name. */
  digests: Map<string, string>
  /** bag-info.txt as it lies there. */
  info: Record<string, string>
}

export type VerifyOptions = DigestOptions

/**
 * Reads every byte of the package and compares it with the manifests (RFC 8493). `files` and `bytes` count what was read.
 * Throws AppError FILE_UNREADABLE, PACKAGE_DAMAGED when `path` is no folder and no zip file, CANCELLED.
 */
export async function verify(path: string, options: VerifyOptions = {}): Promise<Verification> {
  return verifyArchive(await openArchive(path), options)
}

/** verify for a package that is listed already. */
export async function verifyArchive(archive: Archive, { progress, signal }: VerifyOptions): Promise<Verification> {
  const { members } = archive
  const info = parseInfo((await readText(archive, 'bag-info.txt')) ?? '')
  const payload = await manifestOf(archive, MANIFEST)
  const tags = await manifestOf(archive, TAG_MANIFEST)
  const problems = [...archive.problems, ...(await declared(archive, info)), ...payload.problems, ...tags.problems]
  for (const { name } of payload.lines) {
    if (!name.startsWith('data/')) problems.push(`${MANIFEST} 列出了 data 以外的文件：${name}`)
  }
  const lines = [...payload.lines, ...tags.lines]
  const known = new Set([...lines.map(line => line.name), TAG_MANIFEST])

  const there = lines.flatMap(line => {
    const member = members.get(line.name)
    return member ? [{ line, member }] : []
  })
  const digests: (string | null)[] = there.map(() => null)
  const unread = new Set<number>()
  const heard = (index: number, digest: string | null, why?: string) => {
    digests[index] = digest
    if (digest !== null) return
    unread.add(index) // not known to be changed
    problems.push(`未能读取 ${there[index]?.line.name}：${why ?? '原因不明'}`)
  }
  await digestAll(
    there.map(pair => pair.member),
    heard,
    { progress, signal },
  )
  const changed = there
    .filter(({ line }, i) => !unread.has(i) && digests[i] !== line.sha256)
    .map(({ line }) => line.name)
  const missing = lines.filter(line => !members.has(line.name)).map(line => line.name)
  const additional = [...members.keys()].filter(name => !known.has(name))
  return {
    ok: [changed, missing, additional, problems].every(list => list.length === 0),
    files: there.length,
    bytes: there.reduce((sum, { member }) => sum + member.bytes, 0),
    changed: changed.sort(),
    missing: missing.sort(),
    additional: additional.sort(),
    problems,
    junk: archive.junk,
    digest: payload.digest,
    digests: new Map(lines.map(({ name, sha256 }) => [name, sha256])),
    info,
  }
}

async function manifestOf(
  archive: Archive,
  file: string,
): Promise<{ lines: Line[]; problems: string[]; digest: string }> {
  const text = await readText(archive, file)
  if (text === undefined) return { lines: [], problems: [`缺少 ${file}`], digest: '' }
  const { lines, problems } = parseManifest(text, file)
  if (lines.length === 0) problems.push(`${file} 没有列出任何文件`)
  const nfc = lines.map(line => ({ ...line, name: line.name.normalize('NFC') }))
  return { lines: nfc, problems, digest: createHash('sha256').update(text).digest('hex') }
}

/** bagit.txt, fetch.txt and the Payload-Oxum. */
async function declared(archive: Archive, info: Record<string, string>): Promise<string[]> {
  const problems: string[] = []
  const bagit = await readText(archive, 'bagit.txt')
  if (bagit === undefined) problems.push('缺少 bagit.txt：这不是 BagIt 包')
  else if (!/^BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: UTF-8\s*$/.test(bagit)) {
    problems.push('bagit.txt 的内容不符合规范')
  }
  if (archive.members.has('fetch.txt')) problems.push('包内有 fetch.txt：部分文件不在包内')
  const payload = [...archive.members.values()].filter(({ name }) => name.startsWith('data/'))
  const oxum = `${payload.reduce((sum, { bytes }) => sum + bytes, 0)}.${payload.length}`
  const stated = info['Payload-Oxum']
  if (stated !== undefined && stated !== oxum)
    problems.push(`文件总量与 bag-info.txt 不符：应为 ${stated}，实为 ${oxum}`)
  return problems
}
