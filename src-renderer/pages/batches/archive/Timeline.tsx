import { Tooltip } from 'antd'
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
        <Tooltip key={`u${span.from}`} title={`没有影像 ${span.from.slice(11, 16)}–${span.to.slice(11, 16)}`}>
          <div className="timeline-part timeline-gap" style={style(span)}>
            {placed(session, span).width > WORDY ? `缺 ${minutesText(minutesOf(span))}` : ''}
          </div>
        </Tooltip>
      ))}
      {session.media.map(media => (
        <Tooltip
          key={media.evidenceId}
          title={`${media.code}　${localText(media.at)}${media.to === media.at ? '' : ` 至 ${media.to.slice(11)}`}`}
        >
          <button
            type="button"
            className="timeline-media"
            aria-label={`${media.code} ${localText(media.at)}`}
            style={style({ from: media.at, to: media.to })}
            onClick={() => onOpen(media.evidenceId)}
          />
        </Tooltip>
      ))}
      {marksOf(session).map(mark => (
        <span key={mark.left} className="timeline-hour num" style={{ left: `${mark.left}%` }}>
          {mark.text}
        </span>
      ))}
    </div>
  )
}
