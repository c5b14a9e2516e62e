/** 打印 through routes: prepare → record → spoil → ledger, and what is refused. */
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { PDFDocument } from 'pdf-lib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { plain } from '../print/pictures.ts'
import { addAppointed, addCarded, addOrg, addPhoto, allCards, issue, saveJob } from './people.ts'
import { createWorld, newFolder, TODAY, type World } from './world.ts'

let world: World
let out: string
beforeEach(async () => {
  world = await createWorld()
  out = newFolder('out')
  await addOrg(world)
})
afterEach(async () => {
  await world.end()
  rmSync(out, { recursive: true, force: true })
})

/** Three printable cards. */
async function three() {
  const cards = []
  for (const name of ['安一', '毕二', '蔡三']) {
    const { person, card } = await addCarded(world, { name })
    await addPhoto(world, person.id)
    cards.push({ ...card, person: person.id })
  }
  return cards
}
const prepare = (ids: number[], over: Partial<Omit<Input<'print.prepare'>, 'selection'>> = {}) =>
  world.call('print.prepare', { selection: { ids }, layout: 'a4-4', start: 0, ...over })
const ledger = async () => (await world.call('print.ledger', { page: { offset: 0, limit: 50 } })).rows
const unprinted = async () => (await world.call('home.todo', {})).unprinted

describe('prepare', () => {
  test('draws the sheets, places each card once, and writes no ledger', async () => {
    const ids = (await three()).map(card => card.id)
    const job = await prepare(ids, { start: 2 })
    expect(job).toMatchObject({ cards: 3, sheets: 2, slotsPerSheet: 4, start: 2 })
    expect(job.placed.map(p => [p.cardId, p.page, p.slot])).toEqual([
      [ids[0], 0, 2],
      [ids[1], 0, 3],
      [ids[2], 1, 0],
    ])
    for (const { file, pages } of job.files) {
      const path = join(world.dir, 'work/print', job.jobId, `${file}.pdf`)
      expect((await PDFDocument.load(readFileSync(path))).getPageCount()).toBe(pages)
    }
    expect(await ledger()).toEqual([])
    expect(await unprinted()).toBe(3)
  })

  test('an order of one’s own; each card once, however often it is named', async () => {
    const ids = (await three()).map(card => card.id)
    const [a = 0, b = 0, c = 0] = ids
    const job = await prepare(ids, { order: [c, a, c, 999] })
    expect(job.placed.map(p => p.cardId)).toEqual([c, a, b])
  })

  test('a first position that the sheet does not have is refused', async () => {
    const ids = (await three()).map(card => card.id)
    const input = { selection: { ids }, layout: 'a4-4', start: 4 } as const
    expect((await world.refuse('print.prepare', input)).code).toBe('INPUT_INVALID')
    expect((await prepare(ids, { layout: 'a4-5', start: 4 })).sheets).toBe(2)
    expect((await prepare(ids, { layout: 'single' })).sheets).toBe(3)
  })

  test('a part-used sheet: spoiled cards go to its free positions, the rest to new sheets', async () => {
    const ids = (await three()).map(card => card.id)
    const job = await prepare(ids, { used: [0, 2] })
    expect(job.placed.map(p => [p.cardId, p.page, p.slot])).toEqual([
      [ids[0], 0, 1],
      [ids[1], 0, 3],
      [ids[2], 1, 0],
    ])
    const input = { selection: { ids }, layout: 'a4-4', start: 0 } as const
    for (const used of [[0, 1, 2, 3], [4], [-1], [0.5]]) {
      expect((await world.refuse('print.prepare', { ...input, used })).code).toBe('INPUT_INVALID')
    }
    expect((await prepare(ids, { layout: 'a4-5', used: [4, 4] })).sheets).toBe(1)
  })

  test('people without a photo are all named, and can be left out', async () => {
    const cards = await three()
    const [a, b, c] = cards.map(card => card.id)
    await world.call('supervisor.removePhoto', { id: cards[0]?.person ?? 0 })
    await world.call('supervisor.removePhoto', { id: cards[2]?.person ?? 0 })
    const input: Input<'print.prepare'> = { selection: { ids: [a ?? 0, b ?? 0, c ?? 0] }, layout: 'a4-4', start: 0 }
    const error = await world.refuse('print.prepare', input)
    expect([error.code, error.message]).toEqual(['PHOTO_MISSING', '「安一」「蔡三」还没有照片。'])
    const job = await world.call('print.prepare', { ...input, leaveOut: 'withoutPhoto' })
    expect([job.placed.map(p => p.cardId), job.warnings[0]]).toEqual([[b], '「安一」「蔡三」还没有照片，没有排入。'])
    const nobody: Input<'print.prepare'> = { ...input, selection: { ids: [a ?? 0] }, leaveOut: 'withoutPhoto' }
    expect((await world.refuse('print.prepare', nobody)).code).toBe('PHOTO_MISSING')
  })

  test('is refused without a photo, for cards that are not valid, and for none', async () => {
    const [a, b, c] = await three()
    if (!a || !b || !c) throw new Error('no cards')
    const refuse = (ids: number[]) => world.refuse('print.prepare', { selection: { ids }, layout: 'a4-4', start: 0 })
    await world.call('supervisor.removePhoto', { id: a.person })
    expect(await refuse([a.id, b.id])).toMatchObject({ code: 'PHOTO_MISSING', message: '「安一」还没有照片。' })
    await world.call('card.void', { id: b.id, reason: '写错' })
    expect((await refuse([b.id])).code).toBe('RULE_BLOCKED')
    await world.call('card.lost', { id: c.id, on: TODAY, reason: '遗失' })
    expect((await refuse([c.id])).code).toBe('RULE_BLOCKED')
    expect((await refuse([])).code).toBe('PRINT_NOTHING')
    expect((await refuse([999])).code).toBe('PRINT_NOTHING')
    expect(existsSync(join(world.dir, 'work/print'))).toBe(false)
  })

  test('a photo or a logo that is gone from the store is named, not a mystery', async () => {
    const logo = await world.call('org.setLogo', { image: new Uint8Array(plain('#08c', 60, 60, 'png')) })
    await addOrg(world, { logoPlace: 'front' })
    const { person, card } = await addCarded(world)
    const photo = await addPhoto(world, person.id)
    for (const sha256 of [photo, logo.logo ?? '']) {
      rmSync(join(world.dir, 'files', sha256.slice(0, 2), sha256))
      const error = await world.refuse('print.prepare', { selection: { ids: [card.id] }, layout: 'single', start: 0 })
      expect(error.code).toBe('FILE_UNREADABLE')
      await addPhoto(world, person.id) // the next round is about the logo
    }
  })
})

