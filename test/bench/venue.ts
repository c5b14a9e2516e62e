/**
 * A venue with 10,000 devices in 50 rooms: opening it, turning to a page of its list and narrowing it, through the backend's
 * routes, against bare better-sqlite3 with the same SQL on the same file. Then the two things that look at all of it: the
 * readiness before an inspection, with 500 differences, and one step of a count.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { writeXlsx } from 'hucre/xlsx'
import { type Backend, createBackend } from '../../src-main/backend.ts'
import {
  type EquipmentRequest,
  equipmentCountSql,
  equipmentSql,
  ROOMS_SQL,
} from '../../src-main/db/queries/equipment.ts'
import type { Condition } from '../../src-main/db/queries/supervisors.ts'
import { headless } from '../../src-main/headless.ts'
import type { Input, Output, RouteName } from '../../src-shared/contract/index.ts'
import type { Measurement } from './run.ts'

const DEVICES = 10_000
const ROUNDS = 21

export async function run(): Promise<Measurement[]> {
  const dir = mkdtempSync(join(tmpdir(), 'neidu-bench-venue-'))
  const seams = headless({ clock: () => new Date(2026, 10, 23, 9, 30), user: '测速' })
  const backend = await createBackend({ dataDir: dir, resourcesDir: dir, version: 'bench', seams })
  // Reading beside the backend is safe: nobody writes while a pair is measured.
  const bare = new Database(join(dir, 'data.sqlite'), { readonly: true })
  try {
    const call = caller(backend)
    const venueId = await fill(call)
    const rows = (sql: Condition) => bare.prepare(sql.sql).all(...sql.params)
    const page = { offset: 0, limit: 100 }
    const list = (filter: object, sort: EquipmentRequest['sort']): [string, EquipmentRequest] => [
      JSON.stringify(filter),
      { filter: { venueId, ...filter }, sort, page },
    ]
    const byRoom = { by: 'room', desc: false } as const
    const measured: Measurement[] = []

    const first = list({}, byRoom)[1]
    measured.push(
      await compare(
        'open a venue of 10,000 devices: venue, rooms, first page, counts',
        async () => {
          await call('venue.get', { id: venueId })
          await call('equipment.list', first)
        },
        () => {
          bare.prepare('SELECT * FROM venue WHERE id = ?').all(venueId)
          bare.prepare(ROOMS_SQL).all(venueId)
          rows(equipmentSql(first))
          rows(equipmentCountSql(first.filter))
        },
      ),
    )
    for (const [name, request] of [
      list({ search: '车床' }, byRoom),
      list({ search: 'skcc' }, byRoom),
      list({ search: 'M-77' }, { by: 'name', desc: true }),
      list({ search: 'ZC-09999' }, byRoom),
      list({ search: '没有这种设备' }, byRoom),
      list({ room: '实训楼 17 室' }, { by: 'quantity', desc: true }),
    ]) {
      measured.push(
        await compare(
          `filter ${name}`,
          () => call('equipment.list', request),
          () => {
            rows(equipmentSql(request))
            rows(equipmentCountSql(request.filter))
          },
        ),
      )
    }

    await call('venue.takeBaseline', { id: venueId, on: '2026-01-10', receipt: '', note: '', attachment: null })
    const changed = (
      await call('equipment.list', { filter: { venueId }, sort: byRoom, page: { offset: 0, limit: 500 } })
    ).rows
    for (const { deletedAt: _, ...device } of changed)
      await call('equipment.save', { ...device, quantity: device.quantity + 1 })
    const both = `SELECT * FROM equipment WHERE venue_id = ?`
    measured.push(
      await compare(
        'readiness with 500 differences (bare: reading both lists)',
        () => call('venue.readiness', { id: venueId }),
        () => {
          bare.prepare(both).all(venueId)
          bare.prepare('SELECT * FROM baseline_device').all()
        },
      ),
    )
    const { id: checkId } = await call('venueCheck.start', { venueId, room: null, source: 'current' })
    let { line } = await call('venueCheck.lines', { checkId, page: { offset: 0, limit: 1 } }).then(({ rows }) => ({
      line: rows[0],
    }))
    measured.push(
      await compare(
        'one step of a count of 10,000, saved (bare: summing its lines)',
        async () => {
          const { no = 0, seen = '' } = line ?? {}
          line = (await call('venueCheck.set', { checkId, no, seen, result: 'match' })).next ?? undefined
        },
        () =>
          bare
            .prepare('SELECT extra, result, count(*), sum(expected), sum(counted) FROM venue_check_line GROUP BY 1, 2')
            .all(),
      ),
    )
    return measured
  } finally {
    bare.close()
    await backend.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

type Call = <R extends RouteName>(route: R, input: Input<R>) => Promise<Output<R>>

const caller =
  (backend: Backend): Call =>
  async (route, input) => {
    const result = await backend.call('bench', route, input)
    if (!result.ok) throw new Error(`${route}: ${result.error.message}`)
    return result.value as never
  }

async function fill(call: Call): Promise<number> {
  const venue = await call('venue.save', {
    name: '大型实训基地',
    address: '荣华南路 1 号',
    purpose: '',
    contact: '',
    phone: '',
    note: '',
    scope: [],
  })
  const names = ['数控车床', '普通铣床', '游标卡尺', '钳工台', '交换机', '万用表', '焊机', '计算机']
  const rows = Array.from({ length: DEVICES }, (_, i) => [
    names[i % names.length] ?? '',
    `M-${i % 997}`,
    `规格 ${i}`,
    (i % 40) + 1,
    '台',
    `实训楼 ${i % 50} 室`,
    `ZC-${String(i).padStart(5, '0')}`,
  ])
  const header = ['名称', '型号', '规格', '数量', '单位', '位置', '资产编号']
  const bytes = await writeXlsx({ sheets: [{ name: '设备清单', rows: [header, ...rows] }] })
  const file = { name: '设备.xlsx', bytes }
  const preview = await call('equipment.preview', { venueId: venue.id, file, duplicates: 'skip' })
  const { added } = await call('equipment.commit', { importId: preview?.importId ?? '' })
  if (added !== DEVICES) throw new Error(`${added} devices were written`)
  return venue.id
}

/** Medians of interleaved rounds, so that the machine's mood touches both alike. */
async function compare(name: string, ours: () => Promise<unknown>, theirs: () => unknown): Promise<Measurement> {
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
  for (let i = 0; i < ROUNDS; i++) {
    let started = performance.now()
    await ours()
    times.ours.push(performance.now() - started)
    started = performance.now()
    theirs()
    times.bare.push(performance.now() - started)
  }
  const value = median(times.ours)
  const bare = median(times.bare)
  return {
    name,
    value,
    unit: 'ms',
    against: `better-sqlite3 ${bare.toFixed(2)} ms`,
    ratio: value / bare,
    target: '≤ 100 ms',
  }
}

const median = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
