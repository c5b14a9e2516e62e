/**
 * The roster's columns as data: one list for the template, the import, the export and the returned error file. Lengths are
 * those of the contract (src-shared/contract/supervisor.ts), in characters.
 */
import { cleanCell } from '../../src-shared/domain/text.ts'
import { EDUCATION, SOURCE } from '../../src-shared/labels.ts'

export type ColumnKey =
  | 'name'
  | 'sex'
  | 'birth'
  | 'idNumber'
  | 'phone'
  | 'department'
  | 'position'
  | 'education'
  | 'source'
  | 'photoName'
  | 'note'
  | 'trainedOn'
  | 'examOn'
  | 'score'
  | 'examResult'
  | 'attestedBy'
  | 'attestedOn'
  | HistoryKey

/** What an office that comes in brings along: terms and cards of former years. */
export type HistoryKey =
  | 'termStart'
  | 'termEnd'
  | 'cardCode'
  | 'issuedOn'
  | 'period'
  | 'filedOn'
  | 'filingReceipt'
  | 'dismissedOn'
  | 'dismissReason'
  | 'status'

export interface Column {
  key: ColumnKey
  header: string
  aliases: readonly string[]
  required: boolean
  width: number // characters, as Excel counts them
  type: 'text' | 'date'
  max: number
  hint: string
  example: string
  options?: readonly string[] // offered as a list
  strict?: boolean // nothing but the options
  many?: boolean // several columns of the file may feed it (单位 and 部门); they are joined with a space
}

const DATE_HINT = '年月日写全，如 2026-11-03；2026.11.3、2026年11月3日 也可以。'

export const COLUMNS: readonly Column[] = [
  {
    key: 'name',
    header: '姓名',
    aliases: ['人员姓名', '督导员姓名', '内督员姓名', '员工姓名', '教师姓名', '本人姓名', '名字'],
    required: true,
    width: 14,
    type: 'text',
    max: 40,
    hint: '与证件一致；少数民族姓名的间隔点用“·”。',
    example: '王小明',
  },
  {
    key: 'sex',
    header: '性别',
    aliases: [],
    required: true,
    width: 6,
    type: 'text',
    max: 2,
    hint: '男或女。填了身份证号可以不填。',
    example: '男',
    options: ['男', '女'],
    strict: true,
  },
  {
    key: 'birth',
    header: '出生日期',
    aliases: ['出生年月日', '出生年月', '出生时间', '出生日', '生日'],
    required: true,
    width: 13,
    type: 'date',
    max: 20,
    hint: `${DATE_HINT}填了身份证号可以不填。`,
    example: '1985-03-12',
  },
  {
    key: 'idNumber',
    header: '身份证号',
    aliases: [
      '身份证号码',
      '身份证',
      '证件号码',
      '证件号',
      '身份证件号码',
      '身份证件号',
      '公民身份号码',
      '居民身份证号码',
      '居民身份证号',
      '居民身份证',
    ],
    required: false,
    width: 22,
    type: 'text',
    max: 18,
    hint: '选填；本列已设为文本，粘贴时请选“只粘贴文本”。',
    example: '',
  },
  {
    key: 'phone',
    header: '手机',
    aliases: ['手机号', '手机号码', '联系电话', '联系方式', '电话', '电话号码', '移动电话', '手机电话', '联系手机'],
    required: false,
    width: 15,
    type: 'text',
    max: 20,
    hint: '11 位手机号，或带区号的座机（010-12345678）。',
    example: '13900000000',
  },
  {
    key: 'department',
    header: '单位/部门',
    aliases: [
      '单位',
      '部门',
      '工作单位',
      '所在单位',
      '所在部门',
      '工作部门',
      '单位部门',
      '单位及部门',
      '所属单位',
      '所属部门',
      '单位名称',
      '部门名称',
      '科室',
      '院系',
    ],
    required: false,
    width: 22,
    type: 'text',
    max: 80,
    hint: '选填。',
    example: '质量管理部',
    many: true,
  },
  {
    key: 'position',
    header: '职务职称',
    aliases: ['职务', '职称', '职务/职称', '职务及职称', '岗位'],
    required: false,
    width: 16,
    type: 'text',
    max: 80,
    hint: '选填。',
    example: '工程师',
    many: true,
  },
  {
    key: 'education',
    header: '学历',
    aliases: ['文化程度', '最高学历', '学历层次'],
    required: false,
    width: 10,
    type: 'text',
    max: 20,
    hint: '选填，可从下拉列表中选。',
    example: '本科',
    options: EDUCATION,
  },
  {
    key: 'source',
    header: '选聘来源',
    aliases: ['来源', '人员来源'],
    required: false,
    width: 14,
    type: 'text',
    max: 40,
    hint: '选填，可从下拉列表中选。',
    example: '本机构选聘',
    options: SOURCE,
  },
  {
    key: 'photoName',
    header: '照片文件名',
    aliases: ['照片', '照片名称', '照片文件', '相片', '照片名'],
    required: false,
    width: 20,
    type: 'text',
    max: 120,
    hint: '选填，如 王小明.jpg；照片另外整批导入，不要贴在表格里。',
    example: '王小明.jpg',
  },
  {
    key: 'note',
    header: '备注',
    aliases: ['说明'],
    required: false,
    width: 24,
    type: 'text',
    max: 500,
    hint: '选填。',
    example: '',
  },
  {
    key: 'trainedOn',
    header: '培训日期',
    aliases: ['培训时间', '培训完成日期'],
    required: false,
    width: 13,
    type: 'date',
    max: 20,
    hint: `已完成培训的填写（第十一条）。${DATE_HINT}`,
    example: '2026-10-12',
  },
  {
    key: 'examOn',
    header: '考核日期',
    aliases: ['考核时间', '考试日期'],
    required: false,
    width: 13,
    type: 'date',
    max: 20,
    hint: '已参加考核的填写，须同时填考核结果。',
    example: '2026-10-30',
  },
  {
    key: 'score',
    header: '考核成绩',
    aliases: ['成绩', '分数', '考试成绩'],
    required: false,
    width: 10,
    type: 'text',
    max: 8,
    hint: '选填，0–1000 的数字。',
    example: '92',
  },
  {
    key: 'examResult',
    header: '考核结果',
    aliases: ['是否合格', '考试结果', '结果'],
    required: false,
    width: 10,
    type: 'text',
    max: 8,
    hint: '合格或不合格（第十一、十三条）。',
    example: '合格',
    options: ['合格', '不合格'],
    strict: true,
  },
  {
    key: 'attestedBy',
    header: '条件确认人',
    aliases: ['确认人'],
    required: false,
    width: 12,
    type: 'text',
    max: 40,
    hint: '由其确认符合第十条（一）至（四）且身体健康；未确认的留空。',
    example: '赵主任',
  },
  {
    key: 'attestedOn',
    header: '条件确认日期',
    aliases: ['确认日期', '确认时间'],
    required: false,
    width: 14,
    type: 'date',
    max: 20,
    hint: '与条件确认人一起填写。',
    example: '2026-11-02',
  },
]

