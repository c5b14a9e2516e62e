import { Alert, Button, Descriptions, Flex, Typography } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { InstantText } from '../../components/DateText.tsx'
import { OperatorModal } from '../../components/OperatorModal.tsx'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { useSession } from '../../session.tsx'
import { KeyNote } from '../start/DataStep.tsx'

const size = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** Where the data lie, how they are backed up, and how the key of encrypted fields is kept. */
export function DataTab() {
  const { info } = useSession()
  const [choosing, setChoosing] = useState(false)
  const { run, running } = useTask()

  const backup = async () => {
    const made = await run('正在备份', options => call('backup.create', {}, options))
    if (made) done(`已备份（${size(made.bytes)}）：${made.path}`)
  }
  const saveAs = async () => {
    const saved = await run('正在另存备份', options => call('backup.saveAs', {}, options))
    if (saved) done(`备份已另存：${saved.path}`)
  }

  return (
    <Flex vertical gap={16} style={{ maxWidth: 720 }}>
      {info.lastBackup === null && (
        <Alert type="warning" showIcon title="还没有备份过" description="请现在备份一次，并另存到 U 盘或其他电脑。" />
      )}
      <Descriptions
        size="small"
        column={1}
        bordered
        items={[
          {
            key: 'operator',
            label: '经办人',
            children: (
              <Flex gap={8} align="center">
                {info.operator || '未填写'}
                <Button size="small" onClick={() => setChoosing(true)}>
                  更换
                </Button>
              </Flex>
            ),
          },
          {
            key: 'dir',
            label: '数据位置',
            children: (
              <Flex gap={8} align="center">
                <Typography.Text copyable style={{ wordBreak: 'break-all' }}>
                  {info.dataDir}
                </Typography.Text>
                <Button size="small" onClick={() => void call('app.openDataFolder', {})}>
                  打开
                </Button>
              </Flex>
            ),
          },
          { key: 'last', label: '最近备份', children: <InstantText value={info.lastBackup} /> },
        ]}
      />
      <Flex gap={8}>
        <Button type="primary" onClick={backup} loading={running}>
          立即备份
        </Button>
        <Button onClick={saveAs}>另存备份到…</Button>
      </Flex>
      <Typography.Text type="secondary">
        备份含名册、台账和日志，存放在数据位置的 backups 文件夹；照片和附件在 files
        文件夹。换电脑时请复制整个数据文件夹。
      </Typography.Text>
      <KeyNote keeper={info.keyKeeper} />
      <OperatorModal open={choosing} onClose={() => setChoosing(false)} />
    </Flex>
  )
}
