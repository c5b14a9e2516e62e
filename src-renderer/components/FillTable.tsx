import { Table, type TableProps } from 'antd'
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'

interface Props<T> extends Omit<TableProps<T>, 'scroll' | 'onRow'> {
  /** Width in px below which the table scrolls sideways. */
  minWidth: number
  /** A click on a row, or Enter while it has the focus. */
  onOpen?: (row: T) => void
}

const HEAD_PX = 40
const FOOT_PX = 48 // pagination

/** A dense table that takes the height it is given: the head and the page numbers stay, the rows scroll inside. */
export function FillTable<T extends object>({ minWidth, onOpen, pagination, ...rest }: Props<T>) {
  const box = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(320)

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  return (
    <div ref={box} style={{ height: '100%', minHeight: 160, overflow: 'hidden' }}>
      <Table<T>
        size="small"
        scroll={{ x: minWidth, y: Math.max(80, height - HEAD_PX - (pagination === false ? 0 : FOOT_PX)) }}
        pagination={
          pagination === false
            ? false
            : {
                size: 'small',
                showSizeChanger: true,
                pageSizeOptions: [20, 50, 100, 200],
                showTotal: total => `共 ${total} 条`,
                style: { margin: '10px 0 0' },
                ...pagination,
              }
        }
        onRow={onOpen && (row => ({ className: 'clickable-row', tabIndex: 0, ...opening(() => onOpen(row)) }))}
        {...rest}
      />
    </div>
  )
}

/** Rows open with the mouse and with Enter; arrow keys walk them. */
function opening(open: () => void) {
  return {
    onClick: open,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.target !== event.currentTarget) return // a button inside the row
      if (event.key === 'Enter') open()
      const next =
        event.key === 'ArrowDown'
          ? event.currentTarget.nextElementSibling
          : event.key === 'ArrowUp'
            ? event.currentTarget.previousElementSibling
            : null
      if (!(next instanceof HTMLElement)) return
      event.preventDefault()
      next.focus()
    },
  }
}
