/**
 * Messages between the program and a window in a browser (src-main/serve, src-renderer/browser), over one socket, as JSON. Bytes travel as base64 in an
 * object of one key that no contract has.
 */
import type { BackendEvent } from './contract/index.ts'

/** What the page sends. `n` numbers a question; its answer bears it. */
export type FromPage =
  | { op: 'call'; n: number; id: string; route: string; input: unknown }
  | { op: 'start'; n: number }
  | { op: 'recover'; n: number; action: string }
  /** The answer to a dialog: a path typed in, or null for 取消. Chosen files come by upload. */
  | { op: 'chosen'; ask: number; path: string | null }

/** A dialog that the program asks the page to show. */
export interface Question {
  kind: 'file' | 'files' | 'folder' | 'place'
  title: string
  /** Endings without a point; none: any. */
  extensions: string[]
}

/** What the program sends. */
export type ToPage =
  | { op: 'hello'; me: string }
  | { op: 'answer'; n: number; value: unknown }
  | { op: 'fault'; n: number; message: string }
  | { op: 'event'; event: BackendEvent }
  | ({ op: 'ask'; ask: number } & Question)
  /** The question is answered or gone: its dialog closes. */
  | { op: 'asked'; ask: number }
  /** What was answered cannot be used; the dialog stays and says why. */
  | { op: 'refused'; ask: number; message: string }
  | { op: 'download'; name: string; token: string }
  /** A folder of this PC that cannot be shown in a page. */
  | { op: 'place'; path: string }

// Both sides have them; this folder knows neither side's library.
declare function btoa(binary: string): string
declare function atob(base64: string): string

const BYTES = '$bytes'
const PIECE = 32_768 // arguments that a call may have

/** The message as text. */
export function encode(message: FromPage | ToPage): string {
  return JSON.stringify(message, (_key, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value
    let binary = ''
    for (let at = 0; at < value.length; at += PIECE) binary += String.fromCharCode(...value.subarray(at, at + PIECE))
    return { [BYTES]: btoa(binary) }
  })
}

/** @throws SyntaxError where it is no JSON, or its bytes are no base64 */
export function decode(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(BYTES in value) || Object.keys(value).length !== 1)
      return value
    const base64 = (value as Record<string, unknown>)[BYTES]
    if (typeof base64 !== 'string') throw new SyntaxError('bytes that are no text')
    try {
      return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
    } catch {
      throw new SyntaxError('no base64')
    }
  })
}
