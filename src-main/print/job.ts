import { AppError } from '../../src-shared/errors.ts'

export interface PrinterName {
  name: string
  default: boolean
}

export interface PrintSettings {
  /** A name that listPrinters gave. */
  printer: string
  copies: number
  /** `card`: 80 × 110 mm; `driver`: whatever is set in the printer's driver. */
  paper: 'A4' | 'card' | 'driver'
  /** As the driver calls it; without one the driver's own choice. */
  tray?: string
  /** How long the printer may take for the whole job; allow more for more sheets. */
  timeoutSeconds: number
}

/** `printed`: the printer has taken the whole job. `spooled`: the system's queue has it; whether paper comes out, the printer shows. */
export type Outcome = 'printed' | 'spooled'

export const failed = (printer: string, detail: string): AppError => new AppError('PRINTER_FAILED', { printer, detail })

/** @param why what the print service says of the printer; '' if nothing */
export const timedOut = ({ printer, timeoutSeconds }: PrintSettings, why = ''): AppError =>
  new AppError('PRINTER_TIMEOUT', { printer, seconds: timeoutSeconds, why: why && `（${why}）` })
