/** `npm run demo`, as the README promises it: every main job once, to its end. */
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder, root } from './world.ts'

test('the demo runs to its end, its log whole; what was scanned came home', { timeout: 300_000 }, () => {
  const out = newFolder('demo')
  try {
    const said = execFileSync(process.execPath, [join(root, 'src-main/demo/index.ts'), out], { encoding: 'utf8' })
    expect(said).toContain('校验链完整')
    expect(said).toMatch(/扫描 4 页，认出并归档 4 页，成 3 份/)
    for (const name of ['cards-single.pdf', 'batch/整改通知.pdf', 'scan/扫描件.pdf', 'package']) {
      expect(existsSync(join(out, name)), name).toBe(true)
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
})
