/** Originals handed out: always a copy, checked while it is made, so that no program changes what is archived. */
import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Evidence } from '../../../src-shared/contract/evidence.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Context } from '../../context.ts'
import { safeName, suffixOf } from '../../files/copyName.ts'
import { askAtDoor, noteOpening } from '../archive/door.ts'
import { loadEvidence } from './evidence.ts'

/** @throws AppError NOT_FOUND, STATE_BLOCKED (destroyed), ACCESS_NEEDED, FILE_UNREADABLE, FILE_NOT_WRITTEN, CANCELLED */
export async function openEvidence(ctx: Context, id: number): Promise<void> {
  const row = await handOut(ctx, id, '打开')
  const folder = join(ctx.dataDir, 'work', 'open', randomUUID())
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${row.code}${suffixOf(row.type, row.fileName)}`)
  await ctx.files.copyTo(row.file, path, ctx.signal)
  await ctx.seams.openPath(path)
}

/** @throws AppError as openEvidence; null when the dialog was cancelled */
export async function saveEvidenceAs(ctx: Context, id: number): Promise<{ path: string } | null> {
  const row = await handOut(ctx, id, '另存')
  const path = await ctx.seams.dialogs.saveFile({
    title: '另存原件',
    defaultName: safeName(row.fileName, suffixOf(row.type, row.fileName), row.code),
    filters: [],
  })
  if (path === null) return null
  await ctx.files.copyTo(row.file, path, ctx.signal)
  return { path }
}

/** The row, if its original may leave the archive today. */
async function handOut(ctx: Context, id: number, action: string): Promise<Evidence> {
  return ctx.db.write(async manager => {
    const row = await loadEvidence(manager, id)
    if (row.destroyed) throw new AppError('STATE_BLOCKED', { name: row.code, action, detail: '文件已按销毁清册销毁' })
    const sealed = await askAtDoor(
      manager,
      row.owner.kind === 'batch' ? { batchId: row.owner.id, slot: row.owner.slot } : { sha256: row.file },
      LOOK,
      ctx.stamp(),
    )
    if (sealed) {
      await noteOpening(manager, sealed, action, `${row.code} ${row.title}`, ctx.stamp())
      ctx.changed('audit')
    }
    return row
  })
}

const LOOK = { as: 'look' } as const
