import { Input, type InputRef } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import type { Reading } from '../../../src-shared/domain/typedDate.ts'
import './typed.css'

export interface TypedProps {
  value?: string | null
  /** The day or time that was read on leaving; null when the field is empty or what stands in it cannot be read. */
  onChange?: (value: string | null) => void
  /** Why what stands in the field cannot be read, told before `onChange(null)`; null once it can. */
  onRefused?: (why: string | null) => void
  /** Another place (the form's item) shows why. */
  quiet?: boolean
  id?: string
  placeholder?: string
  autoFocus?: boolean
  disabled?: boolean
  'aria-label'?: string
}

export interface TypedHandle {
  /** Writes a value that was chosen, not typed. */
  choose: (value: string) => void
  /** The text as it stands, for a calendar that follows it. */
  text: () => string
}

interface Props extends TypedProps {
  read: (text: string, pasted: boolean) => Reading
  /** How a value is said below the field while one types. */
  say: (value: string) => string
  /** Beside the text, not part of it. */
  suffix?: (value: string | null, focused: boolean) => ReactNode
  /** True: the key is used up. */
  onKey?: (event: KeyboardEvent, typed: string) => boolean
  onLeave?: () => void
  handle?: React.Ref<TypedHandle>
}

/**
 * A field whose text is nobody's but the typist's: it never changes while the focus is inside. It is read on leaving (blur, Tab, Enter), on
 * paste and when a value is chosen. What cannot be read stays, in red, with the reason; the value is then null, never the old one.
 */
export function TypedField(props: Props) {
  const { value = null, onChange, onRefused, quiet, read, say, suffix, onKey, onLeave, handle, ...rest } = props
  const [text, setText] = useState(value ?? '')
  const [focused, setFocused] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const told = useRef(value) // the value as the outside knows it
  const seen = useRef(value) // as it came in last
  const good = useRef(value) // what Esc brings back
  const dirty = useRef(false) // typed since it was last read
  const pasted = useRef(false)
  const input = useRef<InputRef>(null)
  const lineId = useId()

  // Set from outside; what this field has said itself comes back unheard.
  useEffect(() => {
    if (value === seen.current) return
    seen.current = value
    if (value === told.current) return
    told.current = value
    good.current = value
    dirty.current = false
    setText(value ?? '')
    setRefused(null)
    onRefused?.(null)
  }, [value, onRefused])

  const tell = (next: string | null, why: string | null) => {
    setRefused(why)
    onRefused?.(why)
    if (why === null) good.current = next
    told.current = next
    onChange?.(next)
  }
  const write = (next: string | null) => {
    dirty.current = false
    setText(next ?? '')
    tell(next, null)
  }
  const take = () => {
    if (!dirty.current) return
    const reading = read(text, pasted.current)
    dirty.current = false
    if ('refused' in reading) return tell(null, reading.refused)
    setText(reading.value ?? '')
    if (reading.value !== told.current || refused !== null) tell(reading.value, null)
  }
  useImperativeHandle(handle, () => ({ choose: write, text: () => text }))

  const keyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || onKey?.(event, text)) return
    if (event.key === 'Enter') take()
    if (event.key !== 'Escape' || (!dirty.current && refused === null)) return
    event.stopPropagation() // the dialog around stays open
    write(good.current)
  }
  const line = focused && dirty.current ? readingLine(read(text, pasted.current), say) : null
  const shown = refused !== null && !dirty.current ? refused : null

  return (
    <div className="typed">
      <Input
        {...rest}
        ref={input}
        className="num"
        autoComplete="off"
        maxLength={40}
        status={shown === null ? undefined : 'error'}
        aria-invalid={shown !== null}
        aria-describedby={line !== null || (shown !== null && !quiet) ? lineId : undefined}
        value={text}
        suffix={suffix?.(dirty.current || refused !== null ? null : value, focused)}
        onChange={event => {
          dirty.current = true
          setText(event.target.value)
          if (event.target.value === '') pasted.current = false
          else if (!pasted.current || (event.nativeEvent as InputEvent).inputType !== 'insertFromPaste') return
          const reading = read(event.target.value, pasted.current)
          if ('value' in reading && reading.value !== null && reading.value !== told.current) tell(reading.value, null)
        }}
        onPaste={() => {
          pasted.current = true
        }}
        onKeyDown={keyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false)
          take()
          onLeave?.()
        }}
      />
      {line !== null && (
        <div id={lineId} role="status" className="typed-line">
          {line}
        </div>
      )}
      {shown !== null && !quiet && (
        <div id={lineId} role="alert" className="typed-refused">
          {shown}
        </div>
      )}
    </div>
  )
}

function readingLine(reading: Reading, say: (value: string) => string): string | null {
  if ('refused' in reading) return reading.refused
  return reading.value === null ? null : `读作 ${say(reading.value)}`
}
