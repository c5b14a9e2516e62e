import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { EntityManager } from 'typeorm'
import { routes } from '../../src-shared/contract/index.ts'
import type { packageRoutes } from '../../src-shared/contract/package.ts'
import { AppError } from '../../src-shared/errors.ts'
import { FORMS, type FormKey, givenFacts } from '../../src-shared/forms/index.ts'
import { shelf } from '../caller.ts'
import type { Context } from '../context.ts'
import { copyWhole } from '../files/atomic.ts'
import { anchorOf } from '../package/anchor.ts'
import { parseAnchor } from '../package/anchorCode.ts'
import { openArchive, readText } from '../package/archive.ts'
import { verifyArchive } from '../package/verify.ts'
import { formFonts } from '../print/fonts.ts'
import { askAtDoor } from '../services/archive/door.ts'
import { record } from '../services/audit.ts'
import { requireBatch } from '../services/batch/batchRecord.ts'
import { requireOrg } from '../services/org.ts'
import { checkCode, slipFacts } from '../services/package/anchor.ts'
import { receiptFacts } from '../services/package/delivery.ts'
import { exportPackage } from '../services/package/packageExport.ts'
import { importPackage, openPackage } from '../services/package/packageImport.ts'
import { listExports } from '../services/package/packageList.ts'
import { previewRows } from '../services/package/packagePreview.ts'
import type { Ask } from '../services/package/packageShown.ts'
import { printCoded } from '../services/scan/printCoded.ts'
import { fillSeen } from '../services/seen.ts'
import { requireVisitOf } from '../services/supervision/visit.ts'
import { fileName } from '../sheet/write.ts'
import type { Handler, Handlers } from './handler.ts'
import { handlers } from './index.ts'

export const packageHandlers: Handlers<keyof typeof packageRoutes> = {
  async 'package.export'(ctx, input) {
    const { visitId } = input
    if (visitId !== undefined) await ctx.db.read(manager => requireVisitOf(manager, visitId, input.batchId))
    const { org, batch, sealed } = await ctx.db.read(async manager => ({
      org: await requireOrg(manager),
      batch: await requireBatch(manager, input.batchId),
      sealed:
        (
          (await manager.query('SELECT 1 FROM seal WHERE batch_id = ? AND opened_at IS NULL', [
            input.batchId,
          ])) as unknown[]
        ).length > 0,
    }))
    const way = { as: 'hand', receiver: input.receiver } as const
    await ctx.db.read(manager => askAtDoor(manager, { batchId: input.batchId }, way, ctx.stamp()))
    const what = [
      `事后督导包_${batch.planNo}`,
      ...(input.kind === 'masked' ? ['脱敏'] : []),
      ...(sealed ? [] : ['未封存']),
    ]
    const name = fileName(org.name, what.join('_'), ctx.stamp().today).replace(/\.xlsx$/, '')
    const target = await ctx.seams.dialogs.saveFile({
      title: '导出事后督导包',
      defaultName: input.form === 'zip' ? `${name}.zip` : name,
      filters: input.form === 'zip' ? [{ name: 'zip 文件', extensions: ['zip'] }] : [],
    })
    if (target === null) return null
    const exported = await exportPackage(ctx, input, target)
    ctx.changed('archive', 'audit')
    return exported
  },

  'package.list': (ctx, { batchId }) =>
    ctx.db.read(async manager => ({ packages: await listExports(manager, batchId) })),

  async 'package.verify'(ctx, { from }) {
    const path = await choose(ctx, from, '选择要校验的包')
    if (path === null) return null
    const archive = await openArchive(path)
    const result = await verifyArchive(archive, {
      progress: (done, total) => ctx.progress(done.bytes, total.bytes, `校验 ${done.files}/${total.files} 个文件`),
      signal: ctx.signal,
    })
    const { ok, files, bytes, changed, missing, additional, problems, junk, digest, info } = result
    return {
      ok,
      name: basename(path),
      title: titleOf(await readText(archive, 'data/index.json').catch(() => undefined)),
      files,
      bytes,
      changed,
      missing,
      additional,
      problems,
      junk,
      digest,
      anchor: digest === '' ? '' : anchorOf(digest, info['Log-Head'] ?? ''),
    }
  },

  async 'package.open'(ctx, { from }) {
    const path = await choose(ctx, from, '选择要导入的完整包')
    if (path === null) return null
    const { reader, rows } = await openPackage(ctx, path)
    const { index, verification } = reader
    const brings = await ctx.db.read(manager => previewRows(manager, rows, ctx.vault))
    const token = randomUUID()
    const anchor = anchorOf(verification.digest, index.logHead)
    opened.put(ctx.caller, token, { path, anchor })
    return {
      token,
      name: basename(path),
      title: index.title,
      planNo: String(rows.batch?.[0]?.planNo),
      org: { name: String(rows.org?.[0]?.name), number: String(rows.org?.[0]?.number) },
      madeAt: index.madeAt,
      files: verification.files,
      bytes: verification.bytes,
      anchor,
      ...brings,
    }
  },

  async 'package.import'(ctx, { token, code, ...terms }) {
    const chosen = opened.get(ctx.caller, token)
    if (!chosen) throw new AppError('NOT_FOUND', { what: '打开的包' })
    const { path, anchor } = chosen
    requireAnchor(basename(path), code, anchor)
    const asks = (manager: EntityManager) => asking(ctx, manager)
    const imported = await importPackage(ctx, path, { ...terms, anchor, asks })
    opened.delete(ctx.caller, token)
    ctx.changed('org', 'supervisor', 'card', 'venue', 'batch', 'archive', 'audit')
    return imported
  },

  'anchor.check': (ctx, { code }) => ctx.db.read(manager => checkCode(manager, code)),

  async 'anchor.slip'(ctx, { of, id }) {
    const facts = await ctx.db.read(manager => slipFacts(manager, of, id))
    return savePdf(ctx, 'anchorSlip', facts, givenFacts('anchorSlip', facts))
  },

  async 'package.receipt'(ctx, { id }) {
    const facts = await ctx.db.read(manager => receiptFacts(manager, ctx.files, id))
    return savePdf(ctx, 'receipt', facts, givenFacts('receipt', facts))
  },
}

