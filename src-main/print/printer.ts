import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { PrintOptions } from 'pdf-to-printer'
import { AppError } from '../../src-shared/errors.ts'

export interface PrintSettings {
  /** A name that listPrinters gave. */
  printer: string
  copies: number
  /** `card`: 80 × 110 mm. */
  paper: 'A4' | 'card'
  /** How long the printer may take for the whole job; allow more for more sheets. */
  timeoutSeconds: number
}

/** The printers this computer knows; none where it has no print service. */
export async function listPrinters(): Promise<{ name: string; default: boolean }[]> {
  const names = process.platform === 'win32' ? await windowsPrinters() : await cupsPrinters()
  return names.all.map(name => ({ name, default: name === names.default }))
}

/**
 * Prints a PDF file at 实际大小, one-sided (front and back are laminated sheets of their own), on any platform without a window or a shell.
 * Resolves when the printer has taken the whole job: under CUPS when it has left the queue, on Windows when the spooler has it.
 * Throws FILE_UNREADABLE, PRINTER_FAILED, PRINTER_TIMEOUT (a job of ours that still waits in CUPS is then cancelled, so that it does not come
 * out later, twice).
 */
export async function printFile(pdf: string, settings: PrintSettings): Promise<void> {
  await access(pdf).catch(() => {
    throw new AppError('FILE_UNREADABLE', { name: basename(pdf), detail: '文件不存在' })
  })
  const { printer } = settings
  const known = await listPrinters()
  if (!known.some(p => p.name === printer)) throw failed(printer, '这台电脑上没有这台打印机')
  if (process.platform === 'win32') await printOnWindows(pdf, settings)
  else await printOnCups(pdf, settings)
}

const failed = (printer: string, detail: string): AppError => new AppError('PRINTER_FAILED', { printer, detail })

const timedOut = ({ printer, timeoutSeconds }: PrintSettings): AppError =>
  new AppError('PRINTER_TIMEOUT', { printer, seconds: timeoutSeconds })

// —— CUPS (macOS, Linux): its own commands. The npm package unix-print passes names through a shell; ours are whatever users typed. ——

const run = promisify(execFile)
const cups = async (command: string, args: string[]): Promise<string> =>
  (await run(command, args, { env: { ...process.env, LC_ALL: 'C' } })).stdout

async function cupsPrinters(): Promise<{ all: string[]; default?: string }> {
  try {
    const all = (await cups('lpstat', ['-e'])).split('\n').filter(name => name !== '')
    const standard = /system default destination: (\S+)/.exec(await cups('lpstat', ['-d']))?.[1]
    return { all, default: standard }
  } catch {
    return { all: [] } // no lpstat, or no scheduler: no printers
  }
}

/** What lp is told for these settings. */
export function lpArguments(pdf: string, { printer, copies, paper }: PrintSettings): string[] {
  const media = paper === 'A4' ? 'A4' : 'Custom.80x110mm'
  const options = ['print-scaling=none', 'sides=one-sided', `media=${media}`].flatMap(option => ['-o', option])
  return ['-d', printer, '-n', String(copies), ...options, '--', pdf]
}

/** How often the queue is asked, ms. */
const POLL = 250

async function printOnCups(pdf: string, settings: PrintSettings): Promise<void> {
  const { printer, timeoutSeconds } = settings
  const until = performance.now() + timeoutSeconds * 1000
  const answer = await cups('lp', lpArguments(pdf, settings)).catch((cause: Error & { stderr?: string }) => {
    throw failed(printer, cause.stderr?.trim() || cause.message)
  })
  const job = /request id is (\S+)/.exec(answer)?.[1]
  if (!job) throw failed(printer, '打印服务没有给出任务编号')
  const queue = async (): Promise<string> => cups('lpstat', ['-W', 'not-completed', '-o', printer])
  for (let waiting = await queue(); waiting.split(/\s+/).includes(job); waiting = await queue()) {
    if (performance.now() > until) {
      await cups('cancel', [job]).catch(() => '') // it may have finished this moment
      throw timedOut(settings)
    }
    await wait(POLL)
  }
}

// —— Windows: SumatraPDF as pdf-to-printer carries it ——

async function windowsPrinters(): Promise<{ all: string[]; default?: string }> {
  const { getDefaultPrinter, getPrinters } = await import('pdf-to-printer')
  const [all, standard] = await Promise.all([getPrinters(), getDefaultPrinter()])
  return { all: all.map(p => p.name), default: standard?.name }
}

/** What SumatraPDF is told for these settings. It knows no paper by its measures: card printers keep the paper of their driver. */
export function sumatraOptions({ printer, copies, paper }: PrintSettings): PrintOptions {
  return { printer, copies, scale: 'noscale', side: 'simplex', ...(paper === 'A4' ? { paperSize: 'A4' } : {}) }
}

async function printOnWindows(pdf: string, settings: PrintSettings): Promise<void> {
  const { print } = await import('pdf-to-printer')
  const stop = new AbortController()
  const timeout = wait(settings.timeoutSeconds * 1000, undefined, { signal: stop.signal }).then(() => {
    throw timedOut(settings)
  })
  try {
    await Promise.race([print(pdf, sumatraOptions(settings)), timeout])
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw failed(settings.printer, cause instanceof Error ? cause.message : String(cause))
  } finally {
    stop.abort()
    timeout.catch(() => {})
  }
}
