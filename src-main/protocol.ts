import { type FileHandle, open, readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

/**
 * The window's only origin. Main answers all of https itself, so no request of the window can reach a network; `.invalid` is a name that
 * no network has (RFC 2606). A scheme of our own would have to be registered before Electron is ready, which an entry that is an ES module,
 * loaded by somebody else's launcher, cannot promise.
 */
export const ORIGIN = 'https://neidu.invalid'

/** Where the three kinds of addresses lie on the disk. `dataDir` may change while the program runs. */
export interface Roots {
  renderer: string
  dataDir(): string
  /** Asked before a stored content is shown: an original of a sealed batch needs a 查阅登记. */
  mayShow(sha256: string): Promise<boolean>
  /** Sources served by Vite's server while developing. */
  devServer?: { url: string; fetch(url: string): Promise<Response> }
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
}

/**
 * Evidence and printouts are announced as what they are, whatever a name may say: pictures, films, sound and PDF, by their first bytes. Anything
 * else is handed over as bytes, so nothing of it can run in the page.
 */
const MAGIC: [type: string, at: number, bytes: number[]][] = [
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['image/gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['image/bmp', 0, [0x42, 0x4d]],
  ['image/webp', 8, [0x57, 0x45, 0x42, 0x50]],
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46]],
  ['video/mp4', 4, [0x66, 0x74, 0x79, 0x70]], // ftyp: mp4, mov, 3gp, m4a
  ['video/webm', 0, [0x1a, 0x45, 0xdf, 0xa3]], // and mkv, of which Chromium plays what it can
  ['audio/wav', 8, [0x57, 0x41, 0x56, 0x45]],
  ['audio/mpeg', 0, [0x49, 0x44, 0x33]],
  ['audio/mpeg', 0, [0xff, 0xfb]],
]

const STORED = /^\/(photo|evidence)\/([0-9a-f]{2})([0-9a-f]{62})$/
const PRINT = /^\/print\/([A-Za-z0-9_-]{1,64})\/(front|back|both)\.pdf$/

/**
 * Answers addresses of our origin: the window's own files, `/photo/<sha256>`, `/evidence/<sha256>` and `/print/<jobId>/<file>.pdf`. Any other
 * address is not found. A path on the disk is only ever built from what the patterns let through.
 * @param range the request's Range header: a film is played from anywhere, and never read whole
 */
export async function serve(url: string, roots: Roots, range: string | null = null): Promise<Response> {
  const { origin, pathname } = new URL(url)
  if (origin !== ORIGIN) return refuse()

  const file = STORED.exec(pathname)
  if (file?.[2] && file[3]) {
    const sha256 = file[2] + file[3]
    if (!(await roots.mayShow(sha256))) return refuse(403)
    // What is asked for each time must not be answered from a cache; photos and thumbnails never change.
    return stored(join(roots.dataDir(), 'files', file[2], sha256), file[1] === 'photo', range)
  }
  const print = PRINT.exec(pathname)
  if (print?.[1] && print[2])
    return stored(join(roots.dataDir(), 'work', 'print', print[1], `${print[2]}.pdf`), false, range)
  if (/^\/(?:photo|evidence|print)\//.test(pathname)) return refuse()

  if (roots.devServer) return developed(roots.devServer, url)
  return own(roots.renderer, pathname === '/' ? '/index.html' : pathname)
}

async function own(root: string, pathname: string): Promise<Response> {
  const name = decode(pathname)
  const file = resolve(root, `.${name}`)
  const type = TYPES[extname(file)]
  if (!type || !file.startsWith(root + sep) || name.includes('\0')) return refuse()
  const bytes = await read(file)
  return bytes ? new Response(bytes, { headers: headers(type) }) : refuse()
}

async function stored(path: string, forever: boolean, range: string | null): Promise<Response> {
  const file = await open(path).catch(() => null)
  if (!file) return refuse()
  try {
    const stats = await file.stat()
    if (!stats.isFile()) throw new Error('a folder')
    const { buffer: head } = await file.read(Buffer.alloc(12), 0, 12, 0)
    const type = MAGIC.find(([, at, magic]) => magic.every((byte, i) => head[at + i] === byte))?.[0]
    const all: Record<string, string> = {
      ...headers(type ?? 'application/octet-stream'),
      'Cache-Control': forever ? 'max-age=31536000, immutable' : 'no-store',
      'Accept-Ranges': 'bytes',
    }
    const part = partOf(range, stats.size)
    if (part === 'beyond') {
      await file.close()
      return new Response(null, { status: 416, headers: { ...all, 'Content-Range': `bytes */${stats.size}` } })
    }
    const { from, to } = part ?? { from: 0, to: stats.size }
    all['Content-Length'] = String(to - from)
    if (part) all['Content-Range'] = `bytes ${from}-${to - 1}/${stats.size}`
    return new Response(pieces(file, from, to), { status: part ? 206 : 200, headers: all })
  } catch {
    await file.close()
    return refuse()
  }
}

const PIECE = 256 << 10

/** The bytes from `from` to before `to`, piece by piece as they are asked for; whoever leaves early closes the file. */
function pieces(file: FileHandle, from: number, to: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = from
  return new ReadableStream({
    async pull(controller) {
      const length = Math.min(PIECE, to - at)
      try {
        const { buffer, bytesRead } =
          length > 0
            ? await file.read(new Uint8Array(length), 0, length, at)
            : { buffer: new Uint8Array(0), bytesRead: 0 }
        at += bytesRead
        if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
        if (bytesRead > 0 && at < to) return
        controller.close()
      } catch (error) {
        controller.error(error) // a disk that fails half way
      }
      await file.close()
    },
    cancel: () => file.close(),
  })
}

/** One range of RFC 9110 14.1.2, its end not included. Null: none, or several, which may be answered with the whole. */
function partOf(range: string | null, size: number): { from: number; to: number } | 'beyond' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const [first, last] = [match[1], match[2]].map(digits => (digits ? Number(digits) : undefined))
  if (first === undefined)
    return last === 0 || size === 0 ? 'beyond' : { from: Math.max(0, size - (last ?? 0)), to: size }
  if (last !== undefined && last < first) return null
  return first >= size ? 'beyond' : { from: first, to: Math.min(last ?? size, size - 1) + 1 }
}

async function developed(server: NonNullable<Roots['devServer']>, url: string): Promise<Response> {
  const { pathname, search } = new URL(url)
  const answer = await server.fetch(new URL(pathname + search, server.url).href)
  const type = answer.headers.get('content-type') ?? 'application/octet-stream'
  return new Response(answer.body, { status: answer.status, headers: headers(type, server.url) })
}

async function read(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(file))
  } catch {
    return null // not there, a folder, or not readable: the window gets a 404 either way
  }
}

const refuse = (status: 403 | 404 = 404) => new Response(null, { status })

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return '/'
  }
}

function headers(type: string, devServer?: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': policy(devServer),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
  }
}

/** Nothing from elsewhere, no inline script, no eval. antd writes style elements at run time: inline style has to stay. */
export function policy(devServer?: string): string {
  const socket = devServer?.replace(/^http/, 'ws')
  return [
    "default-src 'none'",
    `script-src 'self'${devServer ? " 'unsafe-inline'" : ''}`, // React's refresh preamble is inline
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self'${socket ? ` ${socket}` : ''}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
