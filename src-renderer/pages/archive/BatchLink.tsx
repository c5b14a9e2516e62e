import { Button } from 'antd'
import { useCall } from '../../api.ts'
import { navigate } from '../../location.ts'

/** The batch of a row that only knows its id; opens its seal. */
export function BatchLink({ id }: { id: number }) {
  const { data, error } = useCall('batch.get', { id }, ['batch'])
  if (error) return '（已移入回收站）'
  return (
    <Button
      type="link"
      size="small"
      title={data?.name}
      style={{ padding: 0, maxWidth: '100%', overflow: 'hidden' }}
      onClick={() => navigate('batch', { id: String(id), tab: 'seal' })}
    >
      {data?.name ?? '…'}
    </Button>
  )
}
