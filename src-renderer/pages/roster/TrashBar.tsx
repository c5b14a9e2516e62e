import { Button } from 'antd'
import type { SupervisorFilter } from '../../../src-shared/contract/supervisor.ts'
import { call } from '../../api.ts'
import { SelectionBar } from '../../components/SelectionBar.tsx'
import type { Marks } from '../../components/useMarks.ts'
import { useTask } from '../../components/useTask.tsx'
import { done } from '../../feedback.ts'

/** What the recycle bin offers: people come back as they were. Nothing is ever thrown out of it. */
export function TrashBar({ marks, total }: { marks: Marks<SupervisorFilter>; total: number }) {
  const { run } = useTask()
  const restore = async () => {
    const { selection } = marks
    const result = await run('正在恢复', async options => {
      const ids = 'ids' in selection ? selection.ids : await allIds(selection)
      return call('supervisor.restore', { ids }, options)
    })
    if (!result) return
    done(`已恢复 ${result.restored} 人`)
    marks.clear()
  }
  return (
    <SelectionBar marks={marks} total={total} unit="人">
      <Button type="primary" size="small" onClick={restore}>
        恢复到名册
      </Button>
    </SelectionBar>
  )
}

const PAGE = 500

/** supervisor.restore takes ids only; the bin is small. */
async function allIds({ filter, except }: { filter: SupervisorFilter; except: number[] }): Promise<number[]> {
  const left = new Set(except)
  const ids: number[] = []
  for (let offset = 0; ; offset += PAGE) {
    const sort = { by: 'name', desc: false } as const
    const { rows, total } = await call('supervisor.list', { filter, sort, page: { offset, limit: PAGE } })
    for (const row of rows) if (!left.has(row.id)) ids.push(row.id)
    if (offset + PAGE >= total) return ids
  }
}
