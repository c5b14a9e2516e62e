import type { FixityRun } from '../../../../src-shared/contract/seal.ts'

/** What a run found: colour and word. */
export function verdictOf({ changed, missing, unread, complete }: FixityRun): [color: string, word: string] {
  const parts = [
    changed.length > 0 ? `被改动 ${changed.length} 件` : '',
    missing.length > 0 ? `缺失 ${missing.length} 件` : '',
    unread.length > 0 ? `未能读取 ${unread.length} 件` : '',
    complete || unread.length > 0 ? '' : '未查完',
  ].filter(Boolean)
  if (changed.length + missing.length > 0) return ['error', parts.join('，')]
  return complete ? ['success', '完好'] : [unread.length > 0 ? 'warning' : 'default', parts.join('')]
}

/** The latest run over everything that was carried through; runs are listed newest first. */
export const lastWhole = (runs: readonly FixityRun[]): FixityRun | undefined =>
  runs.find(run => run.batchId === null && run.complete)

/** Files found changed or missing since (and by) the latest run over everything; only such a run clears them. Each named once. */
export function troubleOf(runs: readonly FixityRun[]): string[] {
  const last = lastWhole(runs)
  const recent = last ? runs.slice(0, runs.indexOf(last) + 1) : runs
  return [...new Set(recent.flatMap(faultsIn))]
}

/** What the latest run over everything could not read: neither good nor bad. */
export const unreadOf = (runs: readonly FixityRun[]): string[] => runs.find(run => run.batchId === null)?.unread ?? []

/** 被改动：… and 缺失：… of one run. */
export const faultsIn = ({ changed, missing }: FixityRun): string[] => [
  ...changed.map(name => `被改动：${name}`),
  ...missing.map(name => `缺失：${name}`),
]

/** All of one run that has to be looked at. */
export const notesIn = (run: FixityRun): string[] => [...faultsIn(run), ...run.unread.map(name => `未能读取：${name}`)]
