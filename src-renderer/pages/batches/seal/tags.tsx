import { Tag } from 'antd'
import type { BatchRow } from '../../../../src-shared/contract/batch.ts'
import type { CheckRow } from '../../../../src-shared/contract/seal.ts'
import { FOUR_RESULT } from '../../../../src-shared/labels.ts'

const COLOR: Record<CheckRow['result'], string> = {
  pass: 'success',
  fail: 'error',
  warn: 'warning',
  todo: 'processing',
  na: 'default',
}

export function CheckTag({ result }: { result: CheckRow['result'] }) {
  return (
    <Tag color={COLOR[result]} style={{ margin: 0 }}>
      {FOUR_RESULT[result]}
    </Tag>
  )
}

/** 已封存, 冻结: colour and word (`short`: 封, 冻, where names need the room); nothing for a batch that may be changed. */
export function FrozenTag({ frozen, short }: { frozen: BatchRow['frozen']; short?: boolean }) {
  if (frozen === null) return null
  const word = frozen === 'held' ? '冻结' : '已封存'
  return (
    <Tag
      color={frozen === 'held' ? 'magenta' : 'geekblue'}
      title={word}
      style={{ margin: 0, ...(short ? { paddingInline: 4 } : {}) }}
    >
      {short ? word.replace('已', '').slice(0, 1) : word}
    </Tag>
  )
}
