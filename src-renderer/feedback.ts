import { App } from 'antd'
import { useEffect } from 'react'
import { onEvent } from './api.ts'

type Ui = ReturnType<typeof App.useApp>

const MASKED = '填写的文字里有身份证号或手机号：操作日志里已遮盖，请不要把号码写进原因和备注。'

let ui: Ui | undefined

/** Ant Design's message, modal and notification, for code outside of components. Mounted once, below <App>. */
export function Feedback(): null {
  const app = App.useApp()
  useEffect(() => {
    ui = app
    return onEvent(event => {
      if (event.type === 'masked') app.message.warning(MASKED, 8)
    })
  }, [app])
  return null
}

export function feedback(): Ui {
  if (!ui) throw new Error('<Feedback> is not mounted')
  return ui
}

/** A short word that something was done. */
export const done = (text: string): void => void feedback().message.success(text)
