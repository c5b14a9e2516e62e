/** The export log. */
import type { EntityManager } from 'typeorm'
import type { Exported } from '../../../src-shared/contract/package.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { type PackageExportRow, PackageExportTable, SealTable } from '../../db/entities/archive.ts'
import { BatchTable } from '../../db/entities/batch.ts'

export async function requireExport(manager: EntityManager, id: number): Promise<PackageExportRow> {
  const row = await manager.findOneBy(PackageExportTable, { id })
  if (!row) throw new AppError('NOT_FOUND', { what: '这次导出' })
  return row
}

export async function showExport(manager: EntityManager, id: number): Promise<Exported> {
  return toExported(manager, await requireExport(manager, id))
}

/** Newest first. */
export async function listExports(manager: EntityManager, batchId?: number): Promise<Exported[]> {
  const rows = await manager.find(PackageExportTable, {
    where: batchId === undefined ? {} : { batchId },
    order: { id: 'DESC' },
  })
  return Promise.all(rows.map(row => toExported(manager, row)))
}

async function toExported(manager: EntityManager, row: PackageExportRow): Promise<Exported> {
  const batch = await manager.findOneBy(BatchTable, { id: row.batchId })
  const seal = row.sealId === null ? null : await manager.findOneBy(SealTable, { id: row.sealId })
  return {
    id: row.id,
    batchId: row.batchId,
    batchName: batch?.name ?? '',
    kind: row.kind,
    form: row.form,
    name: row.name,
    sealVersion: seal?.version ?? null,
    files: row.files,
    bytes: row.bytes,
    digest: row.digest,
    logHead: row.logHead,
    anchor: row.anchor,
    at: row.recordedAt,
    by: row.recordedBy,
    receiver: row.receiver,
    leftOut: row.sources.flatMap(({ leftOut }) => leftOut ?? []),
    notes: [],
  }
}
