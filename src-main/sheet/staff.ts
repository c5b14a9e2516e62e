/** 工作人员 of a batch as a sheet: 考评、考务、监考人员 and 负责人 (第二十条（六）). */

import { cleanCell, cleanName, nameKey } from '../../src-shared/domain/text.ts'
import { readDate } from '../../src-shared/domain/typedDate.ts'
import { STAFF_ROLE } from '../../src-shared/labels.ts'
import { type ListColumn, listKind } from './list.ts'

export type StaffKey = 'name' | 'role' | 'certificate' | 'validTo' | 'phone'
type Role = keyof typeof STAFF_ROLE

const optional = { required: false, example: '', width: 14, hint: '' }

const COLUMNS: readonly ListColumn<StaffKey>[] = [
  {
    ...optional,
    key: 'name',
    header: '姓名',
    aliases: ['人员姓名', '考评员姓名', '员工姓名'],
    max: 40,
    required: true,
  },
  {
    ...optional,
    key: 'role',
    header: '岗位',
    aliases: ['角色', '职责', '分工', '工作岗位', '人员类别', '类别'],
    max: 20,
  },
  {
    ...optional,
    key: 'certificate',
    header: '证书编号',
    aliases: ['证卡编号', '考评员证书编号', '考评员证号', '证书号', '证号', '资格证书编号'],
    max: 40,
  },
  {
    ...optional,
    key: 'validTo',
    header: '有效期至',
    aliases: ['有效期', '证书有效期', '证书有效期至', '有效期止', '到期日期'],
    max: 40,
    date: true,
  },
  {
    ...optional,
    key: 'phone',
    header: '电话',
    aliases: ['联系电话', '手机', '手机号', '手机号码', '联系方式'],
    max: 20,
  },
]

const WORDS: [RegExp, Role][] = [
  [/考评/, 'examiner'],
  [/监考/, 'invigilator'],
  [/考务/, 'affairs'],
  [/负责|主管/, 'head'],
]

/** 考评员 → examiner; undefined where no role is meant, or more than one. */
export function roleOf(text: string): Role | undefined {
  const meant = WORDS.filter(([word]) => word.test(text))
  return meant.length === 1 ? meant[0]?.[1] : undefined
}

export const STAFF = listKind<StaffKey>({
  columns: COLUMNS,
  anchor: 'name',
  people: true,
  twin: '姓名、岗位、证书编号相同',
  identity: ({ name, role, certificate }) =>
    name === undefined ? undefined : JSON.stringify([nameKey(name), role ?? '', certificate ?? '']),
  check(values, report) {
    if (values.name) values.name = cleanName(values.name)
    if (values.certificate) values.certificate = cleanCell(values.certificate)
    if (values.phone) values.phone = cleanCell(values.phone)
    if (values.role) {
      const role = roleOf(values.role)
      if (!role) {
        const roles = Object.values(STAFF_ROLE).join('、')
        report('role', `岗位“${values.role}”不认得，或不止一个岗位。请写 ${roles} 之一；兼任的一个岗位一行。`)
      }
      values.role = role
    }
    if (values.validTo) {
      // No word such as 今天 stands in a file: the day it would be counted from is unknown.
      const last = values.validTo.split(/[~～至]/).at(-1) ?? ''
      const read = /\d{4}/.test(last) ? readDate(last, { today: '2000-01-01' }) : { refused: '' }
      if ('value' in read && read.value !== null) values.validTo = read.value
      else {
        report(
          'validTo',
          `“有效期至”不是完整的日期：${values.validTo.slice(0, 20)}。请写成 2026-11-03 这样的年月日；该项可以不填。`,
        )
        delete values.validTo
      }
    }
  },
})
