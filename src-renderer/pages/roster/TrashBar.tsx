import { Button } from 'antd'
import type { SupervisorFilter } from '../../../src-shared/contract/supervisor.ts'
import { call } from '../../api.ts'
import { SelectionBar } from '../../components/SelectionBar.tsx'
import type { Marks } from '../../components/useMarks.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'

/** What the recycle bin offers: people come back as they were. Nothing is ever thrown out of it. */
export function TrashBar({ marks, total, shown }: { marks: Marks<SupervisorFilter>; total: number; shown: number }) {
  const { run } = useTask()
  const restore = async () => {
    const result = await run('正在恢复', options => call('supervisor.restore', { selection: marks.selection }, options))
    if (!result) return
    done(`已恢复 ${result.restored} 人`)
    marks.clear()
  }
  return (
    <SelectionBar marks={marks} total={total} shown={shown} unit="人">
      <Button type="primary" size="small" onClick={restore}>
        恢复到名册
      </Button>
    </SelectionBar>
  )
}
