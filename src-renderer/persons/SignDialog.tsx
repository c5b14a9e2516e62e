import { Button, Flex, Form, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import type { Act } from '../../src-shared/contract/account.ts'
import { call, useCall } from '../api.ts'
import { FileField } from '../components/files.tsx'
import { State } from '../components/State.tsx'
import { showFields } from '../components/showFields.ts'
import { ErrorBlock } from '../showError.tsx'
import { useMe } from './Me.tsx'
import { type Signing, useSigning } from './signing.ts'

/** Each of an act's persons signs here: with the own password, by the own log-in, or by the scan of what was signed on paper. */
export function SignDialog() {
  const signing = useSigning()
  return signing && <Dialog key={signing.act} signing={signing} />
}

function Dialog({ signing }: { signing: Signing }) {
  const { data, error, reload } = useCall('act.list', { ended: true }, ['setting'])
  const act = data?.acts.find(each => each.id === signing.act)
  const signed = (value: { act: Act; value?: unknown }) => {
    if (value.act.state === 'done') signing.end(value.value ?? null)
    else reload()
  }
  return (
    <Modal
      open
      title="签署"
      zIndex={2000} // above whatever dialog asked for it
      width={520}
      mask={{ closable: false }}
      onCancel={() => signing.end(undefined)}
      footer={<Button onClick={() => signing.end(undefined)}>以后签署</Button>}
    >
      {error && <ErrorBlock error={error} />}
      {act && (
        <>
          <Typography.Paragraph>
            {act.title}。各人均签署后生效；没有账号的人在纸质单据上签字，由经办人录入扫描件。
          </Typography.Paragraph>
          <Flex vertical gap={12}>
            {act.parts.map(part => (
              <Part key={part.part} act={act} part={part} onSigned={signed} />
            ))}
          </Flex>
        </>
      )}
    </Modal>
  )
}

interface PartProps {
  act: Act
  part: Act['parts'][number]
  onSigned: (signed: { act: Act; value?: unknown }) => void
}

interface Values {
  password?: string
  file?: { name: string; bytes: Uint8Array } | null
}

function Part({ act, part, onSigned }: PartProps) {
  const me = useMe()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const own = me?.name === part.name
  const finish = async ({ password, file }: Values) => {
    setBusy(true)
    const asked = { id: act.id, part: part.part }
    try {
      if (!part.hasAccount) {
        if (file) onSigned(await call('act.scan', { ...asked, file }))
      } else onSigned(await call('act.sign', own ? asked : { ...asked, password: password ?? '' }))
    } catch (error) {
      form.setFieldValue('password', '')
      showFields(form, error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form form={form} name={`sign-${part.part}`} onFinish={finish}>
      <Flex gap={12} align="start" role="group" aria-label={part.part}>
        <span style={{ flex: 1, lineHeight: '32px' }}>
          {part.part}：{part.name}
        </span>
        {part.way !== null ? (
          <State s="done">{part.way === 'account' ? '已签署' : '纸质已签'}</State>
        ) : (
          <>
            {part.hasAccount && !own && (
              <Form.Item
                name="password"
                noStyle={false}
                style={{ margin: 0 }}
                rules={[{ required: true, message: '请输入本人密码' }]}
              >
                <Input.Password
                  aria-label={`${part.name}的密码`}
                  placeholder="本人密码"
                  maxLength={200}
                  autoComplete="off"
                />
              </Form.Item>
            )}
            {!part.hasAccount && (
              <Form.Item name="file" style={{ margin: 0 }} rules={[{ required: true, message: '请选择扫描件' }]}>
                <FileField text="签字扫描件" />
              </Form.Item>
            )}
            <Button htmlType="submit" type="primary" loading={busy}>
              {part.hasAccount ? '签署' : '录入'}
            </Button>
          </>
        )}
      </Flex>
    </Form>
  )
}
