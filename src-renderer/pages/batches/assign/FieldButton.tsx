import { Button } from 'antd'
import { call } from '../../../api.ts'
import { done } from '../../../feedback.ts'
import { showError } from '../../../showError.tsx'

interface Props {
  assignmentId: number
  supervisorId: number
  name: string
}

/** One page for one person, to be filled in the exam room without a network. */
export function FieldButton({ assignmentId, supervisorId, name }: Props) {
  const save = async () => {
    try {
      const saved = await call('assign.exportField', { id: assignmentId, supervisorId, kind: 'onsite' })
      if (saved) done('已导出考场填写页；用 U 盘或以文件方式发给本人，在浏览器中打开填写')
    } catch (error) {
      showError(error)
    }
  }
  return (
    <Button type="link" size="small" style={{ padding: 0 }} aria-label={`考场填写页 ${name}`} onClick={save}>
      考场填写页
    </Button>
  )
}
