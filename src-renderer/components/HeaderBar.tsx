import { UserOutlined } from '@ant-design/icons'
import { Button, Flex, Layout, Typography } from 'antd'
import { useState } from 'react'
import { ROLE } from '../../src-shared/domain/role.ts'
import { call } from '../api.ts'
import { useMe } from '../persons/Me.tsx'
import { useSession } from '../session.tsx'
import { showError } from '../showError.tsx'
import { JumpSearch } from './JumpSearch.tsx'
import { OperatorModal } from './OperatorModal.tsx'

/** 机构 at the left, the jump search, 经办人 at the right. */
export function HeaderBar() {
  const { info, org } = useSession()
  const me = useMe()
  const [choosing, setChoosing] = useState(false)
  return (
    <Layout.Header style={{ borderBottom: '1px solid var(--line2)', lineHeight: 'normal' }}>
      <Flex align="center" gap={16} style={{ height: '100%' }}>
        <Typography.Text strong ellipsis={{ tooltip: true }} style={{ flex: 1, minWidth: 0, fontSize: 15 }}>
          {org.name}
        </Typography.Text>
        {me?.role !== 'supervisor' && <JumpSearch />}
        {me?.on && me.role && (
          <>
            <Typography.Text>
              <UserOutlined /> {me.name}（{ROLE[me.role]}）
            </Typography.Text>
            <Button onClick={() => void call('account.logout', {}).catch(showError)}>退出登录</Button>
          </>
        )}
        {!me?.on && (
          <Button type="text" icon={<UserOutlined />} onClick={() => setChoosing(true)} aria-label="更换经办人">
            经办人：{info.operator || '未填写'}
          </Button>
        )}
      </Flex>
      <OperatorModal open={!me?.on && (choosing || info.operator === '')} onClose={() => setChoosing(false)} />
    </Layout.Header>
  )
}
