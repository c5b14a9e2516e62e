import type { ReactNode } from 'react'
import './state.css'
import { STATES, type StateName } from './states.ts'

interface Props {
  s: StateName
  /** The word; the table's own when absent. */
  children?: ReactNode
  /** A whole sentence for the pointer, where the word is short. */
  title?: string
}

/** A state: its shape and its word in its colour. */
export function State({ s, children, title }: Props) {
  const { text, ground, border, word } = STATES[s]
  return (
    <span
      className="state"
      title={title}
      style={{ color: `var(--${text})`, background: `var(--${ground})`, borderColor: `var(--${border})` }}
    >
      <Shape s={s} />
      {children ?? word}
    </span>
  )
}

/** The shape alone, beside a word that says it. */
export function Shape({ s }: { s: StateName }) {
  return (
    <svg
      className="shape"
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
      style={{ color: `var(--${STATES[s].shape})` }}
    >
      {DRAWN[s]}
    </svg>
  )
}

const ring = <circle className="gk" cx="8" cy="8" r="6" />

/** gi: inked area · gk: stroke · gw: stroke on ink. Forced colours redraw them by class (state.css). */
const DRAWN: Record<StateName, ReactNode> = {
  done: (
    <>
      <circle className="gi" cx="8" cy="8" r="7" />
      <path className="gw" d="m4.6 8.2 2.3 2.4 4.4-5" />
    </>
  ),
  next: (
    <>
      {ring}
      <circle className="gi" cx="8" cy="8" r="2.6" />
    </>
  ),
  doing: (
    <>
      {ring}
      <path className="gi" d="M8 2a6 6 0 0 1 0 12Z" />
    </>
  ),
  todo: ring,
  later: <circle className="gk" cx="8" cy="8" r="6" strokeDasharray="2.6 2.1" />,
  lack: <rect className="gk" x="2.5" y="2.5" width="11" height="11" />,
  soon: (
    <>
      <path className="gk" d="M8 2 14.5 13.5H1.5Z" />
      <path className="gk" d="M8 6.2v3.4M8 11.2v.6" />
    </>
  ),
  over: (
    <>
      <path className="gi" d="M8 .8 15.2 8 8 15.2.8 8Z" />
      <path className="gw" d="M8 4.6v4M8 10.6v.8" />
    </>
  ),
  block: (
    <>
      <circle className="gi" cx="8" cy="8" r="7" />
      <path className="gw" d="M4.4 8h7.2" />
    </>
  ),
  na: (
    <>
      {ring}
      <path className="gk" d="M5 8h6" />
    </>
  ),
  off: (
    <>
      {ring}
      <path className="gk" d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" />
    </>
  ),
  pause: (
    <>
      {ring}
      <path className="gk" d="M6.3 5.4v5.2M9.7 5.4v5.2" />
    </>
  ),
  unk: (
    <>
      {ring}
      <path className="gk" d="M6.2 6.4a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.7.6-.7 1.1M8 11.1v.5" />
    </>
  ),
  seal: (
    <>
      <rect className="gk" x="1.8" y="1.8" width="12.4" height="12.4" />
      <rect className="gk" x="4.9" y="4.9" width="6.2" height="6.2" />
    </>
  ),
  hold: (
    <>
      <path className="gk" d="M8 1.4 13.8 4.7v6.6L8 14.6 2.2 11.3V4.7Z" />
      <path className="gk" d="M6.3 5.6v4.8M9.7 5.6v4.8" />
    </>
  ),
}
