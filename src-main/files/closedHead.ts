/** Where the log stood when the program last closed, signed with this folder's key: who rewrites the log with a tool of his own cannot sign it anew. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeAtomic } from './atomic.ts'
import type { Vault } from './vault.ts'

const head = z.strictObject({ events: z.int().nonnegative(), hash: z.string(), at: z.string() })
const file = head.extend({ keyId: z.string(), mac: z.string() })
export type ClosedHead = z.infer<typeof head>

const path = (dataDir: string) => join(dataDir, 'log.head')
const text = ({ events, hash, at }: ClosedHead) => `${events}\n${hash}\n${at}`

export async function writeClosedHead(dataDir: string, vault: Pick<Vault, 'sign'>, said: ClosedHead): Promise<void> {
  const by = vault.sign(text(said))
  if (by) await writeAtomic(path(dataDir), `${JSON.stringify({ ...said, ...by })}\n`)
}

/** Null: there is none, or it was signed on another PC. 'forged': it is not what was signed. */
export async function readClosedHead(
  dataDir: string,
  vault: Pick<Vault, 'signed'>,
): Promise<ClosedHead | null | 'forged'> {
  const stored = await readFile(path(dataDir), 'utf8').catch(() => null)
  if (stored === null) return null
  try {
    const { keyId, mac, ...said } = file.parse(JSON.parse(stored))
    const proven = vault.signed(text(said), { keyId, mac })
    return proven === undefined ? null : proven ? said : 'forged'
  } catch {
    return 'forged'
  }
}

/** Other data stand in the folder, and their own log says why. */
export const dropClosedHead = (dataDir: string): Promise<void> => rm(path(dataDir), { force: true })
