/** Two windows on one folder: what the other wrote stands beside what was typed, and nothing typed is lost. */
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { launch, picture, type Running, scratch, started } from '../e2e/app.ts'
import { type } from '../e2e/keys.ts'
import { ask, BATCH, foundOffice } from '../e2e/office.ts'

const place = scratch()
let running: Running
let mine: Page
let other: Page
let personId = 0
let venueId = 0

beforeAll(async () => {
  running = await launch({ user: place.path('user'), data: place.path('data') })
  mine = running.window
  expect(await started(mine)).toEqual({ phase: 'ready' })
  await foundOffice(mine)
  personId = (await ask(mine, 'supervisor.save', PERSON)).id
  venueId = (await ask(mine, 'venue.save', VENUE)).id
  await ask(mine, 'equipment.save', { ...DEVICE, venueId })
  other = await open()
})
// Each test in a window of its own: a dialog that one leaves open is no other's trouble.
beforeEach(async () => {
  mine = await open()
  onTestFailed(() => picture({ window: mine }, 'two-failed'))
})
afterAll(async () => {
  await running.close()
  place.remove()
})

async function open(): Promise<Page> {
  const page = await mine.context().newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(new URL('/', mine.url()).href)
  expect(await started(page)).toEqual({ phase: 'ready' })
  return page
}

const PERSON: Input<'supervisor.save'> = {
  name: '单雅文',
  sex: '女',
  birth: '1990-01-01',
  phone: '13800000001',
  department: '教务处',
  position: '',
  education: '大专',
  source: '其他',
  note: '',
}
const VENUE: Input<'venue.save'> = {
  name: '一号实训基地',
  address: '荣华中路 10 号',
  purpose: '',
  contact: '',
  phone: '',
  scope: [],
  note: '',
}
const DEVICE: Omit<Input<'equipment.save'>, 'venueId'> = {
  name: '焊机',
  model: 'ZX7',
  spec: '',
  unit: '台',
  quantity: 2,
  room: '一号室',
  assetNo: 'SB-1',
  note: '',
}

const input = (name: string | RegExp) => dialog().locator('input, textarea').and(mine.getByLabel(name))
const dialog = () => mine.getByRole('dialog').last()
const save = () => dialog().getByRole('button', { name: '保存', exact: true }).click()
const beside = () => mine.getByText('他人在您打开之后修改了下列各项，请逐项核对后再保存')
const field = (name: string) => mine.getByRole('group', { name, exact: true })

test('a person: theirs is taken for one field and ours kept for another; a third that only they changed comes by itself', async () => {
  await mine.getByRole('menuitem', { name: /内督员$/ }).click()
  await mine.getByText('单雅文').first().click()
  await mine
    .getByRole('button', { name: /修改|编辑/ })
    .first()
    .click()
  await type(input('手机'), '13800000002')
  await type(input(/部门/), '实训中心')

  const before = await ask(other, 'supervisor.get', { id: personId })
  await ask(other, 'supervisor.save', {
    ...PERSON,
    id: personId,
    seen: before.seen,
    phone: '13800000003',
    department: '培训部',
    position: '讲师',
  })
  await save()
  await beside().waitFor()
  await picture({ window: mine }, 'two-person')
  expect(await input('手机').inputValue()).toBe('13800000002') // as typed
  await field('手机').getByText('对方：13800000003').waitFor()
  await field('手机').getByRole('button', { name: '取用对方' }).click()
  expect(await input('手机').inputValue()).toBe('13800000003')
  await save()
  await beside().waitFor({ state: 'detached' })
  expect(await ask(mine, 'supervisor.get', { id: personId })).toMatchObject({
    phone: '13800000003',
    department: '实训中心',
    position: '讲师',
  })
})

