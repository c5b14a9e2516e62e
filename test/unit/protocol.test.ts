import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ORIGIN, policy, serve } from '../../src-main/protocol.ts'

const SHA = 'ab'.repeat(32)
const ODD = 'cd'.repeat(32)
const EMPTY = '12'.repeat(32)
const FILM = 'ef'.repeat(32)
/** Longer than one piece of the stream, and every place in it different. */
const film = Buffer.concat([
  Buffer.from([0, 0, 0, 20]),
  Buffer.from('ftypisom'),
  Buffer.from(Array.from({ length: 700_000 }, (_, i) => (i * 31 + (i >> 8)) & 255)),
])
let folder = ''
const refused = new Set<string>()
const mayShow = async (sha256: string) => !refused.has(sha256)
const get = (path: string, range: string | null = null) =>
  serve(ORIGIN + path, { renderer: join(folder, 'renderer'), dataDir: () => join(folder, 'data'), mayShow }, range)

/** What a descriptor of ours is open for; it may be gone by the time it is asked. */
function target(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return ''
  }
}

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
  write(`data/files/ef/${FILM}`, film)
  write(`data/files/12/${EMPTY}`, '')
  write(`data/files/${SHA.slice(0, 2)}/x/${SHA}`, 'in a folder that is none of ours')
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

  test('a film is announced as one, whole and in parts', async () => {
    const whole = await get(`/evidence/${FILM}`)
    const { headers } = whole
    expect([whole.status, headers.get('content-type'), headers.get('accept-ranges')]).toEqual([
      200,
      'video/mp4',
      'bytes',
    ])
    expect(headers.get('content-length')).toBe(String(film.length))
    expect(Buffer.from(await whole.arrayBuffer()).equals(film)).toBe(true)
  })

  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=0-', 0, film.length],
    ['bytes=100-300000', 100, 300_001],
    [`bytes=${film.length - 1}-`, film.length - 1, film.length],
    ['bytes=-5', film.length - 5, film.length],
    ['bytes=-9999999', 0, film.length],
    ['bytes=650000-9999999', 650_000, film.length],
  ])('%s is answered with that part', async (range, from, to) => {
    const answer = await get(`/evidence/${FILM}`, range)
    expect([answer.status, answer.headers.get('content-range')]).toEqual([
      206,
      `bytes ${from}-${to - 1}/${film.length}`,
    ])
    expect(answer.headers.get('content-length')).toBe(String(to - from))
    expect(Buffer.from(await answer.arrayBuffer()).equals(film.subarray(from, to))).toBe(true)
  })

  test.each([`bytes=${film.length}-`, 'bytes=-0', 'bytes=99999999999999999999-'])('%s is not there', async range => {
    const answer = await get(`/evidence/${FILM}`, range)
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${film.length}`])
    expect(await answer.text()).toBe('')
  })

  test.each(['bytes=-', 'bytes=5-2', 'bytes=0-1,5-9', 'lines=0-1', 'bytes=a-b'])(
    '%s is no range: the whole',
    async range => {
      const answer = await get(`/evidence/${FILM}`, range)
      expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, film.length])
    },
  )

  test('an empty file is empty', async () => {
    const answer = await get(`/evidence/${EMPTY}`)
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '0', ''])
    expect((await get(`/evidence/${EMPTY}`, 'bytes=0-')).status).toBe(416)
  })

  test('whoever leaves early lets go of the file', async () => {
    const open = () => readdirSync('/proc/self/fd').filter(fd => target(fd).endsWith(FILM)).length
    const answer = await get(`/evidence/${FILM}`)
    const reader = answer.body?.getReader()
    await reader?.read()
    if (process.platform === 'linux') expect(open()).toBe(1)
    await reader?.cancel()
    if (process.platform === 'linux') expect(open()).toBe(0)
  })

  test('every answer carries the policy and nosniff', async () => {
    for (const path of ['/', `/photo/${SHA}`, `/evidence/${FILM}`, '/print/job_1-x/both.pdf']) {
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
    `/evidence/${'0'.repeat(64)}`,
    `/evidence/x/${SHA}`,
    '/evidence/..%2f..%2fdata.sqlite',
    '/evidence/',
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
    const answer = await serve(url, {
      renderer: join(folder, 'renderer'),
      dataDir: () => join(folder, 'data'),
      mayShow,
    })
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
      mayShow,
      devServer: { url: 'http://localhost:5173', fetch },
    }
    const answer = await serve(`${ORIGIN}/main.tsx?t=1`, roots)
    expect(asked).toEqual(['http://localhost:5173/main.tsx?t=1'])
    expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self' ws://localhost:5173")
    expect((await serve(`${ORIGIN}/photo/${SHA}`, roots)).headers.get('content-type')).toBe('image/jpeg')
    expect(asked).toHaveLength(1)
  })
})

test('an original that the backend does not let out is refused in every form, and none is answered from a cache', async () => {
  refused.add(FILM)
  expect((await get(`/evidence/${FILM}`)).status).toBe(403)
  expect((await get(`/evidence/${FILM}`, 'bytes=0-3')).status).toBe(403)
  expect((await get(`/photo/${FILM}`)).status).toBe(403)
  refused.clear()
  const open = await get(`/evidence/${FILM}`)
  expect([open.status, open.headers.get('cache-control')]).toEqual([200, 'no-store'])
})
