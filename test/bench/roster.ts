/**
 * A roster of 100,000 people, 60,000 of them in five terms and 9,000 with cards: what the lists ask for, through the backend's
 * own call, against the same SQL on bare better-sqlite3; and importing 50,000 of them, against hucre's plain read of the same file
 * and bare better-sqlite3 writing the same rows (checks, digests, comparison and preview are ours on top). Medians. `node test/bench/roster.ts` prints a table.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { readXlsx } from 'hucre/xlsx'
import { type Backend, createBackend } from '../../src-main/backend.ts'
import { countSql, type ListRequest, listSql } from '../../src-main/db/queries/supervisors.ts'
import { headless } from '../../src-main/headless.ts'
import { writeTable } from '../../src-main/sheet/write.ts'
import type { Input, Output, RouteName } from '../../src-shared/contract/index.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { checkCharacter } from '../../src-shared/domain/idNumber.ts'
import { orgInput } from '../main/people.ts'
import { lines, xlsx } from '../main/sheets.ts'
import { at, TODAY } from '../main/world.ts'
import type { Measurement } from './run.ts'

const HALF = 50_000
const RUNS = 15

/** Builds the roster (about a minute) and measures. */
export async function run(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'roster-bench-'))
  const files = [0, HALF].map(from => {
    const path = join(folder, `${from}.xlsx`)
    writeFileSync(path, xlsx(lines(HALF, from)).bytes)
    return path
  })
  const dataDir = join(folder, 'data')
  const seams = headless({ open: files, clock: () => at(TODAY), user: '量尺' })
  const backend = await createBackend({ dataDir, resourcesDir: '', version: 'bench', seams })
  const bare = new Database(join(dataDir, 'data.sqlite'), { readonly: true })
  try {
    await call(backend, 'org.save', orgInput)
    const plain = await measurePlainImport(folder)
    const importing = await measureImport(backend, files[0] ?? '', bare)
    await fill(backend)
    return [plain, ...importing, ...(await measureLists(backend, bare))]
  } finally {
    bare.close()
    await backend.close()
    rmSync(folder, { recursive: true })
  }
}

async function call<R extends RouteName>(backend: Backend, route: R, input: Input<R>): Promise<Output<R>> {
  const result = await backend.call(route, route, input)
  if (!result.ok) throw new Error(`${route}: ${result.error.message}`)
  return result.value as Output<R>
}

/** A roster as an office keeps it, 50,000 × 11 columns with 身份证, without records of training: against reading the same file alone. */
async function measurePlainImport(folder: string): Promise<Measurement> {
  const path = join(folder, 'plain.xlsx')
  const columns = [
    '姓名',
    '性别',
    '出生日期',
    '身份证号',
    '手机',
    '部门',
    '职务职称',
    '学历',
    '选聘来源',
    '照片文件名',
    '备注',
  ]
  await writeTable(path, {
    title: '内督员名册',
    orgName: '量尺',
    date: TODAY,
    columns: columns.map(header => ({ header, width: 14, text: true })),
    rows: Array.from({ length: HALF }, (_, i) => plainRow(i)),
  })
  const took: number[] = []
  const read: number[] = []
  for (let i = 0; i < 3; i++) {
    read.push(await time(() => readXlsx(new Uint8Array(readFileSync(path)))))
    const dataDir = join(folder, `plain-${i}`)
    const seams = headless({ open: [path], clock: () => at(TODAY), user: '量尺' })
    const backend = await createBackend({ dataDir, resourcesDir: '', version: 'bench', seams })
    await call(backend, 'org.save', orgInput)
    took.push(await time(() => importNext(backend)))
    await backend.close()
  }
  const against = `hucre 只读同一文件 ${Math.round(median(read))} ms`
  return row('导入普通名册 50,000 行 × 11 列（预览＋写入）', median(took), 'ms', against, median(read), '≤ 3×')
}

function plainRow(i: number): string[] {
  const birth = addDays('1970-01-01', i % 9000)
  const first17 = `110115${birth.replaceAll('-', '')}${String(Math.floor(i / 9000) * 2 + 901)}`
  const name = `${'赵钱孙李周吴郑王'[i % 8]}${String.fromCharCode(0x4e00 + (i % 6000))}${String.fromCharCode(0x5e00 + (i % 977))}`
  const phone = `139${String(10_000_000 + i)}`
  return [
    name,
    '男',
    birth,
    first17 + checkCharacter(first17),
    phone,
    `第${i % 40}部门`,
    '工程师',
    '本科',
    '本机构选聘',
    `${name}.jpg`,
    '',
  ]
}

/** 名册导入, preview and commit, of 50,000 rows into an empty roster; then the second half, untimed. */
async function measureImport(
  backend: Backend,
  file: string,
  bare: InstanceType<typeof Database>,
): Promise<Measurement[]> {
  const took = await time(() => importNext(backend))
  const read: number[] = []
  for (let i = 0; i < 3; i++) read.push(await time(() => readXlsx(new Uint8Array(readFileSync(file)))))
  const write = await writeBare(bare, join(file, '..', 'bare'))
  const [plain, least] = [median(read), median(read) + write]
  await importNext(backend)
  const against = `hucre 读取 ${Math.round(plain)} ms＋better-sqlite3 写入同样的行 ${Math.round(write)} ms，共`
  const name = '导入带培训、考核、条件记录的 50,000 行（共写 40 万行）'
  return [
    row(name, took, 'ms', against, least, '≤ 1.5×'),
    row(name, took, 'ms', `hucre 只读同一文件 ${Math.round(plain)} ms`, plain, '≤ 3×'),
  ]
}

