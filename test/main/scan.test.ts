/** 扫描件: what was printed comes home by its code; nothing is guessed, nothing is filed twice, and the original stays as it was. */
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OWNERS } from '../../src-main/services/scan/printed.ts'
import type { FormItem } from '../../src-shared/contract/form.ts'
import type { ScanPage } from '../../src-shared/contract/scan.ts'
import { parseFormCode } from '../../src-shared/forms/formCode.ts'
import { wordsOfPages } from '../print/formPdf.ts'
import { blankSheet, paperOf, scanPile } from '../scans/pile.ts'
import { cut, inTurn, type Ruin, type Sheet, scale, turn } from '../scans/ruin.ts'
import { addScene, addVisit, deadlines, type Scene } from './batch-office.ts'
import { addOrg } from './people.ts'
import { sql } from './planted.ts'
import { createWorld, newFolder, type World } from './world.ts'

let world: World
let scene: Scene
let out: string
beforeEach(async () => {
  out = newFolder('scan')
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
})
afterEach(async () => {
  await world.end()
  rmSync(out, { recursive: true })
})

let files = 0
const at = (name = 'scan') => join(out, `${name}${files++}.pdf`)

/** Prints (saves) forms and answers the paper. */
async function print(items: FormItem[], path = at('print')): Promise<Sheet[]> {
  const { jobId } = await world.call('form.prepare', { items, code: true, pageNumbers: true })
  world.answers.save.push(path)
  await world.call('form.savePdf', { jobId })
  return paperOf(path)
}

const session = (form: string, mode: FormItem['mode'] = 'filled'): FormItem => ({
  form,
  mode,
  subject: { kind: 'session', id: scene.sessions[0] },
})

async function scan(sheets: readonly Sheet[], ruin?: Ruin) {
  const path = await scanPile(sheets, at(), ruin)
  world.answers.open.push(path)
  return { path, taken: await world.call('scan.take', { dropped: false }) }
}

const inked = ({ canvas }: Sheet) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return data.filter((value, i) => i % 4 === 0 && value < 128).length
}

const pages = async (done = false): Promise<ScanPage[]> =>
  (await world.call('scan.list', { done })).scans.flatMap(one => one.rows)
const states = async () => (await pages()).map(page => page.state)

describe('打印台账', () => {
  test('a preview uses up no number; a job saved twice is one row; the next print is the next number', async () => {
    const { jobId } = await world.call('form.prepare', {
      items: [session('roomRecord')],
      code: true,
      pageNumbers: true,
    })
    expect((await world.call('printed.list', { search: '', page: { offset: 0, limit: 9 } })).total).toBe(0)
    for (const name of ['a.pdf', 'b.pdf']) {
      world.answers.save.push(join(out, name))
      await world.call('form.savePdf', { jobId })
    }
    expect(readFileSync(join(out, 'a.pdf')).equals(readFileSync(join(out, 'b.pdf')))).toBe(true)
    await print([session('roomRecord')])
    const { rows } = await world.call('printed.list', { search: '', page: { offset: 0, limit: 9 } })
    expect(rows.map(row => [row.id, row.title, row.pages, row.way])).toEqual([
      [2, '考场情况记录单', 1, 'save'],
      [1, '考场情况记录单', 1, 'save'],
    ])
    expect(rows[0]?.about).toContain(scene.batch.name)
    expect((await world.call('printed.list', { search: '签到', page: { offset: 0, limit: 9 } })).total).toBe(0)
  })

  test('two 附件4 of one visit are two papers; labels carry no code', async () => {
    const { jobId } = await world.call('form.prepare', {
      items: [session('doorLabel')],
      code: true,
      pageNumbers: false,
    })
    world.answers.save.push(join(out, 'door.pdf'))
    await world.call('form.savePdf', { jobId })
    expect((await world.call('printed.list', { search: '', page: { offset: 0, limit: 9 } })).total).toBe(0)
    const [words = ''] = await wordsOfPages(join(out, 'door.pdf'))
    expect(words).not.toMatch(/[0-9A-Z]+-1-[0-9A-Z]{4}-/)
  })
})

