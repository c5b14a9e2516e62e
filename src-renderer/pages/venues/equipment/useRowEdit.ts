import { useState } from 'react'
import type { Equipment } from '../../../../src-shared/contract/equipment.ts'
import { asCallError, call } from '../../../api.ts'
import { useDirtyGuard } from '../../../components/useDirtyGuard.tsx'
import { showError } from '../../../showError.tsx'

/** Id of the row that is being added. */
export const NEW = 0

export interface Draft {
  row: Equipment
  /** Counts the rows that were opened: each begins at its first field. */
  turn: number
  changed: boolean
  /** By field. */
  errors: Record<string, string>
}

export interface RowEdit {
  draft: Draft | null
  busy: boolean
  /** Opens a row, after the one that is open has been saved. */
  open: (row: Equipment) => Promise<void>
  change: (part: Partial<Equipment>) => void
  /** True when nothing is left unsaved. A row that was added is followed by another new one. */
  save: () => Promise<boolean>
  cancel: () => void
}

/** A device that is not saved yet. */
export const newRow = (venueId: number, room: string): Equipment => ({
  id: NEW,
  seen: '',
  venueId,
  name: '',
  model: '',
  spec: '',
  quantity: 1,
  unit: '台',
  room,
  assetNo: '',
  note: '',
  deletedAt: null,
})

/** One row of the table at a time is open for typing: Enter saves, Esc leaves it as it was. */
export function useRowEdit(onSaved: () => void): RowEdit {
  const [draft, setDraft] = useState<Draft | null>(null)
  const [busy, setBusy] = useState(false)
  useDirtyGuard(draft?.changed ?? false)

  const write = async (): Promise<boolean> => {
    if (!draft?.changed) return true
    const { id, seen, deletedAt: _, ...row } = draft.row
    setBusy(true)
    try {
      await call('equipment.save', id === NEW ? row : { ...row, id, seen })
      onSaved()
      return true
    } catch (error) {
      const { code, fields = {} } = asCallError(error).data
      setDraft({ ...draft, errors: fields })
      if (Object.keys(fields).length === 0) showError(error)
      if (code === 'STALE') onSaved()
      return false
    } finally {
      setBusy(false)
    }
  }

  return {
    draft,
    busy,
    async open(row) {
      if (draft?.row.id === row.id || busy) return
      if (await write()) setDraft({ row, turn: (draft?.turn ?? 0) + 1, changed: false, errors: {} })
    },
    change: part => setDraft(old => old && { ...old, row: { ...old.row, ...part }, changed: true, errors: {} }),
    async save() {
      if (!(await write())) return false
      const next = draft && draft.row.id === NEW && draft.changed ? newRow(draft.row.venueId, draft.row.room) : null
      setDraft(next && { row: next, turn: (draft?.turn ?? 0) + 1, changed: false, errors: {} })
      return true
    },
    cancel: () => setDraft(null),
  }
}
