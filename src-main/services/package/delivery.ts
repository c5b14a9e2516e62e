/** 交付清单 of an export: what was handed over, from the manifest as it was written. */
import type { EntityManager } from 'typeorm'
import { sizeText } from '../../../src-shared/domain/size.ts'
import type { FileStore } from '../../files/store.ts'
import { parseManifest } from '../../package/manifest.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { localTime } from '../localDate.ts'
import { requireOrg } from '../org.ts'
import { requireExport, showExport } from './packageList.ts'
import { formText } from './packageState.ts'

const LISTED = 2000 // lines; a longer list is in the package's own 目录

/** Facts of the form receipt. @throws AppError NOT_FOUND, ORG_MISSING, FILE_UNREADABLE when the kept manifest is missing or changed */
export async function receiptFacts(manager: EntityManager, files: FileStore, id: number) {
  const row = await requireExport(manager, id)
  const { sealVersion } = await showExport(manager, id)
  const batch = await requireBatch(manager, row.batchId, true)
  const manifest = Buffer.from(await files.read(row.digest)).toString()
  const { lines } = parseManifest(manifest, row.name)
  const entries = lines.slice(0, LISTED).map(({ name, sha256 }) => ({ name, digest: sha256 }))
  const rest = lines.length - entries.length
  return {
    org: (await requireOrg(manager)).name,
    plan: batch.name,
    planNo: batch.planNo,
    name: row.name,
    kind: formText(row),
    state: sealVersion === null ? '未封存' : `封存第 ${sealVersion} 版`,
    files: row.files,
    size: sizeText(row.bytes),
    digest: row.digest,
    logHead: row.logHead,
    anchor: row.anchor,
    at: localTime(row.recordedAt),
    by: row.recordedBy,
    receiver: row.receiver,
    entries: rest > 0 ? [...entries, { name: `另有 ${rest} 个文件，见包内「目录.pdf」`, digest: '' }] : entries,
  }
}
