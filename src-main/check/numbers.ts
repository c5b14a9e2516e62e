/** Running numbers that the batch shares with others, and what is skipped among them (check 12). */
import type { EntityManager } from 'typeorm'
import { sequenceGaps } from '../../src-shared/domain/code.ts'
import type { Stamp } from '../context.ts'
import type { BatchRecord } from '../db/entities/batch.ts'
import { usedSequences } from '../services/card/issue.ts'

/** Skipped numbers by name: a single one, or the first and the last of several. */
export interface Numbers {
  cards: string[]
  assignments: string[]
  batches: string[]
}

export async function loadNumbers(manager: EntityManager, batch: BatchRecord, stamp: Stamp): Promise<Numbers> {
  const year = Number((batch.dates.examFrom ?? stamp.today).slice(0, 4))
  const { all } = await usedSequences(manager, year) // 附件1 第10–13位: 依次, by year
  return {
    cards: gapNames(all, n => `证卡 ${year}-${four(n)}`),
    assignments: await assignmentGaps(manager, batch.id),
    batches: await batchGaps(manager, batch.planNo),
  }
}

const four = (n: number) => String(n).padStart(4, '0')

export const gapNames = (used: Iterable<number>, name: (n: number) => string): string[] =>
  sequenceGaps(used).map(({ from, to }) => (from === to ? name(from) : `${name(from)} 至 ${name(to)}`))

/** Of the years in which the batch has 委派单; numbers count over all batches. */
async function assignmentGaps(manager: EntityManager, batchId: number): Promise<string[]> {
  const rows = (await manager.query(
    'SELECT year, seq FROM assignment WHERE year IN (SELECT year FROM assignment WHERE batch_id = ?) ORDER BY year, seq',
    [batchId],
  )) as { year: number; seq: number }[]
  const years = [...new Set(rows.map(row => row.year))]
  return years.flatMap(year =>
    gapNames(
      rows.filter(row => row.year === year).map(row => row.seq),
      n => `WP-${year}-${four(n)}`,
    ),
  )
}

/** 计划号 that differ in their last digits only: what is skipped between the first and the last of them. Those in the bin are there. */
async function batchGaps(manager: EntityManager, planNo: string): Promise<string[]> {
  const [, prefix, digits = ''] = /^(.*?)(\d{1,9})$/s.exec(planNo) ?? []
  if (prefix === undefined || prefix === '') return [] // a bare number, or none: not a series that we know
  const rows = (await manager.query('SELECT plan_no AS "planNo" FROM batch WHERE substr(plan_no, 1, ?) = ?', [
    [...prefix].length,
    prefix,
  ])) as { planNo: string }[]
  const tails = rows.map(row => row.planNo.slice(prefix.length)).filter(tail => /^\d{1,9}$/.test(tail))
  const first = Math.min(...tails.map(Number))
  return gapNames(
    tails.map(tail => Number(tail) - first + 1),
    n => `${prefix}${String(n + first - 1).padStart(digits.length, '0')}`,
  )
}
