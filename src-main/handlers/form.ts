import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { z } from 'zod'
import type { FormItem, formRoutes } from '../../src-shared/contract/form.ts'
import { UNSEEN } from '../../src-shared/contract/route.ts'
import type { PrintedWay } from '../../src-shared/contract/scan.ts'
import { AppError } from '../../src-shared/errors.ts'
import { FORM_KEYS, FORMS } from '../../src-shared/forms/index.ts'
import { shelf } from '../caller.ts'
import type { Context } from '../context.ts'
import { copyWhole } from '../files/atomic.ts'
import { type PrintOptions, printForms, saveDocx } from '../forms/print.ts'
import { formFonts } from '../print/fonts.ts'
import { printFile } from '../print/printer.ts'
import { record } from '../services/audit.ts'
import { jobFile, jobFolder } from '../services/card/printJob.ts'
import { formInfo, loadFacts, requireForm } from '../services/dossier/index.ts'
import { sessionPapers } from '../services/dossier/session.ts'
import { findOrg } from '../services/org.ts'
import { ownPaper, scoreLists, setOwnPaper, setScoreItems } from '../services/paper.ts'
import { printNumbered, unnumbered } from '../services/scan/printCoded.ts'
import { isCoded, type Leaving } from '../services/scan/printed.ts'
import { fileName } from '../sheet/write.ts'
import type { Handlers } from './handler.ts'

const TIMEOUT_SECONDS = 90

export const formHandlers: Handlers<keyof typeof formRoutes> = {
  async 'form.list'(ctx) {
    const org = await ctx.db.read(findOrg)
    return { forms: FORM_KEYS.map(key => formInfo(key, org?.kind)) }
  },

  'session.papers': sessionPapers,
  'paper.own': async ctx => ({ ...(await ctx.db.read(ownPaper)), seen: UNSEEN }),
  async 'paper.setOwn'(ctx, own) {
    await ctx.db.write(manager => setOwnPaper(manager, own, ctx.stamp()))
    ctx.changed('setting', 'audit')
    return {}
  },
  'score.items': async ctx => ({ lists: await ctx.db.read(scoreLists), seen: UNSEEN }),
  async 'score.setItems'(ctx, input) {
    await ctx.db.write(manager => setScoreItems(manager, input, ctx.stamp()))
    ctx.changed('setting', 'audit')
    return {}
  },

  async 'form.facts'(ctx, { form, subject }) {
    const key = requireForm(form)
    const { photo: _, ...facts } = await loadFacts(ctx, key, subject) // pictures are not typed over
    const fields = z.toJSONSchema(FORMS[key].factsSchema, { unrepresentable: 'any', io: 'input' })
    return { facts: facts as never, fields: fields as never }
  },

  async 'form.prepare'(ctx, { items, code, pageNumbers }) {
    const papers = await Promise.all(items.map(item => toPaper(ctx, item)))
    const jobId = randomUUID()
    await mkdir(jobFolder(ctx, jobId), { recursive: true })
    const { pages, each } = await printForms(
      code ? unnumbered(papers) : papers,
      jobFile(ctx, jobId, 'both'),
      printing(ctx, pageNumbers),
    )
    const [first] = papers
    const title = papers.length === 1 && first ? FORMS[first.form].title : `${papers.length} 份表单`
    const job: Job = {
      title,
      papers: papers.map((paper, i) => ({ ...paper, pages: each[i] ?? 1 })),
      coded: code && papers.some(paper => isCoded(paper.form)),
      pageNumbers,
    }
    for (const old of jobs.put(ctx.caller, jobId, job)) {
      await rm(jobFolder(ctx, old), { recursive: true, force: true })
    }
    return { jobId, pages, title }
  },

  async 'form.savePdf'(ctx, { jobId }) {
    const job = requireJob(ctx, jobId)
    const org = await ctx.db.read(findOrg)
    const path = await ctx.seams.dialogs.saveFile({
      title: '保存表单',
      defaultName: fileName(org?.name ?? '', job.title, ctx.stamp().today).replace(/\.xlsx$/, '.pdf'),
      filters: [{ name: 'PDF 文件', extensions: ['pdf'] }],
    })
    if (path === null) return null
    await copyWhole(await numbered(ctx, jobId, job, 'save'), path)
    await note(ctx, 'form.savePdf', `保存表单「${job.title}」为 PDF`)
    return { path }
  },

  async 'form.saveDocx'(ctx, { item }) {
    const paper = await toPaper(ctx, item)
    const { title } = FORMS[paper.form]
    const org = await ctx.db.read(findOrg)
    const path = await ctx.seams.dialogs.saveFile({
      title: '保存为 Word',
      defaultName: fileName(org?.name ?? '', title, ctx.stamp().today).replace(/\.xlsx$/, '.docx'),
      filters: [{ name: 'Word 文档', extensions: ['docx'] }],
    })
    if (path === null) return null
    await saveDocx(paper, path)
    await note(ctx, 'form.saveDocx', `保存表单「${title}」为 Word`)
    return { path }
  },

  async 'form.print'(ctx, { jobId, printer, copies, tray, paper }) {
    const job = requireJob(ctx, jobId)
    const settings = { printer, copies, paper: paper === 'driver' ? paper : ('A4' as const), tray }
    const file = await numbered(ctx, jobId, job, 'print')
    const outcome = await printFile(file, { ...settings, timeoutSeconds: TIMEOUT_SECONDS }, ctx)
    await note(ctx, 'form.print', `打印表单「${job.title}」${copies} 份，打印机「${printer}」`)
    return { outcome }
  },
}

