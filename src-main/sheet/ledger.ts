import type { CardRow } from '../../src-shared/contract/card.ts'
import { CODE_MODE, cardWord } from '../../src-shared/labels.ts'
import { writeTable } from './write.ts'

/** 证卡台账: everything ever issued, one row a card. */
export const writeLedger = (path: string, about: { orgName: string; date: string }, cards: readonly CardRow[]) =>
  writeTable(path, {
    title: '证卡台账',
    ...about,
    columns: COLUMNS,
    rows: cards.map((c, i) => [
      i + 1,
      c.code,
      c.name,
      c.sex,
      c.department,
      c.period,
      `${c.termStart} 至 ${c.termEnd}`,
      c.issuedOn,
      CODE_MODE[c.mode],
      cardWord(c),
      c.stateReason,
      c.previousCode,
      c.nextCode,
      c.reissues,
      c.prints,
      c.filedOn,
      c.filingReceipt,
    ]),
  })

const COLUMNS = [
  { header: '序号', width: 6 },
  { header: '证卡编号', width: 17, text: true },
  { header: '姓名', width: 12 },
  { header: '性别', width: 6 },
  { header: '部门', width: 18 },
  { header: '有效期限（证卡）', width: 18, text: true },
  { header: '聘期', width: 26, text: true },
  { header: '核发日期', width: 13, text: true },
  { header: '赋码方式', width: 14 },
  { header: '状态', width: 16 },
  { header: '状态说明', width: 24 },
  { header: '原编号', width: 17, text: true },
  { header: '换发编号', width: 17, text: true },
  { header: '补发次数', width: 9 },
  { header: '打印次数', width: 9 },
  { header: '备案日期', width: 13, text: true },
  { header: '备案回执', width: 18, text: true },
]
