/** Names inside a package: they must survive Windows, a zip file, a manifest line and `sha256sum -c`. */

const MAX_PATH = 180 // characters: with a folder of the receiver's before it, still below the 260 of Windows
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
// % and line ends would have to be encoded in manifests (RFC 8493 2.1.3), which `sha256sum -c` does not decode.
const FORBIDDEN = /[<>:"|?*\\%]/

/** Why `name` (with / between folders) may not stand in a package, in Chinese; undefined when it may. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return '名称为空'
  if (name.length > MAX_PATH) return `路径超过 ${MAX_PATH} 个字符`
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) return '不能是绝对路径'
  if (FORBIDDEN.test(name) || hasControl(name)) return '含有不能使用的字符'
  if (name !== name.normalize('NFC')) return '文字编码不是 NFC 形式'
  for (const part of name.split('/')) {
    if (part === '') return '路径中有空的文件夹名'
    if (part === '.' || part === '..') return '路径越出包外'
    if (/[. ]$|^ /.test(part)) return '名称以空格或句点结尾，或以空格开头'
    if (RESERVED.test(part)) return `「${part}」是 Windows 的保留名`
  }
  return undefined
}

/** nameProblem for what lies under data/, where only ASCII is written. */
export function payloadNameProblem(name: string): string | undefined {
  return /[^ -~]/.test(name) ? '包内 data 下的名称只能用英文字母、数字和符号' : nameProblem(name)
}

/**
 * The first two names that one folder of Windows cannot hold together: equal but for the case of letters, or a file where the other
 * needs a folder.
 */
export function findTwins(names: Iterable<string>): [string, string] | undefined {
  const seen = new Map<string, string>()
  for (const name of names) {
    const key = fold(name)
    const twin = seen.get(key)
    if (twin !== undefined) return [twin, name]
    seen.set(key, name)
  }
  for (const [key, name] of seen) {
    for (let at = key.indexOf('/'); at > 0; at = key.indexOf('/', at + 1)) {
      const parent = seen.get(key.slice(0, at))
      if (parent !== undefined) return [parent, name]
    }
  }
  return undefined
}

const fold = (name: string): string => name.normalize('NFC').toLowerCase()

const hasControl = (name: string): boolean => [...name].some(char => char < ' ' || char === '\x7f')
