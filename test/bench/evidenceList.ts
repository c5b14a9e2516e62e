/** Lists of 1,000,000 files: every kind of filter, each sort, first page, middle and last. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Backend, createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import type { EvidenceFilter } from '../../src-shared/contract/evidence.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { at, TODAY } from '../main/world.ts'
import { listen } from './listen.ts'
import type { Measurement } from './run.ts'

const ROWS = Number(process.env.EVIDENCE_BENCH_ROWS ?? 1_000_000)
const BATCHES = 500
const RUNS = 5

/** Batch 250 has 22,000 files, the others some 2,000. */
const FILTERS: Record<string, EvidenceFilter> = {
  全部: {},
  一个批次: { batchId: 7 },
  大批次: { batchId: 250 },
  大批次的图片: { batchId: 250, media: 'image' },
  '一类媒体（多）': { media: 'image' },
  '一类媒体（少）': { media: 'audio' },
  密级: { secrecy: '公开' },
  档案项: { slot: 'X6' },
  三项一起: { slot: 'X6', media: 'image', secrecy: '公开' },
  一个字: { search: '签' },
  两个字: { search: '签到' },
  三个字: { search: '签到表' },
  文件名: { search: 'IMG_0007' },
  '文件名（全都是）': { search: 'IMG' },
  件号: { search: 'X6_001' },
  没有的: { search: '没有这个词' },
  '多见的词、少见的媒体': { search: 'IMG', media: 'audio' },
  词和档案项: { search: '考场', slot: 'X6', secrecy: '公开' },
  大批次里的词: { batchId: 250, search: '签到' },
}

export async function listLines(): Promise<Measurement[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'evidence-bench-'))
  const seams = headless({ clock: () => at(TODAY), user: '量尺' })
  const open = () => createBackend({ dataDir, resourcesDir: '', version: 'bench', seams })
  try {
    await (await open()).close()
    fill(join(dataDir, 'data.sqlite'))
    const backend = await open()
    const bare = new Database(join(dataDir, 'data.sqlite'), { readonly: true })
    bare.pragma('cache_size = -65536') // as the program has it
    try {
      const lines: Measurement[] = []
      for (const [name, filter] of Object.entries(FILTERS)) lines.push(await slowest(backend, bare, name, filter))
      return lines
    } finally {
      bare.close()
      await backend.close()
    }
  } finally {
    rmSync(dataDir, { recursive: true })
  }
}

type File = InstanceType<typeof Database>

/** The slowest page of a filter: by each sort, both ways, at the beginning, in the middle and at the end. */
async function slowest(backend: Backend, bare: File, name: string, filter: EvidenceFilter): Promise<Measurement> {
  let worst: Measurement | undefined
  for (const by of ['code', 'takenAt', 'addedAt'] as const) {
    for (const desc of [false, true]) {
      const list = async (offset: number) => {
        const result = await backend.call('x', 'evidence.list', {
          filter,
          sort: { by, desc },
          page: { offset, limit: 50 },
        })
        if (!result.ok) throw new Error(result.error.message)
        return result.value as Output<'evidence.list'>
      }
      const { total } = await list(0)
      for (const offset of new Set([0, Math.floor(total / 2), Math.max(0, total - 50)])) {
        const said = await listen(() => list(offset), bare)
        const statements = said.map(({ sql, params }) => ({ statement: bare.prepare(sql), params }))
        const ours: number[] = []
        const theirs: number[] = []
        for (let i = 0; i < RUNS; i++) {
          let began = performance.now()
          for (const { statement, params } of statements) statement.all(...params)
          theirs.push(performance.now() - began)
          began = performance.now()
          await list(offset)
          ours.push(performance.now() - began)
        }
        const value = median(ours)
        if (worst && worst.value >= value) continue
        const other = median(theirs)
        worst = {
          name: `资料列表 ${ROWS} 行，${name}，最慢的一页（${by}${desc ? ' 倒序' : ''}，第 ${offset} 行起，共 ${total}）`,
          value,
          unit: 'ms',
          against: `同样的 ${said.length} 句 SQL，直接用 better-sqlite3 ${other.toFixed(2)} ms`,
          ratio: value / other,
          target: '≤ 50 ms',
        }
      }
    }
  }
  if (!worst) throw new Error('nothing was measured')
  return worst
}

const median = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

const SLOTS = 'P1 P2 P3 Q1 Q2 Q4 R1 R6 R7 T1 T4 X1 X3 X4 X6 X7 G1 G2 G5 G7 C1 C2'.split(' ')
const WORDS = ['签到表', '考场情况记录单', '评分表', '影像', '公示照片', '资格证书', '设备核查', '抽题记录']

/** Straight into the file; the triggers work as in the program (two minutes for a million). */
function fill(path: string): void {
  const db = new Database(path)
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -500000')
  const digest = 'a'.repeat(64)
  db.transaction(() => {
    db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${BATCHES})
      INSERT INTO batch (version, plan_no, name, forms, items, place, contact, phone, note, dates, created_at, updated_at)
      SELECT 1, 'BDA-' || i, '第' || i || '批', '["theory"]', '[]', '', '', '', '', '{}', '2017-01-01T00:00:00.000Z', '2017-01-01T00:00:00.000Z' FROM n`)
    db.exec(`INSERT INTO file VALUES ('${digest}', 1, '2017-01-01T00:00:00.000Z')`)
    const insert =
      db.prepare(`INSERT INTO evidence (batch_id, slot, seq, title, author, on_date, category, secrecy, recorder, place, subject, file,
      file_name, bytes, type, taken_at, camera, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, '考务办', '2026-11-23', '照片', ?, '王明', '一考场', '', '${digest}', ?, 4000000, ?, ?, 'Canon EOS 80D', '量尺', ?)`)
    const numbers = new Map<string, number>()
    for (let i = 0; i < ROWS; i++) {
      const batch = i % 50 === 0 ? 250 : Math.floor((i * BATCHES) / ROWS) + 1
      const slot = SLOTS[(i * 7919) % SLOTS.length] ?? 'X6'
      const seq = (numbers.get(`${batch}${slot}`) ?? 0) + 1
      numbers.set(`${batch}${slot}`, seq)
      const [type, end] =
        i % 50_000 === 7
          ? ['audio/mpeg', 'mp3']
          : i % 20 === 0
            ? ['video/mp4', 'MP4']
            : i % 3 > 0
              ? ['image/jpeg', 'JPG']
              : ['application/pdf', 'pdf']
      const time = new Date(Date.UTC(2017, 0, 1) + i * 300_000).toISOString()
      insert.run(
        batch,
        slot,
        seq,
        `${WORDS[i % WORDS.length]}${(i * 7919) % 100_000}号考场第${i % 30}页`,
        i % 11 === 0 ? '含个人信息' : i % 7 === 0 ? '公开' : '内部',
        `IMG_${String(i % 10_000).padStart(4, '0')}.${end}`,
        type,
        end === 'pdf' ? null : time.slice(0, 19),
        time,
      )
    }
  })()
  db.close()
}
