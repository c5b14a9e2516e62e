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

/** The first column of a returned error file; a file that is sent back in once more may carry it. */
export const ERROR_HEADER = '错误说明'

/** A header as it is compared: `*出生日期（必填）`, `出生 日期` and `出生日期` are one. */
export function plainHeader(text: string): string {
  return cleanCell(text)
    .replace(/[*\s]/g, '')
    .replace(/\(.*\)$/, '')
}

const BY_HEADER = new Map(COLUMNS.flatMap(c => [c.header, ...c.aliases].map(h => [plainHeader(h), c] as const)))

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
