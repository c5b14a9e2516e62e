import type { Cell } from './cell.ts'
import type { Line } from './line.ts'

export interface Merge {
  left: number // 0-based columns
  right: number
  top: number // Excel's row numbers
  bottom: number
}

/**
 * Fills merged cells downwards as the rows go by: Excel keeps the value in the first cell only, and everybody reads it as the value of
 * every row that it covers. Across columns nothing is filled, since a 备注 over three columns is no 部门. A line says which of its
 * cells were filled, so that a row of them alone is nobody.
 */
export function mergeFiller(merges: readonly Merge[]): (line: Line) => void {
  const tall = merges.filter(m => m.bottom > m.top && m.left >= 0).sort((a, b) => a.top - b.top)
  const open = new Map<number, { bottom: number; value: Cell }>() // by column: merged cells never overlap
  let next = 0
  return line => {
    const { row, cells } = line
    for (const [column, { bottom, value }] of open) {
      if (bottom < row) open.delete(column)
      else if (isBlank(cells[column])) {
        while (cells.length < column) cells.push(null)
        cells[column] = value
        line.merged ??= new Set()
        line.merged.add(column)
      }
    }
    for (let merge = tall[next]; merge && merge.top <= row; merge = tall[++next]) {
      const value = cells[merge.left] ?? null
      if (merge.top === row && !isBlank(value)) open.set(merge.left, { bottom: merge.bottom, value })
    }
  }
}

const isBlank = (cell: Cell | undefined): boolean => cell === null || cell === undefined || cell === ''
