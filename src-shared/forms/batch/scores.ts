/** Papers of a batch made of its 成绩: 成绩汇总表 (G5), 成绩复核记录 (G6), 公示 (G7), 证书签领表 (C2). */
import { z } from 'zod'
import { partOf, scoreText, totalWeight } from '../../domain/score.ts'
import { ASSESSMENT_FORM, OUTCOME } from '../../labels.ts'
import type { Dossiers } from '../dossiers.ts'
import { count, date, digits, line, list } from '../facts.ts'
import { form } from '../form.ts'
import { HAND } from '../given.ts'
import { type Column, index, listTable, type Pair, pairTable } from '../grid.ts'
import { heading } from '../heading.ts'
import { A4_PORTRAIT, paragraph } from '../model.ts'
import { columnsWithOwn, ownFacts, ownOf, withOwn } from '../own.ts'
import { signed, signedBeside } from '../signing.ts'

type Dossier = Dossiers['batch']

const occupations = ({ batch }: Dossier) =>
  batch.items.map(item => [item.occupation, item.level].filter(Boolean).join(' ')).join('、')
const exam = ({ batch: { dates } }: Dossier) =>
  [...new Set([dates.examFrom, dates.examTo].filter(Boolean))].join(' 至 ')
/** 二级 of the list, or what the batch as a whole is about where the 名册 says nothing. */
const levelOf = (person: Dossier['people'][number]) => [person.occupation, person.level].filter(Boolean).join(' ')
const outcomes = ({ people }: Dossier, outcome: string) => people.filter(person => person.outcome === outcome)

const headFacts = () => ({
  ...ownFacts(),
  org: line('评价机构'),
  plan: line('评价计划名称'),
  planNo: line('计划号'),
  occupation: line('职业（工种）及等级'),
  exam: line('考试日期'),
})
const HEAD = ['ownHead', 'org', 'plan', 'planNo', 'occupation', 'exam'] as const

const headOf = (dossier: Dossier, code: string) => ({
  ...ownOf(dossier, code),
  org: dossier.org,
  plan: dossier.batch.name,
  planNo: dossier.batch.planNo,
  occupation: occupations(dossier),
  exam: exam(dossier),
})

interface Head {
  org?: string
  plan?: string
  planNo?: string
  occupation?: string
  exam?: string
}

const headTable = (f: Head, more: readonly (readonly Pair[])[] = []) =>
  pairTable(
    [30, 55, 30, 55],
    [
      [['评价计划名称', f.plan]],
      [
        ['评价机构', f.org],
        ['计划号', f.planNo],
      ],
      [
        ['职业及等级', f.occupation],
        ['考试日期', f.exam],
      ],
      ...more,
    ],
  )

/** Lines to write on where nothing is known; under a list that is whole nobody adds one. */
const blankRows = (rows: readonly object[] | undefined, n: number) => ({ atLeast: rows?.length ? 0 : n, rowHeight: 9 })

const scored = z.strictObject({
  number: line('准考证号'),
  name: line('姓名'),
  level: line('职业等级'),
  scores: line('各项成绩'), // divided by |, in the order of `parts`
  total: line('总成绩'),
  outcome: line('结果'),
})
type ScoredRow = z.output<typeof scored>

const ruleText = ({ rule, batch: { forms } }: Dossier): string => {
  const parts = forms.map(one => {
    const { weight, pass } = partOf(rule, one)
    return `${ASSESSMENT_FORM[one]}${weight > 0 ? `占 ${weight}%` : ''}，合格线 ${pass}`
  })
  const total = totalWeight(rule, forms) > 0 && typeof rule.pass === 'number' ? [`总成绩合格线 ${rule.pass}`] : []
  return [...parts, ...total].join('；')
}

const SPLIT = '|'

