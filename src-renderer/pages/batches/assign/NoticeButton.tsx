import { Button, Flex, Input, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { showError } from '../../../showError.tsx'

interface Props {
  assignmentId: number
  /** All people of the 委派单 where it is left out. */
  supervisorId?: number
  name: string
  size?: 'small'
}

/** 委派通知: the text to send by chat, and a calendar file. */
export function NoticeButton({ assignmentId, supervisorId, name, size }: Props) {
  const [text, setText] = useState<string | null>(null)
  const about = { id: assignmentId, ...(supervisorId ? { supervisorId } : {}) }
  const open = () => call('assign.notice', about).then(found => setText(found.text), showError)
  const copy = () =>
    navigator.clipboard.writeText(text ?? '').then(
      () => done('已复制，可以粘贴到微信或短信'),
      () => done('请在文字中按 Ctrl+A、Ctrl+C 复制'),
    )
  const save = async () => {
    try {
      const saved = await call('assign.ics', about)
      if (saved) done(`已保存：${saved.path}`)
    } catch (error) {
      showError(error)
    }
  }
  const look = size === 'small' ? ({ type: 'link', size, style: { padding: 0 } } as const) : {}
  return (
    <>
      <Button {...look} aria-label={`通知 ${name}`} onClick={open}>
        通知
      </Button>
      {text !== null && (
        <Modal
          open
          title={`委派通知　${name}`}
          onCancel={() => setText(null)}
          footer={
            <Flex gap={8} justify="end">
              <Button onClick={save}>日历文件</Button>
              <Button type="primary" autoFocus onClick={copy}>
                复制通知
              </Button>
            </Flex>
          }
        >
          <Input.TextArea aria-label="委派通知" value={text} readOnly autoSize={{ minRows: 6, maxRows: 16 }} />
        </Modal>
      )}
    </>
  )
}
