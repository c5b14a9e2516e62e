/** Rosters as offices send them, made with another library than the one that reads them. */
import { utils, write } from '@e965/xlsx'

export type Line = Record<string, string>

/** An xlsx of those rows as Excel writes it (packed, shared strings); its header is the keys of the first row. */
export function xlsx(lines: Line[]): { name: string; bytes: Uint8Array } {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.json_to_sheet(lines), '名册')
  return {
    name: '名册.xlsx',
    bytes: new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true })),
  }
}

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈'
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文海燕宁波晓春云飞'

/** Person `i` of a big office: distinct by name and birthday up to 400,000, everything on record so that they may be appointed. */
export function line(i: number): Line {
  const pick = (from: string, n: number) => [...from][n % [...from].length] ?? ''
  const month = String(1 + (i % 12)).padStart(2, '0')
  const day = String(1 + (Math.floor(i / 12) % 28)).padStart(2, '0')
  const year = 1970 + (Math.floor(i / 336) % 30)
  return {
    姓名: pick(SURNAMES, i) + pick(GIVEN, Math.floor(i / 49)) + pick(GIVEN, i + Math.floor(i / 10_080)), // birthdays repeat after 10,080
    性别: i % 2 === 0 ? '男' : '女',
    出生日期: `${year}-${month}-${day}`,
    手机: `13${String(100_000_000 + ((i * 7919) % 899_999_999))}`,
    部门: `第${i % 40}部门`,
    学历: '本科',
    培训日期: '2026-09-01',
    考核日期: '2026-10-01',
    考核结果: '合格',
    条件确认人: '王主任',
    条件确认日期: '2026-10-08',
  }
}

export const lines = (count: number, from = 0): Line[] => Array.from({ length: count }, (_, i) => line(from + i))
