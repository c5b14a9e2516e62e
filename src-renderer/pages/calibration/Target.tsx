import { Alert, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { PdfPage } from '../print/PdfPage.tsx'
import { PX_PER_MM } from '../print/pdf.ts'
import '../print/print.css'
import { usePdf } from '../print/usePdf.ts'

/** mm */
const SIZE = { A4: { width: 210, height: 297 }, card: { width: 80, height: 110 } }

/** The target page, whole, as large as there is room. */
export function Target({ url, paper }: { url: string; paper: keyof typeof SIZE }) {
  const { pdf, failed } = usePdf(url)
  const desk = useRef<HTMLDivElement>(null)
  const [zoom, setZoom] = useState(0.3)

  useEffect(() => {
    const element = desk.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      const fit = Math.min(
        (element.clientWidth - 32) / (SIZE[paper].width * PX_PER_MM),
        (element.clientHeight - 32) / (SIZE[paper].height * PX_PER_MM),
      )
      setZoom(Math.max(0.1, Math.floor(fit * 100) / 100))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [paper])

  return (
    <div ref={desk} className="preview-desk">
      {failed ? (
        <Alert type="error" showIcon title="校准页无法显示" description="请关闭本窗口后重新打开。" />
      ) : pdf ? (
        <div className="preview-pair">
          <PdfPage pdf={pdf} page={1} zoom={zoom} label="校准页" />
        </div>
      ) : (
        <Spin />
      )}
    </div>
  )
}
