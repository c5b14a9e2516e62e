/** 试卷: handed over, opened, taken back and sealed (第二十条（二）: 试卷保管、启（密）封情况). Who and when is written and signed by hand. */
import { z } from 'zod'
import { form } from '../form.ts'
import { heading, sectionTitle } from '../heading.ts'
import { A4_PORTRAIT, type Block, cell, label, paragraph, type Run, type Table } from '../model.ts'
import { withOwn } from '../own.ts'
import { signed, signedBeside } from '../signing.ts'
import { aboutSession, SESSION_HEAD, sessionFacts, sessionTable } from './about.ts'

const box = (...words: string[]): Run[] =>
  words.flatMap((word, i) => [{ text: i > 0 ? '　　' : '' }, { ticked: false }, { text: ` ${word}` }])

/** Titles above, empty cells to write in below. Widths in mm. */
function blanks(
  columns: readonly (readonly [title: string, width: number])[],
  firsts: readonly string[],
  height = 11,
): Table {
  return {
    kind: 'table',
    columns: columns.map(([, width]) => width),
    head: 1,
    rows: [
      { minHeight: 9, cells: columns.map(([title]) => label(title)) },
      ...firsts.map(first => ({ minHeight: height, cells: columns.map((_, i) => label(i === 0 ? first : '')) })),
    ],
  }
}

/** A paper about the exam papers of one session: its head from the data, the rest for the hand. */
const sessionPaper = (title: string, code: string, body: () => Block[]) =>
  form({
    title,
    code,
    official: false,
    facts: z.strictObject(sessionFacts()),
    head: SESSION_HEAD,
    from: { session: dossier => aboutSession(dossier, code) },
    draw: f => ({ page: A4_PORTRAIT, body: withOwn(f, [...heading([title]), sessionTable(f), ...body()]) }),
  })

/** T3 */
export const paperHandover = sessionPaper('试卷交接单', 'HDV', () => [
  sectionTitle('交接记录'),
  blanks(
    [
      ['交接环节', 34],
      ['份数', 16],
      ['袋号', 22],
      ['密封完好', 20],
      ['移交人签名', 28],
      ['接收人签名', 28],
      ['时间', 22],
    ],
    ['保管室 → 考务', '考务 → 监考', '监考 → 考务', '考务 → 阅卷', '', ''],
    14,
  ),
  paragraph('每次交接由双方当面核对份数、袋号和密封情况后签名；有异常的在下面写明。', { before: 8 }),
  paragraph('异常情况：', { before: 8, after: 40 }),
  signed('考务负责人'),
])

/** T4. Two candidates sign: the organisation's own practice, on what 第二十条（二） has inspectors ask for. */
export const paperOpening = sessionPaper('试卷启封确认表', 'OPN', () => [
  sectionTitle('启封情况'),
  {
    kind: 'table',
    columns: [40, 130],
    rows: [
      { minHeight: 13, cells: [label('试卷袋号'), cell('')] },
      { minHeight: 13, cells: [label('密封情况'), cell(paragraph(box('密封完好', '有破损或拆动痕迹（在下面写明）')))] },
      { minHeight: 13, cells: [label('试卷份数'), cell(paragraph('应有　　　　份　　　实有　　　　份'))] },
      { minHeight: 13, cells: [label('科目核对'), cell(paragraph(box('与本场科目、等级一致', '不一致')))] },
      { minHeight: 13, cells: [label('启封时间'), cell(paragraph('　　　　年　　月　　日　　时　　分'))] },
      { minHeight: 26, cells: [label('异常情况'), cell('')] },
    ],
  },
  paragraph('以下人员当场查看试卷袋密封情况，确认后启封。', { before: 12 }),
  signedBeside(['监考人员', '监考人员']),
  signedBeside(['考生代表', '考生代表']),
  paragraph('考生代表由本场两名考生担任（本机构做法；《实施细则》第二十条（二）检查试卷启封情况）。', {
    before: 18,
    style: { size: 9 },
  }),
])

/** T5 */
export const paperReturn = sessionPaper('试卷回收密封单', 'RET', () => [
  sectionTitle('回收情况'),
  blanks(
    [
      ['项目', 46],
      ['应收', 30],
      ['实收', 30],
      ['相差及原因', 64],
    ],
    ['答卷（答题卡）', '试卷', '空白卷', '草稿纸', '考件（工件）'],
  ),
  sectionTitle('密封情况'),
  {
    kind: 'table',
    columns: [40, 130],
    rows: [
      { minHeight: 13, cells: [label('装袋数、袋号'), cell('')] },
      { minHeight: 13, cells: [label('封条号'), cell('')] },
      { minHeight: 13, cells: [label('密封时间'), cell(paragraph('　　　　年　　月　　日　　时　　分'))] },
      { minHeight: 20, cells: [label('备注'), cell('')] },
    ],
  },
  signedBeside(['监考人员', '监考人员', '考务人员']),
])

/** X4 and X5: what happened in the room. 应考 and the planned times are printed, everything that happened is written. */
export const roomRecord = sessionPaper('考场情况记录单', 'ROM', () => [
  sectionTitle('考场情况'),
  {
    kind: 'table',
    columns: [34, 136],
    rows: [
      { minHeight: 12, cells: [label('实考人数'), cell(paragraph('实考　　　　人　　　缺考　　　　人'))] },
      { minHeight: 18, cells: [label('缺考考生\n（姓名、座位）'), cell('')] },
      { minHeight: 12, cells: [label('实际起止时间'), cell(paragraph('　　时　　分 开始　　　　　　时　　分 结束'))] },
      { minHeight: 12, cells: [label('证件核对'), cell(paragraph(box('全部核对无误', '有疑问（在异常情况中写明）')))] },
      { minHeight: 12, cells: [label('录像、拍照'), cell(paragraph(box('全程有影像', '有中断（写明起止时间）')))] },
      { minHeight: 40, cells: [label('违纪情况\n（姓名、座位、\n情形、处理）'), cell('')] },
      { minHeight: 40, cells: [label('异常情况\n（设备、停电、\n身体不适等）'), cell('')] },
    ],
  },
  signedBeside(['监考人员', '监考人员', '考务负责人']),
])
