import { Tag } from 'antd'
import type { BatchRow } from '../../../../src-shared/contract/batch.ts'
import type { CheckRow } from '../../../../src-shared/contract/seal.ts'
import { RESULT } from './words.ts'

export function CheckTag({ result }: { result: CheckRow['result'] }) {
  const [color, word] = RESULT[result]
  return (
    <Tag color={color} style={{ margin: 0 }}>
      {word}
    </Tag>
  )
}

/** 已封存, 冻结: colour and word; nothing for a batch that may be changed. */
export function FrozenTag({ frozen }: { frozen: BatchRow['frozen'] }) {
  if (frozen === null) return null
  return (
    <Tag color={frozen === 'held' ? 'magenta' : 'geekblue'} style={{ margin: 0 }}>
      {frozen === 'held' ? '冻结' : '已封存'}
    </Tag>
  )
}
