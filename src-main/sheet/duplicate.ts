import type { Problem, RosterRow } from './check.ts'

/** The rows above, by 身份证 and by 姓名 + 出生日期. */
export interface Seen {
  ids: Map<string, number>
  people: Map<string, { row: number; idNumber: string | undefined }>
}

export const nothingSeen = (): Seen => ({ ids: new Map(), people: new Map() })

/** The earlier row that this one repeats. Namesakes born on one day are two people when their 身份证 numbers differ: only warned of. */
export function findTwin({ name, birth, idNumber }: RosterRow['values'], row: number, seen: Seen): Problem | undefined {
  const sameId = idNumber === undefined ? undefined : seen.ids.get(idNumber)
  if (idNumber !== undefined && sameId === undefined) seen.ids.set(idNumber, row)
  const person = name && birth ? `${name}\n${birth}` : undefined
  const same = person === undefined ? undefined : seen.people.get(person)
  if (person !== undefined && !same) seen.people.set(person, { row, idNumber })

  if (sameId !== undefined) {
    return { column: 'idNumber', message: `身份证号与第${sameId}行重复。请核对，只保留一行。`, level: 'error' }
  }
  if (!same) return undefined
  if (idNumber && same.idNumber && idNumber !== same.idNumber) {
    return { column: 'name', message: `与第${same.row}行同名同生日、身份证号不同。请确认是两个人。`, level: 'warning' }
  }
  return {
    column: 'name',
    message: `与第${same.row}行重复（姓名和出生日期相同）。请核对，只保留一行。`,
    level: 'error',
  }
}
