import { nameKey } from '../../src-shared/domain/text.ts'
import type { Problem, RosterRow } from './check.ts'

/** The rows above, by 身份证 and by 姓名 + 出生日期: where they stand. */
export interface Seen {
  ids: Map<string, string>
  people: Map<string, { where: string; name: string; idNumber: string | undefined; terms: Set<string> }>
}

export const nothingSeen = (): Seen => ({ ids: new Map(), people: new Map() })

/** The earlier row that this one repeats. Namesakes born on one day are two people when their 身份证 numbers differ: only warned of. */
export function findTwin(values: RosterRow['values'], where: string, seen: Seen): Problem | undefined {
  const { name, birth, idNumber } = values
  const sameId = idNumber === undefined ? undefined : seen.ids.get(idNumber)
  if (idNumber !== undefined && sameId === undefined) seen.ids.set(idNumber, where)
  const person = name && birth ? `${nameKey(name)}\n${birth}` : undefined
  const same = person === undefined ? undefined : seen.people.get(person)
  if (person !== undefined && !same)
    seen.people.set(person, { where, name: name ?? '', idNumber, terms: new Set([termOf(values)]) })

  // A person of several terms stands once for each of them.
  const term = termOf(values)
  if (same && term !== '' && same.name === name && !same.terms.has('') && !same.terms.has(term)) {
    const others = idNumber && same.idNumber && idNumber !== same.idNumber
    if (!others) {
      same.terms.add(term)
      return undefined
    }
  }
  if (sameId !== undefined) {
    return { column: 'idNumber', message: `身份证号与${sameId}重复。请核对，只保留一行。`, level: 'error' }
  }
  if (!same) return undefined
  if (idNumber && same.idNumber && idNumber !== same.idNumber) {
    return { column: 'name', message: `与${same.where}同名同生日、身份证号不同。请确认是两个人。`, level: 'warning' }
  }
  if (same.name !== name) {
    const message = `与${same.where}的“${same.name}”只差间隔点或写法，出生日期相同。请确认是不是同一个人：是，只保留一行；不是，请在姓名后注明区别。`
    return { column: 'name', message, level: 'error' }
  }
  return {
    column: 'name',
    message: `与${same.where}重复（姓名和出生日期相同）。请核对，只保留一行。`,
    level: 'error',
  }
}

const termOf = ({ termStart, cardCode }: RosterRow['values']): string => cardCode ?? termStart ?? ''
