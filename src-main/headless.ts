import { userInfo } from 'node:os'
import { AppError } from '../src-shared/errors.ts'
import type { Seams } from './context.ts'

/** The backend's surroundings without a window: dialogs are answered from two lists, in order; there is no safe storage. */
export function headless(answers: { open?: string[]; save?: string[]; clock?: () => Date; user?: string }): Seams {
  const open = [...(answers.open ?? [])]
  const save = [...(answers.save ?? [])]
  const next = (list: string[], flag: string, title: string) => {
    const path = list.shift()
    if (path === undefined) throw new AppError('INPUT_INVALID', { detail: `「${title}」需要用 ${flag} 给出一个路径` })
    return path
  }
  return {
    where: 'terminal',
    clock: answers.clock ?? (() => new Date()),
    user: answers.user ?? userInfo().username,
    openPath: async () => undefined,
    dialogs: {
      openFile: async ({ title }) => next(open, '--open', title),
      openFiles: async ({ title }) => [next(open, '--open', title)],
      openFolder: async ({ title }) => next(open, '--open', title),
      dropped: async () => [],
      saveFile: async ({ title }) => next(save, '--save', title),
    },
    secrets: {
      available: async () => false,
      protect: () => Promise.reject(new Error('no safe storage')),
      unprotect: () => Promise.reject(new Error('no safe storage')),
    },
  }
}
