import { Typography } from 'antd'
import { call } from '../../../api.ts'
import { ReasonModal } from '../../../components/ReasonModal.tsx'
import { useTask } from '../../../components/useTask.tsx'
import { done, feedback } from '../../../feedback.ts'
import type { ActionProps } from '../Actions.tsx'

/** 移入回收站: nothing is deleted; people who hold a running term or a valid card stay. */
export function RemoveDialog({ selection, count, onClose }: ActionProps) {
  const { run } = useTask()
  const remove = async (reason: string) => {
    const result = await run('正在移入回收站', options => call('supervisor.remove', { selection, reason }, options))
    if (!result) return
    if (result.kept.length === 0) {
      done(`已移入回收站 ${result.removed} 人`)
      return
    }
    feedback().modal.info({
      title: `已移入回收站 ${result.removed} 人，保留 ${result.kept.length} 人`,
      width: 560,
      okText: '知道了',
      content: (
        <div>
          {result.kept.map(person => (
            <div key={person.id}>
              <Typography.Text strong>{person.name}</Typography.Text>：{person.reason}
            </div>
          ))}
        </div>
      ),
    })
  }
  return (
    <ReasonModal open title={`移入回收站　${count} 人`} okText="移入回收站" onOk={remove} onClose={onClose}>
      <p>移入回收站后不再出现在名册中，随时可以恢复；已发的编号不会收回重用。</p>
    </ReasonModal>
  )
}
