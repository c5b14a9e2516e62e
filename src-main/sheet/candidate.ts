/** 考生名册 as a sheet (第二十条（四）): who is examined in a batch. */
import { parseIdNumber } from '../../src-shared/domain/idNumber.ts'
import { cleanCell, cleanName } from '../../src-shared/domain/text.ts'
import { type ListColumn, listKind } from './list.ts'
import type { Template } from './write.ts'

export type CandidateKey = 'number' | 'name' | 'sex' | 'idNumber' | 'occupation' | 'level' | 'unit' | 'phone'

const optional = { required: false, example: '' }

const COLUMNS: readonly ListColumn<CandidateKey>[] = [
  {
    ...optional,
    key: 'number',
    header: '准考证号',
    aliases: ['考号', '准考证', '编号', '序号'],
    width: 18,
    max: 40,
    hint: '选填；抽查名单上会印出来。',
  },
  {
    key: 'name',
    header: '姓名',
    aliases: ['考生姓名', '人员姓名'],
    required: true,
    width: 12,
    max: 40,
    hint: '与证件一致。',
    example: '王小明',
  },
  {
    ...optional,
    key: 'sex',
    header: '性别',
    aliases: [],
    width: 6,
    max: 2,
    hint: '选填；有身份证号时自动填。',
    options: ['男', '女'],
  },
  {
    ...optional,
    key: 'idNumber',
    header: '身份证号',
    aliases: ['身份证号码', '身份证', '证件号码', '证件号'],
    width: 22,
    max: 18,
    hint: '选填；加密保存，只显示首尾。',
  },
  {
    ...optional,
    key: 'occupation',
    header: '职业',
    aliases: ['职业(工种)', '职业名称', '工种', '申报职业'],
    width: 18,
    max: 60,
    hint: '选填。',
  },
  {
    ...optional,
    key: 'level',
    header: '等级',
    aliases: ['申报等级', '职业等级', '技能等级'],
    width: 14,
    max: 20,
    hint: '选填，如 四级/中级工。',
  },
  {
    ...optional,
    key: 'unit',
    header: '单位',
    aliases: ['工作单位', '所在单位', '单位名称', '班级'],
    width: 24,
    max: 80,
    hint: '选填。',
  },
  {
    ...optional,
    key: 'phone',
    header: '联系电话',
    aliases: ['电话', '手机', '手机号', '手机号码', '联系方式', '联系手机', '移动电话'],
    width: 16,
    max: 20,
    hint: '选填；外督员访问名单上要用。',
  },
]

export const CANDIDATE_TEMPLATE: Template = {
  sheetName: '考生名册',
  title: '考生名册填写说明',
  note: '在“考生名册”表填写，一行一名考生；重新导入会替换本批次原来的名册。',
  columns: COLUMNS,
}

export const CANDIDATE = listKind<CandidateKey>({
  columns: COLUMNS,
  anchor: 'name',
  twin: '身份证号或准考证号相同',
  identity: ({ idNumber, number }) => idNumber ?? (number === undefined ? undefined : `#${number}`),
  check(values, report) {
    if (values.name) values.name = cleanName(values.name)
    if (values.number) values.number = cleanCell(values.number)
    if (values.phone) values.phone = cleanCell(values.phone)
    if (!values.idNumber) return
    const parsed = parseIdNumber(values.idNumber)
    if (!parsed.ok) {
      report('idNumber', `身份证号有误：${parsed.message}。请核对证件；该项可以不填。`)
      delete values.idNumber
      return
    }
    if (values.sex && values.sex !== parsed.sex) report('sex', `性别“${values.sex}”与身份证号不一致。请核对证件。`)
    values.idNumber = parsed.value
    values.sex ??= parsed.sex
  },
})
