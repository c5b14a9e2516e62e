/** Papers of a 培训班 (第十一条): 签到表, 学时与成绩表, 合格证明. */
import { z } from 'zod'
import type { Dossiers } from '../dossiers.ts'
import { date, line, list } from '../facts.ts'
import { form } from '../form.ts'
import { HAND } from '../given.ts'
import { index, listTable, pairTable } from '../grid.ts'
import { heading } from '../heading.ts'
import { A4_PORTRAIT, type Block, paragraph } from '../model.ts'
import { signed, signedBeside } from '../signing.ts'

const headFacts = () => ({
  org: line('评价机构'),
  name: line('培训班'),
  subject: line('培训内容'),
  organizer: line('组织单位'),
  teacher: line('授课人'),
  place: line('地点'),
  days: line('培训日期'),
  hours: line('学时'),
})
const HEAD = ['org', 'name', 'subject', 'organizer', 'teacher', 'place', 'days', 'hours'] as const

const daysOf = ({ fromOn, toOn }: Dossiers['course']['course']) => [...new Set([fromOn, toOn])].join(' 至 ')

const headOf = ({ org, course }: Dossiers['course']) => ({
  org,
  name: course.name,
  subject: course.subject,
  organizer: course.organizer,
  teacher: course.teacher,
  place: course.place,
  days: daysOf(course),
  hours: `${course.hours}`,
})

type Head = Partial<Record<(typeof HEAD)[number], string>>

const headTable = (f: Head) =>
  pairTable(
    [26, 59, 26, 59],
    [
      [['培训班', f.name]],
      [['培训内容', f.subject]],
      [
        ['评价机构', f.org],
        ['组织单位', f.organizer],
      ],
      [
        ['授课人', f.teacher],
        ['地点', f.place],
      ],
      [
        ['培训日期', f.days],
        ['学时', f.hours],
      ],
    ],
  )

const someone = z.strictObject({ name: line('姓名'), department: line('部门') })

export const courseSignIn = form({
  title: '培训签到表',
  code: 'CSG',
  official: false,
  facts: z.strictObject({ ...headFacts(), people: list(someone, '学员', 500) }),
  head: [...HEAD, 'people'],
  from: {
    course: dossier => ({
      ...headOf(dossier),
      people: dossier.course.people.map(({ name, department }) => ({ name, department })),
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['内督员培训签到表']),
      headTable(f),
      paragraph('', { after: 4 }),
      listTable<z.output<typeof someone>>(
        [
          index(),
          { title: '姓名', width: 26, align: 'center', pick: p => p.name },
          { title: '部门', width: 42, pick: p => p.department },
          { title: '上午签名', width: 30, pick: () => undefined },
          { title: '下午签名', width: 30, pick: () => undefined },
          { title: '备注', width: 30, pick: () => undefined },
        ],
        f.people ?? [],
        { atLeast: 15, rowHeight: 9 },
      ),
      signedBeside(['班主任', '授课人']),
    ],
  }),
})

const scored = z.strictObject({
  name: line('姓名'),
  department: line('部门'),
  hours: line('完成学时'),
  score: line('成绩'),
  result: line('结果'),
})

export const courseScores = form({
  title: '培训学时与成绩表',
  code: 'CSC',
  official: false,
  facts: z.strictObject({
    ...headFacts(),
    paper: line('试卷'),
    mark: line('合格线'),
    people: list(scored, '学员', 500),
  }),
  head: [...HEAD, 'paper', 'mark'],
  from: {
    course: dossier => ({
      ...headOf(dossier),
      paper: dossier.course.paper,
      mark: String(dossier.course.passMark),
      people: dossier.course.people.map(({ name, department, hours, score, passed }) => ({
        name,
        department,
        hours: hours === null ? '' : String(hours),
        score: score === 'absent' ? '缺考' : score === null ? '' : String(score),
        result: passed === null ? '' : passed ? '合格' : '不合格',
      })),
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['内督员培训学时与成绩表']),
      headTable(f),
      pairTable(
        [26, 59, 26, 59],
        [
          [
            ['试卷', f.paper],
            ['合格线', f.mark],
          ],
        ],
      ),
      paragraph('', { after: 4 }),
      listTable<z.output<typeof scored>>(
        [
          index(),
          { title: '姓名', width: 28, align: 'center', pick: p => p.name },
          { title: '部门', width: 46, pick: p => p.department },
          { title: '完成学时', width: 22, align: 'center', pick: p => p.hours },
          { title: '成绩', width: 20, align: 'center', pick: p => p.score },
          { title: '结果', width: 20, align: 'center', pick: p => p.result },
          { title: '备注', width: 22, pick: () => undefined },
        ],
        f.people ?? [],
        { atLeast: f.people?.length ? 0 : 15, rowHeight: 8 },
      ),
      signedBeside(['登记人', '阅卷人', '审核人']),
    ],
  }),
})

const BODY = { style: { size: 16, face: 'fang' }, leading: 32, first: 2 } as const
const passed = z.strictObject({ name: line('姓名'), hours: line('学时'), score: line('成绩') })

/** One page for each who passed. Signed and sealed by hand; the number is the office's own. */
export const courseCertificate = form({
  title: '培训合格证明',
  code: 'CCT',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    name: line('培训班'),
    subject: line('培训内容'),
    days: line('培训日期'),
    people: list(passed, '合格人员', 500),
    on: date('日期'),
  }),
  head: ['org', 'name', 'subject', 'days', 'people'],
  from: {
    course: ({ org, course }) => ({
      org,
      name: course.name,
      subject: course.subject,
      days: daysOf(course),
      people: course.people
        .filter(person => person.passed && (person.hours ?? 0) > 0)
        .map(({ name, hours, score }) => ({
          name,
          hours: hours === null ? '' : String(hours),
          score: typeof score === 'number' ? String(score) : '',
        })),
      on: HAND, // the day on which it is signed
    }),
  },
  draw: f => {
    const people = f.people?.length ? f.people : [{}]
    return {
      page: A4_PORTRAIT,
      body: people.flatMap((one: z.output<typeof passed>, i): Block[] => [
        ...(i > 0 ? [{ kind: 'break' as const }] : []),
        ...heading(['内部质量督导员培训合格证明']),
        paragraph('编号：', { align: 'right', before: 10, style: { size: 12 } }),
        paragraph([word('姓名', one.name, 5), { text: ' 同志：' }], { ...BODY, first: 0, before: 40 }),
        paragraph(
          [
            { text: '参加 ' },
            word('培训班', f.name, 10),
            { text: '（' },
            word('培训日期', f.days, 10),
            { text: '），培训内容：' },
            word('培训内容', f.subject, 10),
            { text: '，完成 ' },
            word('学时', one.hours, 3),
            { text: ' 学时，考核成绩 ' },
            word('成绩', one.score, 3),
            { text: ' 分，考核合格。' },
          ],
          BODY,
        ),
        paragraph('特此证明。', BODY),
        paragraph([{ text: f.org ?? '', field: '评价机构' }], { ...BODY, first: 0, align: 'right', before: 90 }),
        paragraph('（盖章）', { ...BODY, first: 0, align: 'right' }),
        paragraph([{ text: f.on ?? '　　　　年　　月　　日', field: '日期' }], { ...BODY, first: 0, align: 'right' }),
        signed('本人签收', { before: 40 }),
      ]),
    }
  },
})

const word = (field: string, text: string | undefined, blank: number) => ({
  text: text ?? '　'.repeat(blank),
  field,
  underline: true,
})
