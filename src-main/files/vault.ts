import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../src-shared/errors.ts'
import type { Secrets } from '../context.ts'
import { writeAtomic } from './atomic.ts'
import { rename } from './rename.ts'

/** Encrypts 身份证 numbers (AES-256-GCM); finds equal ones by a keyed digest without decrypting. */
export interface Vault {
  /** 'os': the key is wrapped by the operating system; 'file': this system offers nothing, the key lies beside the data. */
  keeper: 'os' | 'file'
  /** Why numbers that are sealed cannot be opened, and no key was begun in its place; '' where there is a key. */
  lost: string
  /** What was done about a missing or damaged key file, for the log; '' for nothing. */
  note: string
  /** Of the key that seals: the data remember it, because equal numbers are found under one key only. */
  keyId: string
  /** Every key that this machine can open, in plain: for the encrypted container of a 岗位交接包 alone. */
  plainKeys(): Uint8Array[]
  /** Signs what only this ring's holder can have said (the head of the log); null where there is no key. */
  sign(text: string): { keyId: string; mac: string } | null
  /** undefined: the key that signed is not to be had on this machine. */
  signed(text: string, by: { keyId: string; mac: string }): boolean | undefined
  seal(plain: string): { cipher: Uint8Array; digest: string }
  digest(plain: string): string
  /** @throws AppError ID_LOCKED when the key that sealed it is not to be had on this machine. */
  open(cipher: Uint8Array): string
}

/** One key of the ring. A folder that moved to another PC keeps its old key (locked there) and gets a new one. */
const ringKey = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}$/), // of the key, see idOf
  keeper: z.enum(['os', 'file']),
  key: z.base64().min(1), // wrapped by the OS when keeper is 'os'
})
const ringFile = z.strictObject({ keys: z.array(ringKey).min(1) })
type RingKey = z.infer<typeof ringKey>

/** Of AES-256. */
export const isKey = (key: Uint8Array): boolean => key.length === 32

/** The first 8 hex digits of the key's SHA-256: a key proves itself. */
const idOf = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 8)

const proves = (key: Uint8Array, id: string): boolean => isKey(key) && idOf(key) === id

const macOf = (key: Uint8Array, text: string): string =>
  createHmac('sha256', createHmac('sha256', key).update('log head').digest()).update(text).digest('hex')

const VERSION = 1
const IV = 12
const TAG = 16

export interface VaultOptions {
  /** The key under which the data find equal numbers; another one where it is not to be had here. */
  wanted?: string | null
  /** There are sealed numbers: a key that is missing is a loss, and never replaced in silence. */
  sealed?: boolean
  /** The user said so: a new key where the old one is lost. */
  renew?: boolean
}

const keyPath = (dataDir: string) => join(dataDir, 'key.json')
const copyPath = (dataDir: string) => join(dataDir, 'backups', 'key.json')

/**
 * Reads `key.json` of the data folder, or its copy in backups/, or makes a key where nothing is sealed yet. A plain key is put under the OS's
 * care as soon as there is one.
 * @throws AppError FILE_UNREADABLE where the system does not let the file be read
 */
