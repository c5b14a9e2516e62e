import { Alert, Button } from 'antd'
import { useCall } from '../../api.ts'
import { navigate } from '../../location.ts'

/** Dates that 0.1.0 may have stored wrong are said until each is looked at. */
export function DoubtNote() {
  const { data } = useCall('doubt.list', {}, ['audit', 'supervisor', 'card', 'batch', 'venue', 'contest', 'archive'])
  if (!data || data.rows.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={`有 ${data.rows.length} 个日期可能被 0.1.0 存错（日为 1、2、3），请核对一次`}
      action={
        <Button size="small" onClick={() => navigate('doubts')}>
          去核对
        </Button>
      }
    />
  )
}