test.each(Object.entries(OWNERS))(
  'a %s can be asked for its name and its owner, with a part and without',
  (_, query) => {
    for (const part of [null, 0]) {
      sql(world, db => db.prepare(`WITH asked (id, part) AS (VALUES (?, ?)) ${query}`).all(1, part))
    }
  },
)

describe('what comes home', () => {
  test('a shuffled, turned pile of a session is filed in two calls, each paper in its slot, pages in their order', async () => {
    const papers = await print([session('roomRecord'), session('candidateSignIn'), session('paperOpening')])
    const { taken, path } = await scan([...papers].reverse(), inTurn(scale(200), turn(180)))
    expect(taken?.scans).toEqual([expect.objectContaining({ pages: papers.length })])
    const proposed = await pages()
    expect(proposed.map(page => page.state)).toEqual(papers.map(() => 'proposed'))
    expect(proposed.map(page => page.place)).toContain('批次资料 X4 考场情况记录单')
    const outcome = await world.call('scan.file', { ids: proposed.map(page => page.id), reason: '' })
    expect(outcome).toEqual({ filed: papers.length, papers: 3, left: [] })
    expect(await pages()).toEqual([])
    const { rows } = await world.call('evidence.list', {
      filter: { batchId: scene.batch.id },
      sort: { by: 'code', desc: false },
      page: { offset: 0, limit: 50 },
    })
    const filed = rows.filter(row => ['T4', 'X3', 'X4'].includes(row.code.slice(0, 2)))
    expect(filed.map(row => row.code).sort()).toEqual(['T4_001', 'X3_001', 'X4_001'])
    // The original is kept byte for byte; each page says which page of which file it is.
    const kept = sql(world, db => db.prepare('SELECT file FROM scan').pluck().get()) as string
    const store = readFileSync(join(world.dir, 'files', kept.slice(0, 2), kept))
    expect(store.equals(readFileSync(path))).toBe(true)
    const again = await world.call('scan.file', { ids: proposed.map(page => page.id), reason: '' })
    expect(again.filed).toBe(0)
  })

  test('the same content is read once', async () => {
    const papers = await print([session('roomRecord')])
    const { path } = await scan(papers)
    world.answers.open.push(path)
    const twice = await world.call('scan.take', { dropped: false })
    expect(twice?.scans).toEqual([])
    expect(twice?.refused[0]?.reason).toContain('已经读过')
  })

  test('blank, unreadable, a second copy, a missing page, another organisation’s: each by its name, none is proposed', async () => {
    const [room] = await print([session('roomRecord')])
    const record = await print([{ form: 'annex3Site', mode: 'blank', subject: { kind: 'none' } }])
    if (!room || record.length < 2) throw new Error('paper is missing')
    const noCode = await inTurn(cut('bottom', 30), cut('top', 30))(room, undefined as never)
    await scan([room, room, blankSheet(), noCode, record[0] as Sheet])
    expect(await states()).toEqual(['proposed', 'twice', 'blank', 'unread', 'cannot'])
    sql(world, db => db.prepare(`UPDATE setting SET value = '"another"' WHERE key = 'folder.mark'`).run())
    const all = await pages()
    expect(all.map(page => page.state)).toEqual(['cannot', 'cannot', 'blank', 'unread', 'cannot'])
    expect(all[0]?.why).toContain('不是本机构')
    const none = await world.call('scan.file', { ids: all.map(page => page.id), reason: '试试' })
    expect(none.filed).toBe(0)
    expect(none.left).toHaveLength(5)
  })

  test('a page that cannot be read is known by the typed code, and goes the same way; a wrong digit is refused', async () => {
    const path = at('print')
    const [room] = await print([session('roomRecord')], path)
    const [words = ''] = await wordsOfPages(path)
    const code = /[0-9A-Z]+-1-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(words)?.[0] ?? ''
    expect(parseFormCode(code).ok).toBe(true)
    await scan([await inTurn(cut('bottom', 30), cut('top', 30))(room as Sheet, undefined as never)])
    const [page] = await pages()
    if (!page) throw new Error('no page')
    const wrong = await world.call('scan.type', {
      id: page.id,
      code: `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`,
      was: '',
    })
    expect(wrong).toMatchObject({ state: 'unread', why: expect.stringContaining('校验') })
    expect((await world.refuse('scan.type', { id: page.id, code, was: '' })).code).toBe('STALE')
    expect(await world.call('scan.type', { id: page.id, code: code.toLowerCase(), was: wrong.code })).toMatchObject({
      state: 'proposed',
      typed: true,
    })
    expect((await world.call('scan.file', { ids: [page.id], reason: '' })).filed).toBe(1)
  })

  test('缺页: the other page may come in another pile; both become one file, in the order of their numbers', async () => {
    const annex: FormItem = { form: 'annex3Site', mode: 'prefilled', subject: { kind: 'batch', id: scene.batch.id } }
    const [one, two] = await print([annex])
    if (!one || !two) throw new Error('附件3 has two pages')
    await scan([two])
    expect((await pages())[0]).toMatchObject({ state: 'lacking', why: '共 2 页，还缺第 1 页' })
    await scan([one])
    const both = await pages()
    expect(both.map(page => [page.state, page.paper?.page]).sort()).toEqual([
      ['proposed', 1],
      ['proposed', 2],
    ])
    const outcome = await world.call('scan.file', { ids: both.map(page => page.id), reason: '' })
    expect(outcome).toMatchObject({ filed: 2, papers: 1 })
    const made = sql(world, db => db.prepare('SELECT DISTINCT filed_file FROM scan_page').pluck().all()) as string[]
    expect(made).toHaveLength(1)
    const path = join(world.dir, 'files', made[0]?.slice(0, 2) ?? '', made[0] ?? '')
    expect((await PDFDocument.load(readFileSync(path))).getPageCount()).toBe(2)
    const [first] = await paperOf(path)
    expect(inked(first as Sheet)).toBeGreaterThan(inked((await paperOf(path))[1] as Sheet)) // page 1 is the fuller one
  })

  test('附件4 that comes home signed is the visit’s 签字扫描件; 报送 stays an act of its own', async () => {
    const visit = await addVisit(world, scene.batch.id)
    const due = async () => (await deadlines(world, scene.batch.id)).map(row => row.submittedOn)
    const before = await due()
    const subject = { kind: 'visit' as const, id: visit.id, inspector: 0 }
    await scan(await print([{ form: 'annex4', mode: 'prefilled', subject }]))
    const all = await pages()
    expect(all.map(page => page.place)).toEqual(all.map(() => '外督员督导 附件4 签字扫描件'))
    expect((await world.call('scan.file', { ids: all.map(page => page.id), reason: '' })).left).toEqual([])
    const [after] = (await world.call('visit.list', { batchId: scene.batch.id })).visits
    expect(after?.scans.map(scan => scan.form)).toEqual(['附件4'])
    expect(await due()).toEqual(before)
  })

  test('版本不符: with a reason only, and it is kept', async () => {
    const before = await print([session('candidateSignIn')])
    const old = await scan(before)
    expect(old.taken?.scans).toHaveLength(1)
    await print([{ ...session('candidateSignIn'), facts: { ownNote: '改过' } }])
    const [page] = await pages()
    expect(page).toMatchObject({ state: 'outdated', withReason: true })
    const refused = await world.call('scan.file', { ids: [page?.id ?? 0], reason: '' })
    expect(refused.left[0]?.why).toContain('写明原因')
    expect((await world.call('scan.file', { ids: [page?.id ?? 0], reason: '签字在旧版上' })).filed).toBe(1)
    const done = await pages(true)
    expect(done[0]).toMatchObject({ state: 'filed', why: '签字在旧版上' })
  })

  test('a sealed or deleted batch takes nothing; 退回 is taken back', async () => {
    const papers = await print([session('roomRecord')])
    await scan(papers)
    const [page] = await pages()
    expect((await world.call('scan.return', { ids: [page?.id ?? 0], reason: '扫错了' })).returned).toBe(1)
    expect(await pages()).toEqual([])
    expect((await world.call('scan.takeBack', { ids: [page?.id ?? 0] })).back).toBe(1)
    sql(world, db =>
      db
        .prepare(
          `INSERT INTO hold (batch_id, reason, recorded_by, recorded_at) VALUES (?, '举报', '', '2026-11-23T00:00:00Z')`,
        )
        .run(scene.batch.id),
    )
    expect((await pages())[0]).toMatchObject({ state: 'cannot', why: expect.stringContaining('冻结') })
    expect((await world.call('scan.file', { ids: [page?.id ?? 0], reason: '' })).filed).toBe(0)
  })
})

