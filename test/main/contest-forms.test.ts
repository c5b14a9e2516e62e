/** 附件6 and 附件7 of a contest, prepared through routes and read back from the PDF. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { dir as printed, wordsOfPages } from '../print/formPdf.ts'
import { addOrg, orgInput } from './people.ts'
import { createWorld, newFolder, TODAY, type World } from './world.ts'

type Item = Input<'form.prepare'>['items'][number]

let world: World
let out: string
let id: number
let visit: number
beforeAll(async () => {
  out = newFolder('contest-forms')
  world = await createWorld()
  await addOrg(world)
  const contest = await world.call('contest.save', {
    ...{
      name: '电工技能竞赛',
      host: '某某行业协会',
      coHost: '',
      items: [],
      noticeNo: '',
      contact: '',
      phone: '',
      note: '',
    },
    from: TODAY,
    to: '2026-11-24',
  })
  id = contest.id
  for (let i = 1; i <= 8; i += 1) {
    await world.call('contestPlace.save', {
      ...{ contestId: id, place: `${i}号馆`, occupation: '电工', people: 100 + i, note: '' },
      ...{ fromOn: TODAY, fromTime: '09:00', toOn: TODAY, toTime: `1${i}:00` },
    })
  }
  const { places } = await world.call('contest.get', { id })
  const inspectors = ['周玉梅', '郑红霞'].map(name => ({ name, number: '', unit: '', from: null, to: null }))
  const { visits } = await world.call('contestVisit.save', {
    ...{ contestId: id, kind: 'during', placeId: places[7]?.id ?? 0, parts: ['skill'], opinion: '意见由督导员手写' },
    ...{ on: TODAY, endedOn: TODAY, endReason: '', inspectors },
  })
  visit = visits[0]?.id ?? 0
})
afterAll(async () => {
  await world.end()
  rmSync(out, { recursive: true })
  printed.remove()
})

let count = 0
async function pagesOf(form: string, subject: Item['subject'], mode: Item['mode'] = 'filled'): Promise<string[]> {
  const items = [{ form, mode, subject }]
  const { jobId } = await world.call('form.prepare', { items, code: true, pageNumbers: false })
  const path = join(out, `${++count}.pdf`)
  world.answers.save = [path]
  await world.call('form.savePdf', { jobId })
  return wordsOfPages(path)
}

test('附件6: eight places on two pages, both signed; who was there stands in the row of the visit', async () => {
  const pages = await pagesOf('annex6', { kind: 'contest', id })
  expect(pages).toHaveLength(2)
  for (const words of pages) expect(words).toContain('填表人签字：审核人签字：')
  expect(pages[0]).toContain(`电工技能竞赛1号馆电工101${TODAY}09:00${TODAY}11:00`)
  expect(pages[0]).not.toContain('8号馆')
  expect(pages[1]).toContain(`电工技能竞赛8号馆电工108${TODAY}09:00${TODAY}18:00周玉梅、郑红霞`)
  const [blank = ''] = await pagesOf('annex6', { kind: 'contest', id }, 'blank')
  expect(blank).toContain('北京市职业技能竞赛质量督导安排表')
  expect(blank).not.toContain('号馆')
})

test('附件7: 被督导单位 is who holds the contest; answers, opinions and signatures are left to the hand', async () => {
  const [during = ''] = await pagesOf('annex7During', { kind: 'contest', id, visit })
  for (const fact of ['某某行业协会', '电工技能竞赛', '督导人员签字：年月日']) expect(during).toContain(fact)
  for (const other of [orgInput.name, '意见由督导员手写', '周玉梅']) expect(during).not.toContain(other)
  const [after = ''] = await pagesOf('annex7After', { kind: 'contest', id })
  expect(after).toContain('某某行业协会')
  expect(after).toContain('竞赛结果')
  expect(during).toContain('理论知识/技能操作√') // 督导内容 of this visit
  expect((await pagesOf('annex7During', { kind: 'contest', id }))[0]).toContain('理论知识/技能操作督导内容')
})

test('a visit of another contest, or none, is not found; the fields beside the preview show the rows', async () => {
  for (const subject of [
    { kind: 'contest', id, visit: 99 },
    { kind: 'contest', id: 99 },
  ] as const)
    expect((await world.refuse('form.facts', { form: 'annex7During', subject })).code).toBe('NOT_FOUND')
  const { facts } = await world.call('form.facts', { form: 'annex6', subject: { kind: 'contest', id } })
  expect(facts).toMatchObject({ entries: { length: 8 } })
  const { forms } = await world.call('form.list', {})
  expect(forms.filter(form => form.subjects.includes('contest')).map(form => form.key)).toEqual([
    'annex6',
    'annex7During',
    'annex7After',
    'playerSignIn',
    'judgeSignIn',
    'arbiterSignIn',
  ])
})
