import { z } from 'zod'
import { ATTESTATION, cardWord, STATE } from '../labels.ts'
import { bytes, count, date, digits, line, list, text } from './facts.ts'
import { form } from './form.ts'
import { type Column, listTable, pairRow } from './grid.ts'
import { heading, sectionTitle } from './heading.ts'
import { A4_PORTRAIT, type Block, type Cell, cell, label, paragraph, type Table } from './model.ts'

const training = z.strictObject({
  on: date('培训日期'),
  subject: line('培训内容'),
  organizer: line('组织单位'),
  hours: line('学时'),
})
const exam = z.strictObject({ on: date('考核日期'), score: line('成绩'), result: line('结果') })
const attestation = z.strictObject({ clause: line('条件'), by: line('确认人'), on: date('确认日期') })
const appointment = z.strictObject({
  start: date('聘期起'),
  end: date('聘期止'),
  document: line('聘任文件'),
  note: line('备注'),
})
const card = z.strictObject({
  code: line('证卡编号'),
  issuedOn: date('核发日期'),
  period: line('有效期限'),
  state: line('状态'),
  filedOn: date('备案日期'),
})
const duty = z.strictObject({
  on: date('日期'),
  number: line('委派单编号'),
  plan: line('评价计划'),
  content: line('督导内容'),
})

type Of<S extends z.ZodType> = z.output<S>

const TRAININGS: Column<Of<typeof training>>[] = [
  { title: '培训日期', width: 36, align: 'center', pick: t => t.on },
  { title: '培训内容', width: 70, pick: t => t.subject },
  { title: '组织单位', width: 46, pick: t => t.organizer },
  { title: '学时', width: 18, align: 'center', pick: t => t.hours },
]
const EXAMS: Column<Of<typeof exam>>[] = [
  { title: '考核日期', width: 50, align: 'center', pick: e => e.on },
  { title: '成绩', width: 60, align: 'center', pick: e => e.score },
  { title: '结果', width: 60, align: 'center', pick: e => e.result },
]
const ATTESTATIONS: Column<Of<typeof attestation>>[] = [
  { title: '条件（第十条）', width: 90, pick: a => a.clause },
  { title: '确认人', width: 40, align: 'center', pick: a => a.by },
  { title: '确认日期', width: 40, align: 'center', pick: a => a.on },
]
const APPOINTMENTS: Column<Of<typeof appointment>>[] = [
  { title: '聘期起', width: 36, align: 'center', pick: a => a.start },
  { title: '聘期止', width: 36, align: 'center', pick: a => a.end },
  { title: '聘任文件', width: 50, pick: a => a.document },
  { title: '备注', width: 48, pick: a => a.note },
]
const CARDS: Column<Of<typeof card>>[] = [
  { title: '证卡编号', width: 38, align: 'center', pick: c => c.code },
  { title: '核发日期', width: 35, align: 'center', pick: c => c.issuedOn },
  { title: '有效期限', width: 40, align: 'center', pick: c => c.period },
  { title: '状态', width: 22, align: 'center', pick: c => c.state },
  { title: '备案日期', width: 35, align: 'center', pick: c => c.filedOn },
]
const DUTIES: Column<Of<typeof duty>>[] = [
  { title: '日期', width: 34, align: 'center', pick: d => d.on },
  { title: '委派单编号', width: 36, align: 'center', pick: d => d.number },
  { title: '评价计划', width: 60, pick: d => d.plan },
  { title: '督导内容', width: 40, pick: d => d.content },
]

/** 1 寸 (附件2), mm. */
const PHOTO = { width: 25, height: 35 }

