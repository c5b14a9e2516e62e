import { Form, Input, Modal } from 'antd'
import type { Input as RouteInput } from '../../../../src-shared/contract/index.ts'
import { call } from '../../../api.ts'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'
import { useSession } from '../../../session.tsx'

type Values = RouteInput<'handover.export'> & { again: string }

/** Who hands over to whom, and the password that only the two of them know. */
export function HandoverExport({ onClose }: { onClose: () => void }) {
  const { info } = useSession()
  const { run } = useTask()
  const [form] = Form.useForm<Values>()

  const save = async ({ again: _, ...input }: Values) => {
    const saved = await run('正在导出交接包', options => call('handover.export', input, options), 'bytes')
    if (!saved) return // cancelled or failed: what was typed stays
    onClose()
    done(`交接包已保存：${saved.path}`)
  }

  const person = (text: string) => [{ required: true, whitespace: true, message: text }]
  return (
    <Modal open title="导出岗位交接包" okText="选择位置并导出" onOk={form.submit} onCancel={onClose}>
      <Form
        form={form}
        name="handover"
        layout="vertical"
        initialValues={{ from: info.operator, to: '', witness: '' }}
        onFinish={save}
      >
        <Form.Item name="from" label="移交人" rules={person('请填写移交人')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="to" label="接交人" rules={person('请填写接交人')}>
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="witness" label="监交人">
          <Input maxLength={40} placeholder="可以留空，在清单上手写" />
        </Form.Item>
        <Form.Item
          name="password"
          label="备份的密码"
          extra="至少 8 位，请当面告知接交人。忘记密码就打不开备份，谁也帮不上忙。"
          rules={[
            { required: true, message: '请填写密码' },
            { min: 8, message: '密码至少 8 位' },
          ]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再输入一次密码"
          dependencies={['password']}
          rules={[
            { required: true, message: '请再输入一次密码' },
            ({ getFieldValue }) => ({
              validator: async (_, value) => {
                if (value && value !== getFieldValue('password')) throw new Error('两次输入的密码不一致')
              },
            }),
          ]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