/** Packages that a caller has looked at and may take in. */
const opened = shelf<{ path: string; anchor: string }>(4)

/** What was signed on paper tells the package from any other that verifies. @throws AppError PACKAGE_ANCHOR */
function requireAnchor(name: string, typed: string, anchor: string): void {
  if (typed === '') return
  const { code, problem } = parseAnchor(typed)
  if (code !== anchor) throw new AppError('PACKAGE_ANCHOR', { name, detail: problem ?? `包的锚定码是 ${anchor}` })
}

/** Handlers as they answer any caller, reading what the transaction has brought so far. */
const asking =
  (ctx: Context, manager: EntityManager): Ask =>
  async (route, said) => {
    const read: Context['db']['read'] = work => work(manager)
    const handler = handlers[route] as Handler<unknown, unknown>
    const input = routes[route].input.parse(said)
    const answer = await handler({ ...ctx, db: { ...ctx.db, read } }, input)
    await fillSeen(manager, route, input, answer)
    return answer
  }

function choose(ctx: Context, from: 'folder' | 'zip', title: string): Promise<string | null> {
  return from === 'folder'
    ? ctx.seams.dialogs.openFolder({ title })
    : ctx.seams.dialogs.openFile({ title, filters: [{ name: 'zip 文件', extensions: ['zip'] }] })
}

/** The batch's name as the package says; '' where it says none. What is shown of a stranger's file is short. */
function titleOf(index: string | undefined): string {
  try {
    const { title } = JSON.parse(index ?? '') as { title?: unknown }
    return typeof title === 'string' ? title.slice(0, 200) : ''
  } catch {
    return ''
  }
}

async function savePdf(
  ctx: Context,
  form: FormKey,
  about: { org: string; planNo: string },
  facts: Record<string, unknown>,
): Promise<{ path: string } | null> {
  const { title } = FORMS[form]
  const path = await ctx.seams.dialogs.saveFile({
    title: `保存${title}`,
    defaultName: fileName(about.org, `${title}_${about.planNo}`, ctx.stamp().today).replace(/\.xlsx$/, '.pdf'),
    filters: [{ name: 'PDF 文件', extensions: ['pdf'] }],
  })
  if (path === null) return null
  const work = join(ctx.dataDir, 'work', `paper-${randomUUID()}`)
  await mkdir(work, { recursive: true })
  try {
    const made = join(work, 'paper.pdf')
    const options = { fonts: formFonts(ctx.resourcesDir), signal: ctx.signal, pageNumbers: 'each' } as const
    await printCoded(ctx, [{ form, mode: 'filled', facts }], made, options, 'save')
    await copyWhole(made, path)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  await ctx.db.write(manager =>
    record(manager, ctx.stamp(), { action: `${form}.save`, text: `保存${title}（${about.planNo}）` }),
  )
  ctx.changed('audit')
  return { path }
}
