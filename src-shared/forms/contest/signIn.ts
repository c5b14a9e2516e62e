/** Sign-in sheets of a contest: 选手 (K-slots), 裁判, 仲裁. The people are the host's lists; the sheet has room for as many as the place expects. */
import { z } from 'zod'
import { count, digits, line, list } from '../facts.ts'
import { form } from '../form.ts'
import { type Column, index, listTable, pairTable } from '../grid.ts'
import { heading, sectionTitle } from '../heading.ts'
import { A4_PORTRAIT, type Block } from '../model.ts'
import { signedBeside } from '../signing.ts'

const place = z.strictObject({
  place: line('竞赛地点'),
  occupation: line('职业（工种）'),
  time: line('时间'),
  people: count('人数'),
})

interface Blank {
  title: string
  width: number
}

const sheet = (title: string, code: string, columns: readonly Blank[], rowsOf: (people: number) => number) =>
  form({
    title,
    code,
    official: false,
    facts: z.strictObject({
      host: line('主办单位'),
      contest: line('竞赛项目名称'),
      places: list(place, '竞赛地点', 200),
    }),
    head: ['host', 'contest', 'places'],
    from: {
      contest: ({ contest }) => ({
        host: contest.host,
        contest: contest.name,
        places: contest.places.map(({ place, occupation, people, fromOn, fromTime, toOn, toTime }) => ({
          place,
          occupation,
          time: `${fromOn} ${fromTime} 至 ${toOn === fromOn ? '' : `${toOn} `}${toTime}`,
          people,
        })),
      }),
    },
    draw: f => {
      const places = f.places?.length ? f.places : [{}]
      return {
        page: A4_PORTRAIT,
        body: places.flatMap((one: z.output<typeof place>, i): Block[] => [
          ...(i > 0 ? [{ kind: 'break' as const }] : []),
          ...heading([title]),
          pairTable(
            [30, 55, 30, 55],
            [
              [['竞赛项目名称', f.contest]],
              [
                ['主办单位', f.host],
                ['竞赛地点', one.place],
              ],
              [
                ['职业（工种）', one.occupation],
                ['时间', one.time],
              ],
              [['应到人数', one.people === undefined ? undefined : `${digits(one.people)} 人`]],
            ],
          ),
          sectionTitle('签到'),
          listTable(blank(columns), [], { atLeast: rowsOf(one.people ?? 0), rowHeight: 9 }),
          signedBeside(['赛务人员', '现场负责人']),
        ]),
      }
    },
  })

const blank = (columns: readonly Blank[]): Column<object>[] => [
  index(),
  ...columns.map(({ title, width }) => ({ title, width, pick: () => undefined })),
]

export const playerSignIn = sheet(
  '竞赛选手签到表',
  'KSG',
  [
    { title: '参赛证号', width: 30 },
    { title: '姓名', width: 26 },
    { title: '单位', width: 42 },
    { title: '证件核对', width: 20 },
    { title: '签名', width: 24 },
    { title: '时间', width: 16 },
  ],
  people => Math.min(Math.max(people, 15), 1000),
)

const OFFICIALS: Blank[] = [
  { title: '姓名', width: 28 },
  { title: '职务', width: 30 },
  { title: '资质证书编号', width: 44 },
  { title: '签名', width: 32 },
  { title: '时间', width: 24 },
]

export const judgeSignIn = sheet('竞赛裁判签到表', 'KJG', OFFICIALS, () => 15)
export const arbiterSignIn = sheet('竞赛仲裁签到表', 'KAR', OFFICIALS, () => 8)
