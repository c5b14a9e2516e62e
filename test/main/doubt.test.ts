/** Dates that 0.1.0's fields may have stored wrong: listed once by migration 0015, until each is corrected or looked at. */
import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DOUBTFUL_PLACES } from '../../src-main/db/migrations/0015-doubtful-dates.ts'
import { migrations } from '../../src-main/db/migrations/index.ts'
import { openDatabase } from '../../src-main/db/open.ts'
import { DOUBTFUL_DATE } from '../../src-shared/labels.ts'
import { at, createWorld, newFolder, TODAY, type World } from './world.ts'

const PERSON = (name: string, birth: string) =>
  `INSERT INTO supervisor (version, name, sex, birth, phone, department, position, education, source, note, photo_warnings, photo_name,
    pinyin, initials, created_at, updated_at) VALUES (1, '${name}', '男', '${birth}', '', '', '', '', '', '', '[]', '', 'x', 'x',
    '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`
const TRAINING = (person: number, on: string, struck: string | null = null) =>
  `INSERT INTO training (supervisor_id, on_date, subject, organizer, file_name, recorded_by, recorded_at, struck_at)
    VALUES (${person}, '${on}', '', '', '', '李主任', '2026-02-01T00:00:00.000Z', ${struck === null ? 'NULL' : `'${struck}'`})`
const BATCH = `INSERT INTO batch (version, plan_no, name, forms, items, place, contact, phone, note, dates, created_at, updated_at)
  VALUES (1, 'JH-1', '电工', '[]', '[]', '', '', '', '', '{"filedOn":"2026-10-03","examFrom":"2026-11-20","examTo":null}',
  '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`

let dir: string
let world: World | undefined
beforeEach(() => {
  dir = newFolder('doubt')
})
afterEach(async () => {
  await world?.close()
  rmSync(dir, { recursive: true, force: true })
})

async function oldFolder(...rows: string[]): Promise<void> {
  const before = migrations.findIndex(one => one.name.startsWith('DoubtfulDates'))
  const old = await openDatabase(dir, at(TODAY), migrations.slice(0, before))
  await old.write(async manager => {
    for (const sql of rows) await manager.query(sql)
  })
  await old.close()
}

it('a folder of 0.1.0 is asked about days 1 to 3, with who and when, and about no other', async () => {
  await oldFolder(
    PERSON('王小明', '1985-03-02'),
    PERSON('赵敏', '1985-03-12'),
    TRAINING(1, '2026-02-01'),
    TRAINING(2, '2026-02-04'),
    TRAINING(2, '2026-02-03', '2026-03-01T00:00:00.000Z'),
    BATCH,
  )
  world = await createWorld({ dir })
  const { rows } = await world.call('doubt.list', {})
  expect(rows.map(({ name, label, value, by, at: when }) => [name, label, value, by, when])).toEqual([
    ['王小明', '出生日期', '1985-03-02', '', ''],
    ['JH-1', '备案日期', '2026-10-03', '', ''],
    ['王小明', '培训完成日期', '2026-02-01', '李主任', '2026-02-01T00:00:00.000Z'],
  ])
})

it('a looked-at one is logged and asked about no more, not after the next start either; a corrected one leaves by itself', async () => {
  await oldFolder(PERSON('王小明', '1985-03-02'), TRAINING(1, '2026-02-01'))
  world = await createWorld({ dir })
  const [birth, training] = (await world.call('doubt.list', {})).rows
  expect(await world.call('doubt.check', { ids: [training?.id ?? 0] })).toEqual({ checked: 1 })
  expect(await world.call('doubt.check', { ids: [training?.id ?? 0] })).toEqual({ checked: 0 })
  const log = await world.call('audit.list', { page: { offset: 0, limit: 5 } })
  expect(log.rows.map(row => row.text)).toContain('已核对「王小明」的培训完成日期 2026-02-01')
  expect((await world.call('doubt.list', {})).rows.map(row => row.id)).toEqual([birth?.id])
  await world.close()
  const { openDatabase: open } = await import('../../src-main/db/open.ts')
  const data = await open(dir, at(TODAY), migrations)
  await data.write(manager => manager.query(`UPDATE supervisor SET birth = '1985-03-25' WHERE id = 1`))
  await data.close()
  world = await createWorld({ dir })
  expect((await world.call('doubt.list', {})).rows).toEqual([])
})

it('a new folder asks nothing', async () => {
  world = await createWorld({ dir })
  expect((await world.call('doubt.list', {})).rows).toEqual([])
})

it('every place has its name', () => {
  expect(DOUBTFUL_PLACES.filter(place => DOUBTFUL_DATE[place] === undefined)).toEqual([])
  expect(Object.keys(DOUBTFUL_DATE).filter(place => !DOUBTFUL_PLACES.includes(place))).toEqual([])
})
