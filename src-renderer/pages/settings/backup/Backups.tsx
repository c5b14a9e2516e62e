import { Button, Card, Flex, Segmented, Typography } from 'antd'
import { useState } from 'react'
import { call, useCall } from '../../../api.ts'
import { sizeText } from '../../../components/bytes.ts'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'
import { ErrorBlock } from '../../../showError.tsx'
import { BackupTable } from './BackupTable.tsx'
import { useElsewhere } from './Elsewhere.tsx'
import { useRestore } from './useRestore.tsx'
import { undoable } from './words.ts'

type Shown = 'here' | 'place'

/** The backups there are, and what can be done with them. */
export function Backups({ place }: { place: boolean }) {
  const [shown, setShown] = useState<Shown>('here')
  const source = place ? shown : 'here'
  const { data, error, loading } = useCall('backup.list', { source }, ['setting'])
  const { run, running } = useTask()
  const { ask, dialog } = useRestore()
  const elsewhere = useElsewhere()

  const backup = async () => {
    const made = await run('正在备份', options => call('backup.create', {}, options))
    if (made) done(`已备份（${sizeText(made.bytes)}）：${made.path}`)
  }
  const saveAs = async () => {
    const saved = await run('正在另存备份', options => call('backup.saveAs', {}, options))
    if (saved) done(`备份已另存：${saved.path}`)
  }

  const backups = data?.source === source ? data.backups : []
  return (
    <Card
      size="small"
      title="备份"
      extra={
        <Flex gap={8}>
          <Button onClick={() => void elsewhere.open('folder')}>从文件夹恢复…</Button>
          <Button onClick={() => void elsewhere.open('file')}>从文件恢复…</Button>
          <Button onClick={saveAs}>另存备份到…</Button>
          <Button type="primary" onClick={backup} loading={running}>
            立即备份
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap={8}>
        {place && (
          <Segmented<Shown>
            value={shown}
            onChange={setShown}
            options={[
              { value: 'here', label: '这台电脑' },
              { value: 'place', label: '第二备份位置' },
            ]}
            style={{ alignSelf: 'flex-start' }}
          />
        )}
        {error && data?.source !== source ? (
          <ErrorBlock error={error} />
        ) : (
          <BackupTable
            backups={backups}
            loading={loading && !data}
            empty="这里还没有备份。"
            undo={source === 'here' ? undoable(backups)?.name : undefined}
            onRestore={name => void ask(source, name)}
          />
        )}
        <Typography.Text type="secondary">
          每天第一次打开程序时、有改动后退出时自动备份。最近 14
          天的自动备份全部保留，更早的每月保留一份；手工备份、升级前和恢复前的备份不会自动删除。
        </Typography.Text>
      </Flex>
      {dialog}
      {elsewhere.dialog}
    </Card>
  )
}
