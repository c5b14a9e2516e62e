import { Descriptions, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { HandoverPreview } from '../../../../src-shared/contract/backup.ts'
import { call } from '../../../api.ts'
import { sizeText } from '../../../components/bytes.ts'
import { instantText } from '../../../components/DateText.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { ConfirmRestore } from './ConfirmRestore.tsx'
import { tellRestored } from './restored.tsx'
import { CONFIRM, countsText } from './words.ts'

/** The way of an import: password, file, what is in it, ask, do it. `dialog` has to be shown by the caller. */
export function useHandoverImport(): { start: () => void; dialog: ReactNode } {
  const { run } = useTask()
  const [asking, setAsking] = useState(false)
  const [found, setFound] = useState<HandoverPreview | null>(null)

  const open = async (password: string) => {
    const preview = await run('正在核对交接备份', options => call('handover.open', { password }, options), 'bytes')
    if (!preview) return // the password can be typed again
    setAsking(false)
    setFound(preview)
  }

  const restore = async (token: string) => {
    setFound(null)
    const input = { token, confirm: CONFIRM } as const
    const restored = await run('正在导入交接包', options => call('handover.import', input, options), 'bytes')
    if (restored) tellRestored(restored)
  }

  const dialog = (
    <>
      {asking && <Password onOk={open} onClose={() => setAsking(false)} />}
      {found && (
        <ConfirmRestore
          title="导入岗位交接包"
          replaces={!found.empty}
          onOk={() => void restore(found.token)}
          onClose={() => setFound(null)}
        >
          <Inside found={found} />
        </ConfirmRestore>
      )}
    </>
  )
  return { start: () => setAsking(true), dialog }
}

function Password({ onOk, onClose }: { onOk: (password: string) => Promise<void>; onClose: () => void }) {
  const [form] = Form.useForm<{ password: string }>()
  return (
    <Modal open title="导入岗位交接包" okText="选择文件" onOk={form.submit} onCancel={onClose}>
      <Form form={form} name="unlock" layout="vertical" onFinish={({ password }) => void onOk(password)}>
        <Form.Item
          name="password"
          label="密码"
          extra="由移交人当面告知。下一步请选择交接包文件夹里的「备份.ndbak」。"
          rules={[{ required: true, message: '请填写密码' }]}
        >
          <Input.Password maxLength={200} autoFocus autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Inside({ found }: { found: HandoverPreview }) {
  return (
    <Descriptions
      size="small"
      column={1}
      bordered
      items={[
        { key: 'org', label: '机构', children: found.org },
        { key: 'who', label: '交接', children: `${found.from} 移交 ${found.to}` },
        { key: 'at', label: '时间', children: instantText(found.at) },
        { key: 'in', label: '内容', children: countsText(found.counts) },
        { key: 'by', label: '程序版本', children: found.version },
        { key: 'size', label: '大小', children: `${sizeText(found.bytes)}，核对无误` },
      ]}
    />
  )
}
