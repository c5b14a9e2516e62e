import { InputNumber, Table } from 'antd'
import type { KeyboardEvent } from 'react'
import type { Reading } from '../../../src-shared/contract/print.ts'

/** What was typed so far, by cross; mm from the sheet's left and top edges. */
export type Measured = Record<number, { x: number | null; y: number | null }>

/** Crosses with both distances. */
export const complete = (measured: Measured): Reading[] =>
  Object.entries(measured).flatMap(([index, { x, y }]) =>
    x === null || y === null ? [] : [{ index: Number(index), x, y }],
  )

interface Props {
  crosses: Reading[]
  measured: Measured
  onChange: (measured: Measured) => void
}

/** The table of readings; Enter goes on to the next field as Tab does. */
export function Readings({ crosses, measured, onChange }: Props) {
  const field = (cross: Reading, axis: 'x' | 'y') => (
    <InputNumber
      size="small"
      min={0}
      max={300}
      step={0.1}
      precision={1}
      placeholder={cross[axis].toFixed(1)}
      value={measured[cross.index]?.[axis] ?? null}
      aria-label={`第 ${cross.index} 点距${axis === 'x' ? '左' : '上'}边，毫米`}
      onChange={value =>
        onChange({ ...measured, [cross.index]: { x: null, y: null, ...measured[cross.index], [axis]: value } })
      }
      onKeyDown={next}
      style={{ width: '100%' }}
    />
  )
  return (
    <Table<Reading>
      size="small"
      rowKey="index"
      className="readings"
      dataSource={crosses}
      pagination={false}
      columns={[
        { title: '点', dataIndex: 'index', width: 44 },
        {
          title: '应在（左 / 上）mm',
          className: 'num',
          render: (_, cross) => `${cross.x.toFixed(1)} / ${cross.y.toFixed(1)}`,
        },
        { title: '实测距左边 mm', width: 130, render: (_, cross) => field(cross, 'x') },
        { title: '实测距上边 mm', width: 130, render: (_, cross) => field(cross, 'y') },
      ]}
    />
  )
}

function next(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'Enter') return
  event.preventDefault()
  const fields = [...(event.currentTarget.closest('.readings')?.querySelectorAll('input') ?? [])]
  fields[fields.indexOf(event.currentTarget) + 1]?.focus()
}
