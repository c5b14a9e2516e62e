import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mask, newIncident, openLog } from '../../src-main/log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = (name: string) => readFileSync(join(folder, 'logs', name), 'utf8')

describe('the log', () => {
  test('notes kind, code, stack and causes under the incident number that it answers', () => {
    const error = new TypeError('cannot read', { cause: Object.assign(new Error('disk'), { code: 'EIO' }) })
    const incident = openLog(join(folder, 'logs'), 'shell').error('call card.issue', error)
    const text = read('shell.log')
    expect(text).toContain(`${incident} call card.issue`)
    expect(text).toContain('TypeError: cannot read')
    expect(text).toContain('log.test.ts')
    expect(text).toContain('caused by Error [EIO]: disk')
  })

  test('never what was typed: numbers, names and quotes are blotted out, in the stack too', () => {
    const person = '身份证号 110101199003074514 手机 13800138000 姓名 欧阳修·买买提'
    openLog(join(folder, 'logs'), 'shell').error('x', new Error(`Unexpected token, "${person}" is not JSON\n${person}`))
    const text = read('shell.log')
    expect(text).not.toMatch(/\d{11}|欧阳|买提/)
    expect(mask('no such row 42')).toBe('no such row 42')
    expect(mask(person)).not.toMatch(/\d{6}|欧阳/)
  })

  test('keeps five files of about 1 MB', () => {
    const log = openLog(join(folder, 'logs'), 'shell')
    for (let i = 0; i < 90; i++) log.info('x'.repeat(100_000))
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual([
      'shell.1.log',
      'shell.2.log',
      'shell.3.log',
      'shell.4.log',
      'shell.log',
    ])
    for (const name of readdirSync(join(folder, 'logs')))
      expect(statSync(join(folder, 'logs', name)).size).toBeLessThan(1.2 * 1024 * 1024)
  })

  test('a place that cannot be written is no reason to fall', () => {
    writeFileSync(join(folder, 'file'), '')
    const log = openLog(join(folder, 'file', 'logs'), 'shell')
    expect(log.error('x', 'thrown text')).toMatch(/^\d{6}-\d{6}-[0-9a-f]{2}$/)
  })

  test('incident numbers sort by time', () => {
    expect(newIncident(new Date(2026, 10, 23, 9, 5, 7))).toMatch(/^261123-090507-[0-9a-f]{2}$/)
  })
})
