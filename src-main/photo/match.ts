import { cleanName } from '../../src-shared/domain/text.ts'

export interface PhotoPerson {
  key: number
  name: string
  phone?: string
  photoName?: string // 照片文件名 of the roster, with or without extension
}

export interface PhotoMatches {
  matched: { key: number; file: string }[]
  ambiguous: { file: string; names: string[] }[] // several people, or several files for one person: somebody has to choose
  unmatched: string[]
}

// From the surest to the least sure: a person is taken by the first step that finds a file.
const STEPS: ((person: PhotoPerson) => string | undefined)[] = [
  p => p.photoName && stem(p.photoName),
  p => (p.phone && /\d{4}$/.test(p.phone) ? plain(p.name) + p.phone.slice(-4) : undefined),
  p => plain(p.name),
]

/**
 * Gives photo files to people by name: 照片文件名, then 姓名_手机后四位, then a 姓名 that only one person has. Case, spaces,
 * full-width characters and the separators _ - are ignored. Nothing is guessed.
 */
export function matchPhotos(files: string[], people: PhotoPerson[]): PhotoMatches {
  const matches: PhotoMatches = { matched: [], ambiguous: [], unmatched: [] }
  const provided = new Set<number>()
  let left = files
  for (const step of STEPS) {
    const wanted = groupBy(people, step)
    const offered = groupBy(left, stem)
    left = left.filter(file => {
      const who = wanted.get(stem(file)) ?? []
      const [only] = who
      if (!only || who.every(p => provided.has(p.key))) return true
      const clear = who.length === 1 && offered.get(stem(file))?.length === 1
      if (clear) matches.matched.push({ key: only.key, file })
      else matches.ambiguous.push({ file, names: who.map(p => p.name) })
      return false
    })
    for (const { key } of matches.matched) provided.add(key)
  }
  matches.unmatched = left
  return matches
}

const plain = (text: string) =>
  cleanName(text)
    .toLowerCase()
    .replace(/[\s_-]/g, '')

// Without folder (of either system: the roster may have been typed on Windows) and without the extension of a picture.
const stem = (file: string) =>
  plain(file.replace(/^.*[\\/]/, '').replace(/\.(?:jpe?g|png|bmp|gif|webp|heic|tiff?)$/i, ''))

// Map.groupBy is younger than the oldest Node that we support.
function groupBy<T>(items: T[], key: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const k = key(item)
    if (k === undefined) continue
    const group = groups.get(k)
    if (group) group.push(item)
    else groups.set(k, [item])
  }
  return groups
}
