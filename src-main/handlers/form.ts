import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { z } from 'zod'
import type { FormItem, formRoutes } from '../../src-shared/contract/form.ts'
import { UNSEEN } from '../../src-shared/contract/route.ts'
import { AppError } from '../../src-shared/errors.ts'
import { encodeFormCode } from '../../src-shared/forms/formCode.ts'
import { FORM_KEYS, FORMS } from '../../src-shared/forms/index.ts'
import { shelf } from '../caller.ts'
import type { Context } from '../context.ts'
import { copyWhole } from '../files/atomic.ts'
import { type FormItem as Printable, printForms, saveDocx } from '../forms/print.ts'
import { formFonts } from '../print/fonts.ts'
import { printFile } from '../print/printer.ts'
import { record } from '../services/audit.ts'
import { jobFile, jobFolder } from '../services/card/printJob.ts'
import { codeRecord, formInfo, loadFacts, requireForm } from '../services/dossier/index.ts'
import { sessionPapers } from '../services/dossier/session.ts'
import { findOrg } from '../services/org.ts'
import { ownPaper, scoreLists, setOwnPaper, setScoreItems } from '../services/paper.ts'
import { getSetting, setSetting } from '../services/setting.ts'
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
    const printable = await Promise.all(items.map(item => toPrintable(ctx, item, code)))
    const jobId = randomUUID()
    await mkdir(jobFolder(ctx, jobId), { recursive: true })
    const { pages } = await printForms(printable, jobFile(ctx, jobId, 'both'), {
      fonts: formFonts(ctx.resourcesDir),
      progress: (done, total) => ctx.progress(done, total, '生成表单'),
      signal: ctx.signal,
      pageNumbers: pageNumbers ? 'each' : 'none',
    })
    const codes = printable.flatMap(item =>
      item.code ? [encodeFormCode({ form: FORMS[item.form].code, ...item.code, page: 1 })] : [],
    )
    const [first] = printable
    const title = printable.length === 1 && first ? FORMS[first.form].title : `${printable.length} 份表单`
    for (const old of jobs.put(ctx.caller, jobId, title)) {
      await rm(jobFolder(ctx, old), { recursive: true, force: true })
    }
    return { jobId, pages, title, codes }
  },

  async 'form.savePdf'(ctx, { jobId }) {
    const title = requireTitle(ctx, jobId)
    const org = await ctx.db.read(findOrg)
    const path = await ctx.seams.dialogs.saveFile({
      title: '保存表单',
      defaultName: fileName(org?.name ?? '', title, ctx.stamp().today).replace(/\.xlsx$/, '.pdf'),
      filters: [{ name: 'PDF 文件', extensions: ['pdf'] }],
    })
    if (path === null) return null
    await copyWhole(jobFile(ctx, jobId, 'both'), path)
    await note(ctx, 'form.savePdf', `保存表单「${title}」为 PDF`)
    return { path }
  },

  async 'form.saveDocx'(ctx, { item }) {
    const printable = await toPrintable(ctx, item, false)
    const { title } = FORMS[printable.form]
    const org = await ctx.db.read(findOrg)
    const path = await ctx.seams.dialogs.saveFile({
      title: '保存为 Word',
      defaultName: fileName(org?.name ?? '', title, ctx.stamp().today).replace(/\.xlsx$/, '.docx'),
      filters: [{ name: 'Word 文档', extensions: ['docx'] }],
    })
    if (path === null) return null
    await saveDocx(printable, path)
    await note(ctx, 'form.saveDocx', `保存表单「${title}」为 Word`)
    return { path }
  },

  async 'form.print'(ctx, { jobId, printer, copies, tray, paper }) {
    const title = requireTitle(ctx, jobId)
    const settings = { printer, copies, paper: paper === 'driver' ? paper : ('A4' as const), tray }
    const outcome = await printFile(jobFile(ctx, jobId, 'both'), { ...settings, timeoutSeconds: TIMEOUT_SECONDS }, ctx)
    await note(ctx, 'form.print', `打印表单「${title}」${copies} 份，打印机「${printer}」`)
    return { outcome }
  },
}

/** Titles of the jobs of this session, for file names and the log. */
const jobs = shelf<string>(20)

function requireTitle({ caller }: Context, jobId: string): string {
  const title = jobs.get(caller, jobId)
  if (title === undefined) throw new AppError('NOT_FOUND', { what: '这次打印任务' })
  return title
}

async function toPrintable(ctx: Context, item: FormItem, code: boolean): Promise<Printable> {
  const form = requireForm(item.form)
  const stored = item.mode === 'blank' ? {} : await loadFacts(ctx, form, item.subject)
  const typed =
    item.mode !== 'blank' && typeof item.facts === 'object' && item.facts !== null && !Array.isArray(item.facts)
      ? item.facts
      : {}
  const about = codeRecord(item.subject)
  return {
    form,
    mode: item.mode,
    // null: the user left it blank, whatever is stored
    facts: Object.fromEntries(Object.entries({ ...stored, ...typed }).filter(([, value]) => value !== null)),
    ...(code ? { code: { record: about, version: await nextVersion(ctx, `${FORMS[form].code}-${about}`) } } : {}),
  }
}

/** Counts the prints of one form about one thing, so that two papers never carry the same code. Begins anew after 9999. */
async function nextVersion(ctx: Context, key: string): Promise<number> {
  return ctx.db.write(async manager => {
    const setting = `form.version.${key}`
    const version = ((((await getSetting(manager, setting)) as number | null) ?? 0) % 9999) + 1
    await setSetting(manager, setting, version)
    return version
  })
}

async function note(ctx: Context, action: string, text: string): Promise<void> {
  await ctx.db.write(manager => record(manager, ctx.stamp(), { action, text }))
  ctx.changed('audit')
}
