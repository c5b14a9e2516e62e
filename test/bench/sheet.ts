/**
 * Reading and writing 50,000 people × 12 columns: readRoster (checks and all) against hucre's plain read of the same file, writeTable
 * against hucre's writer. Each measurement is a process of its own, the contestants alternate, medians. `node test/bench/sheet.ts`
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { readRoster } from '../../src-main/sheet/read.ts'
import { writeTable } from '../../src-main/sheet/write.ts'
import { checkCharacter } from '../../src-shared/domain/idNumber.ts'
import { peakMb } from './memory.ts'

export interface Measurement {
  name: string
  value: number
  unit: string
  against: string // what it was measured against
  ratio: number
  target: string
}

const ROWS = 50_000
const RUNS = 3
const HEADERS = [
  '姓名',
  '性别',
  '出生日期',
  '身份证号',
  '手机',
  '单位/部门',
  '职务职称',
  '学历',
  '选聘来源',
  '照片文件名',
  '备注',
  '培训日期',
]
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const GIVEN = [...'伟芳娜敏静秀强磊军洋勇艳杰娟涛明超霞平刚']

function* people(rows = ROWS): Generator<string[]> {
  for (let i = 0; i < rows; i++) {
    const pick = (list: string[], step: number) => list[Math.floor(i / step) % list.length] ?? ''
    const birth = new Date(Date.UTC(1965, 0, 1 + (i % 12_000))).toISOString().slice(0, 10)
    const first17 = `110115${birth.replaceAll('-', '')}${String(100 + 2 * (Math.floor(i / 12_000) % 400) + (i % 2)).padStart(3, '0')}`
    yield [
      pick(SURNAMES, 1) + pick(GIVEN, 20) + pick(GIVEN, 400),
      i % 2 === 1 ? '男' : '女',
      birth,
      first17 + checkCharacter(first17),
      `139${String(i).padStart(8, '0')}`,
      `第${i % 40}分校质量管理部`,
      '工程师',
      '本科',
      '本机构选聘',
      `DSC_${i}.jpg`,
      i % 7 === 0 ? '兼任培训教师' : '',
      '2026-10-12',
    ]
  }
}

const table = (rows: Iterable<string[]>) => ({
  title: '名册',
  orgName: '机构',
  date: '2026-11-23',
  columns: HEADERS.map(header => ({ header, width: 14 })),
  rows,
})

// What a child process measures: milliseconds, and its peak memory in MB.
const CONTESTS: Record<string, (path: string) => Promise<unknown>> = {
  readRoster: path => readRoster(path),
  hucreRead: async path => readXlsx(readFileSync(path)),
  writeTable: path => writeTable(`${path}.ours`, table(people())),
  writeTable100k: path => writeTable(`${path}.ours`, table(people(100_000))),
  hucreWrite: () => writeXlsx({ sheets: [{ name: '名册', rows: [HEADERS, ...people()] }] }),
}

async function contest(name: string, path: string): Promise<void> {
  const start = performance.now()
  await CONTESTS[name]?.(path)
  const ms = performance.now() - start
  console.log(JSON.stringify({ ms, mb: peakMb() }))
}

/** Takes about half a minute. */
export async function run(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sheet-bench-'))
  try {
    const path = join(folder, 'roster.xlsx')
    await writeTable(path, table(people()))
    const measure = (name: string): { ms: number; mb: number } =>
      JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), name, path], { encoding: 'utf8' }))
    const samples = new Map<string, { ms: number; mb: number }[]>(Object.keys(CONTESTS).map(name => [name, []]))
    for (let i = 0; i < RUNS; i++) for (const [name, list] of samples) list.push(measure(name))
    const median = (name: string, of: 'ms' | 'mb') => {
      const sorted = (samples.get(name) ?? []).map(s => s[of]).sort((a, b) => a - b)
      return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
    }
    const versus = (name: string, ours: string, theirs: string, target: string): Measurement => {
      const [a, b] = [median(ours, 'ms'), median(theirs, 'ms')]
      return { name, value: Math.round(a), unit: 'ms', against: `${theirs} ${Math.round(b)} ms`, ratio: a / b, target }
    }
    const memory = median('writeTable100k', 'mb')
    return [
      versus('read and check 50,000 rows × 12', 'readRoster', 'hucreRead', '≤ 2×'),
      versus('write 50,000 rows × 12', 'writeTable', 'hucreWrite', '≤ 1×'),
      {
        name: 'peak memory writing 100,000 rows × 12',
        value: Math.round(memory),
        unit: 'MB',
        against: '300 MB',
        ratio: memory / 300,
        target: '≤ 1×',
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , name, path] = process.argv
  if (name && path) await contest(name, path)
  else console.table(await run())
}
