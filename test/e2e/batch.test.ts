import { readFileSync } from 'node:fs'
import { PDFDocument } from 'pdf-lib'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import type { Input, Output, RouteName } from '../../src-shared/contract/index.ts'
import { launch, picture, type Running, scratch, started } from './app.ts'
import { type } from './keys.ts'

const place = scratch()
let running: Running
let window: Page
let today = ''
let batchId = 0

// One batch from its plan to a closed 问题. Each test goes on where the one before it ended.
beforeAll(async () => {
  running = await launch({ user: place.path('user'), data: place.path('data') })
  window = running.window
  expect(await started(window)).toEqual({ phase: 'ready' })
  await ask('app.setOperator', { name: '经办甲' })
  await ask('org.save', ORG)
  today = (await ask('app.info', {})).today
  for (const name of ['甲督导', '乙督导']) await addAppointed(name)
  await window.getByRole('menuitem', { name: /批次$/ }).click()
})
let failed = ''
beforeEach(({ task }) => {
  if (failed) throw new Error(`not tried: 「${failed}」 failed`)
  onTestFailed(async () => {
    failed ||= task.name
    await picture(running, 'batch-failed')
  })
})
afterAll(async () => {
  await running.close()
  place.remove()
})

const ORG: Input<'org.save'> = {
  name: '北京测试机构',
  kind: 'S',
  number: 'S000011002001',
  place: '11',
  printedBy: '',
  logoPlace: 'none',
  rulesFrom: null,
  ageReading: 'A',
  codeMode: 'auto',
  filingContact: '',
}

const button = (name: string | RegExp, exact = false) => window.getByRole('button', { name, exact })
const tab = (name: RegExp) => window.getByRole('tab', { name }).click()
// Column heads wear the same names.
const field = (name: string) => window.locator('input, textarea').and(window.getByLabel(name, { exact: true }))

async function date(name: string, value: string): Promise<void> {
  await field(name).click()
  await type(field(name), value)
  await field(name).press('Tab')
}

