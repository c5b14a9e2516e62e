import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { FormItem } from '../../../src-shared/contract/form.ts'

const FormsDialog = lazy(() => import('../forms/FormsDialog.tsx'))

/** A button for sheets that belong together: one for each person, in one PDF. */
export function FormsSet({ text, items }: { text: string; items: FormItem[] }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => setOpen(true)}>
        {text}
      </Button>
      {open && (
        <Suspense>
          <FormsDialog items={items} open onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
