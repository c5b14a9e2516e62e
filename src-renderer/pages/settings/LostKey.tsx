import { Alert, Button, Popconfirm } from 'antd'
import { call } from '../../api.ts'
import { done } from '../../feedback.ts'
import { showError } from '../../showError.tsx'

const CONFIRM = '启用新密钥'

/** The key of the 身份证 numbers is gone: what is locked and why, and that nothing is begun anew without being asked. */
export function LostKey({ why }: { why: string }) {
  const renew = async () => {
    try {
      await call('app.renewKey', { confirm: CONFIRM })
      done('已启用新密钥')
    } catch (error) {
      showError(error)
    }
  }
  return (
    <Alert
      type="error"
      showIcon
      title="身份证号码已锁住"
      description={`${why}。已录入的号码暂时不能查看，新的号码不能录入，其他资料不受影响。请先找回原来的 key.json 放进数据文件夹，再重新打开程序。`}
      action={
        <Popconfirm
          title="启用新密钥？"
          description="用原密钥加密的号码需要重新录入。"
          okText={CONFIRM}
          cancelText="取消"
          onConfirm={renew}
        >
          <Button size="small">{CONFIRM}</Button>
        </Popconfirm>
      }
    />
  )
}
