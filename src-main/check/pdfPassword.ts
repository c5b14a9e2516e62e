/** Does an encrypted PDF open without a password? Most 电子证照 do: they only limit printing and copying (ISO 32000-2 7.6.4). */
import { createCipheriv, createHash } from 'node:crypto'
import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib'

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

/** False also where the dictionary of the encryption cannot be read. */
export function opensFreely(doc: PDFDocument): boolean {
  const dict = doc.context.lookup(doc.context.trailerInfo.Encrypt)
  if (!(dict instanceof PDFDict)) return false
  const bytes = (key: string): Buffer => {
    const value = dict.lookup(PDFName.of(key))
    return value instanceof PDFString || value instanceof PDFHexString ? Buffer.from(value.asBytes()) : Buffer.alloc(0)
  }
  const number = (key: string, or: number): number => {
    const value = dict.lookup(PDFName.of(key))
    return value instanceof PDFNumber ? value.asNumber() : or
  }
  const revision = number('R', 0)
  const [user, owner] = [bytes('U'), bytes('O')]
  if (revision >= 5) return user.length >= 48 && user.subarray(0, 32).equals(hash(revision, user.subarray(32, 40)))
  if (revision < 2 || owner.length < 32 || user.length < 16) return false
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(number('P', 0) | 0)
  const ids = doc.context.lookup(doc.context.trailerInfo.ID)
  const first = ids instanceof PDFArray ? ids.lookup(0) : undefined
  const id =
    first instanceof PDFString || first instanceof PDFHexString ? Buffer.from(first.asBytes()) : Buffer.alloc(0)
  const open = dict.lookup(PDFName.of('EncryptMetadata'))?.toString() === 'false' && revision >= 4
  const length = revision === 2 ? 5 : Math.max(5, Math.min(16, number('Length', 40) / 8))
  let key = md5(PADDING, owner.subarray(0, 32), permissions, id, ...(open ? [Buffer.alloc(4, 0xff)] : []))
  if (revision >= 3) for (let i = 0; i < 50; i++) key = md5(key.subarray(0, length))
  key = key.subarray(0, length)
  if (revision === 2) return rc4(key, PADDING).equals(user.subarray(0, 32))
  let made = rc4(key, md5(PADDING, id))
  for (let i = 1; i <= 19; i++) made = rc4(Buffer.from(key.map(byte => byte ^ i)), made)
  return made.equals(user.subarray(0, 16))
}

const md5 = (...parts: Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest()

/** Not in OpenSSL 3 any more; here it only tells whether a door is locked. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i)
  const at = (i: number) => state[i & 255] as number
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] as number)) & 255
    ;[state[i], state[j]] = [at(j), at(i)]
  }
  let [i, j] = [0, 0]
  return Buffer.from(
    data.map(byte => {
      i = (i + 1) & 255
      j = (j + at(i)) & 255
      ;[state[i], state[j]] = [at(j), at(i)]
      return byte ^ at(at(i) + at(j))
    }),
  )
}

/** Algorithm 2.B for an empty password; revision 5 is a plain SHA-256. */
function hash(revision: number, salt: Buffer): Buffer {
  let key: Buffer = createHash('sha256').update(salt).digest()
  if (revision === 5) return key
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const block = Buffer.concat(Array.from({ length: 64 }, () => key))
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const made = cipher.update(block)
    const rest = made.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = createHash(['sha256', 'sha384', 'sha512'][rest] ?? 'sha256')
      .update(made)
      .digest()
    last = made[made.length - 1] ?? 0
  }
  return key.subarray(0, 32)
}
