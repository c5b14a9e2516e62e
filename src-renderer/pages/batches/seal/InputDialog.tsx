import { useRef } from 'react'
import type { CheckRow } from '../../../../src-shared/contract/seal.ts'
import { useCall } from '../../../api.ts'
import { CountsDialog } from './CountsDialog.tsx'
import { GapDialog } from './GapDialog.tsx'
import { VirusDialog } from './VirusDialog.tsx'
import { askedBy, gapsIn } from './words.ts'

export interface InputProps {
  batchId: number
  /** After a success. */
  onSaved: () => void
  onClose: () => void
}

/** What a row of 四性检测 asks of a person; begins with what was typed last. `onSaved` is called once the dialog is gone. */
export function InputDialog({ row, batchId, onSaved, onClose }: InputProps & { row: CheckRow }) {
  const { data, error } = useCall('check.inputs', { batchId })
  const saved = useRef(false)
  const props: InputProps = {
    batchId,
    onSaved: () => {
      saved.current = true
    },
    onClose: () => {
      onClose()
      if (saved.current) onSaved()
    },
  }
  if (!data && !error) return null
  const kind = askedBy(row)?.kind
  const inputs = data?.inputs ?? []
  if (kind === 'virus') return <VirusDialog last={inputs.findLast(one => one.kind === 'virus')} {...props} />
  if (kind === 'counts') return <CountsDialog last={inputs.findLast(one => one.kind === 'counts')} {...props} />
  return <GapDialog gaps={gapsIn(row)} {...props} />
}
