import { z } from 'zod'
import { bytes, count, date, digits, line, list, text } from './facts.ts'
import { form } from './form.ts'
import { type Column, listTable, pairRow } from './grid.ts'
import { heading, sectionTitle } from './heading.ts'
import { A4_PORTRAIT, type Block, type Cell, cell, label, paragraph, type Table } from './model.ts'

const training = z.strictObject({ on: date(), subject: line(), organizer: line(), hours: line() })
const exam = z.strictObject({ on: date(), score: line(), result: line() })
const attestation = z.strictObject({ clause: line(), by: line(), on: date() })
const appointment = z.strictObject({ start: date(), end: date(), document: line(), note: line() })
const card = z.strictObject({ code: line(), issuedOn: date(), period: line(), state: line(), filedOn: date() })
const duty = z.strictObject({ on: date(), number: line(), plan: line(), content: line() })

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
    org: line(),
    name: line(),
    sex: line(),
    birth: date(),
    education: line(),
    department: line(),
    position: line(),
    phone: line(),
    source: line(),
    /** JPEG or PNG */
    photo: bytes(),
    state: line(),
    age: count(),
    trainings: list(training, 500),
    exams: list(exam, 500),
    attestations: list(attestation, 500),
    appointments: list(appointment, 500),
    cards: list(card, 500),
    duties: list(duty, 2000),
    note: text(),
  }),
  head: ['org', 'name', 'sex', 'birth', 'education', 'department', 'position', 'phone', 'source', 'photo'],
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
