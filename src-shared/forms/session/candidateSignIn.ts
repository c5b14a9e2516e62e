import { z } from 'zod'
import { line, list } from '../facts.ts'
import { form } from '../form.ts'
import { type Column, index, listTable } from '../grid.ts'
import { heading } from '../heading.ts'
import { A4_PORTRAIT, paragraph } from '../model.ts'
import { columnsWithOwn, withOwn } from '../own.ts'
import { signedBeside } from '../signing.ts'
import { aboutSession, SESSION_HEAD, sessionFacts, sessionTable } from './about.ts'

const candidate = z.strictObject({
  seat: line('座位'),
  number: line('准考证号'),
  name: line('姓名'),
  idNumber: line('证件号'),
  unit: line('单位'),
})

const COLUMNS: Column<z.output<typeof candidate>>[] = [
  index(),
  { title: '座位', width: 12, align: 'center', pick: c => c.seat },
  { title: '准考证号', width: 26, align: 'center', pick: c => c.number },
  { title: '姓名', width: 20, align: 'center', pick: c => c.name },
  { title: '证件号', width: 18, align: 'center', pick: c => c.idNumber },
  { title: '单位', width: 34, pick: c => c.unit },
  { title: '签名', width: 22, pick: () => undefined },
  { title: '时间', width: 14, pick: () => undefined },
  { title: '缺考', width: 12, pick: () => undefined },
]

/** 考生签到表 (X3; 附件3 item 14): who is expected in this room, in the order of the seats. 实到 and 缺考 are counted by hand. */
export const candidateSignIn = form({
  title: '考生签到表',
  code: 'SGC',
  official: false,
  facts: z.strictObject({ ...sessionFacts(), candidates: list(candidate, '考生') }),
  head: SESSION_HEAD,
  from: {
    session: dossier => ({
      ...aboutSession(dossier, 'SGC'),
      candidates: dossier.seats.map(({ no, who }) => ({
        seat: String(no).padStart(2, '0'),
        number: who.number,
        name: who.name,
        // As much as is needed to tell two of a name apart: 1****2X
        idNumber: dossier.showIds ? who.idMasked?.replace(/\*+/, '****') : undefined,
        unit: who.unit,
      })),
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: withOwn(f, [
      ...heading(['考生签到表']),
      sessionTable(f),
      paragraph('', { after: 4 }),
      listTable(columnsWithOwn(COLUMNS, f), f.candidates ?? [], { atLeast: 15, rowHeight: 8 }),
      paragraph('应到：　　　人　　　实到：　　　人　　　缺考：　　　人', { before: 12 }),
      signedBeside(['监考人员', '监考人员', '考务人员']),
    ]),
  }),
})
