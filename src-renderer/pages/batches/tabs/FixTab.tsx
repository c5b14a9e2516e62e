import { FixTable } from '../../rectify/FixTable.tsx'
import type { TabProps } from '../BatchPage.tsx'

/** 整改 of this batch. */
export function FixTab({ batch, closed }: TabProps) {
  return <FixTable batchId={batch.id} closed={closed} />
}