describe('the ledger', () => {
  test('record → spoil: what was good is printed, what was not is due again', async () => {
    const ids = (await three()).map(card => card.id)
    const [a = 0] = ids
    const job = await prepare(ids)
    const spoiled = [{ cardId: a, reason: '卡纸' }]
    const early = await world.refuse('print.record', { jobId: job.jobId, printer: 'Canon', spoiled: [] })
    expect(early.code).toBe('PRINT_UNSENT') // nothing has left the program: nothing can lie on paper
    world.answers.save.push(null)
    expect(await world.call('print.savePdf', { jobId: job.jobId, file: 'front', printer: null })).toBeNull()
    expect((await world.refuse('print.record', { jobId: job.jobId, printer: '', spoiled: [] })).code).toBe(early.code)
    expect(await ledger()).toEqual([])
    await saveJob(world, job.jobId, 'front')
    expect(await world.call('print.record', { jobId: job.jobId, printer: 'Canon', spoiled })).toEqual({
      recorded: 3,
      spoiled: 1,
    })
    expect(await unprinted()).toBe(1)
    const again = await world.refuse('print.record', { jobId: job.jobId, printer: 'Canon', spoiled: [] })
    expect(again.code).toBe('STATE_BLOCKED')
    const rows = await ledger()
    expect(rows.map(r => [r.cardId, r.kind, r.sheet, r.slot, r.spoiled])).toEqual([
      [ids[2], 'first', 1, 3, false],
      [ids[1], 'first', 1, 2, false],
      [ids[0], 'first', 1, 1, true],
    ])
    const [last] = rows
    expect(await world.call('print.spoil', { id: last?.id ?? 0, reason: '覆膜起泡' })).toMatchObject({
      spoiled: true,
      spoilReason: '覆膜起泡',
    })
    expect(await unprinted()).toBe(2)
    expect((await world.refuse('print.spoil', { id: last?.id ?? 0, reason: '再次' })).code).toBe('STATE_BLOCKED')
    expect((await world.refuse('print.spoil', { id: 999, reason: '无' })).code).toBe('NOT_FOUND')
    expect((await world.call('print.ledger', { spoiled: true, page: { offset: 0, limit: 9 } })).total).toBe(2)
  })

  test('kinds: first, reprint, and 补发 after it was entered; the photo stays as first printed until then', async () => {
    const { person, card } = await addCarded(world)
    const first = await addPhoto(world, person.id, 1)
    const print = async () => {
      const { jobId } = await prepare([card.id], { layout: 'single' })
      await saveJob(world, jobId)
      await world.call('print.record', { jobId, printer: '', spoiled: [] })
      return (await ledger())[0]?.kind
    }
    expect(await print()).toBe('first')
    const second = await addPhoto(world, person.id, 2)
    expect((await allCards(world))[0]?.photo).toBe(first)
    expect(await print()).toBe('reprint')
    await world.call('card.reissue', { id: card.id, on: TODAY, reason: '损坏' })
    expect((await allCards(world))[0]?.photo).toBe(second)
    expect(await print()).toBe('reissue')
    expect((await world.call('card.history', { id: card.id })).events.map(e => e.kind)).toEqual([
      'printed',
      'reissued',
      'printed',
      'printed',
      'issued',
    ])
  })

  test('a job is forgotten when it is discarded or the program restarts, and its files with it', async () => {
    const [card] = await three()
    const { jobId } = await prepare([card?.id ?? 0])
    await world.call('print.discard', { jobId })
    expect(existsSync(join(world.dir, 'work/print', jobId))).toBe(false)
    for (const id of [jobId, '__proto__', '../../../etc']) {
      expect((await world.refuse('print.record', { jobId: id, printer: '', spoiled: [] })).code).toBe('NOT_FOUND')
    }
    await prepare([card?.id ?? 0])
    await world.reopen()
    expect(existsSync(join(world.dir, 'work'))).toBe(false)
  })
})

