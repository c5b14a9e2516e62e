import { cleanCell, nameKey } from '../../src-shared/domain/text.ts'

export interface PhotoPerson {
  key: number
  name: string
  phone?: string
  photoName?: string // 照片文件名 of the roster, with or without extension
  pinyin?: string // 全拼
  idDigest?: string | null // of the 身份证 number
}

export interface PhotoMatches {
  matched: { key: number; file: string }[]
  ambiguous: { file: string; names: string[] }[] // several people, or several files for one person: somebody has to choose
  unmatched: string[]
}

/** One way to tell whose picture a file is: what a person is called by, and what a file may be called. */
interface Step {
  person(person: PhotoPerson): string | undefined
  file(file: string): string[]
}

const STEPS = (digestOf: (idNumber: string) => string): Step[] => [
  { person: p => p.photoName && stem(p.photoName), file: file => [stem(file)] },
  { person: p => p.idDigest ?? undefined, file: file => idNumbers(file).map(digestOf) },
  {
    person: p => (p.phone && /\d{4}$/.test(p.phone) ? nameKey(p.name) + p.phone.slice(-4) : undefined),
    file: file => [stem(file)],
  },
  { person: p => nameKey(p.name), file: file => [stem(file)] },
  { person: p => nameKey(p.name), file: parts },
  { person: p => p.pinyin?.replace(/\s/g, '') || undefined, file: file => [stem(file)] },
]

/**
 * Gives photo files to people, from the surest to the least sure: 照片文件名, 身份证号 in the name, 姓名_手机后四位, a 姓名 that only one person
 * has, 姓名 with what offices add to it (1寸, 序号, 性别, 部门, (1)), 全拼. A person is taken by the first step that finds a file. Nothing is guessed.
 */
export function matchPhotos(
  files: string[],
  people: PhotoPerson[],
  digestOf: (idNumber: string) => string = number => number,
): PhotoMatches {
  const matches: PhotoMatches = { matched: [], ambiguous: [], unmatched: [] }
  const provided = new Set<number>()
  let left = files
  for (const step of STEPS(digestOf)) {
    const wanted = new Map<string, PhotoPerson[]>()
    for (const person of people) {
      const key = step.person(person)
      if (key) wanted.set(key, [...(wanted.get(key) ?? []), person])
    }
    const fits = new Map(left.map(file => [file, [...new Set(step.file(file).flatMap(key => wanted.get(key) ?? []))]]))
    const offered = new Map<number, number>()
    for (const who of fits.values()) for (const { key } of who) offered.set(key, (offered.get(key) ?? 0) + 1)
    left = left.filter(file => {
      const who = fits.get(file) ?? []
      const [only] = who
      if (!only || who.every(p => provided.has(p.key))) return true
      const clear = who.length === 1 && offered.get(only.key) === 1
      if (clear) matches.matched.push({ key: only.key, file })
      else matches.ambiguous.push({ file, names: who.map(p => p.name) })
      return false
    })
    for (const { key } of matches.matched) provided.add(key)
  }
  matches.unmatched = left
  return matches
}

// Without folder (of either system: the roster may have been typed on Windows) and without the extension of a picture.
const bare = (file: string): string =>
  cleanCell(file.replace(/^.*[\\/]/, '').replace(/\.(?:jpe?g|png|bmp|gif|webp|hei[cf]|tiff?)$/i, ''))

const stem = (file: string): string => nameKey(bare(file))

const idNumbers = (file: string): string[] =>
  [...bare(file).matchAll(/(?<!\d)\d{17}[\dXx](?!\d)/g)].map(([number]) => number.toUpperCase())

// What stands around a name: numbers, 1寸, 照片, colours of the ground, 性别.
const ADDED =
  /^(?:\d+|[一二两小大]?寸照?|免冠|彩色|证件照?片?|照片?|相片?|头像|标准照?|[白蓝红]底|男|女|副本|copy)+|(?:\d+|[一二两小大]?寸照?|免冠|彩色|证件照?片?|照片?|相片?|头像|标准照?|[白蓝红]底|副本|copy|x)+$/gi

/** The parts of a file's name that may be a person's: 01王小明, 王小明1寸, 王小明-质量部, 王小明 (1), 王小明110105…. */
function parts(file: string): string[] {
  const whole = bare(file)
  const pieces = [whole, ...whole.split(/[\s_\-—()[\]{}【】,，、+&.]+/), ...whole.split(/\d+[xX]?/)]
  return [...new Set(pieces.flatMap(piece => [nameKey(piece), nameKey(piece.replace(ADDED, ''))]))].filter(
    key => key !== '',
  )
}
