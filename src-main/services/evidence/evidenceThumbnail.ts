import type { EntityManager } from 'typeorm'
import type { Evidence } from '../../../src-shared/contract/evidence.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Context } from '../../context.ts'
import { EvidenceTable } from '../../db/entities/archive.ts'
import { readHeader } from '../../photo/header.ts'
import { shrinkPhoto } from '../../photo/photo.ts'
import { registerFile } from '../attachment.ts'
import { invalid } from '../venue/venueRecord.ts'
import { loadEvidence } from './evidence.ts'

type ThumbnailContext = Pick<Context, 'db' | 'files' | 'stamp'>

/** Pixels of the longer side. */
const SIDE = 320
const MAX = { bytes: 200 * 1024, side: 640 }
/** What the photo thread decodes; HEIC and TIFF it does not. */
const DRAWN = new Set(['image/jpeg', 'image/png', 'image/bmp', 'image/gif', 'image/webp', 'image/avif'])
const MAX_SOURCE = 60 << 20 // bytes
const MAX_PIXELS = 100_000_000

/**
 * The row with a small picture, made now where there is none: asked for when a photo is looked at, so that it never slows an intake. A picture
 * that cannot be decoded stays without. @throws AppError NOT_FOUND
 */
export async function makeThumbnail(ctx: ThumbnailContext, id: number): Promise<Evidence> {
  const row = await ctx.db.read(manager => loadEvidence(manager, id))
  if (row.thumbnail !== null || row.destroyed || !DRAWN.has(row.type) || row.bytes > MAX_SOURCE) return row
  const { width, height } = row
  if (width === null || height === null || width * height > MAX_PIXELS) return row
  const original = await ctx.files.read(row.file).catch((error: unknown) => {
    if (error instanceof AppError) return null // missing or changed: fixity and 四性检测 name it
    throw error
  })
  const jpeg = original && (await shrinkPhoto(original, { width, height }, SIDE))
  return jpeg ? put(ctx, id, jpeg) : row
}

/** A frame of a video, drawn by the window. @throws AppError NOT_FOUND, INPUT_INVALID (no JPEG, above 200 KB or 640 pixels) */
export async function setThumbnail(ctx: ThumbnailContext, id: number, jpeg: Uint8Array): Promise<Evidence> {
  await ctx.db.read(manager => loadEvidence(manager, id))
  if (jpeg.length > MAX.bytes) throw invalid('jpeg', '缩略图超过 200 KB')
  const header = readHeader(jpeg)
  if (header?.type !== 'jpeg' || !header.whole) throw invalid('jpeg', '缩略图不是完整的 JPEG 图片')
  if (Math.max(header.width, header.height) > MAX.side) throw invalid('jpeg', '缩略图的边长超过 640 像素')
  return put(ctx, id, jpeg)
}

async function put(ctx: ThumbnailContext, id: number, jpeg: Uint8Array): Promise<Evidence> {
  const sha256 = await ctx.files.put(jpeg)
  return ctx.db.write(async (manager: EntityManager) => {
    await registerFile(manager, { sha256, bytes: jpeg.length }, ctx.stamp())
    await manager.update(EvidenceTable, { id }, { thumbnail: sha256 })
    return loadEvidence(manager, id)
  })
}
