import { Alert, Flex } from 'antd'
import { useMe } from '../../../persons/Me.tsx'
import { Accounts } from './Accounts.tsx'
import { OwnPassword } from './OwnPassword.tsx'
import { TurnOn } from './TurnOn.tsx'

/** 人员与账号: off by default; what it does, and what it does not protect against. */
export function PersonsTab() {
  const me = useMe()
  if (!me) return null
  return (
    <Flex vertical gap={16} style={{ maxWidth: 900 }}>
      <Limits />
      {!me.on && <TurnOn />}
      {me.on && me.role === 'admin' && <Accounts me={me} />}
      {me.on && <OwnPassword />}
    </Flex>
  )
}

function Limits() {
  return (
    <Alert
      type="info"
      showIcon
      title="账号能做到什么，做不到什么"
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          <li>启用后，整改关闭、销毁、查阅、解除封存和委派由各人用自己的账号签署，日志记下是谁。</li>
          <li>没有启用时，第二人的姓名由经办人录入，程序不能证明本人同意；以签字的纸质单据为准。</li>
          <li>账号只管这个程序。能用其他工具打开数据文件的人，不受它限制；请用系统登录密码和磁盘加密保护这台电脑。</li>
          <li>坐在这台电脑前的人可以重设唯一的管理员；操作日志会记下来。日志可发现篡改，不能防止篡改。</li>
        </ul>
      }
    />
  )
}
