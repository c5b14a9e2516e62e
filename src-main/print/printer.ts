import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { cupsPrinters, cupsTrays, printOnCups } from './cups.ts'
import { failed, type Outcome, type PrinterName, type PrintSettings } from './job.ts'
import { registryDefault, registryPrinters } from './registry.ts'
import { printOnWindows } from './sumatra.ts'

export type { Outcome, PrinterName, PrintSettings } from './job.ts'

/** What printing needs of its surroundings: `printers` where a window can be asked (Electron's getPrintersAsync), and where SumatraPDF lies. */
export interface PrintPlace {
  seams: { printers?: () => Promise<string[]> }
  resourcesDir: string
}

const WINDOWS = process.platform === 'win32'

/** The printers that this user has; none where there is no print service. */
export async function listPrinters({ seams }: Pick<PrintPlace, 'seams'>): Promise<PrinterName[]> {
  const asked = await seams.printers?.()
  if (!asked?.length) return WINDOWS ? registryPrinters() : cupsPrinters()
  const standard = WINDOWS ? await registryDefault() : (await cupsPrinters()).find(p => p.default)?.name
  return asked.map(name => ({ name, default: name === standard }))
}

/** Trays by the driver's names; `typed` where only a person can know them (Windows tells them to no program without a window of its own). */
export async function listTrays(printer: string): Promise<{ trays: string[]; typed: boolean }> {
  return WINDOWS ? { trays: [], typed: true } : { trays: await cupsTrays(printer), typed: false }
}

/**
 * Prints a PDF file at 实际大小, one-sided (front and back are laminated sheets of their own), without a window or a shell.
 * @throws AppError FILE_UNREADABLE, PRINTER_FAILED, PRINTER_TIMEOUT
 */
export async function printFile(pdf: string, settings: PrintSettings, place: PrintPlace): Promise<Outcome> {
  await access(pdf).catch(() => {
    throw new AppError('FILE_UNREADABLE', { name: basename(pdf), detail: '文件不存在' })
  })
  const { printer } = settings
  const known = await listPrinters(place)
  if (!known.some(p => p.name === printer)) throw failed(printer, '这台电脑上没有这台打印机')
  if (WINDOWS) {
    await printOnWindows(pdf, settings, place.resourcesDir)
    return 'spooled'
  }
  await printOnCups(pdf, settings)
  return 'printed'
}
