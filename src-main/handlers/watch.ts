import type { Context } from '../context.ts'
import type { Watch } from '../services/pace.ts'

/** The call's own progress and 取消, under a name that the user reads. */
export const watch = (ctx: Pick<Context, 'progress' | 'signal'>, label: string): Watch => ({
  signal: ctx.signal,
  progress: (done, total) => ctx.progress(done, total, label),
})
