import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Bytes of a WebAssembly module that lies in a package. The packages' own loaders would ask a web server for it. */
export function wasmOf(file: string): ArrayBuffer {
  const bytes = readFileSync(createRequire(import.meta.url).resolve(file))
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
}
