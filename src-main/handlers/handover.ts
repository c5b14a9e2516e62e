import type { handoverRoutes } from '../../src-shared/contract/backup.ts'
import { exportHandover } from '../handover/export.ts'
import { importHandover, openHandover } from '../handover/import.ts'
import type { Handlers } from './handler.ts'

export const handoverHandlers: Handlers<keyof typeof handoverRoutes> = {
  async 'handover.export'(ctx, input) {
    const chosen = await ctx.seams.dialogs.openFolder({ title: '选择岗位交接包的存放位置', here: true })
    return chosen === null ? null : exportHandover(ctx, chosen, input)
  },

  async 'handover.open'(ctx, { password }) {
    const path = await ctx.seams.dialogs.openFile({
      title: '选择交接包里的「备份.ndbak」',
      filters: [{ name: '岗位交接备份', extensions: ['ndbak'] }],
    })
    return path === null ? null : openHandover(ctx, path, password)
  },

  'handover.import': (ctx, { token }) => importHandover(ctx, token),
}
