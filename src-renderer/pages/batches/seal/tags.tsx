import type { BatchRow } from '../../../../src-shared/contract/batch.ts'
import type { CheckRow } from '../../../../src-shared/contract/seal.ts'
import { FOUR_RESULT } from '../../../../src-shared/labels.ts'
import { State } from '../../../components/State.tsx'
import type { StateName } from '../../../components/states.ts'

const SHOWN: Record<CheckRow['result'], StateName> = {
  pass: 'done',
  fail: 'block',
  warn: 'soon',
  todo: 'todo',
  na: 'na',
}

export function CheckTag({ result }: { result: CheckRow['result'] }) {
  return <State s={SHOWN[result]}>{FOUR_RESULT[result]}</State>
}

/** 已封存, 冻结: colour and word (`short`: 封, 冻, where names need the room); nothing for a batch that may be changed. */
export function FrozenTag({ frozen, short }: { frozen: BatchRow['frozen']; short?: boolean }) {
  if (frozen === null) return null
  const word = frozen === 'held' ? '冻结' : '已封存'
  return (
    <State s={frozen === 'held' ? 'hold' : 'seal'} title={word}>
      {short ? word.replace('已', '').slice(0, 1) : word}
    </State>
  )
}
