import { pinyin } from 'pinyin-pro'

/**
 * 全拼 and 拼音首字母 of a name, lower case, for strict prefix search: 曾 zēng and 单 shàn as surnames, so `zy` finds 曾远
 * and `cy` does not. Characters without a reading stand for themselves.
 * What is no person's name has no surname: `off` reads 单相电机 as dān.
 */
export function soundOf(name: string, surname: 'head' | 'off' = 'head'): { pinyin: string; initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname, v: true, nonZh: 'consecutive' })
    .map(s => s.toLowerCase().replace(/[^a-z0-9\p{Script=Han}]/gu, ''))
    .filter(s => s !== '')
  return { pinyin: syllables.join(''), initials: syllables.map(s => [...s][0]).join('') }
}
