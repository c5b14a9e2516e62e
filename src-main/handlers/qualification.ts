import type { qualificationRoutes } from '../../src-shared/contract/qualification.ts'
import { keep } from '../services/attachment.ts'
import { appoint, checkAppointments, dismiss, resume, suspend } from '../services/roster/appointment.ts'
import { addAttestation, addExam, addTraining, strike } from '../services/roster/qualification.ts'
import type { Handlers } from './handler.ts'
import { watch } from './watch.ts'

export const qualificationHandlers: Handlers<keyof typeof qualificationRoutes> = {
  async 'training.add'(ctx, { selection, attachment, ...input }) {
    const file = await keep(ctx.files, attachment)
    const result = await ctx.db.write(manager =>
      addTraining(manager, input, selection, file, ctx.stamp(), watch(ctx, '登记培训')),
    )
    ctx.changed('supervisor', 'audit')
    return result
  },

  async 'exam.add'(ctx, { selection, attachment, ...input }) {
    const file = await keep(ctx.files, attachment)
    const result = await ctx.db.write(manager =>
      addExam(manager, input, selection, file, ctx.stamp(), watch(ctx, '登记考核')),
    )
    ctx.changed('supervisor', 'audit')
    return result
  },

  async 'attestation.add'(ctx, { selection, attachment, ...input }) {
    const file = await keep(ctx.files, attachment)
    const result = await ctx.db.write(manager =>
      addAttestation(manager, input, selection, file, ctx.stamp(), watch(ctx, '确认条件')),
    )
    ctx.changed('supervisor', 'audit')
    return result
  },

  async 'record.strike'(ctx, input) {
    await ctx.db.write(manager => strike(manager, input, ctx.stamp()))
    ctx.changed('supervisor', 'audit')
    return {}
  },

  'appointment.check': (ctx, input) => ctx.db.read(manager => checkAppointments(manager, input, ctx.stamp())),

  async 'appointment.appoint'(ctx, input) {
    const result = await ctx.db.write(manager => appoint(manager, input, ctx.stamp(), watch(ctx, '办理聘任')))
    ctx.changed('supervisor', 'audit')
    return result
  },

  async 'appointment.dismiss'(ctx, input) {
    const result = await ctx.db.write(manager => dismiss(manager, input, ctx.stamp(), watch(ctx, '办理解聘')))
    ctx.changed('supervisor', 'audit')
    return result
  },

  async 'appointment.suspend'(ctx, input) {
    const result = await ctx.db.write(manager => suspend(manager, input, ctx.stamp(), watch(ctx, '办理暂停')))
    ctx.changed('supervisor', 'audit')
    return result
  },

  async 'appointment.resume'(ctx, input) {
    const result = await ctx.db.write(manager => resume(manager, input, ctx.stamp(), watch(ctx, '恢复任职')))
    ctx.changed('supervisor', 'audit')
    return result
  },
}
