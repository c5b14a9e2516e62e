/** The people of the card benchmark: distinct names over ~700 characters, as a big roster has. */
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈'
const GIVEN = Array.from({ length: 650 }, (_, i) => String.fromCodePoint(0x4e00 + i * 29))

export const ORG = '北京智能制造职业培训学校'
export const PERIOD = '2026.11-2029.11'

export function person(i: number): { name: string; code: string } {
  const surname = SURNAMES[i % SURNAMES.length] ?? ''
  const name = surname + GIVEN[(i * 7) % GIVEN.length] + (i % 3 ? GIVEN[(i * 13 + 5) % GIVEN.length] : '')
  return { name, code: `S11200126${String(i + 1).padStart(4, '0')}` }
}
