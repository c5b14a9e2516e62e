import { useSyncExternalStore } from 'react'
import { onSignNeeded } from '../api.ts'

/** The act that waits for signatures in the dialog now, and what its caller is told: the act's own answer, or undefined for later. */
export interface Signing {
  act: number
  end(value: unknown): void
}

let now: Signing | null = null
const listeners = new Set<() => void>()
const set = (next: Signing | null) => {
  now = next
  for (const listener of listeners) listener()
}

/** Opens the dialog for that act. */
export const openSigning = (act: number): Promise<unknown> =>
  new Promise(resolve => {
    now?.end(undefined)
    set({
      act,
      end(value) {
        set(null)
        resolve(value)
      },
    })
  })

onSignNeeded(openSigning)

export const useSigning = (): Signing | null =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => now,
  )
