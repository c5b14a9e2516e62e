import { Form, Input } from 'antd'
import { PASSWORD_MIN } from '../../src-shared/domain/role.ts'

/** A new password, typed twice; the form's values are `password` and `again`. */
export function NewPassword({ label = '密码' }: { label?: string }) {
  return (
    <>
      <Form.Item
        name="password"
        label={label}
        extra={`至少 ${PASSWORD_MIN} 个字符`}
        rules={[
          { required: true, message: '请输入密码' },
          { min: PASSWORD_MIN, message: `至少 ${PASSWORD_MIN} 个字符` },
        ]}
      >
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再输一次"
        dependencies={['password']}
        rules={[
          { required: true, message: '请再输入一次' },
          ({ getFieldValue }) => ({
            validator: async (_rule, value: string) => {
              if (value && value !== getFieldValue('password')) throw new Error('两次输入的不一样')
            },
          }),
        ]}
      >
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
    </>
  )
}
