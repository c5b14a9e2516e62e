import { CheckCircleOutlined, RightOutlined } from '@ant-design/icons'
import { Flex } from 'antd'
import type { Todo } from '../../../src-shared/contract/audit.ts'
import { State } from '../../components/State.tsx'
import type { StateName } from '../../components/states.ts'
import { navigate } from '../../location.ts'

interface Item {
  text: string
  count: (todo: Todo) => number
  level: '逾期' | '紧急' | '提醒' | '待办'
  page: string
  params: Record<string, string>
}

const SHOWN: Record<Item['level'], StateName> = { 逾期: 'over', 紧急: 'soon', 提醒: 'soon', 待办: 'todo' }

/** Duties still open, most urgent first; each leads to the very people that it counts. */
const ITEMS: readonly Item[] = [
  {
    text: '聘期已届满，需续聘（第十四条）',
    count: t => t.counts.expired,
    level: '逾期',
    page: 'roster',
    params: { state: 'expired' },
  },
  {
    text: '聘期 30 天内届满',
    count: t => t.expiring.within30,
    level: '紧急',
    page: 'roster',
    params: { expires: '30' },
  },
  {
    text: '聘期 60 天内届满',
    count: t => t.expiring.within60,
    level: '提醒',
    page: 'roster',
    params: { expires: '60' },
  },
  {
    text: '聘期 90 天内届满',
    count: t => t.expiring.within90,
    level: '提醒',
    page: 'roster',
    params: { expires: '90' },
  },
  {
    text: '将在聘期内超过年龄上限（第十条（五））',
    count: t => t.overAgeInTerm,
    level: '提醒',
    page: 'roster',
    params: { age: 'over', sort: 'birth' },
  },
  {
    text: '考核合格，尚未聘任（第十一条）',
    count: t => t.counts.qualified,
    level: '待办',
    page: 'roster',
    params: { state: 'qualified' },
  },
  {
    text: '在聘但没有照片',
    count: t => t.withoutPhoto,
    level: '待办',
    page: 'roster',
    params: { state: 'appointed', photo: 'without' },
  },
  {
    text: '在聘但没有本聘期的证卡（第十三条）',
    count: t => t.withoutCard,
    level: '待办',
    page: 'roster',
    params: { state: 'appointed', card: 'without' },
  },
  {
    text: '证卡已发、还没有打印',
    count: t => t.unprinted,
    level: '待办',
    page: 'cards',
    params: { duty: 'print' },
  },
  { text: '证卡还没有报备案（第十三条）', count: t => t.unfiled, level: '待办', page: 'filing', params: {} },
  {
    text: '解聘、届满或换发的证卡还没有变更备案（第十三条）',
    count: t => t.toReport,
    level: '待办',
    page: 'filing',
    params: { show: 'change' },
  },
  {
    text: '解聘、届满人员的证卡待收回（本机构制度）',
    count: t => t.toReturn,
    level: '待办',
    page: 'cards',
    params: { duty: 'return' },
  },
]

export function Todos({ todo }: { todo: Todo }) {
  const open = ITEMS.filter(item => item.count(todo) > 0)
  if (open.length === 0) {
    return (
      <span>
        <CheckCircleOutlined style={{ color: 'var(--green)' }} /> 没有待办事项
      </span>
    )
  }
  return (
    <Flex vertical>
      {open.map(item => (
        <button key={item.text} type="button" className="todo-row" onClick={() => navigate(item.page, item.params)}>
          <State s={SHOWN[item.level]}>{item.level}</State>
          <span style={{ flex: 1 }}>{item.text}</span>
          <strong className="num">{item.count(todo)}</strong>
          <RightOutlined style={{ color: 'var(--ink3)', fontSize: 12 }} />
        </button>
      ))}
    </Flex>
  )
}
