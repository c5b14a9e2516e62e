import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import type { Evidence } from '../../src-shared/contract/evidence.ts'
import type { Input } from '../../src-shared/contract/index.ts'
import { withExif } from '../main/venue-office.ts'
import { launch, picture, type Running, scratch, started, WIDE } from './app.ts'
import { type } from './keys.ts'
import { ask, BATCH, foundOffice } from './office.ts'

const place = scratch()
let running: Running
let window: Page
let batchId = 0

// The archive of one batch, filled and looked at. Each test goes on where the one before it ended.
beforeAll(async () => {
  running = await launch({ user: place.path('user'), data: place.path('data') })
  window = running.window
  expect(await started(window)).toEqual({ phase: 'ready' })
  await foundOffice(window)
  batchId = (await ask(window, 'batch.save', { ...BATCH, planNo: 'JH-ZL-1' })).id
  await ask(window, 'session.save', { ...SESSION, batchId })
  await window.getByRole('menuitem', { name: /批次$/ }).click()
  await window.getByRole('row', { name: /JH-ZL-1/ }).click()
})
let failed = ''
beforeEach(({ task }) => {
  if (failed) throw new Error(`not tried: 「${failed}」 failed`)
  onTestFailed(async () => {
    failed ||= task.name
    await picture(running, 'evidence-failed')
  })
})
afterAll(async () => {
  await running.close()
  place.remove()
})

const SESSION: Omit<Input<'session.save'>, 'batchId'> = {
  date: '2026-11-02',
  from: '09:00',
  to: '11:00',
  room: '一号考场',
  subject: '操作技能',
  count: 30,
  actual: null,
  explanation: '',
}

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
const VENUE: Input<'venue.save'> = {
  name: '一号实训基地',
  address: '荣华中路 10 号',
  purpose: '',
  contact: '',
  phone: '',
  scope: [],
  note: '',
}

const button = (name: string | RegExp, exact = false) => window.getByRole('button', { name, exact })
const tab = (name: string) => window.getByRole('tab', { name, exact: true }).click()
const dialog = () => window.getByRole('dialog').last()
const slot = (code: string) => window.getByRole('option', { name: new RegExp(`^${code}\\b`) })
const row = (code: string) => window.getByRole('row', { name: new RegExp(code) })

async function files(slot: string): Promise<Evidence[]> {
  const { rows } = await ask(window, 'evidence.list', {
    filter: { batchId, slot },
    sort: { by: 'code', desc: false },
    page: { offset: 0, limit: 500 },
  })
  return rows
}
async function file(code: string): Promise<Evidence> {
  const found = (await files(code.slice(0, 2))).find(one => one.code === code)
  if (!found) throw new Error(`no ${code}`)
  return found
}

function photo(hue: number, taken: string): Uint8Array {
  const canvas = createCanvas(640, 480)
  const paint = canvas.getContext('2d')
  paint.fillStyle = `hsl(${hue} 40% 60%)`
  paint.fillRect(0, 0, 640, 480)
  paint.fillStyle = '#fff'
  paint.fillRect(hue, 200, 120, 90)
  return withExif(canvas.encodeSync('jpeg', 85), taken)
}

const LONG = '实'.repeat(60) // 180 bytes: the longest that ext4 takes with its ending
const HOSTILE = '<img src=x onerror="globalThis.hacked = 1">'

