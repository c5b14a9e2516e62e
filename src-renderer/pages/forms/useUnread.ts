import { useState } from 'react'

/** Fields whose text cannot be read, each with the reason: while there are any, nothing may be printed that would leave them blank. */
export function useUnread() {
  const [unread, setUnread] = useState<ReadonlyMap<string, string>>(new Map())
  const tell = (field: string, why: string | null) =>
    setUnread(old => {
      if ((old.get(field) ?? null) === why) return old
      const next = new Map(old)
      if (why === null) next.delete(field)
      else next.set(field, why)
      return next
    })
  /** A row that is gone is not waited for. */
  const forget = (prefix: string) => setUnread(old => new Map([...old].filter(([field]) => !field.startsWith(prefix))))
  return { unread, tell, forget }
}
