import { App as AntApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { useEffect, useState } from 'react'
import type { StartState } from '../src-shared/contract/index.ts'
import { asCallError, prefetch } from './api.ts'
import { focusFirstField } from './components/firstField.ts'
import { watchPaste } from './components/paste.ts'
import { tabLeaves } from './components/tabLeaves.ts'
import { guardWindow } from './components/useDirtyGuard.tsx'
import { TaskProvider } from './components/useTask.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Feedback } from './feedback.ts'
import { later } from './later.tsx'
import { PAGE_VIEWS } from './pages/registry.tsx'
import { Persons } from './persons/Me.tsx'
import { Shell } from './Shell.tsx'
import { SessionProvider } from './session.tsx'
import { showError } from './showError.tsx'
import { theme } from './theme.ts'

const Problem = later(async () => (await import('./pages/start/Problem.tsx')).Problem)

// While the backend opens the data, the code of the first screen loads; and what it shows is asked for before it is drawn.
void PAGE_VIEWS.get('home')?.prepare()
const started = window.neidu.start().then(state => {
  if (state.phase === 'ready') {
    prefetch('account.me', {})
    prefetch('app.info', {})
    prefetch('org.get', {})
    prefetch('home.todo', {})
  }
  return state
})

// Long dialogs scroll inside, so that their buttons stay in sight on a 911 × 512 px window.
const MODAL = {
  centered: true,
  styles: {
    body: { maxHeight: 'calc(100vh - 170px)', overflow: 'auto', marginInlineEnd: -14, paddingInlineEnd: 14 },
  },
}

// What keeps a form from being saved is looked at and has the focus.
const FORM = { scrollToFirstError: { focus: true } }

export function App() {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      componentSize="middle"
      button={{ autoInsertSpace: false }}
      modal={MODAL}
      form={FORM}
    >
      <AntApp style={{ height: '100%' }} message={{ maxCount: 2 }}>
        <Feedback />
        <ErrorBoundary>
          <Start />
        </ErrorBoundary>
      </AntApp>
    </ConfigProvider>
  )
}

/** Opening the data may fail in ways that the user can mend; until it is done there is no other screen. */
function Start() {
  const [state, setState] = useState<StartState>({ phase: 'opening' })

  useEffect(() => guardWindow(), [])
  useEffect(() => focusFirstField(), [])
  useEffect(() => tabLeaves(), [])
  useEffect(() => watchPaste(), [])
  useEffect(() => refuseStrayDrops(), [])
  useEffect(() => {
    const onBug = (event: PromiseRejectionEvent) => showError(asCallError(event.reason))
    window.addEventListener('unhandledrejection', onBug)
    return () => window.removeEventListener('unhandledrejection', onBug)
  }, [])
  useEffect(() => {
    if (state.phase !== 'opening') return
    let gone = false
    let first: Promise<StartState> | null = started
    const ask = async () => {
      const next = await (first ?? window.neidu.start())
      first = null
      if (gone) return
      if (next.phase === 'opening') timer = window.setTimeout(ask, 150)
      else setState(next)
    }
    let timer = 0
    void ask()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [state])

  if (state.phase === 'problem') return <Problem problem={state.problem} onState={setState} />
  return (
    <TaskProvider>
      <Persons opened={state.phase === 'ready'}>
        {ready => (
          <SessionProvider opened={ready}>
            <Shell />
          </SessionProvider>
        )}
      </Persons>
    </TaskProvider>
  )
}

/** A file dropped beside a drop zone would replace the page. */
function refuseStrayDrops(): () => void {
  const refuse = (event: DragEvent) => event.preventDefault()
  window.addEventListener('dragover', refuse)
  window.addEventListener('drop', refuse)
  return () => {
    window.removeEventListener('dragover', refuse)
    window.removeEventListener('drop', refuse)
  }
}
