/** Files that are taken in and are not what they should be are told, at intake, on the slot and before the seal; none of them locks a package. */
import { execFileSync } from 'node:child_process'
import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addScene, EXAM } from './batch-office.ts'
import { newCard } from './evidence-files.ts'
import { shownPdf } from './mask-files.ts'
import { addOrg } from './people.ts'
import { createWorld, newFolder, type World } from './world.ts'

let world: World
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  batchId = (await addScene(world)).batch.id
  world.today = EXAM
})
afterEach(() => world.end())

const good = shownPdf('BT /F1 9 Tf (sign) Tj ET')
const intake = async (name: string, bytes: Uint8Array, facts = {}) => {
  world.answers.open.push(newCard().put(name, bytes))
  const taken = await world.call('evidence.intake', {
    owner: { kind: 'batch', id: batchId, slot: 'X1' },
    from: 'files',
    facts,
  })
  return taken?.taken[0]?.warnings ?? []
}
const slot = async () => (await world.call('slot.list', { batchId })).slots.find(row => row.slot === 'X1')

test('a name from a chat program: told at intake, on the slot and before the seal; the package is made all the same', async () => {
  expect(await intake('签到表 ✅已核 ☑️😀.pdf', good)).toEqual([expect.stringMatching(/✅（U\+2705）.*😀.*〓/)])
  expect(await intake('王小明1寸.pdf', shownPdf('x'))).toEqual([])
  expect((await slot())?.doubts).toEqual([expect.stringContaining('签到表 ✅已核 ☑️😀：题名')])
  expect((await world.call('seal.preview', { batchId })).doubts).toHaveLength(1)
  await world.call('seal.close', { batchId, reason: '其余资料由纸面保存' })
  const out = newFolder('out')
  try {
    for (const kind of ['full', 'masked'] as const) {
      const path = join(out, kind)
      world.answers.save.push(path)
      expect(await world.call('package.export', { batchId, kind, form: 'folder', receiver: '社会事业局' })).toBeTruthy()
      const text = execFileSync('pdftotext', ['-q', join(path, '目录.pdf'), '-'], { encoding: 'utf8' }).replace(
        /\s/g,
        '',
      )
      expect(text).toContain('签到表〓已核〓〓')
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
})

test('a PDF without its end: told at intake and on the slot, asked about before the seal', async () => {
  expect(await intake('半份.pdf', good.subarray(0, good.length - 60))).toEqual([expect.stringContaining('没有结尾')])
  expect(await intake('整份.pdf', good)).toEqual([])
  expect((await slot())?.doubts).toEqual([expect.stringMatching(/X1_001 半份：PDF 没有结尾/)])
  const refused = await world.refuse('seal.close', { batchId, reason: '' })
  expect(refused.code).toBe('SEAL_REASON')
  expect(refused.message).toContain('X1_001 半份')
})

test('a card larger than the disk is refused before its first byte', async () => {
  const card = newCard()
  const film = card.put('DJI_0001.MP4', Buffer.alloc(1))
  truncateSync(film, 2 ** 43) // sparse
  writeFileSync(join(film, '../a.txt'), 'x')
  world.answers.open.push(film)
  const refused = await world.refuse('evidence.intake', {
    owner: { kind: 'batch', id: batchId, slot: 'X6' },
    from: 'files',
    facts: {},
  })
  expect(refused).toMatchObject({ code: 'FILE_NOT_WRITTEN' })
  expect(refused.message).toMatch(/剩余 [\d,]+ MB/)
})
