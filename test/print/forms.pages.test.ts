import { existsSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { printForms } from '../../src-main/forms/print.ts'
import { SAMPLES } from '../../src-main/forms/samples.ts'
import { FORM_KEYS, FORMS, type FormKey } from '../../src-shared/forms/index.ts'
import { itemsOf, SITE_ITEMS } from '../../src-shared/forms/items.ts'
import type { Table } from '../../src-shared/forms/model.ts'
import { dense, textOf } from '../unit/formText.ts'
import { dir, distinct, fonts, linesOfPages, print, printOne, wordsOfPages } from './formPdf.ts'

afterAll(dir.remove)

const long = (words: string, count: number): string => words.repeat(count)

/** 附件3 现场 with a remark of so many characters at every item. */
const record = (remarkLength: number): object => ({
  org: '北京亦庄示范职业技能评价中心',
  plan: '第12批次',
  items: itemsOf(SITE_ITEMS).map(item => {
    const no = Number.parseInt(item, 10)
    return { no, result: 'no', remark: long(`问题${no}号。`, Math.ceil(remarkLength / 5)) }
  }),
})

describe.each(FORM_KEYS)('%s', key => {
  test.each(['blank', 'filled'] as const)('%s: all words, in reading order', async mode => {
    const pages = await wordsOfPages(await printOne(key, SAMPLES[key], mode))
    const foot = dense(
      (FORMS[key].build({}, 'blank').foot ?? []).map(p => textOf({ ...EMPTY, body: [p] }).join('')).join(''),
    )
    // The foot is drawn on each page before the rest of it.
    const printed = pages.map(page => page.replace(foot, '')).join('') + foot
    let from = 0
    for (const words of textOf(FORMS[key].build(SAMPLES[key], mode)).map(dense)) {
      // what is drawn as a box with a tick is the font's □ and a tick over it
      const at = printed.indexOf(words.replaceAll('☑', '□'), from)
      expect(at, `${words} after ${printed.slice(Math.max(0, from - 20), from)}`).toBeGreaterThanOrEqual(0)
      from = at + words.length
    }
  })

  test('columns are where the form says, to 0.05 mm', async () => {
    const doc = FORMS[key].build(SAMPLES[key], 'filled')
    const tables = doc.body.filter((block): block is Table => block.kind === 'table')
    const edges = tables.flatMap(({ columns }) =>
      [0, ...columns.map((_, i) => columns.slice(0, i + 1).reduce((a, b) => a + b))].map(x => x + doc.page.margin.left),
    )
    const pages = await linesOfPages(await printOne(key, SAMPLES[key]))
    const drawn = distinct(pages.flatMap(page => page.vertical.map(line => line.x1)))
    const expected = distinct(edges)
    expect(drawn).toHaveLength(expected.length)
    for (const [i, x] of drawn.entries()) expect(Math.abs(x - (expected[i] ?? 0))).toBeLessThan(0.05)
    for (const page of pages) {
      expect(page.width).toBeCloseTo(doc.page.width, 1)
      expect(page.height).toBeCloseTo(doc.page.height, 1)
      // every table is closed: whatever goes down ends on a line
      for (const { x1, y2 } of page.vertical) {
        const end = page.horizontal.find(h => Math.abs(h.y1 - y2) < 0.05 && h.x1 < x1 + 0.05 && h.x2 > x1 - 0.05)
        expect(end, `line at ${x1} ends at ${y2}`).toBeDefined()
      }
    }
  })
})

const EMPTY = { title: '', page: FORMS.annex4.build({}, 'blank').page }

test('附件3 现场: items to 14 on the first page, the gap and the rest on the second', async () => {
  const [first = '', second = ''] = await wordsOfPages(await printOne('annex3Site', {}, 'blank'))
  expect(first).toContain('14.按要求核对')
  expect(first).not.toContain('（现场督导）')
  expect(second).toContain('考中督导检查（现场督导）评分过程16.')
})

describe('a record of several pages', () => {
  test('splits no row, repeats head and headings', async () => {
    const facts = record(160)
    const path = await printOne('annex3Site', facts)
    const pages = await wordsOfPages(path)
    expect(pages.length).toBeGreaterThanOrEqual(3)
    for (const page of pages) expect(page).toContain('被督导评价机构北京亦庄示范职业技能评价中心评价计划名称第12批次')
    for (const item of itemsOf(SITE_ITEMS)) {
      const remark = `序号${Number.parseInt(item, 10)}:${long(`问题${Number.parseInt(item, 10)}号。`, 32)}`
      expect(pages.filter(page => page.includes(`${dense(item)}□是□否${remark}`))).toHaveLength(1)
    }
    // 考前督导检查 goes on over the page with its words
    expect(pages.filter(page => page.includes('考前督导检查')).length).toBeGreaterThanOrEqual(2)
    const [one, two] = await linesOfPages(path)
    const head = (page: typeof one): number[] => distinct((page?.horizontal ?? []).map(l => l.y1)).slice(0, 4)
    const [a, b] = [head(one), head(two)]
    for (let i = 1; i < 4; i++) expect((b[i] ?? 0) - (b[0] ?? 0)).toBeCloseTo((a[i] ?? 0) - (a[0] ?? 0), 1)
  })

  test('a longer remark makes its row higher, and only that one', async () => {
    const heights = async (remark: string): Promise<number[]> => {
      const [page] = await linesOfPages(await printOne('annex3Site', { items: [{ no: 3, result: 'no', remark }] }))
      // the remark column's upper edges
      const edges = distinct((page?.horizontal ?? []).filter(l => l.x1 < 150 && l.x2 > 189).map(l => l.y1))
      return edges.slice(1).map((y, i) => y - (edges[i] ?? 0))
    }
    const short = await heights('短')
    const grown = await heights(long('长', 60))
    const item = 5 // three head rows, items 1 and 2
    // rows below may have moved to the next page
    const changes = grown.slice(0, item + 1).map((h, i) => h - (short[i] ?? 0))
    for (const change of changes.slice(0, item)) expect(change).toBeCloseTo(0, 1)
    expect(changes[item]).toBeGreaterThan(1)
  })
})

describe('what has no room', () => {
  test.each<[FormKey, object, string, string]>([
    [
      'annex3Site',
      { items: [{ no: 3, result: 'no', remark: long('长', 3000) }] },
      '督导记录表（现场督导）',
      '第3项备注',
    ],
    ['annex3After', { problems: long('长', 3000) }, '督导记录表（事后认定材料督导）', '存在问题'],
    ['annex4', { feedback: long('行\n', 200) }, '外督员情况反馈表', '工作反馈情况'],
    ['annex6', { entries: [{ note: long('长', 2000) }] }, '竞赛质量督导安排表', '备注'],
    ['annex7During', { opinion: long('长', 5000) }, '竞赛督导记录表（事中现场督导）', '督导人员意见'],
    ['venueSheet', { equipment: [{}, { spec: long('x', 3000) }] }, '场地基本信息表', '规格（第2行）'],
  ])('%s: stops the job, names form and field, leaves no file', async (form, facts, title, field) => {
    const out = dir.path('overflow.pdf')
    const items = [
      { form: 'annex4' as const, mode: 'blank' as const, facts: {} },
      { form, mode: 'filled' as const, facts },
    ]
    await expect(printForms(items, out, { fonts })).rejects.toMatchObject({
      code: 'FORM_OVERFLOW',
      message: expect.stringMatching(new RegExp(`${title}.*${field}`)),
    })
    expect(existsSync(out)).toBe(false)
    expect(existsSync(`${out}.part`)).toBe(false)
  })

  test('a word longer than its cell breaks, and keeps every letter', async () => {
    const model = 'GX-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
    const [page] = await wordsOfPages(await printOne('venueSheet', { equipment: [{ model }] }))
    expect(page).toContain(model)
  })

  test('the head alone is higher than a page', async () => {
    await expect(printOne('annex3Site', { org: long('长', 6000) })).rejects.toMatchObject({ code: 'FORM_OVERFLOW' })
  })

  test('a long sentence of 附件5 goes on over the page', async () => {
    const occupations = Array.from({ length: 120 }, (_, i) => `职业${i}（五级/初级工）`).join('、')
    const pages = await wordsOfPages(await printOne('annex5', { occupations }))
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.join('')).toContain(`所涉及的${occupations}的场地相关信息`)
  })
})

