import { useRef, useState } from 'react'
import type { Input } from '../../../../src-shared/contract/index.ts'
import type { CheckLine, CheckResult, CheckSummary, VenueCheck } from '../../../../src-shared/contract/venueCheck.ts'
import { CHECK_RESULT } from '../../../../src-shared/labels.ts'
import { asCallError, call } from '../../../api.ts'
import { showError } from '../../../showError.tsx'
import { nextOpen } from './entry.ts'

/** What the last step came to. */
export interface Said {
  tone: 'saved' | 'info' | 'warn'
  text: string
}

export interface CountState {
  lines: CheckLine[]
  summary: CheckSummary
  /** Number of the current line. */
  cursor: number
  said: Said | null
  /** Steps that are not confirmed yet. */
  pending: number
  /** Scanned text that fits several lines: one is to be chosen. */
  choices: CheckLine[]
  /** Scanned texts that fit none, in their order: perhaps devices beyond the list. */
  unknown: string[]
}

export interface Judgement {
  result: CheckResult
  counted?: number
  foundModel?: string
  note?: string
}

export type Extra = Omit<Input<'venueCheck.addExtra'>, 'checkId'>

/** A line as it was before a step; null where the step added it. */
interface Step {
  no: number
  before: CheckLine | null
}

const replace = (lines: CheckLine[], line: CheckLine): CheckLine[] =>
  lines.some(old => old.no === line.no) ? lines.map(old => (old.no === line.no ? line : old)) : [...lines, line]

export const lineWords = (line: CheckLine): string =>
  line.result === null
    ? `第 ${line.no} 行「${line.name}」未核查`
    : `第 ${line.no} 行「${line.name}」${CHECK_RESULT[line.result]}，实有 ${line.counted} ${line.unit}`

/**
 * The steps of a count, one after another: each waits for the one before it, so that quick keys and scanners cannot overtake the
 * database. A step is shown as done only when it is saved. `within` says which lines the cursor walks through.
 */
