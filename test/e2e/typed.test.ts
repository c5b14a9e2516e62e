/** Dates and times by keys: what is typed is what is stored, and what cannot be read is neither. */
import type { Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { weekdayText } from '../../src-shared/domain/typedDate.ts'
import { fullWidth, writings } from '../unit/typedForms.ts'
import { launch, picture, type Running, scratch, started } from './app.ts'
import { paste, type } from './keys.ts'
import { ask, foundOffice } from './office.ts'

const space = scratch()
let running: Running
let today: string

beforeAll(async () => {
  running = await launch({ user: space.path('profile'), data: space.path('data') })
  expect(await started(running.window)).toEqual({ phase: 'ready' })
  await foundOffice(running.window)
  await running.window.reload()
  today = (await ask(running.window, 'app.info', {})).today
})

afterAll(async () => {
  await running?.close()
  space.remove()
})

const dialog = () => running.window.getByRole('dialog', { name: '新增期限' })
const due = () => dialog().getByLabel('最后一天')
const press = (keys: string) => running.window.keyboard.press(keys)

async function open(): Promise<void> {
  await running.window.getByRole('menuitem', { name: '期限' }).click()
  await running.window.getByRole('button', { name: '新增期限' }).click()
  await dialog().waitFor()
}
async function close(): Promise<void> {
  await dialog().getByRole('button', { name: /取/ }).click()
  const giveUp = running.window.getByRole('button', { name: '放弃修改' })
  await Promise.race([giveUp.waitFor(), dialog().waitFor({ state: 'hidden' })])
  if (await giveUp.isVisible()) await giveUp.click()
  await dialog().waitFor({ state: 'hidden' })
}

/** Types, looks that nothing has touched the text, leaves with Tab, and says what the field shows then. */
async function left(field: Locator, text: string): Promise<string> {
  await type(field, text)
  expect(await field.inputValue()).toBe(text)
  await field.press('Tab')
  return field.inputValue()
}

describe('a date field', () => {
  test('reads every way to write every day of a month', async () => {
    await open()
    const days = Array.from({ length: 31 }, (_, i) => `2026-12-${String(i + 1).padStart(2, '0')}`)
    // The six common ways on each day of two digits, every way on three days.
    const typed = [
      ...days.slice(9).flatMap(day =>
        writings(day)
          .slice(0, 6)
          .map(text => [text, day]),
      ),
      ...[days[0], days[9], days[24]].flatMap(day =>
        writings(day ?? '').flatMap(text => [
          [text, day],
          [fullWidth(text), day],
        ]),
      ),
    ] as [text: string, day: string][]
    const wrong: string[][] = []
    for (const [text, day] of typed) {
      const shown = await left(due(), text)
      if (shown !== day) wrong.push([text, shown])
    }
    expect(wrong).toEqual([])
    await close()
  })

  test('says how it reads, and shows the weekday beside it', async () => {
    await open()
    await type(due(), '2026.11.20')
    await dialog().getByText('读作 2026-11-20 周五').waitFor()
    await picture(running, 'date-typed')
    await due().press('Tab')
    expect(await due().inputValue()).toBe('2026-11-20')
    await dialog().getByText('周五', { exact: true }).waitFor()
    await close()
  })

  test('what is stored is what was typed', async () => {
    const typed: [what: string, text: string, stored: string][] = [
      ['点', '2026.12.20', '2026-12-20'],
      ['紧凑', '20261231', '2026-12-31'],
      ['短', '26-12-10', '2026-12-10'],
      ['汉字', '2026年12月11日', '2026-12-11'],
      ['无年', '12.30', `${today.slice(0, 4)}-12-30`],
    ]
    for (const [what, text] of typed) {
      await open()
      await type(dialog().getByLabel('事项'), what)
      await press('Tab')
      await running.window.keyboard.type(text)
      await press('Enter') // reads and saves at once
      await dialog().waitFor({ state: 'hidden' })
    }
    const { rows } = await ask(running.window, 'deadline.list', { page: { offset: 0, limit: 100 } })
    const stored = new Map(rows.map(item => [item.what, item.due]))
    expect(typed.map(([what]) => [what, stored.get(what)])).toEqual(typed.map(([what, , date]) => [what, date]))
  })

  test('refuses what it cannot read: the text stays, nothing is saved, the focus comes back', async () => {
    await open()
    await type(dialog().getByLabel('事项'), '不可能的一天')
    for (const [text, why] of [
      ['2026.02.30', '二月没有 30 日'],
      ['25/11/2026', '请按 年-月-日 写，例如 2026-11-25'],
      ['2026.11', '少了日'],
    ] as const) {
      expect(await left(due(), text)).toBe(text)
      await dialog().getByText(why, { exact: true }).waitFor()
      await dialog().getByRole('button', { name: '保存' }).click()
      await running.window.waitForFunction(() => document.activeElement?.id === 'deadline_due')
    }
    await picture(running, 'date-refused')
    expect(await dialog().isVisible()).toBe(true)
    const { rows } = await ask(running.window, 'deadline.list', { page: { offset: 0, limit: 100 } })
    expect(rows.filter(item => item.what === '不可能的一天')).toEqual([])
    await close()
  })

  test('Esc brings the former day back and leaves the dialog open', async () => {
    await open()
    expect(await left(due(), '2026-12-24')).toBe('2026-12-24')
    await type(due(), '2026.13')
    await press('Escape')
    expect(await due().inputValue()).toBe('2026-12-24')
    expect(await dialog().isVisible()).toBe(true)
    expect(await left(due(), '2026-02-31')).toBe('2026-02-31')
    await due().focus()
    await press('Escape')
    expect(await due().inputValue()).toBe('2026-12-24')
    await close()
  })

  test('↓ opens the month, arrows move in it, Enter takes the day; Ctrl+; is today', async () => {
    await open()
    await left(due(), '2026-12-24')
    await due().focus()
    await press('ArrowDown')
    await running.window.getByText('2026 年 12 月', { exact: true }).waitFor()
    await picture(running, 'date-month')
    await press('ArrowDown')
    await press('ArrowRight')
    await running.window.getByText('2027 年 1 月', { exact: true }).waitFor()
    await press('Enter')
    expect(await due().inputValue()).toBe('2027-01-01')
    expect(await dialog().isVisible()).toBe(true)
    await press('Control+;')
    expect(await due().inputValue()).toBe(today)
    await dialog().getByText(weekdayText(today), { exact: true }).waitFor()
    await dialog().getByLabel('打开月历').click()
    await running.window.getByRole('button', { name: `${today.slice(0, 8)}15` }).click()
    expect(await due().inputValue()).toBe(`${today.slice(0, 8)}15`)
    await close()
  })

  test('a paste from Excel: a number is its day, a cell with a time its date', async () => {
    await open()
    for (const [copied, day] of [
      ['46351', '2026-11-25'],
      ['2026/11/25 0:00:00\r\n', '2026-11-25'],
      ['\t2026年11月2日', '2026-11-02'],
    ] as const) {
      await due().click()
      await press('ControlOrMeta+A')
      await paste(running.app, running.window, copied)
      await press('Tab')
      expect([copied, await due().inputValue()]).toEqual([copied, day])
    }
    await close()
  })
})

test('the page was never at fault', () => expect(running.complaints).toEqual([]))