test('附件6: eight entries are two pages, with seven rows and both signatures on each', async () => {
  const entries = Array.from({ length: 8 }, (_, i) => ({ kind: 'during', contest: `竞赛${i + 1}`, people: i }))
  const path = await printOne('annex6', { entries })
  const pages = await wordsOfPages(path)
  expect(pages).toHaveLength(2)
  for (const page of pages) {
    expect(page).toContain('填表人签字：审核人签字：')
    expect(page.match(/\/事后/g)).toHaveLength(7)
  }
  expect(pages[1]).toContain('竞赛8')
  for (const { width, height } of await linesOfPages(path)) expect(width).toBeGreaterThan(height)
})

test('附件6: rows that grow past the page still leave a signature on every page', async () => {
  const entries = Array.from({ length: 7 }, () => ({ note: long('备注很长', 30) }))
  const pages = await wordsOfPages(await printOne('annex6', { entries }))
  expect(pages.length).toBeGreaterThan(1)
  for (const page of pages) expect(page).toContain('填表人签字：审核人签字：')
})

describe('characters', () => {
  test('a hostile value prints as text', async () => {
    const org = `</w:t>&amp;<script>"'\\(x)\n\t\u200b\u202e%s{a}`
    const [page] = await wordsOfPages(await printOne('annex4', { org }))
    expect(page).toContain(`</w:t>&amp;<script>"'\\(x)%s{a}`)
  })

  test('rare characters come from the font that has them', async () => {
    const [page] = await wordsOfPages(await printOne('annex4', { inspector: '𠮷冈䶮㼆𫍯' }))
    expect(page).toContain('𠮷冈䶮㼆𫍯')
  })

  test('a character that no font has is named with form and field', async () => {
    const failed = printOne('annex3Site', { items: [{ no: 3, result: 'no', remark: '张\ue000三' }] })
    await expect(failed).rejects.toMatchObject({
      code: 'FONT_LACKS',
      message: expect.stringMatching(/附件3.*第3项备注.*U\+E000/),
    })
  })
})

test('a batch keeps each form on pages of its own, in order', async () => {
  const keys: FormKey[] = ['annex4', 'annex3Site', 'annex6', 'annex5']
  const path = await print(keys.map(form => ({ form, mode: 'filled', facts: SAMPLES[form] })))
  const pages = await wordsOfPages(path)
  expect(pages).toHaveLength(5)
  expect(pages[0]).toContain('外督员情况反馈表')
  expect(pages[2]).toContain('存在问题')
  expect(pages[4]).toContain('场地核查单')
})
