import { AutoComplete, Form, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../api.ts'
import { done } from '../feedback.ts'
import { useSession } from '../session.tsx'
import { showError } from '../showError.tsx'

/** Who sits at the PC now: the name that the log and the ledgers carry. */
export function OperatorModal({ open, onClose }: { open: boolean; onClose: () => void }) {
  return open ? <Dialog onClose={onClose} /> : null
}

function Dialog({ onClose }: { onClose: () => void }) {
  const { info } = useSession()
  const [form] = Form.useForm<{ name: string }>()
  const [busy, setBusy] = useState(false)

  const save = async ({ name }: { name: string }) => {
    setBusy(true)
    try {
      await call('app.setOperator', { name })
      done('经办人已更换')
      onClose()
    } catch (error) {
      showError(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title="经办人"
      okText="确定"
      confirmLoading={busy}
      closable={info.operator !== ''}
      onOk={form.submit}
      onCancel={onClose}
      width={400}
    >
      <p>操作日志和台账会记下经办人的姓名。换人办理时请在这里更换。</p>
      <Form form={form} name="operator" initialValues={{ name: info.operator }} layout="vertical" onFinish={save}>
        <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写经办人姓名' }]}>
          <AutoComplete autoFocus options={info.operators.map(value => ({ value }))} maxLength={40} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
