import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, extname, isAbsolute, join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../src-shared/errors.ts'
import { decode, encode, type FromPage, type Question, type ToPage } from '../../src-shared/wire.ts'
import type { Client } from '../backend.ts'
import type { CallerSeams } from '../caller.ts'
import type { FileFilter } from '../context.ts'
import { checkCall } from '../ipc/limits.ts'
import type { Office } from './office.ts'
import { receive } from './uploads.ts'

/** One page in a browser: its socket, its calls, the dialogs it is asked to show, what it sent and what it may fetch. */
export interface Visitor {
  me: string
  hear(text: string): Promise<void>
  /** Files sent for a dialog, or dropped (`ask` null). @throws Error where nobody asked or the upload breaks off */
  upload(request: FastifyRequest, ask: number | null): Promise<void>
  /** What a token stands for; it is fetched once. */
  download(token: string): { name: string; path: string; done(): Promise<void> } | undefined
  /** Whether whoever sits at this page may be shown a stored content. */
  mayShow(sha256: string): Promise<boolean>
  leave(): Promise<void>
}

/** @param base below it lies a folder of the visitor's own for what it sends and fetches; gone when it leaves */
export function createVisitor(office: Office, base: string, send: (text: string) => void): Visitor {
  const me = randomUUID()
  const folder = join(base, me)
  const tell = (message: ToPage) => send(encode(message))
  const asked = new Map<number, { kind: Question['kind']; answer: (paths: string[] | null) => void }>()
  const offered = new Map<string, { name: string; path: string; ours: boolean }>()
  const saves: string[] = []
  let numbers = 0
  const next = () => {
    numbers += 1
    return numbers
  }
  let dropped: string[] = []
  let client: Promise<Client> | null = null

  const ask = (question: Question): Promise<string[] | null> =>
    new Promise(resolve => {
      const number = next()
      asked.set(number, {
        kind: question.kind,
        answer(paths) {
          asked.delete(number)
          tell({ op: 'asked', ask: number })
          resolve(paths)
        },
      })
      tell({ op: 'ask', ask: number, ...question })
    })
  const first = async (question: Question) => (await ask(question))?.[0] ?? null
  const offer = (path: string, ours: boolean) => {
    const token = randomUUID()
    offered.set(token, { name: basename(path), path, ours })
    tell({ op: 'download', name: basename(path), token })
  }

  const seams: CallerSeams = {
    user: office.user,
    where: 'browser',
    dialogs: {
      openFile: ({ title, filters }) => first({ kind: 'file', title, extensions: endings(filters) }),
      openFiles: ({ title, filters }) => ask({ kind: 'files', title, extensions: endings(filters) }),
      openFolder: ({ title, here }) => first({ kind: here ? 'place' : 'folder', title, extensions: [] }),
      async dropped() {
        const paths = dropped
        dropped = []
        return paths
      },
      async saveFile({ title, defaultName }) {
        const name = basename(defaultName)
        // What has no ending is written as a folder: into one of this PC, for a page cannot fetch it.
        if (extname(name) === '') {
          const place = await first({ kind: 'place', title, extensions: [] })
          return place === null ? null : join(place, name)
        }
        const path = join(folder, 'out', String(next()), name)
        await mkdir(join(path, '..'), { recursive: true })
        saves.push(path)
        return path
      },
    },
    async openPath(path) {
      if ((await stat(path)).isDirectory()) tell({ op: 'place', path })
      else offer(path, false) // opened by the program of whoever sits at the page, and not on this screen
    },
  }

  /** What calls have saved meanwhile goes to the page. A file that is there is whole: it gets its name last. */
  const deliver = () => {
    for (const path of [...saves]) {
      if (!existsSync(path)) continue
      saves.splice(saves.indexOf(path), 1)
      offer(path, true)
    }
  }

  async function call({ id, route, input }: { id: unknown; route: unknown; input: unknown }): Promise<unknown> {
    const detail = checkCall(id, route, input)
    if (detail) return { ok: false, error: new AppError('INPUT_INVALID', { detail }).data }
    client ??= office.enter(seams, event => tell({ op: 'event', event }))
    const result = await (await client).call(String(id), String(route), input)
    deliver()
    return withoutFolder(result, folder)
  }

  const answers: { [op in FromPage['op']]?: (message: Record<string, unknown>) => Promise<unknown> } = {
    call: message => call({ id: message.id, route: message.route, input: message.input }),
    start: () => office.state(),
    recover: message =>
      office.recover(String(message.action), {
        show: path => tell({ op: 'place', path }),
        choose: () => first({ kind: 'place', title: '选择数据文件夹', extensions: [] }),
        again() {
          client = null // the data are others now
        },
      }),
  }

  return {
    me,
    async hear(text) {
      const message = decode(text)
      if (typeof message !== 'object' || message === null) throw new Error('no message')
      const { op, n, ask: number, path } = message as Record<string, unknown>
      if (op === 'chosen') {
        const question = asked.get(Number(number))
        if (path === null) return question?.answer(null)
        // Only a folder is named by its path: files come as copies.
        if (
          typeof path === 'string' &&
          isAbsolute(path) &&
          (question?.kind === 'place' || question?.kind === 'folder')
        ) {
          const there = await stat(path).catch(() => null)
          if (there?.isDirectory()) question.answer([path])
          else tell({ op: 'refused', ask: Number(number), message: '没有这个文件夹，请检查路径' })
          return
        }
        return tell({ op: 'refused', ask: Number(number), message: '请填写完整的文件夹路径' })
      }
      const answer = typeof op === 'string' && Object.hasOwn(answers, op) ? answers[op as FromPage['op']] : undefined
      if (!answer || typeof n !== 'number') throw new Error('no message')
      try {
        tell({ op: 'answer', n, value: await answer(message as Record<string, unknown>) })
      } catch (error) {
        office.log.error('serve', error)
        tell({ op: 'fault', n, message: '程序遇到未预料的问题' })
      }
    },
    async upload(request, ask) {
      const question = ask === null ? undefined : asked.get(ask)
      if (ask !== null && (!question || question.kind === 'place')) throw new Error('nobody asked')
      const paths = await receive(request, join(folder, 'in', String(next())))
      if (question) question.answer(paths)
      else dropped = paths
    },
    download(token) {
      const found = offered.get(token)
      offered.delete(token)
      return found && { ...found, done: async () => void (found.ours && (await rm(found.path, { force: true }))) }
    },
    mayShow: async sha256 => client !== null && (await client.then(known => known.mayShow(sha256)).catch(() => false)),
    async leave() {
      for (const { answer } of [...asked.values()]) answer(null)
      await client?.then(known => known.leave()).catch(() => {})
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const endings = (filters: FileFilter[]) => filters.flatMap(filter => filter.extensions).filter(each => each !== '*')

/** A saved file's path on this side means nothing to the page: its name alone is told. */
function withoutFolder(value: unknown, folder: string): unknown {
  if (typeof value === 'string') return value.startsWith(folder) ? basename(value) : value
  if (Array.isArray(value)) return value.map(each => withoutFolder(each, folder))
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutFolder(each, folder)]))
}
