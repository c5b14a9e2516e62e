/** The whole way of a batch's papers: intake → 封存 → package → the receiver's browser → a changed byte → another PC, where all is there again. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, describe, expect, test } from 'vitest'
import { drawFilm } from '../../src-main/demo/film.ts'
import type { Input } from '../../src-shared/contract/index.ts'
import { NO_DATES, PLAN, SESSION } from '../main/batch-office.ts'
import { jpeg, pdf, withExif } from '../main/evidence-files.ts'
import { bagitErrors } from '../main/package-bagit.ts'
import { answerDialogs, launch, PICTURES, type Running, scratch, started } from './app.ts'
import { type } from './keys.ts'
import { ask, foundOffice } from './office.ts'
import { receive, verifyIn } from './receiver.ts'

const place = scratch()
const bag = place.path('事后督导 材料')
const running: { close(): Promise<void> }[] = []
afterAll(async () => {
  for (const program of running.splice(0)) await program.close().catch(() => undefined)
  place.remove()
})

async function open(name: string): Promise<Running> {
  const program = await launch({ user: place.path(`user-${name}`), data: place.path(`data-${name}`) })
  running.push(program)
  await started(program.window)
  return program
}

const page = { offset: 0, limit: 100 }

/** What the program says of the batch. Sorted out: what this PC did with the package. */
/** What the window is told of a batch, without the states of rows and where they came from: these are this folder's own. */
async function told(window: Page, batchId: number): Promise<unknown> {
  const answers = [
    await ask(window, 'batch.get', { id: batchId }),
    await ask(window, 'evidence.list', { filter: { batchId }, sort: { by: 'code', desc: false }, page }),
    await ask(window, 'slot.list', { batchId }),
    await ask(window, 'media.coverage', { batchId }),
    await ask(window, 'seal.list', { batchId }),
  ]
  return JSON.parse(JSON.stringify(answers, (key, value) => (key === 'seen' || key === 'origin' ? undefined : value)))
}

async function take({ app, window }: Running, batchId: number, slot: string, name: string, bytes: Uint8Array) {
  const path = place.path('card', name)
  mkdirSync(place.path('card'), { recursive: true })
  writeFileSync(path, bytes)
  await answerDialogs(app, path)
  const owner: Input<'evidence.intake'>['owner'] = { kind: 'batch', id: batchId, slot }
  const taken = await ask(window, 'evidence.intake', { owner, from: 'files', facts: {} })
  expect(taken?.taken).toHaveLength(1)
}

