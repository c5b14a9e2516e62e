import type { PrintJob } from '../../../src-shared/contract/print.ts'
import { Desk, type Room } from './Desk.tsx'
import { PdfPage } from './PdfPage.tsx'
import { PX_PER_MM } from './pdf.ts'
import { SHEETS } from './sheets.ts'
import { usePdf } from './usePdf.ts'

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
  const scaleFor = (room: Room) =>
    Math.min(
      (room.width - MARGIN.x) / 2 / (shape.width * PX_PER_MM),
      (room.height - MARGIN.y) / (shape.height * PX_PER_MM),
    )

  return (
    <Desk pages={Math.max(1, job.sheets)} unit="张" scaleFor={scaleFor} failed={first.failed || second.failed}>
      {front && back
        ? (at, scale) => (
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
          )
        : null}
    </Desk>
  )
}
