import { useEffect, useRef } from 'react'
import { type Pdf, PX_PER_PT } from './pdf.ts'

interface Props {
  pdf: Pdf
  /** 1-based */
  page: number
  /** 1 = true size */
  zoom: number
  label: string
}

/** One page of the PDF itself, drawn sharp at the screen's own pixel ratio: what is seen is what is printed. */
export function PdfPage({ pdf, page, zoom, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    let stopped = false
    let cancel = () => {}
    void (async () => {
      const proxy = await pdf.getPage(page)
      const target = canvas.current
      if (stopped || !target) return
      const viewport = proxy.getViewport({ scale: zoom * PX_PER_PT * window.devicePixelRatio })
      // Drawn aside and copied when done, so that turning pages and zooming does not flicker white.
      const aside = document.createElement('canvas')
      aside.width = Math.round(viewport.width)
      aside.height = Math.round(viewport.height)
      const task = proxy.render({ canvas: aside, viewport })
      cancel = () => task.cancel()
      await task.promise
      if (stopped) return
      target.width = aside.width
      target.height = aside.height
      target.style.width = `${aside.width / window.devicePixelRatio}px`
      target.getContext('2d')?.drawImage(aside, 0, 0)
      target.dataset.page = String(page)
    })().catch((error: unknown) => {
      // A cancelled drawing rejects: that is how pdf.js stops. Anything else is a bug and must surface.
      if (!stopped) throw error
    })
    return () => {
      stopped = true
      cancel()
    }
  }, [pdf, page, zoom])

  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      style={{ display: 'block', background: 'var(--sheet)', boxShadow: '0 1px 6px rgba(0,0,0,.25)' }}
    />
  )
}