describe('归档到移交', () => {
  let office: Running
  let batchId = 0
  let anchor = ''
  let before: unknown

  test('intake, 封存, export: a valid bag', async () => {
    office = await open('office')
    const { window } = office
    await foundOffice(window)
    const batch = await ask(window, 'batch.save', {
      ...PLAN,
      dates: { ...NO_DATES, examFrom: '2026-11-28', examTo: '2026-11-28' },
    })
    batchId = batch.id
    await ask(window, 'session.save', { ...SESSION, batchId })
    await take(office, batchId, 'X6', '考场.jpg', withExif(jpeg(1, 640, 480), '2026:11:28 09:30:15', 'Canon', 'EOS'))
    await take(office, batchId, 'X6', '巡场.webm', await drawFilm('X6'))
    await take(office, batchId, 'P3', '实施方案.pdf', pdf(1))
    await ask(window, 'slot.setNa', { batchId, slot: 'G8', seen: 'none', reason: '没有异议' })
    const seal = await ask(window, 'seal.close', { batchId, reason: '其余材料另册' })
    await answerDialogs(office.app, bag)
    const made = await ask(window, 'package.export', { batchId, kind: 'full', form: 'folder', receiver: '社会事业局' })
    expect(made).toMatchObject({ sealVersion: seal.version, leftOut: [] })
    anchor = made?.anchor ?? ''
    expect(bagitErrors(bag)).toEqual([])
    before = await told(window, batchId)
  })

  test('a 脱敏 package of it: the marked picture is covered', async () => {
    const { app, window } = office
    const { rows } = await ask(window, 'evidence.list', {
      filter: { batchId },
      sort: { by: 'code', desc: false },
      page,
    })
    const photo = rows.find(row => row.code === 'X6_001')
    const marked = await ask(window, 'evidence.mark', {
      id: photo?.id ?? 0,
      seen: photo?.seen ?? '',
      boxes: [{ x: 0.2, y: 0.2, width: 0.3, height: 0.3 }],
    })
    await answerDialogs(app, place.path('脱敏.zip'))
    const made = await ask(window, 'package.export', { batchId, kind: 'masked', form: 'zip', receiver: '社会事业局' })
    expect(made?.leftOut).toEqual([])
    const checked = await ask(window, 'package.verify', { from: 'zip' })
    expect(checked).toMatchObject({ ok: true, digest: made?.digest })
    const bytes = readFileSync(place.path('脱敏.zip'))
    expect(bytes.includes('Exif\0\0')).toBe(false)
    expect(readFileSync(join(bag, 'data/evidence/X6_001.jpg')).includes('Exif\0\0')).toBe(true)
    await ask(window, 'evidence.mark', { id: marked.id, seen: marked.seen, boxes: [] })
  })

  test('the receiver: item → evidence in two clicks, the film plays, the check passes; one byte changed is named', async () => {
    const copy = place.path('U盘')
    cpSync(bag, copy, { recursive: true })
    const receiver = await receive(copy, place.path('receiver'))
    running.push({ close: () => receiver.app.close() })
    const { page: html } = receiver
    await html.getByText('封存第 1 版').waitFor()
    await html.getByRole('navigation').getByRole('button', { name: /^11\./ }).click()
    expect(await html.locator('.tile').count()).toBe(2)
    await html.waitForFunction(() =>
      [...document.querySelectorAll('.tile img')].some(i => i instanceof HTMLImageElement && i.naturalWidth > 0),
    )
    mkdirSync(PICTURES, { recursive: true })
    await html.screenshot({ path: join(PICTURES, 'package-item.png') })
    await html.locator('.tile').last().click()
    await html.waitForFunction(() => {
      const film = document.querySelector('video')
      return film !== null && film.readyState >= 2 && film.videoWidth === 320
    })
    await html.getByRole('button', { name: '关闭' }).click()
    await html.getByRole('button', { name: '校验本包' }).click()
    expect((await verifyIn(html, copy))[0]).toMatch(/^校验通过/)
    await type(html.getByLabel('锚定码'), anchor)
    await html.getByText('锚定码一致').waitFor()
    await html.screenshot({ path: join(PICTURES, 'package-verified.png') })

    const photo = join(copy, 'data/evidence/X6_001.jpg')
    const bytes = readFileSync(photo)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    writeFileSync(photo, bytes)
    expect(await verifyIn(html, copy)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^校验未通过/), '已改动 1 个', 'data/evidence/X6_001.jpg']),
    )
    expect(await receiver.strangers()).toEqual([])
    expect(receiver.complaints).toEqual([])

    await answerDialogs(office.app, copy)
    expect(await ask(office.window, 'package.verify', { from: 'folder' })).toMatchObject({
      ok: false,
      changed: ['data/evidence/X6_001.jpg'],
    })
  })

  test('imported into an empty folder on another PC: the same', async () => {
    await office.close()
    const other = await open('other')
    await answerDialogs(other.app, bag)
    await other.window.getByRole('button', { name: '从备份或交接包恢复' }).click()
    await other.window.getByRole('menuitem', { name: '事后督导包（文件夹）' }).click()
    const dialog = other.window.getByRole('dialog', { name: /^导入「/ })
    await dialog.getByText('制作机构').waitFor()
    await type(dialog.getByLabel(/^锚定码/), `${anchor.slice(0, -1)}*`)
    const ok = dialog.getByRole('button', { name: /^导\s?入$/ })
    expect(await ok.isDisabled()).toBe(true) // nobody has said yet whose data these are
    await dialog.getByRole('checkbox').press('Space')
    await other.window.screenshot({ path: join(PICTURES, 'package-import.png') })
    await ok.press('Enter')
    await other.window
      .getByText(/锚定码中没有/)
      .last()
      .waitFor()
    await other.window.getByRole('button', { name: '知道了' }).press('Enter')
    await type(dialog.getByLabel(/^锚定码/), anchor)
    await ok.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    const { rows } = await ask(other.window, 'batch.list', {
      filter: {},
      sort: { by: 'planNo', desc: false },
      page,
    })
    const [imported] = rows
    expect(imported?.id).toBe(batchId)
    expect(await told(other.window, batchId)).toEqual(before)
    expect(await ask(other.window, 'anchor.check', { code: anchor })).toMatchObject({ match: true })
    await other.close()
  })
})
