/** Tab leaves, pastes go where they belong, marks stay: what a hand does without looking is not written. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, type Running, scratch, started } from './app.ts'
import { paste, type } from './keys.ts'
import { ask, foundOffice } from './office.ts'

const space = scratch()
let running: Running

beforeAll(async () => {
  running = await launch({ user: space.path('profile'), data: space.path('data') })
  expect(await started(running.window)).toEqual({ phase: 'ready' })
  await foundOffice(running.window)
  await running.window.reload()
})

afterAll(async () => {
  await running?.close()
  space.remove()
})

test('Tab through a list of levels adds none; Enter adds the one that is marked', async () => {
  const { window } = running
  await window.getByRole('menuitem', { name: '场地' }).click()
  await window.getByRole('button', { name: '新增场地' }).first().click()
  const dialog = window.getByRole('dialog')
  await type(dialog.getByLabel('场地名称'), '一号实训基地')
  await type(dialog.getByLabel('地址'), '荣华中路 10 号')
  const levels = dialog.getByLabel('第 1 项等级')
  if (!(await levels.isVisible())) await dialog.getByRole('button', { name: /添加/ }).first().click()
  await type(dialog.getByLabel('第 1 项职业', { exact: true }), '电工')
  await levels.focus()
  await window.keyboard.press('ArrowDown') // opens the list, the first level is marked
  await window.locator('.ant-select-item-option-active').waitFor()
  await window.keyboard.press('Tab')
  await window.locator('.ant-select-item-option-active').waitFor({ state: 'hidden' })
  await levels.focus()
  await window.keyboard.press('ArrowDown')
  await window.locator('.ant-select-item-option-active').waitFor()
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  await window.keyboard.press('Tab')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'detached' })
  const [row] = (await ask(window, 'venue.list', { filter: {}, page: { offset: 0, limit: 10 } })).rows
  const venue = await ask(window, 'venue.get', { id: row?.id ?? 0 })
  expect(venue.scope.map(entry => [entry.occupation, entry.levels.length])).toEqual([['电工', 1]])
})

test('a pasted 身份证 with blanks is whole; a block of cells lands in no field', async () => {
  const { window, app } = running
  await window.getByRole('menuitem', { name: '内督员' }).click()
  await window.getByRole('button', { name: '新增内督员' }).click()
  const dialog = window.getByRole('dialog')
  const name = dialog.getByLabel('姓名')
  await name.click()
  await paste(app, window, '王小明\t男\t1985-03-12\r\n李四\t女\t1986-01-01\r\n')
  await window.getByText('剪贴板里是 2 行 3 列的表格').waitFor()
  expect(await name.inputValue()).toBe('')
  await paste(app, window, '王小明\r\n')
  expect(await name.inputValue()).toBe('王小明')
  await dialog.getByLabel('身份证号（选填）').click()
  await paste(app, window, ' 110105 19491231 002X ')
  await window.keyboard.press('Tab')
  await expect.poll(() => dialog.getByLabel('出生日期').inputValue()).toBe('1949-12-31')
})

test('the page was never at fault', () => expect(running.complaints).toEqual([]))
