import type { courseRoutes } from '../../src-shared/contract/course.ts'
import { finishCourse, listCourses, saveCourse, strikeCourse } from '../services/roster/course.ts'
import type { Handlers } from './handler.ts'
import { watch } from './watch.ts'

export const courseHandlers: Handlers<keyof typeof courseRoutes> = {
  'course.list': async ctx => ({ courses: await ctx.db.read(listCourses) }),

  async 'course.save'(ctx, input) {
    const course = await ctx.db.write(manager => saveCourse(manager, input, ctx.stamp()))
    ctx.changed('supervisor', 'audit')
    return course
  },

  async 'course.finish'(ctx, { id }) {
    const course = await ctx.db.write(manager => finishCourse(manager, id, ctx.stamp(), watch(ctx, '记入个人档案')))
    ctx.changed('supervisor', 'audit')
    return course
  },

  async 'course.strike'(ctx, input) {
    await ctx.db.write(manager => strikeCourse(manager, input, ctx.stamp()))
    ctx.changed('supervisor', 'audit')
    return {}
  },
}
