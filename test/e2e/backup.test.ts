import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { answerDialogs, launch, PICTURES, picture, type Running, scratch, started, WIDE } from './app.ts'
import { type } from './keys.ts'
import { ask, foundOffice } from './office.ts'

const place = scratch()
const stick = scratch()
let running: Running
let window: Page

// One office that backs up, errs, goes back, changes its mind, and hands over. Each test goes on where the one before it ended.
beforeAll(async () => {
  running = await launch({ user: place.path('user'), data: place.path('data') })
  window = running.window
  await started(window)
  await foundOffice(window)
  const person = {
    birth: '1985-05-05',
    phone: '',
    position: '',
    education: '本科',
    source: '本机构选聘',
    note: '',
  } as const
  for (const name of ['陈丽华', '程建平'])
    await ask(window, 'supervisor.save', { ...person, name, sex: '女', department: '质量部' })
})
let failed = ''
beforeEach(({ task }) => {
  if (failed) throw new Error(`not tried: 「${failed}」 failed`)
  onTestFailed(async () => {
    failed ||= task.name
    await window.screenshot({ path: join(PICTURES, 'backup-failed.png') })
  })
})
afterAll(async () => {
  await running.close()
  place.remove()
  stick.remove()
})

const button = (name: string | RegExp) => window.getByRole('button', { name })
const dialog = (name: string) => window.getByRole('dialog', { name })

async function openBackups(): Promise<void> {
  await window.getByRole('menuitem', { name: /设置$/ }).click()
  await window.getByRole('tab', { name: '数据与备份' }).click()
  await button('立即备份').waitFor()
}

const names = async () => {
  const sort = { by: 'name', desc: false } as const
  const { rows } = await ask(window, 'supervisor.list', { filter: {}, sort, page: { offset: 0, limit: 10 } })
  return rows.map(row => row.name)
}

/** Types the word, restores, and lets the window load anew. */
async function confirm(title: string): Promise<void> {
  const restore = dialog(title)
  await type(restore.getByLabel('请输入「恢复」两个字'), '恢复')
  await restore.getByRole('button', { name: '恢复', exact: true }).click()
  await button('重新载入窗口').click()
  await window.getByRole('menuitem', { name: '工作台' }).waitFor()
}

test('the desk says that there is no backup; one click makes one, here and on a stick', async () => {
  await window.getByText('还没有备份过数据').waitFor()
  await button('去备份').click()
  await button('立即备份').click()
  await window.getByRole('cell', { name: '手工备份' }).waitFor()
  await answerDialogs(running.app, stick.path())
  await button('选择位置…').click()
  await window.getByText(/已备份并核对/).waitFor()
  await window.getByText('已连接').waitFor()
  expect(readdirSync(stick.path('内督管家备份_北京测试机构')).some(name => name.endsWith('.sqlite'))).toBe(true)
  await picture(running, 'backup')
  await picture(running, 'backup', WIDE)
})

test('a change is taken back by a restore; the word has to be typed', async () => {
  await ask(window, 'supervisor.save', {
    name: '误录的人',
    sex: '男',
    birth: '1990-01-01',
    phone: '',
    department: '',
    position: '',
    education: '大专',
    source: '其他',
    note: '',
  })
  expect(await names()).toContain('误录的人')
  await window.getByText('第二备份位置', { exact: true }).last().click() // the list of the stick
  const made = window.getByRole('row').filter({ hasText: '手工备份' }).first()
  await made.getByRole('button', { name: '恢复…' }).click()
  const restore = dialog('从备份恢复')
  await restore.getByText('2 人 · 0 证卡').waitFor()
  expect(await restore.getByRole('button', { name: '恢复', exact: true }).isDisabled()).toBe(true)
  await picture(running, 'restore')
  await confirm('从备份恢复')
  expect(await names()).toEqual(['陈丽华', '程建平'])
})

test('and is undone with one click', async () => {
  await openBackups()
  await button('撤销恢复').click()
  await confirm('撤销恢复')
  expect(await names()).toEqual(['陈丽华', '程建平', '误录的人'])
})

test('the handover package opens in an empty folder on another PC, with its password only', async () => {
  await openBackups()
  await button('导出交接包…').click()
  const form = dialog('导出岗位交接包')
  await type(form.getByLabel('接交人'), '单雅文')
  await type(form.getByLabel('备份的密码'), '交接口令2026')
  await type(form.getByLabel('再输入一次密码'), '交接口令2027')
  await form.getByRole('button', { name: '选择位置并导出' }).click()
  await form.getByText('两次输入的密码不一致').waitFor()
  await type(form.getByLabel('再输入一次密码'), '交接口令2026')
  await picture(running, 'handover')
  await form.getByRole('button', { name: '选择位置并导出' }).click()
  await window.getByText(/交接包已保存/).waitFor()
  const folder = readdirSync(stick.path()).find(name => name.startsWith('岗位交接包')) ?? ''
  expect(running.complaints).toEqual([])
  await running.close()

  running = await launch({ user: place.path('user2'), data: place.path('data2') })
  window = running.window
  await answerDialogs(running.app, stick.path(folder, '备份.ndbak'))
  await button('从备份或交接包恢复').click()
  await picture(running, 'wizard-restore')
  await window.getByText(/岗位交接包（/).click()
  await type(dialog('导入岗位交接包').getByLabel('密码'), '不是这个密码')
  await button('选择文件').click()
  await window
    .getByText(/密码不对/)
    .last()
    .waitFor()
  await button('知道了').click()
  await type(dialog('导入岗位交接包').getByLabel('密码'), '交接口令2026')
  await button('选择文件').click()
  await window.getByText('王小梅 移交 单雅文').waitFor()
  await window.getByRole('button', { name: '恢复', exact: true }).click()
  await button('重新载入窗口').click()
  await window.getByRole('menuitem', { name: '工作台' }).waitFor()
  expect(await names()).toEqual(['陈丽华', '程建平', '误录的人'])
  expect((await ask(window, 'app.info', {})).operator).toBe('单雅文')
  expect(running.complaints).toEqual([])
})

test('closing leaves a backup behind; from it, damaged data go on in a new folder', async () => {
  await running.close()
  const autos = readdirSync(place.path('data2', 'backups')).filter(name => /^auto-.*sqlite$/.test(name))
  expect(autos).toHaveLength(1)
  writeFileSync(place.path('data2', 'data.sqlite'), 'no longer a database')

  running = await launch({ user: place.path('user2'), data: place.path('data2') })
  window = running.window
  await window.getByText('数据文件已损坏', { exact: false }).waitFor()
  await picture(running, 'damaged')
  mkdirSync(place.path('data3'))
  await answerDialogs(running.app, place.path('data3'))
  await button('换一个数据文件夹').click()
  await window.getByText('欢迎使用内督管家').waitFor()
  await answerDialogs(running.app, place.path('data2'))
  await button('从备份或交接包恢复').click()
  await window.getByText(/^备份文件夹/).click()
  await dialog('找到的备份').getByRole('button', { name: '恢复…' }).click()
  await dialog('从备份恢复').getByRole('button', { name: '恢复', exact: true }).click() // nothing is replaced: no word to type
  await button('重新载入窗口').click()
  await window.getByRole('menuitem', { name: '工作台' }).waitFor()
  expect(await names()).toEqual(['陈丽华', '程建平', '误录的人'])
  expect(readFileSync(place.path('data2', 'data.sqlite'), 'utf8')).toBe('no longer a database') // kept as it was
})
