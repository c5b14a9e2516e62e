/** The text files of a bag (RFC 8493): their lines written and read. */

export const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
export const MANIFEST = 'manifest-sha256.txt'
export const TAG_MANIFEST = 'tagmanifest-sha256.txt'

export interface Line {
  name: string
  sha256: string
}

/** Lines by name, so that the manifest (and its digest) depends on the content alone. Two spaces: `sha256sum -c` reads it. */
export function formatManifest(lines: readonly Line[]): string {
  const sorted = [...lines].sort((a, b) => (a.name < b.name ? -1 : 1))
  return sorted.map(({ name, sha256 }) => `${sha256}  ${encode(name)}\n`).join('')
}

/** The lines of a manifest; `problems` lists, in Chinese, what is no line or names a file twice. */
export function parseManifest(text: string, file: string): { lines: Line[]; problems: string[] } {
  const names = new Set<string>()
  const lines: Line[] = []
  const problems: string[] = []
  for (const [i, raw] of text.split(/\r\n|\r|\n/).entries()) {
    if (raw === '') continue
    const [, sha256, name] = /^([0-9a-fA-F]{64})[ \t]+\*?(?:\.\/)?(.+)$/.exec(raw) ?? []
    if (sha256 === undefined || name === undefined) problems.push(`${file} 第 ${i + 1} 行无法识别`)
    else if (names.has(decode(name))) problems.push(`${file} 重复列出：${decode(name)}`)
    else {
      names.add(decode(name))
      lines.push({ name: decode(name), sha256: sha256.toLowerCase() })
    }
  }
  return { lines, problems }
}

/** `Label: value` lines; line ends inside a value become spaces. */
export function formatInfo(info: Record<string, string>): string {
  return Object.entries(info)
    .map(([label, value]) => {
      if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(label)) throw new Error(`not a label of bag-info.txt: ${label}`)
      return `${label}: ${value.replace(/[\r\n]+/g, ' ').trim()}\n`
    })
    .join('')
}

/** The last value of each label; folded values (RFC 8493 2.2.2) are joined. */
export function parseInfo(text: string): Record<string, string> {
  const info: Record<string, string> = {}
  let label: string | undefined
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, found, value] = /^([^\s:][^:]*):\s*(.*)$/.exec(line) ?? []
    if (found !== undefined) {
      label = found.trimEnd()
      info[label] = value ?? ''
    } else if (label !== undefined && /^\s+\S/.test(line)) info[label] = `${info[label]} ${line.trim()}`
  }
  return info
}

// RFC 8493 2.1.3: only CR, LF and % itself are encoded.
const encode = (name: string): string => name.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
const decode = (name: string): string =>
  name.replace(/%(0[dD]|0[aA]|25)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
