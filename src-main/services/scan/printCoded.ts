import type { FormSubject } from '../../../src-shared/contract/form.ts'
import type { PrintedWay } from '../../../src-shared/contract/scan.ts'
import type { Context } from '../../context.ts'
import { type FormItem, type PrintOptions, printForms } from '../../forms/print.ts'
import { enterPrinted, isCoded, type Leaving } from './printed.ts'

type LedgerContext = Pick<Context, 'db' | 'stamp'>

/** Marks the place of the code on every form that carries one, without using up a number. */
export const unnumbered = <T extends Pick<FormItem, 'form'>>(leaves: readonly T[]) =>
  leaves.map(leaf => (isCoded(leaf.form) ? { ...leaf, code: 'later' as const } : leaf))

/**
 * Prints papers whose pages are known, each page with its number. They are entered in the ledger first, so that no paper is ever without its row.
 * @throws AppError as printForms
 */
export async function printNumbered(
  ctx: LedgerContext,
  papers: readonly Leaving[],
  out: string,
  options: PrintOptions,
  way: PrintedWay,
): Promise<void> {
  const coded = papers.filter(paper => isCoded(paper.form))
  const codes = await ctx.db.write(manager => enterPrinted(manager, coded, way, ctx.stamp()))
  const items = papers.map(paper => (isCoded(paper.form) ? { ...paper, code: codes.shift() } : paper))
  await printForms(items, out, options)
}

/** A form that leaves at once, without a preview. */
export type Leaf = Pick<FormItem, 'form' | 'mode' | 'facts'> & { subject?: FormSubject }

/**
 * Prints forms that leave the program at once. Drawn twice: a code needs its row, the row the number of pages.
 * @throws AppError as printForms
 */
export async function printCoded(
  ctx: LedgerContext,
  leaves: readonly Leaf[],
  out: string,
  options: PrintOptions,
  way: PrintedWay,
): Promise<void> {
  const { each } = await printForms(unnumbered(leaves), out, options)
  if (!leaves.some(leaf => isCoded(leaf.form))) return
  const papers = leaves.map(({ subject = { kind: 'none' }, ...leaf }, i) => ({ ...leaf, subject, pages: each[i] ?? 1 }))
  await printNumbered(ctx, papers, out, options, way)
}