describe('the target page of a calibration', () => {
  test.each([
    ['A4', 210],
    ['card', 80],
  ] as const)(
    '%s: as wide as the paper, saved, and made in one folder however often it is asked for',
    async (paper, width) => {
      const jobs = new Set<string>()
      for (const side of ['front', 'back', 'front'] as const) {
        const { jobId, crosses } = await world.call('calibration.target', { paper, side })
        expect(crosses).toHaveLength(6)
        expect(crosses.every(({ x }) => x > 0 && x < width)).toBe(true)
        jobs.add(jobId)
        const pdf = await PDFDocument.load(readFileSync(join(world.dir, 'work/print', jobId, `${side}.pdf`)))
        expect(Math.abs((pdf.getPage(0).getWidth() / 72) * 25.4 - width)).toBeLessThan(0.05)
      }
      expect(jobs.size).toBe(1)
      expect(readdirSync(join(world.dir, 'work/print'))).toHaveLength(1)
      world.answers.save.push(join(out, 'target.pdf'))
      await world.call('calibration.saveTarget', { paper, side: 'front' })
      expect(existsSync(join(out, 'target.pdf'))).toBe(true)
    },
  )

  test('readings are judged by the crosses of their own paper', async () => {
    const { crosses } = await world.call('calibration.target', { paper: 'card', side: 'front' })
    const readings = crosses.map(({ index, x, y }) => ({ index, x: x + 1, y: y - 0.5 }))
    const fit = await world.call('calibration.fit', { paper: 'card', readings })
    expect([fit.offset.x, fit.offset.y, fit.residual].map(v => Math.round(v * 10) / 10)).toEqual([1, -0.5, 0])
    expect((await world.refuse('calibration.fit', { paper: 'A4', readings })).code).toBe('CALIBRATION_READINGS')
    const saved = await world.call('calibration.save', { printer: '卡机', paper: 'card', side: 'front', readings })
    expect(saved.paper).toBe('card')
  })
})

