import { useCallback, useEffect, useRef } from 'react'
import { feedback } from '../feedback.ts'

/** Everything on the screen that holds unsaved changes. */
const dirtyForms = new Set<object>()

/** Asks before unsaved changes are thrown away; true = go on. */
export function confirmLeave(forms: Iterable<object> = dirtyForms): Promise<boolean> {
  const dirty = [...forms].filter(form => dirtyForms.has(form))
  if (dirty.length === 0) return Promise.resolve(true)
  return new Promise(resolve => {
    feedback().modal.confirm({
      title: '有未保存的修改',
      content: '离开后这些修改会丢失。',
      okText: '放弃修改',
      okButtonProps: { danger: true },
      cancelText: '继续填写',
      onOk: () => {
        for (const form of dirty) dirtyForms.delete(form)
        resolve(true)
      },
      onCancel: () => resolve(false),
    })
  })
}

/**
 * Warns before unsaved changes are lost: when another page is opened (navigate), when the window is closed, and when the
 * dialog itself is closed through the function returned: `const leave = useDirtyGuard(dirty); onCancel={() => leave(onClose)}`.
 */
export function useDirtyGuard(dirty: boolean): (then: () => void) => Promise<void> {
  const form = useRef({}).current
  useEffect(() => {
    if (dirty) dirtyForms.add(form)
    else dirtyForms.delete(form)
    return () => {
      dirtyForms.delete(form)
    }
  }, [dirty, form])
  return useCallback(
    async then => {
      if (await confirmLeave([form])) then()
    },
    [form],
  )
}

/** The page objects to being closed while something is unsaved; the main process asks the user then (window.ts). */
export function guardWindow(): () => void {
  const onUnload = (event: BeforeUnloadEvent) => {
    if (dirtyForms.size > 0) event.preventDefault()
  }
  window.addEventListener('beforeunload', onUnload)
  return () => window.removeEventListener('beforeunload', onUnload)
}