describe('the folder', () => {
  test('a file is taken when it lies still and is whole; once', async () => {
    const folder = join(out, 'in')
    mkdirSync(folder)
    world.answers.open.push(folder)
    expect(await world.call('scan.setFolder', { off: false })).toEqual({ folder })
    const made = readFileSync(await scanPile(await print([session('roomRecord')]), at()))
    const target = join(folder, 'SCAN0001.pdf')
    writeFileSync(target, made.subarray(0, made.length - 200)) // still being written
    for (let i = 0; i < 3; i++) expect(await world.call('scan.look', {})).toEqual({ taken: 0 })
    writeFileSync(target, made)
    expect(await world.call('scan.look', {})).toEqual({ taken: 0 }) // just changed
    expect(await world.call('scan.look', {})).toEqual({ taken: 1 })
    copyFileSync(target, join(folder, 'SCAN0002.pdf'))
    for (let i = 0; i < 3; i++) expect(await world.call('scan.look', {})).toEqual({ taken: 0 })
    expect(await states()).toEqual(['proposed'])
    await world.reopen()
    for (let i = 0; i < 3; i++) expect(await world.call('scan.look', {})).toEqual({ taken: 0 })
    expect(await world.call('scan.setFolder', { off: true })).toEqual({ folder: null })
  })
})

