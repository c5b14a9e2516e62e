import type { CheckLine } from '../../../../src-shared/contract/venueCheck.ts'
import { roomName } from '../tags.tsx'

interface Props {
  lines: CheckLine[]
  chosen: number
  onPick: (no: number) => void
}

/** Several lines bear what was typed: ↑ ↓ and Enter choose one. */
export function Choices({ lines, chosen, onPick }: Props) {
  if (lines.length === 0) return null
  return (
    <ul className="count-choices" aria-label="符合的设备">
      {lines.map((line, i) => (
        <li key={line.no}>
          <button type="button" className={i === chosen ? 'count-current' : ''} onClick={() => onPick(line.no)}>
            <span className="num">{line.no}</span> {[line.name, line.model, line.spec].filter(Boolean).join('　')}（
            {roomName(line.room)}）{line.result && '已核查'}
          </button>
        </li>
      ))}
    </ul>
  )
}
