import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PrintJob, printRoutes } from '../../src-shared/contract/print.ts'
import { AppError } from '../../src-shared/errors.ts'
import { SIDE } from '../../src-shared/labels.ts'
import type { Context } from '../context.ts'
import { copyWhole } from '../files/atomic.ts'
import { applyCalibration } from '../print/calibration.ts'
import { defaultFonts } from '../print/fonts.ts'
import { listPrinters, printFile } from '../print/printer.ts'
import { TARGET_POINTS, targetPage } from '../print/target.ts'
import { record } from '../services/audit.ts'
import {
  calibrationFor,
  fitReadings,
  listCalibrations,
  removeCalibration,
  saveCalibration,
} from '../services/calibration.ts'
import { findOrg } from '../services/org.ts'
import { discardJob, jobFile, jobFolder, prepareJob, requireJob } from '../services/printJob.ts'
import { listPrints, recordPrints, spoilPrint } from '../services/printLedger.ts'
import { getSetting, setSetting } from '../services/setting.ts'
import { fileName } from '../sheet/write.ts'
import type { Handlers } from './handler.ts'

const PRINTERS_KEY = 'printers'
const TIMEOUT_SECONDS = 90

const NAMES = { front: '证卡正面', back: '证卡反面', both: '证卡正反面' } as const

export const printHandlers: Handlers<keyof typeof printRoutes> = {
  'print.prepare': prepareJob,

  async 'print.savePdf'(ctx, { jobId, file, printer }) {
    const job = requireJob(jobId)
    requireFile(job, file)
    const org = await ctx.db.read(findOrg)
    const path = await ctx.seams.dialogs.saveFile({
      title: `保存${NAMES[file]}`,
      defaultName: fileName(org?.name ?? '', NAMES[file], ctx.stamp().today).replace(/\.xlsx$/, '.pdf'),
      filters: [{ name: 'PDF 文件', extensions: ['pdf'] }],
    })
    if (path === null) return null
    const { pdf } = await calibrated(ctx, job, file, printer)
    await copyWhole(pdf, path)
    return { path }
  },

  async 'print.printers'(ctx) {
    const printers = await listPrinters()
    const remembered =
      ((await ctx.db.read(manager => getSetting(manager, PRINTERS_KEY))) as Record<string, string> | null) ?? {}
    return { printers, remembered }
  },

  async 'print.send'(ctx, { jobId, file, printer, copies }) {
    const job = requireJob(jobId)
    const paper = paperOf(job)
    const { pdf, applied } = await calibrated(ctx, job, file, printer)
    await printFile(pdf, { printer, copies, paper, timeoutSeconds: TIMEOUT_SECONDS })
    await ctx.db.write(async manager => {
      const remembered = ((await getSetting(manager, PRINTERS_KEY)) as Record<string, string> | null) ?? {}
      await setSetting(manager, PRINTERS_KEY, { ...remembered, [paper]: printer })
      await record(manager, ctx.stamp(), {
        action: 'print.send',
        text: `发送到打印机「${printer}」：${NAMES[file]} ${job.cards} 张，${copies} 份${applied ? '，已校准' : ''}`,
        detail: { job: jobId },
      })
    })
    ctx.changed('setting', 'audit')
    return { calibrated: applied }
  },

  async 'print.record'(ctx, { jobId, ...input }) {
    const job = requireJob(jobId)
    const result = await ctx.db.write(manager => recordPrints(manager, job, input, ctx.stamp()))
    ctx.changed('print', 'card', 'supervisor', 'audit')
    return result
  },

  async 'print.spoil'(ctx, input) {
    const row = await ctx.db.write(manager => spoilPrint(manager, input, ctx.stamp()))
    ctx.changed('print', 'card', 'supervisor', 'audit')
    return row
  },

  'print.ledger': (ctx, input) => ctx.db.read(manager => listPrints(manager, input)),

  async 'print.discard'(ctx, { jobId }) {
    requireJob(jobId)
    await discardJob(ctx, jobId)
    return {}
  },

  async 'calibration.target'(ctx, { side }) {
    const jobId = randomUUID()
    await mkdir(jobFolder(ctx, jobId), { recursive: true })
    await targetPage(side, defaultFonts(ctx.resourcesDir), jobFile(ctx, jobId, side))
    return { jobId, crosses: TARGET_POINTS.map(([x, y], i) => ({ index: i + 1, x, y })) }
  },

  async 'calibration.saveTarget'(ctx, { jobId, side }) {
    const path = await ctx.seams.dialogs.saveFile({
      title: '保存校准页',
      defaultName: `打印校准页_${SIDE[side]}.pdf`,
      filters: [{ name: 'PDF 文件', extensions: ['pdf'] }],
    })
    if (path === null) return null
    await copyWhole(jobFile(ctx, jobId, side), path)
    return { path }
  },

  async 'calibration.printTarget'(ctx, { jobId, side, printer }) {
    await printFile(jobFile(ctx, jobId, side), { printer, copies: 1, paper: 'A4', timeoutSeconds: TIMEOUT_SECONDS })
    return {}
  },

  async 'calibration.list'(ctx) {
    return { calibrations: await ctx.db.read(listCalibrations) }
  },

  async 'calibration.fit'(_ctx, { readings }) {
    return fitReadings(readings)
  },

  async 'calibration.save'(ctx, input) {
    const saved = await ctx.db.write(manager => saveCalibration(manager, input, ctx.stamp()))
    ctx.changed('print', 'audit')
    return saved
  },

  async 'calibration.remove'(ctx, { id }) {
    await ctx.db.write(manager => removeCalibration(manager, id, ctx.stamp()))
    ctx.changed('print', 'audit')
    return {}
  },
}

const paperOf = (job: PrintJob) => (job.layout === 'single' ? 'card' : 'A4')

function requireFile(job: PrintJob, file: PrintJob['files'][number]['file']): void {
  if (!job.files.some(known => known.file === file)) throw new AppError('NOT_FOUND', { what: NAMES[file] })
}

/** The PDF as it goes to that printer: through its calibration, where it has one. Without a printer it stays as it is. */
async function calibrated(
  ctx: Context,
  job: PrintJob,
  file: PrintJob['files'][number]['file'],
  printer: string | null,
) {
  requireFile(job, file)
  const pdf = jobFile(ctx, job.jobId, file)
  if (printer === null) return { pdf, applied: false }
  const matrices = await ctx.db.read(manager => calibrationFor(manager, printer, paperOf(job)))
  const concerned = file === 'both' ? matrices.front || matrices.back : matrices[file]
  if (!concerned) return { pdf, applied: false }
  const out = join(jobFolder(ctx, job.jobId), `${file}-calibrated.pdf`)
  await applyCalibration(pdf, out, matrices, file)
  return { pdf: out, applied: true }
}