export async function openVault(
  dataDir: string,
  secrets: Secrets,
  { wanted = null, sealed = false, renew = false }: VaultOptions = {},
): Promise<Vault> {
  const path = keyPath(dataDir)
  const os = await secrets.available()
  const { ring, note, damaged } = await findRing(dataDir, os, secrets)
  if (ring.length === 0 && sealed && !renew) return lostVault(os, damaged)
  const open = new Map<string, Buffer>()
  for (const entry of ring) {
    const key = await unwrap(entry, os, secrets)
    if (key) open.set(entry.id, key)
  }

  const openable = ring.filter(entry => open.has(entry.id))
  let current = openable.findLast(entry => entry.id === wanted) ?? openable.at(-1)
  if (!current || (os && current.keeper === 'file')) {
    const key = (current && open.get(current.id)) ?? randomBytes(32)
    const id = idOf(key)
    const wrapped = os ? await secrets.protect(key) : key
    current = { id, keeper: os ? 'os' : 'file', key: Buffer.from(wrapped).toString('base64') }
    open.set(id, key)
    const keys = [...ring.filter(entry => entry.id !== id), current]
    await writeRing(path, keys)
  }

  const began = ring.length === 0 && (sealed || damaged)
  const key = open.get(current.id)
  if (!key) throw new Error('the vault has no open key')
  const keyId = Buffer.from(current.id, 'hex')
  // Key objects are made once: made anew from bytes at each call they cost more than the ciphers (50,000 rows: 4.3 s against 1.3 s).
  const sealing = createSecretKey(key)
  const blind = createSecretKey(createHmac('sha256', key).update('id-number digest').digest())
  const digest = (plain: string) => createHmac('sha256', blind).update(plain).digest('hex')

  return {
    lost: '',
    note: began ? '原来的身份证密钥已不可用，启用了新的密钥；用原密钥加密的号码需要重新录入' : note,
    keeper: current.keeper,
    keyId: current.id,
    plainKeys: () => [...open.values()],
    sign: text => ({ keyId: current.id, mac: macOf(key, text) }),
    signed(text, by) {
      const signer = open.get(by.keyId)
      return signer && macOf(signer, text) === by.mac
    },
    digest,
    seal(plain) {
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return {
        cipher: Buffer.concat([Buffer.of(VERSION), keyId, iv, cipher.getAuthTag(), body]),
        digest: digest(plain),
      }
    },
    open(sealed) {
      const bytes = Buffer.from(sealed)
      const opener = open.get(bytes.subarray(1, 5).toString('hex'))
      if (!opener) throw new AppError('ID_LOCKED')
      try {
        const decipher = createDecipheriv('aes-256-gcm', opener, bytes.subarray(5, 5 + IV))
        decipher.setAuthTag(bytes.subarray(5 + IV, 5 + IV + TAG))
        return Buffer.concat([decipher.update(bytes.subarray(5 + IV + TAG)), decipher.final()]).toString('utf8')
      } catch {
        throw new AppError('ID_LOCKED') // the stored bytes are not what was sealed: this number is lost, the dossier is not
      }
    },
  }
}

/** The ring, mended from its copy where a key is missing or does not open: each wrapped key is looked for in both. */
async function findRing(dataDir: string, os: boolean, secrets: Secrets) {
  const path = keyPath(dataDir)
  let damaged = false
  const own = await readRing(path).catch((error: unknown) => {
    if (!(error instanceof RingDamaged)) throw error
    damaged = true
    return []
  })
  const copy = await readRing(copyPath(dataDir)).catch(() => [])
  const lacking: RingKey[] = []
  for (const entry of copy) {
    const mine = own.find(({ id }) => id === entry.id)
    if (mine?.key === entry.key || (mine && (await unwrap(mine, os, secrets)))) continue
    if (!mine || (await unwrap(entry, os, secrets))) lacking.push(entry)
  }
  if (damaged) await rename(path, `${path}.bad-${Date.now()}`) // unreadable is not worthless
  const ring = [...own.filter(({ id }) => lacking.every(entry => entry.id !== id)), ...lacking]
  const healed =
    lacking.length > 0 && (damaged || own.length === 0 || lacking.some(({ id }) => own.some(e => e.id === id)))
  if (healed) await writeRing(path, ring)
  return {
    ring: healed ? ring : own,
    damaged,
    note: healed ? '密钥文件不见了或已损坏，已用 backups 文件夹里的副本修复' : '',
  }
}

/** Everything opens but the sealed numbers; nothing can be sealed until the key is found or a new one is asked for. */
export function lostVault(os = false, damaged = false): Vault {
  const lost = damaged
    ? '密钥文件 key.json 已损坏，backups 文件夹里也没有可用的副本'
    : '密钥文件 key.json 不见了，backups 文件夹里也没有副本'
  const refuse = () => {
    throw new AppError('KEY_LOST', { detail: lost })
  }
  return {
    keeper: os ? 'os' : 'file',
    lost,
    note: '',
    keyId: '',
    plainKeys: () => [],
    sign: () => null,
    signed: () => undefined,
    seal: refuse,
    digest: refuse,
    open() {
      throw new AppError('ID_LOCKED')
    },
  }
}

/** The ring beside the copies of the database, wrapped as it is: heals a lost file, not a lost PC. */
export async function keepRingCopy(dataDir: string): Promise<void> {
  const ring = await readRing(keyPath(dataDir)).catch(() => [])
  if (ring.length > 0) await copyRing(dataDir, join(dataDir, 'backups'))
}

