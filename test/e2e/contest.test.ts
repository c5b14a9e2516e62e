import { readFileSync } from 'node:fs'
import { PDFDocument } from 'pdf-lib'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import { launch, OFFICE, picture, type Running, scratch, started, WIDE } from './app.ts'
import { type } from './keys.ts'
import { ask, foundOffice, wordsOf } from './office.ts'

const place = scratch()
let running: Running
let window: Page
let today = ''
let id = 0

// One contest from its plan to 附件7. Each test goes on where the one before it ended.
beforeAll(async () => {
  running = await launch({ user: place.path('user'), data: place.path('data') })
  window = running.window
  expect(await started(window)).toEqual({ phase: 'ready' })
  await foundOffice(window)
  today = (await ask(window, 'app.info', {})).today
  await window.getByRole('menuitem', { name: /竞赛$/ }).click()
})
let failed = ''
beforeEach(({ task }) => {
  if (failed) throw new Error(`not tried: 「${failed}」 failed`)
  onTestFailed(async () => {
    failed ||= task.name
    await picture(running, 'contest-failed')
  })
})
afterAll(async () => {
  await running.close()
  place.remove()
})

const button = (name: string | RegExp, exact = false) => window.getByRole('button', { name, exact })
const tab = (name: RegExp) => window.getByRole('tab', { name }).click()
// Column heads wear the same names.
const field = (name: string) => window.locator('input, textarea').and(window.getByLabel(name, { exact: true }))
const save = () => button('保存', true).click()

async function date(name: string, value: string): Promise<void> {
  await field(name).click()
  await type(field(name), value)
  await field(name).press('Tab')
}

async function pictures(name: string): Promise<void> {
  await picture(running, name, WIDE)
  await picture(running, name, OFFICE)
}

/** The date so many days later, by a calendar that is not ours. */
const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

