/** 封存 and 调查冻结: what is refused, what a seal holds, who may open it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { dataVersion } from '../../src-main/db/version.ts'
import { anchorOf } from '../../src-main/package/anchor.ts'
import { canonical } from '../../src-main/services/archive/sealManifest.ts'
import {
  addScene,
  addVisit,
  candidateLines,
  EXAM,
  fill,
  JPG,
  PLAN,
  type Scene,
  SESSION,
  sealed,
  startRecord,
} from './batch-office.ts'
import { addOrg } from './people.ts'
import { digestOf, lose, plant, spoil, sql, storePath, text } from './planted.ts'
import { xlsx } from './sheets.ts'
import { createWorld, newFolder, type World } from './world.ts'

let world: World
let scene: Scene
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
  batchId = scene.batch.id
  world.today = EXAM
})
afterEach(() => world.end())

const WHY = '其余资料由纸面保存'
const close = (reason = WHY) => world.call('seal.close', { batchId, reason })
const state = () => world.call('seal.list', { batchId })
const manifestOf = (digest: string) => JSON.parse(readFileSync(storePath(world, digest), 'utf8'))

describe('preview', () => {
  test('counts contents once, and names R-COVER and the missing slots', async () => {
    plant(world, batchId, 'P1', text('备案'))
    plant(world, batchId, 'P2', text('备案'))
    plant(world, batchId, 'P3', text('方案'))
    const preview = await world.call('seal.preview', { batchId })
    expect(preview).toMatchObject({ files: 2, bytes: 12 })
    expect(preview.findings.map(f => [f.rule, f.severity])).toEqual([['R-COVER', 'warn']])
    expect(preview.findings[0]?.message).toContain('考前、考中、考后')
    expect(preview.missing.some(slot => slot.startsWith('G2'))).toBe(true)
    expect(preview.missing.some(slot => slot.startsWith('P1'))).toBe(false)
    expect((await state()).sealed).toBeNull()
  })

  test('a draft blocks', async () => {
    await startRecord(world, scene)
    const { findings } = await world.call('seal.preview', { batchId })
    expect(findings[0]).toMatchObject({ rule: 'R-UNTICK', severity: 'block' })
    expect(findings[0]?.message).toContain('王一')
  })
})

describe('a seal is refused', () => {
  test('without a reason where something is missing; the message names it', async () => {
    const error = await world.refuse('seal.close', { batchId, reason: '' })
    expect(error.code).toBe('SEAL_REASON')
    expect(error.message).toContain('考前、考中、考后')
    expect(error.message).toContain('G2')
    expect(error.fields).toHaveProperty('reason')
  })

  test('while a record is a draft, reason or not', async () => {
    const draft = await startRecord(world, scene)
    await fill(world, draft)
    const error = await world.refuse('seal.close', { batchId, reason: WHY })
    expect(error).toMatchObject({ code: 'RULE_BLOCKED', findings: [{ rule: 'R-UNTICK' }] })
    await world.call('supervision.seal', { id: draft.id })
    await close()
  })

  test('while a file is missing, named by code, title and batch', async () => {
    const { sha256 } = plant(world, batchId, 'G2', text('评分'), { title: '实操评分表' })
    lose(world, sha256)
    const error = await world.refuse('seal.close', { batchId, reason: WHY })
    expect(error.code).toBe('SEAL_FILES')
    expect(error.message).toContain(`G2_001 实操评分表（批次「${PLAN.name}」）（缺失）`)
    expect((await state()).seals).toEqual([])
  })

  test('while a file is changed: evidence, papers of records, scans of visits, papers of 整改', async () => {
    const changed = plant(world, batchId, 'G2', text('评分'))
    const draft = await startRecord(world, scene)
    await fill(world, draft)
    await world.call('supervision.attach', { id: draft.id, number: '4', file: { ...JPG, name: '签到.jpg' } })
    await world.call('supervision.seal', { id: draft.id })
    spoil(world, changed.sha256, text('改分'))
    spoil(world, digestOf(JPG.bytes), text('别的内容'))
    const error = await world.refuse('seal.close', { batchId, reason: WHY })
    expect(error.message).toContain('G2_001 G2资料')
    expect(error.message).toMatch(/内部督导记录（2026-11-28）佐证 签到\.jpg.*（内容已变）/)
  })

  test('but not for what was struck out, whatever became of its file', async () => {
    const { sha256 } = plant(world, batchId, 'G2', text('评分'), {
      struck_at: '2026-11-28T01:30:00.000Z',
      struck_by: '测试员',
      strike_reason: '重复',
    })
    lose(world, sha256)
    await expect(close()).resolves.toMatchObject({ files: 0 })
  })

  test('twice, for a batch that is not there, and cancelled', async () => {
    await close()
    expect(await world.refuse('seal.close', { batchId, reason: WHY })).toMatchObject({ code: 'STATE_BLOCKED' })
    expect(await world.refuse('seal.close', { batchId: 999, reason: WHY })).toMatchObject({ code: 'NOT_FOUND' })
    await world.call('seal.open', { batchId, who: '张宏', reason: '补' })
    for (let i = 0; i < 40; i++) plant(world, batchId, 'X6', new Uint8Array(100_000).fill(i))
    const cancelling = world.refuse('seal.close', { batchId, reason: WHY }, 'long')
    expect(await world.call('job.cancel', { call: 'long' })).toEqual({ found: true })
    expect(await cancelling).toMatchObject({ code: 'CANCELLED' })
    expect((await state()).sealed).toBeNull()
  })
})

describe('a sealed batch', () => {
  test('has a manifest with all facts and digests, tied to the log before it', async () => {
    await world.call('candidate.import', { batchId, file: xlsx(candidateLines(3)), confirm: true })
    await sealed(world, scene, { 8: '安全出口被挡' }, { phases: ['before', 'during', 'after'] })
    await addVisit(world, batchId)
    const { sha256 } = plant(world, batchId, 'G2', text('评分'), { title: '<b>评分</b>' })
    const { head } = await world.call('audit.verify', {})
    const seal = await close()
    expect(seal).toMatchObject({ version: 1, files: 1, bytes: 6, logHead: head, openedAt: null, sealedBy: '测试员' })
    expect(seal.anchor).toBe(anchorOf(seal.digest, head))
    const typed = seal.anchor.toLowerCase().replaceAll('-', ' ')
    expect((await world.call('anchor.check', { code: typed })).match).toBe(true)

    const bytes = readFileSync(storePath(world, seal.digest))
    expect(digestOf(bytes)).toBe(seal.digest)
    const manifest = manifestOf(seal.digest)
    expect(bytes.toString()).toBe(canonical(manifest))
    expect(manifest).toMatchObject({ format: 'neidu-seal', version: 2, data: dataVersion(), seal: 1, reason: WHY })
    const { frozen, asOf } = manifest
    expect(frozen.evidence).toMatchObject([{ code: 'G2_001', title: '<b>评分</b>', sha256, bytes: 6 }])
    expect(frozen.batch).toMatchObject({ planNo: PLAN.planNo, dates: PLAN.dates })
    expect([frozen.sessions, frozen.records, frozen.assignments, frozen.candidates].map(list => list.length)).toEqual([
      2, 1, 1, 3,
    ])
    expect(frozen.assignments[0].people).toHaveLength(2)
    expect(asOf.people).toMatchObject([{ name: '王一' }])
    expect(asOf.visits).toHaveLength(1)
    expect(asOf.missing).toEqual(expect.arrayContaining([expect.stringContaining('P1')]))

    // nothing that another folder would number differently
    expect(bytes.toString()).not.toMatch(/"(id|\w+Ids?)":/)

    // no 身份证: only digests that need the key
    expect(bytes.toString()).not.toMatch(/\d{17}[\dX]/)
    expect(frozen.candidates[0].idDigest).toMatch(/^[0-9a-f]{64}$/)

    const log = await world.call('audit.list', { search: '封存批次', page: { offset: 0, limit: 1 } })
    expect(log.rows[0]?.text).toContain(seal.anchor)
    expect(log.rows[0]?.text).toContain(WHY)
    expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
    await vi.waitFor(() => {
      const told = world.events.flatMap(event => (event.type === 'changed' ? event.areas : []))
      expect(told).toEqual(expect.arrayContaining(['archive', 'batch', 'audit']))
    })
  })

  test('cannot be changed, and what comes after goes on', async () => {
    await close()
    expect(await world.refuse('session.save', { ...SESSION, batchId })).toMatchObject({ code: 'BATCH_SEALED' })
    await addVisit(world, batchId)
  })

  test('is opened by somebody for a reason, and sealed again as the next version; the former manifest stays', async () => {
    const first = await close()
    expect(await world.refuse('seal.open', { batchId, who: '', reason: '' })).toMatchObject({ code: 'INPUT_INVALID' })
    const opened = await world.call('seal.open', { batchId, who: '张宏', reason: '补一份评分表' })
    expect(opened).toMatchObject({ id: first.id, openedBy: '张宏', openReason: '补一份评分表' })
    expect(await state()).toMatchObject({ sealed: null, seals: [{ version: 1 }] })
    expect(await world.refuse('seal.open', { batchId, who: '张宏', reason: '再开' })).toMatchObject({
      code: 'STATE_BLOCKED',
    })
    await world.call('session.save', { ...SESSION, batchId })
    const second = await close()
    expect(second.version).toBe(2)
    expect(second.digest).not.toBe(first.digest)
    expect(second.logHead).not.toBe(first.logHead)
    const { seals, sealed: now } = await state()
    expect(seals.map(seal => seal.version)).toEqual([2, 1])
    expect(now?.version).toBe(2)
    expect(digestOf(readFileSync(storePath(world, first.digest)))).toBe(first.digest)
    const log = await world.call('audit.list', { search: '解除', page: { offset: 0, limit: 5 } })
    expect(log.rows[0]?.text).toContain('批准人「张宏」（姓名为录入）：补一份评分表')
  })

  test('of the same facts at the same time by the same person has the same digest', async () => {
    const first = await close()
    const canonicalFirst = manifestOf(first.digest)
    await world.call('seal.open', { batchId, who: '张宏', reason: '再看一遍' })
    const again = manifestOf((await close()).digest)
    expect({ ...again, seal: 1 }).toEqual(canonicalFirst)
  })
})

describe('调查冻结', () => {
  const hold = () => world.call('hold.set', { batchId, reason: '举报核查' })

  test('stops changes and 解除封存 until it is lifted; sealing is still possible', async () => {
    const set = await hold()
    expect(set).toMatchObject({ reason: '举报核查', by: '测试员', liftedAt: null })
    expect(await world.refuse('session.save', { ...SESSION, batchId })).toMatchObject({ code: 'BATCH_HELD' })
    await close()
    expect(await world.refuse('seal.open', { batchId, who: '张宏', reason: '补' })).toMatchObject({
      code: 'BATCH_HELD',
    })
    expect((await state()).hold).toMatchObject({ id: set.id })
    const lifted = await world.call('hold.lift', { batchId, reason: '核查结束' })
    expect(lifted).toMatchObject({ id: set.id, liftedBy: '测试员', liftReason: '核查结束' })
    await world.call('seal.open', { batchId, who: '张宏', reason: '补' })
    await world.call('session.save', { ...SESSION, batchId })
    expect(await state()).toMatchObject({ hold: null, holds: [{ reason: '举报核查' }] })
  })

  test('is set once and lifted once, with reasons, and both are in the log', async () => {
    expect(await world.refuse('hold.lift', { batchId, reason: '无' })).toMatchObject({ code: 'STATE_BLOCKED' })
    await hold()
    expect(await world.refuse('hold.set', { batchId, reason: '再次' })).toMatchObject({ code: 'STATE_BLOCKED' })
    await world.call('hold.lift', { batchId, reason: '核查结束' })
    await hold()
    expect((await state()).holds).toHaveLength(2)
    const { rows } = await world.call('audit.list', { search: '调查冻结', page: { offset: 0, limit: 9 } })
    expect(rows).toHaveLength(3)
    expect(await world.refuse('hold.set', { batchId: 999, reason: '无' })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await world.refuse('hold.set', { batchId, reason: ' ' })).toMatchObject({ code: 'INPUT_INVALID' })
  })
})

test('a batch that changes while its files are read is not sealed as something else', async () => {
  for (let i = 0; i < 60; i++) plant(world, batchId, 'X6', new Uint8Array(200_000).fill(i))
  const sealing = world.backend.call('s', 'seal.close', { batchId, reason: WHY })
  const saving = world.backend.call('b', 'session.save', { ...SESSION, batchId, room: '变更后的考场' })
  const [seal, save] = await Promise.all([sealing, saving])
  const { seals } = await state()
  if (seal.ok) {
    const frozen = manifestOf(seals[0]?.digest ?? '').frozen
    expect(JSON.stringify(frozen.sessions).includes('变更后的考场')).toBe(save.ok)
  } else expect(seal.error.code).toBe('STALE')
})

test('2,000 files going in: what is sealed was read, and what was not is told', { timeout: 240_000 }, async () => {
  const folder = newFolder('intake')
  for (let i = 0; i < 2000; i++) writeFileSync(join(folder, `照片${i}.txt`), `第 ${i} 张`)
  world.answers.open.push(folder)
  let sealing: ReturnType<World['backend']['call']> | undefined
  const stop = world.backend.on(event => {
    if (event.type === 'progress' && event.call === 'in')
      sealing ??= world.backend.call('s', 'seal.close', { batchId, reason: WHY })
  })
  const owner = { kind: 'batch', id: batchId, slot: 'X6' } as const
  await world.backend.call('in', 'evidence.intake', { owner, from: 'folder', facts: {} })
  stop()
  const seal = await sealing
  const { sealed } = await state()
  if (seal?.ok) {
    const { evidence } = manifestOf(sealed?.digest ?? '').frozen
    expect(evidence).toHaveLength(sealed?.files ?? 0)
  } else {
    expect(seal?.error.code).toBe('STALE')
    expect(sealed).toBeNull()
    expect((await close()).files).toBe(2000) // pressed again when all is in
  }
  rmSync(folder, { recursive: true, force: true })
})

test('the database keeps seals and holds', async () => {
  await close()
  expect(() => sql(world, db => db.exec('DELETE FROM seal'))).toThrow('never deleted')
})
