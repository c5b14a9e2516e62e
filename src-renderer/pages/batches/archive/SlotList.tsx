import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useDrop } from '../../evidence/DropArea.tsx'
import './archive.css'

/** A slot as the list shows it: of a batch or of a contest. */
export interface SlotEntry {
  slot: string
  name: string
  /** Heading that it stands under; none where it is blank. */
  phase: string
  /** Its state, in colour and word. */
  tag: ReactNode
}

interface Props {
  rows: readonly SlotEntry[]
  chosen: string
  onChoose: (slot: string) => void
  /** Enter: on to the files of the slot. */
  onEnter: () => void
  /** Why a slot takes nothing. */
  lockOf: (slot: string) => string | null
  onDrop: (slot: string, files: File[]) => void
}

/** The slots by phase (requirements §4) with their states; ↑ ↓ walk them, Enter goes to the files, files may be dropped on each. */
export function SlotList({ rows, chosen, onChoose, onEnter, lockOf, onDrop }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelector(`[data-slot="${chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const here = rows.findIndex(row => row.slot === chosen)
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (event.key === 'Enter') {
      event.preventDefault()
      onEnter()
    }
    const next = to === undefined ? undefined : rows[to]
    if (!next) return
    event.preventDefault()
    onChoose(next.slot)
    event.currentTarget.querySelector<HTMLElement>(`[data-slot="${next.slot}"]`)?.focus()
  }
  const phases = [...new Set(rows.map(row => row.phase))]
  // Somebody always has the focus's place: without it Tab would jump over the list.
  const entry = rows.some(row => row.slot === chosen) ? chosen : rows[0]?.slot
  return (
    <div ref={box} role="listbox" aria-label="槽位" className="slots" onKeyDown={onKeyDown} tabIndex={-1}>
      {phases.map(phase => (
        <Fragment key={phase}>
          {phase && (
            <div role="presentation" className="slots-phase">
              {phase}
            </div>
          )}
          {rows
            .filter(row => row.phase === phase)
            .map(row => (
              <SlotOption
                key={row.slot}
                row={row}
                chosen={row.slot === chosen}
                entry={row.slot === entry}
                onChoose={() => onChoose(row.slot)}
                onFiles={lockOf(row.slot) === null ? files => onDrop(row.slot, files) : null}
              />
            ))}
        </Fragment>
      ))}
    </div>
  )
}

interface OptionProps {
  row: SlotEntry
  chosen: boolean
  entry: boolean
  onChoose: () => void
  onFiles: ((files: File[]) => void) | null
}

function SlotOption({ row, chosen, entry, onChoose, onFiles }: OptionProps) {
  const { over, ...drop } = useDrop(onFiles)
  return (
    <button
      type="button"
      role="option"
      aria-selected={chosen}
      data-slot={row.slot}
      tabIndex={entry ? 0 : -1}
      className={over ? 'slot-row drop-here' : 'slot-row'}
      onClick={onChoose}
      {...drop}
    >
      <span className="num slot-code">{row.slot}</span>
      <span className="slot-name" title={row.name}>
        {row.name}
      </span>
      {row.tag}
    </button>
  )
}