test('a film and a giant in the folder are told by their ends: neither is read, neither is asked about again', async () => {
  const folder = join(out, 'in')
  mkdirSync(folder)
  for (const [name, head] of [
    ['考场录像.mp4', 'ftypisom'],
    ['巨大.pdf', '%PDF-1.7'],
  ] as const) {
    const path = join(folder, name)
    writeFileSync(path, head)
    truncateSync(path, 3 * 2 ** 30) // sparse: more than one buffer can hold
    appendFileSync(path, '%%EOF')
  }
  world.answers.open.push(folder)
  await world.call('scan.setFolder', { off: false })
  for (let i = 0; i < 3; i++) expect(await world.call('scan.look', {})).toEqual({ taken: 0 })
  expect(await pages(true)).toEqual([])
})

describe('what is no scan', () => {
  test.each([
    ['a.pdf', Buffer.from('%PDF-1.7 nothing')],
    ['b.tif', Buffer.from('II*\0aaaaaaaaaaaaaaaa')],
    ['c.jpg', Buffer.from('\xff\xd8\xff\xe0 not a picture', 'latin1')],
  ])('%s is kept, said to be damaged, and stops nothing', async (name, bytes) => {
    const path = join(out, name)
    writeFileSync(path, bytes)
    const good = await scanPile(await print([session('roomRecord')]), at())
    world.answers.open.push(`${path}\n${good}`)
    const taken = await world.call('scan.take', { dropped: false })
    expect(taken?.refused).toEqual([])
    const { scans } = await world.call('scan.list', { done: false })
    const bad = scans.find(one => one.fileName === name)
    expect(bad?.problem || bad?.rows[0]?.why).toMatch(/损坏|不能/)
    expect(scans.flatMap(one => one.rows).map(row => row.state)).toContain('proposed')
  })

  test.each(['x.exe', 'y.docx'])('%s is refused with what can be read', async name => {
    writeFileSync(join(out, name), 'MZ or something')
    world.answers.open.push(join(out, name))
    const taken = await world.call('scan.take', { dropped: false })
    expect(taken?.refused[0]?.reason).toContain('不是扫描件')
  })
})
