import type { orgRoutes } from '../../src-shared/contract/org.ts'
import { cropLogo } from '../photo/logo.ts'
import { registerFile } from '../services/attachment.ts'
import { findOrg, saveOrg, setLogo, toOrg } from '../services/org.ts'
import type { Handlers } from './handler.ts'

export const orgHandlers: Handlers<keyof typeof orgRoutes> = {
  async 'org.get'(ctx) {
    const org = await ctx.db.read(findOrg)
    return org && toOrg(org)
  },

  async 'org.save'(ctx, input) {
    const org = await ctx.db.write(manager => saveOrg(manager, input, ctx.stamp()))
    ctx.changed('org', 'supervisor', 'audit')
    return org
  },

  async 'org.setLogo'(ctx, { image }) {
    const logo = image && (await cropLogo(image))
    const sha256 = logo && (await ctx.files.put(logo))
    const org = await ctx.db.write(async manager => {
      if (logo && sha256) await registerFile(manager, { sha256, bytes: logo.byteLength }, ctx.stamp())
      return setLogo(manager, sha256, ctx.stamp())
    })
    ctx.changed('org', 'audit')
    return org
  },
}
