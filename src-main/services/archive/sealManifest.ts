/** What a seal says of a batch: canonical JSON, so that the same facts have the same digest for ever. */
import type { EntityManager } from 'typeorm'
import type { SlotList } from '../../../src-shared/contract/archive.ts'
import { FIRST } from '../../../src-shared/nouns/noun.ts'
import type { Stamp } from '../../context.ts'
import { dataVersion } from '../../db/version.ts'
import type { Vault } from '../../files/vault.ts'
import { findOrg } from '../org.ts'
import { type Facts, type FrozenFacts, otherFacts, readFacts } from './sealFacts.ts'

export interface Manifest {
  format: 'neidu-seal'
  version: 1 | 2 // 1 is 0.1.0's, which did not say the version of its data
  /** The version of the data that it was written by: it is compared on what that version knew. */
  data?: number
  /** The seal's own number: 1, 2, … of its batch. */
  seal: number
  sealedAt: string
  sealedBy: string
  org: string
  /** Under which the digests of 身份证 were made; under another key they say nothing. */
  key: string
  frozen: FrozenFacts
  /** As it stood on the day: people's names, the list of slots, what inspectors and 整改 had brought until then. */
  asOf: Facts
  /** Why it was sealed although something is missing; '' where nothing was. */
  reason: string
}

/** The version of the data that wrote it. */
export const dataOf = ({ data }: Manifest): number => data ?? FIRST

export async function manifestOf(
  manager: EntityManager,
  about: {
    batchId: number
    seal: number
    slots: SlotList
    findings: readonly string[]
    reason: string
    vault: Pick<Vault, 'keyId'>
  },
  stamp: Stamp,
): Promise<Manifest> {
  const { batchId, seal, slots, findings, reason, vault } = about
  const { frozen, people } = await readFacts(manager, batchId, dataVersion())
  return {
    format: 'neidu-seal',
    version: 2,
    data: dataVersion(),
    seal,
    sealedAt: stamp.at,
    sealedBy: stamp.actor,
    org: (await findOrg(manager))?.name ?? '',
    key: vault.keyId,
    frozen,
    asOf: { ...(await otherFacts(manager, batchId, people)), slots: slots.slots, missing: slots.missing, findings },
    reason,
  }
}

/** JSON with sorted keys and no spaces: equal facts, equal bytes. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
