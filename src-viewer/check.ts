/** Verification in the receiver's browser: the picked folder against the manifests in it. */

import { anchorText, encodeAnchor } from '../src-main/package/anchorCode.ts'
import { MANIFEST, parseInfo, parseManifest, TAG_MANIFEST } from '../src-main/package/manifest.ts'
import { isJunk, isProgramName } from '../src-shared/domain/junk.ts'
import { sha256 } from './sha256.ts'

export interface Picked {
  path: string // with the picked folder's own name
  file: File
}

export interface Outcome {
  ok: boolean
  files: number
  bytes: number
  changed: string[]
  missing: string[]
  additional: string[]
  problems: string[]
  anchor: string
}

const WHOLE = 32 << 20 // up to here the browser's own SHA-256, which wants all bytes at once
const SLICE = 4 << 20

/** Compares the picked files with their manifests. `progress` hears bytes. A string says, in Chinese, why nothing can be compared. */
export async function check(
  picked: Picked[],
  progress: (done: number, total: number) => void,
): Promise<Outcome | string> {
  const root = picked
    .filter(({ path }) => /(^|\/)bagit\.txt$/.test(path) && !isJunk(path))
    .map(({ path }) => path.slice(0, -'bagit.txt'.length))
    .sort((a, b) => a.length - b.length)[0]
  if (root === undefined) return '所选文件夹里没有 bagit.txt。请选择「打开.html」所在的文件夹。'
  const files = new Map(
    picked
      .filter(({ path }) => path.startsWith(root))
      .map(({ path, file }) => [path.slice(root.length).normalize('NFC'), file]),
  )
  const problems: string[] = []
  const text = async (name: string): Promise<string> => {
    const file = files.get(name)
    if (!file) problems.push(`缺少 ${name}`)
    return file ? file.text() : ''
  }
  const manifest = await text(MANIFEST)
  const payload = parseManifest(manifest, MANIFEST)
  const tags = parseManifest(await text(TAG_MANIFEST), TAG_MANIFEST)
  const info = parseInfo(await text('bag-info.txt'))
  const lines = [...payload.lines, ...tags.lines].map(line => ({ ...line, name: line.name.normalize('NFC') }))
  const known = new Set([...lines.map(line => line.name), TAG_MANIFEST])

  const total = lines.reduce((sum, { name }) => sum + (files.get(name)?.size ?? 0), 0)
  let done = 0
  const changed: string[] = []
  for (const line of lines) {
    const file = files.get(line.name)
    if (!file) continue
    const before = done
    const digest = await digestOf(file, bytes => progress(before + bytes, total)).catch(() => '') // gone or locked meanwhile
    done = before + file.size
    progress(done, total)
    if (digest !== line.sha256) changed.push(line.name)
  }
  const missing = lines.filter(({ name }) => !files.has(name)).map(({ name }) => name)
  const additional = [...files.keys()].filter(name => !known.has(name) && !isJunk(name))
  problems.push(
    ...[...files.keys()].filter(isProgramName).map(name => `${name}：是程序、快捷方式或自动运行文件，请勿打开`),
  )
  problems.push(...payload.problems, ...tags.problems)
  const digest = hexOf(new TextEncoder().encode(manifest))
  return {
    ok: [changed, missing, additional, problems].every(list => list.length === 0) && payload.lines.length > 0,
    files: lines.length - missing.length,
    bytes: done,
    changed,
    missing,
    additional,
    problems,
    anchor: encodeAnchor(hexOf(new TextEncoder().encode(anchorText(digest, info['Log-Head'] ?? '')))),
  }
}

async function digestOf(file: File, progress: (bytes: number) => void): Promise<string> {
  if (file.size <= WHOLE && isSecureContext) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
    return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('')
  }
  const hash = sha256()
  for (let at = 0; at < file.size; at += SLICE) {
    hash.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()))
    progress(at)
  }
  return hash.hex()
}

function hexOf(bytes: Uint8Array): string {
  const hash = sha256()
  hash.update(bytes)
  return hash.hex()
}
