import { Flex, Typography } from 'antd'
import { useCall } from '../../api.ts'
import { ErrorBlock } from '../../showError.tsx'
import { BackupTable } from '../settings/backup/BackupTable.tsx'
import { StartRestore } from '../settings/backup/StartRestore.tsx'
import { useRestore } from '../settings/backup/useRestore.tsx'

/** Damaged data: the copies that there are, what is in each, and the way back from here. The damaged file is kept. */
export function Rescue() {
  const { data, error, loading } = useCall('backup.list', { source: 'here' })
  const { ask, dialog } = useRestore()
  return (
    <Flex vertical gap={8} style={{ marginBottom: 12 }}>
      <Flex justify="space-between" align="center" gap={8}>
        <Typography.Text strong>从备份恢复</Typography.Text>
        <StartRestore />
      </Flex>
      {error ? (
        <ErrorBlock error={error} />
      ) : (
        <BackupTable
          backups={data?.backups ?? []}
          loading={loading}
          empty="这台电脑上没有备份。请点「从备份或交接包恢复」，选 U 盘或另一个磁盘上的备份。"
          onRestore={name => void ask('here', name)}
        />
      )}
      <Typography.Text type="secondary">恢复时，损坏的数据文件原样另存在 backups 文件夹里。</Typography.Text>
      {dialog}
    </Flex>
  )
}
