import { Alert, Button } from 'antd'
import type { BackupStatus } from '../../../src-shared/contract/backup.ts'
import { useCall } from '../../api.ts'
import { navigate } from '../../location.ts'
import { useSession } from '../../session.tsx'
import { daysSince } from '../settings/backup/words.ts'

const BACKUP_DAYS = 7

/** Backups are automatic; this is for the day when they no longer are, or when the stick stays in the drawer. */
export function BackupNote() {
  const { today } = useSession()
  const { data } = useCall('backup.status', {}, ['setting'])
  const text = data && problemOf(data, today)
  if (!text) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={text}
      action={
        <Button size="small" onClick={() => navigate('settings', { tab: 'data' })}>
          去备份
        </Button>
      }
    />
  )
}

function problemOf({ last, place, problem }: BackupStatus, today: string): string {
  const late = (at: string | null) => at === null || daysSince(at, today) > BACKUP_DAYS
  if (problem) return `自动备份没有成功：${problem}`
  if (last === null) return '还没有备份过数据'
  if (late(last)) return `上次备份是 ${daysSince(last, today)} 天前`
  if (!place || !late(place.last)) return ''
  if (place.last === null) return `还没有备份到第二备份位置 ${place.folder}`
  return `上次备份到 ${place.folder} 已 ${daysSince(place.last, today)} 天${place.there ? '' : '（现在没有连接）'}`
}
