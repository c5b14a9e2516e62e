/** Every word of the official forms, against the regulation itself: order, gaps and slips of the pen included (F15). */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { SCOPE } from '../../src-shared/forms/assignment.ts'
import { FORMS, type FormKey } from '../../src-shared/forms/index.ts'
import {
  AFTER_CONTEST_ITEMS,
  AFTER_ITEMS,
  DURING_CONTEST_ITEMS,
  itemsOf,
  numberOf,
  SITE_ITEMS,
} from '../../src-shared/forms/items.ts'
import { STEPS } from '../../src-shared/forms/makingSheet.ts'
import { dense, textOf } from './formText.ts'

const regulation = readFileSync(new URL('../fixtures/实施细则.txt', import.meta.url), 'utf8')
  // Word's own mark, no text
  .replace('[bookmark: _GoBack]', '')
  // Wingdings' box, the bullet of 是 and 否
  .replaceAll('\uf0a8', '□')

/** The text between two marks, the first included. */
function part(from: string, to?: string): string {
  const start = regulation.lastIndexOf(from)
  const end = to === undefined ? regulation.length : regulation.indexOf(to, start + from.length)
  if (start < 0 || end < 0) throw new Error(`not found: ${from} … ${to}`)
  return regulation.slice(start, end)
}

const RECORD = '北京市职业技能等级认定督导记录表'
const CONTEST = '北京市职业技能竞赛质量督导记录表'

const OFFICIAL: Partial<Record<FormKey, string>> = {
  annex3Site: part('附件 3\n', `\n${RECORD}\n（事后`),
  annex3After: part(`${RECORD}\n（事后认定材料督导）`, '附件 4\n'),
  annex4: part('附件 4\n', '附件 5\n'),
  annex5: part('附件 5\n', '附件6\n'),
  annex6: part('附件6\n', '附件7\n'),
  annex7During: part('附件7\n', `\n${CONTEST}\n（事后`),
  annex7After: part(`${CONTEST}\n（事后竞赛结果督导）`),
}

test('every official form is compared, and no other', () => {
  const official = Object.entries(FORMS).filter(([, form]) => form.official)
  expect(official.map(([key]) => key)).toEqual(Object.keys(OFFICIAL))
})

test.each(Object.keys(OFFICIAL) as FormKey[])('%s, blank: not a character more or less than the regulation', key => {
  // 附件3 现场 begins after its annex mark, whose title comes again in the 事后 sheet
  expect(dense(textOf(FORMS[key].build({}, 'blank')).join(''))).toBe(dense(OFFICIAL[key] ?? ''))
})

describe('items', () => {
  /** The regulation's lines that begin with a number. */
  const numbered = (text: string): string[] => [...text.matchAll(/^\t*(\d+[.、].*)$/gm)].map(m => m[1] ?? '')

  test.each([
    ['附件3 现场', itemsOf(SITE_ITEMS), OFFICIAL.annex3Site],
    ['附件3 事后', itemsOf(AFTER_ITEMS), OFFICIAL.annex3After],
    ['附件7 事中', DURING_CONTEST_ITEMS, OFFICIAL.annex7During],
    ['附件7 事后', AFTER_CONTEST_ITEMS, OFFICIAL.annex7After],
  ])('%s: letter by letter, spaces included', (_, items, text) => {
    expect(items).toEqual(numbered(text ?? ''))
  })

  test('no item 15 at the site, and no renumbering (F01)', () => {
    expect(itemsOf(SITE_ITEMS).map(numberOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17])
    expect(itemsOf(AFTER_ITEMS).map(numberOf)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1))
  })

  test('the regulation’s own slips are kept', () => {
    const all = [...itemsOf(SITE_ITEMS), ...itemsOf(AFTER_ITEMS)].join('\n')
    for (const slip of ['考场须等', '佩带', '4、评价时间', '记录 单', '外督员人员']) expect(all).toContain(slip)
  })
})

describe('internal papers quote the regulation', () => {
  const flat = dense(regulation)

  test('委派单: 第十三条', () => {
    expect(flat).toContain(SCOPE)
  })

  test('证卡制作流转单: 附件2 制作要求, complete and in order', () => {
    expect(flat).toContain('用层压机进行高温层压，约40分钟。待温度下降后，进行人工膜切、人工打孔，检查、包装。')
    expect(STEPS.join('').replace(/[，后]/g, '')).toBe(
      '用层压机进行高温层压，约40分钟。待温度下降后，进行人工膜切、人工打孔，检查、包装。'.replace(/[，。、后]/g, ''),
    )
  })

  test.each(['internalSite', 'internalAfter'] as const)('%s: the items of 附件3, never its name (T12)', key => {
    const items = itemsOf(key === 'internalSite' ? SITE_ITEMS : AFTER_ITEMS)
    const text = textOf(FORMS[key].build({}, 'blank'))
    expect(text.filter(words => /^\d+[.、]/.test(words))).toEqual(items)
    expect(text[0]).toBe('内部质量督导记录')
    expect(text).toContain('内督员签名:')
    for (const words of [...text, FORMS[key].title]) {
      expect(words).not.toContain('附件')
      expect(words).not.toContain('外督员签名')
      expect(words).not.toContain('北京市')
    }
  })
})