test('备案 of a venue: codes stand there in words', async () => {
  await mine.getByRole('menuitem', { name: /场地$/ }).click()
  await mine.getByRole('row', { name: /一号实训基地/ }).click()
  await mine.getByRole('button', { name: '登记备案' }).first().click()
  await type(input('备案日期'), '2026-01-05')
  await input('备案日期').press('Tab')
  await type(input('回执编号'), '本机-1')
  const now = await ask(other, 'venue.get', { id: venueId })
  await ask(other, 'venue.setFiling', {
    id: venueId,
    seen: now.seen,
    status: 'submitted',
    filedOn: null,
    validUntil: null,
    receipt: '对方-9',
    attachment: null,
    baseline: false,
  })
  await save()
  await beside().waitFor()
  await field('备案状态').getByText('对方：已报送').waitFor()
  await field('回执编号').getByText('对方：对方-9').waitFor()
  await picture({ window: mine }, 'two-filing')
  await field('备案状态').getByRole('button', { name: '保留本机' }).click()
  await dialog().getByText('已备案', { exact: true }).click()
  await save()
  await dialog().waitFor({ state: 'detached' })
  expect(await ask(mine, 'venue.get', { id: venueId })).toMatchObject({ filingStatus: 'filed', receipt: '本机-1' })
})

test('a row of the equipment list keeps what was typed into it', async () => {
  await mine.getByRole('menuitem', { name: /场地$/ }).click()
  await mine.getByRole('row', { name: /一号实训基地/ }).click()
  await mine.getByRole('tab', { name: /设备/ }).click()
  await mine.getByRole('cell', { name: '焊机' }).dblclick()
  const note = mine.locator('input').and(mine.getByLabel('备注'))
  await type(note, '待检修')
  await type(mine.locator('input').and(mine.getByLabel('数量')), '3')
  const filter = { venueId }
  const { rows } = await ask(other, 'equipment.list', {
    filter,
    sort: { by: 'room', desc: false },
    page: { offset: 0, limit: 9 },
  })
  const { deletedAt: _, ...device } = rows[0] ?? expect.fail('no device')
  await ask(other, 'equipment.save', { ...device, quantity: 5, model: 'ZX7-400' })
  await mine.keyboard.press('Enter')
  await beside().waitFor()
  await picture({ window: mine }, 'two-device')
  await field('数量').getByText('对方：5').waitFor()
  await field('型号').getByText('对方：ZX7-400').waitFor()
  expect(await note.inputValue()).toBe('待检修')
  await field('数量').getByRole('button', { name: '取用对方' }).click()
  await note.click()
  await mine.keyboard.press('Enter')
  await beside().waitFor({ state: 'detached' })
  const after = await ask(other, 'equipment.list', {
    filter,
    sort: { by: 'room', desc: false },
    page: { offset: 0, limit: 9 },
  })
  expect(after.rows).toMatchObject([{ quantity: 5, model: 'ZX7-400', note: '待检修' }])
})

test('columns of the 备案名册: a list is one field', async () => {
  await mine.getByRole('menuitem', { name: /备案$/ }).click()
  await mine.getByRole('button', { name: '名册栏目' }).click()
  await type(dialog().getByLabel('姓名的表头'), '内督员姓名')
  const { columns, seen } = await ask(other, 'filing.columns', {})
  await ask(other, 'filing.setColumns', { columns: columns.slice(0, 3), seen })
  await save()
  await beside().waitFor()
  expect(await dialog().getByLabel('姓名的表头').inputValue()).toBe('内督员姓名')
  await picture({ window: mine }, 'two-columns')
  await save()
  await dialog().waitFor({ state: 'detached' })
  const after = (await ask(mine, 'filing.columns', {})).columns
  expect(after.length).toBe(columns.length)
  expect(after.map(({ header }) => header)).toContain('内督员姓名')
})

