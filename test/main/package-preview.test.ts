/** 包即备份 in two steps: what a package would bring is said before anything of it is taken in. */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addSupervisors, page } from './batch-office.ts'
import { bring, refuseBring } from './bring.ts'
import { fullBatch } from './package-office.ts'
import { addOrg } from './people.ts'
import { createWorld, newFolder, type World } from './world.ts'

let out = ''
let anchor = ''
let code = ''
beforeAll(async () => {
  out = newFolder('preview')
  const world = await createWorld()
  const { batchId } = await fullBatch(world)
  world.answers.save.push(join(out, '包.zip'))
  const made = await world.call('package.export', { batchId, kind: 'full', form: 'zip', receiver: '社会事业局' })
  anchor = made?.anchor ?? ''
  world.answers.save.push(join(out, '别.zip'))
  await world.call('package.export', { batchId, kind: 'full', form: 'zip', receiver: '区人社局' })
  const cards = await world.call('card.list', { filter: {}, sort: { by: 'code', desc: true }, page })
  code = cards.rows[0]?.code ?? ''
  await world.end()
})
afterAll(() => rmSync(out, { recursive: true, force: true }))

let here: World
beforeEach(async () => {
  here = await createWorld()
  here.answers.open.push(join(out, '包.zip'))
  return () => here.end()
})
const people = () => here.call('supervisor.list', { filter: {}, sort: { by: 'name', desc: false }, page })
const line = (lines: { what: string }[], what: string) => lines.find(one => one.what === what)

test('an empty folder: who made it, what is new, and nothing is written yet', async () => {
  const found = await here.call('package.open', { from: 'zip' })
  expect(found).toMatchObject({ planNo: 'BDA-2026-031', anchor, adopts: true, numbers: { highest: code } })
  expect(found?.org.name).toContain('北京')
  expect(line(found?.lines ?? [], '内督员')).toMatchObject({ here: 0, different: [] })
  expect((await people()).total).toBe(0)
  expect(await here.call('org.get', {})).toBeNull()
})

test('a folder without an organisation takes the package’s after one 确认 only', async () => {
  expect(await refuseBring(here, 'zip', { adopt: false })).toMatchObject({ code: 'INPUT_INVALID' })
  expect(await here.call('org.get', {})).toBeNull()
  here.answers.open.push(join(out, '包.zip'))
  await bring(here, 'zip', { code: anchor.toLowerCase().replaceAll('-', ' ') })
  expect(await here.call('org.get', {})).not.toBeNull()
})

test('a code of another slip, a code with a slip of the pen', async () => {
  const found = await here.call('package.open', { from: 'zip' })
  const input = { token: found?.token ?? '', adopt: true, numbers: 'continue' } as const
  for (const wrong of [`${anchor.slice(0, -1)}0`, 'ABCD', '0000-0000-0000-0000-0000'])
    if (wrong !== anchor)
      expect((await here.refuse('package.import', { ...input, code: wrong })).code).toBe('PACKAGE_ANCHOR')
  expect((await people()).total).toBe(0)
  await here.call('package.import', { ...input, code: anchor }) // the dialog stayed open
  expect((await here.refuse('package.import', { ...input, code: anchor })).code).toBe('NOT_FOUND')
})

test('what people here say otherwise is named, and stands', async () => {
  await addOrg(here)
  const [id] = await addSupervisors(here, '王一')
  const { lines, adopts } = (await here.call('package.open', { from: 'zip' })) ?? { lines: [], adopts: true }
  expect(adopts).toBe(false)
  expect(line(lines, '内督员')).toMatchObject({ here: 1, different: [expect.stringContaining('「王一」：')] })
  const before = await here.call('supervisor.get', { id: id ?? 0 })
  here.answers.open.push(join(out, '包.zip'))
  await bring(here, 'zip')
  const { name, phone, department, origin } = await here.call('supervisor.get', { id: id ?? 0 })
  expect({ name, phone, department, origin }).toEqual({
    name: before.name,
    phone: before.phone,
    department: before.department,
    origin: '', // he was here before
  })
})

test('what came says from where, on every screen of its own', async () => {
  const { batchId } = await bring(here, 'zip')
  const batch = await here.call('batch.get', { id: batchId })
  const [person] = (await people()).rows
  const cards = await here.call('card.list', { filter: {}, sort: { by: 'code', desc: true }, page })
  for (const { origin } of [
    batch,
    await here.call('supervisor.get', { id: person?.id ?? 0 }),
    cards.rows[0] ?? { origin: '' },
    await here.call('venue.get', { id: batch.venueId ?? 0 }),
  ])
    expect(origin).toMatch(/^北京.* 2026-11-23 的包「包.zip」（摘要 [0-9a-f]{16}）$/)
})

describe('numbers of the package, while this folder has issued none', () => {
  const next = async () => (await here.call('card.next', { issuedOn: here.today })).code?.slice(-4)
  test('go on where they are the office’s own', async () => {
    await bring(here, 'zip')
    expect(await next()).toBe(String(Number(code.slice(-4)) + 1).padStart(4, '0'))
  })
  test('are only used where the user says so', async () => {
    await bring(here, 'zip', { numbers: 'used' })
    const taken = new Set(
      (await here.call('card.list', { filter: {}, sort: { by: 'code', desc: false }, page })).rows.map(row =>
        Number(row.code.slice(-4)),
      ),
    )
    let free = 1
    while (taken.has(free)) free++
    expect(Number(await next())).toBe(free)
  })
})

test('a package that changed after it was looked at is looked at again', async () => {
  const copy = join(out, '副本.zip')
  cpSync(join(out, '包.zip'), copy)
  here.answers.open = [copy]
  const found = await here.call('package.open', { from: 'zip' })
  cpSync(join(out, '别.zip'), copy)
  const input = { token: found?.token ?? '', code: '', adopt: true, numbers: 'continue' } as const
  expect((await here.refuse('package.import', input)).code).toBe('PACKAGE_MOVED')
  expect((await people()).total).toBe(0)
})

test('another organisation’s is refused when it is looked at', async () => {
  await addOrg(here, { name: '别的评价中心', number: 'S000011009999' })
  expect(await here.refuse('package.open', { from: 'zip' })).toMatchObject({ code: 'PACKAGE_FOREIGN' })
})
