import type { FixityRun } from '../../../../src-shared/contract/seal.ts'

/** What a run found: colour and word. */
export function verdictOf({ changed, missing, complete }: FixityRun): [color: string, word: string] {
  const parts = [
    changed.length > 0 ? `被改动 ${changed.length} 件` : '',
    missing.length > 0 ? `缺失 ${missing.length} 件` : '',
    complete ? '' : '未查完',
  ].filter(Boolean)
  if (changed.length + missing.length > 0) return ['error', parts.join('，')]
  return complete ? ['success', '完好'] : ['default', parts.join('')]
}

/** The latest run over everything that was carried through; runs are listed newest first. */
export const lastWhole = (runs: readonly FixityRun[]): FixityRun | undefined =>
  runs.find(run => run.batchId === null && run.complete)

/** The files that the latest runs found changed or missing, and nobody has found whole since. */
export const troubleOf = (runs: readonly FixityRun[]): number => {
  const last = lastWhole(runs)
  return last ? last.changed.length + last.missing.length : 0
}
