/** Migration 0004 on data of 0003: deadlines that are there stay as they were, and contests work beside them. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrations } from '../../src-main/db/migrations/index.ts'
import { openDatabase } from '../../src-main/db/open.ts'
import { deadlines } from './batch-office.ts'
import { addOrg } from './people.ts'
import { at, createWorld, newFolder, TODAY, type World } from './world.ts'

const ROWS = [
  `INSERT INTO deadline (source, what, rule, basis, article, event, event_on, due, note, recorded_by, recorded_at)
   VALUES ('manual', '送年度总结', '', '本机构自定', '', '登记', '2026-11-20', '2026-12-31', '', '李主任', '2026-11-20T01:00:00.000Z')`,
]

let dir: string
let world: World | undefined
beforeEach(() => {
  dir = newFolder('contest-migrate')
})
afterEach(async () => {
  await world?.close()
  rmSync(dir, { recursive: true, force: true })
})

it('data of 0001–0003 are upgraded with every deadline as it was, and take contests', async () => {
  const old = await openDatabase(dir, at(TODAY), migrations.slice(0, 3))
  await old.write(async manager => {
    for (const sql of ROWS) await manager.query(sql)
  })
  await old.close()
  const before = rows()
  expect(before).toHaveLength(1)

  world = await createWorld({ dir })
  expect(rows()).toEqual(before.map(row => ({ ...row, contest_visit_id: null })))
  await addOrg(world)
  const contest = await world.call('contest.save', {
    ...{ name: '电工竞赛', host: '本机构', coHost: '', items: [], noticeNo: '', contact: '', phone: '', note: '' },
    from: TODAY,
    to: TODAY,
  })
  await world.call('contestVisit.save', {
    ...{ contestId: contest.id, kind: 'after', placeId: null, parts: [], on: TODAY, endedOn: TODAY, endReason: '' },
    inspectors: [{ name: '周玉梅', number: '', unit: '', from: null, to: null }],
    opinion: '',
  })
  expect((await deadlines(world)).map(row => [row.what, row.contestName])).toEqual([
    [expect.stringContaining('附件7'), '电工竞赛'],
    ['送年度总结', ''],
  ])
})

function rows(): object[] {
  const db = new Database(join(dir, 'data.sqlite'), { readonly: true })
  try {
    return db.prepare<[], object>('SELECT * FROM deadline').all()
  } finally {
    db.close()
  }
}
