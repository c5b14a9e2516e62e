import { z } from 'zod'
import { line, list } from '../facts.ts'
import { form } from '../form.ts'
import { type Column, index, listTable } from '../grid.ts'
import { heading, sectionTitle } from '../heading.ts'
import { A4_PORTRAIT, label, paragraph, value } from '../model.ts'
import { withOwn } from '../own.ts'
import { signed, signedBeside } from '../signing.ts'
import { aboutSession, SESSION_HEAD, sessionFacts, sessionTable } from './about.ts'

const item = z.strictObject({ name: line('考核项目'), points: line('配分'), standard: line('评分标准') })

const COLUMNS: Column<z.output<typeof item>>[] = [
  index(),
  { title: '考核项目', width: 40, pick: i => i.name },
  { title: '配分', width: 14, align: 'center', pick: i => i.points },
  { title: '评分标准', width: 52, pick: i => i.standard },
  { title: '扣分原因', width: 36, pick: () => undefined },
  { title: '得分', width: 16, pick: () => undefined },
]

/** One per candidate; the items are those kept for the 职业等级, or blank lines. Scores and reasons are written by the examiner, who signs (附件3 事后 item 14). */
const scored = (title: string, code: string, kind: 'skill' | 'review', place: string) =>
  form({
    title,
    code,
    official: false,
    facts: z.strictObject({
      ...sessionFacts(),
      name: line('考生姓名'),
      number: line('准考证号'),
      seat: line('工位'),
      items: list(item, '考核项目', 100),
    }),
    head: [...SESSION_HEAD, 'name', 'number', 'seat', 'items'],
    from: {
      session: dossier => {
        const { candidate } = dossier
        return {
          ...aboutSession(dossier, code),
          name: candidate?.who.name,
          number: candidate?.who.number,
          seat: candidate && String(candidate.no).padStart(2, '0'),
          items: dossier.items[kind],
        }
      },
    },
    draw: f => ({
      page: A4_PORTRAIT,
      body: withOwn(f, [
        ...heading([title]),
        sessionTable(f),
        {
          kind: 'table',
          columns: [26, 36, 26, 40, 16, 26],
          rows: [
            {
              minHeight: 10,
              cells: [
                label('考生姓名'),
                value('考生姓名', f.name),
                label('准考证号'),
                value('准考证号', f.number),
                label(place),
                value(place, f.seat),
              ],
            },
          ],
        },
        sectionTitle('评分记录'),
        listTable(COLUMNS, f.items ?? [], { atLeast: 10, rowHeight: 10 }),
        paragraph('总分：　　　　　分　　　起止时间：　　时　　分 至 　　时　　分', { before: 12 }),
        paragraph('违反安全操作规程等情形：', { before: 8, after: 20 }),
        signedBeside(['考评人员', '考评人员', '考评组长']),
        signed('复核人', { before: 18 }),
      ]),
    }),
  })

/** G2 */
export const skillScore = scored('操作技能评分表', 'SCR', 'skill', '工位')
/** G3 */
export const reviewScore = scored('综合评审评分表', 'RVW', 'review', '序号')
