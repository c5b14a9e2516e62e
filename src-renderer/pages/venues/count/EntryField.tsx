import { Input, type InputRef } from 'antd'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { CheckLine, CheckResult } from '../../../../src-shared/contract/venueCheck.ts'
import { Choices } from './Choices.tsx'
import { entryOf, judged } from './entry.ts'
import { Keys } from './Keys.tsx'
import { LIST_ID, lineId } from './LineList.tsx'
import type { Count } from './useCounting.ts'

export interface EntryHandle {
  focus: () => void
  /** Gives up what was asked or typed. */
  reset: () => void
  /** A scanned text that is on no line: taken up where a model is asked for, still to be confirmed; false elsewhere. */
  offer: (text: string) => boolean
}

/** What the field asks for; normally the count itself. */
type Asking = 'model' | 'over' | 'note' | null

const PLACEHOLDER: Record<Exclude<Asking, null>, string> = {
  model: '现场的型号，Enter 确认，Esc 放弃',
  over: '实有的数量，Enter 确认，Esc 放弃',
  note: '备注，Enter 确认，Esc 放弃',
}

interface Props {
  handle: Ref<EntryHandle>
  count: Count
  line?: CheckLine
  scanConfirms: boolean
  isAssetNo: (text: string) => boolean
  /** A dialog has the keyboard. */
  paused: boolean
  onExtra: (text: string) => void
  onFinish: () => void
}

const DIGITS = /^\d{1,6}$/

/** The one field of the count: typed numbers, scanned codes, and the keys of the legend below it. */
export function EntryField(props: Props) {
  const { handle, count, line, scanConfirms, isAssetNo, paused, onExtra, onFinish } = props
  const [text, setText] = useState('')
  const [asking, setAsking] = useState<Asking>(null)
  const [choice, setChoice] = useState(0)
  const input = useRef<InputRef>(null)
  useImperativeHandle(handle, () => ({
    focus: () => input.current?.focus(),
    reset: () => {
      setText('')
      setAsking(null)
      setChoice(0)
    },
    offer: scanned => {
      if (asking !== 'model' || paused) return false
      setText(scanned)
      count.say({ tone: 'info', text: `扫到「${scanned}」。是型号按 Enter，不是按 Esc` })
      return true
    },
  }))
  const { choices } = count.state

  // Typing (or scanning) while nothing has the focus goes into the field, too.
  useEffect(() => {
    if (paused) return
    input.current?.focus()
    const onKey = () => document.activeElement === document.body && input.current?.focus()
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [paused])

  const ask = (what: Asking) => {
    setText('')
    setAsking(what)
    input.current?.focus()
  }
  const answer = (what: Exclude<Asking, null>, given: string) => {
    if (given === '') return
    if (what === 'model') count.judge({ result: 'model', foundModel: given })
    if (what === 'note') count.judge(now => ({ ...resultOf(now), note: given }))
    if (what === 'over') {
      if (!DIGITS.test(given)) return count.say({ tone: 'warn', text: '数量应为不大于 999999 的整数' })
      count.judge({ result: 'over', counted: Number(given) })
    }
    setAsking(null)
    setText('')
  }
  /** A result by its key or letter; what is typed already is its number or its model. */
  const judge = (result: CheckResult, typed = '') => {
    const counted = DIGITS.test(typed) ? Number(typed) : undefined
    if (result === 'model' && typed === '') return ask('model')
    if (result === 'over' && counted === undefined) return ask('over')
    setText('')
    if (result === 'model') count.judge({ result, foundModel: typed })
    else count.judge({ result, counted })
  }
  const submit = () => {
    const chosen = choices[choice]
    if (chosen) {
      setChoice(0)
      count.go(chosen.no)
      return
    }
    const typed = text.trim()
    if (asking) return answer(asking, typed)
    setText('')
    const entry = entryOf(typed, isAssetNo)
    if (entry.kind === 'scan') return count.scan(entry.text, scanConfirms)
    if (entry.kind === 'jump') {
      if (!count.go(entry.no)) count.say({ tone: 'warn', text: `没有第 ${entry.no} 行` })
      return
    }
    if (entry.kind === 'judge') return judge(entry.result)
    // Compared with the line that is current when the steps before this one are done.
    count.judge(now => judged(entry.counted, now.expected))
  }
  const step = (by: 1 | -1) => {
    if (choices.length === 0) count.move(by)
    else setChoice(Math.min(choices.length - 1, Math.max(0, choice + by)))
  }
  /** Does what a key means; false when it means nothing here. */
  const press = (key: string): boolean => {
    switch (key) {
      case 'F2':
        judge('short', text.trim())
        return true
      case 'F3':
        judge('over', text.trim())
        return true
      case 'F4':
        judge('duplicate', text.trim())
        return true
      case 'F6':
        judge('model', text.trim())
        return true
      case 'F7':
        if (line?.result) ask('note')
        else count.say({ tone: 'warn', text: '先记结果，再用 ↑ 回到该行写备注' })
        return true
      case 'F8':
        onExtra(text.trim())
        return true
      case 'PageUp':
      case 'PageDown':
        count.move(key === 'PageUp' ? -10 : 10)
        return true
      case 'ArrowUp':
      case 'ArrowDown':
        step(key === 'ArrowUp' ? -1 : 1)
        return true
      case 'Escape':
        setText('')
        setAsking(null)
        setChoice(0)
        count.forget()
        return true
      case 'Delete':
        if (text !== '') return false // a letter of what is typed
        count.clear()
        return true
      case 'undo':
        if (text !== '') return false // the field's own undo
        count.undo()
        return true
      default:
        return false
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return // an input method is at work: its Enter is not ours
    const held = event.ctrlKey || event.metaKey
    if (event.key === 'Enter') {
      event.preventDefault()
      if (event.repeat) return // a key held down would judge a whole room
      return held ? onFinish() : submit()
    }
    // An input method hides the key's name, never its place.
    const plain = event.key === 'Process' ? event.code : event.key
    const key = held ? (event.code === 'KeyZ' ? 'undo' : '') : plain
    if (press(key)) event.preventDefault()
  }

  return (
    <>
      <div>
        <Input
          ref={input}
          size="large"
          aria-label="核查输入"
          data-scan
          aria-controls={LIST_ID}
          aria-activedescendant={line && lineId(line.no)}
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          placeholder={asking ? PLACEHOLDER[asking] : 'Enter 一致；或输入数量、扫码、名称'}
          status={asking ? 'warning' : undefined}
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Choices lines={choices} chosen={choice} onPick={count.go} />
      </div>
      <Keys press={key => (key === 'Enter' ? submit() : press(key))} />
    </>
  )
}

/** What a line says already, to be saved again with a note. */
function resultOf(line: CheckLine) {
  const { result, counted, foundModel } = line
  return { result: result ?? ('match' as const), counted: counted ?? undefined, foundModel }
}
