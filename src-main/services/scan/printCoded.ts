import type { FormSubject } from '../../../src-shared/contract/form.ts'
import type { PrintedWay } from '../../../src-shared/contract/scan.ts'
import type { Context } from '../../context.ts'
import { type FormItem, type PrintOptions, printForms } from '../../forms/print.ts'
import { enterPrinted, isCoded } from './printed.ts'

/** A form that leaves at once, without a preview. */
export type Leaf = Pick<FormItem, 'form' | 'mode' | 'facts'> & { subject?: FormSubject }

/**
 * Prints forms that leave the program at once, each page with its number in the ledger. Drawn twice: a code needs its row, the row the number of pages.
 * @throws AppError as printForms
 */
export async function printCoded(
  ctx: Pick<Context, 'db' | 'stamp'>,
  leaves: readonly Leaf[],
  out: string,
  options: PrintOptions,
  way: PrintedWay,
): Promise<void> {
  const { each } = await printForms(
    leaves.map(leaf => ({ ...leaf, ...(isCoded(leaf.form) ? { code: 'later' as const } : {}) })),
    out,
    options,
  )
  const papers = leaves.flatMap((leaf, i) =>
    isCoded(leaf.form) ? [{ ...leaf, subject: leaf.subject ?? ({ kind: 'none' } as const), pages: each[i] ?? 1 }] : [],
  )
  if (papers.length === 0) return
  const codes = await ctx.db.write(manager => enterPrinted(manager, papers, way, ctx.stamp()))
  await printForms(
    leaves.map(leaf => ({ ...leaf, code: isCoded(leaf.form) ? codes.shift() : undefined })),
    out,
    options,
  )
}
