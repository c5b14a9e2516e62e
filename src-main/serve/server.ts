import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import websocket from '@fastify/websocket'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { serve as answer, ORIGIN } from '../protocol.ts'
import type { Office } from './office.ts'
import { createTickets } from './tickets.ts'
import { createVisitor, type Visitor } from './visitor.ts'

const HOST = '127.0.0.1' // and no name: Chromium turns names that look like a site's into https
const COOKIE = 'neidu'
const MESSAGE_BYTES = 192 << 20 // a call's 128 MB as base64

export interface Server {
  /** http://127.0.0.1:…/?key=…: opens the window once; asked again, it is a new one. */
  address(): string
  close(): Promise<void>
}

/**
 * The window for a browser on this PC: the same page, its bridge a socket. Each door asks for the right Host, our own Origin where a browser says one, and
 * the cookie that a one-time address was changed for; what comes in is bounded as in the window.
 * @param renderer the built page's folder
 * @param port 0: any that is free
 */
export async function openServer(office: Office, renderer: string, port: number): Promise<Server> {
  const tickets = createTickets()
  const visitors = new Map<string, Visitor>()
  /** By cookie: a picture is asked for by a browser, and shown where somebody at one of its pages may see it. */
  const pages = new Map<string, Set<Visitor>>()
  const folder = await mkdtemp(join(tmpdir(), 'neidu-window-'))
  const app = fastify({ bodyLimit: MESSAGE_BYTES, forceCloseConnections: true })
  let place = ''

  await app.register(cookie)
  await app.register(websocket, { options: { maxPayload: MESSAGE_BYTES } })
  await app.register(multipart, {
    limits: { fileSize: Number.POSITIVE_INFINITY, files: 100_000, fields: 100_000, parts: 200_000, fieldSize: 16_384 },
  })

  app.addHook('onRequest', async (request, reply) => {
    const { host, origin } = request.headers
    if (host !== place) return refuse(reply)
    if (origin !== undefined && origin !== `http://${place}`) return refuse(reply)
    // A page elsewhere may send a form or open a socket without being asked: what changes something, says where it comes from.
    if ((request.method !== 'GET' || request.ws) && origin === undefined) return refuse(reply)
    if (request.routeOptions.url === '/' && new URLSearchParams(request.url.split('?')[1]).has('key')) return
    if (!tickets.knows(request.cookies[COOKIE])) return refuse(reply)
  })

  app.get('/', async (request, reply) => {
    const { key } = request.query as Record<string, unknown>
    if (key === undefined) return page(request, reply)
    const given = tickets.redeem(key)
    if (given === null) return refuse(reply, '这个地址已经用过，或不是这次的地址。请在终端按回车取得新的地址。')
    reply.setCookie(COOKIE, given, { httpOnly: true, sameSite: 'strict', path: '/' })
    return reply.redirect('/', 303)
  })

  app.get('/socket', { websocket: true }, (socket, request) => {
    const visitor = createVisitor(office, folder, text => socket.readyState === socket.OPEN && socket.send(text))
    visitors.set(visitor.me, visitor)
    const own = request.cookies[COOKIE] ?? ''
    pages.set(own, (pages.get(own) ?? new Set()).add(visitor))
    socket.on('message', (data, binary) => {
      if (binary) return socket.close(1003)
      visitor.hear(String(data)).catch(() => socket.close(1008))
    })
    socket.on('close', () => {
      visitors.delete(visitor.me)
      pages.get(own)?.delete(visitor)
      void visitor.leave()
    })
    socket.on('error', () => socket.close())
    socket.send(JSON.stringify({ op: 'hello', me: visitor.me }))
  })

  app.post('/upload/:me/:ask', async (request, reply) => {
    const { me, ask } = request.params as Record<string, string>
    const visitor = visitors.get(me ?? '')
    if (!visitor || !request.isMultipart()) return refuse(reply)
    try {
      await visitor.upload(request, ask === 'drop' ? null : Number(ask))
      return reply.send({})
    } catch (error) {
      office.log.error('upload', error)
      return reply.code(400).send({})
    }
  })

  app.get('/download/:me/:token', async (request, reply) => {
    const { me, token } = request.params as Record<string, string>
    const found = visitors.get(me ?? '')?.download(token ?? '')
    const size = found && (await stat(found.path).catch(() => null))?.size
    if (!found || size === undefined) return refuse(reply)
    reply.raw.once('close', () => void found.done())
    return reply
      .header('Content-Type', 'application/octet-stream')
      .header('Content-Length', size)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Cache-Control', 'no-store')
      .header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`)
      .send(createReadStream(found.path))
  })

  app.get('/*', page)

  /** The page's own files and stored contents, by the code that answers the window of Electron. */
  async function page(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const mine = [...(pages.get(request.cookies[COOKIE] ?? '') ?? [])]
    const mayShow = async (sha256: string) => (await Promise.all(mine.map(each => each.mayShow(sha256)))).some(Boolean)
    const roots = { renderer, dataDir: office.dataDir, mayShow }
    const response = await answer(`${ORIGIN}${request.url}`, roots, request.headers.range ?? null)
    if (request.url !== '/' || !response.ok) return reply.send(response)
    // The bridge has to be there before the page's own scripts.
    const html = await readFile(join(renderer, 'index.html'), 'utf8')
    const bridge = `<link rel="icon" href="data:," /><meta name="platform" content="${process.platform}" /><script type="module" src="./browser.js"></script>`
    for (const [name, value] of response.headers) reply.header(name, value)
    return reply.header('Cache-Control', 'no-store').send(html.replace('<script', `${bridge}<script`))
  }

  await app.listen({ host: HOST, port })
  const bound = app.server.address()
  place = `${HOST}:${typeof bound === 'object' && bound ? bound.port : port}`

  return {
    address: () => `http://${place}/?key=${tickets.issue()}`,
    async close() {
      for (const visitor of visitors.values()) await visitor.leave()
      await app.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function refuse(reply: FastifyReply, text = '请从终端里显示的地址打开。'): FastifyReply {
  return reply.code(403).type('text/plain; charset=utf-8').send(text)
}
