import { z } from 'zod'
import { cardSelection } from './card.ts'
import { id, instant, none, page, required, savedFile, text } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'

export const layout = z.enum(['single', 'a4-4', 'a4-5'])
export const side = z.enum(['front', 'back'])
export const printFile = z.enum(['front', 'back', 'both']) // both: front, back, front, back… (single cards only)

export const placed = z.object({ cardId: id, code: z.string(), name: z.string(), page: z.int(), slot: z.int() })

/** A prepared job: PDFs in the work folder, shown as app://neidu/print/<jobId>/<file>.pdf. Nothing is in the ledger before print.record. */
export const printJob = z.object({
  jobId: z.string(),
  layout,
  cards: z.int(),
  sheets: z.int(),
  slotsPerSheet: z.int(),
  start: z.int(),
  archive: z.boolean(), // faces for the archive, marked; not entered as prints
  files: z.array(z.object({ file: printFile, pages: z.int(), bytes: z.int() })),
  placed: z.array(placed),
  warnings: z.array(z.string()),
})

const jobId = z.string().max(64)

/** How a job goes to a printer. `tray`: as the driver calls it. `paper` driver: whatever is set in the driver, else the paper of the job. */
export const sending = {
  printer: required(200),
  copies: z.int().min(1).max(20),
  tray: text(60).optional(),
  paper: z.enum(['fitting', 'driver']).optional(),
}
/** What is remembered of `sending` for each printer. */
export const way = z.object({ tray: sending.tray, paper: sending.paper })
/** `printed`: the printer has taken it all; `spooled`: the system's queue has it, and only the printer shows whether it comes out. */
export const outcome = z.enum(['printed', 'spooled'])

export const ledgerRow = z.object({
  id,
  at: instant,
  actor: z.string(),
  cardId: id,
  code: z.string(),
  name: z.string(),
  kind: z.enum(['first', 'reissue', 'reprint']),
  layout,
  printer: z.string(),
  jobId: z.string(),
  sheet: z.int(), // 1-based
  slot: z.int(), // 1-based, reading order
  spoiled: z.boolean(),
  spoilReason: z.string(),
})

export const paper = z.enum(['A4', 'card']) // card: 80 × 110 mm

/** Crosses of the target page, mm from the top-left corner of the sheet. */
export const reading = z.strictObject({ index: z.int().min(1).max(6), x: z.number(), y: z.number() })

export const calibration = z.object({
  id,
  seen: seenOf('calibration'),
  printer: z.string(),
  paper,
  side,
  matrix: z.array(z.number()).length(6),
  residual: z.number(), // mm
  offset: z.object({ x: z.number(), y: z.number() }), // mm
  scale: z.object({ x: z.number(), y: z.number() }), // per cent
  rotation: z.number(), // degrees, clockwise
  skew: z.number(), // degrees off the right angle
  readings: z.array(reading),
  at: instant,
  actor: z.string(),
})

export const printRoutes = {
  'print.prepare': route(
    z.strictObject({
      selection: cardSelection,
      layout,
      start: z.int().min(0).max(4), // first free position of a part-used sheet, 0-based
      used: z.array(z.int().min(0).max(4)).max(5).optional(), // its used positions, where they are not the first ones; instead of start
      leaveOut: z.literal('withoutPhoto').optional(), // people without a photo are left out with a warning; else they stop the job
      archive: z.boolean().optional(), // the face of any card for the archive, marked as no card
      order: z.array(id).optional(), // explicit order; default by code
    }),
    printJob,
  ),
  'print.savePdf': route(z.strictObject({ jobId, file: printFile, printer: text(200).nullable() }), savedFile),
  'print.printers': route(
    none,
    z.object({
      printers: z.array(z.object({ name: z.string(), default: z.boolean() })),
      remembered: z.record(z.string(), z.string()),
      ways: z.record(z.string(), way), // by printer: as it was used last
    }),
  ),
  /** Trays by the driver's names; `typed`: only a person can know them. */
  'print.trays': route(
    z.strictObject({ printer: required(200) }),
    z.object({ trays: z.array(z.string()), typed: z.boolean() }),
  ),
  /** Sends one side at 实际大小, with the calibration of that printer, paper and side applied. */
  'print.send': route(
    z.strictObject({ jobId, file: printFile, ...sending }),
    z.object({ calibrated: z.boolean(), outcome }),
  ),
  /** Writes the ledger: these cards were printed, except the spoiled ones. Only of a job that was sent or saved; else PRINT_UNSENT. */
  'print.record': route(
    z.strictObject({
      jobId,
      printer: text(200),
      spoiled: z.array(z.strictObject({ cardId: id, reason: required(100) })),
    }),
    z.object({ recorded: z.int(), spoiled: z.int() }),
  ),
  'print.spoil': route(z.strictObject({ id, reason: required(100) }), ledgerRow),
  'print.ledger': route(
    z.strictObject({ search: text(60).optional(), spoiled: z.boolean().optional(), page }),
    z.object({ rows: z.array(ledgerRow), total: z.int() }),
  ),
  'print.discard': route(z.strictObject({ jobId }), z.object({})),

  /** The target page of a paper and side, with its crosses. The same job each time: a page that is printed twice is made once. */
  'calibration.target': route(
    z.strictObject({ paper, side }),
    z.object({ jobId: z.string(), crosses: z.array(z.object({ index: z.int(), x: z.number(), y: z.number() })) }),
  ),
  'calibration.saveTarget': route(z.strictObject({ paper, side }), savedFile),
  'calibration.printTarget': route(
    z.strictObject({ paper, side, printer: required(200), tray: text(60).optional() }),
    z.object({ outcome }),
  ),
  'calibration.list': route(none, z.object({ calibrations: z.array(calibration) })),
  /** Fits without storing, so that the window can show the residual while readings are typed. */
  'calibration.fit': route(
    z.strictObject({ paper, readings: z.array(reading).min(4).max(6) }),
    calibration.pick({ matrix: true, residual: true, offset: true, scale: true, rotation: true, skew: true }),
  ),
  'calibration.save': route(
    z.strictObject({
      printer: required(200),
      paper,
      side,
      readings: z.array(reading).min(4).max(6),
    }),
    calibration,
  ),
  'calibration.remove': edit('calibration', z.strictObject({ id, seen }), z.object({})),
}

export type Layout = z.infer<typeof layout>
export type PrintJob = z.infer<typeof printJob>
export type LedgerRow = z.infer<typeof ledgerRow>
export type Calibration = z.infer<typeof calibration>
export type Reading = z.infer<typeof reading>
export type Way = z.infer<typeof way>
