import { Alert } from 'antd'
import { useCall } from '../../api.ts'

const TITLE = {
  on: '磁盘加密已开启',
  off: '磁盘没有加密',
  unknown: '请确认磁盘加密是否开启',
}

/** A stolen PC: what is readable without the operating system's disk encryption, and whether it is on where that can be asked. */
export function DiskNote() {
  const { data } = useCall('app.diskEncryption', {})
  if (!data) return null
  return (
    <Alert
      showIcon
      type={data.state === 'on' ? 'success' : 'warning'}
      title={TITLE[data.state]}
      description={
        data.state === 'on'
          ? '电脑丢失时，没有登录密码或恢复密钥的人读不出数据。请妥善保管恢复密钥，U 盘上的备份也请存放在加密的磁盘上。'
          : '没有磁盘加密时，拿到电脑或硬盘的人可以直接读出姓名、电话、照片、证卡和扫描件；只有身份证号码另外加密。请在 Windows「设置 → 隐私和安全性 → 设备加密」或「BitLocker」中开启，并把恢复密钥保存到别处。'
      }
    />
  )
}
