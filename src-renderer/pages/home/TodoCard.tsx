import { RightOutlined } from '@ant-design/icons'
import { Card } from 'antd'
import { State } from '../../components/State.tsx'
import type { StateName } from '../../components/states.ts'

export interface Todo {
  text: string
  level: '逾期' | '异常' | '紧急' | '待办'
  count: number | undefined
  open: () => Promise<void>
}

const SHOWN: Record<Todo['level'], StateName> = { 逾期: 'over', 异常: 'lack', 紧急: 'soon', 待办: 'todo' }

/** What is due in one field, most urgent first, each leading to what it counts; nothing is shown where nothing is due. */
export function TodoCard({ title, items }: { title: string; items: Todo[] }) {
  const shown = items.filter(item => (item.count ?? 0) > 0)
  if (shown.length === 0) return null
  return (
    <Card size="small" title={title}>
      {shown.map(item => (
        <button key={item.text} type="button" className="todo-row" onClick={item.open} style={{ width: '100%' }}>
          <State s={SHOWN[item.level]}>{item.level}</State>
          <span style={{ flex: 1 }}>{item.text}</span>
          <strong className="num">{item.count}</strong>
          <RightOutlined style={{ color: 'var(--ink3)', fontSize: 12 }} />
        </button>
      ))}
    </Card>
  )
}
