/** Lists, counts and searches against what the rows themselves say. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EvidenceFilter } from '../../src-shared/contract/evidence.ts'
import type { Input, Output } from '../../src-shared/contract/index.ts'
import { createOffice, type Office } from './evidence-files.ts'
import { behindTheBack } from './files.ts'

type Query = Input<'evidence.list'>
type Row = Output<'evidence.list'>['rows'][number]

const ROWS = 1500
const SLOTS = ['G1', 'G2', 'K1', 'X6', 'X7', 'Q2']
const TYPES = ['image/jpeg', 'video/mp4', 'audio/mpeg', 'application/pdf', 'text/csv']
const SECRECY = ['公开', '内部', '含个人信息'] as const
const TITLES = ['考生签到表', '签到', '表', 'Été 100%', 'a"b', '考场_记录', '😀签', "O'Neil", '签 到']

let office: Office
let rows: Row[] = []
let alive: number[] = []

beforeAll(async () => {
  office = await createOffice()
  await office.world.close()
  behindTheBack(office.world.dir, file => {
    file.exec(`INSERT INTO batch (id, version, plan_no, name, forms, items, place, contact, phone, note, dates, created_at, updated_at)
      SELECT id + 20000, version, 'B2', '第二批', forms, items, place, contact, phone, note, dates, created_at, updated_at FROM batch`)
    file.exec(`INSERT INTO venue (id, version, name, address, purpose, contact, phone, scope, note, filing_status, receipt, created_at, updated_at)
      VALUES (1, 1, '场地', '', '', '', '', '[]', '', 'none', '', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`)
    const digest = 'a'.repeat(64)
    file.exec(`INSERT INTO file VALUES ('${digest}', 1, '2026-01-01T00:00:00.000Z')`)
    const insert =
      file.prepare(`INSERT INTO evidence (batch_id, venue_id, slot, seq, title, author, category, secrecy, recorder, place, subject, file,
      file_name, bytes, type, taken_at, camera, struck_at, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, '', '', ?, '', '', '', '${digest}', ?, 1, ?, ?, '', ?, 'x', '2026-01-01T00:00:00.000Z')`)
    const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
    for (let i = 0; i < ROWS; i++) {
      const venue = i % 11 === 0
      const owner = venue ? null : pick([office.batchId, office.batchId + 20_000], i % 3)
      const title = pick(TITLES, i * 7)
      const name = i % 2 ? `${title}${i}.JPG` : `IMG_${i}.JPG`
      const taken = i % 4 === 0 ? null : `2026-11-${String((i % 28) + 1).padStart(2, '0')}T09:00:00`
      insert.run(
        owner,
        venue ? 1 : null,
        venue ? '' : pick(SLOTS, i),
        i + 1,
        title,
        pick(SECRECY, i),
        name,
        pick(TYPES, i),
        taken,
        i % 13 === 0 ? 'x' : null,
      )
    }
    // Changes after the fact must be followed too.
    file.exec(`UPDATE evidence SET title = '改过的题名' WHERE id % 17 = 0`)
    file.exec(`UPDATE evidence SET struck_at = 'x' WHERE id % 19 = 0`)
    file.exec(
      `UPDATE evidence SET slot = 'C1', seq = seq + 10000, secrecy = '公开' WHERE id % 23 = 0 AND batch_id IS NOT NULL`,
    )
    file.exec(`UPDATE evidence SET batch_id = NULL, venue_id = 1, slot = '', seq = seq + 20000 WHERE id % 29 = 0`)
  })
  alive = behindTheBack(office.world.dir, file =>
    file.prepare<[], { id: number }>('SELECT id FROM evidence WHERE struck_at IS NULL').all(),
  ).map(row => row.id)
  await office.world.reopen()
  const all: Row[] = []
  for (let offset = 0; ; offset += 500) {
    const query: Query = { filter: {}, sort: { by: 'addedAt', desc: false }, page: { offset, limit: 500 } }
    const { rows: part } = await office.world.call('evidence.list', query)
    all.push(...part)
    if (part.length < 500) break
  }
  rows = all
}, 60_000)
afterAll(() => office.world.end())

const media = (type: string) =>
  (/^(image|video|audio)\//.exec(type)?.[1] ?? 'document') as NonNullable<EvidenceFilter['media']>
const lower = (text: string) => text.replace(/[A-Z]/g, letter => letter.toLowerCase())
const matches = (row: Row, filter: EvidenceFilter) =>
  (filter.batchId === undefined || (row.owner.kind === 'batch' && row.owner.id === filter.batchId)) &&
  (filter.venueId === undefined || (row.owner.kind === 'venue' && row.owner.id === filter.venueId)) &&
  (filter.slot === undefined || row.code.startsWith(`${filter.slot}_`)) &&
  (filter.media === undefined || media(row.type) === filter.media) &&
  (filter.secrecy === undefined || row.secrecy === filter.secrecy) &&
  (!filter.search || [row.title, row.fileName, row.code].some(text => lower(text).includes(lower(filter.search ?? ''))))

const KEYS: Record<Query['sort']['by'], (row: Row) => [string, number]> = {
  code: row => [row.code.split('_')[0] ?? '', Number(row.code.split('_')[1])],
  takenAt: row => [row.takenAt ?? '', 0],
  addedAt: () => ['', 0],
}

function expected({ filter, sort, page }: Query): { ids: number[]; total: number } {
  const key = KEYS[sort.by]
  const found = rows.filter(row => matches(row, filter))
  found.sort((a, b) => {
    const [[at, an], [bt, bn]] = [key(a), key(b)]
    return (at < bt ? -1 : at > bt ? 1 : an - bn || a.id - b.id) * (sort.desc ? -1 : 1)
  })
  return { ids: found.slice(page.offset, page.offset + page.limit).map(row => row.id), total: found.length }
}

const query = fc.record({
  filter: fc.record(
    {
      batchId: fc.integer({ min: 1, max: 2 }).map(n => (n === 1 ? 1 : 20_001)),
      venueId: fc.constant(1),
      slot: fc.constantFrom(...SLOTS, 'C1', 'V', 'K10'),
      media: fc.constantFrom('image', 'video', 'audio', 'document'),
      secrecy: fc.constantFrom(...SECRECY),
      search: fc.oneof(
        fc.constantFrom(
          '签',
          '签到',
          '签到表',
          '生签到',
          'IMG',
          'img_1',
          '"',
          'a"b',
          '%',
          '_',
          'É',
          'X6_0',
          'g2_',
          '😀',
          '😀签',
          '改过',
          '.jpg',
          'jp',
          '9',
          '没有',
          "'",
          '签 到',
          '*',
          'OR',
        ),
        fc.tuple(fc.constantFrom(...TITLES, 'IMG_1234.JPG'), fc.nat(6), fc.nat(6)).map(([text, from, length]) =>
          [...text]
            .slice(from, from + length)
            .join('')
            .trim(),
        ),
      ),
    },
    { requiredKeys: [] },
  ),
  sort: fc.record({ by: fc.constantFrom('code', 'takenAt', 'addedAt'), desc: fc.boolean() }),
  page: fc.record({ offset: fc.nat(900), limit: fc.integer({ min: 1, max: 500 }) }),
})

describe('evidence.list', () => {
  test('any filter, sort and page: the rows that the rows themselves say, and their number', async () => {
    expect(rows.length).toBeGreaterThan(1000)
    expect(rows.map(row => row.id)).toEqual(alive)
    await fc.assert(
      fc.asyncProperty(query, async asked => {
        const { rows: found, total, more } = await office.world.call('evidence.list', asked as Query)
        expect({ ids: found.map(row => row.id), total }).toEqual(expected(asked as Query))
        expect(more).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  test('two owners at once own nothing', async () => {
    const asked: Query = {
      filter: { batchId: 1, contestId: 1 },
      sort: { by: 'code', desc: false },
      page: { offset: 0, limit: 9 },
    }
    expect(await office.world.call('evidence.list', asked)).toEqual({ rows: [], total: 0, more: false })
  })

  test('a search that finds more than can be sorted lists the last to come in, and says so', async () => {
    await office.world.close()
    const ids = behindTheBack(office.world.dir, file => {
      file.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5200)
        INSERT INTO evidence (batch_id, slot, seq, title, author, category, secrecy, recorder, place, subject, file, file_name, bytes, type, camera,
          recorded_by, recorded_at)
        SELECT 1, 'T1', i, '到处都是', '', '', '内部', '', '', '', '${'a'.repeat(64)}', i || '.pdf', 1, 'application/pdf', '', 'x', '2026-01-02T00:00:00.000Z' FROM n`)
      return file
        .prepare<[], { id: number }>(`SELECT id FROM evidence WHERE slot = 'T1' ORDER BY id`)
        .all()
        .map(row => row.id)
    })
    await office.world.reopen()
    const asked: Query = {
      filter: { search: '到处都是' },
      sort: { by: 'code', desc: false },
      page: { offset: 0, limit: 3 },
    }
    const { rows: found, total, more } = await office.world.call('evidence.list', asked)
    expect([found.map(row => row.id), total, more]).toEqual([ids.slice(200, 203), 5000, true])
  })
})