/** What was previewed, until it is printed or saved. */
interface Job {
  title: string
  papers: Leaving[]
  /** At least one of them is to carry a code. */
  coded: boolean
  pageNumbers: boolean
  /** The PDF with its numbers, once there is one: copies and second prints of it are the same papers. */
  file?: Promise<string>
}

const jobs = shelf<Job>(20)

function requireJob({ caller }: Context, jobId: string): Job {
  const job = jobs.get(caller, jobId)
  if (job === undefined) throw new AppError('NOT_FOUND', { what: '这次打印任务' })
  return job
}

const printing = (ctx: Context, pageNumbers: boolean): PrintOptions => ({
  fonts: formFonts(ctx.resourcesDir),
  progress: (done, total) => ctx.progress(done, total, '生成表单'),
  signal: ctx.signal,
  pageNumbers: pageNumbers ? 'each' : 'none',
})

/** The job's PDF as it leaves: with its numbers, which the preview did not use up. */
function numbered(ctx: Context, jobId: string, job: Job, way: PrintedWay): Promise<string> {
  if (!job.coded) return Promise.resolve(jobFile(ctx, jobId, 'both'))
  const make = async () => {
    const file = jobFile(ctx, jobId, 'numbered')
    await printNumbered(ctx, job.papers, file, printing(ctx, job.pageNumbers), way)
    ctx.changed('print')
    return file
  }
  job.file ??= make().catch(error => {
    delete job.file // 取消, a full disk: the next one begins with new numbers
    throw error
  })
  return job.file
}

async function toPaper(ctx: Context, item: FormItem): Promise<Omit<Leaving, 'pages'>> {
  const form = requireForm(item.form)
  const stored = item.mode === 'blank' ? {} : await loadFacts(ctx, form, item.subject)
  const typed =
    item.mode !== 'blank' && typeof item.facts === 'object' && item.facts !== null && !Array.isArray(item.facts)
      ? item.facts
      : {}
  return {
    form,
    mode: item.mode,
    subject: item.subject,
    // null: the user left it blank, whatever is stored
    facts: Object.fromEntries(Object.entries({ ...stored, ...typed }).filter(([, value]) => value !== null)),
  }
}

async function note(ctx: Context, action: string, text: string): Promise<void> {
  await ctx.db.write(manager => record(manager, ctx.stamp(), { action, text }))
  ctx.changed('audit')
}
