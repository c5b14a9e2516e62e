import { Button, Flex, Progress } from 'antd'
import { useEffect, useState } from 'react'
import type { FormJob } from '../../../src-shared/contract/form.ts'
import { ErrorBlock } from '../../showError.tsx'
import { Desk, type Room } from '../print/Desk.tsx'
import { PdfPage } from '../print/PdfPage.tsx'
import { type Pdf, PX_PER_PT } from '../print/pdf.ts'
import type { Preparing } from '../print/useJob.ts'
import { usePdf } from '../print/usePdf.ts'

/** The pages as they will be printed; while they are being made (anew), how far that is, with a way to stop. */
export function FormsPreview({ preparing }: { preparing: Preparing<'form.prepare'> }) {
  const { job, error, progress, busy, cancel, retry } = preparing
  const percent = progress?.total ? Math.floor((progress.done / progress.total) * 100) : 0
  return (
    <Flex vertical gap={8} style={{ flex: 1, minHeight: 0 }}>
      {busy && progress && progress.total > 1 && (
        <Flex gap={8} align="center">
          <span style={{ whiteSpace: 'nowrap' }}>
            正在排版 {progress.done} / {progress.total}
          </span>
          <Progress percent={percent} showInfo={false} status="active" style={{ flex: 1 }} />
          <Button size="small" onClick={cancel}>
            取消
          </Button>
        </Flex>
      )}
      {error && (
        <>
          <ErrorBlock error={error} />
          <Button onClick={retry} style={{ alignSelf: 'flex-start' }}>
            重新排版
          </Button>
        </>
      )}
      {job && !error && <Pages job={job} />}
    </Flex>
  )
}

/** Margins and scroll bar of the desk, CSS px. */
const MARGIN = 24 + 16

function Pages({ job }: { job: FormJob }) {
  const { pdf, failed } = usePdf(`/print/${job.jobId}/both.pdf`)
  const size = useSize(pdf)
  const scaleFor = (room: Room) =>
    Math.min((room.width - MARGIN) / (size.width * PX_PER_PT), (room.height - MARGIN) / (size.height * PX_PER_PT))
  return (
    <Desk pages={Math.max(1, job.pages)} unit="页" scaleFor={scaleFor} failed={failed}>
      {pdf
        ? (at, scale) => (
            <div className="preview-pair">
              <PdfPage pdf={pdf} page={at} zoom={scale} label={`第 ${at} 页，共 ${job.pages} 页`} />
            </div>
          )
        : null}
    </Desk>
  )
}

/** Of the first page, pt; A4 upright until it is known. */
function useSize(pdf: Pdf | undefined): { width: number; height: number } {
  const [size, setSize] = useState({ width: 595, height: 842 })
  useEffect(() => {
    if (!pdf) return
    let left = false
    void pdf.getPage(1).then(page => {
      const { width, height } = page.getViewport({ scale: 1 })
      if (!left) setSize({ width, height })
    })
    return () => {
      left = true
    }
  }, [pdf])
  return size
}
