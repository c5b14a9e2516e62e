import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Upload } from '../../src-shared/contract/common.ts'
import type { evidenceRoutes, Taken } from '../../src-shared/contract/evidence.ts'
import type { Parsed } from '../../src-shared/contract/index.ts'
import type { Context } from '../context.ts'
import { listEvidence } from '../db/queries/evidence.ts'
import {
  loadEvidence,
  markEvidence,
  moveEvidence,
  saveEvidence,
  strikeEvidence,
} from '../services/evidence/evidence.ts'
import { takeIn } from '../services/evidence/evidenceIntake.ts'
import { openEvidence, saveEvidenceAs } from '../services/evidence/evidenceOpen.ts'
import { makeThumbnail, setThumbnail } from '../services/evidence/evidenceThumbnail.ts'
import type { Handlers } from './handler.ts'

export const evidenceHandlers: Handlers<keyof typeof evidenceRoutes> = {
  'evidence.list': (ctx, query) => ctx.db.read(manager => listEvidence(manager, query)),
  'evidence.get': (ctx, { id }) => ctx.db.read(manager => loadEvidence(manager, id)),

  async 'evidence.intake'(ctx, { owner, from, facts, pasted = [] }) {
    if (from === 'paste') return takePasted(ctx, { owner, facts, pasted })
    const paths = await choose(ctx, from)
    if (paths === null) return null
    const taken = await takeIn(ctx, { owner, facts, paths })
    if (taken.taken.length > 0) ctx.changed('archive', 'audit')
    return taken
  },

  async 'evidence.save'(ctx, { ids, facts }) {
    const saved = await ctx.db.write(manager => saveEvidence(manager, ids, facts, ctx.stamp()))
    ctx.changed('archive', 'audit')
    return { saved }
  },

  async 'evidence.move'(ctx, { ids, owner }) {
    const moved = await ctx.db.write(manager => moveEvidence(manager, ids, owner, ctx.stamp()))
    ctx.changed('archive', 'audit')
    return { moved }
  },

  async 'evidence.strike'(ctx, { ids, reason }) {
    const struck = await ctx.db.write(manager => strikeEvidence(manager, ids, reason, ctx.stamp()))
    ctx.changed('archive', 'audit')
    return { struck }
  },

  async 'evidence.mark'(ctx, { id, boxes }) {
    const marked = await ctx.db.write(manager => markEvidence(manager, id, boxes, ctx.stamp()))
    ctx.changed('archive', 'audit')
    return marked
  },

  'evidence.thumbnail': (ctx, { id }) => makeThumbnail(ctx, id),

  async 'evidence.setThumbnail'(ctx, { id, jpeg }) {
    const row = await setThumbnail(ctx, id, jpeg)
    ctx.changed('archive')
    return row
  },

  async 'evidence.open'(ctx, { id }) {
    await openEvidence(ctx, id)
    return {}
  },

  'evidence.saveAs': (ctx, { id }) => saveEvidenceAs(ctx, id),
}

/** Pictures that were pasted lie outside the data folder for a moment, so that they go the way of all files. */
async function takePasted(
  ctx: Context,
  { owner, facts, pasted }: Omit<Parsed<'evidence.intake'>, 'from' | 'pasted'> & { pasted: Upload[] },
): Promise<Taken> {
  const folder = await mkdtemp(join(tmpdir(), 'neidu-paste-'))
  try {
    const paths: string[] = []
    for (const [i, { name, bytes }] of pasted.entries()) {
      const place = join(folder, String(i + 1))
      await mkdir(place)
      paths.push(join(place, basename(name)))
      await writeFile(join(place, basename(name)), bytes)
    }
    const taken = await takeIn(ctx, { owner, facts, paths })
    if (taken.taken.length > 0) ctx.changed('archive', 'audit')
    return taken
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const TITLE = '选择要存入的资料'

async function choose({ seams: { dialogs } }: Context, from: 'files' | 'folder' | 'drop'): Promise<string[] | null> {
  if (from === 'drop') return dialogs.dropped()
  if (from === 'files') return dialogs.openFiles({ title: TITLE, filters: [] })
  const folder = await dialogs.openFolder({ title: '选择要存入的文件夹（可以是相机存储卡）' })
  return folder === null ? null : [folder]
}
