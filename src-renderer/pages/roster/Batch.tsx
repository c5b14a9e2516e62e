import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import type { SupervisorFilter } from '../../../src-shared/contract/supervisor.ts'
import { call } from '../../api.ts'
import { SelectionBar } from '../../components/SelectionBar.tsx'
import type { Marks } from '../../components/useMarks.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'
import { type ActionKey, Actions } from './Actions.tsx'

const MAIN: { key: ActionKey; text: string }[] = [
  { key: 'training', text: '登记培训' },
  { key: 'exam', text: '登记考核' },
  { key: 'attest', text: '确认条件' },
  { key: 'appoint', text: '聘任/续聘' },
  { key: 'issue', text: '发卡' },
]

type MoreKey = ActionKey | 'export'

const MORE: { key: MoreKey; label: string; danger?: boolean }[] = [
  { key: 'export', label: '导出所选' },
  { key: 'suspend', label: '暂停' },
  { key: 'resume', label: '恢复' },
  { key: 'dismiss', label: '解聘', danger: true },
  { key: 'remove', label: '移入回收站', danger: true },
]

/** What can be done with the people who are marked. */
export function Batch({ marks, total, shown }: { marks: Marks<SupervisorFilter>; total: number; shown: number }) {
  const [action, setAction] = useState<ActionKey | null>(null)
  const { run } = useTask()
  const save = async () => {
    const { selection } = marks
    const file = await run('正在导出名册', options => call('roster.export', { selection }, options))
    if (file) done(`已保存：${file.path}`)
  }
  const choose = (key: MoreKey | undefined) => (key === 'export' ? void save() : setAction(key ?? null))
  return (
    <>
      <SelectionBar marks={marks} total={total} shown={shown} unit="人">
        {MAIN.map(({ key, text }) => (
          <Button key={key} size="small" onClick={() => setAction(key)}>
            {text}
          </Button>
        ))}
        <Dropdown
          trigger={['click']}
          autoFocus // of its menu, for the keyboard
          menu={{ items: MORE, onClick: ({ key }) => choose(MORE.find(item => item.key === key)?.key) }}
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
