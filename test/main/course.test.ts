/** 培训班 through routes: kept, printed, put into everybody's file at once, and unchangeable from then on. */
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { dir as printed, wordsOfPages } from '../print/formPdf.ts'
import { addOrg, addPerson } from './people.ts'
import { sql } from './planted.ts'
import { createWorld, type World } from './world.ts'

let world: World
let ids: number[]
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  ids = []
  for (const name of ['王一', '李二', '赵三', '钱四']) ids.push((await addPerson(world, { name })).id)
})
afterEach(() => world.end())
afterAll(printed.remove)

const COURSE = {
  ...{
    name: '第二期内督员培训班',
    subject: '督导政策',
    organizer: '本机构',
    teacher: '周玉梅',
    place: '三层',
    paper: '卷 A',
  },
  ...{ fromOn: '2026-11-01', toOn: '2026-11-02', hours: 16, passMark: 60 },
}
const people = (): Input<'course.save'>['people'] =>
  ids.map((supervisorId, i) => ({
    supervisorId,
    hours: [16, 12, null, 16][i] ?? null,
    score: ([92, 55, null, 'absent'] as const)[i] ?? null,
  }))
const save = (over: Partial<Input<'course.save'>> = {}) =>
  world.call('course.save', { ...COURSE, people: people(), ...over })

test('into the files of those who were there; 缺考 and who did not come get no exam; then it stands', async () => {
  const { id, people: shown } = await save()
  expect(shown.map(({ name, passed }) => [name, passed])).toEqual([
    ['王一', true],
    ['李二', false],
    ['赵三', null],
    ['钱四', null],
  ])
  expect((await world.call('supervisor.get', { id: ids[0] ?? 0 })).trainings).toEqual([])
  expect((await world.call('course.finish', { id })).doneOn).toBe(world.today)
  const files = await Promise.all(ids.map(one => world.call('supervisor.get', { id: one })))
  expect(files.map(({ trainings }) => trainings.map(({ on, hours, subject }) => [on, hours, subject]))).toEqual([
    [['2026-11-02', 16, '督导政策']],
    [['2026-11-02', 12, '督导政策']],
    [],
    [['2026-11-02', 16, '督导政策']],
  ])
  expect(files.map(({ exams }) => exams.map(({ score, passed }) => [score, passed]))).toEqual([
    [[92, true]],
    [[55, false]],
    [],
    [],
  ])
  for (const again of [
    world.refuse('course.finish', { id }),
    world.refuse('course.save', { ...COURSE, id, people: [] }),
    world.refuse('course.strike', { id, reason: '错' }),
  ])
    expect((await again).code).toBe('STATE_BLOCKED')
  expect(() => sql(world, db => db.exec(`UPDATE training_class SET name = 'x'`))).toThrow(/does not change/)
  expect(() => sql(world, db => db.exec('DELETE FROM training_class'))).toThrow(/never deleted/)
})

test('refused: days the wrong way, somebody twice, a stranger, more hours than there were, a class to come', async () => {
  const refuse = async (over: object) =>
    (await world.refuse('course.save', { ...COURSE, people: people(), ...over })).code
  const [first] = people()
  expect(await refuse({ toOn: '2026-10-31' })).toBe('INPUT_INVALID')
  expect(await refuse({ people: [first, first] })).toBe('INPUT_INVALID')
  expect(await refuse({ people: [{ ...first, supervisorId: 999 }] })).toBe('NOT_FOUND')
  expect(await refuse({ people: [{ ...first, hours: 17 }] })).toBe('INPUT_INVALID')
  expect(await refuse({ name: ' ' })).toBe('INPUT_INVALID')
  const ahead = await save({ toOn: '2026-12-01' })
  expect((await world.refuse('course.finish', { id: ahead.id })).code).toBe('INPUT_INVALID')
  expect((await world.call('supervisor.get', { id: ids[0] ?? 0 })).trainings).toEqual([]) // all or nothing
  const nobody = await save({ people: [] })
  expect((await world.refuse('course.finish', { id: nobody.id })).code).toBe('STATE_BLOCKED')
  await world.call('course.strike', { id: nobody.id, reason: '登记错误' })
  expect((await world.call('course.list', {})).courses.map(({ id }) => id)).toEqual([ahead.id])
})

test('on paper: sign-in of all, hours and scores, a certificate for each who passed', async () => {
  const { id } = await save()
  const print = async (form: string) => {
    const items = [{ form, mode: 'filled' as const, subject: { kind: 'course' as const, id } }]
    const { jobId } = await world.call('form.prepare', { items, code: false, pageNumbers: false })
    const path = printed.path(`${form}.pdf`)
    world.answers.save = [path]
    await world.call('form.savePdf', { jobId })
    return wordsOfPages(path)
  }
  const [signIn = ''] = await print('courseSignIn')
  for (const name of ['王一', '李二', '赵三', '钱四']) expect(signIn).toContain(name)
  const [scores = ''] = await print('courseScores')
  expect(scores).toContain('王一质量部1692合格')
  expect(scores).toContain('李二质量部1255不合格')
  expect(scores).toContain('钱四质量部16缺考')
  const certificates = await print('courseCertificate')
  expect(certificates).toHaveLength(1)
  expect(certificates[0]).toContain('王一同志')
})