test('whoever closes a 问题 has read the answer that came meanwhile', async () => {
  const batch = await ask(mine, 'batch.save', { ...BATCH, planNo: 'JH-TWO-1' })
  const item = await ask(mine, 'rectification.save', {
    batchId: batch.id,
    recordId: null,
    visitId: null,
    number: '',
    problem: '签到表缺一人签名',
    measure: '补签',
    responsible: '张宏',
    due: '2026-12-31',
  })
  const { today } = await ask(mine, 'app.info', {})
  const first = await ask(mine, 'rectification.reply', {
    id: item.id,
    seen: item.seen,
    reply: '已补签',
    on: today,
    evidence: [{ name: '签到表.pdf', bytes: new Uint8Array(Buffer.from('%PDF-1.4\n%%EOF')) }],
  })
  await mine.getByRole('menuitem', { name: /整改/ }).click()
  await mine.getByText('签到表缺一人签名').first().click()
  await mine.getByRole('button', { name: '复核关闭' }).first().click()
  await ask(other, 'rectification.reply', {
    id: item.id,
    seen: first.seen,
    reply: '没有补签成功，另写了说明',
    on: today,
    evidence: [],
  })
  await dialog().getByRole('button', { name: '关闭问题' }).click()
  await beside().waitFor()
  await dialog().getByText('没有补签成功，另写了说明').waitFor()
  await picture({ window: mine }, 'two-close')
  expect((await itemNow()).closedOn).toBeNull()
  await dialog().getByRole('button', { name: '关闭问题' }).click()
  await expect.poll(async () => (await itemNow()).closedOn).not.toBeNull()

  async function itemNow() {
    const { rows } = await ask(other, 'rectification.list', { batchId: batch.id, page: { offset: 0, limit: 9 } })
    return rows.find(({ id }) => id === item.id) ?? expect.fail('gone')
  }
})

test('a restore says who is still busy, and can be given up; the other one notices nothing', async () => {
  await mine.getByRole('menuitem', { name: /设置$/ }).click()
  await mine.getByRole('tab', { name: '数据与备份' }).click()
  await mine.getByRole('button', { name: '立即备份' }).click()
  const made = mine.getByRole('row').filter({ hasText: '手工备份' }).first()
  await made.getByRole('button', { name: '恢复…' }).click()
  await type(dialog().getByLabel('请输入「恢复」两个字'), '恢复')

  mkdirSync(place.path('很多'))
  for (let i = 0; i < 9_000; i += 1) writeFileSync(place.path('很多', `${i}.txt`), `第 ${i} 份`)
  const contest = await ask(other, 'contest.save', CONTEST)
  const intake = ask(other, 'evidence.intake', {
    owner: { kind: 'contest', id: contest.id, slot: 'K1' },
    from: 'folder',
    facts: { title: '材料', author: '', on: '2026-11-02' },
  })

  const chooser = other.getByRole('dialog', { name: /选择要存入的文件夹/ })
  await chooser.getByLabel('或填写这台电脑上的文件夹').pressSequentially(place.path('很多'))
  await chooser.getByRole('button', { name: '使用这个文件夹' }).click()
  await chooser.waitFor({ state: 'detached' })

  await dialog().getByRole('button', { name: '恢复', exact: true }).click()
  await mine.getByText(/等待其他操作完成（王小梅：/).waitFor()
  await picture({ window: mine }, 'two-waiting')
  await dialog().getByRole('button', { name: '取消' }).click()
  await mine.getByText(/等待其他操作完成/).waitFor({ state: 'detached' })
  expect((await intake)?.taken).toHaveLength(9_000)
  expect(await ask(mine, 'supervisor.get', { id: personId })).toMatchObject({ name: '单雅文' })
  expect(running.complaints).toEqual([])
})

const CONTEST: Input<'contest.save'> = {
  name: '电工技能竞赛',
  host: '北京测试机构',
  coHost: '',
  items: [{ occupation: '电工', level: '三级/高级工' }],
  noticeNo: '',
  from: null,
  to: null,
  contact: '',
  phone: '',
  note: '',
}
