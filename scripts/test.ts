/**
 * npm test: types, lint, then vitest's unit, main and print tests, then the end-to-end tests where an Electron can be started. Where it cannot, one line
 * says so; with CI=true and an Electron provided, that is a failure. Ends with one line for the whole run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { whyNoElectron } from './electron.ts'

const ROOT = join(import.meta.dirname, '..')
const BIN = join(ROOT, 'node_modules', '.bin')
const REPORTS = join(ROOT, 'test-results')
const CI = process.env.CI === 'true' && Boolean(process.env.ELECTRON_OVERRIDE_DIST_PATH)

let passed = 0
let failed = 0

for (const folder of ['src-shared', 'src-main', 'src-renderer', 'src-viewer', 'test', 'scripts'])
  step('tsc', '-p', folder)
step('biome', 'check', '.')
vitest('unit', 'main', 'print')

const reason = whyNoElectron()
if (reason) {
  console.log(`\n端到端测试没有运行：${reason}`)
  if (CI) failed += 1
} else if (step('electron-vite', 'build', '--logLevel', 'warn')) {
  vitest('e2e')
}

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** One command, shown as it goes; failing counts as one failure. */
function step(command: string, ...args: string[]): boolean {
  console.log(`\n> ${command} ${args.join(' ')}`)
  const { status } = spawnSync(join(BIN, command), args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) failed += 1
  return status === 0
}

/** Runs the named projects and adds up what vitest counted. A run that broke before it could count is one failure. */
function vitest(...projects: string[]): void {
  mkdirSync(REPORTS, { recursive: true })
  const report = join(REPORTS, `${projects.join('-')}.json`)
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const before = failed
  const ok = step('vitest', 'run', ...projects.flatMap(name => ['--project', name]), ...reporters)
  if (!existsSync(report)) return
  const counted: unknown = JSON.parse(readFileSync(report, 'utf8'))
  if (!isCount(counted)) return
  passed += counted.numPassedTests
  // An error outside any test (a file that does not load, an unhandled rejection) fails the run without a failed test.
  failed = before + (ok ? 0 : Math.max(counted.numFailedTests, 1))
}

function isCount(value: unknown): value is { numPassedTests: number; numFailedTests: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'numPassedTests' in value &&
    typeof value.numPassedTests === 'number' &&
    'numFailedTests' in value &&
    typeof value.numFailedTests === 'number'
  )
}
