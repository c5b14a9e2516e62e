/** The terminal: the same backend, JSON out, exit codes that scripts can trust. */
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src-shared/contract/index.ts'
import { orgInput } from './people.ts'
import { lines, xlsx } from './sheets.ts'
import { createWorld, newFolder, root } from './world.ts'

let base: string
let dir: string
beforeAll(() => {
  base = newFolder('cli')
  dir = join(base, '数 据')
})
afterAll(() => rmSync(base, { recursive: true }))

function cli(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src-main/cli.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: join(base, 'compiled') },
  })
  return { status, stdout, stderr }
}
const json = (text: string) => JSON.parse(text) as Record<string, unknown>

test('routes lists every route with the JSON schema of its input', () => {
  const { status, stdout } = cli('routes')
  expect(status).toBe(0)
  const listed = stdout
    .trim()
    .split('\n')
    .map(line => [line.slice(0, line.indexOf(' ')), json(line.slice(line.indexOf(' ')))] as const)
  expect(listed.map(([name]) => name).sort()).toEqual(Object.keys(routes).sort())
  for (const [name, schema] of listed) expect(schema.type ?? schema.anyOf, name).toBeDefined()
  const [, save] = listed.find(([name]) => name === 'org.save') ?? []
  expect(save).toMatchObject({
    additionalProperties: false,
    required: expect.arrayContaining(['name', 'kind', 'number']),
  })
})

describe('wrong usage: exit code 2, how it is used on stderr, nothing made', () => {
  test.each([
    [[]],
    [['--data']],
    [['home.todo']],
    [['--data', 'DIR']],
    [['--data', 'DIR', 'home.todo', '{not json']],
    [['--data', 'DIR', 'home.todo', '{}', 'more']],
    [['--data', 'DIR', '--open']],
  ])('%j', args => {
    const { status, stdout, stderr } = cli(...args.map(arg => (arg === 'DIR' ? join(base, 'unused') : arg)))
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('用法')
    expect(existsSync(join(base, 'unused'))).toBe(false)
  })
})

describe('calls', () => {
  test('done: exit code 0 and the value; the next process finds it', () => {
    const saved = cli('--data', dir, 'org.save', JSON.stringify(orgInput))
    expect([saved.status, json(saved.stdout).digits]).toEqual([0, '2001'])
    const read = cli('--data', dir, 'org.get')
    expect([read.status, json(read.stdout).name]).toEqual([0, orgInput.name])
  })

  test('refused: exit code 1 and the error with its remedy, never a stack', () => {
    for (const [args, code] of [
      [['supervisor.get', '{"id":99}'], 'NOT_FOUND'],
      [['supervisor.get', '{"id":"x"}'], 'INPUT_INVALID'],
      [['toString'], 'ROUTE_UNKNOWN'],
      [['roster.preview', '{"duplicates":"skip"}'], 'INPUT_INVALID'], // its dialog has no answer
    ] as const) {
      const { status, stdout, stderr } = cli('--data', dir, ...args)
      expect([status, json(stdout).code]).toEqual([1, code])
      expect(json(stdout).remedy).toMatch(/\p{Script=Han}/u)
      expect(stderr).not.toContain('    at ')
    }
  })

  test('--open and --save answer the dialogs in their order; progress goes to stderr, the value alone to stdout', () => {
    const roster = join(base, '名册.xlsx')
    writeFileSync(roster, xlsx(lines(1200)).bytes)
    const preview = cli('--data', dir, '--open', roster, 'roster.preview', '{"duplicates":"skip"}')
    expect([preview.status, json(preview.stdout).fileName]).toEqual([0, '名册.xlsx'])
    expect(preview.stderr).toContain('读取表格')
    const out = join(base, '模板.xlsx')
    const saved = cli('--data', dir, '--save', out, 'roster.template')
    expect([saved.status, json(saved.stdout)]).toEqual([0, { path: out }])
    expect(existsSync(out)).toBe(true)
  })

  test('a folder that somebody else holds, and one that is damaged: exit code 1 with the error', async () => {
    const world = await createWorld({ dir })
    const held = cli('--data', dir, 'home.todo')
    await world.close()
    expect([held.status, json(held.stdout).code]).toEqual([1, 'DATA_IN_USE'])
    const broken = join(base, 'broken')
    const other = await createWorld({ dir: broken })
    await other.close()
    writeFileSync(join(broken, 'data.sqlite'), 'no database')
    const damaged = cli('--data', broken, 'home.todo')
    expect([damaged.status, json(damaged.stdout).code]).toEqual([1, 'DATA_DAMAGED'])
  })
})

test('calls in a row: a later one uses what an earlier one answered, and a refusal stops the rest', () => {
  const data = join(base, '连续')
  const file = join(base, '连续.xlsx')
  writeFileSync(file, xlsx(lines(3)).bytes)
  const preview = ['roster.preview', '{"duplicates":"skip"}']
  const commit = ['roster.commit', '{"importId":"$2.importId"}']
  const org = ['org.save', JSON.stringify(orgInput)]
  const { status, stdout } = cli('--data', data, '--open', file, ...org, ...preview, ...commit)
  expect(stdout).toContain('"added": 3')
  expect(status).toBe(0)
  const stopped = cli('--data', data, 'roster.commit', '{"importId":"$9.importId"}', 'home.todo')
  expect(stopped.status).toBe(1)
  expect(json(stopped.stdout).code).toBe('INPUT_INVALID') // one answer only
})
