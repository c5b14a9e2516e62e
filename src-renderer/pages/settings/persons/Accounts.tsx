import { Button, Card, Flex, Form, Input, Select, Table } from 'antd'
import { useState } from 'react'
import type { Account, Me } from '../../../../src-shared/contract/account.ts'
import { ROLE, ROLE_NOTE, ROLES, type Role } from '../../../../src-shared/domain/role.ts'
import { call, useCall } from '../../../api.ts'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { done } from '../../../feedback.ts'
import { NewPassword } from '../../../persons/NewPassword.tsx'
import { ErrorBlock } from '../../../showError.tsx'
import { FormModal } from '../../venues/FormModal.tsx'

type Dialog = { kind: 'add' } | { kind: 'role' | 'password' | 'end'; account: Account } | { kind: 'off' } | null

/** Who may log in, as what. */
export function Accounts({ me }: { me: Me }) {
  const { data, error } = useCall('account.list', {}, ['setting'])
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = () => setDialog(null)
  return (
    <Card
      size="small"
      title="账号"
      extra={
        <Flex gap={8}>
          <Button size="small" onClick={() => setDialog({ kind: 'off' })}>
            停用账号登录
          </Button>
          <Button size="small" type="primary" onClick={() => setDialog({ kind: 'add' })}>
            新增账号
          </Button>
        </Flex>
      }
    >
      {error && <ErrorBlock error={error} />}
      <Table<Account>
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={data?.accounts ?? []}
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '角色', render: (_, row) => ROLE[row.role] },
          {
            title: '状态',
            render: (_, row) =>
              row.endedAt !== null ? `已停用：${row.endReason}` : row.locked ? '已锁定，待重设密码' : '可以登录',
          },
          {
            title: '操作',
            render: (_, account) =>
              account.endedAt === null && (
                <Flex gap={4}>
                  <Button size="small" type="link" onClick={() => setDialog({ kind: 'role', account })}>
                    改角色
                  </Button>
                  <Button size="small" type="link" onClick={() => setDialog({ kind: 'password', account })}>
                    重设密码
                  </Button>
                  <Button
                    size="small"
                    type="link"
                    danger
                    disabled={account.name === me.name}
                    onClick={() => setDialog({ kind: 'end', account })}
                  >
                    停用
                  </Button>
                </Flex>
              ),
          },
        ]}
      />
      {dialog?.kind === 'add' && <Add onClose={close} />}
      {dialog?.kind === 'role' && <SetRole account={dialog.account} onClose={close} />}
      {dialog?.kind === 'password' && <SetPassword account={dialog.account} onClose={close} />}
      {dialog?.kind === 'off' && <TurnOff onClose={close} />}
      <ReasonModal
        open={dialog?.kind === 'end'}
        title={dialog?.kind === 'end' ? `停用账号「${dialog.account.name}」` : ''}
        okText="停用"
        onOk={async reason => {
          if (dialog?.kind === 'end') await call('account.end', { id: dialog.account.id, reason })
        }}
        onClose={close}
      >
        停用后立即不能登录；已签署的内容和日志不变。
      </ReasonModal>
    </Card>
  )
}

const ROLE_OPTIONS = ROLES.map(value => ({ value, label: `${ROLE[value]}：${ROLE_NOTE[value]}` }))

interface RoleValues {
  role: Role
  supervisorId: number | null
}

/** The role, and for an 内督员 who of the roster he is. */
function RoleFields() {
  const role = Form.useWatch('role') as Role | undefined
  const [search, setSearch] = useState('')
  const people = useCall('supervisor.list', role === 'supervisor' ? people1(search) : null)
  return (
    <>
      <Form.Item name="role" label="角色" rules={[{ required: true, message: '请选择角色' }]}>
        <Select options={ROLE_OPTIONS} />
      </Form.Item>
      {role === 'supervisor' && (
        <Form.Item name="supervisorId" label="名册中的本人" rules={[{ required: true, message: '请选择本人' }]}>
          <Select
            showSearch={{ onSearch: setSearch, filterOption: false }}
            options={(people.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
    </>
  )
}

const people1 = (search: string) => ({
  filter: { search },
  sort: { by: 'name' as const, desc: false },
  page: { offset: 0, limit: 20 },
})

function Add({ onClose }: { onClose: () => void }) {
  return (
    <FormModal<RoleValues & { name: string; password: string; again: string }>
      title="新增账号"
      okText="新增"
      name="addAccount"
      initial={{ name: '', role: 'clerk', supervisorId: null, password: '', again: '' }}
      submit={async ({ name, role, supervisorId, password }) => {
        const person = role === 'supervisor' ? supervisorId : null
        await call('account.add', { name, role, supervisorId: person, password })
        done(`已为「${name}」开设账号`)
      }}
      onClose={onClose}
    >
      <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
        <Input maxLength={40} autoFocus />
      </Form.Item>
      <RoleFields />
      <NewPassword />
    </FormModal>
  )
}

function SetRole({ account, onClose }: { account: Account; onClose: () => void }) {
  return (
    <FormModal<RoleValues>
      title={`「${account.name}」的角色`}
      okText="保存"
      name="setRole"
      initial={{ role: account.role, supervisorId: account.supervisorId }}
      submit={async ({ role, supervisorId }) => {
        await call('account.setRole', {
          id: account.id,
          role,
          supervisorId: role === 'supervisor' ? supervisorId : null,
        })
        done('角色已更改')
      }}
      onClose={onClose}
    >
      <RoleFields />
    </FormModal>
  )
}

function SetPassword({ account, onClose }: { account: Account; onClose: () => void }) {
  return (
    <FormModal<{ password: string; again: string }>
      title={`重设「${account.name}」的密码`}
      okText="重设"
      name="setPassword"
      initial={{ password: '', again: '' }}
      submit={async ({ password }) => {
        await call('account.setPassword', { id: account.id, password })
        done('密码已重设，请当面告知本人')
      }}
      onClose={onClose}
    >
      <NewPassword label="新密码" />
    </FormModal>
  )
}

function TurnOff({ onClose }: { onClose: () => void }) {
  return (
    <FormModal<{ password: string }>
      title="停用账号登录"
      okText="停用"
      danger
      name="turnOff"
      initial={{ password: '' }}
      submit={async ({ password }) => {
        await call('account.turnOff', { password })
        done('已停用账号登录')
      }}
      onClose={onClose}
    >
      <p>全部账号停用，任何人打开程序都可以办理；此后第二人的姓名为录入。</p>
      <Form.Item name="password" label="您的密码" rules={[{ required: true, message: '请输入密码' }]}>
        <Input.Password maxLength={200} />
      </Form.Item>
    </FormModal>
  )
}
