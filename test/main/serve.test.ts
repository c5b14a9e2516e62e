/** The doors of a window in a browser: who comes in, with what, and what is bounded. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { type Office, openOffice } from '../../src-main/serve/office.ts'
import { openServer, type Server } from '../../src-main/serve/server.ts'
import { decode, encode, type FromPage, type ToPage } from '../../src-shared/wire.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'serve-test-'))
let office: Office
let server: Server
let place = ''
let cookie = ''

beforeAll(async () => {
  office = openOffice(join(folder, 'data'), join(ROOT, 'resources'), 'test', () => {})
  // Pages are not built for this test: any folder with an index does.
  server = await openServer(office, join(ROOT, 'src-renderer'), 0)
  const address = new URL(server.address())
  place = address.host
  const answer = await ask('GET', `/${address.search}`, { cookie: '' })
  cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
})
afterAll(async () => {
  await server.close()
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  status: number
  headers: Record<string, unknown>
  body: Buffer
}

/** Node's own request: unlike fetch, it sends any Host and Origin. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body?: Buffer): Promise<Answer> {
  const [hostname = '', port = ''] = place.split(':')
  const all: Record<string, string> = { host: place, cookie, ...headers }
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: all }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** A page's socket, with what it hears. */
async function enter(headers: Record<string, string> = {}) {
  const socket = new WebSocket(`ws://${place}/socket`, { headers: { cookie, origin: `http://${place}`, ...headers } })
  const heard: ToPage[] = []
  const waiting = new Set<() => void>()
  let closed = 0
  socket.on('message', data => {
    heard.push(decode(String(data)) as ToPage)
    for (const look of [...waiting]) look()
  })
  socket.on('close', code => {
    closed = code
    for (const look of [...waiting]) look()
  })
  await new Promise<void>((resolve, reject) => socket.on('open', resolve).on('error', reject))
  const when = <T>(found: () => T | undefined): Promise<T> =>
    new Promise(resolve => {
      const look = () => {
        const value = found()
        if (value === undefined) return
        waiting.delete(look)
        resolve(value)
      }
      waiting.add(look)
      look()
    })
  const next = <O extends ToPage['op']>(op: O) =>
    when(() => {
      const at = heard.findIndex(message => message.op === op)
      return at < 0 ? undefined : (heard.splice(at, 1)[0] as Extract<ToPage, { op: O }>)
    })
  const { me } = await next('hello')
  return {
    socket,
    me,
    next,
    over: () => when(() => (closed === 0 ? undefined : closed)),
    say: (message: FromPage) => socket.send(encode(message)),
    call: (n: number, route: string, input: unknown) =>
      socket.send(encode({ op: 'call', n, id: String(n), route, input })),
  }
}

const ORIGIN = () => `http://${place}`

/** A multipart body by hand, as hostile as one likes. */
function upload(files: { path: string; changed?: unknown; bytes: Buffer }[]): { type: string; body: Buffer } {
  const parts = files.flatMap(({ path, changed, bytes }) => [
    Buffer.from(`--x\r\ncontent-disposition: form-data; name="facts"\r\n\r\n${JSON.stringify({ path, changed })}\r\n`),
    Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="f"\r\ncontent-type: a/b\r\n\r\n'),
    bytes,
    Buffer.from('\r\n'),
  ])
  return { type: 'multipart/form-data; boundary=x', body: Buffer.concat([...parts, Buffer.from('--x--\r\n')]) }
}

