import { RightOutlined } from '@ant-design/icons'
import { Card, Tag } from 'antd'

export interface Todo {
  text: string
  level: '逾期' | '异常' | '紧急' | '待办'
  count: number | undefined
  open: () => Promise<void>
}

const COLOR: Record<Todo['level'], string> = { 逾期: 'error', 异常: 'error', 紧急: 'warning', 待办: 'processing' }

/** What is due in one field, most urgent first, each leading to what it counts; nothing is shown where nothing is due. */
export function TodoCard({ title, items }: { title: string; items: Todo[] }) {
  const shown = items.filter(item => (item.count ?? 0) > 0)
  if (shown.length === 0) return null
  return (
    <Card size="small" title={title}>
      {shown.map(item => (
        <button key={item.text} type="button" className="todo-row" onClick={item.open} style={{ width: '100%' }}>
          <Tag color={COLOR[item.level]} style={{ margin: 0 }}>
            {item.level}
          </Tag>
          <span style={{ flex: 1 }}>{item.text}</span>
          <strong className="num">{item.count}</strong>
          <RightOutlined style={{ color: '#98a2b3', fontSize: 12 }} />
        </button>
      ))}
    </Card>
  )
}
