import { pinyin } from 'pinyin-pro'

/**
 * 全拼 and 拼音首字母 of a name, lower case, for strict prefix search: 曾 zēng and 单 shàn as surnames, so `zy` finds 曾远
 * and `cy` does not. Characters without a reading stand for themselves; each word of a Latin name gives its first letter
 * (David Chen → dc).
 * What is no person's name has no surname: `off` reads 单相电机 as dān.
 */
export function soundOf(name: string, surname: 'head' | 'off' = 'head'): { pinyin: string; initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname, v: true, nonZh: 'consecutive' }).flatMap(
    s => plain(s).match(/[a-z0-9]+|\p{Script=Han}/gu) ?? [],
  )
  return { pinyin: syllables.join(''), initials: syllables.map(s => [...s][0]).join('') }
}

/** É → e */
const plain = (s: string) => s.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
