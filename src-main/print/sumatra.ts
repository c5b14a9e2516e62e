/** Windows prints through SumatraPDF, which the npm package pdf-to-printer carries: a program of its own (GPL), started without a window or a shell. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { failed, type PrintSettings, timedOut } from './job.ts'

export const SUMATRA = 'SumatraPDF-3.4.6-32.exe'

/** Beside the packaged program, else in the npm package. */
export function sumatraPath(resourcesDir: string): string {
  const shipped = join(resourcesDir, 'sumatra', SUMATRA)
  if (existsSync(shipped)) return shipped
  return join(dirname(createRequire(import.meta.url).resolve('pdf-to-printer')), SUMATRA)
}

/** What SumatraPDF is told. It knows no paper by its measures: card printers keep the paper of their driver. */
export function sumatraArguments(pdf: string, { printer, copies, paper, tray }: PrintSettings): string[] {
  const size = paper === 'A4' ? ['paper=A4'] : []
  const settings = ['noscale', 'simplex', ...size, ...(tray ? [`bin=${tray}`] : []), `${copies}x`]
  return ['-print-to', printer, '-silent', '-print-settings', settings.join(','), pdf]
}

/** Resolves when the spooler has the job. @throws AppError PRINTER_FAILED, PRINTER_TIMEOUT (the program is then ended: nothing is spooled later) */
export async function printOnWindows(pdf: string, settings: PrintSettings, resourcesDir: string): Promise<void> {
  const { printer, timeoutSeconds } = settings
  if (settings.tray?.includes(',')) throw failed(printer, '纸盒名称里不能有逗号')
  const program = sumatraPath(resourcesDir)
  await new Promise<void>((resolve, reject) => {
    execFile(
      program,
      sumatraArguments(pdf, settings),
      { windowsHide: true, timeout: timeoutSeconds * 1000 },
      (error, _out, said) => {
        if (!error) return resolve()
        reject(error.killed ? timedOut(settings) : failed(printer, whyNot(error, said.trim())))
      },
    )
  })
}

function whyNot(error: Error & { code?: unknown }, said: string): string {
  if (error.code === 'ENOENT') return `找不到打印程序 ${SUMATRA}，可能被杀毒软件隔离；请重新安装或恢复该文件`
  if (error.code === 'EACCES' || error.code === 'EPERM') return `打印程序 ${SUMATRA} 不能启动，可能被安全软件拦截`
  if (said) return said.split('\n')[0] ?? ''
  return `打印程序 ${basename(SUMATRA, '.exe')} 报告失败（代码 ${String(error.code)}）。常见原因：打印机脱机或暂停、驱动不支持所选纸张或纸盒`
}
