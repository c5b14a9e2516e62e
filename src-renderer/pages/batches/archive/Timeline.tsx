import type { Output } from '../../../../src-shared/contract/index.ts'
import { localText } from '../../evidence/words.ts'
import { marksOf, minutesOf, minutesText, placed } from './timeline.ts'
import './archive.css'

export type Covered = Output<'media.coverage'>['sessions'][number]

const WORDY = 9 // per cent of the bar: narrower gaps have no room for words

/** One session as a bar: covered green, gaps red with their minutes, each photo and video a mark that opens it. */
export function Timeline({ session, onOpen }: { session: Covered; onOpen: (evidenceId: number) => void }) {
  const style = (span: { from: string; to: string }) => {
    const { left, width } = placed(session, span)
    return { left: `${left}%`, width: `${width}%` }
  }
  return (
    <div className="timeline">
      {session.covered.map(span => (
        <div key={`c${span.from}`} className="timeline-part timeline-covered" style={style(span)} />
      ))}
      {session.uncovered.map(span => (
        <div
          key={`u${span.from}`}
          className="timeline-part timeline-gap"
          style={style(span)}
          title={`没有影像 ${span.from.slice(11, 16)}–${span.to.slice(11, 16)}`}
        >
          {placed(session, span).width > WORDY ? `缺 ${minutesText(minutesOf(span))}` : ''}
        </div>
      ))}
      {session.media.map(({ evidenceId, code, at, to }) => (
        // Plain titles: a day's photos may be a thousand.
        <button
          key={evidenceId}
          type="button"
          className="timeline-media"
          title={`${code}　${localText(at)}${to === at ? '' : ` 至 ${to.slice(11)}`}`}
          aria-label={`${code} ${localText(at)}`}
          style={style({ from: at, to })}
          onClick={() => onOpen(evidenceId)}
        />
      ))}
      {marksOf(session).map(mark => (
        <span key={mark.left} className="timeline-hour num" style={{ left: `${mark.left}%` }}>
          {mark.text}
        </span>
      ))}
    </div>
  )
}
