import { Button, Card, Form, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../../api.ts'
import { showFields } from '../../../components/showFields.ts'
import { done } from '../../../feedback.ts'
import { NewPassword } from '../../../persons/NewPassword.tsx'

interface Values {
  old: string
  password: string
}

export function OwnPassword() {
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const finish = async ({ old, password }: Values) => {
    setBusy(true)
    try {
      await call('account.setOwnPassword', { old, password })
      form.resetFields()
      done('密码已修改')
    } catch (error) {
      showFields(form, error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card size="small" title="修改自己的密码">
      <Form form={form} name="ownPassword" layout="vertical" style={{ maxWidth: 360 }} onFinish={finish}>
        <Form.Item name="old" label="现在的密码" rules={[{ required: true, message: '请输入现在的密码' }]}>
          <Input.Password maxLength={200} />
        </Form.Item>
        <NewPassword label="新密码" />
        <Button htmlType="submit" loading={busy}>
          修改密码
        </Button>
      </Form>
    </Card>
  )
}
