import { Checkbox, Typography } from 'antd'
import { type KeyboardEvent, useRef } from 'react'
import type { Evidence } from '../../../src-shared/contract/evidence.ts'
import { Thumbnail } from './Thumbnail.tsx'
import { kindText, lengthText } from './words.ts'

interface Props {
  rows: Evidence[]
  marked: readonly number[]
  onMark: (marked: number[]) => void
  onOpen: (file: Evidence) => void
}

/** The files as thumbnails: arrow keys walk them, Enter opens, a click on the box marks. */
export function Tiles({ rows, marked, onMark, onOpen }: Props) {
  const grid = useRef<HTMLDivElement>(null)

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, file: Evidence) => {
    if (event.target !== event.currentTarget) return // the box inside
    if (event.key === 'Enter') onOpen(file)
    const tiles = [...(grid.current?.children ?? [])]
    const here = tiles.indexOf(event.currentTarget)
    const columns = getComputedStyle(
      event.currentTarget.parentElement ?? event.currentTarget,
    ).gridTemplateColumns.split(' ').length
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key]
    const next = by === undefined ? undefined : tiles[here + by]
    if (!(next instanceof HTMLElement)) return
    event.preventDefault()
    next.focus()
  }

  return (
    <div ref={grid} className="tiles" role="listbox" aria-label="资料缩略图" aria-multiselectable>
      {rows.map(file => {
        const isMarked = marked.includes(file.id)
        return (
          <div
            key={file.id}
            className="tile"
            role="option"
            aria-selected={isMarked}
            aria-label={`${file.code} ${file.title}`}
            data-row-key={file.id}
            tabIndex={0}
            onClick={({ target }) => inBox(target) || onOpen(file)}
            onKeyDown={event => onKeyDown(event, file)}
          >
            <div className="tile-picture">
              <Thumbnail file={file} />
            </div>
            <span className="tile-mark">
              <Checkbox
                aria-label={`选择${file.code}`}
                checked={isMarked}
                onChange={({ target }) =>
                  onMark(target.checked ? [...marked, file.id] : marked.filter(id => id !== file.id))
                }
              />
            </span>
            {file.seconds !== null && <span className="tile-length num">{lengthText(file.seconds)}</span>}
            <Typography.Text ellipsis={{ tooltip: file.title }} style={{ display: 'block' }}>
              {file.title}
            </Typography.Text>
            <Typography.Text type="secondary" className="num" style={{ fontSize: 12 }}>
              {file.code}　{kindText(file.type)}
            </Typography.Text>
          </div>
        )
      })}
    </div>
  )
}

const inBox = (target: EventTarget) => target instanceof Element && target.closest('.tile-mark') !== null
