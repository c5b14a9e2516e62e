import { Progress as Bar, Button, Flex, Modal, Typography } from 'antd'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import type { CallOptions, Progress } from '../api.ts'
import { useSigning } from '../persons/signing.ts'
import { showError } from '../showError.tsx'
import { sizeText, speedText } from './bytes.ts'

/**
 * Runs something long behind a progress window with 取消. Answers undefined when it failed or was cancelled (both are shown
 * to the user already). Usage: `const made = await run('正在排版', options => call('print.prepare', input, options))`.
 * `unit` 'bytes': the progress counts bytes; they are shown as sizes, with the speed.
 */
export type RunTask = <T>(
  label: string,
  task: (options: CallOptions) => Promise<T>,
  unit?: 'bytes',
) => Promise<T | undefined>

export interface Task {
  run: RunTask
  running: boolean
}

const TaskContext = createContext<Task | null>(null)

export function useTask(): Task {
  const task = useContext(TaskContext)
  if (!task) throw new Error('<TaskProvider> is missing')
  return task
}

interface Running {
  label: string
  progress: Progress | null
  stop: AbortController
  unit?: 'bytes'
  /** When it began, ms (performance.now). */
  began: number
}

/** Quick tasks show no window at all: it would only flash. */
const PATIENCE_MS = 300

export function TaskProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Running | null>(null)
  const [running, setBusy] = useState(false)
  const busy = useRef(false)
  const signing = useSigning() !== null // a person is asked: nothing goes on meanwhile

  const run: RunTask = useCallback(async (label, task, unit) => {
    if (busy.current) return undefined // a second click on the same button
    busy.current = true
    setBusy(true)
    const stop = new AbortController()
    const began = performance.now()
    let progress: Progress | null = null
    let patient = true
    const show = () => {
      patient = false
      setShown({ label, progress, stop, unit, began })
    }
    const timer = setTimeout(show, PATIENCE_MS)
    try {
      return await task({
        signal: stop.signal,
        onProgress: next => {
          progress = next
          if (!patient) show()
        },
      })
    } catch (error) {
      showError(error)
      return undefined
    } finally {
      clearTimeout(timer)
      busy.current = false
      setBusy(false)
      setShown(null)
    }
  }, [])

  const task = useMemo(() => ({ run, running }), [run, running])
  return (
    <TaskContext value={task}>
      {children}
      {shown && !signing && <ProgressModal {...shown} />}
    </TaskContext>
  )
}

function ProgressModal({ label, progress, stop, unit, began }: Running) {
  const [stopping, setStopping] = useState(false)
  const cancel = () => {
    setStopping(true)
    stop.abort()
  }
  const percent = progress?.total ? Math.floor((progress.done / progress.total) * 100) : 0
  return (
    <Modal
      open
      title={label}
      closable={false}
      keyboard
      mask={{ closable: false }}
      onCancel={cancel}
      footer={
        <Button onClick={cancel} loading={stopping} autoFocus>
          {stopping ? '正在取消' : '取消'}
        </Button>
      }
    >
      <Bar percent={percent} status="active" />
      <Flex justify="space-between">
        <Typography.Text type="secondary">{progress?.label ?? '正在准备'}</Typography.Text>
        {/* Waiting has no amount. */}
        {progress && progress.total > 0 && <span className="num">{amountText(progress, unit, began)}</span>}
      </Flex>
    </Modal>
  )
}

function amountText({ done, total }: Progress, unit: 'bytes' | undefined, began: number): string {
  if (unit !== 'bytes') return `${done} / ${total}`
  const speed = speedText(done, performance.now() - began)
  return `${sizeText(done)} / ${sizeText(total)}${speed && `　${speed}`}`
}