export function useCounting(check: VenueCheck, loaded: CheckLine[], within: (line: CheckLine) => boolean) {
  const [state, setState] = useState<CountState>(() => ({
    lines: loaded,
    summary: check.summary,
    cursor: (nextOpen(loaded, 0) ?? loaded[0])?.no ?? 0,
    said: null,
    pending: 0,
    choices: [],
    unknown: [],
  }))
  const now = useRef(state)
  const tail = useRef(Promise.resolve())
  const undone = useRef<Step[]>([])
  const inside = useRef(within)
  inside.current = within
  const checkId = check.id

  const put = (part: Partial<CountState>) => {
    now.current = { ...now.current, ...part }
    setState(now.current)
  }
  const lineOf = (no: number) => now.current.lines.find(line => line.no === no)
  const walk = () => now.current.lines.filter(line => inside.current(line))
  const onward = (no: number) => (nextOpen(walk(), no) ?? lineOf(no))?.no ?? no

  const withUnknown = (text: string): string[] => {
    const { unknown } = now.current
    return unknown.some(one => one.toLowerCase() === text.toLowerCase()) ? unknown : [...unknown, text]
  }

  const enqueue = (step: () => Promise<void>) => {
    put({ pending: now.current.pending + 1 })
    tail.current = tail.current
      .then(step)
      .catch(async (error: unknown) => {
        if (asCallError(error).data.code === 'STALE') await lookAgain()
        put({ said: { tone: 'warn', text: '这一步没有保存' } })
        showError(error)
      })
      .then(() => put({ pending: now.current.pending - 1 }))
  }
  /** Somebody else counts the same list: the current line is shown as it is now. */
  const lookAgain = async () => {
    const { lines, cursor } = now.current
    const page = { offset: lines.findIndex(line => line.no === cursor), limit: 1 }
    const [line] = (await call('venueCheck.lines', { checkId, page })).rows
    if (line) put({ lines: replace(lines, line) })
  }
  const saved = (line: CheckLine, summary: CheckSummary, before: CheckLine | null) => {
    undone.current.push({ no: line.no, before })
    put({ lines: replace(now.current.lines, line), summary })
    // Beside something beyond the list the count goes on where it was.
    const cursor = line.extra ? now.current.cursor : onward(line.no)
    put({ cursor, said: { tone: 'saved', text: lineWords(line) } })
  }
  const judgeLine = async (no: number, judgement: Judgement) => {
    const before = lineOf(no)
    if (!before) return
    // Judged anew, a line keeps its note.
    const { line, summary } = await call('venueCheck.set', {
      checkId,
      no,
      seen: before.seen,
      note: before.note,
      ...judgement,
    })
    saved(line, summary, before)
  }

  return {
    state,
    /** Resolves when all steps so far are saved or refused. */
    settled: () => tail.current,
    say: (said: Said | null) => put({ said }),
    /** False where there is no such line. */
    go(no: number): boolean {
      if (!lineOf(no)) return false
      put({ cursor: no, choices: [] })
      return true
    },
    forget: () => put({ choices: [] }),
    /** The first of the unknown ones is dealt with. */
    next: () => put({ unknown: now.current.unknown.slice(1) }),
    /** By so many lines, up or down; stops at the ends. */
    move(by: number) {
      const lines = walk()
      const at = lines.findIndex(line => line.no === now.current.cursor)
      const next = lines[Math.min(lines.length - 1, Math.max(0, at + by))]
      if (next) put({ cursor: next.no })
    },
    /** Judges the line that is current when the steps before this one are done. */
    judge: (judgement: Judgement | ((line: CheckLine) => Judgement)) =>
      enqueue(async () => {
        const line = lineOf(now.current.cursor)
        if (line) await judgeLine(line.no, typeof judgement === 'function' ? judgement(line) : judgement)
      }),
    scan: (text: string, confirm: boolean) =>
      enqueue(async () => {
        const answer = await call('venueCheck.scan', { checkId, text, confirm })
        const [line] = answer.lines
        if (!line) return put({ unknown: withUnknown(text), said: { tone: 'warn', text: `清单里没有「${text}」` } })
        switch (answer.outcome) {
          case 'counted':
            return saved(line, answer.summary, lineOf(line.no) ?? null)
          case 'found':
            return put({ cursor: line.no, said: { tone: 'info', text: `找到第 ${line.no} 行「${line.name}」` } })
          case 'again':
            return put({
              cursor: line.no,
              said: { tone: 'warn', text: `${lineWords(line)}：已核查过。重复的一件请按 F4` },
            })
          default:
            return put({
              choices: answer.lines,
              said: { tone: 'info', text: `有 ${answer.lines.length} 项符合，请选一项` },
            })
        }
      }),
    addExtra: async (extra: Extra) => {
      await tail.current
      const { line, summary } = await call('venueCheck.addExtra', { checkId, ...extra })
      saved(line, summary, null)
    },
    /** Takes the current line's result back. */
    clear: () =>
      enqueue(async () => {
        const line = lineOf(now.current.cursor)
        if (!line || line.result === null) return
        if (line.extra) return strike(line)
        await clearLine(line)
        undone.current.push({ no: line.no, before: line })
        put({ said: { tone: 'info', text: `已清除第 ${line.no} 行「${line.name}」的结果` } })
      }),
    undo: () =>
      enqueue(async () => {
        const step = undone.current.pop()
        const line = step && lineOf(step.no)
        if (!line) return put({ said: { tone: 'info', text: '没有可以撤销的步骤' } })
        const { before } = step
        if (before === null) return strike(line)
        if (before.result === null) await clearLine(line)
        else {
          const { result, counted, foundModel, note } = before
          const answer = await call('venueCheck.set', {
            checkId,
            no: line.no,
            seen: line.seen,
            result,
            counted: counted ?? undefined,
            foundModel,
            note,
          })
          put({ lines: replace(now.current.lines, answer.line), summary: answer.summary })
        }
        put({ cursor: line.no, said: { tone: 'info', text: `已撤销：${lineWords(line)}` } })
      }),
  }

  async function clearLine(line: CheckLine): Promise<void> {
    const { line: open, summary } = await call('venueCheck.clear', { checkId, no: line.no, seen: line.seen })
    put({ lines: open ? replace(now.current.lines, open) : now.current.lines, summary, cursor: line.no })
  }

  /** A device beyond the list leaves the count. */
  async function strike(line: CheckLine): Promise<void> {
    const { summary } = await call('venueCheck.clear', { checkId, no: line.no, seen: line.seen })
    undone.current = undone.current.filter(step => step.no !== line.no)
    const lines = now.current.lines.filter(old => old.no !== line.no)
    put({
      lines,
      summary,
      cursor: now.current.cursor === line.no ? (lines.at(-1)?.no ?? 0) : now.current.cursor,
      said: { tone: 'info', text: `已删去清单外的「${line.name}」` },
    })
  }
}

export type Count = ReturnType<typeof useCounting>
