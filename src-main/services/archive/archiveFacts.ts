/** What the forms of the archive print: 归档材料目录 of a batch, 销毁清册. */
import type { EntityManager } from 'typeorm'
import { listSlots } from '../evidence/slot.ts'
import { localDate, localTime } from '../localDate.ts'
import { lastReport } from './checkReport.ts'
import { showDestruction } from './destruction.ts'

/** Facts of the form slotList but for the plan's name and 认定形式. */
export async function slotFactsOf(manager: EntityManager, batchId: number) {
  const { slots, percent } = await listSlots(manager, batchId)
  return {
    percent,
    rows: slots.map(({ slot, name, phase, required, state, reason, files, records, retention }) => ({
      slot,
      name,
      phase,
      required,
      state,
      reason,
      files,
      records,
      retention,
    })),
  }
}

/** Facts of the form fourChecks but for the plan's: the last report, or none of it before the first. */
export async function checkFactsOf(manager: EntityManager, batchId: number) {
  const report = await lastReport(manager, batchId)
  if (!report) return {}
  return {
    checkedAt: localTime(report.at),
    checkedBy: report.by,
    checks: report.rows.map(({ no, result, notes }) => ({ no, result, notes })),
  }
}

export async function destructionFacts(manager: EntityManager, id: number) {
  const { items, at, doneAt, ...facts } = await showDestruction(manager, id)
  return {
    number: facts.number,
    reason: facts.reason,
    on: localDate(new Date(at)),
    proposedBy: facts.proposedBy,
    approvedBy: facts.approvedBy,
    witnessedBy: facts.witnessedBy,
    doneOn: doneAt === null ? undefined : localDate(new Date(doneAt)),
    count: items.length,
    size: sizeText(items.reduce((sum, item) => sum + item.bytes, 0)),
    items: items.map(({ code, title, batchName, bytes, sha256 }) => ({
      code,
      title,
      batch: batchName,
      size: sizeText(bytes),
      digest: sha256,
    })),
  }
}

const UNITS = ['字节', 'KB', 'MB', 'GB', 'TB']

function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10))
  const size = bytes / 1024 ** power
  return `${power === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${UNITS[power]}`
}