const IMPORTED = ['supervisor', 'training', 'exam', 'attestation']

/** What writing alone costs: the rows of `from`, one prepared statement per table, one transaction, into a new data file. In ms. */
async function writeBare(from: InstanceType<typeof Database>, dataDir: string): Promise<number> {
  const empty = await createBackend({ dataDir, resourcesDir: '', version: 'bench', seams: headless({}) })
  await empty.close()
  const file = new Database(join(dataDir, 'data.sqlite'))
  file.pragma('synchronous = FULL')
  file.pragma('cache_size = -65536')
  const tables = IMPORTED.map(table => {
    const rows = from.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()
    const columns = Object.keys(rows[0] ?? {})
    return { rows, insert: file.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.map(c => `@${c}`)})`) }
  })
  const took = await time(async () => {
    file.exec('BEGIN')
    for (const { rows, insert } of tables) for (const row of rows) insert.run(row)
    file.exec('COMMIT')
  })
  file.close()
  return took
}

async function importNext(backend: Backend): Promise<void> {
  const summary = await call(backend, 'roster.preview', { duplicates: 'skip' })
  const { added } = await call(backend, 'roster.commit', { importId: summary?.importId ?? '' })
  if (added !== HALF) throw new Error(`only ${added} rows were added`)
}

/** Five terms of 12,000 people each, 9,000 cards: through the services, as an office would, only more of it. */
async function fill(backend: Backend): Promise<void> {
  for (let term = 0; term < 5; term++) {
    const ids = Array.from({ length: 12_000 }, (_, i) => 1 + i * 5 + term)
    const start = addDays(TODAY, -term * 7)
    const { done } = await call(backend, 'appointment.appoint', { selection: { ids }, start, document: '聘1号' })
    if (done !== ids.length) throw new Error(`only ${done} were appointed`)
  }
  const ids = Array.from({ length: 9000 }, (_, i) => 1 + i * 6)
  const { issued } = await call(backend, 'card.issue', { selection: { ids }, issuedOn: TODAY })
  if (issued.length !== ids.length) throw new Error(`only ${issued.length} cards`)
}

const QUERIES: { name: string; request: ListRequest; targets: [string, ...string[]] }[] = [
  {
    name: '一页 50 人，在聘，按到期日',
    request: {
      filter: { states: ['appointed'] },
      sort: { by: 'termEnd', desc: false },
      page: { offset: 0, limit: 50 },
    },
    targets: ['≤ 1.5×', '≤ 20 ms'],
  },
  {
    name: '同上，第 800 页',
    request: {
      filter: { states: ['appointed'] },
      sort: { by: 'termEnd', desc: false },
      page: { offset: 40_000, limit: 50 },
    },
    targets: ['≤ 2×'],
  },
  {
    name: '全部，按姓名，第 1,900 页',
    request: { filter: {}, sort: { by: 'name', desc: false }, page: { offset: 95_000, limit: 50 } },
    targets: ['≤ 2×'],
  },
  {
    name: '拼音首字母 zw',
    request: { filter: { search: 'zw' }, sort: { by: 'name', desc: false }, page: { offset: 0, limit: 50 } },
    targets: ['≤ 50 ms'],
  },
  {
    name: '汉字 国',
    request: { filter: { search: '国' }, sort: { by: 'name', desc: false }, page: { offset: 0, limit: 50 } },
    targets: ['≤ 50 ms'],
  },
]

async function measureLists(backend: Backend, bare: InstanceType<typeof Database>): Promise<Measurement[]> {
  const results: Measurement[] = []
  for (const { name, request, targets } of QUERIES) {
    const list = listSql(request, TODAY)
    const count = countSql(request.filter, TODAY)
    const [pageStatement, countStatement] = [bare.prepare(list.sql), bare.prepare(count.sql)]
    const ours: number[] = []
    const theirs: number[] = []
    for (let i = 0; i < RUNS; i++) {
      theirs.push(
        await time(async () => {
          pageStatement.all(...list.params)
          countStatement.all(...count.params)
        }),
      )
      ours.push(await time(() => call(backend, 'supervisor.list', request)))
    }
    for (const target of targets)
      results.push(row(name, median(ours), 'ms', '同样的 SQL，直接用 better-sqlite3', median(theirs), target))
  }
  const todo: number[] = []
  for (let i = 0; i < RUNS; i++) todo.push(await time(() => call(backend, 'home.todo', {})))
  results.push(row('工作台', median(todo), 'ms', '本项目自定的上限', 200, '≤ 200 ms'))
  const health: number[] = []
  for (let i = 0; i < 5; i++) health.push(await time(() => call(backend, 'health.list', {})))
  results.push(row('体检', median(health), 'ms', '本项目自定的上限', 200, '≤ 200 ms'))
  return results
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function row(name: string, value: number, unit: string, what: string, other: number, target: string): Measurement {
  const against = `${what} ${other.toPrecision(3)} ms`
  return {
    name,
    value: Math.round(value * 10) / 10,
    unit,
    against,
    ratio: Math.round((value / other) * 100) / 100,
    target,
  }
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const m of await run())
    console.log(`${m.name.padEnd(24)} ${m.value} ${m.unit}，${m.against}，${m.ratio}×（要求 ${m.target}）`)
}
