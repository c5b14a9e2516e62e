import { Progress as Bar, Button, Flex, Modal, Typography } from 'antd'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'
import type { CallOptions, Progress } from '../api.ts'
import { showError } from '../showError.tsx'

/**
 * Runs something long behind a progress window with 取消. Answers undefined when it failed or was cancelled (both are shown
 * to the user already). Usage: `const run = useTask(); const made = await run('正在排版', options => call('print.prepare', input, options))`.
 */
export type RunTask = <T>(label: string, task: (options: CallOptions) => Promise<T>) => Promise<T | undefined>

const TaskContext = createContext<RunTask | null>(null)

export function useTask(): RunTask {
  const run = useContext(TaskContext)
  if (!run) throw new Error('<TaskProvider> is missing')
  return run
}

interface Running {
  label: string
  progress: Progress | null
  stop: AbortController
}

/** Quick tasks show no window at all: it would only flash. */
const PATIENCE_MS = 300

export function TaskProvider({ children }: { children: ReactNode }) {
  const [running, setRunning] = useState<Running | null>(null)
  const busy = useRef(false)

  const run: RunTask = useCallback(async (label, task) => {
    if (busy.current) return undefined // a second click on the same button
    busy.current = true
    const stop = new AbortController()
    let progress: Progress | null = null
    let shown = false
    const show = () => {
      shown = true
      setRunning({ label, progress, stop })
    }
    const timer = setTimeout(show, PATIENCE_MS)
    try {
      return await task({
        signal: stop.signal,
        onProgress: next => {
          progress = next
          if (shown) show()
        },
      })
    } catch (error) {
      showError(error)
      return undefined
    } finally {
      clearTimeout(timer)
      busy.current = false
      setRunning(null)
    }
  }, [])

  return (
    <TaskContext value={run}>
      {children}
      {running && <ProgressModal {...running} />}
    </TaskContext>
  )
}

function ProgressModal({ label, progress, stop }: Running) {
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
        {progress && (
          <span className="num">
            {progress.done} / {progress.total}
          </span>
        )}
      </Flex>
    </Modal>
  )
}
