import { Button } from 'antd'
import { useState } from 'react'
import type { EquipmentFilter } from '../../../../src-shared/contract/equipment.ts'
import { call } from '../../../api.ts'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { SelectionBar } from '../../../components/SelectionBar.tsx'
import type { Marks } from '../../../components/useMarks.ts'
import { useTask } from '../../../components/useTask.tsx'
import { done } from '../../../feedback.ts'

interface Props {
  venueId: number
  trash: boolean
  filter: EquipmentFilter
  marks: Marks<EquipmentFilter>
  total: number
  shown: number
}

/** What can be done with the marked devices. */
export function EquipmentBar({ venueId, trash, filter, marks, total, shown }: Props) {
  const [asking, setAsking] = useState(false)
  const { run } = useTask()

  const restore = async () => {
    const result = await run('正在恢复', async options =>
      call('equipment.restore', { venueId, ids: await idsOf(marks, filter) }, options),
    )
    if (!result) return
    done(`已恢复 ${result.restored} 项`)
    marks.clear()
  }
  const remove = async (reason: string) => {
    const { removed } = await call('equipment.remove', { venueId, ids: await idsOf(marks, filter), reason })
    done(`已移入回收站 ${removed} 项`)
    marks.clear()
  }

  return (
    <>
      <SelectionBar marks={marks} total={total} shown={shown} unit="项">
        {trash ? (
          <Button type="primary" size="small" onClick={restore}>
            恢复到清单
          </Button>
        ) : (
          <Button danger size="small" onClick={() => setAsking(true)}>
            移入回收站
          </Button>
        )}
      </SelectionBar>
      <ReasonModal
        open={asking}
        title={`移入回收站　${marks.count} 项设备`}
        okText="移入回收站"
        onOk={remove}
        onClose={() => setAsking(false)}
      >
        <p>移入后不再出现在清单和今后的核查中，可以恢复；备案清单和已完成的核查不变。</p>
      </ReasonModal>
    </>
  )
}

const PAGE = 500

/** The routes take ids only. */
async function idsOf({ selection }: Marks<EquipmentFilter>, filter: EquipmentFilter): Promise<number[]> {
  if ('ids' in selection) return selection.ids
  const left = new Set(selection.except)
  const ids: number[] = []
  for (let offset = 0; ; offset += PAGE) {
    const sort = { by: 'room', desc: false } as const
    const { rows, total } = await call('equipment.list', { filter, sort, page: { offset, limit: PAGE } })
    for (const row of rows) if (!left.has(row.id)) ids.push(row.id)
    if (offset + PAGE >= total) return ids
  }
}
