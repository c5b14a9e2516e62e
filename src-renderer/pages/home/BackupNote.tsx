import { Alert, Button } from 'antd'
import { useCall } from '../../api.ts'
import { navigate } from '../../location.ts'
import { useSession } from '../../session.tsx'
import { backupProblem } from './backupState.ts'

/** Backups are automatic; this is for the day when they no longer are, or when the stick stays in the drawer. */
export function BackupNote() {
  const { today } = useSession()
  const { data } = useCall('backup.status', {}, ['setting'])
  const text = data && backupProblem(data, today)
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
