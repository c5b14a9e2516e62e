import { Alert, Button, Descriptions, Flex, Typography } from 'antd'
import { useState } from 'react'
import { call, useCall } from '../../api.ts'
import { InstantText } from '../../components/DateText.tsx'
import { MoveData } from '../../components/MoveData.tsx'
import { OperatorModal } from '../../components/OperatorModal.tsx'
import { SharedNote } from '../../components/SharedNote.tsx'
import { useSession } from '../../session.tsx'
import { KeyNote } from '../start/DataStep.tsx'
import { Backups } from './backup/Backups.tsx'
import { Handover } from './backup/Handover.tsx'
import { SecondPlace } from './backup/SecondPlace.tsx'
import { DiskNote } from './DiskNote.tsx'
import { LostKey } from './LostKey.tsx'

/** Where the data lie, how they are backed up, restored and handed over, and how the key of encrypted fields is kept. */
export function DataTab() {
  const { info } = useSession()
  const [choosing, setChoosing] = useState(false)
  const { data: status } = useCall('backup.status', {}, ['setting'])

  return (
    <Flex vertical gap={12} style={{ maxWidth: 1080 }}>
      {status?.last === null && (
        <Alert type="warning" showIcon title="还没有备份过" description="请现在备份一次，并选好第二备份位置。" />
      )}
      {status?.problem && <Alert type="error" showIcon title="自动备份没有成功" description={status.problem} />}
      <Descriptions
        size="small"
        column={2}
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
          { key: 'last', label: '最近备份', children: <InstantText value={status?.last ?? null} /> },
          {
            key: 'dir',
            label: '数据位置',
            span: 2,
            children: (
              <Flex gap={8} align="center">
                <Typography.Text copyable style={{ wordBreak: 'break-all' }}>
                  {info.dataDir}
                </Typography.Text>
                <Button size="small" onClick={() => void call('app.openDataFolder', {})}>
                  打开
                </Button>
                <MoveData />
              </Flex>
            ),
          },
        ]}
      />
      {status && <SecondPlace place={status.place} />}
      {status && <Backups place={status.place !== null} />}
      <Handover />
      {info.keyLost && <LostKey why={info.keyLost} />}
      <DiskNote />
      <SharedNote shared={info.shared} />
      <KeyNote keeper={info.keyKeeper} />
      <OperatorModal open={choosing} onClose={() => setChoosing(false)} />
    </Flex>
  )
}
