import { LeftOutlined, MinusOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { Alert, Button, Flex, InputNumber, Select, Space, Spin, Tooltip } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import './print.css'

const STEPS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3]

export interface Room {
  width: number
  height: number
}

interface Props {
  /** How many can be turned to. */
  pages: number
  /** What is turned: 张, 页. */
  unit: string
  /** The scale at which one of them fits into the room, CSS px. */
  scaleFor: (room: Room) => number
  failed: boolean
  /** Draws what lies on the desk; null while it is being opened. */
  children: ((at: number, scale: number) => ReactNode) | null
}

/** A dark desk with sheets of paper on it: turned (PageUp, PageDown), zoomed, scrolled. */
export function Desk({ pages, unit, scaleFor, failed, children }: Props) {
  const [page, setPage] = useState(1)
  const [zoom, setZoom] = useState<number | 'fit'>('fit')
  const desk = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState<Room>({ width: 600, height: 400 })

  useEffect(() => {
    const element = desk.current
    if (!element) return
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const at = Math.min(page, pages)
  const turn = (to: number) => setPage(Math.min(pages, Math.max(1, to)))
  const scale = zoom === 'fit' ? Math.max(0.1, Math.floor(scaleFor(room) * 100) / 100) : zoom
  const step = (by: 1 | -1) => {
    const next = by > 0 ? STEPS.find(s => s > scale) : STEPS.findLast(s => s < scale)
    if (next) setZoom(next)
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const to = { PageDown: at + 1, PageUp: at - 1 }[event.key]
      if (to === undefined) return
      event.preventDefault()
      setPage(Math.min(pages, Math.max(1, to)))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [at, pages])

  return (
    <Flex vertical style={{ flex: 1, minWidth: 0, minHeight: 0, border: '1px solid var(--line)' }}>
      <Flex justify="space-between" align="center" gap={8} wrap style={{ padding: '4px 8px' }}>
        <Space size={4}>
          <Button
            size="small"
            icon={<LeftOutlined />}
            aria-label={`上一${unit}（PageUp）`}
            disabled={at <= 1}
            onClick={() => turn(at - 1)}
          />
          <InputNumber
            size="small"
            min={1}
            max={pages}
            value={at}
            onChange={value => value && turn(value)}
            aria-label={`第几${unit}`}
            controls={false}
            style={{ width: 52 }}
          />
          <span className="num">
            / {pages} {unit}
          </span>
          <Button
            size="small"
            icon={<RightOutlined />}
            aria-label={`下一${unit}（PageDown）`}
            disabled={at >= pages}
            onClick={() => turn(at + 1)}
          />
        </Space>
        <Space size={4}>
          <Button size="small" icon={<MinusOutlined />} aria-label="缩小" onClick={() => step(-1)} />
          <Select
            size="small"
            value={zoom}
            onChange={setZoom}
            aria-label="显示比例"
            style={{ width: 152 }}
            options={[
              { value: 'fit' as const, label: `适合窗口 ${Math.round(scale * 100)}%` },
              ...STEPS.map(value => ({ value, label: value === 1 ? '100%（实际大小）' : `${value * 100}%` })),
            ]}
          />
          <Tooltip title="放大">
            <Button size="small" icon={<PlusOutlined />} aria-label="放大" onClick={() => step(1)} />
          </Tooltip>
        </Space>
      </Flex>
      {failed ? (
        <Alert
          type="error"
          showIcon
          title="预览无法打开"
          description="打印文件可能已被清理。请改动版式或重新打开本窗口，以重新排版。"
        />
      ) : (
        <section ref={desk} className="preview-desk" aria-label="打印预览">
          {children ? children(at, scale) : <Spin />}
        </section>
      )}
    </Flex>
  )
}
