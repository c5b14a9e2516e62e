import { Alert } from 'antd'

/** Data on a share or in a synced folder: said where they lie, before much is written there. */
export function SharedNote({ shared }: { shared: string }) {
  if (shared === '') return null
  return (
    <Alert
      style={{ marginBottom: 16 }}
      showIcon
      type="warning"
      title={`数据位置在${shared}里`}
      description="两台电脑同时写入，或同步程序换上旧的副本，都会损坏或丢失记录。请移到这台电脑的本机磁盘；要在别处留一份的，用「第二备份位置」。"
    />
  )
}