describe('the archive of a batch', () => {
  test('a camera card comes in: the slot turns 已归档, what is no evidence is named with its reason', async () => {
    const card = place.path('相机卡', 'DCIM')
    mkdirSync(join(card, '100 MEDIA'), { recursive: true })
    writeFileSync(join(card, '100 MEDIA', 'IMG_1.jpg'), photo(10, '2026:11:02 09:05:00'))
    writeFileSync(join(card, '100 MEDIA', 'IMG_2.jpg'), photo(120, '2026:11:02 09:40:00'))
    writeFileSync(join(card, `${LONG}.jpg`), photo(240, '2026:11:02 10:55:00'))
    writeFileSync(join(card, '网页.jpg'), '<!DOCTYPE html><html><script>alert(1)</script></html>')
    writeFileSync(join(card, 'Thumbs.db'), 'system')

    await tab('资料')
    await slot('X6').getByText('缺失').waitFor()
    await slot('X6').click()
    await button('收入文件夹（相机卡）').click()
    await type(dialog().getByLabel('摄录者'), '王小梅')
    await type(dialog().getByLabel('地点'), '一号考场')
    await running.answer(place.path('相机卡'))
    await dialog().getByRole('button', { name: '选择文件夹' }).click()
    await dialog()
      .getByText(/^收入 3 件/)
      .waitFor()
    const refused = dialog().getByRole('region', { name: '未收入' })
    await refused.getByText(/「网页.jpg」其实是/).waitFor()
    await dialog().getByText('略过系统自带的文件').waitFor()
    await picture(running, 'evidence-intake')
    await dialog().getByRole('button', { name: '完成' }).click()
    await slot('X6').getByText('已归档 3 件').waitFor()
    expect((await files('X6')).map(one => [one.code, one.takenAt, one.recorder, one.place, one.secrecy])).toEqual(
      [
        ['X6_001', '2026-11-02T09:05:00'],
        ['X6_002', '2026-11-02T09:40:00'],
        ['X6_003', '2026-11-02T10:55:00'],
      ].map(known => [...known, '王小梅', '一号考场', '内部']),
    )
    for (const size of [undefined, WIDE]) await picture(running, 'evidence-slot', size)
  })

  test('a title is corrected beside the picture; markup in it stays text', async () => {
    await row('X6_001').click()
    await dialog().getByAltText('IMG_1').waitFor()
    await type(dialog().getByLabel('题名'), HOSTILE)
    await dialog().getByRole('button', { name: '保存', exact: true }).click()
    await row('X6_001').getByText(HOSTILE).waitFor()
    expect((await file('X6_001')).title).toBe(HOSTILE)
    expect(await window.evaluate(() => 'hacked' in globalThis)).toBe(false)
    await window.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    // The focus is back on the row: the keyboard goes on from there.
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('Space')
    await dialog().getByText('X6_002').first().waitFor()
    await window.keyboard.press('ArrowRight')
    await dialog().getByText('X6_003').first().waitFor()
  })

  test('遮盖: a box is drawn with the mouse, another one with the keyboard', async () => {
    await dialog().getByRole('button', { name: '遮盖' }).click()
    const layer = dialog().locator('.masking')
    await expect.poll(async () => ((await layer.boundingBox())?.width ?? 0) > 300).toBe(true) // the picture is there
    const area = await layer.boundingBox()
    if (!area) throw new Error('no picture')
    const at = (x: number, y: number) => [area.x + area.width * x, area.y + area.height * y] as const
    await window.mouse.move(...at(0.1, 0.2))
    await window.mouse.down()
    await window.mouse.move(...at(0.2, 0.3))
    await window.mouse.move(...at(0.3, 0.5))
    await window.mouse.up()
    await button('添加一块').click()
    const second = button('第 2 处遮盖')
    await second.press('ArrowRight')
    await second.press('Shift+ArrowDown')
    await button('添加一块').click()
    await button('第 3 处遮盖').press('Delete')
    await picture(running, 'evidence-mask')
    await button('保存遮盖').click()
    await dialog().getByText('遮盖 2 处').waitFor()
    const { boxes } = await file('X6_003')
    expect(boxes).toHaveLength(2)
    const [drawn, typed] = boxes
    expect(drawn?.x).toBeCloseTo(0.1, 1)
    expect(drawn?.width).toBeCloseTo(0.2, 1)
    expect(drawn?.height).toBeCloseTo(0.3, 1)
    expect(typed).toEqual({ x: 0.355, y: 0.4, width: 0.3, height: 0.205 })
    await window.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  })

  test('a film dropped on a slot is taken in, played from anywhere, and gets a picture of its own', async () => {
    writeFileSync(place.path('录像.webm'), await film())
    await dropOn('X6', place.path('录像.webm'))
    await dialog().getByText('拖入 1 项：录像.webm').waitFor()
    expect(await dialog().getByLabel('摄录者').inputValue()).toBe('王小梅') // as last time
    await dialog().getByRole('button', { name: '收入', exact: true }).click()
    await dialog()
      .getByText(/^收入 1 件/)
      .waitFor()
    await dialog().getByRole('button', { name: '完成' }).click()
    await row('X6_004').waitFor()
    await expect.poll(async () => (await file('X6_004')).thumbnail, { timeout: 30_000 }).toMatch(/^[0-9a-f]{64}$/)
    await row('X6_004').click()
    const player = dialog().locator('video')
    await player.waitFor()
    const at = await player.evaluate(async (video: HTMLVideoElement) => {
      const seeked = new Promise(resolve => video.addEventListener('seeked', resolve, { once: true }))
      video.currentTime = 0.5
      await seeked
      return [video.currentTime, video.videoWidth]
    })
    expect(at).toEqual([0.5, 160])
    await picture(running, 'evidence-film')
    await window.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await window.getByText('缩略图').click()
    await window
      .getByRole('listbox', { name: '资料缩略图' })
      .getByRole('option', { name: /X6_004/ })
      .waitFor()
    await expect.poll(() => window.locator('.tile img').count()).toBe(4)
    await picture(running, 'evidence-tiles')
    await window.getByText('列表').click()
  })

  test('影像: gaps of the session are shown; one photo with a known time corrects the camera', async () => {
    await tab('影像')
    await window.getByText('一号考场').first().waitFor()
    await window.getByText(/^缺 /).first().waitFor()
    for (const size of [undefined, WIDE]) await picture(running, 'evidence-media', size)
    await button(/^X6_001/).click()
    await dialog().getByRole('button', { name: '以此校正时钟' }).click()
    await type(dialog().getByLabel('真实时间'), '09:06:30')
    await dialog().getByRole('button', { name: '校正', exact: true }).click()
    await window.getByText('慢 1 分 30 秒，已校正').waitFor()
    await window.keyboard.press('Escape')
    await button(/^X6_001 2026-11-02 09:06/).waitFor()
  })

  test('Delete strikes a file with a reason; an empty slot is 不适用 with one', async () => {
    await tab('资料')
    await slot('X6').click()
    await row('X6_002').focus()
    await window.keyboard.press('Delete')
    await type(dialog().getByLabel('原因'), '与 X6_001 重复')
    await dialog().getByRole('button', { name: '剔除' }).click()
    await row('X6_002').waitFor({ state: 'detached' })
    await slot('X6').getByText('已归档 3 件').waitFor()
    expect((await files('X6')).map(one => one.code)).toEqual(['X6_001', 'X6_003', 'X6_004'])

    await slot('T1').click()
    await window.keyboard.press('ArrowDown') // T2
    await button('不适用…').click()
    await type(dialog().getByLabel('原因'), '由命题机构印制保管')
    await dialog().getByRole('button', { name: '登记为不适用' }).click()
    await slot('T2').getByText('不适用').waitFor()
    await window.getByText('不适用：由命题机构印制保管').waitFor()
    await picture(running, 'evidence-na')
  })

  test('a paper of a contest lies in its slot, one of a venue in the library', async () => {
    writeFileSync(place.path('通知.txt'), '竞赛通知')
    await running.answer(place.path('通知.txt'))
    const contest = await ask(window, 'contest.save', CONTEST)
    const venue = await ask(window, 'venue.save', VENUE)
    await window.getByRole('menuitem', { name: /竞赛$/ }).click()
    await row(contest.name).click()
    await tab('资料')
    await button('收入文件', true).click()
    await dialog().getByRole('button', { name: '选择文件' }).click()
    await dialog().getByRole('button', { name: '完成' }).click()
    await slot('K1').getByText('已归档 1 件').waitFor()
    await row('K1_001').waitFor()

    await window.getByRole('menuitem', { name: /场地$/ }).click()
    await row(venue.name).click()
    await tab('附件与照片')
    await window.getByRole('main').getByRole('button', { name: /资料$/ }).click()
    await window.getByText('还没有资料。把文件或文件夹拖到这里').waitFor()
    await button('收入文件', true).click()
    await dialog().getByRole('button', { name: '选择文件' }).click()
    await dialog().getByText('内容只存一份').waitFor() // the same bytes as the contest's
    await dialog().getByRole('button', { name: '完成' }).click()
    await row('V_001').waitFor()
    await window.getByRole('menuitem', { name: /批次$/ }).click()
    await row('JH-ZL-1').click()
    await tab('资料')
  })

  test('a thousand files in one slot are moved at once, and found in the library', async () => {
    mkdirSync(place.path('千件'))
    for (let i = 1; i <= 1000; i += 1) writeFileSync(place.path('千件', `记录 ${i}.txt`), `第 ${i} 份`)
    await running.answer(place.path('千件'))
    await slot('X4').click()
    await button('收入文件夹（相机卡）').click()
    await dialog().getByRole('button', { name: '选择文件夹' }).click()
    await dialog()
      .getByText(/^收入 1000 件/)
      .waitFor()
    await dialog().getByRole('button', { name: '完成' }).click()
    await slot('X4').getByText('已归档 1000 件').waitFor()
    await window.getByLabel('选择本页').first().check()
    await button('全选筛选结果 1000 件').click()
    await picture(running, 'evidence-thousand')
    await button('移到其他槽位').click()
    await dialog().getByLabel('槽位').click()
    await window.keyboard.type('X7')
    await window.keyboard.press('Enter')
    await dialog().getByRole('button', { name: '移动' }).click()
    await slot('X7').getByText('已归档 1000 件').waitFor()
    await slot('X4').getByText('缺失').waitFor()

    await window.getByRole('menuitem', { name: /资料$/ }).click()
    await window.getByText('共 1005 条').waitFor()
    await type(window.getByLabel('搜索资料'), '记录 777')
    await window.getByText('共 1 条').waitFor()
    await picture(running, 'evidence-library')
    await type(window.getByLabel('搜索资料'), '没有这样的')
    await window.getByText('没有符合条件的资料').waitFor()
    expect(running.complaints).toEqual([])
  })
})

