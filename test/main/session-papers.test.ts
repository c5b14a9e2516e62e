/** 打印这一场的用表: what a session needs, from the data, in the order of use; what must be blank is blank. Read back from the PDF. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '../../src-shared/contract/index.ts'
import { dir as printed, wordsOfPages } from '../print/formPdf.ts'
import { addScene, addStaff, candidateLines, type Scene } from './batch-office.ts'
import { addOrg } from './people.ts'
import { xlsx } from './sheets.ts'
import { createWorld, newFolder, type World } from './world.ts'

let world: World
let scene: Scene
let out: string
beforeAll(async () => {
  out = newFolder('session-papers')
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
})
afterAll(async () => {
  await world.end()
  rmSync(out, { recursive: true })
  printed.remove()
})

type Papers = Output<'session.papers'>
const first = () => scene.sessions[0]

async function read(papers: Papers, form: string): Promise<string[]> {
  const items = papers.papers.find(paper => paper.form === form)?.items ?? []
  const { jobId } = await world.call('form.prepare', { items, code: false, pageNumbers: false })
  const path = join(out, `${form}-${Math.random()}.pdf`)
  world.answers.save = [path]
  await world.call('form.savePdf', { jobId })
  return wordsOfPages(path)
}

describe('without a 名册', () => {
  test('the papers are offered, with blank lines to write on', async () => {
    const papers = await world.call('session.papers', { id: first() })
    expect(papers.candidates).toBe(0)
    const [words = ''] = await read(papers, 'candidateSignIn')
    expect(words).toContain('考生签到表')
    expect(words).toContain('应到：人实到：人缺考：人')
  })
})

describe('with a 名册 of thirty', () => {
  const lines = candidateLines(30)
  beforeAll(async () => {
    await world.call('candidate.import', { batchId: scene.batch.id, file: xlsx(lines), confirm: true })
    await addStaff(world, scene.batch.id, [first()], { name: '孙立', role: 'examiner' })
    await addStaff(world, scene.batch.id, [first()], { name: '赵敏', role: 'invigilator' })
  })

  test('in the order of use; 评分表 one a candidate, 工作记录表 one a person', async () => {
    const { papers, candidates } = await world.call('session.papers', { id: first() })
    const forms = papers.map(paper => paper.form)
    expect(forms.indexOf('deviceCheck')).toBeLessThan(forms.indexOf('candidateSignIn'))
    expect(forms.indexOf('paperOpening')).toBeLessThan(forms.indexOf('roomRecord'))
    expect(forms.indexOf('roomRecord')).toBeLessThan(forms.indexOf('paperReturn'))
    const count = (form: string) => papers.find(paper => paper.form === form)?.items.length ?? 0
    expect(count('skillScore')).toBe(candidates)
    expect(count('workRecord')).toBeGreaterThanOrEqual(2)
    expect(count('candidateSignIn')).toBe(1)
    expect(count('reviewScore')).toBe(0) // 综合评审 is not among the batch's 认定形式
  })

  test('签到表: everybody of this session once, by seat; 证件号 shortened, or left out', async () => {
    const papers = await world.call('session.papers', { id: first() })
    const words = (await read(papers, 'candidateSignIn')).join('')
    for (const { 姓名 } of lines.slice(0, papers.candidates)) expect(words).toContain(姓名 ?? '?')
    expect(words).not.toContain('***************')
    for (const { 身份证号 } of lines) if (身份证号) expect(words).not.toContain(身份证号)
    const without = await world.call('session.papers', { id: first(), showIds: false })
    expect((await read(without, 'candidateSignIn')).join('')).not.toContain('****')
  })

  test('a lot is drawn again from its seed, and printed with it; the room remembers how it is seated', async () => {
    const seating = { columns: 6, order: 'drawn' as const, seed: '20261128' }
    const papers = await world.call('session.papers', { id: first(), seating })
    const [plan = ''] = await read(papers, 'seatPlan')
    expect(plan).toContain('随机，种子20261128')
    expect((await read(papers, 'seatPlan'))[0]).toBe(plan)
    expect((await world.call('session.papers', { id: first() })).seating).toEqual(seating)
  })

  test('what happened is left to the hand', async () => {
    const papers = await world.call('session.papers', { id: first() })
    const opening = (await read(papers, 'paperOpening')).join('')
    expect(opening).toContain('□密封完好□有破损或拆动痕迹')
    expect(opening).not.toContain('☑')
    expect(opening).toContain('考生代表（签字）：考生代表（签字）：')
    const room = (await read(papers, 'roomRecord')).join('')
    expect(room).toContain('实考人缺考人')
    expect(room).not.toContain('赵敏') // 监考 sign
  })

  test('the office’s own head, note and columns stand on its papers, never on an annex', async () => {
    const { seen } = await world.call('paper.own', {})
    await world.call('paper.setOwn', { seen, head: '体系文件 QP-07', note: '一式一份', columns: { SGC: ['手机'] } })
    const papers = await world.call('session.papers', { id: first() })
    const words = (await read(papers, 'candidateSignIn')).join('')
    for (const own of ['体系文件QP-07', '一式一份', '手机']) expect(words).toContain(own)
    const { facts } = await world.call('form.facts', {
      form: 'annex3Site',
      subject: { kind: 'batch', id: scene.batch.id },
    })
    expect(JSON.stringify(facts)).not.toContain('QP-07')
    await expect(
      world.refuse('paper.setOwn', { seen, head: '', note: '', columns: { SGC: ['一', '二', '三', '四', '五'] } }),
    ).resolves.toMatchObject({ code: 'INPUT_INVALID' })
  })

  test('考核项目 are kept for the 职业等级 and come onto every 评分表; an empty list takes them off', async () => {
    const { occupation, level } = scene.batch.items[0] ?? { occupation: '', level: '' }
    const items = [{ name: '电路安装', points: '50', standard: '每处错误扣 5 分' }]
    const list = async () => world.call('score.items', {})
    await world.call('score.setItems', { seen: (await list()).seen, occupation, level, kind: 'skill', items })
    const papers = await world.call('session.papers', { id: first() })
    const pages = await read(papers, 'skillScore')
    expect(pages).toHaveLength(papers.candidates)
    for (const page of pages) expect(page).toContain('电路安装50每处错误扣5分')
    const none = { occupation, level, kind: 'skill' as const, items: [] }
    await world.call('score.setItems', { ...none, seen: (await list()).seen })
    expect((await list()).lists).toEqual([])
  })

  test('a session, a person or a candidate that is not there is not found', async () => {
    const refuse = async (subject: object) =>
      (await world.refuse('form.facts', { form: 'workRecord', subject: { kind: 'session', ...subject } as never })).code
    expect(await refuse({ id: 999 })).toBe('NOT_FOUND')
    expect(await refuse({ id: first(), staff: 999 })).toBe('NOT_FOUND')
    expect(await refuse({ id: first(), candidate: 999 })).toBe('NOT_FOUND')
    expect((await world.refuse('session.papers', { id: 999 })).code).toBe('NOT_FOUND')
  })
})
