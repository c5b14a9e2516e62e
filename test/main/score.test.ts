/** 成绩 through routes: typed, pasted, read from sheets; frozen by a seal; printed; masked in packages. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrations } from '../../src-main/db/migrations/index.ts'
import { openDatabase } from '../../src-main/db/open.ts'
import { dir as printed, wordsOfPages } from '../print/formPdf.ts'
import { addBatch, addVisit, candidateLines, EXAM, NO_DATES } from './batch-office.ts'
import { addOrg } from './people.ts'
import { sql } from './planted.ts'
import { xlsx } from './sheets.ts'
import { at, createWorld, newFolder, TODAY, type World } from './world.ts'

let world: World
let batchId: number
const RULE = { parts: { theory: { weight: 30, pass: 60 }, skill: { weight: 70, pass: 60 } }, pass: 60 }
const PEOPLE = candidateLines(4)

beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  const dates = { ...NO_DATES, examFrom: EXAM, publicFrom: '2026-12-07', publicTo: '2026-12-11' }
  batchId = (await addBatch(world, { dates })).id
  const file = xlsx(PEOPLE.map((line, i) => ({ ...line, 联系电话: `1380000${1000 + i}` })))
  await world.call('candidate.import', { batchId, file, confirm: true })
})
afterEach(() => world.end())
afterAll(printed.remove)

const list = () => world.call('score.list', { batchId })
const read = (text: string, form?: 'theory' | 'skill') =>
  world.call('score.read', { batchId, text, rule: RULE, ...(form ? { form } : {}) })
const ids = async () => (await list()).rows.map(({ id }) => id)
const save = async (scores: object[]) => {
  const people = await ids()
  return world.call('score.save', {
    batchId,
    rule: RULE,
    rows: scores.map((one, i) => ({ id: people[i] ?? 0, scores: one })),
  })
}
const SCORES = [
  { theory: 86.5, skill: 91 },
  { theory: 72, skill: 'absent' },
  { theory: 60, skill: 58.5 },
  { theory: 90 },
]

test('kept, judged, counted; only what is named changes, null takes away, the log says from what to what', async () => {
  expect((await list()).counts).toEqual({ passed: 0, failed: 0, absent: 0, missing: 4 })
  expect(await save(SCORES)).toEqual({ changed: 4 })
  const { rows, counts, rule } = await list()
  expect(rule).toEqual(RULE)
  expect(counts).toEqual({ passed: 1, failed: 1, absent: 1, missing: 1 })
  expect(rows.map(({ total, outcome }) => [total, outcome])).toEqual([
    [89.65, 'passed'],
    [null, 'absent'],
    [58.95, 'failed'],
    [null, 'missing'],
  ])
  expect(await save([{ theory: 86 }, { skill: null }, {}, {}])).toEqual({ changed: 2 })
  expect((await list()).rows.map(({ scores }) => scores)).toEqual([
    { theory: 86, skill: 91 },
    { theory: 72 },
    { theory: 60, skill: 58.5 },
    { theory: 90 },
  ])
  const [logged] = (await world.call('audit.list', { search: '成绩', page: { offset: 0, limit: 5 } })).rows
  expect(logged?.text).toContain(`${PEOPLE[0]?.姓名} 理论知识考试 86.5 → 86`)
  expect(logged?.text).toContain('缺考 → 空')
})

test('weights that are not 100, a part the batch has not, somebody not on the 名册, impossible points', async () => {
  const [id = 0] = await ids()
  const over = (input: object) => world.refuse('score.save', { batchId, rule: RULE, rows: [], ...input } as never)
  expect((await over({ rule: { parts: { theory: { weight: 30, pass: 60 } } } })).message).toContain('现在是 30%')
  expect((await over({ rule: { parts: { review: { weight: 0, pass: 60 } } } })).message).toContain('综合评审')
  expect((await over({ rows: [{ id, scores: { review: 80 } }] })).message).toContain('综合评审')
  expect((await over({ rows: [{ id: 9999, scores: { theory: 80 } }] })).message).toContain('名册')
  for (const theory of [101, -1, 60.123, '缺考', Number.NaN])
    expect((await over({ rows: [{ id, scores: { theory } }] })).code, String(theory)).toBe('INPUT_INVALID')
  expect((await list()).counts.missing).toBe(4)
})

describe('read, and nothing is written', () => {
  test('one column in the order of the 名册, with its header or without; 缺考 and gaps told apart', async () => {
    const people = await ids()
    for (const text of ['86\r\n缺考\r\n\r\n0\r\n', '理论成绩\n86\n缺考\n\n0']) {
      expect((await read(text, 'theory')).rows).toEqual([
        { id: people[0], scores: { theory: 86 } },
        { id: people[1], scores: { theory: 'absent' } },
        { id: people[3], scores: { theory: 0 } },
      ])
    }
    expect((await read('\n86\n90\n91', 'theory')).rows.map(({ id }) => id)).toEqual(people.slice(1))
    expect((await read('86\n优\n90\n91', 'theory')).problems[0]?.where).toBe(`第 2 行 ${PEOPLE[1]?.姓名}`)
    const short = await world.refuse('score.read', { batchId, text: '86\n90', form: 'theory', rule: RULE })
    expect(short.message).toContain('粘贴了 2 行，名册有 4 人')
    expect((await list()).counts.missing).toBe(4)
  })

  test('a block with its header: by 准考证号, or a name; strangers, twins, wrong names and a wrong sum are told', async () => {
    const people = await ids()
    const [a, b, c] = PEOPLE
    const found = await read(
      [
        '准考证号\t姓名\t理论\t实操\t总分',
        `${a?.准考证号}\t${a?.姓名}\t86.5\t91\t90`,
        `\t${b?.姓名}\t缺考\t缺考\t`,
        `${c?.准考证号}\t别人\t60\t60\t`,
        '999\t无名氏\t60\t60\t',
      ].join('\n'),
    )
    expect(found.rows).toEqual([
      { id: people[0], scores: { theory: 86.5, skill: 91 } },
      { id: people[1], scores: { theory: 'absent', skill: 'absent' } },
    ])
    expect(found.problems.map(({ message }) => message)).toEqual([
      '表中总成绩 90，按权重计算为 89.65',
      `准考证号 ${c?.准考证号} 在名册上是 ${c?.姓名}`,
      '名册上没有准考证号 999',
    ])
    expect(found.notes.join()).toContain('名册上 2 人不在表中')
  })

  test('an xlsx, with numbers as Excel keeps them', async () => {
    const file = xlsx(
      PEOPLE.map(({ 准考证号 = '', 姓名 = '' }, i) => ({
        准考证号,
        姓名,
        理论成绩: 80.5 + i,
        操作技能成绩: '缺考',
      })) as never,
    )
    const found = await world.call('score.read', { batchId, file, rule: RULE })
    expect(found.problems).toEqual([])
    expect(found.rows.map(({ scores }) => scores)).toEqual(
      [0, 1, 2, 3].map(i => ({ theory: 80.5 + i, skill: 'absent' })),
    )
  })
})

test('a seal freezes scores and rule; a sealed batch says so', async () => {
  await save(SCORES)
  const [id = 0] = await ids()
  sql(world, db =>
    db.exec(
      `INSERT INTO hold (batch_id, reason, recorded_by, recorded_at) VALUES (${batchId}, '核查', '甲', '2026-11-23T00:00:00.000Z')`,
    ),
  )
  const refused = await world.refuse('score.save', { batchId, rule: RULE, rows: [{ id, scores: { theory: 1 } }] })
  expect(refused.code).toBe('BATCH_HELD')
  expect((await world.refuse('score.save', { batchId, rule: {}, rows: [] })).code).toBe('BATCH_HELD')
})

describe('on paper', () => {
  const print = async (form: string, subject: object) => {
    const item = { form, mode: 'filled' as const, subject: subject as never }
    const { jobId } = await world.call('form.prepare', { items: [item], code: false, pageNumbers: false })
    const path = printed.path(`${form}-${Math.random()}.pdf`)
    world.answers.save = [path]
    await world.call('form.savePdf', { jobId })
    return (await wordsOfPages(path)).join('')
  }
  test('汇总 says 缺考 and leaves blank what is missing; 公示 and 签领 name who passed alone', async () => {
    await save(SCORES)
    const about = { kind: 'batch', id: batchId }
    const sum = await print('scoreSummary', about)
    expect(sum).toContain('应考4人合格1人不合格1人缺考1人未登记1人')
    expect(sum).toContain(`${PEOPLE[1]?.姓名}电工四级/中级工72缺考缺考`)
    expect(sum).toContain('86.59189.65合格')
    for (const form of ['publicNotice', 'certificateReceipt']) {
      const words = await print(form, about)
      expect(words).toContain(PEOPLE[0]?.姓名)
      for (const { 姓名 = '?' } of PEOPLE.slice(1)) expect(words, form).not.toContain(姓名)
    }
    expect(await print('publicNotice', about)).toContain('2026年12月7日至2026年12月11日')
  })

  test('访问名单: phones masked, whole where the office says so', async () => {
    const visit = await addVisit(world, batchId)
    const masked = await print('accessList', { kind: 'visit', id: visit.id })
    expect(masked).toContain('138****1000')
    expect(masked).not.toContain('13800001000')
    const { seen, ...own } = await world.call('paper.own', {})
    await world.call('paper.setOwn', { ...own, seen, whole: true })
    expect(await print('accessList', { kind: 'visit', id: visit.id })).toContain('13800001000')
  })
})

test('migration 0060: candidates of before have no phone and no score', async () => {
  const old = newFolder('scores-before')
  const at60 = migrations.findIndex(step => step.name.endsWith('0060'))
  const db = await openDatabase(old, at(TODAY), migrations.slice(0, at60))
  await db.write(async manager => {
    await manager.query(
      `INSERT INTO batch (id, version, plan_no, name, forms, items, place, contact, phone, note, dates, created_at, updated_at)
       VALUES (1, 1, 'P', 'P', '["theory"]', '[]', '', '', '', '', '{}', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`,
    )
    await manager.query(
      `INSERT INTO batch_candidate (batch_id, number, name, sex, occupation, level, unit) VALUES (1, '1', '王一', '男', '', '', '')`,
    )
  })
  await db.close()
  const after = await createWorld({ dir: old })
  expect((await after.call('score.list', { batchId: 1 })).rows).toMatchObject([
    { name: '王一', scores: {}, outcome: 'missing' },
  ])
  expect((await after.call('candidate.list', { batchId: 1, page: { offset: 0, limit: 5 } })).rows[0]?.phone).toBe('')
  await after.close()
  rmSync(join(old), { recursive: true })
})
