import { writeFileSync } from 'node:fs'
import { utils, write } from '@e965/xlsx'
import type { Page } from 'playwright'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerDialogs, launch, picture, type Running, scratch, started } from './app.ts'
import { type } from './keys.ts'
import { ask, foundOffice, wordsOf } from './office.ts'

let place = scratch()
let running: Running | undefined

beforeEach(() => {
  place = scratch()
})
afterEach(async () => {
  await running?.close()
  running = undefined
  place.remove()
})

async function open(): Promise<Running> {
  const program = await launch({ user: place.path('user'), data: place.path('data') })
  running = program
  expect(await started(program.window)).toEqual({ phase: 'ready' })
  await foundOffice(program.window)
  await program.window.getByRole('menuitem', { name: /场地$/ }).click()
  return program
}

/** 40 devices of one room, as an office keeps them. */
const DEVICES = Array.from({ length: 40 }, (_, i) => ({
  名称: `实训设备${i + 1}`,
  型号: `M-${100 + i}`,
  规格: '220V',
  数量: 5,
  单位: '台',
  位置: '电工实训室',
  资产编号: `JK${1001 + i}`,
}))

function sheet(rows: Record<string, unknown>[]): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.json_to_sheet(rows), '设备')
  return write(book, { type: 'buffer', bookType: 'xlsx' })
}

/** Names of the only venue's devices. */
async function devices(window: Page): Promise<string[]> {
  const sort = { by: 'name', desc: false } as const
  const { rows } = await ask(window, 'equipment.list', {
    filter: { venueId: 1 },
    sort,
    page: { offset: 0, limit: 100 },
  })
  return rows.map(row => row.name)
}

const dialog = (window: Page) => window.getByRole('dialog')

async function addVenue(window: Page): Promise<void> {
  await window.getByRole('button', { name: '新增场地' }).first().click()
  await type(dialog(window).getByLabel('场地名称'), '一号实训基地')
  await type(dialog(window).getByLabel('地址'), '北京经济技术开发区荣华中路 10 号')
  await dialog(window).getByRole('button', { name: '添加职业（工种）' }).click()
  await type(dialog(window).getByLabel('第 1 项职业', { exact: true }), '电工')
  await type(dialog(window).getByLabel('第 1 项职业编码'), '6-31-01-03')
  await dialog(window).getByRole('button', { name: '保存' }).click()
  await window.getByRole('tab', { name: /^设备/ }).waitFor()
}

async function importDevices(window: Page): Promise<void> {
  writeFileSync(place.path('设备.xlsx'), sheet(DEVICES))
  await window.getByRole('button', { name: '导入 Excel' }).first().click()
  await dialog(window).locator('input[type=file]').setInputFiles(place.path('设备.xlsx'))
  await dialog(window).getByRole('button', { name: '确认导入 40 项' }).click()
  await dialog(window).getByRole('button', { name: '查看设备清单' }).click()
}

