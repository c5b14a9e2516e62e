import { Alert, Button } from 'antd'
import { useCall } from '../../api.ts'
import { navigate } from '../../location.ts'

/** 体检: statements on record that cannot be true are said as long as they stand. */
export function HealthNote() {
  const { data } = useCall('health.list', {}, ['supervisor', 'card', 'batch'])
  if (!data || data.rows.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={`体检：有 ${data.rows.length} 处登记与日期或条款不符，请逐项核对`}
      action={
        <Button size="small" onClick={() => navigate('health')}>
          查看
        </Button>
      }
    />
  )
}
