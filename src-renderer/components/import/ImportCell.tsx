import { Tooltip, Typography } from 'antd'
import type { ImportRow } from '../../../src-shared/contract/roster.ts'

export const LEVEL = {
  error: { text: '错误', color: 'var(--red)', background: 'var(--redTint)' },
  warning: { text: '提醒', color: 'var(--amber)', background: 'var(--amberTint)' },
}

type Row = Pick<ImportRow, 'values' | 'problems'>

/** The worst problem of a cell. */
export function problemOf(row: Row, column: string): Row['problems'][number] | undefined {
  const here = row.problems.filter(problem => problem.column === column)
  return here.find(problem => problem.level === 'error') ?? here[0]
}

/** What would be stored; a cell that has a problem says so in place. */
export function ImportCell({ row, column, onMend }: { row: Row; column: string; onMend?: (value: string) => void }) {
  const value = row.values[column] ?? ''
  const problem = problemOf(row, column)
  if (!problem) return value
  if (onMend) {
    const mend = (text: string) => text !== value && onMend(text)
    return (
      <Typography.Text
        style={{ color: LEVEL[problem.level].color }}
        title={problem.message}
        editable={{ onChange: mend, text: value, triggerType: ['text', 'icon'], tooltip: problem.message }}
      >
        {value || '（未取用）'}
      </Typography.Text>
    )
  }
  return (
    <Tooltip title={problem.message}>
      <span style={{ color: LEVEL[problem.level].color }}>{value || '（未取用）'}</span>
    </Tooltip>
  )
}
