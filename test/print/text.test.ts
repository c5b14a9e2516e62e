import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { printCards } from '../../src-main/print/cards.ts'
import { typesetter } from '../../src-main/print/text.ts'
import { mm } from '../../src-main/print/units.ts'
import { plain } from './pictures.ts'
import { bands, openPdf, rasterise, renderFile } from './raster.ts'
import { card, folder, fonts, unfinished } from './sample.ts'

const DPI = 300
const EM = mm(12)
const dir = folder()
afterAll(dir.remove)

/** The printed text of each page, as a reader's text selection gives it, without spaces. */
async function extracted(path: string): Promise<string[]> {
  const pdf = await openPdf(path)
  const texts: string[] = []
  for (let i = 1; i <= pdf.numPages; i++) {
    const { items } = await (await pdf.getPage(i)).getTextContent()
    texts.push(
      items
        .map(item => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s/g, ''),
    )
  }
  await pdf.loadingTask.destroy()
  return texts
}

describe('text', () => {
  test('can be selected, complete and in reading order', async () => {
    const out = dir.path('text.pdf')
    const orgName = '北京经济技术开发区智能制造产业技术研究院有限公司'
    const cards = [card(), card({ name: '㐂䶮𠮷龘·喆', code: 'S112001260002', orgName, printedBy: `${orgName}印制` })]
    await printCards({ cards, layout: 'single', side: 'both', fonts }, out)
    expect(await extracted(out)).toEqual([
      '技能人才评价质量督导员（内督员）姓名：张三证卡编号：Y112001220001有效期限：2022.06-2025.06颁证机构：××××××公司',
      '技能人才评价质量督导员证卡××××××公司印制',
      `技能人才评价质量督导员（内督员）姓名：㐂䶮𠮷龘·喆证卡编号：S112001260002有效期限：2022.06-2025.06颁证机构：${orgName}`,
      `技能人才评价质量督导员证卡${orgName}印制`,
    ])
    const pdf = await openPdf(out)
    const { items } = await (await pdf.getPage(1)).getTextContent()
    await pdf.loadingTask.destroy()
    const raw = items.map(item => ('str' in item ? item.str : '')).join('')
    expect(raw).toMatch(/姓 +名：/)
    expect(raw).toContain('2022.06-2025.06') // an ASCII hyphen, not U+2011
  })

  test('cards on a sheet are read one after the other', async () => {
    const out = dir.path('sheet.pdf')
    const names = ['张一', '王二', '李三', '赵四', '钱五']
    await printCards({ cards: names.map(name => card({ name })), layout: 'a4-5', side: 'front', fonts }, out)
    const [text = ''] = await extracted(out)
    expect(text.match(/姓名：../g)).toEqual(names.map(name => `姓名：${name}`))
  })
})

test('a time of day stays on one line, and a label breaks from what follows its colon', () => {
  const type = typesetter(fonts)
  expect(type.wrap('2026-10-17 8:30', 'regular', 10, 60)).toEqual(['2026-10-17', '8:30'])
  expect(type.wrap('备注:17:30到场', 'regular', 10, 35)).toEqual(['备注:', '17:30到', '场'])
})