const history = (
  key: HistoryKey,
  header: string,
  aliases: readonly string[],
  type: 'text' | 'date',
  hint: string,
  max = 120,
): Column => ({ key, header, aliases, required: false, width: 14, type, max, hint, example: '' })

/** Read where a file has them, written as history and marked 接管; the blank template has its own page for them. */
export const HISTORY: readonly Column[] = [
  history(
    'termStart',
    '聘任日期',
    [
      '聘任时间',
      '聘期起',
      '聘期开始',
      '聘期开始日期',
      '聘任开始日期',
      '聘任起始日期',
      '聘用日期',
      '受聘日期',
      '任职日期',
      '聘期起始',
    ],
    'date',
    '聘期第一天。',
  ),
  history(
    'termEnd',
    '聘期止',
    [
      '聘任截止',
      '聘期截止',
      '聘任截止日期',
      '聘期截止日期',
      '聘期结束',
      '聘期结束日期',
      '聘任结束日期',
      '聘任到期',
      '到期日期',
      '聘期到期日',
      '聘期终止',
    ],
    'date',
    '聘期最后一天；空着按三年计。',
  ),
  history(
    'cardCode',
    '证卡编号',
    [
      '证卡号',
      '证卡号码',
      '督导员证号',
      '督导证号',
      '督导员编号',
      '督导证编号',
      '内督员编号',
      '内督员证号',
      '证书编号',
      '证号',
      '卡号',
    ],
    'text',
    '附件1 的 13 位编号；用过的编号不再使用。',
    40,
  ),
  history(
    'issuedOn',
    '核发日期',
    ['发证日期', '发证时间', '核发时间', '颁发日期', '颁证日期', '发卡日期'],
    'date',
    '证卡核发的日期。',
  ),
  history('period', '有效期限', ['有效期', '证卡有效期', '有效期至'], 'text', '证卡上印的 2022.06-2025.06。', 40),
  history('filedOn', '备案日期', ['备案时间', '报备日期', '报备时间'], 'date', '报市鉴定管理中心备案的日期。'),
  history('filingReceipt', '备案回执', ['回执', '回执号', '备案回执号', '备案编号', '备案号'], 'text', '备案回执号。'),
  history(
    'dismissedOn',
    '解聘日期',
    ['解聘时间', '离任日期', '离职日期', '注销日期', '退出日期'],
    'date',
    '已解聘的填写。',
  ),
  history('dismissReason', '解聘原因', ['离任原因', '离职原因', '退出原因'], 'text', '已解聘的填写。', 200),
  history(
    'status',
    '状态',
    ['聘任状态', '人员状态', '在聘状态', '证卡状态', '在岗状态', '目前状态'],
    'text',
    '在聘、届满、解聘、遗失、作废。',
    40,
  ),
]

/** Every column that a roster may have. */
export const ALL_COLUMNS: readonly Column[] = [...COLUMNS, ...HISTORY]

/** The first column of a returned error file; a file that is sent back in once more may carry it. */
export const ERROR_HEADER = '错误说明'

/** A header as it is compared: `*出生日期（必填）`, `出生 日期` and `出生日期` are one. */
export function plainHeader(text: string): string {
  return cleanCell(text)
    .replace(/[*\s]/g, '')
    .replace(/\(.*\)$/, '')
}

const BY_HEADER = new Map(ALL_COLUMNS.flatMap(c => [c.header, ...c.aliases].map(h => [plainHeader(h), c] as const)))

/**
 * How a header may be read, the surest first: as it stands, its first line (姓名⏎Name), its Chinese without the Latin beside it
 * (Name 姓名, 性别 Sex).
 */
export function headerForms(text: string): string[] {
  const [first = ''] = text.split('\n')
  const chinese = text.replace(/[\s\p{Script=Latin}./_-]+/gu, '')
  return [...new Set([text, first, chinese])].filter(form => form !== '')
}

/** The column that a header of some office's file stands for. */
export const columnOf = (header: string): Column | undefined => BY_HEADER.get(plainHeader(header))
