import { Alert, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { CONFIRM } from './words.ts'

interface Props {
  title: string
  /** There are data that would be replaced: then the word is asked for. */
  replaces: boolean
  children: ReactNode
  onOk: () => void
  onClose: () => void
}

const INPUT = 'confirm-restore'

/** The last question before data are replaced: 「恢复」 has to be typed, so that no habit of the hand answers it. */
export function ConfirmRestore({ title, replaces, children, onOk, onClose }: Props) {
  const [typed, setTyped] = useState('')
  const ready = !replaces || typed.trim() === CONFIRM
  return (
    <Modal
      open
      width={640}
      title={title}
      okText={CONFIRM}
      okButtonProps={{ danger: replaces, disabled: !ready }}
      onOk={onOk}
      onCancel={onClose}
    >
      {children}
      {replaces && (
        <>
          <Alert
            type="warning"
            showIcon
            style={{ margin: '12px 0' }}
            title="现有数据会被替换"
            description="替换前先自动备份现在的状态；恢复后可以撤销。"
          />
          <Form layout="vertical" onFinish={() => ready && onOk()}>
            <Form.Item label={`请输入「${CONFIRM}」两个字`} htmlFor={INPUT} style={{ marginBottom: 0 }}>
              <Input
                id={INPUT}
                value={typed}
                onChange={event => setTyped(event.target.value)}
                maxLength={8}
                autoFocus
              />
            </Form.Item>
          </Form>
        </>
      )}
    </Modal>
  )
}
