/** CUPS (macOS, Linux) by its own commands. The npm package unix-print passes names through a shell; ours are whatever users typed. */
import { execFile } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { failed, type PrinterName, type PrintSettings, timedOut } from './job.ts'

const run = promisify(execFile)
const cups = async (command: string, args: string[]): Promise<string> =>
  (await run(command, args, { env: { ...process.env, LC_ALL: 'C' } })).stdout

/** What lpstat knows; none where it or its scheduler is missing. */
export async function cupsPrinters(): Promise<PrinterName[]> {
  try {
    const names = (await cups('lpstat', ['-e'])).split('\n').filter(name => name !== '')
    const standard = /system default destination: (\S+)/.exec(await cups('lpstat', ['-d']))?.[1]
    return names.map(name => ({ name, default: name === standard }))
  } catch {
    return []
  }
}

/** The trays that the printer's driver names. */
export async function cupsTrays(printer: string): Promise<string[]> {
  const options = await cups('lpoptions', ['-p', printer, '-l']).catch(() => '')
  const line = /^InputSlot\/[^:]*: (.*)$/m.exec(options)?.[1] ?? ''
  return line
    .split(' ')
    .map(name => name.replace(/^\*/, ''))
    .filter(name => name !== '')
}

/** What lp is told for these settings. */
export function lpArguments(pdf: string, { printer, copies, paper, tray }: PrintSettings): string[] {
  const media = { A4: ['media=A4'], card: ['media=Custom.80x110mm'], driver: [] }[paper]
  const options = ['print-scaling=none', 'sides=one-sided', ...media, ...(tray ? [`InputSlot=${tray}`] : [])]
  return ['-d', printer, '-n', String(copies), ...options.flatMap(option => ['-o', option]), '--', pdf]
}

/** How often the queue is asked, ms. */
const POLL = 250

/**
 * Resolves when the printer has taken the whole job: when it has left the queue and CUPS does not say that it was given up.
 * @throws AppError PRINTER_FAILED, PRINTER_TIMEOUT (a job that still waits is cancelled, so that it does not come out later, twice)
 */
export async function printOnCups(pdf: string, settings: PrintSettings): Promise<void> {
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
      const why = await troubleOf(printer)
      await cups('cancel', [job]).catch(() => '') // it may have finished this moment
      throw timedOut(settings, why)
    }
    await wait(POLL)
  }
  const given = givenUp(await cups('lpstat', ['-l', '-W', 'completed', '-o', printer]).catch(() => ''), job)
  if (given) throw failed(printer, given)
}

const ALERTS: Record<string, string> = {
  'job-canceled-by-user': '任务被取消',
  'job-canceled-by-operator': '任务被管理员取消',
  'job-canceled-at-device': '任务在打印机上被取消',
  'aborted-by-system': '打印服务放弃了任务',
  'job-aborted-by-system': '打印服务放弃了任务',
  'document-format-error': '打印机不能处理这个文件',
  'document-unprintable-error': '打印机不能处理这个文件',
}

/** Why a job that left the queue was not printed, from `lpstat -l -W completed`: its line, then indented Status and Alerts. */
export function givenUp(listed: string, job: string): string | undefined {
  const lines = listed.split('\n')
  const at = lines.findIndex(line => line.split(/\s+/)[0] === job)
  if (at < 0) return undefined
  const next = lines.findIndex((line, i) => i > at && /^\S/.test(line))
  const about = lines.slice(at + 1, next < 0 ? undefined : next).map(line => line.trim())
  const alert =
    about
      .find(line => line.startsWith('Alerts:'))
      ?.slice(7)
      .trim()
      .split(/[\s,]+/)[0] ?? ''
  const known = ALERTS[alert]
  if (!known && !/abort|cancel|error/.test(alert)) return undefined
  const status = about
    .find(line => line.startsWith('Status:'))
    ?.slice(7)
    .trim()
  return [known ?? alert, status].filter(Boolean).join('：')
}

/** What CUPS says of a printer that does not print: why it is stopped, what it asks for. '' where it says nothing. */
async function troubleOf(printer: string): Promise<string> {
  const said = await cups('lpstat', ['-l', '-p', printer]).catch(() => '')
  const alerts = /^\s*Alerts: (?!none)(.+)$/m.exec(said)?.[1]
  const words = [
    / disabled /.test(said) ? '打印机已停用' : '',
    ...(alerts ?? '').split(/[\s,]+/).map(alert => REASONS[alert.replace(/-(?:error|warning|report)$/, '')] ?? ''),
  ]
  return words.filter(Boolean).join('，')
}

const REASONS: Record<string, string> = {
  'media-empty': '缺纸',
  'media-needed': '缺纸',
  'media-jam': '卡纸',
  'toner-empty': '缺碳粉',
  'toner-low': '碳粉不足',
  'marker-supply-empty': '缺墨或缺色带',
  'marker-supply-low': '墨或色带不足',
  'cover-open': '盖子打开',
  'door-open': '盖子打开',
  offline: '脱机',
  'connecting-to-device': '连不上打印机',
  'timed-out': '连不上打印机',
}
