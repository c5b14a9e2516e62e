import type { EntityManager } from 'typeorm'
import { nameKey } from '../../../src-shared/domain/text.ts'
import { usedBy } from '../../sheet/history.ts'
import type { RosterRow, RosterSheet } from '../../sheet/read.ts'
import { farNumbers } from './takeover.ts'

/** What the numbers of a take-over say together, told at the cell: twice in the sheet, held by somebody else, far above all others. */
export async function checkCodes(manager: EntityManager, sheet: RosterSheet): Promise<void> {
  const rows = sheet.rows.filter(row => row.values.cardCode !== undefined)
  if (rows.length === 0) return
  const report = (row: RosterRow, message: string, level: 'error' | 'warning') =>
    row.problems.push({ column: 'cardCode', message: `${whereOf(row)}${message}`, level })

  const byNumber = new Map<string, RosterRow[]>()
  for (const row of rows) {
    const key = numberOf(row)
    byNumber.set(key, [...(byNumber.get(key) ?? []), row])
  }
  for (const same of byNumber.values()) {
    if (same.length < 2) continue
    for (const row of same) {
      const others = same.filter(other => other !== row).map(whereOf)
      report(
        row,
        `证卡编号与${others.slice(0, 3).join('、')}相同。请核对是谁的，改正另一行；编号都按已用过登记。`,
        'error',
      )
    }
  }

  const taken = (await manager.query('SELECT code, year, seq, name FROM card')) as {
    code: string
    year: number
    seq: number
    name: string
  }[]
  const holders = new Map(taken.map(card => [`${card.year}-${card.seq}`, card]))
  for (const row of rows) {
    const holder = holders.get(numberOf(row))
    if (!holder || (nameKey(holder.name) === nameKey(row.values.name ?? '') && holder.code === row.values.cardCode))
      continue
    report(row, `证卡编号已是「${holder.name}」的（${holder.code}）。请核对。`, 'error')
  }

  const used = rows.flatMap(row => usedBy(row.values.cardCode ?? '') ?? [])
  const far = farNumbers(used)
  for (const row of rows) {
    const number = usedBy(row.values.cardCode ?? '')
    if (!number || !far.has(`${number.year}-${number.seq}`)) continue
    const below = Math.max(
      0,
      ...used.filter(n => n.year === number.year && !far.has(`${n.year}-${n.seq}`)).map(n => n.seq),
    )
    const next = String(below + 1).padStart(4, '0')
    report(
      row,
      `序列码 ${String(number.seq).padStart(4, '0')} 比本年其他编号大得多（其他最大 ${String(below).padStart(4, '0')}），录错了吗？不改也可以导入：登记为已用，下一个编号仍从 ${next} 起。`,
      'warning',
    )
  }
}

const whereOf = ({ sheet, row }: RosterRow): string => (sheet === undefined ? `第${row}行` : `「${sheet}」第${row}行`)

const numberOf = ({ values: { cardCode = '' } }: RosterRow): string => {
  const used = usedBy(cardCode)
  return used ? `${used.year}-${used.seq}` : cardCode
}