/** G5. Where nobody's scores are kept it is a list to write on. */
export const scoreSummary = form({
  title: '成绩汇总表',
  code: 'SUM',
  official: false,
  facts: z.strictObject({
    ...headFacts(),
    rule: line('计分规则'),
    people: count('应考人数'),
    passed: count('合格'),
    failed: count('不合格'),
    absent: count('缺考'),
    missing: count('成绩未登记'),
    parts: z.array(z.string().max(20)).max(6).optional(),
    rows: list(scored, '成绩', 10_000),
  }),
  head: [...HEAD, 'rule', 'people', 'parts'],
  from: {
    batch: dossier => ({
      ...headOf(dossier, 'SUM'),
      rule: ruleText(dossier),
      people: dossier.people.length,
      passed: outcomes(dossier, 'passed').length,
      failed: outcomes(dossier, 'failed').length,
      absent: outcomes(dossier, 'absent').length,
      missing: outcomes(dossier, 'missing').length,
      parts: dossier.batch.forms.map(one => ASSESSMENT_FORM[one]),
      rows: dossier.people.map(person => ({
        number: person.number,
        name: person.name,
        level: levelOf(person),
        scores: dossier.batch.forms.map(one => scoreText(person.scores[one])).join(SPLIT),
        total: person.total === null ? undefined : String(person.total),
        outcome: person.outcome === 'missing' ? undefined : OUTCOME[person.outcome], // blank: to be written, not decided here
      })),
    }),
  },
  draw: f => {
    const parts = f.parts?.length ? f.parts : ['理论知识考试', '操作技能考核']
    const wide = 84 / (parts.length + 2)
    const columns: Column<ScoredRow>[] = [
      index(),
      { title: '准考证号', width: 30, align: 'center', pick: row => row.number },
      { title: '姓名', width: 20, align: 'center', pick: row => row.name },
      { title: '职业等级', width: 24, pick: row => row.level },
      ...parts.map(
        (title, i): Column<ScoredRow> => ({
          title,
          width: wide,
          align: 'center',
          pick: row => row.scores?.split(SPLIT)[i] || undefined,
        }),
      ),
      { title: '总成绩', width: wide, align: 'center', pick: row => row.total },
      { title: '结果', width: wide, align: 'center', pick: row => row.outcome },
    ]
    const people = (n: number | undefined) => (n === undefined ? undefined : `${digits(n)} 人`)
    return {
      page: A4_PORTRAIT,
      body: withOwn(f, [
        ...heading(['成绩汇总表']),
        headTable(f, [[['计分规则', f.rule]]]),
        paragraph('', { after: 4 }),
        pairTable(
          [14, 20, 14, 20, 16, 18, 14, 18, 18, 18],
          [
            [
              ['应考', people(f.people)],
              ['合格', people(f.passed)],
              ['不合格', people(f.failed)],
              ['缺考', people(f.absent)],
              ['未登记', people(f.missing)],
            ],
          ],
        ),
        paragraph('', { after: 4 }),
        listTable(columnsWithOwn(columns, f), f.rows ?? [], blankRows(f.rows, 10)),
        signedBeside(['登记人', '核对人', '考评组长']),
        signed('机构负责人'),
      ]),
    }
  },
})

const rechecked = z.strictObject({
  number: line('准考证号'),
  name: line('姓名'),
  was: line('原成绩'),
})

/** G6: asked for by candidates, or drawn; who asked, what was found and changed is written by hand. */
export const scoreRecheck = form({
  title: '成绩复核记录',
  code: 'RCK',
  official: false,
  facts: z.strictObject({ ...headFacts(), rows: list(rechecked, '复核的考生', 1000) }),
  head: HEAD,
  from: { batch: dossier => ({ ...headOf(dossier, 'RCK'), rows: HAND }) }, // nobody knows yet who will ask
  draw: f => ({
    page: A4_PORTRAIT,
    body: withOwn(f, [
      ...heading(['成绩复核记录']),
      headTable(f),
      paragraph('', { after: 6 }),
      listTable<z.output<typeof rechecked>>(
        [
          index(),
          { title: '准考证号', width: 32, pick: row => row.number },
          { title: '姓名', width: 22, pick: row => row.name },
          { title: '原成绩', width: 20, pick: row => row.was },
          { title: '复核内容和结果', width: 48, pick: () => undefined },
          { title: '复核后成绩', width: 18, pick: () => undefined },
          { title: '复核人签名', width: 18, pick: () => undefined },
        ],
        f.rows ?? [],
        { atLeast: 10, rowHeight: 14 },
      ),
      paragraph('复核中更改成绩的，应写明原因，并由考评组长和负责人签字。', { before: 6, style: { size: 9 } }),
      signed('考评组长'),
      signed('机构负责人'),
    ]),
  }),
})

const named = z.strictObject({
  number: line('准考证号'),
  name: line('姓名'),
  unit: line('单位'),
  level: line('职业等级'),
})
type Named = z.output<typeof named>

const passed = (dossier: Dossier) =>
  outcomes(dossier, 'passed').map(person => ({
    number: person.number,
    name: person.name,
    unit: person.unit,
    level: levelOf(person),
  }))

