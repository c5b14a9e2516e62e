import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { reason } from '../files/reason.ts'

/*
 * 备份.ndbak: a header of 64 bytes, then frames of 1 MiB, each sealed with AES-256-GCM.
 *   header: «NDBAK» 0 0 1 · salt 16 · nonce prefix 8 · password check 16 · SHA-256 of all before, 16 bytes of it
 *   nonce of a frame: prefix 7 bytes · its number 4 · 1 when it is the last; the header is authenticated with each
 * So frames cannot be changed, swapped, left out, cut off or taken from another container, and memory does not grow with the size.
 */
const MAGIC = Buffer.from('NDBAK\0\0\x01', 'latin1')
const HEADER = 64
const FRAME = 1 << 20
const TAG = 16

// 128 MB and about half a second on an office PC for each guess of a password.
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 ** 2 }

export interface Keys {
  seal: KeyObject
  check: Buffer
}

/** The same password however it was typed: full-width digits are digits. */
const derive = (password: string, salt: Buffer): Promise<Keys> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 64, SCRYPT, (error, key) => {
      if (error) reject(error)
      else resolve({ seal: createSecretKey(key.subarray(0, 32)), check: key.subarray(32) })
    })
  })

const nonce = (header: Buffer, number: number, last: boolean): Buffer => {
  const iv = Buffer.alloc(12)
  header.copy(iv, 0, 24, 31)
  iv.writeUInt32BE(number, 7)
  iv[11] = last ? 1 : 0
  return iv
}

export interface Writer {
  keys: Keys
  write(bytes: Uint8Array): Promise<void>
  /** Seals what is left; without it the container is recognised as cut off. */
  finish(): Promise<void>
}

/** Writes a container to an open, empty file. */
export async function writeContainer(file: FileHandle, password: string): Promise<Writer> {
  const salt = randomBytes(16)
  const keys = await derive(password, salt)
  const header = Buffer.alloc(HEADER)
  MAGIC.copy(header)
  salt.copy(header, 8)
  randomBytes(8).copy(header, 24)
  checkOf(keys, header).copy(header, 32)
  digestOf(header).copy(header, 48)
  await file.writeFile(header)
  const pending = Buffer.allocUnsafe(FRAME)
  let filled = 0
  let number = 0
  const seal = async (last: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', keys.seal, nonce(header, number++, last))
    cipher.setAAD(header)
    const body = Buffer.concat([cipher.update(pending.subarray(0, filled)), cipher.final(), cipher.getAuthTag()])
    await file.writeFile(body)
    filled = 0
  }
  return {
    keys,
    async write(bytes) {
      for (let at = 0; at < bytes.length; ) {
        if (filled === FRAME) await seal(false) // only now: the last frame is never empty unless all is
        const part = bytes.subarray(at, at + FRAME - filled)
        pending.set(part, filled)
        filled += part.length
        at += part.length
      }
    },
    finish: () => seal(true),
  }
}

/**
 * The key of a container. @throws AppError HANDOVER_NOT_OURS, HANDOVER_DAMAGED (header), HANDOVER_PASSWORD, FILE_UNREADABLE
 */
export async function unlock(path: string, password: string): Promise<Keys> {
  const header = await readHeader(path)
  const keys = await derive(password, header.subarray(8, 24))
  if (!timingSafeEqual(checkOf(keys, header), header.subarray(32, 48)))
    throw new AppError('HANDOVER_PASSWORD', { name: basename(path) })
  return keys
}

/** What was written, frame by frame, each authenticated before it is given out. @throws AppError HANDOVER_DAMAGED */
export async function* readContainer(path: string, keys: Keys): AsyncGenerator<Buffer> {
  const name = basename(path)
  const header = await readHeader(path)
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const sealed = Buffer.allocUnsafe(FRAME + TAG)
    for (let at = HEADER, number = 0; ; number++) {
      const wanted = Math.min(sealed.length, size - at)
      const { bytesRead } = await file.read(sealed, 0, wanted, at)
      at += bytesRead
      if (bytesRead < TAG || bytesRead < wanted) throw new AppError('HANDOVER_DAMAGED', { name, detail: '文件不完整' })
      const last = at >= size
      yield openFrame(sealed.subarray(0, bytesRead), nonce(header, number, last))
      if (last) return
    }
  } catch (error) {
    if (error instanceof AppError || !(error instanceof Error && 'syscall' in error)) throw error
    throw new AppError('FILE_UNREADABLE', { name, detail: reason(error) })
  } finally {
    await file.close()
  }

  function openFrame(frame: Buffer, iv: Buffer): Buffer {
    try {
      const decipher = createDecipheriv('aes-256-gcm', keys.seal, iv)
      decipher.setAAD(header)
      decipher.setAuthTag(frame.subarray(frame.length - TAG))
      return Buffer.concat([decipher.update(frame.subarray(0, frame.length - TAG)), decipher.final()])
    } catch {
      throw new AppError('HANDOVER_DAMAGED', { name, detail: '内容被改动过，或文件不完整' })
    }
  }
}

async function readHeader(path: string): Promise<Buffer> {
  const name = basename(path)
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new AppError('FILE_UNREADABLE', { name, detail: reason(error) })
  })
  try {
    const header = Buffer.alloc(HEADER)
    const { bytesRead } = await file.read(header, 0, HEADER, 0).catch((error: unknown) => {
      throw new AppError('FILE_UNREADABLE', { name, detail: reason(error) }) // a folder of that name
    })
    if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new AppError('HANDOVER_NOT_OURS', { name })
    if (bytesRead < HEADER || !digestOf(header).equals(header.subarray(48)))
      throw new AppError('HANDOVER_DAMAGED', { name, detail: '文件开头已改变' })
    return header
  } finally {
    await file.close()
  }
}

const checkOf = (keys: Keys, header: Buffer): Buffer =>
  createHmac('sha256', keys.check).update(header.subarray(0, 32)).digest().subarray(0, 16)

const digestOf = (header: Buffer): Buffer =>
  createHash('sha256').update(header.subarray(0, 48)).digest().subarray(0, 16)