/** 内督员个人档案: who somebody is, and the records of 培训、考核、使用 and 管理 that 第七条 asks for. No 身份证 number (T21). */
export const dossier = form({
  title: '内督员个人档案',
  code: 'DOS',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    name: line('姓名'),
    sex: line('性别'),
    birth: date('出生日期'),
    education: line('学历'),
    department: line('部门'),
    position: line('职务'),
    phone: line('联系电话'),
    source: line('来源'),
    /** JPEG or PNG */
    photo: bytes(),
    state: line('状态'),
    age: count('周岁'),
    trainings: list(training, '培训', 500),
    exams: list(exam, '考核', 500),
    attestations: list(attestation, '条件确认', 500),
    appointments: list(appointment, '聘任', 500),
    cards: list(card, '证卡', 500),
    duties: list(duty, '委派与督导', 2000),
    note: text('备注'),
  }),
  head: ['org', 'name', 'sex', 'birth', 'education', 'department', 'position', 'phone', 'source', 'photo'],
  from: {
    supervisor: ({ org, person, photo, duties }) => ({
      org,
      name: person.name,
      sex: person.sex,
      birth: person.birth,
      education: person.education,
      department: person.department,
      position: person.position,
      phone: person.phone,
      source: person.source,
      photo,
      state: STATE[person.state],
      age: person.age,
      trainings: person.trainings.map(({ on, subject, organizer, hours }) => ({
        on,
        subject,
        organizer,
        hours: hours === null ? '' : String(hours),
      })),
      exams: person.exams.map(({ on, score, passed }) => ({
        on,
        score: score === null ? '' : String(score),
        result: passed ? '合格' : '不合格',
      })),
      attestations: person.attestations.map(({ clause, by, on }) => ({ clause: ATTESTATION[clause], by, on })),
      appointments: person.appointments.map(term => ({
        start: term.start,
        end: term.end,
        document: term.document,
        note: term.dismissedOn ? `${term.dismissedOn} 解聘：${term.dismissReason}` : '',
      })),
      cards: person.cards.map(({ code, issuedOn, period, state, returnedOn, filedOn }) => ({
        code,
        issuedOn,
        period,
        state: cardWord({ state, returnedOn }),
        filedOn,
      })),
      duties,
      note: person.note,
    }),
  },
  draw: facts => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['内督员个人档案']),
      paragraph([{ text: '评价机构：' }, { text: facts.org ?? '', field: '评价机构' }], { after: 4 }),
      person(facts),
      ...section('条件确认', listTable(ATTESTATIONS, facts.attestations ?? [], { atLeast: 5 })),
      ...section('培训', listTable(TRAININGS, facts.trainings ?? [], { atLeast: 2 })),
      ...section('考核', listTable(EXAMS, facts.exams ?? [], { atLeast: 2 })),
      ...section('聘任', listTable(APPOINTMENTS, facts.appointments ?? [], { atLeast: 2 })),
      ...section('证卡', listTable(CARDS, facts.cards ?? [], { atLeast: 2 })),
      ...section('委派与督导', listTable(DUTIES, facts.duties ?? [], { atLeast: 3 })),
      paragraph([{ text: '备注：' }, { text: facts.note ?? '', field: '备注' }], { before: 8 }),
    ],
  }),
})

const section = (title: string, table: Table): Block[] => [sectionTitle(title), table]

interface Person {
  name?: string
  sex?: string
  birth?: string
  education?: string
  department?: string
  position?: string
  phone?: string
  source?: string
  photo?: Uint8Array
  state?: string
  age?: number
}

/** Names and values in four columns, the photo beside them. */
function person(facts: Person): Table {
  const rows = [
    pairRow(
      [
        ['姓名', facts.name],
        ['性别', facts.sex],
      ],
      4,
      11,
    ),
    pairRow(
      [
        ['出生日期', facts.birth],
        ['周岁', digits(facts.age)],
      ],
      4,
      11,
    ),
    pairRow(
      [
        ['学历', facts.education],
        ['来源', facts.source],
      ],
      4,
      11,
    ),
    pairRow(
      [
        ['部门', facts.department],
        ['职务', facts.position],
      ],
      4,
      11,
    ),
    pairRow(
      [
        ['联系电话', facts.phone],
        ['状态', facts.state],
      ],
      4,
      11,
    ),
  ]
  rows[0]?.cells.push(photo(facts.photo, rows.length))
  return { kind: 'table', columns: [24, 46, 24, 43, 33], rows }
}

const photo = (image: Uint8Array | undefined, rowSpan: number): Cell =>
  image ? cell([{ kind: 'picture', bytes: image, name: '照片', ...PHOTO }], { rowSpan }) : label('照片', { rowSpan })
