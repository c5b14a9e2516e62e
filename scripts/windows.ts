/**
 * npm run test:windows [-- --part] [-- --again] [-- words of file names…]: the tests under the real node.exe (scripts/wine.ts), a few files at a time. What
 * passed on the same sources is not run again, so a run that was cut off goes on where it stopped; `--part` is what CI has time for.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isReport, ROOT } from './stage.ts'
import { noWindows, windowsCopy, winNode } from './wine.ts'

/** Printing, busy files and long paths; backup and restore; packages; Excel, photos and checks in their workers; the CLI. */
const PART = [
  ...[
    'test/windows/',
    'unit/paths',
    'unit/rename',
    'unit/hasher',
    'main/backup-restore',
    'main/package-export',
    'main/services-import',
  ],
  ...['main/photo.test', 'main/sheet-write', 'main/check-probe', 'main/data-move', 'main/package-verify'],
]
const PIECE = 6 // files a vitest
const MINUTES = 12 // a piece

interface Done {
  sources: string
  files: Record<string, { passed: number; failed: string[]; skipped: string[] }>
}

const missing = noWindows()
if (missing) {
  console.log(missing.text)
  console.log(`0 passed, ${missing.provided ? 1 : 0} failed, 1 skipped`)
  process.exit(missing.provided ? 1 : 0)
}

const args = process.argv.slice(2)
const words = args.filter(arg => !arg.startsWith('--'))
const all = globSync('test/{unit,main,print,windows}/**/*.test.ts', { cwd: ROOT }).sort()
const wanted = args.includes('--part') ? PART : words
const files = wanted.length === 0 ? all : all.filter(file => wanted.some(word => file.includes(word)))

const copy = windowsCopy()
const results = join(ROOT, 'test-results')
const memory = join(results, 'windows.json')
mkdirSync(results, { recursive: true })
const sources = sourcesOf()
const done = recall()

const todo = files.filter(file => args.includes('--again') || !done.files[file] || done.files[file].failed.length > 0)
if (todo.length < files.length)
  console.log(`${files.length - todo.length} 个文件已经通过，不再运行（--again 重新运行）`)
for (let at = 0; at < todo.length; at += PIECE) await piece(todo.slice(at, at + PIECE))

const ran = files.flatMap(file => (done.files[file] ? [{ file, ...done.files[file] }] : []))
for (const { file, failed } of ran) for (const name of failed) console.log(`FAIL ${file} > ${name}`)
const sum = (of: (row: (typeof ran)[number]) => number) => ran.reduce((total, row) => total + of(row), 0)
const failed = sum(row => row.failed.length)
console.log(`${sum(row => row.passed)} passed, ${failed} failed, ${sum(row => row.skipped.length)} skipped`)
process.exitCode = failed === 0 ? 0 : 1

async function piece(part: string[]): Promise<void> {
  const since = performance.now()
  const report = join(copy, 'windows-report.json')
  rmSync(report, { force: true })
  const log = join(results, 'windows.log')
  const reporters = ['--reporter=default', '--reporter=json', '--outputFile.json=windows-report.json']
  await winNode(copy, ['node_modules/vitest/vitest.mjs', 'run', ...part, ...reporters, '--maxWorkers=2'], log, MINUTES)
  const counted: unknown = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined
  for (const file of part) done.files[file] = resultOf(counted, file)
  writeFileSync(memory, JSON.stringify(done, null, 1))
  const seconds = Math.round((performance.now() - since) / 1000)
  for (const file of part) {
    const { passed, failed, skipped } = done.files[file] ?? { passed: 0, failed: [], skipped: [] }
    console.log(
      `${failed.length > 0 ? '✗' : '✓'} ${file}　${passed} passed, ${failed.length} failed, ${skipped.length} skipped`,
    )
  }
  if (part.some(file => done.files[file]?.failed.length)) console.log(readFileSync(`${log}.err`, 'utf8').slice(-12_000))
  console.log(`  ${seconds} s`)
}

function resultOf(report: unknown, file: string): Done['files'][string] {
  const lost = { passed: 0, failed: ['没有结果：运行中断或超时'], skipped: [] }
  if (!isReport(report)) return lost
  const own = report.testResults.find(result => result.name.replaceAll('\\', '/').endsWith(`/${file}`))
  if (!own) return lost
  const of = (...states: string[]) =>
    own.assertionResults.filter(test => states.includes(test.status)).map(test => test.fullName)
  const failed = of('failed')
  if (own.status === 'failed' && failed.length === 0) failed.push('文件没有运行成')
  return { passed: of('passed').length, failed, skipped: of('skipped', 'pending', 'todo') }
}

/** What was done on these very sources. */
function recall(): Done {
  const old = existsSync(memory) ? (JSON.parse(readFileSync(memory, 'utf8')) as Done) : undefined
  return old?.sources === sources ? old : { sources, files: {} }
}

function sourcesOf(): string {
  const hash = createHash('sha256')
  for (const file of globSync('{src-main,src-shared,src-viewer,src-field,test,resources}/**/*.{ts,json,tsx}', {
    cwd: ROOT,
  }).sort())
    hash.update(file).update(readFileSync(join(ROOT, file)))
  return hash.update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex')
}
