import { Alert, Button, Spin } from 'antd'
import { useEffect, useState } from 'react'
import type { Evidence } from '../../../src-shared/contract/evidence.ts'
import { call } from '../../api.ts'
import { showError } from '../../showError.tsx'
import { Desk, type Room } from '../print/Desk.tsx'
import { PdfPage } from '../print/PdfPage.tsx'
import { type Pdf, PX_PER_PT } from '../print/pdf.ts'
import { usePdf } from '../print/usePdf.ts'
import { evidenceUrl } from './address.ts'
import { Picture } from './Picture.tsx'
import { viewOf } from './words.ts'

/** The original, shown by its type (by magic number): picture, PDF, video, sound, text, or how to look at it otherwise. */
export function Look({ file }: { file: Evidence }) {
  const [failed, setFailed] = useState(false)
  const url = evidenceUrl(file.file)
  const view = viewOf(file.type)
  const closed = useClosed(url, file.frozen !== null)
  if (file.destroyed) return <Blind text="文件已销毁，内容不再保存。" />
  if (file.bytes === 0) return <Blind text="文件是空的，没有可以显示的内容。" />
  if (closed) return <Closed file={file} />
  if (failed || view === 'none') {
    return <Blind file={file} text="这种格式不能在窗口里显示。" />
  }
  const onError = () => setFailed(true)
  if (view === 'image') return <Picture file={file} onError={onError} />
  if (view === 'pdf') return <Paper url={url} />
  if (view === 'text') return <Words url={url} />
  return (
    <div className="look">
      <div className="look-desk">
        {view === 'video' ? (
          <video src={url} controls preload="metadata" aria-label={file.title} onError={onError}>
            <track kind="captions" />
          </video>
        ) : (
          <audio src={url} controls preload="metadata" aria-label={file.title} onError={onError}>
            <track kind="captions" />
          </audio>
        )}
      </div>
    </div>
  )
}

/** Whether the original asks for a 查阅登记 first; only those of frozen batches can. */
function useClosed(url: string, ask: boolean): boolean {
  const [closed, setClosed] = useState(false)
  useEffect(() => {
    if (!ask) return setClosed(false)
    const stop = new AbortController()
    fetch(url, { headers: { Range: 'bytes=0-0' }, signal: stop.signal }).then(
      answer => setClosed(answer.status === 403),
      () => {},
    )
    return () => stop.abort()
  }, [url, ask])
  return closed
}

function Closed({ file }: { file: Evidence }) {
  return (
    <div className="look">
      <Alert
        type="info"
        showIcon
        title="批次已封存，查看原件须先办理查阅登记"
        description="请在该批次的「查阅登记」登记今天的查阅（批准人、在场内督员）。"
      />
      {file.thumbnail && <img src={`/photo/${file.thumbnail}`} alt={file.title} style={{ margin: '16px auto' }} />}
    </div>
  )
}

function Blind({ text, file }: { text: string; file?: Evidence }) {
  return (
    <div className="look">
      <Alert
        type="info"
        showIcon
        title={text}
        description={file && '可以用本机的程序打开，或另存后查看。'}
        action={
          file && (
            <Button onClick={() => call('evidence.open', { id: file.id }).catch(showError)}>用系统程序打开</Button>
          )
        }
      />
    </div>
  )
}

/** Margins and scroll bar of the desk, CSS px. */
const MARGIN = 24 + 16

function Paper({ url }: { url: string }) {
  const { pdf, failed } = usePdf(url)
  const size = useSize(pdf)
  const scaleFor = (room: Room) =>
    Math.min((room.width - MARGIN) / (size.width * PX_PER_PT), (room.height - MARGIN) / (size.height * PX_PER_PT))
  if (failed) return <Blind text="这份 PDF 打不开，可能已损坏或有密码。请用系统程序打开核对。" />
  return (
    <Desk pages={pdf?.numPages ?? 1} unit="页" scaleFor={scaleFor} failed={false}>
      {pdf
        ? (at, scale) => (
            <div className="preview-pair">
              <PdfPage pdf={pdf} page={at} zoom={scale} label={`第 ${at} 页`} />
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
    let left = false
    void pdf?.getPage(1).then(page => {
      const { width, height } = page.getViewport({ scale: 1 })
      if (!left) setSize({ width, height })
    })
    return () => {
      left = true
    }
  }, [pdf])
  return size
}

const SHOWN_BYTES = 200 * 1024

/** The beginning of a text, as UTF-8 or, failing that, GB 18030 (Windows' own). Shown as text, whatever it may contain. */
function Words({ url }: { url: string }) {
  const [text, setText] = useState<string | null>()
  useEffect(() => {
    const stop = new AbortController()
    fetch(url, { signal: stop.signal, headers: { Range: `bytes=0-${SHOWN_BYTES - 1}` } })
      .then(async answer => {
        if (!answer.ok) throw new Error(`text ${answer.status}`)
        setText(decoded(new Uint8Array(await answer.arrayBuffer()).slice(0, SHOWN_BYTES)))
      })
      .catch(() => stop.signal.aborted || setText(null))
    return () => stop.abort()
  }, [url])
  if (text === undefined) return <Spin />
  if (text === null) return <Blind text="文本没有读出来，请用系统程序打开核对。" />
  return (
    <div className="look">
      <pre className="look-text">{text}</pre>
    </div>
  )
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }) // a cut character at the end is no fault
  } catch {
    return new TextDecoder('gb18030').decode(bytes, { stream: true })
  }
}
