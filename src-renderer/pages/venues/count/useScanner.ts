import { useEffect, useRef } from 'react'
import { characterOf, type Key, NOTHING, scanned, typedOn } from './scan.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

const keyOf = (event: KeyboardEvent): Key => ({
  key: event.key,
  code: event.code,
  shift: event.shiftKey,
  caps: event.getModifierState('CapsLock'),
  at: event.timeStamp,
})

/**
 * Hears scans wherever the focus stands, dialogs and input methods included. What a scan has written into a field is taken out again, and its
 * Enter answers nothing. A listed code that was typed slowly into a text field is a scan too.
 */
export function useScanner(isListed: (text: string) => boolean, onScan: (text: string) => void): void {
  const now = useRef({ isListed, onScan })
  now.current = { isListed, onScan }

  useEffect(() => {
    let typed = NOTHING
    let composing = false
    const touched = new Map<Field, string>()
    // What an input method still commits after the Enter of a scan: fields as they were, until the next key.
    let settling: Map<Field, string> | null = null
    const forget = () => {
      typed = NOTHING
      composing = false
      touched.clear()
    }
    const settle = () => {
      if (settling !== null) restore(settling)
      settling = null
    }
    const onKey = (event: KeyboardEvent) => {
      settle()
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return forget()
      const character = characterOf(keyOf(event))
      if (character !== undefined) {
        const next = typedOn(typed, character, event.timeStamp)
        if (next.since !== typed.since) forget()
        typed = next
        composing ||= event.isComposing || event.key === 'Process'
        return
      }
      if (event.code.startsWith('Shift') || event.code === 'CapsLock') return
      const ends = event.code === 'Enter' || event.code === 'NumpadEnter' || event.code === 'Tab'
      const text = ends ? (scanned(typed, event.timeStamp, now.current.isListed) ?? slowly(event)) : null
      if (text === null) return forget()
      event.preventDefault()
      event.stopImmediatePropagation()
      const before = new Map(touched)
      const late = composing || event.isComposing
      forget()
      restore(before)
      if (!late) return now.current.onScan(text)
      // An input method commits what it holds after its Enter: soon, or on a busy PC into the dialog that the scan has opened.
      settling = before
      window.setTimeout(() => {
        if (settling === before) restore(before)
        now.current.onScan(text)
      }, 30)
      window.setTimeout(() => {
        if (settling === before) settle()
      }, 1000)
    }
    const slowly = (event: KeyboardEvent): string | null => {
      const field = event.target
      if (event.code === 'Tab' || event.isComposing || !(field instanceof HTMLInputElement)) return null
      if (field.getAttribute('role') === 'spinbutton' || field.dataset.scan !== undefined) return null
      const text = field.value.trim()
      return text !== '' && now.current.isListed(text) ? text : null
    }
    const onBeforeInput = ({ target }: InputEvent) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
      const kept = settling ?? (typed === NOTHING ? null : touched)
      if (kept !== null && !kept.has(target)) kept.set(target, target.value)
    }
    const onInput = () => {
      if (settling !== null) restore(settling)
    }
    window.addEventListener('keydown', onKey, true)
    window.addEventListener('beforeinput', onBeforeInput, true)
    window.addEventListener('input', onInput, true)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      window.removeEventListener('beforeinput', onBeforeInput, true)
      window.removeEventListener('input', onInput, true)
    }
  }, [])
}

/** Puts the fields back as they were. Leaving a field ends what an input method holds in it. */
function restore(fields: Map<Field, string>): void {
  for (const [field, value] of fields) {
    if (!field.isConnected || field.value === value) continue
    const focused = document.activeElement === field
    if (focused) field.blur()
    // React hears of a value only through the element's own setter.
    const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    if (focused) field.focus()
  }
}
