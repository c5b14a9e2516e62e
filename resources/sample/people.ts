/**
 * The people of the sample roster: all of them invented. Each trap of a real office's table is one line here; README.md says
 * what the program answers to it. "Today" is 2026-11-23.
 */
import { checkCharacter } from '../../src-shared/domain/idNumber.ts'

export type Cell = string | number | Date | null

export interface Person {
  name: string
  sex: '男' | '女'
  birth: string
  phone: string
  photo?: string // file in portraits/
  cells: Cell[] // by HEADERS
}

// Not our template: the words that offices use. 单位 + 部门 and 职务 + 职称 are two columns each; 政治面貌 is unknown to us.
export const HEADERS = [
  '序号', '姓名*', '性别', '出生年月日', '身份证号码', '联系电话', '工作单位', '部门', '职务', '职称', '学历', '政治面貌',
  '人员来源', '照片', '备注', '培训时间', '考核时间', '考核成绩', '是否合格', '确认人', '确认日期',
] as const
type Header = (typeof HEADERS)[number]

/** A valid number of 110115 with a plainly invented 顺序码 (990–999; odd for men). */
export function idNumber(birth: string, sex: '男' | '女', n = 0): string {
  const first17 = `110115${birth.replaceAll('-', '')}99${((n * 2) % 10) + (sex === '男' ? 1 : 0)}`
  return first17 + checkCharacter(first17)
}

const day = (iso: string) => new Date(`${iso}T00:00:00Z`)
const serial = (iso: string) => day(iso).getTime() / 86_400_000 + 25_569 // of Excel's 1900 system
const wide = (text: string) => text.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
const split = (iso: string) => iso.split('-').map(Number)

// One office, eight hands: how dates are found in one and the same column.
const SPELLINGS: ((iso: string) => Cell)[] = [
  iso => iso,
  iso => split(iso).join('.'),
  iso => split(iso).join('/'),
  iso => `${split(iso)[0]}年${split(iso)[1]}月${split(iso)[2]}日`,
  day,
  serial,
  iso => iso.replaceAll('-', ''),
  iso => wide(split(iso).join('.')),
]

const people: Person[] = []

type Over = Partial<Record<Header, Cell>>
type Photo = '照片文件名' | '姓名' | '姓名_手机' | '无'

function add(name: string, sex: '男' | '女', birth: string, over: Over = {}, photo?: Photo): void {
  const n = people.length
  const phone = `1390000${String(1001 + n * 7)}`
  const plain = name.replaceAll(' ', '')
  const way = photo ?? (['照片文件名', '姓名', '姓名_手机', '姓名'] as const)[n % 4]
  const file = { 照片文件名: `DSC_${1200 + n}.jpg`, 姓名: `${plain}.jpg`, 姓名_手机: `${plain}_${phone.slice(-4)}.jpg`, 无: undefined }[way ?? '无']
  const spell = SPELLINGS[n % SPELLINGS.length] ?? (iso => iso)
  const row: Record<Header, Cell> = {
    序号: n + 1,
    '姓名*': name,
    性别: n % 9 === 4 ? null : sex, // filled from the 身份证 where it is given
    出生年月日: spell(birth),
    身份证号码: n % 3 === 2 && n % 9 !== 4 ? null : idNumber(birth, sex),
    联系电话: n % 5 === 0 ? Number(phone) : phone,
    工作单位: '亦新职业技能培训学校',
    部门: ['质量管理部', '培训一部', '培训二部', '考务中心', '综合办公室'][n % 5] ?? '',
    职务: ['主管', '教师', null, '主任', '干事'][n % 5] ?? null,
    职称: ['讲师', '高级讲师', '工程师', null][n % 4] ?? null,
    学历: ['本科', '大专', '硕士', '本科', '中专'][n % 5] ?? '',
    政治面貌: n % 4 === 0 ? '中共党员' : '群众',
    人员来源: n % 6 === 0 ? '部门推荐' : '本机构选聘',
    照片: way === '照片文件名' ? (file ?? null) : null,
    备注: null,
    培训时间: spell('2026-10-12'),
    考核时间: spell('2026-10-30'),
    考核成绩: 72 + ((n * 7) % 27),
    是否合格: ['合格', '是', '通过'][n % 3] ?? '',
    确认人: '赵建国',
    确认日期: spell('2026-11-02'),
    ...over,
  }
  people.push({ name, sex, birth, phone, photo: file, cells: HEADERS.map(h => row[h]) })
}

const none: Over = { 培训时间: null, 考核时间: null, 考核成绩: null, 是否合格: null }

// —— ordinary people ——
const ORDINARY: [string, '男' | '女', string][] = [
  ['王建军', '男', '1972-03-14'], ['李秀兰', '女', '1975-08-02'], ['刘志强', '男', '1980-11-25'], ['陈丽华', '女', '1983-01-09'],
  ['杨晓东', '男', '1978-06-30'], ['赵敏', '女', '1986-12-17'], ['黄海波', '男', '1969-04-21'], ['周玉梅', '女', '1971-09-05'],
  ['吴国庆', '男', '1970-10-01'], ['徐静', '女', '1990-05-28'], ['孙立新', '男', '1985-02-13'], ['胡雪莲', '女', '1988-07-19'],
  ['朱永康', '男', '1976-01-31'], ['高燕', '女', '1984-03-08'], ['林振华', '男', '1982-08-16'], ['何春梅', '女', '1979-02-04'],
  ['郭大鹏', '男', '1987-10-22'], ['马晓琳', '女', '1991-06-11'], ['罗文斌', '男', '1974-12-29'], ['梁佳慧', '女', '1989-04-03'],
  ['宋长江', '男', '1968-07-07'], ['郑红霞', '女', '1973-11-18'], ['谢云峰', '男', '1981-05-06'], ['韩冬梅', '女', '1977-12-21'],
  ['唐志远', '男', '1992-09-14'], ['冯丽娟', '女', '1985-10-27'], ['于海洋', '男', '1983-06-08'], ['董秋菊', '女', '1980-09-23'],
  ['曾庆国', '男', '1975-03-03'], ['单雅文', '女', '1986-08-25'], ['程建平', '男', '1979-07-12'],
]
for (const [name, sex, birth] of ORDINARY) add(name, sex, birth)

