import { useEffect, useRef, useState } from 'react'
import type { Evidence } from '../../../src-shared/contract/evidence.ts'
import { call } from '../../api.ts'
import { evidenceUrl } from './address.ts'
import { frameOf } from './frame.ts'
import { viewOf } from './words.ts'

/** Tried once per start of the program: what cannot be drawn now cannot be drawn in a second either. */
const tried = new Set<number>()

/**
 * The rows with the small pictures that were made since they came: those that have none get one, one after another, when they are looked at.
 * Photos are drawn by the backend, videos here, where the decoders are; the backend keeps both.
 */
export function useThumbnails(rows: readonly Evidence[]): Evidence[] {
  const [made, setMade] = useState<ReadonlyMap<number, string>>(new Map())
  const latest = useRef(rows)
  latest.current = rows
  const shown = rows.map(row => row.id).join()
  useEffect(() => {
    void shown // other rows, another round; the same rows read anew go on
    const stop = new AbortController()
    void (async () => {
      for (const row of latest.current) {
        if (stop.signal.aborted) return
        if (row.thumbnail !== null || row.destroyed || tried.has(row.id)) continue
        tried.add(row.id)
        const thumbnail = await make(row, stop.signal)
        if (thumbnail) setMade(old => new Map(old).set(row.id, thumbnail))
        else if (stop.signal.aborted) tried.delete(row.id) // the page was left, not the file at fault
      }
    })()
    return () => stop.abort()
  }, [shown])
  return rows.map(row => ({ ...row, thumbnail: row.thumbnail ?? made.get(row.id) ?? null }))
}

async function make(row: Evidence, signal: AbortSignal): Promise<string | null> {
  const view = viewOf(row.type)
  try {
    if (view === 'image') return (await call('evidence.thumbnail', { id: row.id })).thumbnail
    if (view !== 'video') return null
    const jpeg = await frameOf(evidenceUrl(row.file), signal)
    return jpeg && (await call('evidence.setThumbnail', { id: row.id, jpeg })).thumbnail
  } catch {
    return null // an ornament: the sign of its kind stays
  }
}
