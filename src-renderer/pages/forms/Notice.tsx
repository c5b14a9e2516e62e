import { Alert, Button } from 'antd'
import { useState } from 'react'
import { call, useCall } from '../../api.ts'
import { showError } from '../../showError.tsx'

/** What is to be known of a form (F10), said once: 知道了 is remembered. */
export function Notice({ form, text }: { form: string; text: string }) {
  const key = `form.notice.${form}`
  const [read, setRead] = useState(false)
  const stored = useCall('setting.get', text === '' ? null : { key })
  if (text === '' || read || !stored.data || stored.data.value === true) return null
  return (
    <Alert
      type="info"
      title={text}
      style={{ marginBottom: 8 }}
      action={
        <Button
          size="small"
          onClick={() => {
            setRead(true)
            call('setting.set', { key, value: true }).catch(showError)
          }}
        >
          知道了
        </Button>
      }
    />
  )
}
