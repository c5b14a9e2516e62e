import { Button } from 'antd'
import { navigate } from '../../location.ts'

/** The batch of a row; opens its seal. */
export function BatchLink({ id, name }: { id: number; name: string }) {
  return (
    <Button
      type="link"
      size="small"
      title={name}
      style={{ padding: 0, maxWidth: '100%', overflow: 'hidden' }}
      onClick={() => navigate('batch', { id: String(id), tab: 'seal' })}
    >
      {name}
    </Button>
  )
}
