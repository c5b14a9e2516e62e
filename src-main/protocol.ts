import { readFile } from 'node:fs/promises'
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

/** Evidence and printouts are announced as what they are, whatever a name may say; anything else is handed over as bytes. */
const MAGIC: [type: string, bytes: number[]][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
]

const PHOTO = /^\/photo\/([0-9a-f]{2})([0-9a-f]{62})$/
const PRINT = /^\/print\/([A-Za-z0-9_-]{1,64})\/(front|back|both)\.pdf$/

/**
 * Answers addresses of our origin: the window's own files, `/photo/<sha256>` and `/print/<jobId>/<file>.pdf`. Any other address is not found.
 * A path on the disk is only ever built from what the patterns let through.
 */
export async function serve(url: string, roots: Roots): Promise<Response> {
  const { origin, pathname } = new URL(url)
  if (origin !== ORIGIN) return refuse()

  const photo = PHOTO.exec(pathname)
  if (photo?.[1] && photo[2]) return stored(join(roots.dataDir(), 'files', photo[1], photo[1] + photo[2]), true)
  const print = PRINT.exec(pathname)
  if (print?.[1] && print[2]) return stored(join(roots.dataDir(), 'work', 'print', print[1], `${print[2]}.pdf`), false)
  if (pathname.startsWith('/photo/') || pathname.startsWith('/print/')) return refuse()

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

async function stored(file: string, forever: boolean): Promise<Response> {
  const bytes = await read(file)
  if (!bytes) return refuse()
  const type = MAGIC.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte))?.[0] ?? 'application/octet-stream'
  return new Response(bytes, {
    headers: { ...headers(type), 'Cache-Control': forever ? 'max-age=31536000, immutable' : 'no-store' },
  })
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

const refuse = () => new Response(null, { status: 404 })

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
    "font-src 'self'",
    `connect-src 'self'${socket ? ` ${socket}` : ''}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
