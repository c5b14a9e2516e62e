/** How a copy that leaves the store is called: every system can write the name, and a double click opens what it is. */
import { extensionOf } from './judge.ts'
import { KINDS, kindOf } from './kinds.ts'

/** 「.pdf」 by the content's type; the file's own ending where it is one of that type. */
export function suffixOf(type: string, fileName: string): string {
  const { extensions } = kindOf(type)
  const own = extensionOf(fileName)
  const extension = extensions.includes(own) ? own : extensions[0]
  return extension ? `.${extension}` : ''
}

/** The name's own ending, if files of some kind that is kept have it; else ''. */
export function knownSuffix(fileName: string): string {
  const own = extensionOf(fileName)
  return [...KINDS.values()].some(kind => kind.extensions.includes(own)) ? `.${own}` : ''
}

const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** The name without what some system does not take in it, `limit` characters at most, with this ending. */
export function safeName(fileName: string, suffix: string, instead: string, limit = 120): string {
  const stem = fileName
    .replace(/\.[^.\s]{1,10}$/, '')
    .replace(/[<>:"|?*\\/%]/g, '_')
    .replace(/[. ]+$/, '')
  const short = [...stem]
    .slice(0, limit)
    .join('')
    .replace(/[. ]+$/, '')
  return `${short === '' || RESERVED.test(short) ? instead : short}${suffix}`
}
