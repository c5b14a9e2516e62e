import { DownOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { FormItem, FormSubject } from '../../../src-shared/contract/form.ts'
import { useCall } from '../../api.ts'

const FormsDialog = lazy(() => import('./FormsDialog.tsx'))

interface Props {
  subject: Exclude<FormSubject, { kind: 'none' }>
  primary?: boolean
  size?: 'small' | 'middle'
}

const ALL = 'all'

/** Every form that can be made of this subject, one by one or all in one PDF. */
export function FormsButton({ subject, primary, size }: Props) {
  const [items, setItems] = useState<FormItem[] | null>(null)
  const { data } = useCall('form.list', {}, ['org'])
  const forms = (data?.forms ?? []).filter(form => form.subjects.includes(subject.kind))
  const item = (form: string): FormItem => ({ form, mode: 'filled', subject })
  const [only] = forms
  const look = { size, icon: <PrinterOutlined />, type: primary ? ('primary' as const) : ('default' as const) }

  return (
    <>
      {only && forms.length === 1 ? (
        <Button {...look} onClick={() => setItems([item(only.key)])}>
          打印{only.title}
        </Button>
      ) : (
        <Dropdown
          trigger={['click']}
          disabled={forms.length === 0}
          menu={{
            items: [
              ...forms.map(form => ({ key: form.key, label: form.title })),
              { type: 'divider' as const },
              { key: ALL, label: `以上 ${forms.length} 份一起` },
            ],
            onClick: ({ key }) => setItems(forms.filter(form => key === ALL || form.key === key).map(f => item(f.key))),
          }}
        >
          <Button {...look}>
            打印表单 <DownOutlined />
          </Button>
        </Dropdown>
      )}
      {items && (
        <Suspense>
          <FormsDialog items={items} open onClose={() => setItems(null)} />
        </Suspense>
      )}
    </>
  )
}
