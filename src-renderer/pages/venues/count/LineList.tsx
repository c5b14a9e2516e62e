import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { CheckLine } from '../../../../src-shared/contract/venueCheck.ts'
import { ResultTag } from '../tags.tsx'
import './count.css'

/** CSS px; count.css draws the rows in this height. */
const ROW = 32
/** Rows kept in sight above and below the current one. */
const AROUND = 2

const HEADS = ['行号', '名称', '型号', '规格', '位置（室）', '资产编号', '应有', '实有', '结果', '备注']
const NUMBERS = new Set(['应有', '实有'])

export const LIST_ID = 'count-lines'
export const lineId = (no: number): string => `count-line-${no}`

interface Props {
  lines: CheckLine[]
  cursor: number
  onPick: (no: number) => void
}

/** The lines of a count. Only those in sight are in the page: a venue may have ten thousand. */
export function LineList({ lines, cursor, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 400 })
  const at = lines.findIndex(line => line.no === cursor)

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setView(old => ({ ...old, height: element.clientHeight })))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const { height } = view
  useEffect(() => {
    const element = box.current
    if (!element || at < 0) return
    const top = (at - AROUND) * ROW
    const bottom = (at + 1 + AROUND) * ROW
    if (element.scrollTop > top) element.scrollTop = top
    else if (element.scrollTop + height < bottom) element.scrollTop = bottom - height
  }, [at, height])

  const first = Math.max(0, Math.floor(view.top / ROW) - 5)
  const last = Math.min(lines.length, Math.ceil((view.top + view.height) / ROW) + 5)
  return (
    <div className="count-table">
      <div className="count-line count-head" aria-hidden>
        {HEADS.map(title => (
          <span key={title} className={NUMBERS.has(title) ? 'count-number' : undefined}>
            {title}
          </span>
        ))}
      </div>
      <div
        ref={box}
        id={LIST_ID}
        role="listbox"
        aria-label="设备"
        tabIndex={-1}
        className="count-lines"
        onScroll={event => setView(old => ({ ...old, top: (event.target as HTMLElement).scrollTop }))}
      >
        <div style={{ height: lines.length * ROW, position: 'relative' }}>
          {lines.slice(first, last).map((line, i) => (
            <Line
              key={line.no}
              line={line}
              top={(first + i) * ROW}
              current={line.no === cursor}
              onPick={() => onPick(line.no)}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface LineProps {
  line: CheckLine
  top: number
  current: boolean
  onPick: () => void
}

/** The cursor is moved with the keyboard in the field above; the mouse is only another way. */
function Line({ line, top, current, onPick }: LineProps) {
  const note = [line.foundModel && `现场型号 ${line.foundModel}`, line.note].filter(Boolean).join('；')
  return (
    <div
      id={lineId(line.no)}
      role="option"
      aria-selected={current}
      tabIndex={-1}
      className={`count-line${current ? ' count-current' : ''}${line.result ? ' count-done' : ''}`}
      style={{ position: 'absolute', top, left: 0, right: 0 }}
      onMouseDown={onPick}
    >
      <span className="num">{line.no}</span>
      <span title={line.name}>
        {line.extra && <strong>清单外 </strong>}
        {line.name}
      </span>
      <span title={line.model}>{line.model}</span>
      <span title={line.spec}>{line.spec}</span>
      <span title={line.room}>{line.room}</span>
      <span title={line.assetNo}>{line.assetNo}</span>
      <span className="num count-number">
        {line.expected} {line.unit}
      </span>
      <span className="num count-number">{line.counted ?? '—'}</span>
      <span>{line.result && <ResultTag result={line.result} />}</span>
      <span title={note}>{note}</span>
    </div>
  )
}
