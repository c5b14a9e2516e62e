import type { KeyboardEvent, PointerEvent } from 'react'
import { type Box, move, type Size, scale, stretch, widest } from './crop.ts'

interface Props {
  url: string
  image: Size
  box: Box
  onChange: (box: Box) => void
}

const ROOM: Size = { width: 440, height: 380 }

const MOVES: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const ZOOM_STEP = 1.04
const ZOOMS: Record<string, number> = { '+': ZOOM_STEP, '=': ZOOM_STEP, '-': 1 / ZOOM_STEP }

/** Choose the 5:7 part of a picture: drag the frame or its corner, turn the wheel, or use arrow keys and + −. */
export function Cropper({ url, image, box, onChange }: Props) {
  const zoom = Math.min(ROOM.width / image.width, ROOM.height / image.height)

  const onKeyDown = (event: KeyboardEvent) => {
    const [x, y] = MOVES[event.key] ?? [0, 0]
    const factor = ZOOMS[event.key] ?? 1
    if (x === 0 && y === 0 && factor === 1) return
    event.preventDefault()
    const step = (image.width / 100) * (event.shiftKey ? 5 : 1)
    onChange(scale(image, move(image, box, x * step, y * step), factor))
  }

  const drag = (apply: (dx: number, dy: number) => Box) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.stopPropagation()
    const target = event.currentTarget
    const from = { x: event.clientX, y: event.clientY }
    target.setPointerCapture(event.pointerId)
    const onMove = (to: globalThis.PointerEvent) =>
      onChange(apply((to.clientX - from.x) / zoom, (to.clientY - from.y) / zoom))
    const onUp = () => {
      target.removeEventListener('pointermove', onMove)
      target.removeEventListener('pointerup', onUp)
      target.removeEventListener('pointercancel', onUp)
    }
    target.addEventListener('pointermove', onMove)
    target.addEventListener('pointerup', onUp)
    target.addEventListener('pointercancel', onUp)
  }

  return (
    <div className="crop" style={{ width: image.width * zoom, height: image.height * zoom }}>
      <img src={url} alt="所选的照片" draggable={false} style={{ width: '100%', height: '100%', display: 'block' }} />
      <div
        className="crop-frame"
        role="slider"
        aria-label="裁剪框：方向键移动，加号减号缩放"
        aria-valuetext={`宽 ${Math.round(box.width)} 像素`}
        aria-valuenow={Math.round(box.width)}
        aria-valuemin={0}
        aria-valuemax={Math.round(widest(image))}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onWheel={event => onChange(scale(image, box, event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP))}
        onPointerDown={drag((dx, dy) => move(image, box, dx, dy))}
        style={{ left: box.x * zoom, top: box.y * zoom, width: box.width * zoom, height: box.height * zoom }}
      >
        <div className="crop-corner" onPointerDown={drag(dx => stretch(image, box, dx))} />
      </div>
    </div>
  )
}

/** The chosen part, as wide as asked. */
export function CropPreview({ url, image, box, width }: Omit<Props, 'onChange'> & { width: number }) {
  const zoom = width / box.width
  return (
    <div style={{ width, height: box.height * zoom, overflow: 'hidden', borderRadius: 2, background: 'var(--alt)' }}>
      <img
        src={url}
        alt="裁剪后的样子"
        style={{
          width: image.width * zoom,
          height: image.height * zoom,
          transform: `translate(${-box.x * zoom}px, ${-box.y * zoom}px)`,
          display: 'block',
        }}
      />
    </div>
  )
}