describe('a venue, from its equipment list to the inspector’s outcome', () => {
  test('import → baseline → count with differences → 附件5 → outcome', async () => {
    const program = await open()
    const { app, window } = program
    await addVenue(window)
    await importDevices(window)
    await window.getByText('40 项 200 件').waitFor()

    // 备案, with today's list kept as the filed one
    await window.getByRole('tab', { name: '迎检准备' }).click()
    await window.getByRole('button', { name: '登记备案' }).first().click()
    await type(dialog(window).getByLabel('备案日期'), '2024-03-01')
    await window.keyboard.press('Tab') // reads the day
    await type(dialog(window).getByLabel('回执编号'), '京备〔2024〕31号')
    await dialog(window).getByRole('button', { name: '保存' }).click()
    await window.getByText('已备案').first().waitFor()
    const [row] = (await ask(window, 'venue.list', { filter: {}, page: { offset: 0, limit: 10 } })).rows
    const id = row?.id ?? 0
    expect(await ask(window, 'venue.get', { id })).toMatchObject({
      filing: 'filed',
      filedOn: '2024-03-01',
      baselines: [{ on: '2024-03-01', devices: 40, pieces: 200 }],
    })

    // The count: keyboard only from here on
    await window.getByRole('button', { name: '开始核查' }).click()
    await dialog(window).getByRole('button', { name: '开始核查' }).click()
    const field = window.getByLabel('核查输入')
    await field.waitFor()
    expect(await field.evaluate(element => element === document.activeElement)).toBe(true)
    const { keyboard } = window
    const enter = async (text: string) => {
      await keyboard.type(text, { delay: 70 }) // a hand, not a scanner
      await keyboard.press('Enter')
    }
    const scan = async (code: string) => {
      await keyboard.type(code)
      await keyboard.press('Enter')
    }
    await enter('') // 1: 一致
    await enter('3') // 2: 缺, three of five stand there
    await enter('7') // 3: 多
    await keyboard.press('F4') // 4: 重复
    await enter('x') // 5: 型号变, which asks for the model
    await enter('M-104B')
    await scan('JK1030') // scanned: goes to line 30
    await enter('') // 30: 一致
    await enter('') // 31: a slip of the hand
    await keyboard.press('Control+z')
    await keyboard.press('F2') // 31: 缺
    await scan('ZZ-9999') // scanned: on no list
    await dialog(window).getByLabel('名称').waitFor()
    await keyboard.type('空气压缩机') // 清单外
    await dialog(window).getByRole('button', { name: '记为「多」' }).click() // its Enter may be a scanner's
    await dialog(window).waitFor({ state: 'detached' })
    await enter('#6')
    for (let line = 6; line < 30; line += 1) await enter('')
    for (let line = 32; line <= 40; line += 1) await enter('')
    await expect.poll(() => window.getByLabel('进度').textContent(), { timeout: 30_000 }).toBe('40 / 40')
    await picture(program, 'count')
    await keyboard.press('Control+Enter')
    await dialog(window).getByText('40 / 40').waitFor()
    await keyboard.press('Enter')
    await window.getByText('已完成', { exact: true }).waitFor()

    const [check] = (await ask(window, 'venueCheck.list', { venueId: id, page: { offset: 0, limit: 10 } })).rows
    expect(check?.summary).toEqual({
      lines: 40,
      done: 40,
      match: 35,
      short: 2,
      over: 2,
      duplicate: 1,
      model: 1,
      extra: 1,
      expected: 200,
      counted: 35 * 5 + 3 + 0 + 7 + 1 + 0 + 5,
    })
    const { rows } = await ask(window, 'venueCheck.lines', {
      checkId: check?.id ?? 0,
      results: ['short', 'over', 'duplicate', 'model'],
      page: { offset: 0, limit: 50 },
    })
    expect(rows.map(line => [line.no, line.result, line.counted, line.foundModel])).toEqual([
      [2, 'short', 3, ''],
      [3, 'over', 7, ''],
      [4, 'duplicate', 0, ''],
      [5, 'model', 5, 'M-104B'],
      [31, 'short', 0, ''],
      [41, 'over', 1, ''],
    ])
    await picture(program, 'count-result')

    // 附件5 with the 差异附页, saved as a PDF
    await window.getByRole('button', { name: '打印表单' }).click()
    await window.getByText('以上 3 份一起').click()
    await window.locator('canvas[data-page]').waitFor()
    await answerDialogs(app, place.path('附件5.pdf'))
    await dialog(window).getByRole('button', { name: '另存 PDF' }).click()
    await window.getByText(/已保存/).waitFor()
    const text = await wordsOf(place.path('附件5.pdf'))
    expect(text).toContain('一号实训基地（北京经济技术开发区荣华中路10号）')
    expect(text).toContain('（是□、否□）相符') // never ticked
    expect(text).toContain('M-104B')
    expect(text).toContain('空气压缩机')
    await picture(program, 'forms-dialog')
    await keyboard.press('Escape')

    // What the inspector wrote on the signed sheet
    writeFileSync(place.path('签字件.pdf'), '%PDF-1.4 signed')
    await window.getByRole('button', { name: '登记外督员核查结果' }).click()
    await dialog(window).getByText('否', { exact: true }).click()
    await type(dialog(window).getByLabel('核查人员'), '张三、李四')
    await dialog(window).locator('input[type=file]').setInputFiles(place.path('签字件.pdf'))
    await dialog(window).getByRole('button', { name: '登记' }).click()
    await window.getByText('否：不相符').waitFor()
    expect((await ask(window, 'venueCheck.get', { checkId: check?.id ?? 0 })).outcome).toMatchObject({
      conforms: false,
      persons: '张三、李四',
      attachment: { name: '签字件.pdf' },
    })

    // A page that is loaded anew is where it was
    await window.reload()
    await window.getByText('否：不相符').waitFor()
    expect(program.complaints).toEqual([])
  })

  test('a renamed exe is no photo, a sheet with mistakes writes only its good rows: said clearly, nothing lost', async () => {
    const { window } = await open()
    await addVenue(window)
    const [good, other, twin] = DEVICES
    writeFileSync(
      place.path('坏清单.xlsx'),
      sheet([{ ...good }, { ...other, 数量: -3 }, { ...other, 名称: '半台机', 数量: 1.5 }, { ...twin }, { ...twin }]),
    )
    await window.getByRole('button', { name: '导入 Excel' }).first().click()
    await dialog(window).locator('input[type=file]').setInputFiles(place.path('坏清单.xlsx'))
    await dialog(window).getByText('行有错，不会导入').waitFor()
    const shown = await dialog(window).textContent()
    for (const word of ['填的是“-3”', '填的是“1.5”', '第6行与第5行重复']) expect(shown).toContain(word)
    expect(await devices(window)).toEqual([])
    await dialog(window).getByRole('button', { name: '确认导入 2 项' }).click()
    await dialog(window).getByRole('button', { name: '查看设备清单' }).click()
    expect(await devices(window)).toEqual(['实训设备1', '实训设备3'])

    await window.getByRole('tab', { name: /^附件与照片/ }).click()
    writeFileSync(place.path('全景.jpg'), 'MZ this program cannot be run in DOS mode'.repeat(100))
    await window.getByRole('button', { name: '上传照片' }).click()
    await dialog(window).locator('input[type=file]').setInputFiles(place.path('全景.jpg'))
    await dialog(window).getByRole('button', { name: '上传' }).click()
    await window.getByText('「全景.jpg」不是').last().waitFor()
    expect((await ask(window, 'venue.get', { id: 1 })).files).toEqual([])

    // What is unsaved would object to the window being closed.
    await window.getByRole('button', { name: '知道了' }).click()
    await dialog(window).getByRole('button', { name: '取消' }).click()
    await window.getByRole('button', { name: '放弃修改' }).click()
    await dialog(window).first().waitFor({ state: 'detached' })
  })
})
