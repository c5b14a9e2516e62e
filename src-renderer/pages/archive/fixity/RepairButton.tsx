import { Button, Dropdown } from 'antd'
import type { Input } from '../../../../src-shared/contract/index.ts'
import { call } from '../../../api.ts'
import { useTask } from '../../../components/useTask.tsx'
import { feedback } from '../../../feedback.ts'

type From = Input<'fixity.repair'>['from']

const SOURCES: { key: From; label: string }[] = [
  { key: 'place', label: '从第二备份位置' },
  { key: 'folder', label: '从文件夹（原件、事后督导包、另一个数据文件夹）' },
  { key: 'zip', label: '从事后督导包（ZIP 文件）' },
]

/** Damaged and missing files come back from wherever their content still is. */
export function RepairButton() {
  const { run, running } = useTask()
  const repair = async (from: From) => {
    const done = await run('正在修复文件', options => call('fixity.repair', { from }, options))
    if (!done) return
    const text = `修复 ${done.repaired} 个文件`
    if (done.left.length === 0) feedback().message.success(done.bad === 0 ? '文件全部完好，没有需要修复的' : text)
    else feedback().message.warning(`${text}，另有 ${done.left.length} 个在那里没有找到`, 8)
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: SOURCES,
        onClick: ({ key }) => void repair(SOURCES.find(one => one.key === key)?.key ?? 'folder'),
      }}
    >
      <Button type="primary" loading={running}>
        修复
      </Button>
    </Dropdown>
  )
}
