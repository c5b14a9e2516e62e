import { useSyncExternalStore } from 'react'
import { confirmLeave } from './components/useDirtyGuard.tsx'

/** Where the window is: a page, its parameters, and the person whose dossier lies open above it. */
export interface Location {
  page: string
  params: Record<string, string>
  person: number | null
}

// Not in the address: an office tool has no "back", and the window's only address is its own (window.ts). The session's storage keeps it
// when the page is loaded anew, and forgets it when the program ends.
const KEY = 'location'
let current: Location = kept() ?? { page: 'home', params: {}, person: null }
const listeners = new Set<() => void>()

function kept(): Location | null {
  const text = sessionStorage.getItem(KEY)
  return text === null ? null : (JSON.parse(text) as Location) // nobody else writes there
}

function go(next: Location): void {
  current = next
  sessionStorage.setItem(KEY, JSON.stringify(next))
  for (const listener of listeners) listener()
}

/** Opens a page (pages/registry.tsx) unless the user would rather keep unsaved changes. */
export async function navigate(page: string, params: Record<string, string> = {}): Promise<void> {
  if (await confirmLeave()) go({ page, params, person: null })
}

/** Opens a person's dossier above the page that is shown; null closes it. */
export async function openPerson(person: number | null): Promise<void> {
  if (await confirmLeave()) go({ ...current, person })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLocation = (): Location => useSyncExternalStore(subscribe, () => current)
