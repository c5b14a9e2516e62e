/** What another program holds for a moment is tried again; what stays refused is refused with the system's reason. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { patiently, patientlySync, rename, renameSync } from '../../src-main/files/rename.ts'

const dir = mkdtempSync(join(tmpdir(), 'neidu-rename-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const refusal = (code: string) => Object.assign(new Error(`${code}: refused`), { code })

test.each(['EPERM', 'EACCES', 'EBUSY'])('%s for a moment is waited for', async code => {
  let calls = 0
  const work = () => {
    calls += 1
    if (calls < 4) throw refusal(code)
    return calls
  }
  expect(await patiently(async () => work())).toBe(4)
  calls = 0
  expect(patientlySync(work)).toBe(4)
})

test('for about two seconds, then with the reason', async () => {
  const since = performance.now()
  await expect(patiently(() => Promise.reject(refusal('EBUSY')))).rejects.toMatchObject({ code: 'EBUSY' })
  const waited = performance.now() - since
  expect(waited).toBeGreaterThan(1500)
  expect(waited).toBeLessThan(6000)
})

test('any other refusal is told at once', async () => {
  let calls = 0
  const work = async () => {
    calls += 1
    throw refusal('ENOSPC')
  }
  await expect(patiently(work)).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(calls).toBe(1)
  await expect(rename(join(dir, 'none'), join(dir, 'x'))).rejects.toMatchObject({ code: 'ENOENT' })
  expect(() => renameSync(join(dir, 'none'), join(dir, 'x'))).toThrow('ENOENT')
})

test('renames over what stands there', async () => {
  for (const [i, put] of [rename, renameSync].entries()) {
    writeFileSync(join(dir, 'new'), `new ${i}`)
    writeFileSync(join(dir, 'old'), 'old')
    await put(join(dir, 'new'), join(dir, 'old'))
    expect(readFileSync(join(dir, 'old'), 'utf8')).toBe(`new ${i}`)
  }
})
