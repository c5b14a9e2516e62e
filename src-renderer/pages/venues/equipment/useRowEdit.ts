import { useState } from 'react'
import type { Equipment } from '../../../../src-shared/contract/equipment.ts'
import { mergeFields } from '../../../../src-shared/domain/merge.ts'
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
  /** The row as it was opened; what is saved is compared with it. */
  was: Equipment
  /** Somebody else was faster: what stands there now, and the fields that both changed or that are others now. */
  hand?: { theirs: Equipment; mine: Equipment; fields: Field[] }
}

export type Field = Exclude<keyof Equipment, 'id' | 'seen' | 'venueId' | 'deletedAt'>

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
      const now = code === 'STALE' ? await call('equipment.get', { venueId: row.venueId, id }).catch(() => null) : null
      if (now?.deletedAt === null) setDraft(beside(draft, now))
      else {
        setDraft({ ...draft, errors: fields })
        if (Object.keys(fields).length === 0) showError(error)
      }
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
      if (await write()) setDraft(opened(row, draft))
    },
    change: part => setDraft(old => old && { ...old, row: { ...old.row, ...part }, changed: true, errors: {} }),
    async save() {
      if (!(await write())) return false
      const next = draft && draft.row.id === NEW && draft.changed ? newRow(draft.row.venueId, draft.row.room) : null
      setDraft(next && opened(next, draft))
      return true
    },
    cancel: () => setDraft(null),
  }
}

const opened = (row: Equipment, before: Draft | null): Draft => ({
  row,
  was: row,
  turn: (before?.turn ?? 0) + 1,
  changed: false,
  errors: {},
})

/** What was typed stays; what the other wrote stands beside it, and is compared with from now on. */
function beside(draft: Draft, now: Equipment): Draft {
  const fields = ({ id: _id, seen: _seen, venueId: _venue, deletedAt: _gone, ...rest }: Equipment) => rest
  const { merged, conflicts, taken } = mergeFields(fields(draft.was), fields(draft.row), fields(now))
  return {
    ...draft,
    was: now,
    row: { ...draft.row, ...merged, seen: now.seen },
    errors: {},
    hand: { theirs: now, mine: draft.row, fields: [...conflicts, ...taken] },
  }
}
