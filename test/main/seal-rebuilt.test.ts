/** A sealed batch that came back from its package into a folder with other ids and another key is still what its seal says. */
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBatch, addScene, addSession, addStaff, candidateLines, EXAM, type Scene, sealed } from './batch-office.ts'
import { bring } from './bring.ts'
import { addOrg } from './people.ts'
import { plant, sql, text } from './planted.ts'
import { xlsx } from './sheets.ts'
import { createWorld, type World } from './world.ts'

let from: World
let there: World
let scene: Scene
beforeEach(async () => {
  from = await createWorld()
  there = await createWorld()
  await addOrg(from)
  await addOrg(there)
  scene = await addScene(from)
})
afterEach(async () => {
  await from.end()
  await there.end()
})

test('rebuilt elsewhere, it passes against its own manifest, and a change is still found', async () => {
  const { batch, sessions } = scene
  await addStaff(from, batch.id, [sessions[1]])
  await from.call('candidate.import', { batchId: batch.id, file: xlsx(candidateLines(3)), confirm: true })
  from.today = EXAM
  await sealed(from, scene, { 8: '安全出口被挡' }, { phases: ['before', 'during', 'after'] })
  plant(from, batch.id, 'G2', text('评分'))
  await from.call('seal.close', { batchId: batch.id, reason: '其余由纸面保存' })
  const path = join(from.dir, '..', `${basename(from.dir)}-package.zip`)
  from.answers.save.push(path)
  await from.call('package.export', { batchId: batch.id, kind: 'full', form: 'zip', receiver: '社会事业局' })

  // Rows of their own, so that nothing keeps its id.
  const other = await addBatch(there, { planNo: '另一批', name: '另一批' })
  await addSession(there, other.id)
  plant(there, other.id, 'P1', text('备案'))
  there.today = EXAM
  there.answers.open.push(path)
  const imported = await bring(there, 'zip')
  if (!imported) throw new Error('not imported')
  expect(imported.batchId).not.toBe(batch.id)

  const rows = (await there.call('check.run', { batchId: imported.batchId })).rows
  expect(
    [2, 5, 7, 8].map(no => [
      no,
      rows[no - 1]?.result,
      ...(rows[no - 1]?.result === 'pass' ? [] : (rows[no - 1]?.notes ?? [])),
    ]),
  ).toEqual([2, 5, 7, 8].map(no => [no, 'pass']))
  sql(there, db => {
    for (const name of ['seal_freezes_batch_staff_update', 'hold_freezes_batch_staff_update'])
      db.exec(`DROP TRIGGER ${name}`)
    db.prepare(`UPDATE batch_staff SET session_ids = '[]' WHERE batch_id = ?`).run(imported.batchId)
  })
  const after = (await there.call('check.run', { batchId: imported.batchId })).rows[7]
  expect(after).toMatchObject({ result: 'fail', notes: ['工作人员与封存时不同'] })
})