describe('a batch from plan to closed 问题', () => {
  test('the batch is planned; inverted dates are said while they are typed', async () => {
    await button('新建批次').first().click()
    await type(field('计划号'), 'JH-E2E-1')
    await type(field('评价计划名称'), '电工四级认定')
    await type(window.getByLabel('第 1 项职业'), '电工')
    await type(window.getByLabel('第 1 项计划人数'), '201')
    await date('考试开始', today)
    await date('公告', plus(today, 3))
    await window.getByText(/R-ORDER/).waitFor()
    await date('公告', plus(today, -20))
    await expect.poll(() => window.getByText(/R-ORDER/).count()).toBe(0)
    await button('保存', true).click()
    await button('添加场次').waitFor()
    const { rows } = await ask('batch.list', {
      filter: {},
      sort: { by: 'examFrom', desc: true },
      page: { offset: 0, limit: 9 },
    })
    expect(rows).toMatchObject([{ planNo: 'JH-E2E-1', planned: 201, phase: 'during' }])
    batchId = rows[0]?.id ?? 0
  })

  test('a session is added with typed times, and somebody who examines in it', async () => {
    await button('添加场次').click()
    await type(field('开始'), '9')
    await type(field('结束'), '1130')
    await type(field('考场'), '一号考场')
    await type(field('人数'), '30')
    await button('保存', true).click()
    await window.getByText('09:00–11:30').waitFor()
    await tab(/^人员/)
    await button('添加考评人员').click()
    await type(field('姓名'), '甲督导')
    await button('保存', true).click()
    await window.getByRole('row', { name: /甲督导/ }).waitFor()
  })

  test('委派: 甲 is refused by 第九条 without any way around it, 乙 is sent', async () => {
    await tab(/^委派/)
    await button('选人').click()
    const refused = window.getByRole('region', { name: '不能委派' })
    await refused.getByText('R-SAME-SESSION · 第九条').waitFor()
    expect(await refused.textContent()).toContain('甲督导')
    expect(await refused.getByRole('button', { name: /例外/ }).count()).toBe(0)
    await picture(running, 'batch-rank')
    await window.getByLabel('委派乙督导').check()
    await button(/^选好了/).click()
    await button('签发委派单').click()
    await button('签发', true).click()
    await window.getByText(`WP-${today.slice(0, 4)}-0001`, { exact: true }).waitFor()
    const { assignments } = await ask('assign.list', { batchId })
    expect(assignments).toMatchObject([{ state: 'valid', people: [{ name: '乙督导' }] }])
  })

  test('the record is filled by keyboard alone; a 否 without text is not sealed', async () => {
    await button('填写督导记录').click()
    await button('开始填写').click()
    await window.getByText(/^已勾选 0 \/ 17$/).waitFor()
    const keys = window.keyboard
    await keys.press('y') // 佩证
    await keys.press('Enter')
    await keys.press('n') // item 1: its remark opens and takes the keys
    await keys.press('Enter')
    for (let item = 2; item <= 16; item += 1) {
      await keys.press(item % 2 === 0 ? '1' : 'ArrowLeft')
      await keys.press('ArrowDown')
    }
    await window.getByText(/^已勾选 17 \/ 17$/).waitFor()
    await keys.press('Control+Enter')
    await window.getByText('还不能封存').waitFor()
    await window.getByText('R-NOTE · 附件3 注1').waitFor()
    expect(await window.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('第 1 项备注')
    expect((await ask('supervision.list', { batchId })).records).toMatchObject([{ state: 'draft' }])
    await picture(running, 'batch-refused')

    await keys.type('制度汇编未更新')
    await keys.press('Control+Enter')
    await window.getByRole('button', { name: '更正…' }).waitFor()
    const [record] = (await ask('supervision.list', { batchId })).records
    expect(record).toMatchObject({ state: 'sealed', badge: 'yes' })
    expect(record?.items[0]).toEqual({ number: '1', answer: 'no', remark: '序号1: 制度汇编未更新' })
    expect(record?.items.map(item => item.number)).not.toContain('15')
    expect(record?.items.slice(1).every(item => item.answer === 'yes')).toBe(true)
    await picture(running, 'batch-sealed')
  })

  test('a correction is a second version, and the first stays readable', async () => {
    await button('更正…').click()
    await type(field('原因'), '补充说明')
    await button('新建一版').click()
    await type(field('第 1 项备注'), '序号1: 制度汇编未更新，缺 2026 年版')
    await button('封存', true).click()
    await window.getByTitle(/^第 2 版/).click()
    await window.getByTitle(/^第 1 版/).click()
    await window.getByText('这是已被更正的旧版，仅供查阅。').waitFor()
    await window.getByText('序号1: 制度汇编未更新', { exact: true }).waitFor()
    await button('返回批次').click()
  })

  test('the 否 is a 问题: arranged, answered, and closed by another person only', async () => {
    await tab(/^整改/)
    await window.getByRole('row', { name: /制度汇编未更新/ }).click()
    await button('整改安排').click()
    await type(field('整改措施'), '换发 2026 年版')
    await type(field('责任人'), '经办甲')
    await date('整改期限', plus(today, 10))
    await button('保存', true).click()
    await button('回复', true).click()
    await type(field('整改情况'), '已换发')
    await button('保存回复').click()
    await button('复核关闭').click()
    await type(field('复核人'), ' 经办甲')
    await button('关闭问题').click()
    await window.getByText('复核人与责任人是同一人').waitFor()
    await type(field('复核人'), '赵主任')
    await button('关闭问题').click()
    await window.getByText('请写明为什么不可能有佐证').waitFor()
    await type(field('没有佐证的原因'), '旧版已当场收回销毁')
    await button('关闭问题').click()
    await button('重新打开').waitFor()
    await picture(running, 'batch-fixed')
    const { rows } = await ask('rectification.list', { batchId, page: { offset: 0, limit: 9 } })
    expect(rows).toMatchObject([{ state: 'closed', reviewer: '赵主任', responsible: '经办甲', number: '1' }])
    await window.keyboard.press('Escape')
  })

  test('a visit of two: the reference fee, both deadlines of 附件3, and one 附件4 for each', async () => {
    await tab(/^外督/)
    await button('登记外督').first().click()
    for (const [no, name, to] of [
      [1, '刘外督', '12:30'],
      [2, '孙外督', '12:31'],
    ] as const) {
      await type(window.getByLabel(`第 ${no} 名外督员姓名`), name)
      await type(window.getByLabel(`第 ${no} 名外督员进场时间`), '830')
      await type(window.getByLabel(`第 ${no} 名外督员离场时间`), to)
    }
    await button('保存', true).click()
    await window.getByText(/4 小时，按半天计（400 元/).waitFor()
    await window.getByText(/4 小时 1 分，按一天计（800 元/).waitFor()
    await window.getByText('R-EXT-200 · 第十九条').waitFor()
    const due = window.getByRole('region', { name: '期限' })
    await due.getByText(new RegExp(`附件3：5天内（第二十二条），至 ${plus(today, 5)}`)).waitFor()
    await due.getByText(/附件3：5个工作日内（附件3 注2）/).waitFor()
    await due.getByText(new RegExp(`附件4：5天内（第二十二条），至 ${plus(today, 5)}`)).waitFor()
    await picture(running, 'batch-visit')

    await running.answer(place.path('附件4.pdf'))
    await button('附件4 2 份').click()
    await window.getByText('/ 2 页').waitFor()
    await picture(running, 'batch-annex4')
    await button('另存 PDF').click()
    await window.getByText(/已保存/).waitFor()
    expect((await PDFDocument.load(readFileSync(place.path('附件4.pdf')))).getPageCount()).toBe(2)
    await window.keyboard.press('Escape')
  })

  test('期限: one submission meets 附件4; the month and the loaded years are shown', async () => {
    await window.getByRole('menuitem', { name: /期限$/ }).click()
    await window.getByRole('row', { name: /附件4/ }).getByRole('button', { name: '登记提交' }).click()
    await type(window.getByLabel('回执（编号、接收人或方式）'), 'HZ-7')
    await button('登记', true).click()
    await expect
      .poll(async () => {
        const { rows } = await ask('deadline.list', { states: ['done'], batchId, page: { offset: 0, limit: 9 } })
        return rows.filter(row => row.source === 'visit').map(row => [row.receipt, row.submittedOn])
      })
      .toEqual([['HZ-7', today]])
    await window.getByText('月历', { exact: true }).click()
    await window.getByText(`${Number(today.slice(0, 4))} 年 ${Number(today.slice(5, 7))} 月`, { exact: true }).waitFor()
    await window.getByText('工作日年历', { exact: true }).click()
    await window
      .getByText(/国办发明电/)
      .first()
      .waitFor()
    await picture(running, 'batch-years')
    expect(running.complaints).toEqual([])
  })
})

/** Somebody in office, with a card. */
async function addAppointed(name: string): Promise<void> {
  const { id } = await ask('supervisor.save', {
    name,
    sex: '男',
    birth: `${Number(today.slice(0, 4)) - 40}-05-05`,
    phone: '',
    department: '质量部',
    position: '',
    education: '本科',
    source: '本机构选聘',
    note: '',
  })
  const selection = { ids: [id] }
  await ask('training.add', { selection, on: today, hours: 16, subject: '', organizer: '', attachment: null })
  await ask('exam.add', { selection, on: today, score: 90, passed: true, attachment: null })
  const clauses: Input<'attestation.add'>['clauses'] = ['c1', 'c2', 'c3', 'c4', 'health']
  await ask('attestation.add', { selection, clauses, by: '王主任', on: today, attachment: null })
  expect(await ask('appointment.appoint', { selection, start: today, document: '聘1号' })).toMatchObject({ done: 1 })
  await ask('card.issue', { selection, issuedOn: today })
}

/** Asks the program what it has stored; the acts themselves go through the window. */
async function ask<R extends RouteName>(route: R, input: Input<R>): Promise<Output<R>> {
  const question: [string, unknown] = [route, input]
  const result = await window.evaluate(([route, input]) => neidu.call(crypto.randomUUID(), route, input), question)
  if (!result.ok) throw new Error(`${route}: ${result.error.message}`)
  return result.value as Output<R>
}

/** The date so many days later, by a calendar that is not ours. */
const plus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