/**
 * Adds the keys of another ring (a backup's key.json) that this one lacks; what they are wrapped in stays. A file that is no ring adds
 * none: it may be another program's, and without keys only the numbers are locked.
 */
export async function joinRing(dataDir: string, other: string): Promise<void> {
  const path = join(dataDir, 'key.json')
  const ring = await readRing(path)
  const found = await readRing(other).catch(() => [])
  const more = found.filter(entry => ring.every(known => known.id !== entry.id))
  if (more.length > 0) await writeRing(path, [...more, ...ring])
}

/** Copies the ring, wrapped as it is, into the folder of a backup. Keys that lie there from another PC stay: its backups need them. */
export async function copyRing(dataDir: string, folder: string): Promise<void> {
  const ring = await readRing(join(dataDir, 'key.json'))
  const path = join(folder, 'key.json')
  const others = await readRing(path).catch(async (error: unknown) => {
    await rename(path, `${path}.bad`) // unreadable is not worthless, but no reason to be without a backup
    if (!(error instanceof AppError)) throw error
    return []
  })
  await writeRing(path, [...others.filter(entry => ring.every(known => known.id !== entry.id)), ...ring])
}

/** Beside a copy of the database that is kept anywhere: under the copy's own name, because the folder is not ours. */
export const ringName = (copy: string): string => `${copy.replace(/\.sqlite$/i, '')}.key.json`

export async function saveRing(dataDir: string, copy: string): Promise<void> {
  const ring = await readRing(keyPath(dataDir)).catch(() => [])
  if (ring.length > 0) await writeRing(ringName(copy), ring)
}

/** Adds keys that came in plain (岗位交接包), under the care of the operating system where it offers that. */
export async function addKeys(dataDir: string, secrets: Secrets, keys: readonly Uint8Array[]): Promise<void> {
  const path = join(dataDir, 'key.json')
  const ring = await readRing(path)
  const keeper = (await secrets.available()) ? 'os' : 'file'
  const added: RingKey[] = []
  for (const key of keys) {
    const wrapped = keeper === 'os' ? await secrets.protect(key) : key
    added.push({ id: idOf(key), keeper, key: Buffer.from(wrapped).toString('base64') })
  }
  // First, as in joinRing: which key seals is said by the data, never by a place in the list, and else it is our own.
  await writeRing(path, [...added, ...ring.filter(entry => added.every(({ id }) => id !== entry.id))])
}

/**
 * Adds keys just before the data are changed for those that need them, and takes them back where that fails: what is refused leaves the ring
 * as it was.
 */
export async function withKeys(
  dataDir: string,
  add: (() => Promise<void>) | undefined,
  work: () => Promise<void>,
): Promise<void> {
  const before = await readRing(join(dataDir, 'key.json')).catch(() => null) // a damaged ring is mended by who opens it
  await add?.()
  try {
    await work()
  } catch (error) {
    if (add && before && before.length > 0) await writeRing(join(dataDir, 'key.json'), before)
    throw error
  }
}

const writeRing = (path: string, keys: RingKey[]): Promise<void> =>
  writeAtomic(path, `${JSON.stringify({ keys }, null, 2)}\n`)

/** Never replaced by a new key without a word: the numbers sealed with the old one would be lost. */
class RingDamaged extends AppError {}

async function readRing(path: string): Promise<RingKey[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new AppError('FILE_UNREADABLE', { name: 'key.json', detail: error.message })
  })
  if (text === null) return []
  try {
    const { keys } = ringFile.parse(JSON.parse(text))
    const fits = ({ id, keeper, key }: RingKey) => keeper === 'os' || proves(Buffer.from(key, 'base64'), id)
    if (!keys.every(fits)) throw new Error('a key does not fit its id')
    return keys
  } catch {
    throw new RingDamaged('FILE_UNREADABLE', { name: 'key.json', detail: '内容已损坏，请从备份中找回这个文件' })
  }
}

async function unwrap(entry: RingKey, os: boolean, secrets: Secrets): Promise<Buffer | null> {
  const wrapped = Buffer.from(entry.key, 'base64')
  if (entry.keeper === 'file') return wrapped
  if (!os) return null
  return secrets.unprotect(wrapped).then(
    key => (proves(key, entry.id) ? Buffer.from(key) : null),
    () => null, // another PC or another Windows user: locked here, not lost
  )
}
