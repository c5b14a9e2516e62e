import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PrintJob, printRoutes, Way } from '../../src-shared/contract/print.ts'
import { AppError } from '../../src-shared/errors.ts'
import { SIDE } from '../../src-shared/labels.ts'
import type { Context } from '../context.ts'
import { copyWhole } from '../files/atomic.ts'
import { applyCalibration } from '../print/calibration.ts'
import { defaultFonts } from '../print/fonts.ts'
import { listPrinters, listTrays, printFile } from '../print/printer.ts'
import { type Paper, TARGET_POINTS, targetPage } from '../print/target.ts'
import { record } from '../services/audit.ts'
import {
  calibrationFor,
  fitReadings,
  listCalibrations,
  removeCalibration,
  saveCalibration,
} from '../services/card/calibration.ts'
import { discardJob, isOut, jobFile, jobFolder, markOut, prepareJob, requireJob } from '../services/card/printJob.ts'
import { listPrints, recordPrints, spoilPrint } from '../services/card/printLedger.ts'
import { findOrg } from '../services/org.ts'
import { getSetting, setSetting } from '../services/setting.ts'
import { fileName } from '../sheet/write.ts'
import type { Handlers } from './handler.ts'

const PRINTERS_KEY = 'printers'
const WAYS_KEY = 'printerWays'
const TIMEOUT_SECONDS = 90

const NAMES = { front: '证卡正面', back: '证卡反面', both: '证卡正反面' } as const

export const printHandlers: Handlers<keyof typeof printRoutes> = {
  'print.prepare': prepareJob,

  async 'print.savePdf'(ctx, { jobId, file, printer }) {
    const job = requireJob(ctx, jobId)
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
    markOut(job)
    return { path }
  },

  async 'print.printers'(ctx) {
    const printers = await listPrinters(ctx)
    const setting = <T>(key: string) =>
      ctx.db.read(async manager => ((await getSetting(manager, key)) as Record<string, T> | null) ?? {})
    return { printers, remembered: await setting<string>(PRINTERS_KEY), ways: await setting<Way>(WAYS_KEY) }
  },

  'print.trays': (_ctx, { printer }) => listTrays(printer),

  async 'print.send'(ctx, { jobId, file, printer, copies, tray, paper: wanted }) {
    const job = requireJob(ctx, jobId)
    const paper = paperOf(job)
    const { pdf, applied } = await calibrated(ctx, job, file, printer)
    const settings = { printer, copies, tray, paper: wanted === 'driver' ? wanted : paper } as const
    const outcome = await printFile(pdf, { ...settings, timeoutSeconds: TIMEOUT_SECONDS }, ctx).catch(error => {
      // Too late to say that nothing came out: whoever holds the sheets must be able to record them.
      if (error instanceof AppError && error.code === 'PRINTER_TIMEOUT') markOut(job)
      throw error
    })
    markOut(job)
    await ctx.db.write(async manager => {
      const remembered = ((await getSetting(manager, PRINTERS_KEY)) as Record<string, string> | null) ?? {}
      await setSetting(manager, PRINTERS_KEY, { ...remembered, [paper]: printer })
      const ways = ((await getSetting(manager, WAYS_KEY)) as Record<string, Way> | null) ?? {}
      await setSetting(manager, WAYS_KEY, { ...ways, [printer]: { tray, paper: wanted } })
      await record(manager, ctx.stamp(), {
        action: 'print.send',
        text: `发送到打印机「${printer}」：${NAMES[file]} ${job.cards} 张，${copies} 份${applied ? '，已校准' : ''}`,
        detail: { job: jobId },
      })
    })
    ctx.changed('setting', 'audit')
    return { calibrated: applied, outcome }
  },

  async 'print.record'(ctx, { jobId, ...input }) {
    const job = requireJob(ctx, jobId)
    // An archive face is refused for its own reason, by the ledger.
    if (!job.archive && !isOut(job)) throw new AppError('PRINT_UNSENT')
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
    requireJob(ctx, jobId)
    await discardJob(ctx, jobId)
    return {}
  },

  async 'calibration.target'(ctx, { paper, side }) {
    await makeTarget(ctx, paper, side)
    return { jobId: TARGET_JOB[paper], crosses: TARGET_POINTS[paper].map(([x, y], i) => ({ index: i + 1, x, y })) }
  },

  async 'calibration.saveTarget'(ctx, { paper, side }) {
    const path = await ctx.seams.dialogs.saveFile({
      title: '保存校准页',
      defaultName: `打印校准页_${paper === 'A4' ? 'A4' : '80×110'}_${SIDE[side]}.pdf`,
      filters: [{ name: 'PDF 文件', extensions: ['pdf'] }],
    })
    if (path === null) return null
    await copyWhole(await makeTarget(ctx, paper, side), path)
    return { path }
  },

  async 'calibration.printTarget'(ctx, { paper, side, printer, tray }) {
    const pdf = await makeTarget(ctx, paper, side)
    const settings = { printer, copies: 1, paper, tray, timeoutSeconds: TIMEOUT_SECONDS }
    return { outcome: await printFile(pdf, settings, ctx) }
  },

  async 'calibration.list'(ctx) {
    return { calibrations: await ctx.db.read(listCalibrations) }
  },

  async 'calibration.fit'(_ctx, { paper, readings }) {
    return fitReadings(readings, paper)
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

/** One folder per paper, however often the page is asked for. */
const TARGET_JOB: Record<Paper, string> = {
  A4: 'a4000000-0000-4000-8000-000000000000',
  card: 'ca4d0000-0000-4000-8000-000000000000',
}

async function makeTarget(ctx: Context, paper: Paper, side: 'front' | 'back'): Promise<string> {
  const pdf = jobFile(ctx, TARGET_JOB[paper], side)
  await mkdir(jobFolder(ctx, TARGET_JOB[paper]), { recursive: true })
  await targetPage(paper, side, defaultFonts(ctx.resourcesDir), pdf)
  return pdf
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
