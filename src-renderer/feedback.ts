import { App } from 'antd'
import { useEffect } from 'react'

type Ui = ReturnType<typeof App.useApp>

let ui: Ui | undefined

/** Ant Design's message, modal and notification, for code outside of components. Mounted once, below <App>. */
export function Feedback(): null {
  const app = App.useApp()
  useEffect(() => {
    ui = app
  }, [app])
  return null
}

export function feedback(): Ui {
  if (!ui) throw new Error('<Feedback> is not mounted')
  return ui
}

/** A short word that something was done. */
export const done = (text: string): void => void feedback().message.success(text)
