import { AutoComplete, Button, Flex, Form, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import type { Me } from '../../src-shared/contract/account.ts'
import { call } from '../api.ts'
import { showFields } from '../components/showFields.ts'
import { NewPassword } from './NewPassword.tsx'

interface Values {
  name: string
  password: string
}

/** Over everything else; what lies below is not to be read. */
export function LoginModal({ me }: { me: Me }) {
  const locked = me.names.length === 0
  const [naming, setNaming] = useState(locked)
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const finish = async ({ name, password }: Values) => {
    setBusy(true)
    try {
      await call(naming ? 'account.nameAdmin' : 'account.login', { name, password })
    } catch (error) {
      form.setFieldValue('password', '')
      showFields(form, error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={naming ? '指定管理员' : '登录'}
      closable={false}
      keyboard={false}
      footer={null}
      width={420}
      zIndex={3000}
      styles={{ mask: { background: 'var(--alt)' } }}
    >
      {naming && (
        <Typography.Paragraph>
          {locked
            ? '这份数据是恢复或移交来的，原有账号都已锁定。请指定一位管理员，再由管理员给其他人重设密码。'
            : '唯一的管理员忘记密码时，可在这台电脑的键盘前重设。操作日志会记下这件事和当前的系统用户。'}
        </Typography.Paragraph>
      )}
      <Form form={form} name="login" layout="vertical" requiredMark={false} onFinish={finish}>
        <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
          <AutoComplete autoFocus options={me.names.map(value => ({ value }))} maxLength={40} />
        </Form.Item>
        {naming ? (
          <NewPassword />
        ) : (
          <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
            <Input.Password maxLength={200} />
          </Form.Item>
        )}
        <Flex justify="space-between">
          {me.mayName && !locked ? (
            <Button type="link" style={{ paddingInline: 0 }} onClick={() => setNaming(!naming)}>
              {naming ? '返回登录' : '重设管理员'}
            </Button>
          ) : (
            <span />
          )}
          <Button type="primary" htmlType="submit" loading={busy}>
            {naming ? '确定' : '登录'}
          </Button>
        </Flex>
      </Form>
    </Modal>
  )
}
