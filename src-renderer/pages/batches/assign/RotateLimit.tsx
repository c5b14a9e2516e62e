import { InputNumber } from 'antd'
import { call, useCall } from '../../../api.ts'
import { showError } from '../../../showError.tsx'

const KEY = 'assign.rotateLimit'

/** 轮换 (第九条): the regulation gives no number, so the organisation sets its own; beyond it people are warned about, never refused. */
export function RotateLimit() {
  const stored = useCall('setting.get', { key: KEY }, ['setting'])
  if (!stored.data) return null
  const { value } = stored.data
  return (
    <span title="第九条要求轮换，没有规定次数；这里填写本机构制度的次数，超过时提醒，不阻止。">
      　本机构轮换：同一人最多连续{' '}
      <InputNumber
        key={String(value)}
        aria-label="最多连续督导批次"
        min={1}
        max={99}
        precision={0}
        placeholder="不限"
        defaultValue={typeof value === 'number' ? value : undefined}
        style={{ width: 68 }}
        onBlur={event => {
          const next = Number(event.target.value) || null
          if (next !== value) call('setting.set', { key: KEY, value: next }).then(stored.reload, showError)
        }}
      />{' '}
      个批次
    </span>
  )
}
