/** 影像覆盖 through routes (第二十条（五）): what was taken in as X6 against the sessions as they were. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addBatch, addSession, EXAM, PLAN, SESSION } from './batch-office.ts'
import { addOrg } from './people.ts'
import { plant, sql, text } from './planted.ts'
import { createWorld, type World } from './world.ts'

let world: World
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  batchId = (await addBatch(world)).id
  world.today = '2026-12-05'
})
afterEach(() => world.end())

const coverage = (id = batchId) => world.call('media.coverage', { batchId: id })
let count = 0
const photo = (clock: string, over: Record<string, string | number | null> = {}) =>
  plant(world, batchId, 'X6', text(`照片${++count}`), {
    type: 'image/jpeg',
    taken_at: `${EXAM}T${clock}`,
    camera: 'Canon EOS',
    ...over,
  })
const video = (clock: string, seconds: number, over: Record<string, string | number | null> = {}) =>
  photo(clock, { type: 'video/mp4', camera: '考场摄像机', seconds, ...over })

test('a session, minute by minute', async () => {
  await addSession(world, batchId) // 09:00–11:00 一考场
  video('09:00:00', 3600)
  photo('10:30:00')
  photo('12:30:00')
  photo('09:00:00', { taken_at: null })
  const { sessions, outside, findings } = await coverage()
  expect(sessions).toMatchObject([
    {
      title: `${EXAM} 09:00–11:00 一考场 理论`,
      from: `${EXAM}T09:00`,
      to: `${EXAM}T11:00`,
      covered: [
        { from: `${EXAM}T09:00`, to: `${EXAM}T10:00` },
        { from: `${EXAM}T10:25`, to: `${EXAM}T10:35` },
      ],
      uncovered: [
        { from: `${EXAM}T10:00`, to: `${EXAM}T10:25` },
        { from: `${EXAM}T10:35`, to: `${EXAM}T11:00` },
      ],
      uncoveredMinutes: 50,
      media: [
        { code: 'X6_001', type: 'video/mp4', at: `${EXAM}T09:00`, to: `${EXAM}T10:00` },
        { code: 'X6_002', type: 'image/jpeg', at: `${EXAM}T10:30`, to: `${EXAM}T10:30` },
      ],
    },
  ])
  expect(outside.map(o => [o.code, o.at])).toEqual([
    ['X6_004', null],
    ['X6_003', `${EXAM}T12:30`],
  ])
  expect(findings).toMatchObject([{ rule: 'R-MEDIA', severity: 'warn' }])
  expect(findings[0]?.message).toContain('50 分钟没有影像（10:00–10:25、10:35–11:00）')
})

test('as it was, not as it was planned; past midnight', async () => {
  const actual = { date: EXAM, from: '22:00', to: '01:00', room: '一考场', count: 40 }
  await addSession(world, batchId, { actual, explanation: '停电顺延' })
  video('22:00:00', 3 * 3600)
  expect(await coverage()).toMatchObject({
    sessions: [{ from: `${EXAM}T22:00`, to: '2026-11-29T01:00', uncovered: [], uncoveredMinutes: 0 }],
    findings: [],
  })
})

test('a camera stamps its files when it closes them: their writing tells', async () => {
  await addSession(world, batchId)
  const closed = new Date(2026, 10, 28, 11, 0, 2).toISOString()
  video('11:00:00', 7200, { modified_at: closed })
  expect((await coverage()).sessions[0]).toMatchObject({ uncoveredMinutes: 0, media: [{ at: `${EXAM}T09:00` }] })
})

test('only 影像资料 counts, and only what is still there', async () => {
  await addSession(world, batchId)
  const of = { type: 'video/mp4', taken_at: `${EXAM}T09:00:00`, seconds: 7200 }
  plant(world, batchId, 'G4', text('工件'), of)
  plant(world, batchId, 'X6', text('签到表'), { ...of, type: 'application/pdf' })
  const struck = plant(world, batchId, 'X6', text('误传'), of)
  sql(world, db => db.prepare(`UPDATE evidence SET struck_at = '2026-11-29T00:00:00Z' WHERE id = ?`).run(struck.id))
  expect((await coverage()).sessions[0]?.uncoveredMinutes).toBe(120)
})

test('a 地点 that names a room shows that room; two rooms at the same time', async () => {
  await addSession(world, batchId)
  await addSession(world, batchId, { room: '二考场' })
  video('09:00:00', 7200, { place: '亦新校区 一考场' })
  const minutes = async () => (await coverage()).sessions.map(s => s.uncoveredMinutes)
  expect(await minutes()).toEqual([0, 120])
  video('09:00:00', 3600) // nobody says where: it may be either
  expect(await minutes()).toEqual([0, 60])
})

describe('whose duty it is', () => {
  test('a session that is not over is not judged, nor one of 直接认定', async () => {
    await addSession(world, batchId)
    world.today = EXAM
    expect((await coverage()).findings).toEqual([])
    world.today = '2026-11-29'
    expect((await coverage()).findings).toHaveLength(1)
    const direct = await addBatch(world, { ...PLAN, planNo: 'Z', forms: ['direct'] })
    await addSession(world, direct.id)
    expect(await coverage(direct.id)).toMatchObject({ sessions: [{ uncoveredMinutes: 120 }], findings: [] })
  })

  test('no batch, no session', async () => {
    expect(await coverage()).toEqual({ sessions: [], outside: [], cameras: [], findings: [] })
    expect((await world.refuse('media.coverage', { batchId: 99 })).code).toBe('NOT_FOUND')
  })
})

describe('a clock that is wrong', () => {
  test('one photo whose true time is known corrects its camera, and no other', async () => {
    await addSession(world, batchId)
    const reference = photo('02:00:00')
    photo('02:30:00')
    photo('10:00:00', { camera: 'Nikon' })
    const input = { evidenceId: reference.id, trueAt: `${EXAM}T09:05:30` }
    expect(await world.call('media.setClock', input)).toEqual({ offsetSeconds: 7 * 3600 + 330 })
    const { sessions, cameras } = await coverage()
    expect(sessions[0]?.media.map(m => m.at.slice(11))).toEqual(['09:05', '09:35', '10:00'])
    expect(cameras).toEqual([
      { camera: 'Canon EOS', files: 2, offsetSeconds: 7 * 3600 + 330 },
      { camera: 'Nikon', files: 1, offsetSeconds: 0 },
    ])
    await world.call('media.setClock', { ...input, trueAt: `${EXAM}T09:00:00` }) // the latest word counts
    expect((await coverage()).cameras[0]?.offsetSeconds).toBe(7 * 3600)
  })

  test('back over new year', async () => {
    const { id } = photo('00:00:00', { taken_at: '2027-01-01T00:30:00' })
    const set = await world.call('media.setClock', { evidenceId: id, trueAt: '2026-12-31T23:30:00' })
    expect(set.offsetSeconds).toBe(-3600)
  })

  test('files without a camera go by who recorded them', async () => {
    await addSession(world, batchId)
    const { id } = photo('08:00:00', { camera: '', recorder: '李芳' })
    video('08:30:00', 600, { camera: '', recorder: '李芳' })
    await world.call('media.setClock', { evidenceId: id, trueAt: `${EXAM}T09:30:00` })
    const { cameras, sessions } = await coverage()
    expect(cameras).toEqual([{ camera: '摄录者 李芳', files: 2, offsetSeconds: 5400 }])
    expect(sessions[0]?.media.map(m => m.at.slice(11))).toEqual(['09:30', '10:00'])
  })

  test.each([
    ['no time', { taken_at: null }, '没有拍摄时间'],
    ['a dead clock', { taken_at: '0000-00-00T00:00:00' }, '没有拍摄时间'],
    ['no camera, no name', { camera: '' }, '填写摄录者'],
    ['a video', { type: 'video/mp4', seconds: 5 }, '一张照片'],
  ])('%s is no reference', async (_, over, why) => {
    const { id } = photo('09:00:00', over)
    const refused = await world.refuse('media.setClock', { evidenceId: id, trueAt: `${EXAM}T09:00:00` })
    expect(refused).toMatchObject({ code: 'STATE_BLOCKED' })
    expect(refused.message).toContain(why)
  })

  test('bad input', async () => {
    const { id } = photo('09:00:00')
    for (const trueAt of ['2026-02-30T09:00:00', '2026-11-28T25:00:00', '2026-11-28 09:00'])
      expect((await world.refuse('media.setClock', { evidenceId: id, trueAt })).fields).toHaveProperty('trueAt')
    expect((await world.refuse('media.setClock', { evidenceId: 99, trueAt: `${EXAM}T09:00:00` })).code).toBe(
      'NOT_FOUND',
    )
    photo('09:00:00', { taken_at: '9999-99-99T99:99:99' }) // whatever a file says, the list is made
    await addSession(world, batchId, { date: SESSION.date })
    expect((await coverage()).outside).toMatchObject([{ at: null }])
  })
})
