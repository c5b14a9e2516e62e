import type { Layout } from '../../../src-shared/contract/print.ts'
import './print.css'
import { type Box, SHEETS } from './sheets.ts'

const percent = (part: number, whole: number) => `${(part / whole) * 100}%`

/** Where a slot lies on its drawn sheet. */
const place = (box: Box, sheet: { width: number; height: number }) => ({
  left: percent(box.x, sheet.width),
  top: percent(box.y, sheet.height),
  width: percent(box.width, sheet.width),
  height: percent(box.height, sheet.height),
})

const size = (layout: Layout, width: number) => ({
  width,
  height: (width * SHEETS[layout].height) / SHEETS[layout].width,
})

/** A sheet drawn to scale, `width` in CSS px: what a layout looks like. */
export function SheetIcon({ layout, width }: { layout: Layout; width: number }) {
  const sheet = SHEETS[layout]
  return (
    <span className="sheet" style={{ display: 'inline-block', ...size(layout, width) }} aria-hidden>
      {sheet.slots.map(box => (
        <span key={`${box.x},${box.y}`} className="slot" style={place(box, sheet)} />
      ))}
    </span>
  )
}

export interface SlotLook {
  /** Shown in the slot. */
  text: string
  /** Read aloud and shown on hover. */
  label: string
  tone: 'free' | 'used' | 'card' | 'spoiled'
  pressed: boolean
  disabled?: boolean
}

interface Props {
  layout: Layout
  /** One per slot, in print order. */
  slots: SlotLook[]
  /** CSS px */
  width: number
  label: string
  onPick: (slot: number) => void
}

/** A sheet drawn to scale whose slots are buttons. */
export function SheetPicture({ layout, slots, width, label, onPick }: Props) {
  const sheet = SHEETS[layout]
  return (
    <fieldset className="sheet" aria-label={label} style={size(layout, width)}>
      {sheet.slots.map((box, slot) => {
        const look = slots[slot]
        return (
          look && (
            <button
              key={`${box.x},${box.y}`}
              type="button"
              className={`slot slot-${look.tone}`}
              style={place(box, sheet)}
              title={look.label}
              aria-label={look.label}
              aria-pressed={look.pressed}
              disabled={look.disabled}
              onClick={() => onPick(slot)}
            >
              {look.text}
            </button>
          )
        )
      })}
    </fieldset>
  )
}
