import { pinyin } from 'pinyin-pro'

/** 全拼 and 拼音首字母, lower case. Characters without a reading stand for themselves; each Latin word gives its first letter. */
interface Sound {
  pinyin: string
  initials: string
}

/**
 * The sound of a person's name, for strict prefix search: 曾 zēng and 单 shàn as surnames, so `zy` finds 曾远 and `cy` does not;
 * David Chen → dc. The syllables of 全拼 are apart: a space sorts before letters, so that 陈丽华 (chen li hua) comes before 程建平
 * (cheng jian ping), as in a dictionary.
 */
export const personSound = (name: string): Sound => sound(name, 'head', ' ')

/** The sound of what is no person: without surnames, 单相电机 reads dān. */
export const soundOf = (name: string): Sound => sound(name, 'off', '')

function sound(name: string, surname: 'head' | 'off', between: string): Sound {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname, v: true, nonZh: 'consecutive' }).flatMap(
    s => plain(s).match(/[a-z0-9]+|\p{Script=Han}/gu) ?? [],
  )
  return { pinyin: syllables.join(between), initials: syllables.map(s => [...s][0]).join('') }
}

/** É → e */
const plain = (s: string) => s.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
