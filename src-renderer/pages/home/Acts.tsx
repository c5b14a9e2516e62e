import { useCall } from '../../api.ts'
import { useMe } from '../../persons/Me.tsx'
import { openSigning } from '../../persons/signing.ts'
import { TodoCard } from './TodoCard.tsx'

/** Acts that wait for somebody's signature; one's own first. */
export function Acts() {
  const me = useMe()
  const asks = me?.on === true && me.role !== 'reader' && me.role !== 'supervisor'
  const { data } = useCall('act.list', asks ? {} : null, ['setting'])
  if (!data) return null
  const items = data.acts.map(act => {
    const open = act.parts.filter(part => part.way === null)
    const mine = open.some(part => part.name === me?.name)
    return {
      text: `${act.title}：待${open.map(({ part, name }) => `${part}「${name}」`).join('、')}签署`,
      level: mine ? ('紧急' as const) : ('待办' as const),
      count: 1,
      open: async () => void (await openSigning(act.id)),
    }
  })
  return (
    <TodoCard title="待签署" items={items.sort((a, b) => Number(b.level === '紧急') - Number(a.level === '紧急'))} />
  )
}
