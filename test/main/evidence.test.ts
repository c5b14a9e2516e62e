import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Card, createOffice, jpeg, newCard, type Office, pdf, withExif } from './evidence-files.ts'

let office: Office
let card: Card
beforeEach(async () => {
  office = await createOffice()
  card = newCard()
})
afterEach(() => office.world.end())

const page = { offset: 0, limit: 50 }
const sort = { by: 'code', desc: false } as const
const takeFolder = async () => {
  office.world.answers.open.push(card.path)
  const taken = await office.world.call('evidence.intake', { owner: office.owner, from: 'folder', facts: {} })
  if (!taken) throw new Error('the dialog was answered')
  return taken
}

describe('intake', () => {
  test('a folder with its folders, in name order; each file is in the store under its digest', async () => {
    card.put('DCIM/IMG_10.JPG', jpeg(10))
    card.put('DCIM/IMG_2.JPG', withExif(jpeg(2), '2026:11:28 09:30:15', 'Canon', 'Canon EOS 80D'))
    card.put('说明.pdf', pdf(1))
    const taken = await takeFolder()
    expect(taken).toMatchObject({ refused: [], skipped: 0, stopped: null, rest: 0 })
    expect(taken.taken.map(file => [file.code, file.fileName])).toEqual([
      ['X6_001', '说明.pdf'], // Han before Latin, as zh-CN sorts
      ['X6_002', 'IMG_2.JPG'],
      ['X6_003', 'IMG_10.JPG'],
    ])
    const { rows, total } = await office.world.call('evidence.list', {
      filter: { batchId: office.batchId },
      sort,
      page,
    })
    expect(total).toBe(3)
    expect(rows[1]).toMatchObject({
      code: 'X6_002',
      title: 'IMG_2',
      type: 'image/jpeg',
      width: 64,
      height: 48,
      takenAt: '2026-11-28T09:30:15',
      camera: 'Canon EOS 80D',
      on: '2026-11-28',
      frozen: null,
      destroyed: false,
    })
    for (const row of rows) {
      const stored = join(office.world.dir, 'files', row.file.slice(0, 2), row.file)
      expect(readFileSync(stored).length).toBe(row.bytes)
    }
  })
})
