import { Button, Card, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { call } from '../../../api.ts'
import { showFields } from '../../../components/showFields.ts'
import { done } from '../../../feedback.ts'
import { NewPassword } from '../../../persons/NewPassword.tsx'
import { useSession } from '../../../session.tsx'

interface Values {
  name: string
  password: string
  idleMinutes: number
}

/** One step: the first 管理员, who is then logged in. */
export function TurnOn() {
  const { info } = useSession()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const finish = async ({ name, password, idleMinutes }: Values) => {
    setBusy(true)
    try {
      await call('account.turnOn', { name, password, idleMinutes })
      done('已启用账号，您是管理员')
    } catch (error) {
      showFields(form, error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card size="small" title="启用账号">
      <Form
        form={form}
        name="turnOn"
        layout="vertical"
        style={{ maxWidth: 360 }}
        initialValues={{ name: info.operator, idleMinutes: 15 }}
        onFinish={finish}
      >
        <Form.Item
          name="name"
          label="第一位管理员"
          rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <NewPassword />
        <Form.Item
          name="idleMinutes"
          label="无操作多久后需要重新登录（分钟）"
          rules={[{ required: true, message: '请填写分钟数' }]}
        >
          <InputNumber min={1} max={240} precision={0} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          启用账号
        </Button>
      </Form>
    </Card>
  )
}