/** G7: who passed, how long it is shown, where to object. No 证件号 and no phone of anybody stands on it. */
export const publicNotice = form({
  title: '认定结果公示',
  code: 'PUB',
  official: false,
  facts: z.strictObject({
    ...headFacts(),
    from: date('公示开始'),
    to: date('公示截止'),
    contact: line('联系人'),
    phone: line('异议电话'),
    rows: list(named, '合格人员', 10_000),
  }),
  head: [...HEAD, 'from', 'to', 'contact', 'phone'],
  from: {
    batch: dossier => ({
      ...headOf(dossier, 'PUB'),
      from: dossier.batch.dates.publicFrom,
      to: dossier.batch.dates.publicTo,
      contact: dossier.batch.contact,
      phone: dossier.batch.phone,
      rows: passed(dossier),
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: withOwn(f, [
      ...heading(['职业技能等级认定结果公示']),
      paragraph(
        [
          { text: f.org ?? '　　　　　　　　', field: '评价机构' },
          { text: '已完成「' },
          { text: f.plan ?? '　　　　　　　　', field: '评价计划名称' },
          { text: '」（计划号 ' },
          { text: f.planNo ?? '　　　　　　', field: '计划号' },
          { text: '）的考核评价，现将拟认定合格的人员予以公示。' },
        ],
        { first: 2, style: { size: 12 }, leading: 22, after: 4 },
      ),
      paragraph(
        [
          { text: '公示期：' },
          { text: f.from ?? '　　年　　月　　日', field: '公示开始' },
          { text: ' 至 ' },
          { text: f.to ?? '　　年　　月　　日', field: '公示截止' },
          { text: '。对结果有异议的，请在公示期内以真实姓名反映，并提供必要的证据或线索。联系人：' },
          { text: f.contact ?? '　　　　', field: '联系人' },
          { text: '，电话：' },
          { text: f.phone ?? '　　　　　　　　', field: '异议电话' },
          { text: '。' },
        ],
        { first: 2, style: { size: 12 }, leading: 22, after: 6 },
      ),
      paragraph(`合格人员：${f.rows?.length ? f.rows.length : '　　'} 人`, { style: { size: 12 }, after: 6 }),
      listTable<Named>(
        [
          index(),
          { title: '准考证号', width: 38, align: 'center', pick: row => row.number },
          { title: '姓名', width: 26, align: 'center', pick: row => row.name },
          { title: '单位', width: 54, pick: row => row.unit },
          { title: '职业等级', width: 40, pick: row => row.level },
        ],
        f.rows ?? [],
        blankRows(f.rows, 10),
      ),
      paragraph([{ text: f.org ?? '', field: '评价机构' }], { align: 'right', before: 30, style: { size: 12 } }),
      paragraph('（盖章）', { align: 'right', style: { size: 12 } }),
      paragraph('　　　　年　　月　　日', { align: 'right', style: { size: 12 } }),
    ]),
  }),
})

/** C2: one line for each who passed; number of the certificate, signature and day are the hand's. */
export const certificateReceipt = form({
  title: '证书签领表',
  code: 'CRT',
  official: false,
  facts: z.strictObject({ ...headFacts(), rows: list(named, '合格人员', 10_000) }),
  head: HEAD,
  from: { batch: dossier => ({ ...headOf(dossier, 'CRT'), rows: passed(dossier) }) },
  draw: f => ({
    page: A4_PORTRAIT,
    body: withOwn(f, [
      ...heading(['职业技能等级证书签领表']),
      headTable(f),
      paragraph('', { after: 6 }),
      listTable<Named>(
        columnsWithOwn(
          [
            index(),
            { title: '姓名', width: 22, align: 'center', pick: row => row.name },
            { title: '单位', width: 36, pick: row => row.unit },
            { title: '职业等级', width: 32, pick: row => row.level },
            { title: '证书编号', width: 28, pick: () => undefined },
            { title: '领取人签名', width: 22, pick: () => undefined },
            { title: '领取日期', width: 18, pick: () => undefined },
          ],
          f,
        ),
        f.rows ?? [],
        blankRows(f.rows, 15),
      ),
      paragraph('代领的，由代领人签名并注明身份证件；证书遗失、作废另行登记。', { before: 6, style: { size: 9 } }),
      signed('发证经办人'),
    ]),
  }),
})
