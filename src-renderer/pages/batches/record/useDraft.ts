import { useEffect, useRef, useState } from 'react'
import type { SupervisionRecord } from '../../../../src-shared/contract/supervision.ts'
import { sameValue } from '../../../../src-shared/domain/merge.ts'
import {
  asTyped,
  type RecordDraft as Draft,
  mergeDrafts,
  withField,
} from '../../../../src-shared/domain/recordDraft.ts'
import { asCallError, call } from '../../../api.ts'
import { useDirtyGuard } from '../../../components/useDirtyGuard.tsx'
import { showError } from '../../../showError.tsx'

export type Saving = 'saved' | 'waiting' | 'failed'

/** A pause in typing before the draft is saved. */
const PAUSE_MS = 500

const draftOf = ({ badge, items, opinion, phases, on }: SupervisionRecord): Draft => ({
  badge,
  items,
  opinion,
  phases,
  on,
})

/**
 * The draft as it stands on the screen, saved by itself: one write at a time, always the newest state. What somebody else fills meanwhile
 * comes in beside it, item by item; where both filled the same one, nothing is saved before the user has chosen. `flush` resolves to true
 * once everything is in the database.
 */
export function useDraft(record: SupervisionRecord) {
  const [draft, setDraft] = useState(() => draftOf(record))
  const [saving, setSaving] = useState<Saving>('saved')
  /** Both filled these: what the other wrote, until it is decided. */
  const [other, setOther] = useState<{ theirs: Draft; fields: string[] } | null>(null)
  const newest = useRef(draft)
  const stored = useRef({ draft, seen: record.seen }) // as the database had it when we last heard of it
  const timer = useRef<number>(undefined)
  const running = useRef<Promise<boolean>>(undefined)
  useDirtyGuard(saving !== 'saved')

  /** Takes what is stored into the draft on the screen; answers what both filled. */
  const take = (now: SupervisionRecord, was: Draft): string[] => {
    const theirs = asTyped(draftOf(now), was)
    const { merged, conflicts } = mergeDrafts(was, newest.current, theirs)
    if (conflicts.length === 0) stored.current = { draft: theirs, seen: now.seen }
    setOther(conflicts.length > 0 ? { theirs, fields: conflicts } : null)
    newest.current = merged
    setDraft(merged)
    return conflicts
  }

  const write = async (): Promise<boolean> => {
    while (!sameValue(stored.current.draft, newest.current)) {
      const sent = newest.current
      try {
        // What was typed while it was saved is compared with what was sent.
        take(await call('supervision.save', { id: record.id, ...sent, was: stored.current.draft }), sent)
      } catch (error) {
        setSaving('failed')
        if (asCallError(error).data.code === 'STALE')
          take(await call('supervision.get', { id: record.id }), stored.current.draft)
        showError(error)
        return false
      }
    }
    setSaving('saved')
    return true
  }
  const flush = (): Promise<boolean> => {
    clearTimeout(timer.current)
    running.current ??= write().finally(() => {
      running.current = undefined
    })
    return running.current
  }
  const later = useRef(flush)
  later.current = flush

  // Leaving the page must not lose the last half second.
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      if (!sameValue(stored.current.draft, newest.current)) void later.current()
    },
    [],
  )

  // The record was read again: somebody may have filled other items.
  const taking = useRef(take)
  taking.current = take
  useEffect(() => {
    if (!running.current && record.seen !== stored.current.seen) taking.current(record, stored.current.draft)
  }, [record])

  const change = (part: Partial<Draft>) => {
    newest.current = { ...newest.current, ...part }
    setDraft(newest.current)
    setSaving('waiting')
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => void later.current(), PAUSE_MS)
  }
  /** Both filled this field: theirs is taken, or mine kept, now that both were seen. */
  const decide = (field: string, take: 'theirs' | 'mine') => {
    if (!other) return
    if (take === 'theirs') newest.current = withField(newest.current, field, other.theirs)
    const fields = other.fields.filter(open => open !== field)
    setOther(fields.length > 0 ? { ...other, fields } : null)
    setDraft(newest.current)
    if (fields.length > 0) return
    stored.current = { ...stored.current, draft: other.theirs }
    change({})
  }
  return { draft, change, flush, saving, seen: () => stored.current.seen, other, decide }
}
