import { Alert, Button } from 'antd'
import { instantText } from '../../../components/DateText.tsx'
import { navigate } from '../../../location.ts'
import { FrozenTag } from './tags.tsx'
import { useSeals } from './useSeals.ts'

/** Beside a batch's name: 已封存, 冻结, or both. */
export function FrozenMarks({ batchId }: { batchId: number }) {
  const { data } = useSeals(batchId)
  return (
    <>
      {data?.sealed && <FrozenTag frozen="sealed" />}
      {data?.hold && <FrozenTag frozen="held" />}
    </>
  )
}

/** Why nothing can be changed here, and what helps; nothing for a batch that is neither sealed nor held. `what`: 场次, 考生名册 … */
export function FrozenBanner({ batchId, what }: { batchId: number; what: string }) {
  const { data } = useSeals(batchId)
  if (!data || (!data.sealed && !data.hold)) return null
  const { sealed, hold } = data
  return (
    <Alert
      showIcon
      type="warning"
      style={{ marginBottom: 8 }}
      title={
        hold
          ? `批次正在调查冻结，${what}不能修改：${hold.reason}`
          : `批次已封存${sealed ? `（第 ${sealed.version} 版，${instantText(sealed.sealedAt)}，${sealed.sealedBy}）` : ''}，${what}不能修改`
      }
      description={
        hold
          ? '配合调查期间原样保存（第二十一条（九）（十）），调查结束后由登记人解除冻结。'
          : '确需更正的，先解除封存并写明原因。外督记录、反馈表和整改不受影响，可以继续登记。'
      }
      action={
        <Button size="small" onClick={() => navigate('batch', { id: String(batchId), tab: 'seal' })}>
          去封存与导出
        </Button>
      }
    />
  )
}
