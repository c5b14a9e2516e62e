import type { scanRoutes } from '../../src-shared/contract/scan.ts'
import { AppError } from '../../src-shared/errors.ts'
import { record } from '../services/audit.ts'
import { filePages, returnPages, takeBackPages, typeCode } from '../services/scan/file.ts'
import { findFolder, setFolder } from '../services/scan/folder.ts'
import { judgeOpen, listScans, shown } from '../services/scan/judge.ts'
import { listPrinted } from '../services/scan/printed.ts'
import { readOn, takeScans } from '../services/scan/take.ts'
import { lookForScans } from '../services/scan/watch.ts'
import type { Handlers } from './handler.ts'

const FILES = [{ name: '扫描件', extensions: ['pdf', 'tif', 'tiff', 'jpg', 'jpeg', 'png', 'heic', 'heif'] }]

export const scanHandlers: Handlers<keyof typeof scanRoutes> = {
  'printed.list': listPrinted,
  'scan.list': async (ctx, { done }) => ({ scans: await ctx.db.read(manager => listScans(manager, done)) }),

  async 'scan.take'(ctx, { dropped }) {
    const { dialogs } = ctx.seams
    const paths = dropped ? await dialogs.dropped() : await dialogs.openFiles({ title: '选择扫描件', filters: FILES })
    return paths === null ? null : takeScans(ctx, paths)
  },
  'scan.resume': async (ctx, { id }) => ({ pages: await readOn(ctx, id) }),

  async 'scan.type'(ctx, input) {
    const page = await ctx.db.write(async manager => {
      await typeCode(manager, input, ctx.stamp())
      return (await judgeOpen(manager)).find(one => one.page.id === input.id)
    })
    if (!page) throw new AppError('NOT_FOUND', { what: '待归档的这一页' })
    ctx.changed('archive', 'audit')
    return shown(page)
  },

  async 'scan.file'(ctx, input) {
    const outcome = await filePages(ctx, input)
    ctx.changed('archive', 'batch', 'contest', 'audit')
    return outcome
  },

  async 'scan.return'(ctx, input) {
    const returned = await ctx.db.write(manager => returnPages(manager, input, ctx.stamp()))
    ctx.changed('archive', 'audit')
    return { returned }
  },

  async 'scan.takeBack'(ctx, { ids }) {
    const back = await ctx.db.write(manager => takeBackPages(manager, ids, ctx.stamp()))
    ctx.changed('archive', 'audit')
    return { back }
  },

  async 'scan.picture'(ctx, { id }) {
    const [row] = (await ctx.db.read(manager =>
      manager.query('SELECT picture FROM scan_page WHERE id = ? AND picture IS NOT NULL', [id]),
    )) as { picture: string }[]
    if (!row) throw new AppError('NOT_FOUND', { what: '这一页的图像' })
    return { jpeg: Buffer.from(await ctx.files.read(row.picture)).toString('base64') }
  },

  'scan.folder': async ctx => ({ folder: await findFolder(ctx) }),
  async 'scan.setFolder'(ctx, { off }) {
    const folder = off ? null : await ctx.seams.dialogs.openFolder({ title: '选择扫描仪存放文件的文件夹', here: true })
    if (folder === null && !off) return null
    await setFolder(ctx, folder)
    await ctx.db.write(manager =>
      record(manager, ctx.stamp(), {
        action: 'scan.setFolder',
        text: off ? '不再自动读取扫描文件夹' : '设置自动读取的扫描文件夹',
      }),
    )
    ctx.changed('setting', 'audit')
    return { folder }
  },
  'scan.look': async ctx => ({ taken: await lookForScans(ctx) }),
}
