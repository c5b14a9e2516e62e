/** Twenty scans in a row, wherever the focus stands, with and without an input method: no line is invented, none is answered by a scan. */
import type { CDPSession } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, type Running, scratch, started } from './app.ts'
import { ask, foundOffice } from './office.ts'

const space = scratch()
let running: Running
let cdp: CDPSession
let venueId: number
let checkId: number

const CODES = Array.from({ length: 12 }, (_, i) => `SB-${String(i + 1).padStart(3, '0')}`)

beforeAll(async () => {
  running = await launch({ user: space.path('profile'), data: space.path('data') })
  const { window } = running
  expect(await started(window)).toEqual({ phase: 'ready' })
  await foundOffice(window)
  const venue = await ask(window, 'venue.save', {
    name: '一号实训基地',
    address: '荣华中路 10 号',
    scope: [{ code: '6-31-01-03', occupation: '电工', trade: '', levels: ['四级/中级工'] }],
    purpose: '',
    contact: '',
    phone: '',
    note: '',
  })
  venueId = venue.id
  for (const [i, assetNo] of CODES.entries())
    await ask(window, 'equipment.save', {
      venueId,
      name: `设备${i + 1}`,
      model: 'M-1',
      spec: '',
      unit: '台',
      quantity: 1,
      room: '一号室',
      assetNo,
      note: '',
    })
  await window.reload()
  cdp = await window.context().newCDPSession(window)
  checkId = (await ask(window, 'venueCheck.start', { venueId, room: null, source: 'current' })).id
})

afterAll(async () => {
  await running?.close()
  space.remove()
})

/** A scanner: every key at once, Enter at the end. `composing`: a Chinese input method holds the keys and writes something of its own. */
async function scan(code: string, composing = false): Promise<void> {
  const sent: Promise<unknown>[] = []
  let held = ''
  for (const character of [...code, '\r']) {
    const place = placeOf(character)
    const key = {
      code: place,
      windowsVirtualKeyCode: composing ? 229 : character.toUpperCase().charCodeAt(0),
      modifiers: /[A-Z]/.test(character) ? 8 : 0, // Shift
    }
    if (composing) {
      sent.push(cdp.send('Input.dispatchKeyEvent', { ...key, type: 'rawKeyDown', key: 'Process' }))
      if (character === '\r') sent.push(cdp.send('Input.insertText', { text: '设备' }))
      else {
        held += character
        sent.push(
          cdp.send('Input.imeSetComposition', { text: held, selectionStart: held.length, selectionEnd: held.length }),
        )
      }
    } else {
      const name = character === '\r' ? 'Enter' : character
      sent.push(cdp.send('Input.dispatchKeyEvent', { ...key, type: 'keyDown', key: name, text: character }))
    }
    sent.push(cdp.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp', key: character }))
  }
  await Promise.all(sent)
}

const placeOf = (character: string): string =>
  character === '\r'
    ? 'Enter'
    : character === '-'
      ? 'Minus'
      : /\d/.test(character)
        ? `Digit${character}`
        : `Key${character}`

const lines = async () =>
  (await ask(running.window, 'venueCheck.lines', { checkId, page: { offset: 0, limit: 100 } })).rows

test.each([false, true])('known ones find their lines, F6 before them or not; composing: %s', async composing => {
  const { window } = running
  await openCount()
  for (const [i, code] of CODES.entries()) {
    if (i % 3 === 2) await window.keyboard.press('F6')
    await scan(code, composing)
    await window.getByText(`找到第 ${i + 1} 行`).waitFor()
    expect(await window.getByLabel('核查输入').inputValue()).toBe('')
  }
  expect((await lines()).map(line => [line.assetNo, line.result, line.foundModel])).toEqual(
    CODES.map(code => [code, null, '']),
  )
})

test.each([false, true])(
  'twenty in a row, known and unknown: each unknown one is asked for, none is written; composing: %s',
  async composing => {
    const { window } = running
    await openCount()
    const unknown: string[] = []
    for (let i = 0; i < 20; i += 1) {
      const code = i % 2 === 0 ? (CODES[i % CODES.length] ?? '') : `ZZ-9${String(i).padStart(2, '0')}`
      if (i % 2 === 1) unknown.push(code)
      await scan(code, composing)
    }
    const dialog = window.getByRole('dialog', { name: '清单外的设备（多）' })
    for (const [i, code] of unknown.entries()) {
      await expect.poll(() => dialog.getByLabel('资产编号').inputValue()).toBe(code)
      expect(await dialog.getByLabel('名称').inputValue()).toBe('')
      if (i === 0) await dialog.getByText(`还有 ${unknown.length - 1} 个`).waitFor()
      await dialog.getByRole('button', { name: '取消' }).click()
    }
    await dialog.waitFor({ state: 'detached' })
    expect((await lines()).map(line => [line.assetNo, line.result, line.extra])).toEqual(
      CODES.map(code => [code, null, false]),
    )
  },
)

test('a scanned text where a model is asked for waits for a hand', async () => {
  const { window } = running
  await openCount()
  await window.keyboard.press('F6')
  await scan('MOD-77')
  await window.getByText('扫到「MOD-77」。是型号按 Enter，不是按 Esc').waitFor()
  expect((await lines()).filter(line => line.result !== null)).toEqual([])
  await window.keyboard.press('Enter')
  await expect.poll(async () => (await lines())[0]?.foundModel).toBe('MOD-77')
})

test('the page was never at fault', () => expect(running.complaints).toEqual([]))

async function openCount(): Promise<void> {
  const { window } = running
  const place = JSON.stringify({ page: 'count', params: { check: String(checkId) }, person: null })
  await window.evaluate(kept => sessionStorage.setItem('location', kept), place)
  await window.reload()
  await window.getByLabel('核查输入').waitFor()
}
