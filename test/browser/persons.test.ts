/** Two persons at one PC, by keys: accounts are switched on in one step, one alone cannot close a 整改, with the other's password in the same dialog it is closed. */
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { launch, picture, type Running, scratch, started } from '../e2e/app.ts'
import { type } from '../e2e/keys.ts'
import { ask, BATCH, foundOffice } from '../e2e/office.ts'

const place = scratch()
let running: Running
const PASSWORD = '办公室密码2026'
const OTHER = '另一人的密码88'

beforeAll(async () => {
  running = await launch({ user: place.path('user'), data: place.path('data') })
  expect(await started(running.window)).toEqual({ phase: 'ready' })
  await foundOffice(running.window)
})
afterAll(async () => {
  await running.close()
  place.remove()
})

const dialog = () => running.window.getByRole('dialog').last()

test('one step switches accounts on; a second person gets an account', async () => {
  onTestFailed(() => picture(running, 'persons-failed'))
  const { window } = running
  const { id: batchId } = await ask(window, 'batch.save', { ...BATCH, planNo: 'P-1' })
  const item = await ask(window, 'rectification.save', {
    batchId,
    recordId: null,
    visitId: null,
    number: '',
    problem: '标识被遮挡',
    measure: '',
    responsible: '刘工',
    due: null,
  })
  const { today } = await ask(window, 'app.info', {})
  await ask(window, 'rectification.reply', { id: item.id, seen: item.seen, reply: '已更换', on: today, evidence: [] })
  await window.reload()
  expect(await started(window)).toEqual({ phase: 'ready' })
  await window.getByRole('menuitem', { name: '设置' }).click()
  await window.getByRole('tab', { name: '人员与账号' }).click()
  await expect.poll(() => window.getByText('能用其他工具打开数据文件的人，不受它限制').count()).toBe(1)
  await type(window.getByLabel('第一位管理员'), '王小梅')
  await type(window.getByLabel('密码', { exact: true }), PASSWORD)
  await type(window.getByLabel('再输一次'), '别的')
  await window.keyboard.press('Enter')
  await window.getByText('两次输入的不一样').waitFor()
  await type(window.getByLabel('再输一次'), PASSWORD)
  await picture(running, 'persons-on')
  await window.keyboard.press('Enter')
  await window.getByText('王小梅（管理员）').waitFor()
  await window.getByRole('button', { name: '新增账号' }).click()
  await type(dialog().getByLabel('姓名'), '孙复核')
  await dialog().getByLabel('角色').click()
  await window.getByText('复核：查看全部').click()
  await type(dialog().getByLabel('密码', { exact: true }), OTHER)
  await type(dialog().getByLabel('再输一次'), OTHER)
  await window.keyboard.press('Enter')
  await window.getByRole('cell', { name: '孙复核' }).waitFor()
  await picture(running, 'persons-accounts')
})

test('整改: one alone cannot, the other signs in the same dialog with his own password', async () => {
  onTestFailed(() => picture(running, 'persons-failed'))
  const { window } = running
  await window.getByRole('menuitem', { name: '整改' }).click()
  await window.getByText('标识被遮挡').first().click()
  await window.getByRole('button', { name: '复核关闭' }).click()
  await type(dialog().getByLabel('复核人'), '王小梅')
  const none = dialog().getByLabel(/没有佐证|为什么没有/)
  if (await none.count()) await type(none.first(), '现场更换，没有照片')
  await dialog().getByRole('button', { name: '关闭问题' }).click()
  await window.getByText('复核人与经办人应为两人').last().waitFor()
  await window.getByRole('button', { name: '知道了' }).click()
  await type(dialog().getByLabel('复核人'), '孙复核')
  await dialog().getByRole('button', { name: '关闭问题' }).click()
  const sign = window.getByRole('dialog', { name: '签署' })
  await sign.getByText('复核人：孙复核').waitFor()
  await picture(running, 'persons-sign')
  await type(sign.getByLabel('孙复核的密码'), PASSWORD) // the first one's own password is not the second one's
  await window.keyboard.press('Enter')
  await sign.getByText('账号或密码不对').first().waitFor()
  await type(sign.getByLabel('孙复核的密码'), OTHER)
  await window.keyboard.press('Enter')
  await window.getByText('问题已关闭').waitFor()
  const { rows } = await ask(window, 'rectification.list', { page: { offset: 0, limit: 10 } })
  expect(rows.map(row => [row.state, row.reviewer])).toEqual([['closed', '孙复核']])
})

test('nobody sees anything before the log-in', async () => {
  onTestFailed(() => picture(running, 'persons-failed'))
  const { window } = running
  await window.getByRole('button', { name: '退出登录' }).click()
  const login = window.getByRole('dialog', { name: '登录' })
  await type(login.getByLabel('姓名'), '孙复核')
  await picture(running, 'persons-login')
  await window.keyboard.press('Tab')
  await window.keyboard.type(OTHER)
  await window.keyboard.press('Enter')
  await window.getByText('孙复核（复核）').waitFor()
})
