import { Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { showError } from '../showError.tsx'

interface Props {
  open: boolean
  title: string
  /** What will happen, in one or two sentences. */
  children?: ReactNode
  okText: string
  danger?: boolean
  /** False: something above the reason is still missing. */
  ready?: boolean
  max?: number
  placeholder?: string
  onOk: (reason: string) => Promise<unknown>
  onClose: () => void
}

/** Reasons that were typed and refused, by title: the next time the dialog opens they stand there, and are not typed again. */
const refused = new Map<string, string>()

/** Asks for a reason in writing before something that the log has to explain. Shows why and stays open when onOk rejects. */
export function ReasonModal({ open, ...props }: Props) {
  return open ? <Dialog {...props} /> : null
}

function Dialog(props: Omit<Props, 'open'>) {
  const {
    title,
    children,
    okText,
    danger = true,
    ready = true,
    max = 200,
    placeholder = '请填写原因',
    onOk,
    onClose,
  } = props
  const [form] = Form.useForm<{ reason: string }>()
  const [busy, setBusy] = useState(false)

  const submit = async ({ reason }: { reason: string }) => {
    if (!ready) return
    setBusy(true)
    try {
      await onOk(reason.trim())
      refused.delete(title)
      onClose()
    } catch (error) {
      refused.set(title, reason)
      showError(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={title}
      okText={okText}
      okButtonProps={{ danger, disabled: !ready }}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      {children}
      <Form
        form={form}
        name="reason"
        layout="vertical"
        initialValues={{ reason: refused.get(title) }}
        onFinish={submit}
        style={{ marginTop: 12 }}
      >
        <Form.Item name="reason" label="原因" rules={[{ required: true, whitespace: true, message: '请填写原因' }]}>
          <Input maxLength={max} showCount placeholder={placeholder} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
