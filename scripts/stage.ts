/** How a kind of test is run and counted. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join, relative } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')
const BIN = join(ROOT, 'node_modules', '.bin')
const REPORTS = join(ROOT, 'test-results')

export interface Counts {
  passed: number
  failed: number
  /** By name. */
  skipped: string[]
}

export interface Missing {
  text: string
  /** CI said that it is there. */
  provided: boolean
}

export interface Stage {
  name: string
  /** Its share of a run, on two cores; longer is said, not failed: machines differ. */
  minutes: number
  run(): Promise<Counts>
  /** A command that has to succeed before. */
  first?: string[]
  /** Why it cannot run on this machine; null when it can. Where CI has provided for it, not being able to is a failure. */
  why?: () => Missing | null
}

/** One command, shown as it goes. It counts by its last line 「N passed, N failed[, N skipped]」, else failing is one failure. */
export async function command(name = '', ...args: string[]): Promise<Counts> {
  console.log(`\n> ${name} ${args.join(' ')}`)
  const env = { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}` }
  const child = spawn(name, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })
  let tail = ''
  child.stdout.on('data', (text: Buffer) => {
    process.stdout.write(text)
    tail = (tail + text.toString()).slice(-4000)
  })
  const status = await new Promise<number | null>(resolve => {
    child.on('error', error => {
      console.error(error.message)
      resolve(1)
    })
    child.on('close', resolve)
  })
  const said = [...tail.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1)
  const failed = Math.max(Number(said?.[2] ?? 0), status === 0 ? 0 : 1)
  const skipped = Array.from({ length: Number(said?.[3] ?? 0) }, () => `${name} ${args.join(' ')}`)
  return { passed: Number(said?.[1] ?? 0), failed, skipped }
}

/**
 * Runs a vitest project. A run that broke before it could count is one failure. A test process that died (it took its file's tests with it, none of
 * them failed) is said, and its files are run once more, alone: what died there again is a failure.
 */
export async function vitest(project: string): Promise<Counts> {
  const first = await once(project)
  const died = first.died.filter(file => existsSync(file))
  if (died.length === 0 || first.counts.failed > 1) return first.counts
  console.log(`\n测试进程中途退出，单独重跑：\n${died.map(file => `  ${relative(ROOT, file)}`).join('\n')}`)
  const again = await once(project, died)
  const { passed } = first.counts
  return {
    // What had passed before its process died is counted by the second run.
    passed: passed - first.passedIn(died) + again.counts.passed,
    failed: again.counts.failed,
    skipped: [...first.skippedOutside(died), ...again.counts.skipped],
  }
}

interface Ran {
  counts: Counts
  /** Files with tests that never ran, where no test failed. */
  died: string[]
  passedIn(files: readonly string[]): number
  skippedOutside(files: readonly string[]): string[]
}

async function once(project: string, files: readonly string[] = []): Promise<Ran> {
  mkdirSync(REPORTS, { recursive: true })
  const report = join(REPORTS, `${project}.json`)
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { failed } = await command('vitest', 'run', '--project', project, ...reporters, ...files)
  const counted: unknown = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined
  if (!isReport(counted)) {
    const counts = { passed: 0, failed: Math.max(failed, 1), skipped: [] }
    return { counts, died: [], passedIn: () => 0, skippedOutside: () => [] }
  }
  const of = (states: readonly string[], file: Report['testResults'][number]) =>
    file.assertionResults.filter(test => states.includes(test.status))
  const results = counted.testResults
  const skippedOf = (some: Report['testResults']) =>
    some.flatMap(file => of(['skipped', 'pending', 'todo'], file).map(test => test.fullName))
  // vitest names a test that was not reached 'pending', one that says it does not run here 'skipped'.
  const dead =
    failed > 0 && counted.numFailedTests === 0 ? results.filter(file => of(['pending'], file).length > 0) : []
  return {
    // An error outside any test (a file that does not load, an unhandled rejection) fails the run without a failed test.
    counts: {
      passed: counted.numPassedTests,
      failed: failed && Math.max(counted.numFailedTests, 1),
      skipped: skippedOf(results),
    },
    died: dead.map(file => file.name),
    passedIn: names =>
      results.filter(file => names.includes(file.name)).reduce((sum, file) => sum + of(['passed'], file).length, 0),
    skippedOutside: names => skippedOf(results.filter(file => !names.includes(file.name))),
  }
}

/** What vitest's JSON reporter writes, as far as it is counted here. */
export interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[]
}

export const isReport = (value: unknown): value is Report =>
  typeof value === 'object' &&
  value !== null &&
  'numPassedTests' in value &&
  typeof value.numPassedTests === 'number' &&
  'numFailedTests' in value &&
  typeof value.numFailedTests === 'number' &&
  'testResults' in value &&
  Array.isArray(value.testResults)
