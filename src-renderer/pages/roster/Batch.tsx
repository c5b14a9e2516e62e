import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import type { SupervisorFilter } from '../../../src-shared/contract/supervisor.ts'
import { SelectionBar } from '../../components/SelectionBar.tsx'
import type { Marks } from '../../components/useMarks.ts'
import { type ActionKey, Actions } from './Actions.tsx'

const MAIN: { key: ActionKey; text: string }[] = [
  { key: 'training', text: '登记培训' },
  { key: 'exam', text: '登记考核' },
  { key: 'attest', text: '确认条件' },
  { key: 'appoint', text: '聘任/续聘' },
  { key: 'issue', text: '发卡' },
]

const MORE: { key: ActionKey; label: string; danger?: boolean }[] = [
  { key: 'suspend', label: '暂停' },
  { key: 'resume', label: '恢复' },
  { key: 'dismiss', label: '解聘', danger: true },
  { key: 'remove', label: '移入回收站', danger: true },
]

/** What can be done with the people who are marked. */
export function Batch({ marks, total }: { marks: Marks<SupervisorFilter>; total: number }) {
  const [action, setAction] = useState<ActionKey | null>(null)
  return (
    <>
      <SelectionBar marks={marks} total={total} unit="人">
        {MAIN.map(({ key, text }) => (
          <Button key={key} size="small" onClick={() => setAction(key)}>
            {text}
          </Button>
        ))}
        <Dropdown
          trigger={['click']}
          menu={{ items: MORE, onClick: ({ key }) => setAction(MORE.find(item => item.key === key)?.key ?? null) }}
        >
          <Button size="small">
            更多 <DownOutlined />
          </Button>
        </Dropdown>
      </SelectionBar>
      <Actions action={action} selection={marks.selection} count={marks.count} onClose={() => setAction(null)} />
    </>
  )
}
