/** 完好性检查: every stored file is found by its place, changed and missing ones are named, destroyed ones are not missed. */
import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, statSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { IDLE_CALL, keepFixity } from '../../src-main/services/archive/fixitySchedule.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { addScene, addVisit, EXAM, fill, JPG, PLAN, type Scene, startRecord } from './batch-office.ts'
import { addOrg } from './people.ts'
import { digestOf, lose, plant, plantFile, spoil, sql, storePath, text } from './planted.ts'
import { createWorld, TODAY, type World } from './world.ts'

/** A plain file that even the administrator of this system may not read; it can only be put in a file's place by a mount. */
const UNREADABLE =
  process.platform === 'linux' && process.getuid?.() === 0
    ? globSync('/sys/bus/*/uevent').find(path => (statSync(path).mode & 0o444) === 0)
    : undefined

let world: World
let scene: Scene
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
  batchId = scene.batch.id
})
afterEach(() => world.end())

const run = (input: { batchId?: number } = {}) => world.call('fixity.run', input)
const list = () => world.call('fixity.list', {})

describe('a run', () => {
  test('reads every content once: evidence, and the photos of people', async () => {
    plant(world, batchId, 'P1', text('备案'))
    plant(world, batchId, 'P2', text('备案'))
    const all = await run()
    expect(all).toMatchObject({
      changed: [],
      missing: [],
      complete: true,
      scheduled: false,
      batchId: null,
      by: '测试员',
    })
    const { n } = sql(world, db => db.prepare('SELECT count(*) AS n FROM file').get()) as { n: number }
    expect(all.files).toBe(n)
    expect(await run({ batchId })).toMatchObject({ files: 1, bytes: 6, batchId, batchName: PLAN.name })
  })

  test('names what is changed or missing by code, title and batch', async () => {
    const changed = plant(world, batchId, 'G2', text('八十分'), { title: '实操评分表' })
    const missing = plant(world, batchId, 'X3', text('签到'), { title: '签到表' })
    spoil(world, changed.sha256, text('九十分'))
    lose(world, missing.sha256)
    const found = {
      changed: [`G2_001 实操评分表（批次「${PLAN.name}」）`],
      missing: [`X3_001 签到表（批次「${PLAN.name}」）`],
    }
    expect(await run()).toMatchObject(found)
    expect(await run({ batchId })).toMatchObject(found)
    expect((await list()).runs).toHaveLength(2)
    const log = await world.call('audit.list', { search: '完好性', page: { offset: 0, limit: 1 } })
    expect(log.rows[0]?.text).toContain('已变 1 处，缺失 1 处')
  })

  test('names every place of a content, and a folder in its place is missing', async () => {
    const { sha256 } = plant(world, batchId, 'P1', text('同一份'))
    plant(world, batchId, 'P2', text('同一份'), { title: '也是它' })
    lose(world, sha256)
    mkdirSync(storePath(world, sha256))
    expect((await run({ batchId })).missing).toEqual([
      `P1_001 P1资料（批次「${PLAN.name}」）`,
      `P2_001 也是它（批次「${PLAN.name}」）`,
    ])
  })

  test('knows the photo of a person, the paper of a record, the scan of a visit, a manifest', async () => {
    const draft = await startRecord(world, scene)
    await fill(world, draft)
    await world.call('supervision.attach', { id: draft.id, number: '', file: { ...JPG, name: '记录.jpg' } })
    await world.call('supervision.seal', { id: draft.id })
    const visit = await addVisit(world, batchId)
    const scan = { name: '附件3.jpg', bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe1]) }
    await world.call('visit.scan', { id: visit.id, form: 'annex3Site', file: scan })
    world.today = EXAM
    const seal = await world.call('seal.close', { batchId, reason: '试验' })
    const photo = plantFile(world, text('照片'))
    sql(world, db => db.prepare('UPDATE supervisor SET photo = ? WHERE id = ?').run(photo, scene.person))
    for (const sha256 of [digestOf(JPG.bytes), digestOf(scan.bytes), seal.digest, photo])
      spoil(world, sha256, text('x'))
    const { changed } = await run()
    const batch = `（批次「${PLAN.name}」）`
    expect(changed).toEqual(
      expect.arrayContaining([
        `内部督导记录（${TODAY}）佐证 记录.jpg${batch}`,
        `外督员督导（${TODAY}）扫描件 附件3.jpg${batch}`,
        `封存清单 第 1 版${batch}`,
        '王一的照片',
      ]),
    )
  })

  test.skipIf(!UNREADABLE)(
    'what cannot be read is neither changed nor missing, and the run is not complete',
    async () => {
      const { sha256 } = plant(world, batchId, 'G2', text('八十分'), { title: '实操评分表' })
      execFileSync('mount', ['--bind', UNREADABLE ?? '', storePath(world, sha256)])
      try {
        const unread = [`G2_001 实操评分表（批次「${PLAN.name}」）：没有访问权限，或文件正被其他程序占用`]
        expect(await run()).toMatchObject({ changed: [], missing: [], unread, complete: false })
        expect(await list()).toMatchObject({ runs: [{ unread, complete: false }], nextOn: addDays(TODAY, 30) })
        expect((await world.call('audit.list', { search: '未能读取 1 处', page: { offset: 0, limit: 9 } })).total).toBe(
          1,
        )
        const refused = await world.refuse('seal.close', { batchId, reason: '试验' })
        expect(refused).toMatchObject({ code: 'SEAL_FILES', message: expect.stringContaining('未能读取 G2_001') })
      } finally {
        execFileSync('umount', [storePath(world, sha256)])
      }
      expect(await run()).toMatchObject({ changed: [], missing: [], unread: [], complete: true })
    },
  )

  test('does not miss what a 销毁清册 removed', async () => {
    const { id, sha256 } = plant(world, batchId, 'G2', text('满期'))
    sql(world, db => {
      db.exec(`INSERT INTO destruction (id, number, year, seq, reason, approved_by, witnessed_by, items, done_at, recorded_by, recorded_at)
        VALUES (1, 'XH-2026-0001', 2026, 1, '期满', '甲', '乙', '[${id}]', '2026-11-23T01:30:00.000Z', '丙', '2026-11-23T01:30:00.000Z')`)
      db.exec(`UPDATE evidence SET destruction_id = 1 WHERE id = ${id}`)
    })
    lose(world, sha256)
    expect(await run()).toMatchObject({ missing: [], changed: [] })
  })

  test('cancelled, is stored as not complete and moves no date', async () => {
    for (let i = 0; i < 60; i++) plant(world, batchId, 'X6', new Uint8Array(200_000).fill(i))
    const running = world.call('fixity.run', {}, 'long')
    await world.call('job.cancel', { call: 'long' })
    expect(await running).toMatchObject({ complete: false })
    const { runs, nextOn } = await list()
    expect(runs).toMatchObject([{ complete: false }])
    expect(nextOn).toBe(addDays(TODAY, 30))
  })

  test('of a batch that is not there is refused', async () => {
    expect(await world.refuse('fixity.run', { batchId: 999 })).toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('every column that refers to a file is looked at', () => {
  const references = sql(world, db =>
    db
      .prepare(
        `SELECT m.name AS "table", f."from" AS "column" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f."table" = 'file' ORDER BY 1, 2`,
      )
      .all(),
  ) as { table: string; column: string }[]
  // A new one needs a line in storedFiles.ts, and then here.
  expect(references.map(({ table, column }) => `${table}.${column}`)).toEqual([
    'act_signature.file',
    'attestation.file',
    'baseline.file',
    'card.logo',
    'card.photo',
    'contest_staff.file',
    'contest_visit_scan.file',
    'evidence.file',
    'evidence.thumbnail',
    'exam.file',
    'org.logo',
    'rectification_evidence.file',
    'scan.file',
    'scan_page.filed_file',
    'scan_page.picture',
    'seal.manifest',
    'supervision_evidence.file',
    'supervisor.photo',
    'training.file',
    'venue_check_outcome.file',
    'venue_file.file',
    'visit_scan.file',
  ])
})

describe('the schedule', () => {
  beforeEach(() => {
    plant(world, batchId, 'P1', text('备案'))
  })

  test('counts from the first file, then from the last complete run of the whole store', async () => {
    expect(await list()).toMatchObject({ everyDays: 30, nextOn: addDays(TODAY, 30), due: false })
    world.today = addDays(TODAY, 30)
    expect((await list()).due).toBe(true)
    await run({ batchId }) // a part
    expect((await list()).due).toBe(true)
    await run()
    expect(await list()).toMatchObject({ nextOn: addDays(TODAY, 60), due: false })
  })

  test('is set in days, 0 is never, and the change is in the log', async () => {
    await world.call('fixity.setSchedule', { everyDays: 7 })
    expect(await list()).toMatchObject({ everyDays: 7, nextOn: addDays(TODAY, 7) })
    await world.call('fixity.setSchedule', { everyDays: 0 })
    world.today = addDays(TODAY, 400)
    expect(await list()).toMatchObject({ everyDays: 0, nextOn: null, due: false })
    expect(await world.refuse('fixity.setSchedule', { everyDays: -1 })).toMatchObject({ code: 'INPUT_INVALID' })
    expect((await world.call('audit.list', { search: '只由人工', page: { offset: 0, limit: 9 } })).total).toBe(1)
  })

  test('without a single file there is nothing to be done', async () => {
    const empty = await createWorld()
    expect(await empty.call('fixity.list', {})).toMatchObject({ runs: [], nextOn: null, due: false })
    await empty.end()
  })

  test('a due run begins by itself when nobody is at work, and stops when the program closes', async () => {
    world.today = addDays(TODAY, 31)
    const stored = new Promise<void>(resolve => {
      const stop = world.backend.on(event => {
        if (event.type !== 'changed' || !event.areas.includes('archive')) return
        stop()
        resolve()
      })
    })
    const keeper = keepFixity(world.backend.call, { lookMs: 5, quietMs: 0 })
    await stored
    await keeper.close()
    const { runs } = await list()
    expect(runs[0]).toMatchObject({ scheduled: true, batchId: null })
  })

  test('it gives way to what must run alone', async () => {
    const { id, seen } = await world.call('batch.get', { id: batchId })
    const dates = { ...PLAN.dates, certifiedOn: '2026-12-15' }
    await world.call('batch.save', { ...PLAN, id, seen, dates })
    const { id: evidenceId } = plant(world, batchId, 'G2', text('满期'))
    for (let i = 0; i < 200; i++) plant(world, batchId, 'X6', new Uint8Array(200_000).fill(i))
    world.today = '2060-01-01'
    const { id: listId, number } = await world.call('destruction.propose', {
      ids: [evidenceId],
      reason: '保管期满',
      approvedBy: '张宏',
      witnessedBy: '刘志强',
    })
    const running = world.call('fixity.run', { scheduled: true }, IDLE_CALL)
    await world.call('destruction.carryOut', { id: listId, confirm: number })
    expect(await running).toMatchObject({ complete: false, missing: [], changed: [] })
  })

  test('while somebody is at work it waits', async () => {
    world.today = addDays(TODAY, 31)
    const asked: string[] = []
    const keeper = keepFixity(
      async (_, route) => {
        asked.push(route)
        return { ok: false, error: { code: 'CANCELLED', message: '', remedy: '' } }
      },
      { lookMs: 1, quietMs: 60_000 },
    )
    keeper.seen()
    for (let i = 0; i < 20; i++) await list()
    await keeper.close()
    expect(asked).toEqual([])
  })
})
