import { z } from 'zod'
import { id, none, page, required, text } from './common.ts'
import { route } from './route.ts'

/** How a set of pages left the program. */
export const printedWay = z.enum(['print', 'save', 'package'])

/** A row of 打印台账. */
export const printed = z.object({
  id,
  title: z.string(), // of the form
  about: z.string(),
  mode: z.enum(['blank', 'prefilled', 'filled']),
  pages: z.int(),
  way: printedWay,
  home: z.int(), // how many of its pages have come home
  recordedBy: z.string(),
  recordedAt: z.string(),
})

/**
 * What a page of a scan is, judged anew each time from what is known: waiting: read, with a place for it; filed, returned: done. The others
 * wait for a person.
 */
export const scanState = z.enum([
  'proposed',
  'filed',
  'returned',
  'unread',
  'blank',
  'twice',
  'lacking',
  'outdated',
  'cannot',
])

export const scanPage = z.object({
  id,
  page: z.int(), // of the scan, from 1
  state: scanState,
  code: z.string(), // as it was read or typed; '' where there is none
  typed: z.boolean(),
  why: z.string(), // in words: what stands in the way, or how it is known
  /** What the page is, by the ledger. */
  paper: z.object({ id, title: z.string(), about: z.string(), page: z.int(), pages: z.int() }).nullable(),
  place: z.string(), // where it goes or went, in words; '' where nowhere
  /** It can be filed as it is, if a reason is given (an old print, a page missing, a second copy). */
  withReason: z.boolean(),
  picture: z.boolean(),
  filedAt: z.string().nullable(),
  filedBy: z.string(),
})

export const scan = z.object({
  id,
  fileName: z.string(),
  bytes: z.int(),
  pages: z.int().nullable(), // null: not read to its end yet
  problem: z.string(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  rows: z.array(scanPage),
})

const taken = z.object({
  scans: z.array(z.object({ id, fileName: z.string(), pages: z.int() })),
  refused: z.array(z.object({ fileName: z.string(), reason: z.string() })),
})

export const scanRoutes = {
  'printed.list': route(
    z.strictObject({ search: text(60), page }),
    z.object({ rows: z.array(printed), total: z.int() }),
  ),
  /** Scans with pages that wait; `done`: also those whose pages are all filed or returned, newest first. */
  'scan.list': route(z.strictObject({ done: z.boolean() }), z.object({ scans: z.array(scan) })),
  /** Chosen in a dialog, or dropped on the window. Each content once. */
  'scan.take': route(z.strictObject({ dropped: z.boolean() }), taken.nullable()),
  /** Reads on where a reading was cut off. */
  'scan.resume': route(z.strictObject({ id }), z.object({ pages: z.int() })),
  /** A code typed for a page that could not be read; '' takes it back. It goes the same way as a read one. */
  'scan.type': route(z.strictObject({ id, code: text(40), was: text(40) }), scanPage),
  /** Files the pages of `ids`: those that are proposed need no reason. Pages of one paper become one file. */
  'scan.file': route(
    z.strictObject({ ids: z.array(id).min(1).max(5000), reason: text(200) }),
    z.object({ filed: z.int(), papers: z.int(), left: z.array(z.object({ id, why: z.string() })) }),
  ),
  /** 退回: nothing of it is kept in an archive; the scan itself stays. */
  'scan.return': route(
    z.strictObject({ ids: z.array(id).min(1).max(5000), reason: required(200) }),
    z.object({ returned: z.int() }),
  ),
  'scan.takeBack': route(z.strictObject({ ids: z.array(id).min(1).max(5000) }), z.object({ back: z.int() })),
  /** A page as it was scanned, small enough to be looked at: data of a JPEG in base64. */
  'scan.picture': route(z.strictObject({ id }), z.object({ jpeg: z.string() })),
  /** Folder that is looked at for new scans; null: none. */
  'scan.folder': route(none, z.object({ folder: z.string().nullable() })),
  /** Takes what has come into the folder and lies still: same size and time as at the last look, and whole. */
  'scan.look': route(none, z.object({ taken: z.int() })),
  /** Chosen in a dialog; `off` stops looking. */
  'scan.setFolder': route(z.strictObject({ off: z.boolean() }), z.object({ folder: z.string().nullable() }).nullable()),
}

export type Printed = z.infer<typeof printed>
export type PrintedWay = z.infer<typeof printedWay>
export type Scan = z.infer<typeof scan>
export type ScanPage = z.infer<typeof scanPage>
export type ScanState = z.infer<typeof scanState>
