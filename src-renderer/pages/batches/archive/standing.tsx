import type { SlotRow } from '../../../../src-shared/contract/archive.ts'
import type { Batch } from '../../../../src-shared/contract/batch.ts'
import type { Output } from '../../../../src-shared/contract/index.ts'
import { isAfterSeal } from '../../../../src-shared/domain/evidence.ts'
import { State } from '../../../components/State.tsx'
import type { StateName } from '../../../components/states.ts'
import { navigate } from '../../../location.ts'
import type { TabKey } from '../BatchPage.tsx'

/** 已归档 3 件, 不适用, 缺失, 可选: colour and word. */
export function SlotTag({ row }: { row: Pick<SlotRow, 'state' | 'files' | 'records' | 'required'> }) {
  const [state, word] = wordOf(row)
  return <State s={state}>{word}</State>
}

function wordOf({ state, files, records }: Pick<SlotRow, 'state' | 'files' | 'records'>): [StateName, string] {
  if (state === 'archived') return ['done', `已归档 ${files + records} 件`]
  if (state === 'na') return ['na', '不适用']
  const some = files + records
  if (state === 'missing') return ['lack', some > 0 ? `不齐 ${some} 件` : '缺失']
  return ['todo', some > 0 ? `可选 ${some} 件` : '可选']
}

/** Why the slot takes nothing now; null when it does. */
export function lockOf(slot: string, closed: boolean, seals: Output<'seal.list'> | undefined): string | null {
  if (closed) return '批次在回收站里，恢复后才能改动。'
  if (seals?.hold) return '批次正在调查冻结，不能改动资料。'
  if (seals?.sealed && !isAfterSeal(slot)) return '批次已封存，不能改动资料；请先解除封存并写明原因。'
  return null
}

interface Kept {
  /** What it is, and where the program keeps it. */
  word: string
  tab?: TabKey
  venueTab?: 'files' | 'check'
}

const KEPT: Record<string, Kept> = {
  Q4: { word: '考生名册', tab: 'candidates' },
  Q5: { word: '抽查记录', tab: 'candidates' },
  R3: { word: '委派单', tab: 'assign' },
  R5: { word: '场地备案材料', venueTab: 'files' },
  R6: { word: '场地核查', venueTab: 'check' },
  R7: { word: '场地照片', venueTab: 'files' },
  D1: { word: '督导记录', tab: 'records' },
  D2: { word: '签字扫描件', tab: 'visits' },
  D3: { word: '签字扫描件', tab: 'visits' },
  D4: { word: '签字扫描件', tab: 'visits' },
  D5: { word: '整改佐证', tab: 'fix' },
}

/** What the program itself keeps of a slot, and the way there; null for slots that only take files. */
export function keptOf(slot: string, batch: Batch): { word: string; open: () => Promise<void> } | null {
  const kept = KEPT[slot]
  if (!kept) return null
  const { word, tab, venueTab } = kept
  if (tab) return { word, open: () => navigate('batch', { id: String(batch.id), tab }) }
  if (batch.venueId === null) return null
  return { word, open: () => navigate('venue', { id: String(batch.venueId), tab: venueTab ?? 'files' }) }
}
