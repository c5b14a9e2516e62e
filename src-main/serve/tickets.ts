import { randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Who may come in: whoever has a one-time address, and afterwards the cookie that it was changed for. Nothing of it outlives the program.
 */
export interface Tickets {
  /** A new key for one address; the one before it counts no longer. */
  issue(): string
  /** The cookie for this key, once; null: unknown or used. */
  redeem(key: unknown): string | null
  knows(cookie: unknown): boolean
}

export function createTickets(): Tickets {
  let open: string | null = null
  const cookies = new Set<string>()
  return {
    issue() {
      open = secret()
      return open
    },
    redeem(key) {
      if (open === null || !same(key, open)) return null
      open = null
      const cookie = secret()
      cookies.add(cookie)
      return cookie
    },
    knows: cookie => [...cookies].some(known => same(cookie, known)),
  }
}

const secret = () => randomBytes(32).toString('base64url')

function same(given: unknown, known: string): boolean {
  if (typeof given !== 'string' || given.length !== known.length) return false
  const [a, b] = [Buffer.from(given), Buffer.from(known)]
  return a.length === b.length && timingSafeEqual(a, b)
}