describe('a contest from its plan to 附件7', () => {
  test('it is registered, and opens at its places', async () => {
    await window.getByText(/^还没有登记竞赛/).waitFor()
    await pictures('contest-empty')
    await button('新建竞赛').first().click()
    await type(field('竞赛项目名称'), '电工技能竞赛')
    await type(field('主办单位'), '某某行业协会')
    await type(window.getByLabel('第 1 项职业'), '电工')
    await date('开始日期', plus(today, 10))
    await date('结束日期', plus(today, 9))
    await save()
    await window.getByText('不能早于开始日期').waitFor()
    await date('结束日期', plus(today, 11))
    await picture(running, 'contest-dialog')
    await save()
    await window.getByText(/^还没有竞赛地点/).waitFor()
    const { rows } = await ask(window, 'contest.list', { filter: {}, page: { offset: 0, limit: 9 } })
    expect(rows).toMatchObject([{ name: '电工技能竞赛', state: 'preparing', qualified: 0 }])
    id = rows[0]?.id ?? 0
  })

  test('就绪 is refused without 资质, and says by which article', async () => {
    await button('确认就绪').click()
    const refused = window.getByRole('dialog', { name: /不能确认就绪/ })
    await refused.getByText('R-CMP-STAFF · 第八条').waitFor()
    await refused.getByText(/具有资质的竞赛赛务管理人员，严格竞赛质量管理/).waitFor()
    await picture(running, 'contest-refused')
    await button('知道了').click()
    await tab(/^赛务人员/)
    await button('添加赛务人员').click()
    await type(field('姓名'), '赵敏')
    await save()
    await window.getByText(/都没有有效的资质证明/).waitFor()
    await button('确认就绪').click()
    await refused.getByText('R-CMP-STAFF · 第八条').waitFor()
    await button('知道了').click()
  })

  test('one with 资质 to the last day makes it 就绪', async () => {
    await button('修改', true).last().click()
    await type(field('资质证明（名称、编号）'), '竞赛赛务管理 SW-2026-001')
    await date('有效期至（长期有效的不填）', plus(today, 10))
    await save()
    await window.getByText('到期早于竞赛').waitFor()
    await button('修改', true).last().click()
    await date('有效期至（长期有效的不填）', plus(today, 11))
    await save()
    await window.getByText('有效', { exact: true }).waitFor()
    await pictures('contest-staff')
    await button('确认就绪').click()
    await expect.poll(async () => (await ask(window, 'contest.get', { id })).state).toBe('ready')
    await expect.poll(() => button('确认就绪').count()).toBe(0)
  })

  test('晋升比例: 33 of 100 at 1/3, not 34', async () => {
    await tab(/^概况/)
    await button('登记人数和比例').click()
    await type(field('晋升比例'), '1/3')
    await type(field('规定该比例的文号'), '京人社〔2026〕8号')
    await type(field('参赛人数'), '100')
    await type(field('申请核发证书人数'), '34')
    await window.getByText(/超过晋升比例 1\/3（京人社〔2026〕8号）允许的 33 人/).waitFor()
    await save()
    const refused = window.getByRole('dialog', { name: /不能登记申请核发人数/ })
    await refused.getByText('R-CMP-RATIO · 附件7 事后第12项').waitFor()
    await picture(running, 'contest-ratio')
    await button('知道了').click()
    expect(await ask(window, 'contest.get', { id })).toMatchObject({ ratio: '', applied: null })
    await type(field('申请核发证书人数'), '33')
    await save()
    await window.getByText('100 × 1/3 = 33 又 1/3，舍去零头，最多 33 人').first().waitFor()
    await expect.poll(async () => (await ask(window, 'contest.get', { id })).applied).toBe(33)
    await pictures('contest-overview')
  })

  test('附件6: eight places are two pages, signed on both', async () => {
    await tab(/^地点与安排/)
    await button('添加地点').click()
    await type(field('竞赛地点'), '1号馆')
    await type(field('人数'), '200')
    await picture(running, 'contest-place-dialog')
    await save()
    await window.getByText('应当2名，可加派').waitFor()
    for (let i = 2; i <= 8; i += 1) {
      await ask(window, 'contestPlace.save', {
        ...{ contestId: id, place: `${i}号馆`, occupation: '电工', people: 198 + i, note: '' },
        ...{ fromOn: plus(today, 10), fromTime: '09:00', toOn: plus(today, 10), toTime: '17:00' },
      })
    }
    await window.getByRole('row', { name: /8号馆/ }).waitFor()
    await pictures('contest-places')
    await running.answer(place.path('附件6.pdf'))
    await button('打印附件6').click()
    await window.getByText('/ 2 页').waitFor()
    await button('另存 PDF').click()
    await window.getByText(/已保存：/).waitFor()
    await picture(running, 'contest-annex6')
    expect((await PDFDocument.load(readFileSync(place.path('附件6.pdf')))).getPageCount()).toBe(2)
    const words = await wordsOf(place.path('附件6.pdf'))
    expect(words.match(/填表人签字：审核人签字：/g)).toHaveLength(2)
    expect(words).toContain(`电工技能竞赛8号馆电工206${plus(today, 10)}09:00`)
    await window.keyboard.press('Escape')
  })

  test('a visit: the deadline of 附件7 stands in 期限 and leads back', async () => {
    const { state, seen, ...contest } = await ask(window, 'contest.get', { id })
    const { name, host, coHost, items, noticeNo, contact, phone, note } = contest
    const plan = { id, seen, name, host, coHost, items, noticeNo, contact, phone, note }
    await ask(window, 'contest.save', { ...plan, from: plus(today, -1), to: plus(today, 11) })
    expect(state).toBe('ready')
    await window.getByText('进行中', { exact: true }).first().waitFor()
    await tab(/^督导/)
    await button('登记督导').click()
    await window.getByText('事后督导', { exact: true }).click()
    await type(window.getByLabel('第 1 名外督员姓名'), '周玉梅')
    await type(window.getByLabel('第 2 名外督员姓名'), '郑红霞')
    await picture(running, 'contest-visit-dialog')
    await save()
    const due = window.getByRole('region', { name: '期限' })
    await due.getByText(/附件7：5个工作日内（第二十六条）/).waitFor()
    await pictures('contest-visit')
    await tab(/^资料/)
    await window.getByRole('option', { name: /K15/ }).waitFor()
    await pictures('contest-papers')
    await window.getByRole('menuitem', { name: /期限$/ }).click()
    await window.getByRole('row', { name: /附件7 竞赛督导记录表/ }).waitFor()
    await pictures('contest-deadline')
    await button('电工技能竞赛').click()
    await button('登记督导').waitFor()
    await button('返回竞赛').click()
    await window.getByRole('row', { name: /电工技能竞赛/ }).waitFor()
    await pictures('contest-list')
    expect(running.complaints).toEqual([])
  })
})
