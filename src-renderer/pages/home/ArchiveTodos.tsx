import { useCall } from '../../api.ts'
import { navigate } from '../../location.ts'
import { troubleOf } from '../archive/fixity/words.ts'
import { TodoCard } from './TodoCard.tsx'

const archive =
  (tab: string, show = '') =>
  () =>
    navigate('archive', { tab, show })

/** What is due in 档案: damage first. */
export function ArchiveTodos() {
  const fixity = useCall('fixity.list', {}, ['archive', 'setting'])
  const todo = useCall('archive.todo', {}, ['archive', 'batch', 'setting'])
  const unsealed = useCall(
    'batch.list',
    {
      filter: { frozen: 'none', phases: ['archived'] },
      sort: { by: 'examFrom', desc: true },
      page: { offset: 0, limit: 1 },
    },
    ['archive', 'batch'],
  )
  return (
    <TodoCard
      title="档案待办"
      items={[
        {
          text: '完好性检查发现文件被改动或缺失',
          level: '异常',
          count: fixity.data && troubleOf(fixity.data.runs).length,
          open: archive('fixity'),
        },
        {
          text: '完好性检查已到期',
          level: '待办',
          count: fixity.data?.due ? 1 : 0,
          open: archive('fixity'),
        },
        {
          text: '批次已到归档日期，尚未封存',
          level: '待办',
          count: unsealed.data?.total,
          open: archive('sealed', 'due'),
        },
        {
          text: '销毁清册待签字执行',
          level: '待办',
          count: todo.data?.lists,
          open: archive('expired'),
        },
        {
          text: '资料保管期满，待鉴定',
          level: '待办',
          count: todo.data?.expired,
          open: archive('expired'),
        },
      ]}
    />
  )
}
