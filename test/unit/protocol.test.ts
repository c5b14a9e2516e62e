import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ORIGIN, policy, serve } from '../../src-main/protocol.ts'

const SHA = 'ab'.repeat(32)
const ODD = 'cd'.repeat(32)
let folder = ''
const get = (path: string) =>
  serve(ORIGIN + path, { renderer: join(folder, 'renderer'), dataDir: () => join(folder, 'data') })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'protocol-'))
  const write = (path: string, bytes: string | Uint8Array) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  write('renderer/index.html', '<p>page</p>')
  write('renderer/assets/a b.js', 'export {}')
  write('renderer/notes.txt', 'not a kind that the window needs')
  write(`data/files/ab/${SHA}`, new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))
  write(`data/files/cd/${ODD}`, '<script>alert(1)</script>')
  write('data/work/print/job_1-x/both.pdf', '%PDF-1.7')
  write('data/data.sqlite', 'secret')
  write('data/secret.pdf', '%PDF-secret')
  write('renderer-secret/index.html', 'beside')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('addresses of the window', () => {
  test.each([
    ['/', 'text/html; charset=utf-8', '<p>page</p>'],
    ['/index.html?x=1', 'text/html; charset=utf-8', '<p>page</p>'],
    ['/assets/a%20b.js', 'text/javascript; charset=utf-8', 'export {}'],
    ['/print/job_1-x/both.pdf', 'application/pdf', '%PDF-1.7'],
  ])('%s is served as %s', async (path, type, body) => {
    const answer = await get(path)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, type, body])
  })

  test('a photo is announced by its first bytes; anything else is bytes, never a page', async () => {
    expect((await get(`/photo/${SHA}`)).headers.get('content-type')).toBe('image/jpeg')
    expect((await get(`/photo/${ODD}`)).headers.get('content-type')).toBe('application/octet-stream')
  })

  test('every answer carries the policy and nosniff', async () => {
    for (const path of ['/', `/photo/${SHA}`, '/print/job_1-x/both.pdf']) {
      const { headers } = await get(path)
      expect(headers.get('content-security-policy')).toBe(policy())
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test.each([
    '/nothing.html',
    '/notes.txt',
    '/assets',
    '/%2e%2e/data/data.sqlite',
    '/..%2fdata%2fsecret.pdf',
    '/..%2frenderer-secret%2findex.html',
    '/%5c..%5cdata',
    '/index.html%00.js',
    '/%E0%A4%A',
    `/photo/${SHA.toUpperCase()}`,
    `/photo/${SHA}/..`,
    `/photo/${SHA.slice(1)}`,
    '/photo/..%2f..%2fdata.sqlite',
    '/print/../data.sqlite',
    '/print/..%2f..%2f..%2fdata/secret.pdf',
    '/print/job_1-x/secret.pdf',
    '/print/job_1-x/both.pdf.exe',
    '/print/job 1/both.pdf',
    `/print/${'x'.repeat(65)}/both.pdf`,
  ])('%s is not found', async path => {
    const answer = await get(path)
    expect([answer.status, await answer.text()]).toEqual([404, ''])
  })

  test.each([
    'https://example.com/',
    'https://neidu.invalid.example.com/',
    'http://neidu.invalid/',
    'https://neidu.invalid:444/',
  ])('another origin is not found: %s', async url => {
    const answer = await serve(url, { renderer: join(folder, 'renderer'), dataDir: () => join(folder, 'data') })
    expect(answer.status).toBe(404)
  })

  test('the policy allows no inline script, no eval, nothing from elsewhere', () => {
    const rules = new Map(
      policy()
        .split('; ')
        .map(rule => [rule.split(' ')[0], rule.split(' ').slice(1)]),
    )
    expect(rules.get('default-src')).toEqual(["'none'"])
    expect(rules.get('script-src')).toEqual(["'self'"])
    expect(rules.get('connect-src')).toEqual(["'self'"])
    expect(policy()).not.toMatch(/unsafe-eval|https?:|\*/)
  })

  test('while developing, sources come from the server and the policy lets its socket through', async () => {
    const asked: string[] = []
    const fetch = async (url: string) => {
      asked.push(url)
      return new Response('x', { headers: { 'content-type': 'text/javascript' } })
    }
    const roots = {
      renderer: '',
      dataDir: () => join(folder, 'data'),
      devServer: { url: 'http://localhost:5173', fetch },
    }
    const answer = await serve(`${ORIGIN}/main.tsx?t=1`, roots)
    expect(asked).toEqual(['http://localhost:5173/main.tsx?t=1'])
    expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self' ws://localhost:5173")
    expect((await serve(`${ORIGIN}/photo/${SHA}`, roots)).headers.get('content-type')).toBe('image/jpeg')
    expect(asked).toHaveLength(1)
  })
})
