/**
 * Red lines that types and lint cannot draw, read from the sources. Each rule proves itself on a planted violation and on a
 * lookalike that must pass, so a rule that has gone blind fails here.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

interface RedLine {
  name: string
  pattern: RegExp
  applies: (path: string) => boolean
  /** Comments are no code, except where the violation is a comment. */
  inComments?: boolean
  violations: [path: string, code: string][]
  innocent: [path: string, code: string][]
}

const inside =
  (...folders: string[]) =>
  (path: string): boolean =>
    folders.some(folder => path.startsWith(`${folder}/`))

const everywhere = inside('src-main', 'src-renderer', 'src-shared')

/** End-to-end tests that may set a value from outside, each with its reason. */
const UNTYPED: ReadonlyMap<string, string> = new Map([])

const RED_LINES: RedLine[] = [
  {
    name: 'src-shared never asks what day it is: today is an argument',
    pattern: /\bnew Date\b|\bDate\s*\(|\bDate\.now\b/,
    applies: inside('src-shared'),
    violations: [
      ['src-shared/domain/x.ts', 'const d = new Date()'],
      ['src-shared/domain/x.ts', 'const d = new Date(0)'],
      ['src-shared/labels.ts', 'const n = Date.now()'],
    ],
    innocent: [
      ['src-shared/domain/x.ts', '// never new Date() here'],
      ['src-shared/domain/x.ts', 'isDate(today); parseLooseDate(text)'],
      ['src-main/backend.ts', 'const now = new Date()'],
    ],
  },
  {
    name: 'ipcMain stays in src-main/ipc',
    pattern: /\bipcMain\b/,
    applies: path => everywhere(path) && !path.startsWith('src-main/ipc/'),
    violations: [['src-main/window.ts', "import { ipcMain } from 'electron'"]],
    innocent: [
      ['src-main/ipc/serve.ts', "import { ipcMain } from 'electron'"],
      ['src-main/preload.ts', "import { ipcRenderer } from 'electron'"],
    ],
  },
  {
    name: 'DataSource stays in src-main/db',
    pattern: /\bDataSource\b/,
    applies: path => everywhere(path) && !path.startsWith('src-main/db/'),
    violations: [['src-main/services/card.ts', "import type { DataSource } from 'typeorm'"]],
    innocent: [
      ['src-main/db/gate.ts', 'new DataSource(options)'],
      ['src-renderer/pages/x.tsx', '<Table dataSource={rows} />'],
    ],
  },
  {
    name: 'files are renamed by files/rename.ts, which waits for scanners',
    pattern: /import \{[^}]*\brename(?:Sync)?\b[^}]*\} from 'node:fs(?:\/promises)?'|\bfs\.rename/,
    applies: path => everywhere(path) && path !== 'src-main/files/rename.ts',
    violations: [
      ['src-main/db/open.ts', "import { mkdir, rename } from 'node:fs/promises'"],
      ['src-main/paths.ts', "import { renameSync } from 'node:fs'"],
    ],
    innocent: [
      ['src-main/db/open.ts', "import { rename } from '../files/rename.ts'\nimport { rm } from 'node:fs/promises'"],
      ['src-main/files/rename.ts', "import { rename } from 'node:fs/promises'"],
    ],
  },
  {
    name: 'the schema comes from migrations, never from synchronize',
    pattern: /\bsynchronize\s*(?::\s*true|\()/,
    applies: everywhere,
    violations: [['src-main/db/open.ts', 'const options = { synchronize: true }']],
    innocent: [['src-main/db/open.ts', 'const options = { synchronize: false }']],
  },
  {
    name: 'no any',
    pattern: /\bas any\b|[:<|,(]\s*any\s*(?:[[\])>;,=|{]|$)/m,
    applies: everywhere,
    violations: [
      ['src-main/x.ts', 'const a = b as any'],
      ['src-main/x.ts', 'function f(a: any) {}'],
      ['src-main/x.ts', 'const a: any = 1'],
      ['src-main/x.ts', 'const a: any[] = []'],
      ['src-main/x.ts', 'const a = new Map<string, any>()'],
      ['src-main/x.ts', 'let a: any\nlet b: string'],
    ],
    innocent: [
      ['src-main/x.ts', '// any of them'],
      ['src-main/x.ts', 'const company: Company = anyOf(a)'],
      ['src-main/x.ts', 'AbortSignal.any([a, b])'],
    ],
  },
  {
    name: 'no check is switched off',
    pattern: /@ts-(?:ignore|nocheck|expect-error)|(?:eslint|biome)-(?:disable|ignore)|\bTODO\b|\bFIXME\b/,
    applies: everywhere,
    inComments: true,
    violations: [
      ['src-main/x.ts', '// @ts-ignore'],
      ['src-renderer/x.tsx', '{/* biome-ignore lint: x */}'],
      ['src-shared/x.ts', '// TODO later'],
    ],
    innocent: [['src-shared/x.ts', "severity: 'todo'"]],
  },
  {
    // Node runs these sources as they are (CLI, demo, workers) and resolves no extensions.
    name: 'relative imports carry their extension',
    pattern: /(?:\bfrom|\bimport)\s*\(?\s*['"]\.{1,2}\/(?![^'"]*\.(?:ts|tsx|json)['"])[^'"]*['"]/,
    applies: inside('src-main', 'src-shared'),
    violations: [
      ['src-main/x.ts', "import { a } from './a'"],
      ['src-main/x.ts', "export * from '../src-shared/b.js'"],
      ['src-main/x.ts', "const m = await import('./a')"],
      ['src-main/x.ts', "import './a'"],
      ['src-main/x.ts', "import {\n  a,\n} from './a'"],
    ],
    innocent: [
      ['src-main/x.ts', "import { a } from './a.ts'"],
      ['src-main/x.ts', "import { app } from 'electron'"],
      ['src-main/x.ts', "new Worker(new URL('./sheet-worker.js', import.meta.url))"],
    ],
  },
  {
    name: 'colours stand in src-renderer/tokens.ts alone',
    pattern: /['"\s:(]#[0-9a-fA-F]{3,8}\b/,
    applies: path => path.startsWith('src-renderer/') && path !== 'src-renderer/tokens.ts',
    violations: [
      ['src-renderer/x.tsx', "style={{ color: '#1f5fbf' }}"],
      ['src-renderer/x.css', 'a { color: #fff; }'],
    ],
    innocent: [
      ['src-renderer/x.tsx', "style={{ color: 'var(--blue)' }}"],
      ['src-renderer/tokens.ts', "blue: '#1b4f8f'"],
    ],
  },
  {
    // What sets a value at once has never been typed: it hid for a year that dates typed by keys were stored wrong.
    name: 'end-to-end tests type: no fill(), no value set from outside',
    pattern: /\.fill\(|\.value\s*=[^=]|\.selectOption\(|setAttribute\(\s*['"]value/,
    applies: path => path.startsWith('test/e2e/') && !UNTYPED.has(path),
    violations: [
      ['test/e2e/x.test.ts', "await field.fill('2026-11-20')"],
      ['test/e2e/x.test.ts', 'await field.evaluate(input => { input.value = text })'],
    ],
    innocent: [
      ['test/e2e/x.test.ts', "await type(field, '2026-11-20')"],
      ['test/e2e/x.test.ts', "expect(field.value === 'x').toBe(true)"],
      ['src-main/x.ts', 'row.value = 1'],
    ],
  },
]

/** Code without comments; what looks like a comment inside a string stays. */
function withoutComments(code: string): string {
  return code.replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\/.*|\/\*[\s\S]*?\*\//g,
    (_, text) => text ?? '',
  )
}

/** The violations of a line in one file, as `path: the code`. */
function violations(line: RedLine, path: string, code: string): string[] {
  if (!line.applies(path)) return []
  const searched = line.inComments ? code : withoutComments(code)
  return [...searched.matchAll(new RegExp(line.pattern, `${line.pattern.flags}g`))].map(m => `${path}: ${m[0]}`)
}

const root = fileURLToPath(new URL('../..', import.meta.url))

const files = ['src-main', 'src-renderer', 'src-shared', 'test/e2e'].flatMap(folder =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(?:tsx?|css)$/.test(name))
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`),
)

test('the scan reads the sources', () => {
  expect(files).toContain('src-shared/domain/dates.ts')
  expect(files.length).toBeGreaterThan(10)
})

describe.each(RED_LINES)('$name', line => {
  test('no source crosses it', () => {
    expect(files.flatMap(path => violations(line, path, readFileSync(root + path, 'utf8')))).toEqual([])
  })
  test.each(line.violations)('catches %s: %s', (path, code) => {
    expect(violations(line, path, code)).not.toEqual([])
  })
  test.each(line.innocent)('lets %s pass: %s', (path, code) => {
    expect(violations(line, path, code)).toEqual([])
  })
})

test('a violation behind a string that looks like a comment is still seen', () => {
  const code = "const url = 'https://x'; const d = new Date()"
  expect(withoutComments(code)).toBe(code)
  expect(withoutComments('a // b\n/* c\nd */ e')).toBe('a \n e')
})