/** A second of moving colours as WebM, made by the window itself. */
async function film(): Promise<Uint8Array> {
  const bytes = await window.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 160
    canvas.height = 120
    const paint = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' })
    const parts: Blob[] = []
    recorder.addEventListener('dataavailable', event => parts.push(event.data))
    const stopped = new Promise(resolve => recorder.addEventListener('stop', resolve))
    recorder.start()
    const began = performance.now()
    for (let frame = 0; performance.now() - began < 1200; frame += 1) {
      if (paint) paint.fillStyle = `hsl(${frame * 4} 80% 50%)`
      paint?.fillRect(0, 0, 160, 120)
      await new Promise(requestAnimationFrame)
    }
    recorder.stop()
    await stopped
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())]
  })
  return Uint8Array.from(bytes)
}

/** Lets a file of the disk go over a slot, as the Explorer does. */
async function dropOn(code: string, path: string): Promise<void> {
  await window.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'dragged'
    document.body.append(input)
  })
  await window.locator('#dragged').setInputFiles(path)
  await slot(code).evaluate(target => {
    const input = document.querySelector<HTMLInputElement>('#dragged')
    const data = new DataTransfer()
    for (const one of input?.files ?? []) data.items.add(one)
    input?.remove()
    for (const type of ['dragover', 'drop']) {
      target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
    }
  })
}
