/** A walk through the CLI: processes of their own, Chinese in the path, an Excel roster through its worker. */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { orgInput } from '../main/people.ts'
import { newFolder, root } from '../main/world.ts'

const base = newFolder('cli')
afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 3 }))

test('the organisation, a roster read by its worker, what is to be done', () => {
  const data = join(base, '数 据')
  const roster = join(root, 'resources/sample/roster.xlsx')
  const calls: [string, unknown][] = [
    ['org.save', orgInput],
    ['roster.preview', { duplicates: 'skip' }],
    ['home.todo', {}],
  ]
  const args = ['--data', data, '--open', roster, ...calls.flatMap(([route, input]) => [route, JSON.stringify(input)])]
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src-main/cli.ts'), ...args], {
    encoding: 'utf8',
  })
  expect(status, stdout + stderr).toBe(0)
  expect(stdout).toContain('"importId"')
})
