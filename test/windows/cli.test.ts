/** A walk through the CLI: processes of their own, Chinese in the path, an Excel roster through its worker, a photo through canvas. */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { orgInput } from '../main/people.ts'
import { newFolder, root } from '../main/world.ts'

const base = newFolder('cli')
afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 3 }))

test('a roster comes in, people are listed, a template goes out', () => {
  const data = join(base, '数 据')
  const roster = join(root, 'resources/sample/roster.xlsx')
  const calls: [string, unknown][] = [
    ['org.save', orgInput],
    ['roster.preview', {}],
    ['supervisor.list', { page: { offset: 0, limit: 1 } }],
  ]
  const args = ['--data', data, '--open', roster, ...calls.flatMap(([route, input]) => [route, JSON.stringify(input)])]
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src-main/cli.ts'), ...args], {
    encoding: 'utf8',
  })
  expect(status, stdout + stderr).toBe(0)
  expect(stdout).toContain('"total"')
})
