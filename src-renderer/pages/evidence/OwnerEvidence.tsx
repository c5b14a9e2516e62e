import { FolderOpenOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useCall } from '../../api.ts'
import { navigate } from '../../location.ts'
import { filterOf } from './words.ts'

interface Props {
  kind: 'venue' | 'supervisor' | 'visit'
  id: number
  /** As the library shows it above the list. */
  name: string
}

/** Leads to the files of an owner without slots, with their number. */
export function OwnerEvidence({ kind, id, name }: Props) {
  const { data } = useCall(
    'evidence.list',
    { filter: filterOf({ kind, id }), sort: { by: 'code', desc: false }, page: { offset: 0, limit: 1 } },
    ['archive'],
  )
  return (
    <Button icon={<FolderOpenOutlined />} onClick={() => navigate('evidence', { kind, id: String(id), name })}>
      资料{data?.total ? ` ${data.total}` : ''}
    </Button>
  )
}
