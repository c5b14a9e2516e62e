import { Button, Typography } from 'antd'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Box, Evidence } from '../../../src-shared/contract/evidence.ts'
import { asCallError, call } from '../../api.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { drawn, FIRST, MAX_BOXES, mergeBoxes, moved, type Point, stretched } from './boxes.ts'
import { Picture, placeOf } from './Picture.tsx'

interface Props {
  file: Evidence
  /** Boxes are changed and not yet saved. */
  onDirty: (dirty: boolean) => void
  onClose: () => void
}

interface Marked {
  key: number
  box: Box
}

const MOVES: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const STEP = 0.005
const HELP = '鼠标画框；方向键移动，Shift+方向键改大小，Delete 删除'

/**
 * What the 脱敏 package covers: drawn with the mouse, or added and moved with the keyboard (arrows; with Shift they stretch; Delete removes).
 * The original is never touched.
 */
export function Masker({ file, onDirty, onClose }: Props) {
  const [list, setList] = useState<Marked[]>(() => file.boxes.map((box, key) => ({ key, box })))
  const [sketch, setSketch] = useState<Box | null>(null)
  const next = useRef(file.boxes.length)
  const layer = useRef<HTMLDivElement>(null)
  const { run, running } = useTask()
  const opened = useRef({ seen: file.seen, boxes: file.boxes })
  const changed = JSON.stringify(list.map(one => one.box)) !== JSON.stringify(file.boxes)
  const tell = useRef(onDirty)
  tell.current = onDirty
  useEffect(() => {
    tell.current(changed)
    return () => tell.current(false)
  }, [changed])
  const full = list.length >= MAX_BOXES

  const add = (box: Box) => {
    if (full) return
    next.current += 1
    setList([...list, { key: next.current, box }])
  }
  const change = (key: number, box: Box) => setList(old => old.map(one => (one.key === key ? { key, box } : one)))
  const remove = (key: number) => setList(old => old.filter(one => one.key !== key))
  const save = async () => {
    const boxes = list.map(one => one.box)
    const saved = await run('正在保存遮盖', async options => {
      try {
        return await call('evidence.mark', { id: file.id, seen: opened.current.seen, boxes }, options)
      } catch (error) {
        if (asCallError(error).data.code !== 'STALE') throw error
        const now = await call('evidence.get', { id: file.id })
        const merged = mergeBoxes(opened.current.boxes, boxes, now.boxes)
        opened.current = { seen: now.seen, boxes: now.boxes }
        next.current += merged.length
        setList(merged.map((box, i) => ({ key: next.current + i, box })))
        throw error // both hands' boxes stand on the picture now; they are saved when somebody has looked
      }
    })
    if (!saved) return
    done(list.length > 0 ? `已保存 ${list.length} 处遮盖，脱敏包里会涂黑` : '已取消全部遮盖')
    onClose()
  }

  /** Follows the pointer in fractions of the picture until it is let go. */
  const follow = (event: PointerEvent<HTMLElement>, onMove: (to: Point, from: Point) => void, onEnd = () => {}) => {
    const area = layer.current?.getBoundingClientRect()
    if (!area || event.button !== 0) return
    event.stopPropagation()
    const target = event.currentTarget
    const place = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => ({
      x: (clientX - area.left) / area.width,
      y: (clientY - area.top) / area.height,
    })
    const from = place(event)
    target.setPointerCapture(event.pointerId)
    const move = (to: globalThis.PointerEvent) => onMove(place(to), from)
    const up = () => {
      target.removeEventListener('pointermove', move)
      target.removeEventListener('pointerup', up)
      target.removeEventListener('pointercancel', up)
      onEnd()
    }
    target.addEventListener('pointermove', move)
    target.addEventListener('pointerup', up)
    target.addEventListener('pointercancel', up)
  }
  const draw = (event: PointerEvent<HTMLElement>) => {
    let last: Box | null = null
    follow(
      event,
      (to, from) => {
        last = drawn(from, to)
        setSketch(last)
      },
      () => {
        setSketch(null)
        if (last) add(last)
      },
    )
  }
  const drag = (event: PointerEvent<HTMLElement>, { key, box }: Marked, how: typeof moved) =>
    follow(event, (to, from) => change(key, how(box, to.x - from.x, to.y - from.y)))

  const onKey = (event: KeyboardEvent, { key, box }: Marked) => {
    const [x, y] = MOVES[event.key] ?? [0, 0]
    const by = event.shiftKey ? stretched : moved
    if (x !== 0 || y !== 0) change(key, by(box, x * STEP, y * STEP))
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(key)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <Picture
      file={file}
      onError={onClose}
      bar={
        <>
          <Button size="small" type="primary" loading={running} disabled={!changed} onClick={save}>
            保存遮盖
          </Button>
          <Button size="small" onClick={onClose}>
            放弃
          </Button>
          <Button size="small" disabled={full} onClick={() => add(FIRST)}>
            添加一块
          </Button>
          <Button size="small" disabled={list.length === 0} onClick={() => setList([])}>
            全部清除
          </Button>
          <Typography.Text type="secondary" ellipsis={{ tooltip: HELP }} style={{ minWidth: 0 }}>
            {full ? `一张图片最多 ${MAX_BOXES} 处` : `${list.length} 处　${HELP}`}
          </Typography.Text>
        </>
      }
    >
      <div
        ref={layer}
        className="masking"
        data-keys
        style={{ position: 'absolute', inset: 0 }}
        onPointerDown={event => !full && draw(event)}
      >
        {list.map((one, i) => (
          <button
            key={one.key}
            type="button"
            className="mask"
            aria-label={`第 ${i + 1} 处遮盖`}
            style={placeOf(one.box)}
            onPointerDown={event => drag(event, one, moved)}
            onKeyDown={event => onKey(event, one)}
          >
            <span className="mask-corner" onPointerDown={event => drag(event, one, stretched)} />
          </button>
        ))}
        {sketch && <span className="mask" style={placeOf(sketch)} />}
      </div>
    </Picture>
  )
}