describe('who comes in', () => {
  test('an address opens once; a replayed, older or invented one does not', async () => {
    const first = new URL(server.address())
    const second = new URL(server.address()) // the one before it counts no longer
    expect((await ask('GET', `/${first.search}`, { cookie: '' })).status).toBe(403)
    const opened = await ask('GET', `/${second.search}`, { cookie: '' })
    expect(opened).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(String(opened.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict$/)
    expect((await ask('GET', `/${second.search}`, { cookie: '' })).status).toBe(403)
    expect((await ask('GET', '/?key=x', { cookie: '' })).status).toBe(403)
    expect((await ask('GET', '/?key=a&key=b', { cookie: '' })).status).toBe(403)
  })

  const doors = ['/', '/style.css', '/socket', `/photo/${'a'.repeat(64)}`, '/download/x/y', '/nothing']

  test.each(doors)('%s: nobody without the cookie, with another Host, or from elsewhere', async door => {
    expect((await ask('GET', door, { cookie: '' })).status).toBe(403)
    expect((await ask('GET', door, { cookie: 'neidu=wrong' })).status).toBe(403)
    for (const host of ['evil.example', 'localhost', place.replace('127.0.0.1', 'localhost')])
      expect((await ask('GET', door, { host })).status).toBe(403)
    expect((await ask('GET', door, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await ask('GET', door, { origin: 'null' })).status).toBe(403)
  })

  test('whoever has all of them gets the page, its bridge first, under the policy of the window', async () => {
    const { status, headers, body } = await ask('GET', '/')
    expect(status).toBe(200)
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(String(body)).toMatch(/browser\.js.*main\.tsx/s)
    expect((await ask('GET', '/%2e%2e/package.json')).status).toBe(404)
  })

  test('an upload or a socket that does not say where it comes from stays outside', async () => {
    expect((await ask('POST', '/upload/x/1')).status).toBe(403)
    await expect(enter({ origin: '' })).rejects.toThrow('403')
    await expect(enter({ origin: 'http://evil.example' })).rejects.toThrow('403')
    await expect(enter({ cookie: 'neidu=wrong' })).rejects.toThrow('403')
  })
})

describe('what comes in', () => {
  test.each([
    '',
    'no json',
    '[]',
    '{"op":"call"}',
    '{"op":"constructor","n":1}',
    '{"op":"call","n":1,"input":{"$bytes":1}}',
  ])('a message that is none ends the talk: %s', async text => {
    const page = await enter()
    page.socket.send(text)
    expect(await page.over()).toBe(1008)
  })

  test('a call beyond the bounds, or of no such route, is refused in words', async () => {
    const page = await enter()
    let deep: unknown = 1
    for (let i = 0; i < 30; i++) deep = [deep]
    page.call(1, 'org.get', deep)
    expect(await page.next('answer')).toMatchObject({ n: 1, value: { ok: false, error: { code: 'INPUT_INVALID' } } })
    page.call(2, '__proto__', {})
    expect(await page.next('answer')).toMatchObject({ n: 2, value: { ok: false, error: { code: 'ROUTE_UNKNOWN' } } })
    page.call(3, 'app.info', {})
    expect(await page.next('answer')).toMatchObject({ n: 3, value: { ok: true } })
    page.socket.close()
  })

  test('files come with their time, into a folder of the page alone; names lead nowhere else', async () => {
    const page = await enter()
    page.call(1, 'roster.preview', { duplicates: 'skip' })
    const question = await page.next('ask')
    expect(question).toMatchObject({ kind: 'file', extensions: expect.arrayContaining(['xlsx']) })
    const to = `/upload/${page.me}/${question.ask}`
    const bytes = readFileSync(join(ROOT, 'resources', 'sample', 'roster.xlsx'))
    const good = upload([{ path: '../../../../名册.xlsx', changed: 1_700_000_000_000, bytes }])
    const headers = { origin: ORIGIN(), 'content-type': good.type }
    // Nobody asked this one, and nobody gets it.
    expect((await ask('POST', `/upload/${page.me}/999`, headers, good.body)).status).toBe(400)
    expect((await ask('POST', `/upload/${crypto.randomUUID()}/${question.ask}`, headers, good.body)).status).toBe(403)
    // Facts that are none, and bytes that break off: the question stays.
    for (const body of [upload([{ path: '..', bytes }]).body, good.body.subarray(0, 3_000)])
      expect((await ask('POST', to, headers, body)).status).toBe(400)
    expect((await ask('POST', to, headers, good.body)).status).toBe(200)
    await page.next('asked')
    const answer = await page.next('answer')
    expect(answer).toMatchObject({ n: 1, value: { ok: true } })
    expect(JSON.stringify(answer.value)).not.toContain(tmpdir())
    expect(existsSync(join(tmpdir(), '名册.xlsx'))).toBe(false)
    page.socket.close()
  })

  test('a folder of this PC is named by its whole path, and only where a folder is asked for', async () => {
    const page = await enter()
    page.call(1, 'backup.choosePlace', {})
    const { ask: number, kind } = await page.next('ask')
    expect(kind).toBe('place')
    for (const path of ['小路', join(folder, '没有'), join(ROOT, 'package.json')]) {
      page.say({ op: 'chosen', ask: number, path })
      expect(await page.next('refused')).toMatchObject({ ask: number })
    }
    page.say({ op: 'chosen', ask: number, path: null })
    expect(await page.next('answer')).toMatchObject({ n: 1, value: { ok: true, value: null } })
    page.call(2, 'roster.preview', { duplicates: 'skip' })
    const file = await page.next('ask')
    page.say({ op: 'chosen', ask: file.ask, path: '/etc' })
    expect(await page.next('refused')).toMatchObject({ ask: file.ask })
    page.say({ op: 'chosen', ask: file.ask, path: null })
    await page.next('answer')
    page.socket.close()
  })

  test('what is saved is fetched once, by its page, as bytes and under its name', async () => {
    const page = await enter()
    page.call(1, 'roster.template', {})
    const offer = await page.next('download')
    const { value } = await page.next('answer')
    expect(value).toMatchObject({ ok: true, value: { path: offer.name } }) // no path of this side
    const other = await enter()
    expect((await ask('GET', `/download/${other.me}/${offer.token}`)).status).toBe(403)
    const got = await ask('GET', `/download/${page.me}/${offer.token}`)
    expect(got).toMatchObject({ status: 200, headers: { 'content-type': 'application/octet-stream' } })
    expect(got.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(offer.name)}`)
    expect(got.body.subarray(0, 2).toString()).toBe('PK')
    expect((await ask('GET', `/download/${page.me}/${offer.token}`)).status).toBe(403)
    for (const each of [page, other]) each.socket.close()
  })
})

test('times of files are kept (a film may have no other), and what a page sent goes with it', async () => {
  const page = await enter()
  const film = upload([{ path: '卡/DCIM/1.txt', changed: 1_600_000_000_000, bytes: Buffer.from('一') }])
  const headers = { origin: ORIGIN(), 'content-type': film.type }
  expect((await ask('POST', `/upload/${page.me}/drop`, headers, film.body)).status).toBe(200)
  const own = readdirSync(tmpdir())
    .map(name => join(tmpdir(), name, page.me))
    .find(path => existsSync(path))
  const sent = join(own ?? '', 'in', '1', '卡', 'DCIM', '1.txt')
  expect(statSync(sent).mtimeMs).toBe(1_600_000_000_000)
  page.call(1, 'contest.save', CONTEST)
  const { value } = (await page.next('answer')).value as { value: { id: number } }
  const owner = { kind: 'contest', id: value.id, slot: 'K1' }
  page.call(2, 'evidence.intake', { owner, from: 'drop', facts: { title: '通知', author: '', on: '2026-11-02' } })
  expect((await page.next('answer')).value).toMatchObject({ ok: true, value: { taken: [{ code: 'K1_001' }] } })
  page.socket.close()
  await expect.poll(() => existsSync(own ?? '')).toBe(false)
})

const CONTEST = {
  name: '电工技能竞赛',
  host: '北京测试机构',
  coHost: '',
  items: [{ occupation: '电工', level: '三级/高级工' }],
  noticeNo: '',
  from: null,
  to: null,
  contact: '',
  phone: '',
  note: '',
}
