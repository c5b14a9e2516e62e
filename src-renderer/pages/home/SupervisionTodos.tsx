import { useCall } from '../../api.ts'
import { navigate } from '../../location.ts'
import { type Todo, TodoCard } from './TodoCard.tsx'

/** Lines by name; the rest stand on their batches' pages. */
const NAMED = 12
const PAGE = { offset: 0, limit: 1 }

/** What is due in 督导, most urgent first; nothing is shown where nothing is due. */
export function SupervisionTodos() {
  const overdue = useCall('deadline.list', { states: ['overdue'], page: PAGE }, ['batch'])
  const soon = useCall('deadline.list', { states: ['soon'], page: PAGE }, ['batch'])
  const unknown = useCall('deadline.list', { states: ['unknown'], page: PAGE }, ['batch'])
  const late = useCall('rectification.list', { states: ['overdue'], page: PAGE }, ['batch'])
  const open = useCall('rectification.list', { states: ['open'], page: PAGE }, ['batch'])
  const replied = useCall('rectification.list', { states: ['replied'], page: PAGE }, ['batch'])
  const coverage = useCall('coverage.matrix', {}, ['batch'])
  const review = useCall('batch.review', {}, ['batch', 'supervisor', 'card', 'venue'])
  const items: Todo[] = [
    // By name: person, session and rule stand in the message, and it leads to the batch.
    ...(review.data?.lines ?? []).slice(0, NAMED).map(
      ({ batchId, batch, finding }): Todo => ({
        text: `「${batch}」${finding.message}`,
        level: '紧急',
        count: 1,
        open: () => navigate('batch', { id: String(batchId) }),
      }),
    ),
    {
      text: '提交期限已过（第二十二、二十六条）',
      level: '逾期',
      count: overdue.data?.total,
      open: () => navigate('deadlines', { state: 'overdue' }),
    },
    {
      text: '整改期限已过（第三十条（三））',
      level: '逾期',
      count: late.data?.total,
      open: () => navigate('rectify', { state: 'overdue' }),
    },
    {
      text: '提交期限 2 天内到期',
      level: '紧急',
      count: soon.data?.total,
      open: () => navigate('deadlines', { state: 'soon' }),
    },
    {
      text: '期限落在未装载年历的年份',
      level: '待办',
      count: unknown.data?.total,
      open: () => navigate('deadlines', { view: 'years' }),
    },
    {
      text: '整改待回复',
      level: '待办',
      count: open.data?.total,
      open: () => navigate('rectify', { state: 'open' }),
    },
    {
      text: '整改已回复，待另一人复核',
      level: '待办',
      count: replied.data?.total,
      open: () => navigate('rectify', { state: 'replied' }),
    },
    {
      text: '批次缺内部督导记录（第七、二十四条）',
      level: '待办',
      count: coverage.data?.rows.filter(row => row.findings.length > 0).length,
      open: () => navigate('coverage'),
    },
  ]
  return <TodoCard title="督导待办" items={items} />
}
