import { MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Flex } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Evidence } from '../../../src-shared/contract/evidence.ts'
import { evidenceUrl } from './address.ts'

interface Props {
  file: Evidence
  onError: () => void
  /** Lies over the picture and has its size; the boxes as they are without it. */
  children?: ReactNode
  /** Beside the zoom. */
  bar?: ReactNode
}

interface Size {
  width: number
  height: number
}

const STEPS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4]

/** A picture on a dark desk: fitted to the room, zoomed with buttons, Ctrl and the wheel; 1 picture pixel = 1 CSS px at 100 %. */
export function Picture({ file, onError, children, bar }: Props) {
  const [size, setSize] = useState<Size | null>(null)
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 })
  const [zoom, setZoom] = useState<number | 'fit'>('fit')
  const desk = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = desk.current
    if (!element) return
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const fit = size ? Math.min(1, room.width / size.width, room.height / size.height) : 1
  const scale = zoom === 'fit' ? fit : zoom
  const step = (by: 1 | -1) => {
    const next = by > 0 ? STEPS.find(s => s > scale * 1.01) : STEPS.findLast(s => s < scale * 0.99)
    if (next !== undefined) setZoom(next)
  }
  const shown = size ? { width: size.width * scale, height: size.height * scale } : { width: 0, height: 0 }
  return (
    <div className="look">
      <Flex gap={4} align="center" style={{ padding: '4px 8px' }}>
        <Flex gap={4} align="center" style={{ flex: 1, minWidth: 0 }}>
          {bar}
        </Flex>
        <Button size="small" icon={<MinusOutlined />} aria-label="缩小" onClick={() => step(-1)} />
        <span className="num" style={{ width: 48, textAlign: 'center' }}>
          {Math.round(scale * 100)}%
        </span>
        <Button size="small" icon={<PlusOutlined />} aria-label="放大" onClick={() => step(1)} />
        <Button size="small" onClick={() => setZoom(zoom === 'fit' ? 1 : 'fit')}>
          {zoom === 'fit' ? '原大' : '适合窗口'}
        </Button>
      </Flex>
      <div ref={desk} className="look-desk" onWheel={event => event.ctrlKey && step(event.deltaY < 0 ? 1 : -1)}>
        <div className="look-picture" style={shown}>
          <img
            src={evidenceUrl(file.file)}
            alt={file.title}
            draggable={false}
            style={shown}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setSize({ width: naturalWidth, height: naturalHeight })
            }
            onError={onError}
          />
          {children ?? <Boxes file={file} />}
        </div>
      </div>
    </div>
  )
}

/** Where the 脱敏 package will be black. */
function Boxes({ file }: { file: Evidence }) {
  return file.boxes.map(box => (
    <span key={`${box.x}|${box.y}|${box.width}|${box.height}`} className="mask mask-shown" style={placeOf(box)} />
  ))
}

const percent = (part: number) => `${part * 100}%`
export const placeOf = ({ x, y, width, height }: Evidence['boxes'][number]) => ({
  left: percent(x),
  top: percent(y),
  width: percent(width),
  height: percent(height),
})