describe('files that are saved', () => {
  test('the PDF as it was drawn, the 备案名册 with the codes as text, the ledger and the roster', async () => {
    const cards = await three()
    const ids = cards.map(card => card.id)
    const { jobId } = await prepare(ids)
    const path = (name: string) => join(out, name)
    world.answers.save.push(
      path('front.pdf'),
      path('filing.xlsx'),
      path('ledger.xlsx'),
      path('roster.xlsx'),
      path('log.xlsx'),
      null,
    )
    await world.call('print.savePdf', { jobId, file: 'front', printer: null })
    expect(readFileSync(path('front.pdf'))).toEqual(readFileSync(join(world.dir, 'work/print', jobId, 'front.pdf')))
    const everyone = { filter: {}, except: [] }
    await world.call('filing.export', { selection: everyone, reason: '' })
    await world.call('card.exportLedger', { selection: everyone })
    await world.call('roster.export', { selection: everyone })
    await world.call('audit.export', {})
    for (const name of ['filing.xlsx', 'ledger.xlsx', 'roster.xlsx']) {
      const book = read(readFileSync(path(name)))
      const text = JSON.stringify(
        utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1, raw: true }),
      )
      for (const card of cards) expect(text, name).toContain(`"${card.code}"`)
    }
    expect(await world.call('roster.export', { selection: everyone })).toBeNull() // 取消
    expect((await world.refuse('print.savePdf', { jobId, file: 'both', printer: null })).code).toBe('NOT_FOUND')
  })

  test('marked rows alone: one person of the roster, one card of the ledger', async () => {
    const [, card] = await three()
    if (!card) throw new Error('no second card')
    const [roster, ledger] = [join(out, 'one.xlsx'), join(out, 'one-card.xlsx')]
    world.answers.save.push(roster, ledger)
    await world.call('roster.export', { selection: { ids: [card.person] } })
    await world.call('card.exportLedger', { selection: { ids: [card.id] } })
    for (const path of [roster, ledger]) {
      const book = read(readFileSync(path))
      const rows = utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1, raw: true })
      expect(rows.filter(row => row[0] === 1 || row[0] === 2)).toEqual([
        expect.arrayContaining([1, card.name, card.code]),
      ])
    }
  })

  test('身份证 leave the program only for a reason, which is logged', async () => {
    await three()
    const columns = [{ key: 'idNumber' as const, header: '身份证号', width: 22 }]
    await world.call('filing.setColumns', { columns })
    const selection = { filter: {}, except: [] }
    const error = await world.refuse('filing.export', { selection, reason: ' ' })
    expect([error.code, Object.keys(error.fields ?? {})]).toEqual(['INPUT_INVALID', ['reason']])
    world.answers.save.push(join(out, 'ids.xlsx'))
    await world.call('filing.export', { selection, reason: '报市中心' })
    const [event] = (await world.call('audit.list', { page: { offset: 0, limit: 1 } })).rows
    expect(event?.text).toContain('用途：报市中心')
  })

  test('nothing is ever saved over the data itself, by whatever path it is named', async () => {
    const link = join(out, 'link')
    symlinkSync(world.dir, link)
    const before = readFileSync(join(world.dir, 'data.sqlite'))
    for (const path of [
      join(world.dir, 'data.sqlite'),
      `${out}/../${world.dir.split('/').at(-1)}/data.sqlite`,
      join(link, 'data.sqlite'),
      join(world.dir, 'key.json'),
    ]) {
      world.answers.save.push(path, path)
      expect((await world.refuse('backup.saveAs', {})).code, path).toBe('FILE_NOT_WRITTEN')
      expect((await world.refuse('roster.template', {})).code, path).toBe('FILE_NOT_WRITTEN')
    }
    expect(readFileSync(join(world.dir, 'data.sqlite'))).toEqual(before)
    await world.reopen()
    expect((await world.call('org.get', {}))?.digits).toBe('2001')
  })

  test('into a folder that is gone: refused with the reason, nothing half written', async () => {
    world.answers.save.push(join(out, 'gone/log.xlsx'))
    const error = await world.refuse('audit.export', {})
    expect(error.code).toBe('FILE_NOT_WRITTEN')
    expect(existsSync(join(out, 'gone'))).toBe(false)
  })
})

test('people without a card of this term are counted, and their cards issued by the same filter', async () => {
  await addAppointed(world, { name: '安一' })
  await addAppointed(world, { name: '毕二' })
  expect((await world.call('home.todo', {})).withoutCard).toBe(2)
  const filter = { card: 'without', states: ['appointed'] } as const
  const { issued } = await world.call('card.issue', {
    selection: { filter: { ...filter, states: [...filter.states] }, except: [] },
    issuedOn: TODAY,
  })
  expect(issued.length).toBe(2)
  expect((await world.call('home.todo', {})).withoutCard).toBe(0)
  expect(await issue(world, [])).toEqual([])
})
