/** What a package says of itself: index.json, log.json, bag-info.txt. */
import { maskIdNumber } from '../../../src-shared/domain/idNumber.ts'
import type { Row, Rows } from '../../../src-shared/nouns/noun.ts'
import type { PackageIndex } from '../../../src-shared/package.ts'
import { dataVersion } from '../../db/version.ts'
import { localDate } from '../localDate.ts'
import { covered, type Making } from './packageMake.ts'
import { KIND, sealText } from './packageState.ts'
import { nameOf, PARTS } from './packageTables.ts'

export function indexOf(making: Making): PackageIndex {
  const { state, kind, listed, ctx } = making
  return covered(making, {
    format: 'neidu-package',
    version: 2,
    data: dataVersion(),
    kind,
    title: state.batch.name,
    org: state.org,
    madeAt: ctx.stamp().at,
    logHead: state.logHead,
    facts: (kind === 'full' ? state.rows : maskedRows(state.rows)) as PackageIndex['facts'],
    slots: state.slots.slots.flatMap(({ slot, name, required, state: standing, reason }) =>
      standing === 'none' ? [] : [{ slot, name, required, state: standing, reason }],
    ),
    evidence: listed.map(entry => ({ ...entry })),
  })
}

/** The batch's own tables; people and places stay at home, but for what the forms print of them. */
function maskedRows(rows: Rows): Rows {
  const own = PARTS.filter(part => part.room === 'batch').map(nameOf)
  return Object.fromEntries(
    own.map(name => [
      name,
      (rows[name] ?? []).map((row): Row => {
        if (!('idNumber' in row)) return row
        const { idNumber, ...rest } = row
        return { ...rest, idMasked: typeof idNumber === 'string' ? maskIdNumber(idNumber) : null }
      }),
    ]),
  )
}

/** The log's events about the batch, each with its hash, and the head that the anchor code stands for. */
export const logOf = (making: Making) => covered(making, { head: making.state.logHead, events: making.state.events })

export function bagInfo(making: Making): { 'Bagging-Date': string } & Record<string, string> {
  const { state, kind, ctx } = making
  const { sealVersion, sealDigest } = state
  return {
    'Source-Organization': state.org,
    'External-Identifier': covered(making, state.batch.planNo),
    'External-Description': `${covered(making, state.batch.name)}（${KIND[kind]}，${sealText(state)}）`,
    'Bagging-Date': localDate(ctx.seams.clock()),
    'Bag-Software-Agent': `内督管家 ${ctx.version}`,
    'Package-Kind': kind,
    'Log-Head': state.logHead,
    'Seal-Version': sealVersion === null ? 'none' : String(sealVersion),
    ...(sealVersion === null ? {} : { 'Seal-Digest': sealDigest }),
  }
}