describe('long texts', () => {
  const org = (length: number): string => '北京经济技术开发区智能制造'.repeat(9).slice(0, length)

  test('an organisation of 30 characters takes three lines of 12 pt on the front, two on the back', async () => {
    const out = dir.path('long.pdf')
    const cards = [card({ orgName: org(30), printedBy: org(30) })]
    await printCards({ cards, layout: 'single', side: 'both', fonts }, out)
    const pdf = await openPdf(out)
    const front = bands(await rasterise(pdf, 1, DPI), { x: 0, y: 60, width: 80, height: 50 })
    const back = bands(await rasterise(pdf, 2, DPI), { x: 0, y: 55, width: 80, height: 55 })
    await pdf.loadingTask.destroy()
    expect(front).toHaveLength(6)
    expect(back).toHaveLength(2)
    // twelve characters of 12 pt fill 50.8 mm; nothing shrank, nothing left the card
    expect(front[4]?.width).toBeGreaterThan(11.8 * EM)
    expect((front[4]?.x ?? 0) + (front[4]?.width ?? 0)).toBeLessThan(77)
    expect((front[5]?.y ?? 0) + (front[5]?.height ?? 0)).toBeLessThan(107)
    expect(back[0]?.width).toBeGreaterThan(15.8 * EM) // 32 characters, sixteen on each line
    expect(back[1]?.width).toBeGreaterThan(15.8 * EM)
  })

  test('60 characters fit on the back but not on the front, which names person and field', async () => {
    const request = { layout: 'single' as const, fonts }
    const back = dir.path('back60.pdf')
    await printCards({ ...request, cards: [card({ printedBy: org(60) })], side: 'back' }, back)
    expect(await extracted(back)).toEqual([`技能人才评价质量督导员证卡${org(60)}印制`])

    const front = dir.path('front60.pdf')
    const refused = printCards(
      { ...request, cards: [card(), card({ name: '李四', orgName: org(60) })], side: 'both' },
      front,
    )
    await expect(refused).rejects.toMatchObject({
      code: 'CARD_OVERFLOW',
      message: expect.stringContaining('「李四」的颁证机构'),
    })
    expect(existsSync(front)).toBe(false)
    const tooLong = printCards({ ...request, cards: [card({ printedBy: org(100) })], side: 'back' }, front)
    await expect(tooLong).rejects.toMatchObject({ code: 'CARD_OVERFLOW', message: expect.stringContaining('印制单位') })
  })

  test('a long name with a logo above the title still fits and keeps its size', async () => {
    const name = '阿卜杜热合曼·买买提艾力·吐尔逊江'
    const logo = { bytes: plain('#2040c0', 600, 100, 'png'), place: 'front' as const }
    const out = dir.path('longname.pdf')
    const photo = plain('#ffffff', 413, 578)
    await printCards({ cards: [card({ name, logo, photo })], layout: 'single', side: 'front', fonts }, out)
    const lines = bands(await renderFile(out, 1, DPI), { x: 0, y: 60, width: 80, height: 50 })
    expect(lines).toHaveLength(5)
    expect(Math.abs((lines[1]?.y ?? 0) - (lines[0]?.y ?? 0) - mm(22))).toBeLessThan(0.5)
  })

  const type = typesetter(fonts)
  const char = fc.constantFrom(...'北京市海淀（）·，。“”ABCxyz0123456789 -.𠮷')
  test('wrapping loses nothing but spaces and never exceeds the line', () => {
    fc.assert(
      fc.property(fc.string({ unit: char, maxLength: 60 }), fc.integer({ min: 24, max: 200 }), (text, width) => {
        const lines = type.wrap(text, 'regular', 12, width)
        expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''))
        for (const line of lines) expect(type.width(line.trimEnd(), 'regular', 12)).toBeLessThanOrEqual(width + 0.001)
      }),
    )
  })

  test('even lines: no more of them, nothing lost, no line too long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: char, minLength: 1, maxLength: 60 }),
        fc.integer({ min: 24, max: 200 }),
        (text, width) => {
          const lines = type.wrapEven(text, 'regular', 12, width)
          expect(lines).toHaveLength(type.wrap(text, 'regular', 12, width).length)
          expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''))
          for (const line of lines) expect(type.width(line.trimEnd(), 'regular', 12)).toBeLessThanOrEqual(width + 0.001)
        },
      ),
    )
  })

  test('an imprint of any length is even and keeps 印制 together', () => {
    for (let length = 1; length <= 60; length++) {
      const lines = type.wrapEven(`${org(length)}印制`, 'bold', 12, 17 * 12)
      const [first = '', last = ''] = [lines[0], lines.at(-1)]
      expect(last.endsWith('印制')).toBe(true)
      expect(first.length - last.length).toBeLessThanOrEqual(lines.length)
    }
    expect(type.wrapEven('北京亦庄精工职业技能培训有限公司印制', 'bold', 12, 17 * 12)).toEqual([
      '北京亦庄精工职业技',
      '能培训有限公司印制',
    ])
  })

  test('a line begins with no closing mark and breaks no number', () => {
    expect(type.wrap('北京经济技术（开发区）公司', 'regular', 12, 10 * 12)).toEqual(['北京经济技术（开发', '区）公司'])
    expect(type.wrap('中关村2026号院', 'regular', 12, 4 * 12)).toEqual(['中关村', '2026号', '院'])
  })
})

describe('characters that cannot be printed stop the job before anything is drawn', () => {
  test.each([
    ['李𪚥', 'name', '姓名', '𪚥（U+2A6A5）'],
    ['李\u200b四', 'name', '姓名', 'U+200B'],
    ['李\n四', 'name', '姓名', 'U+000A'],
    ['葛\u{e0100}', 'name', '姓名', 'U+E0100'],
    ['北京\u202e公司', 'orgName', '颁证机构', 'U+202E'],
    ['公司😀', 'printedBy', '印制单位', '😀（U+1F600）'],
  ])('%j in %s', async (value, key, field, chars) => {
    const out = dir.path('missing.pdf')
    const cards = [card(), card({ name: '王五', [key]: value })]
    const name = key === 'name' ? value : '王五'
    const refused = printCards({ cards, layout: 'a4-4', side: 'both', fonts }, out)
    const message = `字库缺少「${name}」的${field}中的字：${chars}`
    await expect(refused).rejects.toMatchObject({ code: 'FONT_LACKS', message })
    expect(existsSync(out)).toBe(false)
    expect(unfinished(dir.root)).toEqual([])
  })

  test('an empty field is refused, not printed as an empty line', async () => {
    const refused = printCards(
      { cards: [card({ period: ' ' })], layout: 'single', side: 'front', fonts },
      dir.path('e.pdf'),
    )
    await expect(refused).rejects.toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('有效期限') })
  })
})