// —— odd, but right: taken as they are ——
add('曹　卫 国', '男', '1978-02-28') // spaces inside a name
add('阿卜杜拉•买买提', '男', '1984-05-20', {}, '姓名')
add('龘喆', '女', '1987-09-09')
add('㐂䶮', '男', '1990-01-15', {}, '姓名_手机')
add('David  Chen', '男', '1982-12-12', {}, '照片文件名')
add('蒋伟', '男', '1976-06-06', {}, '姓名_手机') // namesakes: a photo by name alone would fit both
add('蒋伟', '男', '1988-08-08', {}, '姓名_手机')
add('沈洁', '女', '1981-04-18', { 身份证号码: idNumber('1981-04-18', '女', 0) }, '姓名_手机')
add('沈洁', '女', '1981-04-18', { 身份证号码: idNumber('1981-04-18', '女', 1) }, '姓名_手机') // same name, same day: warned of
add('傅宏伟', '男', '1960-11-24', { 备注: '年龄上限最后一天' }) // 66 tomorrow: 65 周岁 on 2026-11-23, the last allowed day
add('彭桂芳', '女', '1965-11-24', { 备注: '年龄上限最后一天' }) // 61 tomorrow
add('丁新民', '男', '1962-05-01') // passes the limit within the term
add('闰小雨', '女', '1984-02-29', { 身份证号码: wide(idNumber('1984-02-29', '女')) }) // born on a leap day; full-width digits
add('魏东升', '男', '1977-05-17', {}, '无') // no photo
add('薛晓梅', '女', '1985-03-30', {}, '无')
add('叶青', '女', '1989-11-11', { 考核时间: '2026-10-09' }, '无') // examined before the training: warned of

// —— right rows of people who may not be appointed (yet) ——
add('蔡德厚', '男', '1960-11-23') // 66 today
add('潘淑珍', '女', '1965-11-23') // 61 today
add('田福来', '男', '1952-02-02')
add('任志刚', '男', '1979-09-19', { 考核成绩: 41, 是否合格: '不合格' })
add('姚莉', '女', '1986-06-26', { 考核成绩: 55, 是否合格: '否' })
add('卢晓明', '男', '1990-10-10', none)
add('汪敏', '女', '1993-03-15', none)
add('范建业', '男', '1981-01-20', { 考核时间: null, 考核成绩: null, 是否合格: null })
add('石磊', '男', '1984-07-04', { 确认人: null, 确认日期: null })
add('贾文静', '女', '1987-12-05', { 确认人: null, 确认日期: null })
add('廖凯', '男', '1988-05-23', { ...none, 确认人: null, 确认日期: null })

// —— rows that are refused until somebody looks at them ——
add('邹立群', '男', '1975-05-15', { 身份证号码: Number(idNumber('1975-05-15', '男').replace(/X$/, '0')) }, '无') // Excel's 1.10115E+17
add('熊国栋', '男', '1980-04-04', { 身份证号码: wrongCheck('1980-04-04') }, '无')
add('金玉洁', '女', '1983-09-13', { 性别: '女', 身份证号码: idNumber('1983-09-13', '男') }, '无')
add('陆家豪', '男', '1986-02-22', { 身份证号码: null, 性别: '不详', 联系电话: '1390000123' }, '无')
add('王建军', '男', '1972-03-14', { 身份证号码: idNumber('1972-03-14', '男'), 性别: '男' }, '无') // twice, by 身份证
add('刘志强', '男', '1980-11-25', { 身份证号码: null, 性别: '男' }, '无') // twice, by name and birthday
add('', '女', '1990-02-20', { 性别: '女' }, '无')
add('白小川', '男', '1991-07-01', { 出生年月日: 1991.07, 身份证号码: null, 性别: '男' }, '无') // 1991.07 became a number
add('崔丽', '女', '1990-02-28', { 出生年月日: '1990-02-30', 身份证号码: null, 性别: '女' }, '无')
add('康健', '男', '1985-08-18', { 出生年月日: '1985-08-18', 性别: '男', 考核时间: null }, '无')
add('毛晓春', '女', '1982-10-08', { 性别: '女', 确认日期: null }, '无')
add('邱明', '男', '1987-01-27', { 性别: '男', 工作单位: '#REF!' }, '无')
add('秦海', '男', '1984-11-30', { 性别: '男', 是否合格: '待定' }, '无')

function wrongCheck(birth: string): string {
  const right = idNumber(birth, '男')
  return right.slice(0, 17) + (right.endsWith('7') ? '8' : '7')
}

export const PEOPLE: readonly Person[] = people
