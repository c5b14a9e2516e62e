import { LeftOutlined, MinusOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { Alert, Button, Flex, InputNumber, Select, Space, Spin, Tooltip } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { PrintJob } from '../../../src-shared/contract/print.ts'
import { PdfPage } from './PdfPage.tsx'
import { PX_PER_MM } from './pdf.ts'
import './print.css'
import { SHEETS } from './sheets.ts'
import { usePdf } from './usePdf.ts'

const STEPS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3]
/** Margins, captions and scroll bar of the desk, CSS px. */
const MARGIN = { x: 24 + 16 + 16, y: 24 + 28 }

/** The job's PDFs, front and back of a sheet side by side, as they will be printed. */
export function Preview({ job }: { job: PrintJob }) {
  const shape = SHEETS[job.layout]
  // Single cards come as one file: front, back, front, back…
  const joined = job.files.some(({ file }) => file === 'both')
  const first = usePdf(`/print/${job.jobId}/${joined ? 'both' : 'front'}.pdf`)
  const second = usePdf(joined ? null : `/print/${job.jobId}/back.pdf`)
  const front = first.pdf
  const back = joined ? first.pdf : second.pdf
  const [sheet, setSheet] = useState(1)
  const [zoom, setZoom] = useState<number | 'fit'>('fit')
  const desk = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState({ width: 600, height: 400 })

  useEffect(() => {
    const element = desk.current
    if (!element) return
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const pages = Math.max(1, job.sheets)
  const at = Math.min(sheet, pages)
  const turn = (to: number) => setSheet(Math.min(pages, Math.max(1, to)))
  const fit = Math.min(
    (room.width - MARGIN.x) / 2 / (shape.width * PX_PER_MM),
    (room.height - MARGIN.y) / (shape.height * PX_PER_MM),
  )
  const scale = zoom === 'fit' ? Math.max(0.1, Math.floor(fit * 100) / 100) : zoom
  const step = (by: 1 | -1) => {
    const next = by > 0 ? STEPS.find(s => s > scale) : STEPS.findLast(s => s < scale)
    if (next) setZoom(next)
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const to = { PageDown: at + 1, PageUp: at - 1 }[event.key]
      if (to === undefined) return
      event.preventDefault()
      setSheet(Math.min(pages, Math.max(1, to)))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [at, pages])

  return (
    <Flex vertical style={{ flex: 1, minWidth: 0, minHeight: 0, border: '1px solid #d9d9d9' }}>
      <Flex justify="space-between" align="center" gap={8} wrap style={{ padding: '4px 8px' }}>
        <Space size={4}>
          <Button
            size="small"
            icon={<LeftOutlined />}
            aria-label="上一张（PageUp）"
            disabled={at <= 1}
            onClick={() => turn(at - 1)}
          />
          <InputNumber
            size="small"
            min={1}
            max={pages}
            value={at}
            onChange={value => value && turn(value)}
            aria-label="第几张"
            controls={false}
            style={{ width: 52 }}
          />
          <span className="num">/ {pages} 张</span>
          <Button
            size="small"
            icon={<RightOutlined />}
            aria-label="下一张（PageDown）"
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
      {first.failed || second.failed ? (
        <Alert
          type="error"
          showIcon
          title="预览无法打开"
          description="打印文件可能已被清理。请改动版式或重新打开本窗口，以重新排版。"
        />
      ) : (
        <section ref={desk} className="preview-desk" aria-label="打印预览">
          {front && back ? (
            <div className="preview-pair">
              <figure>
                <figcaption>正面 第 {at} 张</figcaption>
                <PdfPage pdf={front} page={joined ? 2 * at - 1 : at} zoom={scale} label={`正面第 ${at} 张`} />
              </figure>
              <figure>
                <figcaption>
                  反面 第 {at} 张{joined ? '' : '（与正面套准）'}
                </figcaption>
                <PdfPage pdf={back} page={joined ? 2 * at : at} zoom={scale} label={`反面第 ${at} 张`} />
              </figure>
            </div>
          ) : (
            <Spin />
          )}
        </section>
      )}
    </Flex>
  )
}
