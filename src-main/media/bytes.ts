import { readSync } from 'node:fs'

/** A file of any size, of which only parts are read. */
export interface Bytes {
  size: number
  /** Fewer than asked for at the end; none beyond it. */
  read(at: number, length: number): Buffer
}

export const inMemory = (bytes: Uint8Array): Bytes => {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { size: all.length, read: (at, length) => all.subarray(clamp(at), clamp(at) + clamp(length)) }
}

/** An open file. `head`: what is known of its beginning already, read from there. Throws what the system says. */
export const inFile = (file: number, size: number, head: Buffer = Buffer.alloc(0)): Bytes => ({
  size,
  read(at, length) {
    if (at < 0 || at >= size) return Buffer.alloc(0)
    const end = Math.min(at + clamp(length), size)
    if (end <= head.length) return head.subarray(at, end)
    const buffer = Buffer.allocUnsafe(Math.min(clamp(length), size - at))
    let done = 0
    while (done < buffer.length) {
      const read = readSync(file, buffer, done, buffer.length - done, at + done)
      if (read === 0) break
      done += read
    }
    return buffer.subarray(0, done)
  },
})

const clamp = (n: number): number => Math.max(0, Math.min(n, Number.MAX_SAFE_INTEGER))
