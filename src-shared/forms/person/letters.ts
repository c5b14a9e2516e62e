/** Letters of one 内督员: 聘书, 解聘通知, 保密承诺. Signed and sealed by hand. */
import { z } from 'zod'
import type { Dossiers } from '../dossiers.ts'
import { date, line, text } from '../facts.ts'
import { form } from '../form.ts'
import { HAND } from '../given.ts'
import { heading } from '../heading.ts'
import { A4_PORTRAIT, type Block, paragraph, type TextRun } from '../model.ts'
import { signed } from '../signing.ts'

const BODY = { style: { size: 16, face: 'fang' }, leading: 32, first: 2 } as const

/** A value in a sentence; a line to write on where it is not known. */
const word = (field: string, text: string | undefined, blank = 8): TextRun => ({
  text: text ?? '　'.repeat(blank),
  field,
  underline: true,
})

const closing = (org: string | undefined, on: string | undefined): Block[] => [
  paragraph([{ text: org ?? '', field: '评价机构' }], { ...BODY, first: 0, align: 'right', before: 90 }),
  paragraph('（盖章）', { ...BODY, first: 0, align: 'right' }),
  paragraph([{ text: on ?? '　　　　年　　月　　日', field: '日期' }], { ...BODY, first: 0, align: 'right' }),
]

/** The term that a letter is about: the newest. */
const term = ({ person }: Dossiers['supervisor']) => person.appointments[0]

/** 聘书 (第十一、十四条) */
export const appointmentLetter = form({
  title: '内督员聘书',
  code: 'APL',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    name: line('姓名'),
    start: date('聘期起'),
    end: date('聘期止'),
    document: line('聘任文件'),
    code: line('证卡编号'),
    on: date('日期'),
  }),
  head: ['org', 'name', 'start', 'end', 'document', 'code'],
  from: {
    supervisor: dossier => ({
      org: dossier.org,
      name: dossier.person.name,
      start: term(dossier)?.start,
      end: term(dossier)?.end,
      document: term(dossier)?.document,
      code: dossier.person.cards.find(card => card.ofTerm)?.code,
      on: HAND, // the day on which it is signed
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['聘　书']),
      paragraph([word('姓名', f.name, 5), { text: ' 同志：' }], { ...BODY, first: 0, before: 40 }),
      paragraph(
        [
          { text: '根据《实施细则》第十一条、第十四条，经培训考核合格，聘任您为本机构内部质量督导员，聘期自 ' },
          word('聘期起', f.start),
          { text: ' 至 ' },
          word('聘期止', f.end),
          { text: '。聘期届满自动解聘，可续聘。' },
        ],
        BODY,
      ),
      paragraph([{ text: '证卡编号：' }, word('证卡编号', f.code)], BODY),
      paragraph([{ text: '聘任文件：' }, word('聘任文件', f.document)], BODY),
      ...closing(f.org, f.on),
    ],
  }),
})

/** 解聘通知, with the duty to give back the card (本机构制度). */
export const dismissalNotice = form({
  title: '内督员解聘通知',
  code: 'DSM',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    name: line('姓名'),
    dismissedOn: date('解聘日期'),
    reason: text('解聘原因'),
    code: line('证卡编号'),
    on: date('日期'),
  }),
  head: ['org', 'name', 'dismissedOn', 'reason', 'code'],
  from: {
    supervisor: dossier => ({
      org: dossier.org,
      name: dossier.person.name,
      dismissedOn: term(dossier)?.dismissedOn,
      reason: term(dossier)?.dismissReason,
      code: dossier.person.cards[0]?.code,
      on: HAND,
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['解聘通知']),
      paragraph([word('姓名', f.name, 5), { text: ' 同志：' }], { ...BODY, first: 0, before: 40 }),
      paragraph(
        [
          { text: '自 ' },
          word('解聘日期', f.dismissedOn),
          { text: ' 起解除您的内部质量督导员聘任。原因：' },
          word('解聘原因', f.reason, 14),
          { text: '。' },
        ],
        BODY,
      ),
      paragraph([{ text: '请将内督员证卡（编号 ' }, word('证卡编号', f.code), { text: '）交回本机构。' }], BODY),
      ...closing(f.org, f.on),
      signed('本人签收', { before: 40 }),
    ],
  }),
})

/** 保密承诺书 (第十七条: 不得泄露与评价机构相关的工作秘密、商业秘密等) */
export const secrecyPledge = form({
  title: '内督员保密承诺书',
  code: 'SEC',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    name: line('姓名'),
    department: line('部门'),
    position: line('职务'),
  }),
  head: ['org', 'name', 'department', 'position'],
  from: {
    supervisor: ({ org, person: { name, department, position } }) => ({ org, name, department, position }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['内督员保密承诺书']),
      paragraph(
        [
          { text: '本人 ' },
          word('姓名', f.name, 5),
          { text: '，' },
          word('部门', f.department),
          { text: ' ' },
          word('职务', f.position, 5),
          { text: '，受聘为 ' },
          word('评价机构', f.org, 14),
          { text: ' 内部质量督导员，承诺：' },
        ],
        { ...BODY, before: 30 },
      ),
      ...[
        '一、遵守《实施细则》第十七条，认真履行职责，客观公正反映情况，不隐瞒或虚构事实；',
        '二、不泄露试题试卷、考生信息、成绩等工作秘密和商业秘密，不将督导资料用于与督导无关的用途；',
        '三、妥善保管督导记录、影像和证卡，离任时如数交回，离任后继续保守秘密；',
        '四、证卡仅限本评价机构内部使用，不得超出本机构范围（第十三条）。',
      ].map(words => paragraph(words, BODY)),
      signed('承诺人', { before: 60 }),
    ],
  }),
})
