import { useEffect, useRef, useState } from 'react'
import type { SupervisionRecord } from '../../../../src-shared/contract/supervision.ts'
import { call } from '../../../api.ts'
import { useDirtyGuard } from '../../../components/useDirtyGuard.tsx'
import { showError } from '../../../showError.tsx'

export type Draft = Pick<SupervisionRecord, 'badge' | 'items' | 'opinion' | 'phases' | 'on'>
export type Saving = 'saved' | 'waiting' | 'failed'

/** A pause in typing before the draft is saved. */
const PAUSE_MS = 500

/**
 * The draft as it stands on the screen, saved by itself: one write at a time, always the newest state. `flush` resolves to true once
 * everything is in the database.
 */
export function useDraft(record: SupervisionRecord) {
  const { badge, items, opinion, phases, on } = record
  const [draft, setDraft] = useState<Draft>({ badge, items, opinion, phases, on })
  const [saving, setSaving] = useState<Saving>('saved')
  const newest = useRef(draft)
  const stored = useRef(draft)
  const timer = useRef<number>(undefined)
  const running = useRef<Promise<boolean>>(undefined)
  useDirtyGuard(saving !== 'saved')

  const write = async (): Promise<boolean> => {
    while (stored.current !== newest.current) {
      const sent = newest.current
      try {
        await call('supervision.save', { id: record.id, ...sent })
        stored.current = sent
      } catch (error) {
        setSaving('failed')
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
      if (stored.current !== newest.current) void later.current()
    },
    [],
  )

  const change = (part: Partial<Draft>) => {
    newest.current = { ...newest.current, ...part }
    setDraft(newest.current)
    setSaving('waiting')
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => void later.current(), PAUSE_MS)
  }
  return { draft, change, flush, saving }
}
