/** What earlier versions wrote is opened by this one: nothing is lost, nothing is called changed, every code on paper still matches. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openArchive, readText } from '../../src-main/package/archive.ts'
import type { PackageIndex } from '../../src-shared/package.ts'
import { bring, refuseBring } from './bring.ts'
import { type Fixture, fixture, VERSIONS } from './fixture.ts'
import { createWorld, type World } from './world.ts'

const LATER = '2026-09-03'

const indexOf = async (path: string): Promise<PackageIndex> =>
  JSON.parse((await readText(await openArchive(path), 'data/index.json')) ?? '') as PackageIndex

describe.each(VERSIONS)('what %s wrote', version => {
  let old: Fixture
  let world: World
  beforeAll(async () => {
    old = fixture(version)
    world = await createWorld({ dir: old.at('data'), today: LATER })
  })
  afterAll(async () => {
    await world.close()
    old.remove()
  })

  test('the data folder opens, with its log and all batches', async () => {
    const log = await world.call('audit.verify', {})
    expect(log.broken).toBeNull()
    expect(log.events).toBeGreaterThanOrEqual(old.facts.log.events)
    const { rows } = await world.call('batch.list', {
      filter: {},
      sort: { by: 'planNo', desc: false },
      page: { offset: 0, limit: 50 },
    })
    expect(rows.map(row => row.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 9])
    for (const { id } of rows) await world.call('batch.get', { id })
    expect((await world.call('fixity.run', {})).changed).toEqual([])
  })

  test('seals have their codes, and check 8 finds them unchanged', async () => {
    for (const [id, seals] of Object.entries(old.facts.seals)) {
      const now = await world.call('seal.list', { batchId: Number(id) })
      expect(now.seals).toMatchObject(seals.map(({ opened: _, ...seal }) => seal))
      for (const { anchor } of seals) {
        expect(await world.call('anchor.check', { code: anchor })).toMatchObject({ match: true })
      }
    }
    for (const [id, said] of Object.entries(old.facts.checks)) {
      const { rows } = await world.call('check.run', { batchId: Number(id) })
      expect([rows.find(row => row.no === 8)].map(row => [row?.result, row?.notes])).toEqual(said)
    }
    for (const { anchor } of Object.values(old.facts.packages))
      expect(await world.call('anchor.check', { code: anchor })).toMatchObject({ match: true })
  })

  test('packages are verified; a full one becomes the same batch again', async () => {
    for (const [name, said] of Object.entries(old.facts.packages)) {
      const there = await createWorld({ today: LATER })
      try {
        there.answers.open.push(old.at(name))
        const { anchor, digest } = said
        expect(await there.call('package.verify', { from: 'zip' })).toMatchObject({ ok: true, anchor, digest })
        there.answers.open.push(old.at(name))
        const before = await indexOf(old.at(name))
        if (before.kind === 'masked') {
          expect((await refuseBring(there, 'zip')).code).toBe('PACKAGE_MASKED')
          continue
        }
        const imported = await bring(there, 'zip')
        const batchId = imported?.batchId ?? 0
        const { rows } = await there.call('check.run', { batchId })
        for (const no of [2, 7, 8]) expect(rows.find(row => row.no === no)).toMatchObject({ result: 'pass' })
        const again = old.at(`again-${name}`)
        there.answers.save.push(again)
        await there.call('package.export', { batchId, kind: 'full', form: 'zip', receiver: '社会事业局' })
        const { package_export: _, check_input: __, ...facts } = before.facts // these two grow by an export
        expect((await indexOf(again)).facts).toMatchObject(facts)
      } finally {
        await there.end()
      }
    }
  })

  test('岗位交接包 and backups are taken', async () => {
    const there = await createWorld({ today: LATER })
    try {
      there.answers.open.push(join(old.at('岗位交接包'), '备份.ndbak'))
      const found = await there.call('handover.open', { password: old.facts.password })
      await there.call('handover.import', { token: found?.token ?? '', confirm: '恢复' })
      expect((await there.call('audit.verify', {})).broken).toBeNull()
      expect((await there.call('check.run', { batchId: 2 })).rows.find(row => row.no === 8)?.result).toBe('pass')
      there.answers.open.push(old.at('place'))
      const { source, backups } = (await there.call('restore.open', { kind: 'folder' })) ?? { source: '', backups: [] }
      expect(backups.map(backup => backup.problem)).toEqual(backups.map(() => ''))
      const [newest] = backups
      const done = await there.call('restore.run', { source, name: newest?.name ?? '', confirm: '恢复' })
      expect(done.missing).toBe(0)
      expect((await there.call('check.run', { batchId: 4 })).rows.find(row => row.no === 8)?.result).toBe('pass')
    } finally {
      await there.end()
    }
  })
})
