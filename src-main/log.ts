import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { renameSync } from './files/rename.ts'

const MAX_BYTES = 1024 * 1024
const FILES = 5

/** A text log for whoever maintains the program. Writing to it never fails and never stops anything. */
export interface Log {
  info(text: string): void
  /** Notes an unexpected error: its kind, masked message and stack, never what was typed. Answers the incident number that the user is shown. */
  error(where: string, error: unknown): string
}

/**
 * Opens `<folder>/<name>.log`; at 1 MB it becomes `<name>.1.log` and so on, five files at most.
 * @param folder made when it is not there
 * @param name one per process: two processes must not rotate the same file
 */
export function openLog(folder: string, name: string): Log {
  const file = (n: number) => join(folder, n === 0 ? `${name}.log` : `${name}.${n}.log`)

  const write = (text: string) => {
    try {
      mkdirSync(folder, { recursive: true })
      const full = (statSync(file(0), { throwIfNoEntry: false })?.size ?? 0) >= MAX_BYTES
      if (full) {
        rmSync(file(FILES - 1), { force: true })
        for (let n = FILES - 2; n >= 0; n--) {
          if (statSync(file(n), { throwIfNoEntry: false })) renameSync(file(n), file(n + 1))
        }
      }
      appendFileSync(file(0), `${new Date().toISOString()} ${text}\n`)
    } catch {
      // A full disk or a folder that cannot be written is reported where the work itself fails; the log must not add to it.
    }
  }

  return {
    info: text => write(text),
    error(where, error) {
      const incident = newIncident(new Date())
      write(`${incident} ${where}\n${describe(error)}`)
      return incident
    },
  }
}

/** Short, and sorts by time: 261123-150412-7f (local time, so that the user's "around three" can be found). */
export function newIncident(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const day = two(at.getFullYear() % 100) + two(at.getMonth() + 1) + two(at.getDate())
  const time = two(at.getHours()) + two(at.getMinutes()) + two(at.getSeconds())
  return `${day}-${time}-${randomBytes(1).toString('hex')}`
}

/** Kind, masked message and stack frames of an error, with its causes. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return mask(String(error))
  const code = 'code' in error ? ` [${String(error.code)}]` : ''
  // The stack repeats the message, over several lines when it has them: only its frames are kept.
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  const cause = error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`
  return `${error.name}${code}: ${mask(error.message)}\n${frames.join('\n')}${cause}`
}

/** A library's message may quote what it was given: quotes, Chinese text and long digits (身份证, 手机) are blotted out. */
export function mask(message: string): string {
  return message
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '"…"')
    .replace(/[\p{Script=Han}·]{2,}/gu, '…')
    .replace(/\d{6,}[Xx]?/g, '#')
    .slice(0, 500)
}
